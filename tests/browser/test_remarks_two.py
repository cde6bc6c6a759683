"""Two people have a text open with a remark: what one settles stays so, nothing of either is lost, and each is told."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps.keys import reach
from tests.browser.steps.remarks import choose, is_stored, open_text, remark_on, show_remarks
from tests.browser.steps.statement import keep
from tests.browser.steps.visitor import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REMARK, REPLY = "Zet er het nummer bij.", "Het staat in de brief."
WORDS, TITLE = " Bel ons gerust.", "Hoe wij met uw gegevens omgaan"


def test_what_one_settles_stays_settled_when_the_other_saves(sample, visitor) -> None:
    from home.models import StatementPage

    editor, lawyer = visitor("redacteur"), visitor("jurist")
    page = editor.page
    remark = remark_on(page, open_text(page).nth(0), REMARK)
    keep(page)
    expect(told(page)).to_contain_text("is gewijzigd")
    texts = open_text(lawyer.page)
    choose(page, remark, "Markeer als opgelost")
    expect(remark).to_have_count(0)
    keep(page)
    expect(told(page)).to_contain_text("is gewijzigd")
    is_stored(page)

    page = lawyer.page
    show_remarks(page)
    texts.nth(1).focus()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type(WORDS)
    remark = page.locator(".comment").filter(has_text=REMARK)
    remark.locator("summary").focus()
    reach(page, remark.get_by_placeholder("reactie"), most=9)
    page.keyboard.type(REPLY)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(remark.locator(".comment-reply")).to_contain_text(REPLY)
    keep(page)
    expect(told(page)).to_contain_text(f"Redacteur loste “{REMARK}” op; uw reactie “{REPLY}”")
    lawyer.picture("samen-opmerking")
    is_stored(page, (REPLY, []))
    expect(page.locator(".comment__text")).to_have_text([REPLY])

    page = editor.page
    page.locator("[name=title]").fill(TITLE)
    keep(page)
    expect(told(page)).to_contain_text("Overgenomen in uw tekst")
    expect(told(page)).to_contain_text(f"schreef “{REPLY}”")
    is_stored(page, (REPLY, []))
    stored = StatementPage.objects.source().get().get_latest_revision_as_object()
    assert stored.title == TITLE
    assert WORDS.strip() in str(stored.body)
