"""From edit to published version, and a text returned, without a mouse: only keys, from field to field."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Request, Response, expect

from tests.browser.steps.keys import reach
from tests.browser.steps.menu import go_to_start
from tests.browser.steps.reader import read_statement
from tests.browser.steps.statement import open_statement
from tests.browser.steps.visitor import Visitor, told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Hoe wij met uw gegevens omgaan"
NOTE = "De verklaring heeft een duidelijker titel."
REASON = "Het register loopt achter; dat wordt deze week bijgewerkt."
WORDS = " Bel ons gerust als u iets niet begrijpt."
# Text that is kept is on its way until `release()`.
SLOW = """
    const send = window.fetch;
    window.fetch = (address, options) => {
        const keeps = options?.method?.toUpperCase() === 'POST' && String(address).includes('/edit/');
        if (!keeps) return send(address, options);
        document.documentElement.dataset.held = '';
        return new Promise(release => { window.release = release; }).then(() => send(address, options));
    };
"""
REMARK = "Noem in de titel ook dat het over privacy gaat."


def be_there(_page: Page, wanted: Locator) -> None:
    """Instead of `reach`, for what another journey has reached by key: hundreds of fields lie between."""
    wanted.focus()


def write(page: Page, name: str, words: str, go: Callable[[Page, Locator], None] = reach) -> None:
    """Replace what a field says."""
    go(page, page.locator(f"[name={name}]"))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(words)


def write_on(page: Page, words: str) -> None:
    """Go on writing in the first text of the statement."""
    text = page.locator("[contenteditable=true][role=textbox]").first
    reach(page, text)
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type(words)
    expect(text).to_contain_text(words.strip())


def hand_in(
    editor: Visitor, title: str, words: str = "", *, go: Callable[[Page, Locator], None] = reach
) -> None:
    """Change title and text, say what changed and why it may go out all the same, and hand it in."""
    page = editor.page
    open_statement(page)
    write(page, "title", title, go)
    if words:
        write_on(page, words)
    write(page, "change_note", NOTE, go)
    write(page, "conflict_reason", REASON, go)
    go(page, page.get_by_role("button", name="Meer acties"))
    page.keyboard.press("Enter")
    send = page.get_by_role("button", name="Juridische toets")
    expect(send).to_be_visible()
    go(page, send)
    page.keyboard.press("Enter")
    expect(told(page)).to_contain_text("Nu toetst iemand van: Juridisch medewerker")


def open_review(lawyer: Visitor, title: str) -> None:
    page = lawyer.page
    go_to_start(page)
    reach(page, page.get_by_role("link", name=f"“{title}” toetsen"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Wat er verandert ten opzichte van versie 2")).to_be_visible()


def approve(page: Page) -> None:
    reach(page, page.get_by_role("button", name="Goedkeuren", exact=True))
    page.keyboard.press("Enter")
    expect(told(page)).to_contain_text("Versie 3 is gepubliceerd en geldt vanaf")


def test_from_edit_to_published_version(sample, visitor) -> None:
    editor, lawyer = visitor(), visitor()
    editor.sign_in("redacteur")
    lawyer.sign_in("jurist")
    hand_in(editor, TITLE, WORDS)
    editor.picture("toets-ingediend")

    open_review(lawyer, TITLE)
    page = lawyer.page
    expect(page.locator("main")).to_contain_text(NOTE)
    expect(page.locator("main")).to_contain_text(REASON)
    expect(page.locator("main ins").first).to_contain_text(TITLE)
    expect(page.locator("main ins").filter(has_text=WORDS.strip())).to_be_visible()
    lawyer.picture("toets-scherm")
    assert lawyer.obstacles("main", ("critical", "serious")) == []
    reach(page, page.get_by_role("link", name="Naar uw oordeel"))
    page.keyboard.press("Enter")
    approve(page)
    lawyer.picture("toets-gepubliceerd")

    reader = visitor()
    read_statement(reader.page)
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.page.locator("main")).to_contain_text(NOTE)
    expect(reader.page.locator("main")).to_contain_text(WORDS)


def test_a_text_is_returned_changed_and_approved(sample, visitor) -> None:
    editor, lawyer = visitor(), visitor()
    editor.sign_in("redacteur")
    lawyer.sign_in("jurist")
    hand_in(editor, TITLE, go=be_there)

    open_review(lawyer, TITLE)
    page = lawyer.page
    give_back = page.get_by_role("button", name="Terugsturen met opmerking")
    reach(page, give_back)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").get_by_role("link", name="Wat moet er anders?")).to_be_visible()
    remark = page.get_by_role("textbox", name="Wat moet er anders?")
    expect(remark).to_be_focused()
    page.keyboard.type(REMARK)
    lawyer.picture("toets-terugsturen")
    page.keyboard.press("Tab")
    expect(give_back).to_be_focused()
    page.keyboard.press("Enter")
    expect(told(page)).to_contain_text("De tekst is teruggestuurd.")

    open_statement(editor.page)
    expect(editor.page.locator("main")).to_contain_text(REMARK)
    editor.picture("toets-teruggestuurd")
    hand_in(editor, f"{TITLE}: privacy", go=be_there)

    open_review(lawyer, f"{TITLE}: privacy")
    approve(page)


def keeps(title: str) -> Callable[[Response], bool]:
    """Whether this is the answer to a form that was sent with the whole title."""
    field = re.compile(rf'name="title"\s+{re.escape(title)}\s')

    def is_it(answer: Response) -> bool:
        asked = answer.request
        sent = asked.method == "POST" and "/edit/" in answer.url
        return sent and bool(field.search(asked.post_data or ""))

    return is_it


def test_a_form_waits_for_what_is_being_kept(sample, visitor) -> None:
    """On a slow connection the text was stored again after the form, as if by another window."""
    editor = visitor("redacteur")
    page = editor.page
    sent: list[str] = []

    def note(asked: Request) -> None:
        if asked.method == "POST" and "/edit/" in asked.url:
            sent.append("form" if asked.is_navigation_request() else "kept")

    page.on("request", note)
    page.add_init_script(SLOW)
    open_statement(page)
    page.locator("[name=title]").fill(TITLE)
    expect(page.locator("html[data-held]")).to_be_attached()
    page.get_by_role("button", name="Bewaar concept").click(no_wait_after=True)
    page.evaluate("window.release()")
    expect(told(page)).to_contain_text("is gewijzigd")
    assert sent == ["kept", "form"]


def test_typing_is_kept_in_one_draft(sample, visitor) -> None:
    """Nothing is lost when the window closes, and the list of drafts grows by one."""
    from home.models import StatementPage

    editor = visitor("redacteur")
    page = editor.page
    before = StatementPage.objects.source().get().revisions.count()
    open_statement(page)
    for words in (TITLE, f"{TITLE}, een", f"{TITLE}, een twee"):
        with page.expect_response(keeps(words)):
            write(page, "title", words)
        reach(page, page.locator("[name=title]"), key="Shift+Tab")
    page.reload()
    expect(page.locator("[name=title]")).to_have_value(f"{TITLE}, een twee")
    assert StatementPage.objects.source().get().revisions.count() == before + 1
