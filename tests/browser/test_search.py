"""From the menu's search field to the record, as somebody at the phone would."""

import re

import pytest
from playwright.sync_api import expect

from cms.handbook.places import PAGES
from tests.browser.steps.menu import REGISTER, choose, open_screen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# What runs out of the window at its side, where nothing scrolls.
BEYOND = """() => [...document.querySelectorAll('main :is(p, li, h2, a, td, code)')]
    .filter(part => part.getBoundingClientRect().right > innerWidth).map(part => part.textContent)"""


def test_a_contract_manager_finds_a_party_from_the_first_page(sample, visitor) -> None:
    manager = visitor()
    page = manager.page
    manager.sign_in("contractbeheerder")
    manager.picture("start-contractbeheerder")
    page.get_by_role("searchbox", name="Zoek een partij").fill("surveyline")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2, name="Partijen")).to_be_visible()
    # The menu's own field leads to the same.
    page.get_by_role("textbox", name="Zoeken", exact=True).fill("surveyline inc")
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox", name="Zoek op een deel")).to_have_value("surveyline inc")
    manager.picture("zoeken")
    page.get_by_role("link", name=re.compile(r"^Surveyline Inc\.")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Surveyline Inc.")


def test_the_handbook_opens_at_the_piece_about_the_screen(sample, visitor) -> None:
    manager = visitor("contractbeheerder")
    open_screen(manager.page, REGISTER, "Overeenkomsten")
    with manager.context.expect_page() as opened:
        manager.page.get_by_role("link", name="Handboek over dit scherm").click()
    handbook = opened.value
    expect(handbook.get_by_role("heading", name="Een overeenkomst vastleggen")).to_be_in_viewport()
    assert manager.obstacles() == []
    handbook.close()
    choose(manager.page, "Help", "Handboek")
    expect(manager.page.get_by_role("heading", level=1)).to_contain_text("Handboek")
    manager.picture("handboek")
    assert manager.obstacles("main") == []


def test_no_page_of_the_handbook_is_wider_than_a_telephone(sample, visitor) -> None:
    reader = visitor("auditor")
    open_screen(reader.page, "Help", "Handboek")
    reader.page.set_viewport_size({"width": 400, "height": 800})
    for name in [*PAGES[1:], PAGES[0]]:  # the menu leads to the first
        with reader.page.expect_navigation():
            reader.page.locator(f"main nav a[href='/beheer/handboek/{name}/']").click()
        wide = reader.page.evaluate(BEYOND)
        assert wide == [], name
    expect(reader.page.locator("td").first).to_be_visible()
    reader.picture("handboek-tabel")
