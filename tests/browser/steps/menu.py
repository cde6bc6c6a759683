"""From the start page to a screen, as the menu leads there."""

import re

from playwright.sync_api import Locator, Page, expect

START = "/beheer/"
# The menus with more than one screen, as they stand below each other.
DISCLOSURES = "Dossiers en verstrekkingen"
RIGHTS = "Rechten en datalekken"
REGISTER = "Privacyregister"
ACCOUNTABILITY = "Verantwoording"
STATEMENT = "Privacyverklaring"
SOFT_HYPHEN = "\u00ad"


def go_to_start(page: Page) -> None:
    """The first screen of the admin; the only address that anybody types."""
    page.goto(START)
    expect(main_menu(page)).to_be_visible()


def main_menu(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Hoofdmenu")


def label(words: str) -> re.Pattern[str]:
    """These words and no others, also where the menu may break a long one (a soft hyphen)."""
    words = words.replace(SOFT_HYPHEN, "")
    return re.compile(rf"^\s*{f'{SOFT_HYPHEN}?'.join(map(re.escape, words))}\s*$")


def choose(page: Page, *labels: str) -> None:
    """Follow the menu of the screen that is shown: `choose(page, REGISTER, "Partijen")`."""
    menu = main_menu(page)
    for group in labels[:-1]:
        button = menu.get_by_role("button", name=label(group))
        if button.get_attribute("aria-expanded") != "true":
            button.click()
        expect(button).to_have_attribute("aria-expanded", "true")
    link = menu.get_by_role("link", name=label(labels[-1]))
    with page.expect_navigation(url=re.compile(re.escape(link.get_attribute("href") or ""))):
        link.click()
    expect(main_menu(page)).to_be_visible()


def open_screen(page: Page, *labels: str) -> None:
    """From the start page through the menu: `open_screen(page, REGISTER, "Partijen")`."""
    go_to_start(page)
    choose(page, *labels)


def choose_action(page: Page, action: str) -> None:
    """An item of the list "Acties" on top of a screen, or the button that stands there by itself."""
    header = page.locator("main header, header").first
    item = header.get_by_role("link", name=action, exact=True)
    if not item.is_visible():
        header.get_by_role("button", name="Acties").click()
    item.click()
