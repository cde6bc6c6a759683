"""The borders of pyproject.toml hold for what is there, and for a package that nobody has thought of yet."""

import ast
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter.api import read_configuration
from importlinter.contracts.acyclic_siblings import AcyclicSiblingsContract
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.protected import ProtectedContract

from cms.settings.base import BASE_DIR
from tests.architecture.floors import Floor, FloorsContract, faults

ROOT = Path(BASE_DIR)
CONTRACTS = {
    "acyclic_siblings": AcyclicSiblingsContract,
    "floors": FloorsContract,
    "forbidden": ForbiddenContract,
    "protected": ProtectedContract,
}
CONFIGURATION = read_configuration(str(ROOT / "pyproject.toml"))
IDS = [options["id"] for options in CONFIGURATION["contracts_options"]]


@cache
def _imports() -> grimp.ImportGraph:
    packages = CONFIGURATION["session_options"]["root_packages"]
    return grimp.build_graph(*packages, cache_dir=None, exclude_type_checking_imports=True)


def broken(contract: str, *new: tuple[str, str], folders: tuple[str, ...] = ()) -> bool:
    """Whether a contract refuses the code as it is, with these new modules and imports besides."""
    graph = deepcopy(_imports())
    for module in folders + tuple(module for pair in new for module in pair):
        parts = module.split(".")
        for length in range(1, len(parts) + 1):
            graph.add_module(".".join(parts[:length]))
    for importer, imported in new:
        graph.add_import(importer=importer, imported=imported, line_number=1, line_contents="import")
    options: dict[str, Any] = next(one for one in CONFIGURATION["contracts_options"] if one["id"] == contract)
    kind = CONTRACTS[options["type"]]
    return not kind(options["name"], CONFIGURATION["session_options"], options).check(graph, False).kept


@pytest.mark.parametrize("contract", IDS)
def test_the_borders_hold(contract):
    assert not broken(contract)


@pytest.mark.parametrize(
    ("contract", "importer", "imported"),
    [
        ("sharing-stands-alone", "sharing.newcomer.rules", "home.models"),
        ("sharing-stands-alone", "sharing.newcomer.rules", "cms.database"),
        ("home-has-one-door", "home.newcomer.queries", "sharing.parties.models"),
        ("home-has-one-door", "home.models", "sharing.newcomer.models"),
        ("cms-has-its-doors", "cms.newcomer.jobs", "sharing.parties.models"),
        ("cms-has-its-doors", "cms.newcomer.jobs", "home.newcomer.models"),
        ("cms-is-the-top", "home.newcomer.queries", "cms.newcomer"),
        ("cms-is-the-top", "sharing.core.periods", "cms.newcomer"),
        ("floors-of-sharing", "sharing.parties.models", "sharing.agreements.models"),
        ("floors-of-home", "home.text.rendering", "home.models"),
        ("floors-of-cms", "cms.embedded.server", "cms.running.supervisor"),
        ("rooms", "sharing.newcomer.choices", "sharing.newcomer.models"),
        ("rooms", "home.newcomer.queries", "home.newcomer.viewsets"),
        ("rooms", "sharing.gate.facts", "sharing.gate.judge"),
    ],
)
def test_a_wrong_import_is_refused(contract, importer, imported):
    assert broken(contract, (importer, imported))


@pytest.mark.parametrize("package", ["cms", "home", "sharing"])
def test_a_new_package_needs_a_floor(package):
    assert broken(f"floors-of-{package}", folders=(f"{package}.newcomer.models",))


@pytest.mark.parametrize("package", ["home.newcomer", "sharing.newcomer", "sharing.parties", "home.review"])
def test_a_module_with_a_name_of_its_own_needs_a_room(package):
    assert broken("rooms", folders=(f"{package}.oddly_named",))
    assert not broken("rooms", folders=(f"{package}.rules",))


@pytest.mark.parametrize("package", ["cms.newcomer", "home.newcomer", "sharing.newcomer"])
def test_a_circle_in_a_new_package_is_refused(package):
    there, back = (f"{package}.one", f"{package}.two"), (f"{package}.two", f"{package}.one")
    assert broken("no-circles", there, back)
    assert not broken("no-circles", there)


def _faults(floors: list[str], *imports: tuple[str, str]) -> list[str]:
    graph = grimp.ImportGraph()
    for module in {"app"}.union(*imports):
        graph.add_module(module)
    for importer, imported in imports:
        graph.add_import(importer=importer, imported=imported, line_number=7, line_contents="")
    return list(faults(graph, ["app"], [Floor.parse(floor) for floor in floors]))


class TestFloors:
    """The contract itself, on three modules."""

    def test_down_is_allowed_and_up_is_not(self):
        assert _faults(["a", "b"], ("app.a", "app.b")) == []
        assert _faults(["b", "a"], ("app.a", "app.b")) == ["app.a -> app.b (l.7)"]

    def test_neighbours_meet_only_where_it_says_so(self):
        assert _faults(["a : b"], ("app.a", "app.b")) == []
        assert _faults(["a | b"], ("app.a", "app.b")) == ["app.a -> app.b (l.7)"]

    def test_a_room_has_a_roof_and_a_basement(self):
        floors = ["a", "m", "a.models"]
        assert _faults(floors, ("app.m", "app.a.models"), ("app.a.screen", "app.m")) == []
        assert _faults(floors, ("app.a.models", "app.m"), ("app.a.screen", "app.m")) == [
            "app.a.models -> app.m (l.7)"
        ]

    def test_a_full_name_counts_first(self):
        assert _faults(["b", "a", "app.b"], ("app.a", "app.b")) == ["b is the name of no module"]

    def test_names_without_modules_and_modules_without_names(self):
        assert _faults(["a", "gone"], ("app.a", "app.b")) == [
            "app.b has no floor",
            "gone is the name of no module",
        ]


def _imports_inside_functions() -> Iterator[tuple[str, str]]:
    """Imports of our own code inside a function, with the line of source."""
    for path in sorted(path for app in ("cms", "home", "sharing") for path in (ROOT / app).rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        lines = source.splitlines()
        for function in ast.walk(ast.parse(source)):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield (
                        path.relative_to(ROOT).as_posix(),
                        "\n".join(lines[node.lineno - 3 : node.end_lineno]),
                    )


def test_an_import_inside_a_function_says_why():
    """Django asks for it before its settings and applications are there; nothing else does."""
    unexplained = [f"{path}: {text}" for path, text in _imports_inside_functions() if "#" not in text]
    assert unexplained == []
    assert {path for path, _text in _imports_inside_functions()} <= {
        "cms/database.py",
        "cms/users/user_admin.py",
        "cms/running/command_line.py",
        "cms/wsgi.py",
        "home/apps.py",
        "sharing/apps.py",
    }
