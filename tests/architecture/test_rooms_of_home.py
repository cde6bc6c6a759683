"""The rooms of the statement build on each other in one direction (ADR 0014), and every module is in one."""

import ast
from collections.abc import Iterator
from pathlib import Path

from cms.settings.base import BASE_DIR

HOME = Path(BASE_DIR) / "home"
# From the ground up. A module imports from its own room or from a floor below; the longest name that fits counts.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("core", "visits.models"),
    ("organisation.style", "organisation.contrast", "organisation.fields", "organisation.files"),
    ("organisation",),
    ("text",),
    ("reading", "reusable.models", "versions", "comparison", "authorship"),
    ("conflicts", "translation", "pdf"),
    ("publication",),
    ("review",),
    ("editor", "what_if.forms"),
    ("models",),
    # Screens and everything else that needs the pages themselves.
    (
        *("site", "templatetags", "importing", "public", "reusable", "what_if"),
        *("visits.viewsets", "versions.viewsets", "conflicts.viewsets", "review.screen", "review.admin"),
        *("editor.viewsets", "editor.views", "editor.assets", "editor.checker"),
    ),
    ("sample",),
    ("public.installing", "management", "urls", "wagtail_hooks", "apps"),
)


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(HOME.rglob("*.py")):
        parts = path.relative_to(HOME).with_suffix("").parts
        if "migrations" in parts or parts == ("__init__",):
            continue
        name = ".".join(part for part in parts if part != "__init__")
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def floor_of(module: str) -> int:
    """The floor on which a module is; fails on one that has no room."""
    found = [
        (len(room), number)
        for number, floor in enumerate(FLOORS)
        for room in floor
        if f"{module}.".startswith(f"{room}.")
    ]
    assert found, f"home.{module} is in no room: give it its floor here, and say so in ADR 0014"
    return max(found)[1]


def imports(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """The modules of home that are imported, and whether that is inside a function; not what is for types only."""
    waiting: list[tuple[ast.AST, bool]] = [(tree, False)]
    while waiting:
        node, inside = waiting.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("home", "sharing", "cms")):
            yield from ((f"{node.module}.{one.name}", inside) for one in node.names)
        inside = inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        waiting += [(child, inside) for child in ast.iter_child_nodes(node)]


def test_every_import_goes_down():
    names = {name for name, _tree in modules()}
    wrong = []
    for name, tree in modules():
        for imported, _inside in imports(tree):
            if not imported.startswith("home."):
                continue
            target = imported.removeprefix("home.")
            while target and target not in names:
                target = target.rpartition(".")[0]
            if not target:
                continue
            same_room = target.split(".")[0] == name.split(".")[0]
            here, there = floor_of(name), floor_of(target)
            if there > here or (there == here and not same_room and FLOORS[here] != FLOORS[SCREENS]):
                wrong.append(f"home.{name} imports home.{target}")
    assert wrong == []


SCREENS = next(number for number, floor in enumerate(FLOORS) if "public" in floor)


def test_nothing_of_ours_is_imported_inside_a_function():
    found = [
        f"home.{name}: {imported}" for name, tree in modules() for imported, inside in imports(tree) if inside
    ]
    assert found == []
