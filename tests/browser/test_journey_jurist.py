"""A lawyer approves the statement, records and corrects disclosures, reviews deviations, withdraws a consent."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import factories as make
from tests.browser.steps.lists import choose_for
from tests.browser.steps.menu import DISCLOSURES, choose_action, go_to_start, open_screen
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
    assert (version.written_by_name, version.approved_by_name) == (
        "Redacteur (redacteur)",
        "Juridisch medewerker (jurist)",
    )
    assert version.conflict_reason == "De overeenkomst loopt af."
    assert "processor-outside-eea" in [one["code"] for one in version.conflicts]
    read_statement(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoe wij met uw gegevens omgaan")
    expect(page.locator("main")).to_contain_text(NOTE)


def fill_entry(page: Page, *data: str) -> None:
    """A disclosure to a client, of these data categories."""
    open_screen(page, DISCLOSURES, "Verstrekkingen")
    choose_action(page, "Verstrekking vastleggen")
    page.get_by_label("Ontvanger").fill("Gemeente Voorbeeldstad")
    page.get_by_role("textbox", name="Dossiernummer").fill(DOSSIER)
    expect(page.locator("[data-register-filled]")).to_contain_text("Ingevuld")
    expect(page.get_by_label("Hoedanigheid")).to_have_value("client")
    expect(page.get_by_label("Categorie betrokkene")).to_have_value("deelnemers")
    for box in page.locator("[name=data_categories]").all():
        box.uncheck()
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

    make.UserFactory(username="tweede", role="Juridisch medewerker")
    open_screen(page, DISCLOSURES, "Te beoordelen afwijkingen")
    expect(page.locator("main")).to_contain_text("Uw collega beoordeelt")
    page.locator("main tbody").get_by_role("link", name=re.compile(r"\d{1,2} \w{3} \d{4}")).click()
    expect(told(page)).to_contain_text("Een collega beoordeelt haar.")

    lawyer = visitor("tweede")
    page = lawyer.page
    go_to_start(page)
    work = page.get_by_role("region", name="Wacht op u")
    expect(work).to_contain_text("1 afwijking te beoordelen")
    lawyer.picture("jurist-werk")
    work.get_by_role("link", name="afwijking te beoordelen").click()
    lawyer.picture("jurist-werklijst")
    page.locator("main tbody").get_by_role("link", name=re.compile(r"\d{1,2} \w{3} \d{4}")).click()
    page.get_by_role("button", name="Oordeel vastleggen").click()
    expect(page.get_by_text("Kies een oordeel.", exact=True)).to_be_visible()
    page.get_by_label("Geaccepteerd").check()
    page.locator("[name=note]").fill("Toestemming is daarna schriftelijk gegeven.")
    lawyer.picture("jurist-beoordelen")
    page.get_by_role("button", name="Oordeel vastleggen").click()
    expect(told(page)).to_contain_text("Het oordeel is vastgelegd.")
    expect(page.locator("main")).to_contain_text("Er zijn geen afwijkingen te beoordelen.")
    assert Disclosure.objects.get().review == "accepted"


def open_deviation(page: Page) -> None:
    """From the first page to what waits longest."""
    open_screen(page, DISCLOSURES, "Te beoordelen afwijkingen")
    page.locator("main tbody").get_by_role("link", name=re.compile(r"\d{1,2} \w{3} \d{4}")).first.click()


def test_a_breach_survives_a_correction_that_a_second_person_confirms(sample, visitor) -> None:
    from sharing.models import Disclosure

    make.UserFactory(username="tweede", role="Juridisch medewerker")
    make.UserFactory(username="derde", role="Juridisch medewerker")
    first = visitor("jurist").page
    fill_entry(first, "Naam, adres en woonplaats", "Gezondheid en belastbaarheid")
    first.get_by_role("button", name="Vastleggen").click()
    first.get_by_role("textbox", name="Reden van de afwijking").fill(REASON)
    first.get_by_role("button", name="Vastleggen").click()
    expect(told(first)).to_contain_text("Vastgelegd als afwijking")

    second = visitor("tweede")
    open_deviation(second.page)
    second.page.get_by_label("Datalek", exact=True).check()
    second.page.locator("[name=note]").fill("Naar de verkeerde afdeling.")
    second.page.locator("[name=aware_at]").fill(f"{timezone.localtime():%d-%m-%Y %H.%M}")
    second.picture("jurist-datalek")
    second.page.get_by_role("button", name="Oordeel vastleggen").click()
    expect(told(second.page)).to_contain_text("Het oordeel is vastgelegd.")

    open_screen(first, DISCLOSURES, "Verstrekkingen")
    first.locator("main tbody a").first.click()
    first.get_by_role("link", name="Corrigeren").click()
    first.get_by_label("Gezondheid en belastbaarheid").uncheck()
    first.get_by_role("textbox", name="Reden van de correctie").fill("Zonder gezondheidsgegevens verstuurd")
    first.get_by_role("button", name="Correctie vastleggen").click()
    expect(told(first)).to_contain_text("De correctie is voorgesteld")
    assert Disclosure.objects.get().outcome == "deviation"

    open_deviation(first)
    expect(first.locator("main")).to_contain_text("Een collega bevestigt het")
    expect(first.get_by_role("button", name="Voorstel intrekken")).to_be_visible()
    expect(first.get_by_label("Bevestigen")).to_have_count(0)

    third = visitor("derde")
    open_deviation(third.page)
    expect(third.page.locator("main")).to_contain_text("Zonder gezondheidsgegevens verstuurd")
    third.page.get_by_role("button", name="Besluit vastleggen").click()
    expect(third.page.get_by_text("Kies of u het voorstel bevestigt of afwijst.", exact=True)).to_be_visible()
    third.page.get_by_label("Bevestigen").check()
    third.picture("jurist-bevestigen")
    third.page.get_by_role("button", name="Besluit vastleggen").click()
    expect(told(third.page)).to_contain_text("De correctie is bevestigd")
    row = Disclosure.objects.get()
    assert (row.outcome, row.review, row.review_note) == (
        "permitted",
        "breach",
        "Naar de verkeerde afdeling.",
    )

    choose_action(third.page, "Datalek aanvullen")
    third.page.get_by_role("textbox", name="Aanvulling").fill("De ontvanger heeft het gewist.")
    third.page.get_by_role("button", name="Aanvullen").click()
    expect(told(third.page)).to_contain_text("De aanvulling is vastgelegd.")
    expect(third.page.locator("main")).to_contain_text("Naar de verkeerde afdeling.")
    expect(third.page.locator("main")).to_contain_text("De ontvanger heeft het gewist.")


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
    open_screen(page, DISCLOSURES, "Verstrekkingen")
    page.get_by_label("Dossiernummer").fill(DOSSIER)
    page.get_by_label("Waarom").select_option(label="Verstrekking of toestemming vastleggen of verbeteren")
    page.get_by_role("button", name="Zoek dossier").click()
    expect(page.locator("main")).to_contain_text(f"Alleen dossier {DOSSIER}.")
    expect(page.locator("main table tbody tr")).to_have_count(1)
    lawyer.picture("jurist-dossier")
    page.locator("main tbody a").first.click()
    page.get_by_role("link", name="Corrigeren").click()
    page.get_by_label("Telefoonnummer en e-mailadres").check()
    page.get_by_role("button", name="Correctie vastleggen").click()
    expect(page.get_by_role("link", name="Vul in waarom u dit doet")).to_be_visible()
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
