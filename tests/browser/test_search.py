"""From the menu's search field to the record, as somebody at the phone would."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_contract_manager_finds_a_party_from_the_first_page(sample, visitor) -> None:
    manager = visitor()
    page = manager.page
    manager.sign_in("contractbeheerder")
    page.get_by_role("textbox", name="Zoeken", exact=True).fill("surveyline")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2, name="Partijen")).to_be_visible()
    manager.picture("zoeken")
    page.get_by_role("link", name="Surveyline Inc.", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Surveyline Inc.")
