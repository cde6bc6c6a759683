"""Databases share one server, those of the suite's workers too: who asks the server says of which one."""

import ast
from pathlib import Path

import pytest

from cms.settings.base import BASE_DIR

OF_THE_SERVER = ("pg_locks", "pg_stat_activity")
OF_ONE_DATABASE = ("current_database()", "datname", "pg_backend_pid()")
FOLDERS = ("cms", "home", "sharing", "tests", "benchmarks")


def asked_of_all(tree: ast.AST) -> list[int]:
    """Lines of texts that ask what all databases of a server do, and do not say which one is meant."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " FROM pg_" in node.value
        if any(name in node.value for name in OF_THE_SERVER)
        and not any(name in node.value for name in OF_ONE_DATABASE)
    ]


@pytest.mark.parametrize(
    ("sql", "lines"),
    [
        ("SELECT 1 FROM pg_locks WHERE NOT granted", [1]),
        ("SELECT 1 FROM pg_stat_activity", [1]),
        ("SELECT 1 FROM pg_stat_activity WHERE datname = current_database()", []),
        ("SELECT 1 FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))", []),
        ("SELECT 1 FROM sharing_party", []),
    ],
)
def test_such_a_question_is_recognised(sql: str, lines: list[int]) -> None:
    assert asked_of_all(ast.parse(repr(sql))) == lines


def test_who_asks_the_server_says_of_which_database() -> None:
    paths = [path for folder in FOLDERS for path in sorted(Path(BASE_DIR, folder).rglob("*.py"))]
    found = [
        f"{path.relative_to(BASE_DIR)}:{line}"
        for path in paths
        if path != Path(__file__)
        for line in asked_of_all(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []
