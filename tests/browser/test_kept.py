"""What is typed while a text is being kept is kept as well, also when nothing else is changed after it."""

import pytest

from tests.browser.steps.keeping import Keeping
from tests.browser.steps.statement import open_statement
from tests.patience import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_words_of_the_last_moment_before_the_answer_are_kept(sample, visitor) -> None:
    from home.models import StatementPage

    def kept() -> str:
        return StatementPage.objects.source().get().get_latest_revision().content["title"]

    page = visitor("redacteur").page
    open_statement(page)
    keeping, title = Keeping(page), page.locator("[name=title]")
    title.fill("Een titel")
    keeping.store()
    title.press("End")
    title.press_sequentially(" die langer is")
    keeping.go_on()
    until(lambda: page.evaluate("1") and kept() == "Een titel die langer is", "de hele titel")
