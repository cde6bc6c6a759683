"""Locks that are held by a transaction on a connection beside the one that works.

Such a lock ends with its holder, whichever way that ends, and it is the holder's alone behind a pooler per transaction
too: a lock of a session would stay on the pooled connection and never be given back.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

from cms.database.base import Connection

_LONGEST = "SET LOCAL idle_in_transaction_session_timeout = '{}'"


@contextmanager
def held(number: int, *, longest: str, wait: Callable[[], object] | None = None) -> Iterator[bool]:
    """Whether the lock is ours while the block runs.

    ``longest`` is a time of PostgreSQL (such as ``30min``, ``0`` for without end) after which a holder whose machine
    vanished loses it. With ``wait``, which is called once, another holder is waited for; without, the answer is False.
    """
    with Connection.connect(**connection.get_connection_params()) as beside:
        beside.execute(_LONGEST.format(longest))
        [[mine]] = beside.execute("SELECT pg_try_advisory_xact_lock(%s)", [number]).fetchall()
        if not mine and wait is not None:
            wait()
            beside.execute("SELECT pg_advisory_xact_lock(%s)", [number])
            mine = True
        yield mine
