"""Where the menu leads to, for each role: a screen, and never an address that only takes what is sent to it.

It is short, and the handbook calls each place as it does.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sharing.roles import ACCOUNTS
from sharing.wagtail_hooks import MENUS, SCREENS
from tests import factories as make

pytestmark = pytest.mark.django_db

HANDBOOK = Path(__file__).resolve().parents[2] / "docs" / "handboek"
SHOWN_AT_ONCE, IN_ONE_MENU = 9, 12
PROPS = re.compile(r'<script id="wagtail-sidebar-props" type="application/json">(.*?)</script>', re.DOTALL)


def addresses(part: object) -> list[str]:
    """The addresses in the menu as its script receives it."""
    if isinstance(part, dict):
        own = [part["url"]] if isinstance(part.get("url"), str) else []
        return own + [one for value in part.values() for one in addresses(value)]
    return [one for value in part for one in addresses(value)] if isinstance(part, list) else []


def _label(words: object) -> str:
    """Without the places where a narrow menu may break a long word."""
    return str(words).replace("\u00ad", "")


def paths(part: Any, *above: str) -> Iterator[tuple[str, ...]]:
    """The items as people read them, each with the menus that it stands in."""
    if isinstance(part, list):
        for one in part:
            yield from paths(one, *above)
    elif isinstance(part, dict) and "_args" in part:
        item, *below = part["_args"]
        here = (*above, _label(item["label"]))
        yield here
        yield from paths(below, *here)


def menu_of(client: Client, username: str) -> Any:
    client.force_login(make.UserFactory(username=username, role=ACCOUNTS[username]))
    found = PROPS.search(client.get(reverse("wagtailadmin_home")).content.decode())
    assert found
    (main,) = (one for one in json.loads(found[1])["modules"] if one["_type"].endswith("MainMenuModule"))
    return main["_args"][0]


def test_every_screen_of_the_register_has_its_place() -> None:
    placed = Counter(one.name for menu in MENUS for one in menu.items if one.name in SCREENS)
    assert placed == Counter(list(SCREENS))


@pytest.mark.parametrize("username", ACCOUNTS)
def test_the_menu_is_short(client, username: str) -> None:
    found = list(paths(menu_of(client, username)))
    assert Counter(found).most_common(1)[0][1] == 1
    sizes = Counter(" › ".join(one[:-1]) for one in found)
    assert sizes.pop("") <= SHOWN_AT_ONCE
    assert {menu: size for menu, size in sizes.items() if size > IN_ONE_MENU} == {}


def test_the_handbook_calls_each_place_as_the_menu_does(client) -> None:
    found = {one[:2] for username in ACCOUNTS for one in paths(menu_of(client, username)) if len(one) > 1}
    sometimes = {(_label(menu.menu_label), _label(one.menu_label)) for menu in MENUS for one in menu.items}
    menus = {menu for menu, _item in found}
    told = {
        (menu, item)
        for page in HANDBOOK.glob("*.md")
        for menu, item in re.findall(r"\*\*([^*›]+) › ([^*›]+?)(?= ›|\*)", " ".join(page.read_text().split()))
        if menu in menus
    }
    assert len(told) > 30
    assert sorted(told - found - sometimes) == []


@pytest.mark.parametrize("username", ACCOUNTS)
def test_every_item_leads_to_a_screen(client, username: str) -> None:
    items = [one for one in addresses(menu_of(client, username)) if one.startswith("/beheer/")]
    assert len(items) > 10
    dead = {}
    for address in items:
        if address in (reverse("wagtailadmin_logout"), reverse("wagtailadmin_home")):
            continue
        answer = client.get(address, follow=True)
        sent_home = answer.redirect_chain[-1:] == [(reverse("wagtailadmin_home"), 302)]
        if answer.status_code != 200 or sent_home:
            dead[address] = answer.status_code
    assert dead == {}
