"""No module asks the clock while it is read, and a test has one day: what starts before midnight goes on after it."""

import ast
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from cms.settings.base import BASE_DIR
from sharing.core.periods import AMSTERDAM
from tests.days import until_the_day_is_long_enough

CLOCK = {"now", "utcnow", "localtime", "localdate", "today"}
FOLDERS = ("cms", "home", "sharing", "tests", "benchmarks")


def asked_while_read(tree: ast.AST) -> Iterator[int]:
    """Lines that ask the clock outside every function; defaults and decorators of a function are outside it."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Lambda):
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            defaults = [one for one in node.args.kw_defaults if one] + node.args.defaults
            for outside in (*node.decorator_list, *defaults):
                yield from asked_while_read(ast.Expression(outside))
            continue
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in CLOCK:
                yield node.lineno
        yield from asked_while_read(node)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("TODAY = timezone.localdate()", [1]),
        ("def f(at=now()): ...", [1]),
        ("@parametrize('day', [today()])\ndef f(day): ...", [1]),
        ("class A:\n    day = date.today()", [2]),
        ("def f():\n    return timezone.now()", []),
        ("default = lambda: timezone.now()", []),
        ("default = timezone.now", []),
    ],
)
def test_such_a_question_is_recognised(source: str, lines: list[int]) -> None:
    assert list(asked_while_read(ast.parse(source))) == lines


def test_no_module_asks_what_time_it_is_while_it_is_read() -> None:
    paths = [path for folder in FOLDERS for path in sorted(Path(BASE_DIR, folder).rglob("*.py"))]
    found = [
        f"{path.relative_to(BASE_DIR)}:{line}"
        for path in paths
        for line in asked_while_read(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("there", "journey", "waits"),
    [
        ("2026-11-27 12:00", True, timedelta()),
        ("2026-11-27 23:58", True, timedelta(minutes=4)),
        ("2026-11-28 00:01", True, timedelta(minutes=1)),
        ("2026-11-28 00:02", True, timedelta()),
        ("2026-11-27 23:58", False, timedelta()),
        ("2026-11-27 23:59:50", False, timedelta(seconds=10)),
        ("2026-11-28 00:00", False, timedelta()),
    ],
)
def test_a_test_waits_for_midnight(there: str, journey: bool, waits: timedelta) -> None:
    moment = datetime.fromisoformat(there).replace(tzinfo=AMSTERDAM)
    assert until_the_day_is_long_enough(moment, journey=journey) == waits


@pytest.mark.django_db
def test_a_test_may_be_silent_for_as_long_as_a_busy_machine_takes():
    """A test is one transaction, and the server ends what is silent in one for a minute."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW idle_in_transaction_session_timeout")
        assert cursor.fetchone() == ("0",)
