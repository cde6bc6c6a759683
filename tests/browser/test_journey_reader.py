"""Somebody without an account reads the statement, today's and an earlier one: without script or cookie."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUBLIC = (
    "/",
    "/privacyverklaring/",
    "/privacyverklaring/versies/",
    "/privacyverklaring/versies/1/",
    "/privacyverklaring/op/2019-12-31/",
)


def test_the_statement_of_now_and_of_then_without_script(sample, visitor) -> None:
    reader = visitor(java_script_enabled=False)
    page, hosts = reader.page, set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))

    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de tekst")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Lees de privacyverklaring")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/privacyverklaring/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Privacyverklaring")
    expect(page.locator("main")).to_contain_text("Versie 2, geldt sinds 1 januari 2026.")
    page.get_by_role("navigation", name="Inhoud").get_by_role("link").last.click()
    expect(page.get_by_role("heading", name=re.compile("Contact"))).to_be_in_viewport()

    page.get_by_role("link", name="Eerdere versies").click()
    expect(page.get_by_role("link", name=re.compile(r"^Versie \d$"))).to_have_count(2)
    page.get_by_role("link", name="Versie 1").click()
    expect(page.locator("main")).to_contain_text(
        "gold vanaf 1 oktober 2024 en op 1 januari 2026 is vervangen"
    )

    page.get_by_role("link", name="Alle versies").click()
    page.get_by_label("Welke verklaring gold op deze dag?").fill("2025-03-01")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/versies/1/$"))

    page.goto("/privacyverklaring/versies/")
    page.get_by_label("Welke verklaring gold op deze dag?").fill("2019-12-31")
    page.get_by_role("button", name="Zoek de versie").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Op 31 december 2019 gold er nog geen privacyverklaring"
    )
    expect(page.locator("main")).to_contain_text("De eerste versie geldt sinds 1 oktober 2024.")

    assert reader.context.cookies() == []
    assert hosts == {reader.address.split("/")[2]}


def test_everybody_can_read_it(sample, visitor) -> None:
    reader = visitor()
    page = reader.page
    scripts: list[str] = []
    page.on(
        "request", lambda request: scripts.append(request.url) if request.resource_type == "script" else None
    )
    found = []
    for address in PUBLIC:
        for width in (1280, 400):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(address)
            found += reader.obstacles("html")
            sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(sideways) <= 0, f"{address} loopt uit bij {width} beeldpunten"
        reader.picture(f"lezer{address.replace('/', '-')}")
    assert found == []
    assert scripts == []
    assert reader.context.cookies() == []
