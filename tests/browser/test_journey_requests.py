"""From the start page: an authority's request to its disclosure by two people, its secrecy ended, evidence kept."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from sharing.core.dossiers import seal
from tests import factories as make
from tests.browser.steps.lists import choose_for, read_record
from tests.browser.steps.menu import DISCLOSURES, choose_action, go_to_start, open_screen
from tests.browser.steps.visitor import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DOSSIER = "d-2026-0042"
CITED = "artikel 64 Wet SUWI"
PDF = b"%PDF-1.7 proef"


def typed(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


@pytest.fixture
def order(tmp_path: Path) -> Path:
    """What somebody scanned, with a name and a number in the name of the file."""
    scan = tmp_path / "Jansen d-2026-0042.pdf"
    scan.write_bytes(PDF)
    return scan


def add_document(page: Page, title: str, file: Path, why: str) -> None:
    choose_action(page, "Document toevoegen")
    page.locator("[name=title]").fill(title)
    page.locator("[name=file]").set_input_files(file)
    page.locator("[name=reason]").fill(why)
    page.get_by_role("button", name="Document bewaren").click()
    expect(told(page)).to_contain_text("Het document is bewaard.")


def fetched(page: Page, title: str) -> bytes:
    row = page.get_by_role("row").filter(has_text=title).first
    with page.expect_download() as download:
        row.get_by_role("link").click()
    assert "0042" not in download.value.suggested_filename
    return Path(download.value.path()).read_bytes()


def test_a_request_from_receipt_to_disclosure(sample, visitor, order) -> None:
    from sharing.models import AuthorityRequest, Disclosure

    make.UserFactory(username="tweede", role="Juridisch medewerker")
    make.LegalProvisionFactory(code="proef-suwi-64", citation=CITED)
    today = timezone.localdate()
    lawyer = visitor("jurist")
    page = lawyer.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_screen(page, DISCLOSURES, "Verzoeken van autoriteiten")
    choose_action(page, "Verzoek van een autoriteit toevoegen")
    page.get_by_role("textbox", name="Kenmerk").fill("VZ-2026-88")
    page.locator("[name=received_on]").fill(typed(today - timedelta(days=9)))
    page.locator("[name=answer_by]").fill(typed(today - timedelta(days=1)))
    page.get_by_label("Autoriteit").select_option(index=1)
    page.get_by_label("Wettelijke bepaling").select_option(label=CITED)
    page.locator("[name=asked]").fill("Het adres van een deelnemer")
    page.get_by_label("Naam, adres en woonplaats").check()
    page.locator("[name=dossiers]").fill(f"{DOSSIER}\nd-2026-0043")
    page.get_by_role("textbox", name="Reden van de toevoeging").fill("Per post ontvangen")
    page.get_by_role("button", name="Toevoegen", exact=True).click()
    expect(told(page)).to_contain_text("is toegevoegd")

    go_to_start(page)
    work = page.get_by_role("region", name="Wacht op u")
    expect(work).to_contain_text("langst wachtend: 9 dagen")
    lawyer.picture("verzoek-beginscherm")
    work.get_by_role("link", name=re.compile("is te laat")).click()
    expect(page.locator("main tbody")).to_contain_text("9 dagen, 1 dag te laat")
    lawyer.picture("verzoek-lijst")
    page.locator("main").get_by_role("link", name="VZ-2026-88").click()
    add_document(page, "Bevel", order, "Zat bij de brief")
    assert fetched(page, "Bevel") == PDF
    step = page.get_by_role("region", name="Volgende stap")
    step.get_by_role("link", name="Beoordelen").click()
    page.get_by_label("Voldoen aan het verzoek").check()
    page.locator("[name=note]").fill("De bepaling klopt")
    page.get_by_role("button", name="Beoordeling vastleggen").click()
    expect(step).to_contain_text("wacht op een collega")

    second = visitor("tweede")
    other = second.page
    go_to_start(other)
    other.get_by_role("link", name=re.compile("door u te bevestigen")).click()
    other.locator("main").get_by_role("link", name="VZ-2026-88").click()
    other.get_by_role("region", name="Volgende stap").get_by_role("link", name="Bevestigen").click()
    other.locator("[name=reason]").fill("Zelf nagegaan")
    other.get_by_role("button", name="Ik bevestig deze beoordeling").click()
    expect(told(other)).to_contain_text("De beoordeling is bevestigd.")

    read_record(page, "Verzoeken van autoriteiten", "VZ-2026-88")
    lawyer.picture("verzoek-bevestigd")
    page.get_by_role("row").filter(has_text=DOSSIER).get_by_role(
        "link", name="Verstrekking vastleggen"
    ).click()
    expect(page.get_by_role("textbox", name="Dossiernummer")).to_have_value(DOSSIER)
    expect(page.locator("[name=authority_request]")).to_have_value(re.compile(r"\(VZ-2026-88\)$"))
    expect(page.locator("[name=legal_provision]")).to_have_value(CITED)
    lawyer.picture("verzoek-verstrekken")
    for name, value in (("subject_category", "deelnemers"), ("purpose", "integratie-traject")):
        page.locator(f"[name={name}]").select_option(value=value)
    page.get_by_role("button", name="Vastleggen").click()
    expect(told(page)).to_contain_text("De verstrekking is vastgelegd.")
    why = page.get_by_role("region", name=re.compile("Waarom dit mocht"))
    why.get_by_role("link", name="VZ-2026-88").click()
    expect(page.locator("main")).to_contain_text("Stand van")  # as the request was when it was relied on
    page.get_by_role("link", name="Terug naar de stand van nu").click()
    row = page.get_by_role("region", name="Over wie het gaat").get_by_role("row").filter(has_text=DOSSIER)
    expect(row).to_contain_text("1 keer")
    page.get_by_role("link", name="1 verstrekking").click()
    expect(page.locator("main tbody")).to_contain_text(DOSSIER)
    request = AuthorityRequest.objects.get(reference="VZ-2026-88")
    assert Disclosure.objects.get(dossier=seal(DOSSIER)).authority_request == request
    assert [address for address in asked if DOSSIER in address] == []


def test_secrecy_is_ended_by_two(sample, visitor) -> None:
    today = timezone.localdate()
    make.UserFactory(username="tweede", role="Juridisch medewerker")
    request = make.AuthorityRequestFactory(
        reference="VZ-GEHEIM",
        confirmed=True,
        secret=True,
        secrecy_ground="Het onderzoek loopt",
        secret_until=today + timedelta(days=60),
    )
    entry = make.DisclosureFactory(authority_request=request, recipient=request.authority)
    lawyer = visitor("jurist")
    page = lawyer.page
    read_record(page, "Verzoeken van autoriteiten", "VZ-GEHEIM")
    choose_action(page, "Geheimhouding wijzigen")
    page.get_by_label("Langer geheim houden").check()
    page.locator("[name=last_day]").fill(typed(today + timedelta(days=30)))
    page.locator("[name=reason]").fill("Brief van de officier")
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(page.locator("main")).to_contain_text("Noem een latere dag")
    page.get_by_role("radio", name="Eerder beëindigen").check()
    page.locator("[name=last_day]").fill(typed(today - timedelta(days=1)))
    page.locator("[name=reason]").fill("De zaak is gesloten")
    lawyer.picture("geheim-voorstel")
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(told(page)).to_contain_text("Een collega bevestigt")
    expect(page.locator("#geheim")).to_contain_text("Geheim voor de betrokkene tot en met")

    second = visitor("tweede")
    other = second.page
    go_to_start(other)
    other.get_by_role("link", name=re.compile("einde van geheimhouding")).click()
    expect(other.locator("main")).to_contain_text("De zaak is gesloten")
    other.get_by_label("De geheimhouding eindigt eerder").check()
    other.locator("[name=reason]").fill("Zelf gebeld")
    second.picture("geheim-bevestigen")
    other.get_by_role("button", name="Besluit vastleggen").click()
    expect(told(other)).to_contain_text("De geheimhouding eindigt eerder.")
    expect(other.locator("#geheim")).to_contain_text("Was geheim")
    expect(other.locator("main")).to_contain_text("Zelf gebeld")
    other.get_by_role("link", name="1 verstrekking").click()
    other.locator("main tbody a").first.click()
    expect(other.locator("main")).to_contain_text(str(entry.recipient))
    expect(other.locator("main")).not_to_contain_text("Geheim voor de betrokkene")


def test_evidence_is_kept_and_a_withdrawal_takes_one_click(sample, visitor, order) -> None:
    from sharing.models import Consent, DataCategory

    naw = DataCategory.objects.get(code="naw")
    party = make.PartyFactory(code="proef-derde", name="Proef Derde", other=True)
    before = timezone.now() - timedelta(days=30)
    make.ConsentFactory(number=DOSSIER, recipient=party, data=[naw], given_at=before)
    lawyer = visitor("jurist")
    page = lawyer.page
    choose_for(page, "Toestemmingen", DOSSIER, "Inspecteer")
    add_document(page, "Ondertekend formulier", order, "Formulier teruggevonden")
    assert fetched(page, "Ondertekend formulier") == PDF
    lawyer.picture("toestemming-bewijs")
    page.get_by_role("button", name="Nu intrekken").click()
    expect(told(page)).to_contain_text("De intrekking is vastgelegd.")
    moment = timezone.localtime(Consent.objects.get().withdrawn_at)
    expect(page.locator("main")).to_contain_text(f"om {moment:%H:%M:%S}")
    expect(page.get_by_role("button", name="Nu intrekken")).to_have_count(0)
    lawyer.picture("toestemming-ingetrokken")
    assert lawyer.obstacles("main") == []
