"""Reading a lot as it is at one moment, whatever is written meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read inside is of one moment, and nothing is written.

    Call it outside a transaction, and leave it as soon as the reading is done: what comes after an error would else be
    done in a transaction that writes nothing.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if not connection.savepoint_ids:  # the tests' own transaction is around this one, and has begun
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
