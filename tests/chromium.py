"""A real Chromium: fixture `browser`, and `open_context` for one person in it.

Found through CHROMIUM, PATH or Playwright's own download. Without one the test is skipped and says so; with
CI=true that is a failure.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright

from tests.patience import PATIENCE

# The one without windows does the same with four fifths of the work.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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
        expect.set_options(timeout=PATIENCE * 1000)
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()
    patch.undo()


def open_context(browser: Browser, address: str, **options: Any) -> BrowserContext:
    """A clean profile, in Dutch, whose addresses are relative to this one. Options go to the browser."""
    language = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}
    context = browser.new_context(**{"base_url": address, **language, **options})
    context.set_default_timeout(PATIENCE * 1000)
    return context
