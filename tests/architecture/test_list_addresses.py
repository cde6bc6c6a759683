"""The addresses in a list are what people see, share and download from: nothing of Wagtail's script is in them."""

import re

import pytest

from tests import factories
from tests.architecture.examples import Examples
from tests.architecture.routes import Route, all_routes

ASKED_WITH = "_w_filter_fragment"
# The parts of lists that the script asks for while somebody filters or leafs.
PARTS = [route for route in all_routes() if route.name.endswith("_results")]
# What the script itself fetches again.
OF_THE_SCRIPT = re.compile(r'data-w-swap-src-value="[^"]*"')


def test_there_are_lists():
    assert len(PARTS) > 30


@pytest.mark.django_db
def test_no_address_in_a_part_of_a_list_tells_how_it_was_asked(client):
    examples = Examples()
    people = [factories.UserFactory(role=role) for role in ("Auditor", "Juridisch medewerker", "Beheerder")]
    told = {route.path: _told(client, people, route, examples) for route in PARTS}
    assert {path: lines for path, lines in told.items() if lines} == {}


def _told(client, people, route: Route, examples: Examples) -> list[str]:
    for user in people:
        client.force_login(user)
        response = client.get(f"{examples.address(route)}?q=a&{ASKED_WITH}=1")
        if response.status_code == 200:
            page = OF_THE_SCRIPT.sub("", response.content.decode())
            return re.findall(rf"[^<>]*{ASKED_WITH}[^<>]*", page)
    return []
