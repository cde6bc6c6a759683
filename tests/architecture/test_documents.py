"""What is written about the code agrees with it: the drawing, names of files, decisions, requirements, log lines."""

import ast
import importlib
import importlib.util
import re
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import pytest
from importlinter.api import read_configuration

from cms.settings.base import BASE_DIR

ROOT = Path(BASE_DIR)
APPS = ("cms", "home", "sharing")
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
DEVELOPERS = ["CONTRIBUTING.md", "SECURITY.md", "docs/architectuur.md", "docs/ontwikkelen.md"]


def _floors(app: str) -> list[list[str]]:
    """The rooms of each floor in the contract, from the top down."""
    contracts = read_configuration(str(ROOT / "pyproject.toml"))["contracts_options"]
    floors = next(one["floors"] for one in contracts if one["id"] == f"floors-of-{app}")
    return [[room.strip() for room in re.split(r"[|:]", floor)] for floor in floors]


def drawing() -> str:
    """The contracts of pyproject.toml as Mermaid: a box per floor, an arrow down to what it may use."""
    lines = ["flowchart TB"]
    for app in APPS:
        lines.append(f"    subgraph {app}")
        boxes = [f'{app}{number}["{" · ".join(rooms)}"]' for number, rooms in enumerate(_floors(app))]
        lines += [f"        {box}" for box in boxes]
        lines += [f"        {' --> '.join(f'{app}{number}' for number in range(len(boxes)))}", "    end"]
    lines += [
        "    cms -- home.public.installing --> home",
        "    cms -- sharing.public --> sharing",
        "    home -- sharing.public --> sharing",
    ]
    return "\n".join(lines)


def test_the_drawing_is_of_the_contracts():
    """After a change of the contracts, put the text that this prints in its place."""
    drawn = re.search(
        r"```mermaid\n(.*?)\n```", (ROOT / "docs/architectuur.md").read_text("utf-8"), re.DOTALL
    )
    assert drawn is not None
    assert drawn[1] == drawing(), drawing()


@pytest.mark.parametrize("app", APPS)
def test_the_drawing_has_every_package(app):
    packages = {path.parent.name for path in (ROOT / app).glob("*/__init__.py")}
    assert packages - {room.split(".")[0] for floor in _floors(app) for room in floor} == set()


@pytest.mark.parametrize("name", DEVELOPERS)
def test_what_a_document_names_is_there(name):
    """Paths and files in code style; what is named without its folder may be anywhere."""
    named = re.findall(r"`([\w./-]+\.(?:py|md|toml|txt|in|yaml|csv))`", (ROOT / name).read_text("utf-8"))
    missing = [one for one in named if not _is_there(one)]
    assert missing == []


def _is_there(name: str) -> bool:
    if (ROOT / name).exists():
        return True
    return any(next((ROOT / app).rglob(name), None) for app in (*APPS, "tests", "docs", "bin"))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name[:4])
def test_a_decision_has_the_one_form(path):
    text = path.read_text("utf-8")
    first, second, third, *_ = text.split("\n")
    assert re.match(rf"# {int(path.name[:4])}\. \S", first), "the title begins with the number of the file"
    assert second == ""
    assert re.fullmatch(r"Date: \d{4}-\d\d-\d\d\. Status: (accepted|replaced by \d{4})\.", third)
    assert re.findall(r"^## (.*)", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_decisions_are_numbered_in_order():
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


# What a package in requirements.in is called when it is imported, where that differs from its own name.
MODULES = {
    "django-csp": "csp",
    "django-environ": "environ",
    "django-simple-history": "simple_history",
    "markdown-it-py": "markdown_it",
}
# Needed without being imported or named, each for a reason.
UNSEEN = {"tzdata": "zoneinfo reads it on a machine without time zones of its own"}


def _packages() -> list[str]:
    lines = (ROOT / "requirements.in").read_text("utf-8").splitlines()
    return [re.split(r"[<>=\[]", line)[0] for line in lines if line and not line.startswith(("#", "-"))]


def _used_modules() -> Iterator[str]:
    """Top-level names that the product imports, and names in strings that are modules (settings, commands)."""
    for path in (path for app in APPS for path in (ROOT / app).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (one.name.split(".")[0] for one in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield (node.module or "").split(".")[0]
            elif isinstance(node, ast.Constant) and re.fullmatch(r"[a-z_]+(\.\w+)*", str(node.value)):
                yield node.value.split(".")[0]


def test_every_required_package_is_used():
    used = set(_used_modules())
    names = {name: MODULES.get(name, name.lower().replace("-", "_")) for name in _packages()}
    assert {name for name, module in names.items() if module not in used} == set(UNSEEN)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_a_pin_names_the_extra_that_a_package_asks_for(name):
    """Or pip refuses the whole file as soon as a newer release appears: to it the pin is of something else."""
    pins = set(re.findall(r"(?m)^([^\s=]+)==", (ROOT / name).read_text("utf-8").lower()))
    pinned = {pin.partition("[")[0] for pin in pins}
    asked = {
        match[1].lower()
        for package in distributions()
        if package.name.lower() in pinned
        for match in [
            re.match(r"([\w.-]+\[[\w,-]+\])(?!.*extra ==)", line) for line in package.requires or []
        ]
        if match and match[1].partition("[")[0].lower() in pinned
    }
    assert asked
    assert asked <= pins


def test_requirements_name_no_registry():
    for name in ("requirements.txt", "requirements-dev.txt"):
        assert re.findall(r"https?://|--index-url|--find-links", (ROOT / name).read_text("utf-8")) == []


_DUTCH = {
    "de",
    "het",
    "een",
    "niet",
    "geen",
    "van",
    "voor",
    "met",
    "wordt",
    "zijn",
    "opnieuw",
    "mislukt",
    "aan",
    "bij",
}


def _log_lines() -> Iterator[tuple[str, str]]:
    for path in sorted(path for app in APPS for path in (ROOT / app).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            if isinstance(node.func.value, ast.Name) and node.func.value.id == "logger":
                yield path.relative_to(ROOT).as_posix(), ast.unparse(node.args[0])


def test_log_lines_are_english():
    """An operator searches the log among the lines of Django, Wagtail and PostgreSQL."""
    lines = list(_log_lines())
    assert len(lines) > 5
    dutch = [(path, line) for path, line in lines if _DUTCH & set(re.findall(r"[a-z]+", line.lower()))]
    assert dutch == []


def test_a_logger_is_called_logger():
    """So that the test above sees every line."""
    pattern = re.compile(r"^(\w+) = logging\.getLogger", re.MULTILINE)
    names = {
        name
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        for name in pattern.findall(path.read_text("utf-8"))
    }
    assert names == {"logger"}


@pytest.mark.parametrize("path", sorted((ROOT / "benchmarks").glob("*.py")), ids=lambda path: path.stem)
def test_what_a_benchmark_takes_from_another_is_there(path):
    """Nothing else runs them: a function that moved is only missed by who measures."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("benchmarks", "tests"):
            module = importlib.import_module(node.module)
            for name in node.names:
                found = hasattr(module, name.name) or importlib.util.find_spec(f"{node.module}.{name.name}")
                assert found, f"{path.name}: {node.module} has no {name.name}"
