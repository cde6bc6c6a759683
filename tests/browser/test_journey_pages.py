"""An editor makes a cookie statement, a lawyer approves it, and a reader finds it at the bottom of the site."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps.menu import STATEMENT, go_to_start, open_screen
from tests.browser.steps.statement import open_review
from tests.browser.steps.visitor import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Hulp bij lezen"
WORDS = "Vindt u lezen lastig? Bel ons, dan lezen wij de tekst voor."


def test_a_page_from_its_first_word_to_its_reader(sample, visitor) -> None:
    editor = visitor()
    page = editor.page
    editor.sign_in("redacteur")
    go_to_start(page)
    page.get_by_role("link", name="Maak een nieuwe pagina").click()
    page.locator("[name=title]").press_sequentially(TITLE)
    expect(page.locator("[name=slug]")).to_have_value("hulp-bij-lezen")
    page.locator(
        "[data-streamfield-stream-container] > div > button[title='Paragraaf invoegen']"
    ).last.click()
    part = page.locator("div:has(> input[name=body-0-value-body-count])")
    part.locator("button[title='Tekstdeel invoegen']").last.click()
    page.get_by_role("combobox", name="Zoek in de opties").fill("Alinea")
    page.keyboard.press("Enter")
    text = part.get_by_role("textbox", name="Alinea").last
    text.click()
    page.keyboard.type(WORDS)
    expect(text).to_contain_text(WORDS)
    wide = page.viewport_size
    page.set_viewport_size({"width": 400, "height": 800})
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.locator("main form :focus")).to_have_count(1)  # out of the text, and on
    page.set_viewport_size(wide)
    editor.picture("gewone-pagina-schrijven")
    page.get_by_role("button", name="Meer acties").click()
    page.get_by_role("button", name="Stuur door naar Juridische toets").click()
    expect(told(page)).to_contain_text("Nu toetst iemand van: Juridisch medewerker")

    lawyer = visitor()
    lawyer.sign_in("jurist")
    open_review(lawyer.page, TITLE)
    expect(lawyer.page.locator("main")).to_contain_text(WORDS)
    expect(lawyer.page.locator("main")).not_to_contain_text("Verschillen met het register")
    lawyer.picture("gewone-pagina-toets")
    lawyer.page.get_by_role("button", name="Goedkeuren", exact=True).click()
    expect(told(lawyer.page)).to_contain_text("Versie 1 is gepubliceerd en geldt vanaf")
    open_screen(lawyer.page, STATEMENT, "Versies van pagina's")
    expect(lawyer.page.get_by_role("row").filter(has_text=TITLE)).to_contain_text("geldt nu")

    reader = page  # who reads needs no account, and sees the same with one
    reader.goto("/")
    reader.get_by_role("contentinfo").get_by_role("link", name=TITLE).click()
    expect(reader).to_have_url(re.compile("/hulp-bij-lezen/$"))
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.locator("main")).to_contain_text(WORDS)
    editor.picture("gewone-pagina-lezer")
    reader.get_by_role("contentinfo").get_by_role("link", name="Cookieverklaring").click()
    reader.get_by_role("link", name="Vergelijk met de vorige versie").click()
    expect(reader.locator("main")).to_contain_text("dat wij tellen hoe vaak een pagina wordt gelezen")
    editor.picture("gewone-pagina-vergelijking")
