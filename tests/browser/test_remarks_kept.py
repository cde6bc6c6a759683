"""Remarks at a text that is being kept meanwhile: each is there once, with the words that were typed."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps.keeping import Keeping
from tests.browser.steps.keys import reach
from tests.browser.steps.remarks import choose, is_stored, open_text, remark_on
from tests.browser.steps.statement import keep
from tests.browser.steps.visitor import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRST, SECOND, THIRD = "Zet er het nummer bij.", "En noem de dag.", "Is dit nog zo?"
REPLY = "Dat staat er al."
TITLE, NOTE = "Hoe wij met uw gegevens omgaan", "Duidelijker gezegd."


def test_what_is_written_while_the_text_is_kept_is_there_once(sample, visitor) -> None:
    from home.models import StatementPage

    page = visitor("redacteur").page
    texts = open_text(page)
    keeping = Keeping(page)
    page.locator("[name=title]").fill(TITLE)
    remark_on(page, texts.nth(0), FIRST)
    keeping.store()
    remark_on(page, texts.nth(1), SECOND)
    page.locator("[name=change_note]").fill(NOTE)
    texts.nth(2).focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Control+Alt+m")
    written = page.locator(".comment__input:focus")
    expect(written).to_have_count(1)
    page.keyboard.type(THIRD[:6])
    keeping.go_on()
    is_stored(page, (FIRST, []), (SECOND, []))
    expect(written).to_have_value(THIRD[:6])
    page.keyboard.type(THIRD[6:])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    is_stored(page, (FIRST, []), (SECOND, []), (THIRD, []))
    expect(page.locator(".comment__text")).to_have_text([FIRST, SECOND, THIRD])

    page = visitor("redacteur").page
    open_text(page)
    expect(page.locator(".comment__text")).to_have_text([FIRST, SECOND, THIRD])
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    expect(page.locator("[name=change_note]")).to_have_value(NOTE)
    assert StatementPage.objects.source().get().get_latest_revision().content["title"] == TITLE


def test_what_is_done_with_remarks_while_they_are_kept_counts(sample, visitor) -> None:
    page = visitor("redacteur").page
    texts = open_text(page)
    settled = remark_on(page, texts.nth(1), SECOND)
    is_stored(page, (SECOND, []))
    keeping = Keeping(page, FIRST)
    answered = remark_on(page, texts.nth(0), FIRST)
    keeping.store()
    is_stored(page, (SECOND, []), (FIRST, []))
    choose(page, settled, "Markeer als opgelost")
    expect(settled).to_have_count(0)
    answered.locator("summary").focus()
    reply = answered.get_by_placeholder("reactie")
    reach(page, reply, most=9)
    page.keyboard.type(REPLY[:9])
    keeping.go_on()
    is_stored(page, (FIRST, []))
    expect(reply).to_be_focused()
    page.keyboard.type(REPLY[9:])
    expect(reply).to_have_value(REPLY)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    is_stored(page, (FIRST, [REPLY]))


def test_without_the_script_that_compares_all_that_was_typed_is_saved(sample, visitor) -> None:
    from home.models import StatementPage

    page = visitor("redacteur").page
    page.route("**/home/kept*.js", lambda route: route.abort())
    texts = open_text(page)
    keeping = Keeping(page, TITLE[:10])
    page.locator("[name=title]").fill(TITLE[:10])
    keeping.store()
    page.locator("[name=title]").press("End")
    page.keyboard.type(TITLE[10:])
    remark_on(page, texts.nth(0), FIRST)
    keeping.go_on()
    keep(page)
    expect(told(page)).to_contain_text("is gewijzigd")
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    assert StatementPage.objects.source().get().get_latest_revision().content["title"] == TITLE
    is_stored(page, (FIRST, []))
