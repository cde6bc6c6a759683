"""To the statement in the editor, and on to the lawyer."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.steps.keys import press
from tests.browser.steps.menu import go_to_start, main_menu
from tests.browser.steps.waiting import holds

# The plain pages of the sample stand beside the statement, whose title a journey may change.
_OTHERS = "(?!Cookie|Toegankelijk|Contact)"


def open_statement(page: Page, language: str = "Nederlands") -> None:
    """From the start page through the tree of pages to the statement, to change it."""
    go_to_start(page)
    main_menu(page).get_by_role("button", name="Pagina's").click()
    _site(page, language).get_by_role("link", name=re.compile("^Toon onderliggende pagina's")).click()
    tree = page.get_by_role("dialog", name="Pagina's")
    expect(tree.get_by_role("link", name=re.compile("^Toon onderliggende pagina's"))).to_have_count(0)
    tree.get_by_role("link", name=re.compile(f"^Wijzig '{_OTHERS}")).click()
    expect(page.locator("[name=title]")).to_be_visible()


def keep(page: Page) -> None:
    """Save, also when Wagtail heard of the other's draft in time and asks whether to go on."""
    page.evaluate("window.here = true")
    press(page, page.get_by_role("button", name="Bewaar concept"))
    holds(page, "!window.here || document.querySelector('#w-save-confirmation-dialog')?.checkVisibility()")
    if page.evaluate("Boolean(window.here)"):
        press(page, page.get_by_role("dialog").get_by_role("button", name="Bewaar concept"))
        holds(page, "!window.here")


def open_review(page: Page, title: str) -> None:
    """From the work that waits on the start page to the screen where a lawyer judges a text."""
    go_to_start(page)
    page.get_by_role("link", name=f"“{title}” toetsen").click()
    expect(page.get_by_role("button", name="Goedkeuren", exact=True)).to_be_visible()


def view_draft(page: Page, language: str = "Nederlands") -> None:
    """From the start page through the list of pages to the draft as readers will see it."""
    go_to_start(page)
    main_menu(page).get_by_role("button", name="Pagina's").click()
    _site(page, language).get_by_role("link").first.click()
    page.get_by_role("button", name=re.compile(f"^Meer opties voor .{_OTHERS}")).click()
    page.get_by_role("link", name="Bekijk concept").click()


def _site(page: Page, language: str) -> Locator:
    """The pages in one language, in the tree of pages."""
    sites = page.get_by_role("dialog", name="Pagina's").locator(".c-page-explorer__item")
    expect(sites.first).to_be_visible()
    return sites.filter(has_text=language) if sites.count() > 1 else sites
