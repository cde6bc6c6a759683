"""Every item of the menu, and every link and button on the screens that it leads to, as everybody who works here."""

import re
from functools import partial

import pytest
from playwright.sync_api import expect

from sharing.roles import ACCOUNTS
from tests import factories as make
from tests.browser.steps.everything import Walk, menu_items
from tests.browser.steps.menu import choose, go_to_start, main_menu

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def at_work(sample: None) -> None:
    """The sample with something in every list, and work that waits."""
    make.DisclosureFactory(deviation=True)
    make.ConsentFactory()
    make.ObjectionFactory()


@pytest.mark.parametrize("username", ACCOUNTS)
def test_every_way_is_open(username: str, at_work: None, visitor) -> None:
    person = visitor()
    page = person.page
    person.sign_in(username)
    walk = Walk(person)
    walk.try_screen(partial(go_to_start, page))
    items = menu_items(page)
    assert items
    for item in items:
        choose(page, *item)
        walk.try_screen(partial(choose, page, *item))
    assert person.complaints == []
    main_menu(page)
    page.get_by_role("button", name=re.compile("Uitloggen|Afmelden"))
    expect(page.locator("main")).to_be_visible()
