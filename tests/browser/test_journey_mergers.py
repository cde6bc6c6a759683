"""An organisation that was entered twice: one proposes to put both together, a colleague confirms."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories as make
from tests.browser.steps.lists import choose_for
from tests.browser.steps.menu import go_to_start
from tests.browser.steps.visitor import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_people_put_two_records_together(sample, visitor) -> None:
    from sharing.models import Party, PartyMerger

    kept = Party.objects.get(code="uwv")
    gone = make.PartyFactory(code="uwv-oud", name="UWV Oud", kvk_number="", email="oud@uwv.example")
    make.DisclosureFactory(recipient=gone)
    first = visitor("contractbeheerder")
    page = first.page
    choose_for(page, "Partijen", "UWV Oud", "Samenvoegen")
    page.get_by_role("textbox", name="De andere partij").fill("uwv")
    page.get_by_role("radio", name="De andere partij").check()
    page.get_by_role("button", name="Naast elkaar zetten").click()
    expect(page.get_by_role("region", name="Wat beide zeggen")).to_contain_text("UWV Oud")
    expect(page.get_by_role("region", name="Wat eraan hangt")).to_contain_text("Verstrekkingen")
    for field in page.get_by_role("group").filter(has_text=re.compile("@")).all():
        field.get_by_role("radio").first.check()
    page.get_by_role("textbox", name="Waarom is dit dezelfde organisatie?").fill("Zelfde adres")
    first.picture("samenvoegen-naast-elkaar")
    assert first.obstacles(within="main") == []
    page.get_by_role("button", name="Voorstellen").click()
    expect(told(page)).to_contain_text("Voorgesteld")
    assert PartyMerger.objects.get().merged == gone

    second = visitor("beheerder")
    page = second.page
    go_to_start(page)
    page.get_by_role("link", name=re.compile("samenvoegen van partijen")).click()
    page.get_by_role("radio", name=re.compile("^Bevestigen")).check()
    page.get_by_role("textbox", name="Toelichting").fill("Nagekeken in het Handelsregister")
    second.picture("samenvoegen-beoordelen")
    assert second.obstacles(within="main") == []
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(told(page)).to_contain_text("Samengevoegd")
    expect(page.get_by_role("heading", name=kept.name).first).to_be_visible()
    second.picture("samengevoegd")
    page.get_by_role("link", name="UWV Oud (uwv-oud)").first.click()
    expect(page.get_by_role("status").filter(has_text="samengevoegd met")).to_be_visible()
    second.picture("samengevoegd-opgegaan")
    gone.refresh_from_db()
    assert gone.merged_into == kept
