"""How many questions a page asks the database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_stack
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

MOST = 24  # "under 25"
_OWN = tuple(f"{Path(__file__).resolve().parents[1] / name}/" for name in ("cms", "home", "sharing"))
# With who acts a transaction begins, and ends where it stands inside that of a test (ADR 0066).
_ACTOR = ("WITH before AS MATERIALIZED", "SELECT set_config(")
_BOUNDS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", *_ACTOR)


def questions(captured: CaptureQueriesContext) -> int:
    """How many questions were asked; where a transaction begins and ends is none."""
    return sum(not one["sql"].startswith(_BOUNDS) for one in captured.captured_queries)


@contextmanager
def at_most(number: int = MOST) -> Iterator[None]:
    """No more than so many are asked inside."""
    with CaptureQueriesContext(connection) as captured:
        yield
    asked = [one["sql"][:300] for one in captured.captured_queries if not one["sql"].startswith(_BOUNDS)]
    assert len(asked) <= number, "\n".join([f"{len(asked)} questions:", *asked])


@contextmanager
def ours_at_most(number: int = MOST) -> Iterator[None]:
    """Of a screen of Wagtail's: no more than so many are asked by our own code, also where Wagtail calls that."""
    ours: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if _is_ours() and not sql.startswith(_BOUNDS):
            ours.append(sql[:300])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield
    assert len(ours) <= number, "\n".join([f"{len(ours)} questions:", *ours])


def _is_ours() -> bool:
    """Whether the question comes from our code: the innermost of that and Wagtail's says so."""
    for frame, _line in walk_stack(None):
        file = frame.f_code.co_filename
        if "/site-packages/wagtail/" in file:
            return False
        if file.startswith(_OWN):
            return True
    return False
