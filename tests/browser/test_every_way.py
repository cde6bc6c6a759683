"""Every item of the menu, and every link and button on the screens that it leads to, as everybody who works here."""

from functools import partial
from itertools import takewhile

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from home.models import StatementPage
from sharing.roles import ACCOUNTS
from tests import factories as make
from tests.browser.steps.everything import Walk, menu_items
from tests.browser.steps.menu import choose, go_to_start
from tests.browser.steps.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Wagtail lists the pages of a workflow only for who may work on pages, and links to that list for everybody.
WAGTAILS = {"/beheer/workflows/usage/#/"}


@pytest.fixture
def at_work(sample: None) -> None:
    """The sample with something in every list, and work that waits."""
    make.DisclosureFactory(deviation=True)
    make.ConsentFactory()
    make.ObjectionFactory()
    statement = StatementPage.objects.source().get()
    statement.change_note = "Eén zin is korter."
    editor = get_user_model().objects.get(username="redacteur")
    statement.save_revision(user=editor)
    statement.get_workflow().start(statement, editor)


def menu_of(person: Visitor) -> list[list[str]]:
    go_to_start(person.page)
    return menu_items(person.page)


@pytest.mark.parametrize("username", ACCOUNTS)
def test_every_way_is_open(username: str, at_work: None, visitor) -> None:
    """What a screen sends, and its orders and files, are tried by the first of them who has it in the menu."""
    tried = {tuple(item) for name in takewhile(username.__ne__, ACCOUNTS) for item in menu_of(visitor(name))}
    person = visitor(viewport={"width": 1366, "height": 768})  # nothing of a list may be cut off there
    page = person.page
    person.sign_in(username)
    walk = Walk(person, known=WAGTAILS)
    walk.try_screen(partial(go_to_start, page))
    items = menu_items(page)
    assert items
    for item in items:
        choose(page, *item)
        walk.try_screen(partial(choose, page, *item), first=tuple(item) not in tried)
    page.locator(".sidebar-footer__account").click()
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_label("Gebruikersnaam")).to_be_visible()
    assert person.complaints == []
