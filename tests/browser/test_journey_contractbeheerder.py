"""A contract manager reads a workbook, changes agreements and parties, keeps a document."""

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps.lists import choose_for, open_record
from tests.browser.steps.menu import REGISTER, choose, open_screen
from tests.browser.steps.visitor import told
from tests.sharing.background.queue import work_off
from tests.sharing.workbook.books import saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
SHEETS = {
    "partijen": [
        ["code", "naam", "kvk_nummer", "land", "contactpersoon"],
        ["roeiclub", "Roeiclub De Riem", "90000077", "NL", None],
        ["taalschool", "Taalschool Startpunt", "90000018", "NL", "Bureau Inschrijving"],
    ],
    "hoedanigheden": [
        ["partij", "hoedanigheid", "vanaf", "tot_en_met"],
        ["roeiclub", "samenwerkingspartner", date(2026, 2, 1), None],
    ],
    "overeenkomsten": [
        [
            "kenmerk",
            "partij",
            "soort",
            "geldig_vanaf",
            "geldig_tot_en_met",
            "doeleinden",
            "gegevenscategorieen",
        ],
        [
            "SO-RIEM",
            "roeiclub",
            "samenwerkingsovereenkomst",
            date(2026, 2, 1),
            date(2028, 1, 31),
            "integratie",
            "naw,contact",
        ],
    ],
}


def give_reason(page: Page, reason: str) -> None:
    """Say why, and save."""
    page.get_by_role("textbox", name="Reden van de wijziging").fill(reason)
    page.get_by_role("button", name="Opslaan").click()


def test_a_workbook_is_seen_before_it_is_stored(sample, visitor, tmp_path: Path) -> None:
    from sharing.models import Agreement, Party

    manager = visitor()
    page = manager.page
    manager.sign_in("contractbeheerder")
    choose(page, REGISTER, "Werkmap inlezen")
    page.get_by_role("button", name="Werkmap*").set_input_files(saved(tmp_path / "register.xlsx", SHEETS))
    page.get_by_role("textbox", name="Reden van de wijziging").fill("Nieuwe partner")
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    outcome = page.locator("#uitkomst")
    expect(outcome).to_contain_text("register.xlsx wordt gelezen. Er wordt nog niets opgeslagen.")
    manager.picture("contract-werkmap-wacht")
    work_off()
    # The page loads itself anew when there is an outcome.
    expect(outcome).to_contain_text("Dit verandert er met register.xlsx. Er is nog niets opgeslagen.")
    expect(outcome).to_be_focused()
    expect(outcome).to_contain_text("Bureau Inschrijving")
    manager.picture("contract-werkmap")
    assert not Party.objects.filter(code="roeiclub").exists()

    page.get_by_role("button", name="Opslaan in het register").click()
    work_off()
    expect(outcome).to_contain_text("register.xlsx is ingelezen: 3 toegevoegd, 1 gewijzigd.")
    assert Agreement.objects.get(reference="SO-RIEM").last_day == date(2028, 1, 31)
    assert Party.objects.get(code="taalschool").contact_name == "Bureau Inschrijving"


def test_an_agreement_and_its_document(sample, visitor) -> None:
    from sharing.models import Agreement

    manager = visitor("contractbeheerder")
    page = manager.page
    open_screen(page, REGISTER, "Overeenkomsten")
    page.locator("#id_q").fill("OV-2023-02")
    page.get_by_role("link", name="OV-2023-02", exact=True).click()
    page.get_by_role("link", name="Wijzigen", exact=True).click()
    manager.picture("contract-overeenkomst")

    page.get_by_role("textbox", name="Tot en met").fill("31-12-2022")
    give_reason(page, "Verlengd")
    expect(page.get_by_role("alert")).to_contain_text("De laatste dag ligt voor de eerste dag")
    manager.picture("contract-einde-voor-begin")

    page.get_by_role("textbox", name="Tot en met").fill("30-06-2029")
    page.get_by_role("textbox", name="Reden van de wijziging").fill("")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alert")).to_contain_text("Vul in waarom u dit doet")

    page.get_by_role("tab", name="Documenten").click()
    page.get_by_role("button", name="Voeg Document toe").click()
    page.get_by_role("textbox", name="Titel").fill("Verlenging 2029")
    page.locator("input[type=file]").set_input_files(
        {"name": "verlenging.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    give_reason(page, "Verlengd met drie jaar, zie de brief van 3 maart")
    expect(told(page)).to_contain_text("is gewijzigd")
    assert Agreement.objects.get(reference="OV-2023-02").last_day == date(2029, 6, 30)

    choose_for(page, "Overeenkomsten", "OV-2023-02", "Inspecteer")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile(r"verlenging.*\.pdf")).click()
    assert Path(download.value.path()).read_bytes() == PDF


def test_what_article_28_asks_is_changed_in_its_table(sample, visitor) -> None:
    from sharing.models import Agreement

    page = visitor("contractbeheerder").page
    open_record(page, "Overeenkomsten", "VW-2023-06")
    page.get_by_role("tab", name="Artikel 28").click()
    page.locator("[name=item_e]").select_option(label="Geregeld")
    page.locator("[name=clause_e]").fill("bijlage 2")
    give_reason(page, "Bijlage ontvangen")
    expect(told(page)).to_contain_text("is gewijzigd")
    clause = Agreement.objects.get(reference="VW-2023-06").clauses.get(item="e")
    assert (clause.status, clause.clause) == ("met", "bijlage 2")


def test_a_party_gets_a_second_capacity(sample, visitor) -> None:
    from sharing.models import Party

    manager = visitor("contractbeheerder")
    page = manager.page
    open_record(page, "Partijen", Party.objects.get(code="hosting").name)
    page.get_by_role("button", name="Voeg Hoedanigheid toe").click()
    page.locator("[name=capacities-1-capacity]").select_option(label="Samenwerkingspartner")
    page.locator("[name=capacities-1-first_day]").fill("01-03-2026")
    manager.picture("contract-hoedanigheid")
    give_reason(page, "Doet mee aan het project Leerwerkplaats")
    expect(told(page)).to_contain_text("is gewijzigd")
    assert {row.capacity for row in Party.objects.get(code="hosting").capacities.all()} == {
        "processor",
        "partner",
    }
