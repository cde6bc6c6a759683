"""From a list to one of its records, and to what can be done with it."""

import re
from datetime import date

from playwright.sync_api import Locator, Page, expect

from tests.browser.steps.menu import ACCOUNTABILITY, DISCLOSURES, REGISTER, open_screen

REFERENCE_LISTS = "Referentielijsten"
# The menu that a list stands in, where that is another than the register's.
MENUS = {
    "Toestemmingen": DISCLOSURES,
    "Verzoeken van autoriteiten": DISCLOSURES,
    "Verwerkingsactiviteiten": ACCOUNTABILITY,
}


def row(page: Page, name: str) -> Locator:
    """The row of a list of which this is the name."""
    named = page.get_by_role("link", name=name, exact=True)
    return page.locator("main").get_by_role("row").filter(has=named)


def read_record(page: Page, register: str, name: str) -> None:
    """A record of the register by what its list shows as its name, to read."""
    open_screen(page, MENUS.get(register, REGISTER), register)
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=name, exact=True).click()
    expect(page.locator("main")).to_contain_text(name)


def open_record(page: Page, register: str, name: str) -> None:
    """A record of the register by what its list shows as its name: where one may change it, its form."""
    read_record(page, register, name)
    change = page.get_by_role("link", name="Wijzigen", exact=True)
    if change.is_visible():
        change.click()
        expect(page.get_by_role("textbox", name="Reden van de wijziging")).to_be_visible()


def choose_for(page: Page, register: str, name: str, action: str) -> None:
    """What the screen of a record offers: "Inspecteer" (nothing more), "Wijzig", "Verwijder"."""
    read_record(page, register, name)
    if action == "Wijzig":
        page.get_by_role("link", name="Wijzigen", exact=True).click()
    elif action != "Inspecteer":
        page.get_by_role("button", name="Acties", exact=True).click()
        page.get_by_role("link", name=re.compile(f"^{action}")).click()


def search(page: Page, words: str) -> None:
    """With the field above a list, which answers while one types."""
    page.get_by_role("textbox", name="Zoekterm").fill(words)


def as_it_stood(page: Page, day: date) -> None:
    """The list that is shown, as it was on this day."""
    page.get_by_role("button", name="Toon filters").click()
    page.get_by_role("button", name="Peildatum").click()
    type_date(page.get_by_role("textbox", name="Peildatum"), day)
    expect(page.get_by_role("status").filter(has_text="Stand van")).to_be_visible()


def type_date(field: Locator, day: date) -> None:
    """A day, typed over what is there as people write it, and on to the next field."""
    type_over(field, f"{day.day}-{day.month}-{day.year}")


def type_over(field: Locator, text: str) -> None:
    """Type in the place of what is there, and go on with Tab."""
    field.click()
    for key in ("Control+A", "Delete"):
        field.press(key)
    field.press_sequentially(text)
    field.press("Tab")


def open_history(page: Page) -> None:
    """From a record to all that was ever said about it."""
    page.get_by_role("link", name=re.compile("^(Geschiedenis|Open de historie)$")).click()
