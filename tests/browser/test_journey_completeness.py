"""An editor sees what a statement leaves out, adds the part that fills it, and readers find it with the version."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps.statement import open_statement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MISSING = "Of u gegevens moet geven, en wat er gebeurt als u dat niet doet"
WORDS = "U bent niet verplicht ons gegevens te geven. Zonder die gegevens kunnen wij u niet begeleiden."


def test_a_gap_is_seen_and_filled(sample, visitor) -> None:
    editor = visitor()
    page = editor.page
    editor.sign_in("redacteur")
    open_statement(page)
    page.get_by_role("button", name="Volledigheid tonen of verbergen").click()
    panel = page.locator("[data-side-panel=completeness]")
    expect(panel).to_contain_text("1 onderdeel ontbreekt")
    expect(panel).to_contain_text(MISSING)
    expect(panel).to_contain_text("Hoeft volgens register en instellingen niet")
    editor.picture("volledigheid")
    there = panel.get_by_role("link", name="2. Waarvoor wij gegevens gebruiken").first
    place = (there.get_attribute("href") or "").partition("#")[2]
    expect(page.locator(f"[id='{place}'] [name=body-2-value-heading]")).to_be_attached()
    there.click()
    expect(page).to_have_url(re.compile(f"#{place}$"))

    part = page.locator("div:has(> input[name=body-2-value-body-count])")
    texts = part.get_by_role("textbox")
    before = texts.count()
    part.locator("button[title='Tekstdeel invoegen']").last.click()
    page.get_by_role("combobox", name="Zoek in de opties").fill("Alinea")
    page.keyboard.press("Enter")
    expect(texts).to_have_count(before + 1)
    texts.last.click()
    page.keyboard.type(WORDS)
    expect(texts.last).to_contain_text(WORDS)
    page.get_by_role("button", name="Bewaar concept").click()
    expect(page.locator(".messages")).to_contain_text("is gewijzigd")
    page.get_by_role("button", name="Volledigheid tonen of verbergen").click()
    expect(panel).to_contain_text("Er ontbreekt niets.")

    page.goto("/privacyverklaring/")
    told = page.get_by_role("group").filter(has_text="Waar staat wat de wet vraagt?")
    told.get_by_text("Waar staat wat de wet vraagt?").click()
    expect(told.get_by_role("row").filter(has_text=MISSING)).to_contain_text("staat er niet in")
    told.get_by_role("row").filter(has_text="Een klacht indienen bij de toezichthouder").get_by_role(
        "link"
    ).click()
    expect(page).to_have_url(re.compile("#een-vraag-of-een-klacht$"))
    editor.picture("volledigheid-lezer")
