"""What asks for the version in force means the statement: no other page has a say in what the register obeys.

Versions of plain pages are rows of another table (ADR 0055), so that a call that forgets of which page it asks finds
none of them. The other way about it is looked for here: a room that works on any page asks of that page.
"""

import ast
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2] / "home"
OF_THE_STATEMENT = {"latest_version", "version_in_force", "versions_to_come", "StatementVersion"}
# Rooms that are handed a page, and the modules in them that speak of the statement on purpose, each with why.
ANY_PAGE = (
    "authorship",
    "change_notes",
    "editor",
    "publication",
    "review",
    "reusable",
    "versions",
    "written.py",
)
ON_PURPOSE = {
    "change_notes/queries.py": "the promises of the last version of the statement",
    "editor/commitments_shown.py": "the panel of promises, which only the statement has",
    "publication/freezing.py": "a version of the statement is made there",
    "publication/queries.py": "pages that are kept",
    "publication/restoring.py": "promises that were not in the text",
    "versions/archive.py": "the archive of the statement when nothing else is asked for",
    "versions/commitments.py": "what the statement promises",
    "versions/models.py": "the versions of the statement",
    "versions/queries.py": "where both are asked for",
    "versions/viewsets.py": "the list of versions of the statement",
}


def modules() -> list[str]:
    found = [HOME / name for name in ANY_PAGE]
    files = [file for one in found for file in ([one] if one.suffix else sorted(one.glob("*.py")))]
    return [file.relative_to(HOME).as_posix() for file in files]


def asked_in(module: str) -> set[str]:
    tree = ast.parse((HOME / module).read_text(encoding="utf-8"))
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} & OF_THE_STATEMENT


@pytest.mark.parametrize("module", modules())
def test_what_works_on_any_page_asks_of_that_page(module):
    if module not in ON_PURPOSE:
        assert asked_in(module) == set(), (
            f"{module}: ask with latest_of(page), in_force_of(page, at) and the like"
        )


def test_every_exception_is_needed():
    assert {module for module in ON_PURPOSE if not asked_in(module)} == set()


def test_the_register_knows_no_page():
    """The gate gets its promises by the number of a version of the statement; it has no way to another."""
    sharing = HOME.parent / "sharing"
    named = [file for file in sharing.rglob("*.py") if "PlainPage" in file.read_text(encoding="utf-8")]
    assert named == []


def test_only_the_statement_puts_promises_in_force():
    using = {
        file.relative_to(HOME).as_posix()
        for file in HOME.rglob("*.py")
        if "put_commitments_in_force" in file.read_text(encoding="utf-8")
    }
    assert using == {"publication/freezing.py"}
