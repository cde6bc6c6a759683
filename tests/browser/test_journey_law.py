"""The law's own facts, by who keeps them: provisions and grounds, assessments and activities; also on a phone."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps.keys import press, reach
from tests.browser.steps.lists import REFERENCE_LISTS, read_record, type_date
from tests.browser.steps.menu import (
    ACCOUNTABILITY,
    DISCLOSURES,
    REGISTER,
    choose_action,
    go_to_start,
    open_screen,
)
from tests.browser.steps.visitor import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def reason(page: Page, why: str) -> None:
    page.get_by_role("textbox", name="Reden van de toevoeging").fill(why)


def date_field(page: Page, name: str):
    return page.locator(f"[name={name}]")


def test_a_lawyer_adds_a_provision_and_a_ground(sample, visitor) -> None:
    from sharing.models import LegalProvision, SensitiveGround

    page = visitor("jurist").page
    open_screen(page, REGISTER, REFERENCE_LISTS, "Wettelijke bepalingen")
    choose_action(page, "Wettelijke bepaling toevoegen")
    page.locator("[name=code]").fill("proef-7-7")
    page.locator("[name=citation]").fill("artikel 7.7 Proefwet")
    type_date(date_field(page, "first_day"), date(2020, 3, 1))
    reason(page, "Nagelezen")
    page.get_by_role("button", name="Opslaan").click()
    expect(told(page)).to_contain_text("“artikel 7.7 Proefwet” is toegevoegd")
    assert LegalProvision.objects.get(code="proef-7-7").first_day == date(2020, 3, 1)

    open_screen(page, DISCLOSURES, "Gronden voor gevoelige gegevens")
    choose_action(page, "Grond voor gevoelige gegevens toevoegen")
    page.locator("[name=reference]").fill("bsn-proef")
    page.locator("[name=kind]").select_option(label="Identificatienummer")
    page.locator("[name=exception]").select_option(value="art_46_uavg")
    type_date(date_field(page, "first_day"), date(2020, 3, 1))
    reason(page, "Volgt uit de Proefwet")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("alert")).to_contain_text("Noem bij deze uitzondering de wettelijke bepaling")
    page.locator("[name=provision]").select_option(label="artikel 7.7 Proefwet")
    page.get_by_role("button", name="Toevoegen").click()
    expect(told(page)).to_contain_text("“bsn-proef” is toegevoegd")
    assert SensitiveGround.objects.get(reference="bsn-proef").provision.code == "proef-7-7"


def test_a_lawyer_goes_from_the_start_page_to_what_is_missing(sample, visitor) -> None:
    from datetime import timedelta

    from django.core.cache import cache
    from django.utils import timezone

    from tests import factories

    cache.clear()
    factories.GroundsIntroductionFactory(warn_until=timezone.localdate() + timedelta(days=20))
    health = factories.DataCategoryFactory(special=True)
    factories.DisclosureFactory(data=[health], disclosed_at=timezone.now() - timedelta(days=3))
    page = visitor("jurist").page
    go_to_start(page)
    panel = page.get_by_role("region", name="waarschuwen ontbrekende gronden alleen")
    panel.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Stromen zonder grond")).to_be_visible()
    page.get_by_role("link", name="Grond toevoegen").first.click()
    expect(page.locator("[name=kind]")).not_to_have_value("")
    expect(page.locator("[name=data_category]")).not_to_have_value("")


def test_a_contract_manager_adds_an_assessment_from_the_transfer(sample, visitor) -> None:
    from sharing.models import ImpactAssessment, Transfer

    transfer = Transfer.objects.filter(mechanism__startswith="scc_module").select_related("party").first()
    known = ImpactAssessment.objects.count()
    page = visitor("contractbeheerder").page
    open_screen(page, REGISTER, "Doorgiften")
    page.locator("main").get_by_role("link", name=transfer.party.name, exact=True).first.click()
    page.get_by_role("link", name="Beoordeling toevoegen").click()
    expect(page.locator("main")).to_contain_text(transfer.party.name)
    type_date(date_field(page, "assessed_on"), date(2026, 1, 5))
    page.locator("[name=conclusion]").select_option(label="Positief")
    reason(page, "Jaarlijkse beoordeling")
    page.get_by_role("button", name="Toevoegen").click()
    expect(told(page)).to_contain_text("is toegevoegd")
    expect(page.locator("main")).to_contain_text("Beoordelingen van deze partij in dit land")
    assert ImpactAssessment.objects.count() == known + 1


def test_an_activity_is_added_on_a_phone_without_a_mouse(sample, visitor) -> None:
    from sharing.models import ProcessingActivity

    manager = visitor("contractbeheerder")
    page = manager.page
    open_screen(page, ACCOUNTABILITY, "Verwerkingsactiviteiten")
    page.set_viewport_size({"width": 400, "height": 800})
    choose_action(page, "Verwerkingsactiviteit toevoegen")
    for name, words in (("name", "Proefverwerking"), ("code", "proefverwerking"), ("first_day", "1-2-2026")):
        field = page.locator(f"[name={name}]")
        reach(page, field)
        page.keyboard.type(words)
    for listed in ("purposes", "legal_bases"):
        box = page.locator(f"[name={listed}]").first
        reach(page, box)
        page.keyboard.press("Space")
    expect(page.locator("[name=purposes]").first).to_be_checked()
    why = page.get_by_role("textbox", name="Reden van de toevoeging")
    reach(page, why)
    page.keyboard.type("Nieuw dit jaar")
    press(page, page.get_by_role("button", name="Toevoegen"))
    expect(told(page)).to_contain_text("“Proefverwerking” is toegevoegd")
    assert page.evaluate("document.documentElement.scrollWidth <= 400")
    activity = ProcessingActivity.objects.get(code="proefverwerking")
    assert activity.first_day == date(2026, 2, 1)
    page.set_viewport_size({"width": 1280, "height": 900})
    read_record(page, "Verwerkingsactiviteiten", "Proefverwerking")
    expect(page.locator("main")).to_contain_text("Nieuw dit jaar")
    assert manager.obstacles("main") == []


def test_missing_grounds_only_warn_for_longer_when_a_colleague_agrees(sample, visitor) -> None:
    from sharing.models import GroundsIntroduction
    from sharing.roles import LAWYER
    from tests import factories

    factories.GroundsIntroductionFactory(warn_until=date(2027, 1, 10))
    factories.UserFactory(username="tweede", role=LAWYER)
    proposer = visitor("jurist")
    page = proposer.page
    go_to_start(page)
    page.get_by_role("link", name="Deze datum bekijken").click()
    page.get_by_role("link", name="Wijzigen").first.click()
    field = date_field(page, "warn_until")
    field.fill("")
    field.press_sequentially("31 januari 2027")
    page.get_by_role("textbox", name="Reden van de wijziging").fill("Twee gronden wachten op advies")
    page.get_by_role("button", name="Opslaan").click()
    expect(told(page)).to_contain_text("Een collega bevestigt de latere dag")
    assert GroundsIntroduction.objects.get().warn_until == date(2027, 1, 10)

    colleague = visitor("tweede")
    page = colleague.page
    go_to_start(page)
    page.get_by_role("link", name="langer alleen te laten waarschuwen").click()
    expect(
        page.get_by_role("heading", name="Langer alleen waarschuwen: 10 januari 2027").last
    ).to_be_visible()
    expect(page.locator("main")).to_contain_text("31 januari 2027")
    expect(page.locator("main")).to_contain_text("Twee gronden wachten op advies")
    colleague.picture("langer-waarschuwen")
    assert colleague.obstacles("#main form") == []
    agree = page.get_by_role("radio", name="De voorgestelde dag gaat gelden")
    reach(page, agree)
    page.keyboard.press("Space")
    page.get_by_role("textbox", name="Toelichting").fill("Advies gelezen")
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(told(page)).to_contain_text("De voorgestelde dag geldt")
    assert GroundsIntroduction.objects.get().warn_until == date(2027, 1, 31)
