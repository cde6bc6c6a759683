"""Where the menu leads to, for each role: a screen, and never an address that only takes what is sent to it."""

import json
import re

import pytest
from django.urls import reverse

from sharing.roles import ACCOUNTS
from tests import factories as make

pytestmark = pytest.mark.django_db

PROPS = re.compile(r'<script id="wagtail-sidebar-props" type="application/json">(.*?)</script>', re.DOTALL)


def addresses(part: object) -> list[str]:
    """The addresses in the menu as its script receives it."""
    if isinstance(part, dict):
        own = [part["url"]] if isinstance(part.get("url"), str) else []
        return own + [one for value in part.values() for one in addresses(value)]
    return [one for value in part for one in addresses(value)] if isinstance(part, list) else []


@pytest.mark.parametrize(("username", "role"), ACCOUNTS.items())
def test_every_item_leads_to_a_screen(client, username: str, role: str) -> None:
    client.force_login(make.UserFactory(username=username, role=role))
    found = PROPS.search(client.get(reverse("wagtailadmin_home")).content.decode())
    assert found
    items = [one for one in addresses(json.loads(found[1])) if one.startswith("/beheer/")]
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
