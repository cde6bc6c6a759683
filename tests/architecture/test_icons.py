"""Every icon that is named is there; one that is not leaves an empty place and no error."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.messages import DEFAULT_LEVELS
from wagtail.admin.icons import get_icons

from cms.settings.base import BASE_DIR

ROOT = Path(BASE_DIR)
NAMES = {"icon", "icon_name", "header_icon", "menu_icon"}
IN_TEMPLATE = re.compile(r"""\{% icon name=["']([\w-]+)["']""")


def named() -> Iterator[tuple[str, str]]:
    """Where an icon is named, and how."""
    for app in ("cms", "home", "sharing"):
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                pairs = [(node.arg, node.value)] if isinstance(node, ast.keyword) else []
                if isinstance(node, ast.Assign):
                    pairs = [(one.id, node.value) for one in node.targets if isinstance(one, ast.Name)]
                if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                    pairs = [(node.target.id, node.value)]
                for name, value in pairs:
                    if name in NAMES and isinstance(value, ast.Constant) and value.value:
                        yield f"{path.relative_to(ROOT)}:{value.lineno}", value.value
    for path in (ROOT / "templates").rglob("*.html"):
        for name in IN_TEMPLATE.findall(path.read_text("utf-8")):
            yield str(path.relative_to(ROOT)), name


@pytest.fixture
def drawn() -> set[str]:
    return set(re.findall(r'id="icon-([\w-]+)"', get_icons()))


def test_every_icon_that_is_named_is_there(drawn):
    found = list(named())
    assert len(found) > 60
    assert [f"{place}: {name}" for place, name in found if name not in drawn] == []


def test_every_message_has_its_icon(drawn):
    # Beside each message Wagtail shows the icon with the name of its level.
    assert {level.lower() for level in DEFAULT_LEVELS} - {"debug", "error"} <= drawn
