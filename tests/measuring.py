"""Which lines and branches the tests run: `bin/test --coverage` loads this plugin before anything of ours is imported.

SlipCover puts a mark in each branch and line and takes it away once it was passed, so that a suite takes little longer;
a tracer, which is told of every line of Django as well, doubles its time (ADR 0076). Processes that tests start are not
measured.
"""

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import slipcover

ROOT = Path(__file__).resolve().parents[1]
SOURCES, OMITTED = ["cms", "home", "sharing"], ["*/migrations/*"]
# How a run ends that is below the floor: not as one of which a test failed, which may be tried once more.
BELOW_FLOOR = 8
_CHOSEN = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["coverage"]

_marks = slipcover.Slipcover(branch=True, source=SOURCES, omit=OMITTED, exclude_also=_CHOSEN["exclude-also"])
_found: list[dict[str, Any]] = []
slipcover.ImportManager(_marks, slipcover.FileMatcher(sources=SOURCES, omit=OMITTED)).__enter__()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    found = getattr(node, "workeroutput", {}).get("coverage")  # nothing of a worker that was killed
    if found:
        _found.append(json.loads(found))


@cache
def _whole() -> dict[str, Any]:
    """What this process and the workers of xdist found."""
    whole: dict[str, Any] = _marks.get_coverage()
    for part in _found:
        slipcover.merge_coverage(whole, part)
    return whole


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> Iterator[None]:
    """A worker hands over what it found; the whole decides how a run ends that was not broken off."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["coverage"] = json.dumps(_marks.get_coverage())
    yield
    if output is None and exitstatus <= pytest.ExitCode.TESTS_FAILED and _reached() < _CHOSEN["floor"]:
        session.exitstatus = BELOW_FLOOR


def _reached() -> float:
    return float(_whole()["summary"]["percent_covered"])


def pytest_terminal_summary(terminalreporter: Any, exitstatus: int) -> None:
    """What is not run everywhere, and the whole."""
    if exitstatus > pytest.ExitCode.TESTS_FAILED:  # broken off
        return
    terminalreporter.section("lines and branches that were run")
    for name, file in sorted(_whole()["files"].items()):
        summary = file["summary"]
        if summary["percent_covered"] < 100:
            lines, branches = summary["missing_lines"], summary["missing_branches"]
            terminalreporter.write_line(
                f"{name:60} {summary['percent_covered']:5.1f} %, not {lines} lines and {branches} branches"
            )
    terminalreporter.write_line(f"in all {_reached():.1f} %, at least {_CHOSEN['floor']:.1f} %")
