"""Without a mouse."""

from playwright.sync_api import Locator, Page


def reach(page: Page, wanted: Locator, *, key: str = "Tab", most: int = 1500) -> None:
    """Go on with one key until the focus is there, as somebody without a mouse does."""
    handle = wanted.element_handle()
    for _ in range(most):
        if handle.evaluate("element => element === document.activeElement"):
            return
        if page.evaluate("document.activeElement.isContentEditable"):
            page.keyboard.press("Escape")  # the way out of a text, as the field says
        page.keyboard.press(key)
    raise AssertionError(f"Niet te bereiken met {key} op {page.url}: {wanted}")


def press(page: Page, button: Locator) -> None:
    """Press a button that has been reached."""
    button.focus()
    page.keyboard.press("Enter")
