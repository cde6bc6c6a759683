"""An editor sees what the text changes, a lawyer leaves a remark at a paragraph, and the editor settles it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps.statement import open_review, open_statement
from tests.browser.steps.visitor import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Hoe wij met uw gegevens omgaan"
WORDS = " Bel ons gerust als u iets niet begrijpt."
REMARK = "Zet er het nummer bij."
REASON = "Het register loopt achter; dat wordt deze week bijgewerkt."


def write_on(page: Page, words: str) -> None:
    """Go on writing in the first text of the statement."""
    text = page.locator("[contenteditable=true][role=textbox]").first
    text.click()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type(words)


def test_a_remark_at_a_paragraph_is_seen_and_settled(sample, visitor) -> None:
    from wagtail.models import PageLogEntry

    editor, lawyer = visitor("redacteur"), visitor("jurist")
    page = editor.page
    open_statement(page)
    page.get_by_role("button", name="Vergelijking tonen of verbergen").click()
    panel = page.locator("[data-side-panel=comparison]")
    expect(panel).to_contain_text("Ten opzichte van versie 2")
    page.locator("[name=title]").fill(TITLE)
    write_on(page, WORDS)
    expect(panel.locator("ins").filter(has_text=WORDS.strip())).to_be_visible()  # after it was kept
    expect(panel.locator("p ins").first).to_contain_text(TITLE)
    editor.picture("redacteur-wat-u-wijzigt")
    assert editor.obstacles("[data-side-panel=comparison]") == []
    page.locator("[name=change_note]").fill("Duidelijker.")
    page.locator("[name=conflict_reason]").fill(REASON)
    page.get_by_role("button", name="Meer acties").click()
    page.get_by_role("button", name="Juridische toets").click()
    expect(told(page)).to_contain_text("Nu toetst iemand van: Juridisch medewerker")

    page = lawyer.page
    open_review(page, TITLE)
    page.get_by_role("link", name="Open de tekst in de editor").first.click()
    page.locator("[contenteditable=true][role=textbox]").first.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Control+Alt+m")
    page.locator(".comment__input").fill(REMARK)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".comment__text")).to_have_text(REMARK)
    expect(page.locator(".comment")).to_be_focused()
    expect(page.get_by_text("Opgeslagen", exact=True)).to_be_visible()
    open_review(page, TITLE)
    expect(page.get_by_role("region", name="Opmerkingen bij de tekst")).to_contain_text(REMARK)
    page.get_by_role("textbox", name="Wat moet er anders?").fill("Zie de opmerking.")
    page.get_by_role("button", name="Terugsturen met opmerking").click()
    expect(told(page)).to_contain_text("De tekst is teruggestuurd.")

    page = editor.page
    open_statement(page)
    opened = page.locator("[data-side-panel-toggle=comments]")
    if opened.get_attribute("aria-expanded") != "true":
        opened.click()
    remark = page.locator(".comment").filter(has_text=REMARK)
    expect(remark).to_be_visible()
    remark.click()
    editor.picture("redacteur-opmerking")
    remark.locator(".comment-header__action--more summary").click()
    remark.get_by_role("menuitem", name="Markeer als opgelost").click()
    expect(remark).to_have_count(0)
    page.get_by_role("button", name="Bewaar concept").click()
    expect(told(page)).to_contain_text("is gewijzigd")
    # Wagtail drops a settled remark when the text is stored again; the log keeps its words and who settled it.
    settled = PageLogEntry.objects.get(action="wagtail.comments.resolve")
    assert settled.data["comment"]["text"] == REMARK
    assert settled.user.username == "redacteur"
