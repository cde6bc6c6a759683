"""Screens without the menu beside them, for walks past all of them: it is the same everywhere and has its own tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from wagtail.admin.menu import Menu
from wagtail.admin.search import admin_search_areas


@contextmanager
def without_menu() -> Iterator[None]:
    """A quarter of the time of an ordinary screen."""
    with (
        patch.object(Menu, "render_component", lambda _menu, _request: []),
        patch.object(admin_search_areas, "search_items_for_request", lambda _request: []),
    ):
        yield
