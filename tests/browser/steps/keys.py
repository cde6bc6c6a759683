"""Without a mouse."""

from playwright.sync_api import Locator, Page

# Whether one is there, else in a text, which Tab does not leave, else on the way.
PLACE = """wanted => wanted === document.activeElement ? 'there'
    : document.activeElement.isContentEditable ? 'in a text' : 'on the way'"""


def reach(page: Page, wanted: Locator, *, key: str = "Tab", most: int = 1500) -> None:
    """Go on with one key until the focus is there, as somebody without a mouse does."""
    handle = wanted.element_handle()
    for _ in range(most):
        place = handle.evaluate(PLACE)
        if place == "there":
            return
        if place == "in a text":
            page.keyboard.press("Escape")  # the way out of a text, as the field says
        page.keyboard.press(key)
    raise AssertionError(f"Niet te bereiken met {key} op {page.url}: {wanted}")


def press(page: Page, button: Locator) -> None:
    """Press a button that has been reached."""
    button.focus()
    page.keyboard.press("Enter")
