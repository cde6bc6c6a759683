"""What is typed while a text is being kept is kept as well, also when nothing else is changed after it."""

import pytest
from playwright.sync_api import Request, Route

from tests.browser.steps.statement import open_statement
from tests.browser.steps.waiting import holds
from tests.patience import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Two seconds after it opened the editor remembers what it compares with; what came before is no change to it.
WATCHES = """() => wagtail.app.getControllerForElementAndIdentifier(
    document.querySelector('[data-edit-form]'), 'w-unsaved')?.initialFormData"""


def is_sent(request: Request) -> bool:
    return request.method == "POST" and "json" in request.headers.get("accept", "")


def test_words_of_the_last_moment_before_the_answer_are_kept(sample, visitor) -> None:
    from home.models import StatementPage

    def kept() -> str:
        return StatementPage.objects.source().get().get_latest_revision().content["title"]

    page = visitor("redacteur").page
    open_statement(page)
    holds(page, WATCHES)
    title, held = page.locator("[name=title]"), list[Route]()
    page.route(
        "**/pages/*/edit/",
        lambda route: held.append(route) if is_sent(route.request) else route.continue_(),
        times=1,
    )
    title.fill("Een titel")
    until(lambda: page.evaluate("1") and held, "wat de editor zelf instuurt")
    answer = held[0].fetch()
    title.press("End")
    title.press_sequentially(" die langer is")
    held[0].fulfill(response=answer)
    until(lambda: page.evaluate("1") and kept() == "Een titel die langer is", "de hele titel")
