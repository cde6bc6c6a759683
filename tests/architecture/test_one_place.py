"""What stands in one place in the register, and nowhere else."""

import ast
import re
from pathlib import Path

import pytest

from cms.settings.base import BASE_DIR

ROOT = Path(BASE_DIR) / "sharing"
MODULES = sorted(
    path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py") if "migrations" not in path.parts
)
PLACES = {
    "core/caches.py": r"_prefetched_objects_cache|_cluster_related_objects|_result_cache|_prefetch_done",
    "core/fields.py": r"\bforms\.(?:Integer|Decimal|Float)Field\b|\bNumberInput\b",
    "core/periods.py": r"\bZoneInfo\b|timedelta\(days=1\)",
}
# The library's own words, which come without a code.
LIBRARY_WORDS = {"disclosures/imports.py": "the csv module of Python"}


@pytest.mark.parametrize("place", PLACES)
def test_it_stands_there_only(place):
    found = {path for path in MODULES if re.search(PLACES[place], (ROOT / path).read_text(encoding="utf-8"))}
    assert found == {place}


def _searches_a_sentence(node: ast.AST) -> bool:
    """``"woord" in str(error)``, or ``str(error).partition(…)`` and the like."""
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.In, ast.NotIn)):
        return (
            re.fullmatch(r"str\((error|refused|refusal|one)\)", ast.unparse(node.comparators[0])) is not None
        )
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        searching = node.func.attr in ("partition", "startswith", "endswith", "split", "find", "index")
        return searching and re.search(
            r"\b(error|refused|refusal|message|place)\b", ast.unparse(node.func.value)
        )
    return False


def test_nobody_finds_out_what_is_wrong_by_searching_a_sentence():
    found = {
        path
        for path in MODULES
        if any(map(_searches_a_sentence, ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8")))))
    }
    assert found == set(LIBRARY_WORDS)
