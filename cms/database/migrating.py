"""One process changes the tables at a time: two first starts, or a start beside a `migrate`, follow one another."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

from cms.database.base import Connection
from sharing.public import locks


@contextmanager
def only_migration(say: Callable[[str], object]) -> Iterator[None]:
    """For the owner (`as_owner`); ``say`` hears when there is somebody to wait for.

    The lock is held by a transaction of a connection beside: it ends with the process, also behind a pooler.
    """
    with Connection.connect(**connection.get_connection_params()) as beside:
        beside.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        taken = beside.execute("SELECT pg_try_advisory_xact_lock(%s)", [locks.MIGRATION]).fetchone()
        if not taken[0]:
            say("Een ander proces werkt de tabellen al bij; daarop wordt gewacht …")
            beside.execute("SELECT pg_advisory_xact_lock(%s)", [locks.MIGRATION])
        yield
