"""A lawyer approves the statement, records and corrects disclosures, reviews deviations, withdraws a consent."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import factories as make
from tests.browser.steps.lists import REGISTER, choose_for
from tests.browser.steps.menu import choose_action, go_to_start, open_screen
from tests.browser.steps.reader import read_statement
from tests.browser.steps.statement import open_review, open_statement
from tests.browser.steps.visitor import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DOSSIER = "d-2026-0042"
NOTE = "De inleiding is korter geworden."
REASON = "De klantmanager vroeg erom en er was haast."


def hand_in(page: Page) -> None:
    """What an editor does before the lawyer comes."""
    open_statement(page)
    page.locator("[name=title]").fill("Hoe wij met uw gegevens omgaan")
    page.locator("[name=change_note]").fill(NOTE)
    # The sample has a processor outside the EEA, which its statement does not allow.
    page.locator("[name=conflict_reason]").fill("De overeenkomst loopt af.")
    page.get_by_role("button", name="Meer acties").click()
    page.get_by_role("button", name="Stuur door naar Juridische toets").click()
    expect(told(page)).to_contain_text("ter goedkeuring ingediend")


def test_approval_publishes_the_next_version(sample, visitor) -> None:
    from home.versions.models import StatementVersion

    hand_in(visitor("redacteur").page)
    lawyer = visitor()
    page = lawyer.page
    lawyer.sign_in("jurist")
    lawyer.picture("jurist-begin")
    open_review(page, "Hoe wij met uw gegevens omgaan")
    page.get_by_role("button", name="Goedkeuren", exact=True).click()
    expect(told(page)).to_contain_text("Versie 3 is gepubliceerd en geldt vanaf")
    lawyer.picture("jurist-goedgekeurd")

    version = StatementVersion.objects.get(number=3)
    assert (version.written_by_name, version.approved_by_name) == ("Redacteur", "Juridisch medewerker")
    assert version.conflict_reason == "De overeenkomst loopt af."
    assert "processor-outside-eea" in [one["code"] for one in version.conflicts]
    read_statement(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoe wij met uw gegevens omgaan")
    expect(page.locator("main")).to_contain_text(NOTE)


def fill_entry(page: Page, *data: str) -> None:
    """A disclosure to a client, of these data categories."""
    open_screen(page, REGISTER, "Verstrekkingen")
    choose_action(page, "Verstrekking vastleggen")
    page.get_by_label("Ontvanger").fill("Gemeente Voorbeeldstad")
    page.get_by_label("Hoedanigheid").select_option(label="Opdrachtgever")
    page.get_by_role("textbox", name="Dossiernummer").fill(DOSSIER)
    page.get_by_label("Categorie betrokkene").select_option(value="deelnemers")
    for name in data:
        page.get_by_label(name).check()
    page.get_by_label("Doeleinde").select_option(value="integratie-traject")
    page.get_by_role("combobox", name="Grondslag").select_option(value="contract")


def test_what_may_not_is_asked_first_and_recorded_with_its_reason(sample, visitor) -> None:
    from sharing.models import Disclosure

    lawyer = visitor("jurist")
    page = lawyer.page
    outcome = page.locator("#uitkomst")
    fill_entry(page, "Naam, adres en woonplaats", "Gezondheid en belastbaarheid")
    lawyer.picture("jurist-verstrekking")
    page.get_by_role("button", name="Mag dit?").click()
    expect(outcome).to_be_focused()
    expect(outcome).to_contain_text("Dit mag niet")
    expect(outcome).to_contain_text("uitdrukkelijke toestemming")
    expect(outcome).to_contain_text("Bron:")
    lawyer.picture("jurist-mag-niet")

    page.get_by_role("button", name="Vastleggen").click()
    expect(outcome).to_contain_text("Niet vastgelegd: dit mag niet volgens de regels")
    expect(page.get_by_role("region", name="Reden van de afwijking")).to_contain_text(
        "uitdrukkelijke toestemming"
    )
    assert not Disclosure.objects.exists()

    expect(page.get_by_role("textbox", name="Reden van de afwijking")).to_be_focused()
    page.keyboard.type(REASON)
    page.get_by_role("button", name="Vastleggen").click()
    expect(told(page)).to_contain_text("Vastgelegd als afwijking")
    lawyer.picture("jurist-afwijking")

    go_to_start(page)
    work = page.get_by_role("region", name="Wacht op u")
    expect(work).to_contain_text("1 afwijking te beoordelen")
    lawyer.picture("jurist-werk")
    work.get_by_role("link", name="afwijking te beoordelen").click()
    lawyer.picture("jurist-werklijst")
    page.locator("main").get_by_role("link", name=re.compile(r"\d{2}-\d{2}-\d{4}")).click()
    page.get_by_role("button", name="Oordeel vastleggen").click()
    expect(page.get_by_text("Kies een oordeel.", exact=True)).to_be_visible()
    page.get_by_label("Geaccepteerd").check()
    page.get_by_role("textbox", name="Toelichting").fill("Toestemming is daarna schriftelijk gegeven.")
    lawyer.picture("jurist-beoordelen")
    page.get_by_role("button", name="Oordeel vastleggen").click()
    expect(told(page)).to_contain_text("Het oordeel is vastgelegd.")
    expect(page.locator("main")).to_contain_text("Er zijn geen afwijkingen te beoordelen.")
    assert Disclosure.objects.get().review == "accepted"


def test_a_disclosure_is_found_by_dossier_and_corrected(sample, visitor) -> None:
    from sharing.models import Disclosure

    make.DisclosureFactory(number="d-2026-0001")
    lawyer = visitor("jurist")
    page = lawyer.page
    fill_entry(page, "Naam, adres en woonplaats")
    page.get_by_role("button", name="Mag dit?").click()
    expect(page.locator("#uitkomst")).to_contain_text("Dit mag.")
    assert Disclosure.objects.count() == 1
    page.get_by_role("button", name="Vastleggen").click()
    expect(told(page)).to_contain_text("De verstrekking is vastgelegd.")

    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_screen(page, REGISTER, "Verstrekkingen")
    page.get_by_label("Dossiernummer").fill(DOSSIER)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(f"Alleen dossier {DOSSIER}.")
    expect(page.locator("main table tbody tr")).to_have_count(1)
    lawyer.picture("jurist-dossier")
    page.locator("main tbody a").first.click()
    page.get_by_role("link", name="Corrigeren").click()
    page.get_by_label("Telefoonnummer en e-mailadres").check()
    page.get_by_role("button", name="Correctie vastleggen").click()
    expect(page.get_by_text("Vul in waarom u dit doet")).to_be_visible()
    page.get_by_role("textbox", name="Reden van de correctie").fill("Ook het telefoonnummer is doorgegeven")
    page.get_by_role("button", name="Correctie vastleggen").click()
    expect(told(page)).to_contain_text("De correctie is vastgelegd")
    timeline = page.locator(".register-timeline")
    expect(timeline).to_contain_text("Ook het telefoonnummer is doorgegeven")
    expect(timeline).to_contain_text("Telefoonnummer en e-mailadres")
    lawyer.picture("jurist-gecorrigeerd")
    assert [address for address in asked if DOSSIER in address] == []


def test_a_consent_is_withdrawn(sample, visitor) -> None:
    from sharing.models import Consent, DataCategory, Party

    category = DataCategory.objects.get(code="gezondheid")
    make.ConsentFactory(number=DOSSIER, recipient=Party.objects.get(code="huisarts"), data=[category])
    lawyer = visitor("jurist")
    page = lawyer.page
    choose_for(page, "Toestemmingen", DOSSIER, "Inspecteer")
    page.get_by_role("link", name="Intrekken").click()
    page.get_by_role("textbox", name="Reden van de vastlegging").fill("Per brief ingetrokken")
    lawyer.picture("jurist-intrekken")
    page.get_by_role("button", name="Intrekking vastleggen").click()
    expect(told(page)).to_contain_text("De intrekking is vastgelegd.")
    expect(page.get_by_role("link", name="Intrekken")).to_have_count(0)
    lawyer.picture("jurist-ingetrokken")
    assert Consent.objects.get().withdrawn_at is not None
