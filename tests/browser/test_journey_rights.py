"""From the start page: what a person asked, from receipt to a posted answer; a refusal by two; the page for readers."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import factories as make
from tests.browser.steps.menu import RIGHTS, choose_action, go_to_start, open_screen
from tests.browser.steps.visitor import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DOSSIER = "d-2026-0077"
LIST = "Verzoeken van betrokkenen"


def typed(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


def register(page: Page, kind: str, received: date) -> None:
    open_screen(page, RIGHTS, LIST)
    choose_action(page, "Verzoek van een betrokkene toevoegen")
    page.locator("[name=kind]").select_option(label=kind)
    page.locator("[name=received_at]").fill(f"{typed(received)} 23:59")
    page.locator("[name=received_way]").select_option(label="Per post")
    page.locator("[name=asked]").fill("Graag zie ik wat er over mij bekend is")
    page.locator("[name=dossier_number]").fill(DOSSIER)
    page.get_by_role("textbox", name="Reden van de toevoeging").fill("Brief van vanochtend")
    page.get_by_role("button", name="Toevoegen", exact=True).click()
    expect(told(page)).to_contain_text("is toegevoegd")


def test_access_from_receipt_to_a_posted_answer(sample, visitor, tmp_path: Path) -> None:
    from sharing.models import Look, RightsRequest

    letter = tmp_path / "Jansen d-2026-0077.pdf"
    letter.write_bytes(b"%PDF-1.7 proef")
    today = timezone.localdate()
    received = today - timedelta(days=26)
    lawyer = visitor("jurist")
    page = lawyer.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    register(page, "Inzage (art. 15)", received)
    mine = RightsRequest.objects.latest("pk")

    go_to_start(page)
    work = page.get_by_role("region", name="Wacht op u")
    expect(work).to_contain_text("verzoek")
    lawyer.picture("rechten-beginscherm")
    work.get_by_role(
        "link", name=re.compile("van betrokkenen in behandeling|van een betrokkene in behandeling")
    ).click()
    lawyer.picture("rechten-lijst")
    page.locator("main").get_by_role("link", name=str(mine), exact=True).click()
    step = page.get_by_role("region", name="Volgende stap")
    expect(step).to_contain_text("Controleer wie dit vraagt")
    expect(step).to_contain_text("nog 2 dagen")
    expect(step).to_contain_text("Beloofd in versie")
    lawyer.picture("rechten-verzoek")
    step.get_by_role("link", name="Brief maken: Ontvangstbevestiging").click()
    page.get_by_label("Aan (naam en adres)").fill("A. Voorbeeld")
    lawyer.picture("rechten-brief")
    page.get_by_role("button", name="Brief maken en bewaren").click()
    expect(told(page)).to_contain_text("De brief is gemaakt en wordt bewaard zoals hij is.")
    page.get_by_role("link", name="Versturen vastleggen").click()
    page.locator("[name=sent_on]").fill(typed(today))
    page.get_by_label("Per post").check()
    page.get_by_role("button", name="Vastleggen").click()
    expect(told(page)).to_contain_text("Vastgelegd wanneer de brief is verstuurd.")
    sent = mine.letters.get()
    assert (sent.kind, sent.sent_on, sent.sent_way) == ("receipt", today, "post")
    step.get_by_role("link", name="Controleren wie dit vraagt").click()
    page.get_by_label("Niet meer nodig: er is geen redelijke twijfel").check()
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.locator("main")).to_contain_text("Schrijf op waarom er geen twijfel is")
    page.get_by_label("Identiteitsbewijs gezien, niet gekopieerd").check()
    page.locator("[name=on]").fill(typed(today))
    page.get_by_role("button", name="Vastleggen").click()
    expect(told(page)).to_contain_text("Vastgelegd wie dit vraagt.")

    step.get_by_role("button", name="Antwoord opstellen uit het verstrekkingenlog").click()
    expect(page.locator("main")).to_contain_text(DOSSIER)
    page.get_by_role("button", name="Antwoord maken").click()
    expect(told(page)).to_contain_text("Het antwoord is gemaakt en bewaard")
    step.get_by_role("link", name="Beslissen").click()
    page.get_by_label("Toegewezen", exact=True).check()
    page.locator("[name=note]").fill("Volledig overzicht")
    lawyer.picture("rechten-beslissen")
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(step).to_contain_text("Stuur de betrokkene het besluit")
    step.get_by_role("link", name="Antwoord vastleggen").click()
    expect(page.locator("[name=answered_on]")).to_have_value(re.compile(str(today.year)))
    page.get_by_label("Per post").check()
    expect(page.locator("[name=answer] option:checked")).to_contain_text("PDF")
    page.locator("[name=note]").fill("Aangetekend verstuurd")
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_role("region", name="Afgehandeld")).to_contain_text("Dat was op tijd")
    choose_action(page, "Document toevoegen")
    page.locator("[name=title]").fill("Antwoordbrief")
    page.locator("[name=file]").set_input_files(letter)
    page.locator("[name=reason]").fill("Zoals verstuurd")
    page.get_by_role("button", name="Document bewaren").click()
    expect(told(page)).to_contain_text("Het document is bewaard.")
    lawyer.picture("rechten-klaar")
    assert not [one for one in asked if "0077" in one]
    assert {look.looked_by.username for look in Look.objects.filter(about=str(mine))} == {"jurist"}


def test_who_registered_it_cannot_refuse_and_a_colleague_can(sample, visitor) -> None:
    from sharing.models import RightsRequest

    make.UserFactory(username="tweede", role="Juridisch medewerker")
    page = visitor("jurist").page
    register(page, "Wissing (art. 17)", timezone.localdate() - timedelta(days=3))
    mine = RightsRequest.objects.latest("pk")
    page.locator("main").get_by_role("link", name=str(mine), exact=True).click()
    choose_action(page, "Beslissen")
    expect(page.locator("main")).to_contain_text("besluit een collega")
    expect(page.get_by_label(re.compile("buitensporig"))).to_have_count(0)

    other = visitor("tweede").page
    open_screen(other, RIGHTS, LIST)
    other.locator("main").get_by_role("link", name=str(mine), exact=True).click()
    choose_action(other, "Beslissen")
    other.get_by_label(re.compile("buitensporig")).check()
    other.locator("[name=note]").fill("Elke dag hetzelfde verzoek")
    other.get_by_role("button", name="Besluit vastleggen").click()
    expect(other.locator("main")).to_contain_text("Noem het artikel waarop dit besluit rust.")
    expect(other.locator("main")).to_contain_text("wij moeten het kunnen aantonen")
    expect(other.locator("[name=note]")).to_have_value("Elke dag hetzelfde verzoek")
    other.locator("[name=provision]").fill("art. 12, lid 5, AVG")
    other.locator("[name=evidence]").fill("Veertig gelijke verzoeken in veertig dagen")
    other.get_by_role("button", name="Besluit vastleggen").click()
    expect(told(other)).to_contain_text("Het besluit is vastgelegd.")


def test_a_reader_finds_how_to_ask(sample, visitor) -> None:
    reader = visitor()
    page = reader.page
    page.goto("/privacyverklaring/")
    page.get_by_role("navigation", name="Wat wilt u doen?").get_by_role(
        "link", name=re.compile("Zelf een verzoek doen")
    ).click()
    expect(page.get_by_role("heading", name="Uw rechten", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text("binnen 4 weken")
    reader.picture("uw-rechten")
    page.set_viewport_size({"width": 400, "height": 800})
    reader.picture("uw-rechten-smal")
    wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wider
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Your rights", level=1)).to_be_visible()
    assert page.context.cookies() == []
