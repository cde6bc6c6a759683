"""A wrong sentence is mended in time: where it holds within minutes, and where it is announced before it holds."""

import re
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from sharing.core.periods import amsterdam_day
from tests.browser.steps.lists import type_date
from tests.browser.steps.menu import STATEMENT, open_screen
from tests.browser.steps.reader import read_statement
from tests.browser.steps.statement import open_review, open_statement
from tests.browser.steps.visitor import Visitor, told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = " Bel ons gerust als u iets niet begrijpt."
NOTE = "Er staat bij dat u ons mag bellen."
REASON = "Het register loopt achter; dat wordt deze week bijgewerkt."
WRONG = "In de tekst stond een verkeerd telefoonnummer."
FIVE_MINUTES = 300


def title_of(page: Page) -> str:
    return page.locator("[name=title]").input_value()


def mend(page: Page) -> str:
    """One sentence more in the first text; gives the title."""
    open_statement(page)
    text = page.locator("[contenteditable=true][role=textbox]").first
    text.click()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type(WORDS)
    expect(text).to_contain_text(WORDS.strip())
    return title_of(page)


def hand_in(page: Page) -> None:
    page.locator("[name=conflict_reason]").fill(REASON)
    page.get_by_role("button", name="Meer acties").click()
    page.get_by_role("button", name="Stuur door naar Juridische toets").click()
    expect(told(page)).to_contain_text("Nu toetst iemand van: Juridisch medewerker")


def approve(lawyer: Visitor, title: str, said: str) -> None:
    open_review(lawyer.page, title)
    lawyer.page.get_by_role("button", name="Goedkeuren", exact=True).click()
    expect(told(lawyer.page)).to_contain_text(said)


def open_version(page: Page, name: str) -> None:
    open_screen(page, STATEMENT, "Versies")
    page.locator("main").get_by_role("link", name=name, exact=True).click()
    expect(page.locator("main")).to_contain_text("SHA-256")


def test_one_sentence_is_mended_and_in_force_within_five_minutes(sample, visitor) -> None:
    editor, lawyer, reader = visitor(), visitor(), visitor()
    started = time.monotonic()
    editor.sign_in("redacteur")
    page = editor.page
    expect(page.locator("main")).to_contain_text("Versie 2 geldt sinds 1 januari 2026.")
    title = mend(page)
    page.get_by_role("button", name="Bewaar concept").click()
    expect(told(page)).to_contain_text("is gewijzigd")
    page.get_by_role("button", name="Neem het voorstel over").click()
    expect(page.locator("[name=change_note]")).to_have_value(re.compile(r"^De inleiding is gewijzigd\."))
    editor.picture("herstel-voorstel")
    hand_in(page)

    lawyer.sign_in("jurist")
    approve(lawyer, title, "Versie 3 is gepubliceerd en geldt vanaf")
    read_statement(reader.page)
    expect(reader.page.locator("main")).to_contain_text(WORDS.strip())
    expect(reader.page.locator("main")).to_contain_text("De inleiding is gewijzigd.")
    assert time.monotonic() - started < FIVE_MINUTES

    # And a second one on the same day.
    mend(page)
    page.locator("[name=change_note]").fill(NOTE)
    hand_in(page)
    approve(lawyer, title, "Versie 4 is gepubliceerd en geldt vanaf")
    read_statement(reader.page)
    expect(reader.page.locator("main")).to_contain_text("Versie 4")


def test_an_announced_version_is_withdrawn_and_its_sentence_mended(sample, visitor) -> None:
    editor, lawyer, reader = visitor(), visitor(), visitor()
    editor.sign_in("redacteur")
    lawyer.sign_in("jurist")
    page, day = editor.page, amsterdam_day(timezone.now()) + timedelta(days=30)
    title = mend(page)
    page.locator("[name=change_note]").fill(NOTE)
    type_date(page.locator("[name=effective_from]"), day)
    type_date(page.locator("[name=announce_from]"), amsterdam_day(timezone.now()))
    hand_in(page)
    approve(lawyer, title, "Versie 3 is vastgelegd en geldt vanzelf vanaf")

    open_version(page, "Versie 3")
    expect(page.locator("main")).to_contain_text("gepland")
    page.get_by_role("link", name="Herstel").click()
    propose = page.get_by_role("button", name="Stel voor om in te trekken")
    propose.click()
    expect(page.locator("main")).to_contain_text("lezers zien dit")
    page.get_by_role("textbox", name="Waarom wordt deze versie ingetrokken?").fill(WRONG)
    propose.click()
    expect(told(page)).to_contain_text("Nu bevestigt iemand van: Juridisch medewerker")
    expect(page.get_by_role("button", name="Bevestigen: trek deze versie in")).to_have_count(0)
    editor.picture("herstel-voorgesteld")

    lawyer.page.goto("/beheer/")
    lawyer.page.get_by_role("link", name="Versie 3 intrekken of niet").click()
    expect(lawyer.page.locator("main")).to_contain_text(WRONG)
    lawyer.picture("herstel-bevestigen")
    assert lawyer.obstacles("main", ("critical", "serious")) == []
    lawyer.page.get_by_role("button", name="Bevestigen: trek deze versie in").click()
    expect(told(lawyer.page)).to_contain_text("Versie 3 is ingetrokken en gaat nooit gelden.")

    read_statement(reader.page)
    expect(reader.page.locator("main")).to_contain_text(f"is ingetrokken en gaat niet in. Reden: {WRONG}")
    expect(reader.page.locator("main")).not_to_contain_text(WORDS.strip())
    reader.page.get_by_role("link", name="Eerdere versies").click()
    reader.page.get_by_role("link", name="Versie 3", exact=True).click()
    expect(reader.page.locator("main")).to_contain_text("ingetrokken en heeft nooit gegolden.")
    reader.picture("herstel-lezer")

    open_statement(page)
    expect(page.locator("[name=change_note]")).to_have_value("")
    page.locator("[name=change_note]").fill(NOTE)
    type_date(page.locator("[name=effective_from]"), day)
    hand_in(page)
    approve(lawyer, title, "Versie 4 is vastgelegd en geldt vanzelf vanaf")
