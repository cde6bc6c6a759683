"""A real Chromium against the live server: fixtures `page`, `browser_context` and `sign_in`.

Found through CHROMIUM, PATH or Playwright's own download. Without one the test is skipped and says so; with
CI=true that is a failure.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def find_chromium(playwright: Playwright) -> str | None:
    """Path of the program, or None."""
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), playwright.chromium.executable_path]
    return next(
        (path for path in candidates if path and os.access(path, os.X_OK) and Path(path).is_file()), None
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the session."""
    patch = pytest.MonkeyPatch()
    # Playwright runs an event loop in this thread, in which Django would refuse the database.
    patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        program = find_chromium(playwright)
        if program is None:
            reason = "geen Chromium gevonden (CHROMIUM, PATH of Playwright)"
            pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()
    patch.undo()


@pytest.fixture
def browser_context(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    """A visitor with a clean profile, in Dutch, whose addresses are relative to the live server."""
    context = browser.new_context(
        base_url=live_server.url, locale="nl-NL", timezone_id="Europe/Amsterdam", accept_downloads=True
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(browser_context: BrowserContext) -> Page:
    """One tab of that visitor."""
    return browser_context.new_page()


@pytest.fixture
def sign_in(browser_context: BrowserContext, live_server: Any) -> Callable[[Any], None]:
    """`sign_in(user)`: the visitor is this user from now on, without the form."""
    from django.conf import settings
    from django.test import Client

    def as_user(user: Any) -> None:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        browser_context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )

    return as_user
