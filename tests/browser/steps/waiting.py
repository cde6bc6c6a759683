"""Waiting for what a page shows, also where its policy lets no text become code."""

from typing import Any

from playwright.sync_api import Error, Page

from tests.patience import until


def asked(page: Page, expression: str, arg: Any = None) -> Any:
    """What the page says of itself; when another one is being opened, that one."""

    def answer() -> list[Any]:
        try:
            return [page.evaluate(expression, arg)]
        except Error as error:
            if "Execution context was destroyed" in str(error):
                return []
            raise

    return until(answer, f"{expression} op {page.url}")[0]


def holds(page: Page, expression: str, arg: Any = None) -> None:
    """Until this expression, or function of `arg`, is true on the page that is open then.

    Playwright's own `wait_for_function` asks a second time inside the page, where a strict Content Security
    Policy refuses it: it fails exactly when the state was not there at once.
    """
    until(lambda: asked(page, expression, arg), f"{expression} op {page.url}")
