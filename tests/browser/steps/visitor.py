"""Somebody with a browser, and what every journey does with it."""

import os
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Response, expect

from tests.browser.steps.menu import START, go_to_start
from tests.browser.steps.waiting import holds

PASSWORD = "Een-lang-wachtwoord-9"
# A folder to keep pictures of the screens that journeys pass; without it none are made.
PICTURES = os.environ.get("BROWSER_PICTURES", "")
NARROW, TALLEST = 400, 5000
# Messages fade in; half-way they have little contrast.
MESSAGES_SHOWN = (
    "[...document.querySelectorAll('.messages > ul')].every("
    "list => !list.children.length || getComputedStyle(list).opacity === '1')"
)


class Visitor:
    """One person with a clean browser of their own; remembers what pages did wrong."""

    def __init__(self, context: BrowserContext, address: str):
        self.context = context
        self.address = address
        self.complaints: list[str] = []
        self.refuses = 500  # answers from this status on are complained of
        context.on("weberror", lambda error: self.complaints.append(f"{self.page.url}: {error.error}"))
        context.on("console", self._hear)
        context.on("response", self._look)
        self.page: Page = context.new_page()

    def _hear(self, message: ConsoleMessage) -> None:
        # A page that is refused or absent is also reported here; journeys ask for those on purpose.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _look(self, response: Response) -> None:
        part = response.request.resource_type in ("image", "stylesheet", "script", "font")
        if response.status >= (400 if part else self.refuses):
            self.complaints.append(f"{response.url}: {response.status}")

    def take_session_of(self, username: str) -> None:
        """Be this account from now on, without the form."""
        from django.conf import settings
        from django.contrib.auth import get_user_model
        from django.test import Client

        client = Client()
        client.force_login(get_user_model().objects.get(username=username))
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.address}]
        )

    def sign_in(self, username: str, password: str = PASSWORD) -> None:
        """With the form and the keyboard, as people do."""
        self.page.goto(START)
        self.page.get_by_label("Gebruikersnaam").fill(username)
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(password)
        self.page.keyboard.press("Enter")
        expect(self.page).to_have_url(re.compile(r"/beheer/$"))
        self.page.wait_for_load_state()

    def follow_link(self, address: str) -> None:
        """A link that somebody sent to who is at work here."""
        go_to_start(self.page)
        with self.page.expect_navigation():
            self.page.evaluate("address => location.assign(address)", address)

    def is_refused(self, address: str) -> bool:
        """Whether this address turns the visitor away, and shows nothing of what is there."""
        answer = self.context.request.get(address, max_redirects=0)
        sent_home = answer.status == 302 and answer.headers["location"] == START
        return sent_home or answer.status in (403, 404)

    def obstacles(self, within: str = "body", impacts: tuple[str, ...] = ()) -> list[str]:
        """What axe finds in this part of the page: rule, impact and place; of these impacts only, when given."""
        holds(self.page, MESSAGES_SHOWN)
        found = Axe().run(self.page, context=within).response["violations"]
        return [
            f"{self.page.url} {rule['id']} ({rule['impact']}): {node['html'][:200]}"
            for rule in found
            if not impacts or rule["impact"] in impacts
            for node in rule["nodes"]
        ]

    def leave(self) -> None:
        """Close the browser, after the last words of the page that was open have been heard."""
        self.page.goto("/gezondheid/")
        self.page.wait_for_load_state("networkidle")
        self.context.close()

    def picture(self, name: str) -> None:
        """Keep the screen for people to look at, wide and narrow."""
        if not PICTURES:
            return
        wide = self.page.viewport_size
        whole = "Math.max(...[...document.querySelectorAll('html, .content-wrapper, main')].map(e => e.scrollHeight))"
        for width, suffix in ((wide["width"], ""), (NARROW, "-smal")):
            self.page.set_viewport_size({"width": width, "height": wide["height"]})
            self.page.set_viewport_size(
                {"width": width, "height": min(self.page.evaluate(whole) + 100, TALLEST)}
            )
            self.page.wait_for_load_state("networkidle")
            self.page.screenshot(path=Path(PICTURES) / f"{name}{suffix}.png")
        self.page.set_viewport_size(wide)


def told(page: Page) -> Locator:
    """The messages on top of an admin page."""
    return page.locator(".messages")
