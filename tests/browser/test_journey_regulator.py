"""The register goes out as a workbook and comes back; the regulator gets the record and the dossier of a past day."""

import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.steps.lists import type_date
from tests.browser.steps.menu import ACCOUNTABILITY, REGISTER, choose, open_screen
from tests.browser.steps.visitor import told
from tests.sharing.background.queue import work_off

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LAST_MARCH = date(2026, 3, 31)


def fetched(page: Page, title: str, folder: Path) -> Path:
    """The file of the newest export of this title, once it is made."""
    row = page.locator("main").get_by_role("row").filter(has_text=title).first
    expect(row).to_contain_text("Wacht")
    work_off()
    expect(row).to_contain_text("Klaar")  # the list is fetched anew by itself
    with page.expect_download() as download:
        row.get_by_role("link", name="Download").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def hand_in(page: Page, path: Path, *, reason: str) -> None:
    """A workbook is read in the background; the page shows by itself what came of it."""
    page.get_by_role("button", name="Werkmap*").set_input_files(path)
    page.get_by_role("textbox", name="Reden van de wijziging*").fill(reason)
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(page.get_by_text(f"{path.name} wordt gelezen")).to_be_visible()
    work_off()


def test_the_register_out_and_in_again(sample, visitor, tmp_path: Path) -> None:
    manager = visitor("contractbeheerder")
    page = manager.page
    open_screen(page, REGISTER, "Register exporteren")
    expect(page.locator("main")).to_contain_text("Deze bladen ziet uw rol niet")
    manager.picture("register-exporteren")
    page.get_by_role("button", name="Werkmap maken").click()
    expect(told(page)).to_contain_text("De werkmap wordt gemaakt.")
    manager.picture("register-exports")
    path = fetched(page, "Register als werkmap", tmp_path)
    assert path.name.startswith("register-") and path.suffix == ".xlsx"

    choose(page, REGISTER, "Werkmap inlezen")
    hand_in(page, path, reason="Controle")
    expect(page.get_by_text("staat al zo in het register")).to_be_visible()

    book = load_workbook(path)
    book["partijen"]["B2"] = "=Anders & Zn."
    book["partijen"]["B2"].data_type = "s"
    book.save(path)
    hand_in(page, path, reason="Nieuwe naam")
    expect(page.get_by_role("row").filter(has_text="=Anders & Zn.")).to_have_count(1)
    page.get_by_role("button", name="Opslaan in het register").click()
    expect(page.get_by_text("wordt opgeslagen: alles of niets")).to_be_visible()
    work_off()
    expect(page.get_by_text("0 toegevoegd, 1 gewijzigd")).to_be_visible()


def test_the_record_and_the_dossier_of_last_march(sample, visitor, tmp_path: Path) -> None:
    lawyer = visitor("jurist")
    page = lawyer.page
    open_screen(page, ACCOUNTABILITY, "Verwerkingsregister")
    lawyer.picture("verwerkingsregister")
    page.get_by_role("textbox", name="Van welke dag").fill("31-04-2026")
    page.get_by_role("button", name="Bestand maken").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("textbox", name="Van welke dag")).to_have_value("31-04-2026")
    lawyer.picture("verwerkingsregister-fout")
    page.get_by_role("textbox", name="Van welke dag").fill("")
    page.get_by_role("radio", name=re.compile("^Als verwerker")).check()
    page.get_by_role("button", name="Bestand maken").click()
    record = fetched(page, "Verwerkingsregister (verwerker)", tmp_path)
    assert record.read_bytes().startswith(b"%PDF")

    choose(page, ACCOUNTABILITY, "Verwerkingsregister")
    page.get_by_role("link", name="Maak het hele dossier van een dag").click()
    type_date(page.get_by_role("textbox", name="Van welke dag"), LAST_MARCH)
    page.get_by_role("textbox", name="Waarvoor").fill("Brief van de AP")
    lawyer.picture("dossier-toezichthouder")
    page.get_by_role("button", name="Dossier maken").click()
    expect(told(page)).to_contain_text("Het bestand wordt gemaakt.")
    path = fetched(page, "Dossier voor de toezichthouder", tmp_path)
    assert path.name == "dossier-toezichthouder-2026-03-31.zip"
    dossier = zipfile.ZipFile(path)
    manifest = json.loads(dossier.read("MANIFEST.json"))
    assert manifest["on"] == "2026-03-31" and len(manifest["files"]) > 8
    assert "zoals het register aan het eind van 31 maart 2026 was" in dossier.read("LEESMIJ.txt").decode()
