"""Which addresses are answered from memory: those of plain pages too, and never a room of staff."""

import pytest

from cms.front.cache import is_public
from home.versions.addresses import RESERVED
from tests.architecture.routes import all_routes


@pytest.mark.parametrize(
    "path",
    [
        "/cookieverklaring/",
        "/contact/versies/",
        "/contact/versies/2/",
        "/contact/versies/2.json",
        "/contact/versies/2/verschil/1/",
        "/contact/op/2026-01-01/",
        "/contact/feed/",
    ],
)
def test_a_plain_page_is_the_same_for_everyone(path):
    assert is_public(path)


@pytest.mark.parametrize(
    "path", ["/beheer/", "/beheer/versies/", "/api/", "/contact", "/contact/bewerken/", "//"]
)
def test_other_addresses_are_not(path):
    assert not is_public(path)


def test_no_room_of_staff_looks_like_one():
    strangers = [
        route for route in all_routes() if is_public(route.path) and not route.name.startswith("home:")
    ]
    assert [route.path for route in strangers] == []


def test_what_memory_leaves_out_is_no_address_for_a_page():
    """A page at such an address would be shown, and answered past the memory: it is refused (`PlainPage`)."""
    assert {"api", "agenda", "documenten", "media", "static"} <= RESERVED
