"""Without an account, from the front page."""

import re

from playwright.sync_api import Page, expect


def read_statement(page: Page) -> None:
    """From the front page to the statement that is in force."""
    page.goto("/")
    page.get_by_role("link", name="Lees de privacyverklaring").click()
    expect(page).to_have_url(re.compile(r"/privacyverklaring/$"))
