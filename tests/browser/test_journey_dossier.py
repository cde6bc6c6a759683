"""A lawyer answers a request for access from one dossier; the auditor sees who looked."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import factories as make
from tests.browser.steps.menu import ACCOUNTABILITY, DISCLOSURES, choose_action, open_screen
from tests.browser.steps.visitor import told
from tests.sharing.core.pdf_reader import Pdf, squeezed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DOSSIER = "d-2026-0042"
WHY = "Brief van 3 maart"


def open_dossier(page: Page, why: str) -> None:
    open_screen(page, DISCLOSURES, "Dossier")
    page.get_by_role("textbox", name="Dossiernummer").fill(DOSSIER.upper())
    page.get_by_label("Waarom").select_option(label=why)
    page.get_by_role("textbox", name="Toelichting").fill(WHY)
    page.get_by_role("button", name="Dossier openen").click()
    expect(page.get_by_role("heading", name=f"Dossier {DOSSIER}")).to_be_visible()


@pytest.fixture
def person(sample) -> None:
    """Somebody whose data went to a client, and in secret to an authority."""
    from sharing.models import Party, Purpose, SubjectCategory

    purpose, subject = (
        Purpose.objects.get(code="integratie-traject"),
        SubjectCategory.objects.get(code="deelnemers"),
    )
    shared = {"number": DOSSIER, "purpose": purpose, "subject_category": subject}
    make.DisclosureFactory(
        recipient=Party.objects.get(name="Gemeente Voorbeeldstad"),
        description="Gesprek met haar broer Piet Jansen over het traject",
        **shared,
    )
    request = make.AuthorityRequestFactory(
        reference="VZ-GEHEIM", secret=True, secrecy_ground="Het onderzoek loopt nog", dossiers=[DOSSIER]
    )
    make.DisclosureFactory(
        recipient=request.authority, authority_request=request, capacity="authority", **shared
    )
    make.ConsentFactory(number=DOSSIER, withdrawn=True)


def test_a_person_is_answered_in_print(person, visitor, tmp_path: Path) -> None:
    lawyer = visitor("jurist")
    page = lawyer.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_dossier(page, "Inzageverzoek van de betrokkene")
    expect(page.get_by_role("img", name="Tijdlijn van het dossier")).to_be_visible()
    received = page.locator("section").filter(has=page.get_by_role("heading", name="Wie kreeg gegevens"))
    expect(received).to_contain_text("Gemeente Voorbeeldstad")
    expect(page.locator("main")).to_contain_text("Verzoek van een autoriteit (geheim voor de betrokkene)")
    lawyer.picture("jurist-dossier-overzicht")

    choose_action(page, "Antwoord maken")
    expect(page.locator("main")).to_contain_text("Het onderzoek loopt nog")
    page.get_by_role("link", name="Zwart maken").click()
    page.get_by_role("textbox", name="Woorden die zwart worden").fill("haar broer Piet Jansen")
    page.get_by_label("Gaat over een ander").check()
    page.get_by_role("textbox", name="Reden").fill("Gaat over haar broer")
    page.get_by_role("button", name="Zwart maken").click()
    expect(told(page)).to_contain_text("Deze woorden staan voortaan zwart")
    lawyer.picture("jurist-zwart-maken")
    page.get_by_role("link", name="Terug naar het antwoord").click()
    expect(page.locator("main")).to_contain_text(
        "Gesprek met zwart gemaakt: gaat over een ander over het traject"
    )
    lawyer.picture("jurist-antwoord-maken")
    page.get_by_role("button", name="Antwoord maken").click()
    expect(told(page)).to_contain_text("Het antwoord is gemaakt en bewaard.")
    expect(page.locator("main")).to_contain_text("VZ-GEHEIM")
    lawyer.picture("jurist-antwoord")
    with page.expect_download() as loaded:
        page.get_by_role("link", name="PDF downloaden").click()
    letter = tmp_path / "antwoord.pdf"
    loaded.value.save_as(letter)
    text = squeezed(Pdf(letter.read_bytes()).text)
    for words in (
        DOSSIER,
        "Gemeente Voorbeeldstad",
        "zwart gemaakt: gaat over een ander",
        "over het traject",
        "Autoriteit Persoonsgegevens",
    ):
        assert squeezed(words) in text, words
    for words in ("Piet", "VZ-GEHEIM", "geheim", "onderzoek", "jurist"):
        assert squeezed(words) not in text, words
    assert [address for address in asked if DOSSIER in address.lower()] == []


def test_who_looked_is_one_click_away(person, visitor) -> None:
    open_dossier(visitor("jurist").page, "Vraag of klacht van de betrokkene")
    auditor = visitor("auditor")
    page = auditor.page
    open_dossier(page, "Controle")
    choose_action(page, "Wie keek in dit dossier")
    looked = page.get_by_role("row").filter(has_text="Juridisch medewerker (jurist)")
    expect(looked).to_contain_text("Dossier bekeken")
    expect(looked).to_contain_text(f"Vraag of klacht van de betrokkene: {WHY}")
    expect(page.get_by_role("row").filter(has_text="Auditor (auditor)")).to_contain_text("Controle")
    auditor.picture("auditor-wie-keek")
    expect(page.get_by_role("link", name="Antwoord maken")).to_have_count(0)
    open_screen(page, ACCOUNTABILITY, "Wie keek in dossiers")
    expect(page.get_by_role("row").filter(has_text="Juridisch medewerker (jurist)")).to_contain_text(DOSSIER)
    auditor.picture("auditor-wie-keek-alles")


def test_a_search_asks_why(person, visitor) -> None:
    page = visitor("jurist").page
    open_screen(page, DISCLOSURES, "Verstrekkingen")
    search = page.get_by_role("search", name="Dossier zoeken")
    search.get_by_label("Dossiernummer").fill(DOSSIER)
    search.get_by_label("Waarom").select_option(label="Anders")
    search.get_by_role("button", name="Zoek dossier").click()
    expect(page.get_by_text("Schrijf op waarom u dit dossier bekijkt.", exact=True)).to_be_visible()
    expect(page.get_by_role("textbox", name="Dossiernummer")).to_have_value(DOSSIER)
    page.get_by_role("textbox", name="Toelichting").fill("De rechter vroeg ernaar")
    page.get_by_role("button", name="Zoek dossier").click()
    expect(page.locator("main")).to_contain_text(f"Alleen dossier {DOSSIER}.")
    page.get_by_role("link", name="Het hele dossier").click()
    expect(page.get_by_role("heading", name=f"Dossier {DOSSIER}")).to_be_visible()
