"""The page of a party that answers everything, and its chain of sub-processors entered and taken along as a whole."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.steps.lists import read_record
from tests.browser.steps.menu import REGISTER, choose, go_to_start
from tests.browser.steps.visitor import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_party_and_its_chain(sample, visitor) -> None:
    from sharing.models import Agreement, Party, SubProcessor

    party = Agreement.objects.filter(reference="VW-2023-06").get().party
    contracts = visitor("contractbeheerder")
    page = contracts.page
    go_to_start(page)
    read_record(page, "Partijen", party.name)
    expect(page.get_by_role("heading", name="Tijdas")).to_be_visible()
    expect(page.get_by_role("img", name="Tijdas van")).to_be_visible()
    page.get_by_text("Als tabel").first.press("Enter")
    expect(page.get_by_role("region", name="De tijdas als tabel")).to_be_visible()
    contracts.picture("contract-partij")
    assert contracts.obstacles(within="main") == []

    page.get_by_role("region", name="Overeenkomsten").get_by_role("link", name="VW-2023-06").click()
    page.get_by_role("link", name="Keten van subverwerkers").click()
    before = SubProcessor.objects.filter(agreement__reference="VW-2023-06").count()
    others = Party.objects.filter(active=True, sub_processing=None).exclude(pk=party.pk).order_by("pk")
    first, second = others[:2]
    for place, one in enumerate((first, second), before):
        row = page.get_by_role("group", name=f"Rij {place + 1}", exact=True)
        row.get_by_role("textbox", name="Partij").fill(one.name)
        row.get_by_role("textbox", name="Dienst").fill(f"Dienst {place}")
        row.get_by_role("combobox", name="Land").select_option(label="Nederland")
        row.get_by_role("textbox", name="Aangekondigd op").fill("01-03-2026")
    row.get_by_role("textbox", name="Ingeschakeld door rij").fill(str(before + 1))
    page.get_by_role("textbox", name="Reden").fill("Opgave van de verwerker")
    contracts.picture("contract-keten")
    assert contracts.obstacles(within="main") == []
    page.get_by_role("button", name="Keten opslaan").click()
    expect(told(page).first).to_contain_text("De keten van VW-2023-06 is opgeslagen")
    last = SubProcessor.objects.get(agreement__reference="VW-2023-06", party=second)
    assert last.parent.party == first

    choose(page, REGISTER, "Subverwerkers")
    expect(page.get_by_role("row").filter(has_text=last.party.name).first).to_be_visible()
    contracts.picture("contract-ketens")
    assert contracts.obstacles(within="main") == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Download CSV").click()
    assert last.party.name in Path(download.value.path()).read_text("utf-8-sig")
