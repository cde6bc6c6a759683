"""What is said of a text while it is being kept, which takes a while on a slow connection, is kept as well, once."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

from tests.browser.steps.keys import press, reach
from tests.browser.steps.statement import open_statement
from tests.browser.steps.visitor import told
from tests.patience import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EDITOR = "**/pages/*/edit/"


@contextmanager
def slowly_kept(page: Page, words: str = "") -> Iterator[None]:
    """The text with these words has been sent by the editor itself; its answer comes when this has been done."""
    held: list[Route] = []

    def is_sent(request: Request) -> bool:
        kept = request.method == "POST" and "json" in request.headers.get("accept", "")
        return kept and words in (request.post_data or "")

    page.route(EDITOR, lambda route: held.append(route) if is_sent(route.request) else route.continue_())
    with page.expect_request(is_sent):
        pass
    yield
    with page.expect_response(lambda answer: is_sent(answer.request)) as answer:
        held.pop().continue_()
    page.unroute(EDITOR)
    assert answer.value.json()["success"]


def parts(page: Page) -> Locator:
    """The parts of the text of the first section."""
    return page.locator("[name='body-1-value-body-count']").locator(
        "xpath=../*[@data-streamfield-stream-container]/*[@data-streamfield-child]"
    )


def remark(page: Page, words: str) -> Locator:
    return page.locator(".comment").filter(has_text=words)


def begin(page: Page, section: int, words: str) -> Locator:
    """Begin a remark at the heading of a section with the mouse."""
    about = page.locator(f"[data-field]:has([name='body-{section}-value-heading'])").last
    about.hover()
    about.locator("button[data-comment-add]").click()
    written = page.locator(".comment__input:focus")
    expect(written).to_have_count(1)
    page.keyboard.type(words)
    return written


def send(page: Page, words: str, button: str = "Opmerking") -> None:
    remark(page, words).get_by_role("button", name=button, exact=True).click()


def say(page: Page, section: int, words: str) -> None:
    """Make a remark with the mouse."""
    begin(page, section, words)
    page.locator(".comment:has(:focus)").get_by_role("button", name="Opmerking", exact=True).click()
    expect(remark(page, words).locator(".comment__text")).to_have_text(words)


def answer(page: Page, words: str, reply: str) -> None:
    remark(page, words).click()
    remark(page, words).get_by_placeholder("reactie").fill(reply)
    send(page, words, "Reageer")
    expect(remark(page, words).locator(".comment-reply").last).to_contain_text(reply)


def choose(page: Page, words: str, choice: str) -> None:
    remark(page, words).click()
    remark(page, words).locator("summary").first.click()
    remark(page, words).get_by_role("menuitem", name=choice).click()


def stored() -> list[str]:
    """What has been said and is not settled, with the replies to it."""
    from wagtail.models import Comment

    said = Comment.objects.filter(resolved_at=None).order_by("text")
    return [" / ".join([one.text, *(reply.text for reply in one.replies.order_by("pk"))]) for one in said]


def test_a_remark_on_a_copy_that_is_being_kept_stays_and_so_does_what_is_half_written(
    sample, visitor
) -> None:
    page = visitor("redacteur").page
    page.set_viewport_size({"width": 1366, "height": 768})
    open_statement(page)
    count = parts(page).count()
    press(page, parts(page).first.get_by_title("Dupliceer"))
    expect(parts(page)).to_have_count(count + 1)
    with slowly_kept(page):
        reach(page, parts(page).nth(1).locator("[contenteditable=true][role=textbox]"))
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.press("Control+Alt+m")
        expect(page.locator(".comment__input")).to_be_focused()
        page.keyboard.type("Dit staat er twee keer.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(remark(page, "Dit staat er twee keer.")).to_be_focused()
        written = begin(page, 1, "Deze kop ")
    until(lambda: len(stored()) == 1, "de eerste opmerking")
    expect(written).to_have_value("Deze kop ")
    page.keyboard.type("is te lang.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    until(lambda: len(stored()) == 2, "de tweede opmerking")
    open_statement(page)
    for words in ("Dit staat er twee keer.", "Deze kop is te lang."):
        expect(remark(page, words)).to_have_count(1)
    assert stored() == ["Deze kop is te lang.", "Dit staat er twee keer."]


def test_what_is_said_changed_and_taken_away_while_another_is_being_kept_is_as_one_left_it(
    sample, visitor
) -> None:
    page = visitor("redacteur").page
    page.set_viewport_size({"width": 1366, "height": 768})
    open_statement(page)
    begin(page, 1, "Eerder begonnen")
    say(page, 2, "Staat er al")
    until(lambda: stored() == ["Staat er al"], "de eerste opmerking")
    say(page, 3, "Gaat weg")
    with slowly_kept(page, "Gaat weg"):
        choose(page, "Gaat weg", "Verwijderen")
        send(page, "Gaat weg", "Verwijderen")
        send(page, "Eerder begonnen")
        say(page, 4, "Daarna")
    said = ["Daarna", "Eerder begonnen", "Staat er al"]
    until(lambda: stored() == said, "wat gezegd is")
    answer(page, "Staat er al", "Ja")
    with slowly_kept(page, "Ja"):
        answer(page, "Staat er al", "Toch niet")
        choose(page, "Daarna", "Bewerk")
        page.locator(".comment__input").fill("Daarna gewijzigd")
        send(page, "Daarna", "Opslaan")
        choose(page, "Eerder begonnen", "Markeer als opgelost")
    said = ["Daarna gewijzigd", "Staat er al / Ja / Toch niet"]
    until(lambda: stored() == said, "wat geantwoord, gewijzigd en afgedaan is")
    page.locator("[name=title]").fill("Een andere titel")
    press(page, page.get_by_role("button", name="Bewaar concept"))
    expect(told(page)).to_contain_text("is gewijzigd")
    assert stored() == said
    expect(page.locator(".comment")).to_have_count(2)
