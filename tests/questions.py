"""How many questions a page asks the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

MOST = 25
# Who acts is put back only where a transaction stands inside that of a test (ADR 0066).
_BOUNDS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SELECT set_config(")


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
