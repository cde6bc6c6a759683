"""Remarks at the statement, by key, and what is stored of them."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.steps.keys import make_remark, press, reach
from tests.browser.steps.statement import open_statement
from tests.patience import until


def stored() -> list[tuple[str, list[str]]]:
    """Each remark that is open, with the replies to it."""
    from wagtail.models import Comment

    return [
        (one.text, [each.text for each in one.replies.order_by("pk")])
        for one in Comment.objects.filter(resolved_at=None).order_by("pk")
    ]


def is_stored(page: Page, *wanted: tuple[str, list[str]]) -> None:
    until(lambda: page.evaluate("1") and stored() == list(wanted), f"{wanted} en niet {stored()}")


def open_text(page: Page) -> Locator:
    """The statement in the editor, with room for remarks beside it: its texts."""
    open_statement(page)
    page.set_viewport_size({"width": 1366, "height": 768})
    return page.locator("[contenteditable=true][role=textbox]")


def show_remarks(page: Page) -> None:
    """Beside the text, when they are not shown there."""
    button = page.locator("[data-side-panel-toggle=comments]")
    if button.get_attribute("aria-expanded") != "true":
        press(page, button)
    expect(page.locator(".comment").first).to_be_visible()


def remark_on(page: Page, text: Locator, words: str) -> Locator:
    """Make a remark by key, and leave it as one does: back to the text."""
    text.focus()
    remark = make_remark(page, text, words)
    page.keyboard.press("Escape")
    expect(text).to_be_focused()
    return remark


def choose(page: Page, remark: Locator, choice: str) -> None:
    """From the menu of the remark that one is on, by key."""
    press(page, remark.locator("summary").first)
    reach(page, remark.get_by_role("menuitem", name=choice), most=9)
    page.keyboard.press("Enter")
