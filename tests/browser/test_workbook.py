"""A contract manager hands in a workbook: first with mistakes, then a good one, then with changes."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps.menu import REGISTER, open_screen
from tests.factories import UserFactory
from tests.sharing.background.queue import work_off
from tests.sharing.workbook.books import WHOLE, Sheets, changed, saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def hand_in(page: Page, file: Path, sheets: Sheets) -> None:
    page.get_by_role("button", name="Werkmap*").set_input_files(saved(file, sheets))
    page.get_by_role("textbox", name="Reden van de wijziging*").fill("Jaarlijkse controle")
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(page.get_by_text(f"{file.name} wordt gelezen")).to_be_visible()
    work_off()


def test_from_mistakes_to_the_register(visitor, tmp_path: Path) -> None:
    UserFactory(username="manager", role="Contractbeheerder")
    page = visitor("manager").page
    open_screen(page, REGISTER, "Werkmap inlezen")

    sheets = changed("partijen", 2, "kvk_nummer", 1234567)
    sheets["doorgiften"][1][1] = "Nederland"
    sheets["hoedanigheden"][1][2] = "31-02-2024"
    hand_in(page, tmp_path / "fout.xlsx", sheets)
    expect(page.get_by_role("alert")).to_contain_text("er zijn 3 fouten")
    expect(page.get_by_role("cell", name="blad “partijen”, rij 2")).to_be_visible()

    hand_in(page, tmp_path / "goed.xlsx", WHOLE)
    page.get_by_role("button", name="Opslaan in het register").click()
    expect(page.get_by_text("wordt opgeslagen: alles of niets")).to_be_visible()
    work_off()
    expect(page.get_by_text("goed.xlsx is ingelezen")).to_be_visible()

    hand_in(page, tmp_path / "anders.xlsx", changed("partijen", 2, "naam", "Gemeente Anders"))
    expect(
        page.get_by_role("row", name="2 gemeente naam Gemeente Voorbeeldstad Gemeente Anders")
    ).to_be_visible()
    page.get_by_role("link", name="Niet opslaan").click()
    expect(page.get_by_role("button", name="Bekijk wat er verandert")).to_be_visible()
