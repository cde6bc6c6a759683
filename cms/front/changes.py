"""Hear from PostgreSQL, at once and without asking, that something on a public page changed.

Triggers (home's migration ``shown_facts``) notify when a transaction that changed something shown is committed, by
whichever way it was changed. Every worker listens on a connection of its own, and looks at that connection's socket
before each answer from memory: a system call of a microsecond, not a question to the database.
"""

import contextlib
import logging
import secrets
import select
import threading
import time
from collections.abc import Callable

import psycopg
from psycopg.pq import ExecStatus

CHANNEL = "public_pages"
HEARTBEAT = 5.0  # seconds; a connection that broke without a word is found out within this time
PATIENCE = 0.05  # seconds a visitor waits for another thread that is talking to the database

logger = logging.getLogger(__name__)


class Changes:
    """One listening connection. ``connect`` opens a connection in autocommit; it may raise psycopg.Error."""

    def __init__(self, connect: Callable[[], psycopg.Connection]):
        self._connect = connect
        self._lock = threading.Lock()
        self._connection: psycopg.Connection | None = None
        self._descriptor = -1
        self._epoch = 0
        self._draining = False
        self._asked_at = 0.0

    def epoch(self) -> int | None:
        """A number that is another one after every change; None while nothing can be heard.

        The socket is looked at before the flag: what another thread is taking off the socket either is still
        there, or that thread has raised the flag, or it has counted it.
        """
        if self._connection is None:
            return None
        if (_something_on(self._descriptor) or self._draining) and not self._drain():
            return None
        return self._epoch

    def wait(self, seconds: float) -> None:
        """Until something can be heard, or this long."""
        if self._connection is None:
            time.sleep(seconds)
        else:
            _something_on(self._descriptor, seconds)

    def keep_listening(self) -> bool:
        """Connect when needed and, now and then, make sure that the connection lives; whether it does."""
        if self._connection is None:
            with self._lock:
                self._open()
        elif time.monotonic() - self._asked_at > HEARTBEAT:
            self._drain(ask=True)
        return self._connection is not None

    def close(self) -> None:
        """Stop listening."""
        with self._lock:
            self._lost()

    def _open(self) -> None:
        with contextlib.suppress(psycopg.Error):
            connection = self._connect()
            try:
                connection.execute(f"LISTEN {CHANNEL}")
                if not self._hears_others(connection):
                    raise psycopg.OperationalError("a pooler in between drops notifications")
            except psycopg.Error as error:
                logger.warning("Public pages are not kept in memory: %s", error)
                connection.close()
                return
            self._epoch += 1
            self._asked_at = time.monotonic()
            self._descriptor = connection.fileno()
            self._connection = connection

    def _hears_others(self, connection: psycopg.Connection) -> bool:
        """Whether what another connection says arrives: not so behind a pooler that lends one per transaction."""
        word = secrets.token_hex(8)
        with self._connect() as other:
            other.execute("SELECT pg_notify(%s, %s)", [CHANNEL, word])
            other.commit()
        return any(heard.payload == word for heard in connection.notifies(timeout=2, stop_after=50))

    def _drain(self, *, ask: bool = False) -> bool:
        """Take what is on the socket and count it; False when that cannot be done now."""
        if not self._lock.acquire(timeout=PATIENCE):
            return False
        try:
            if self._connection is None:
                return False
            self._draining = True
            pgconn = self._connection.pgconn
            if ask:
                # Not through psycopg's own execute, which would take notifications off the queue for itself.
                if pgconn.exec_(b"SELECT 1").status != ExecStatus.TUPLES_OK:
                    raise psycopg.OperationalError("no answer")
                self._asked_at = time.monotonic()
            while _something_on(self._descriptor):
                pgconn.consume_input()
                self._epoch += (
                    1  # whatever it was; last words of a dying server are no reason to trust what we have
                )
            while pgconn.notifies() is not None:
                self._epoch += 1
            return True
        except psycopg.Error as error:
            logger.warning("The connection that tells of changes was lost: %s", error)
            self._lost()
            return False
        finally:
            self._draining = False
            self._lock.release()

    def _lost(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        self._epoch += 1
        connection.close()


def _something_on(descriptor: int, seconds: float = 0) -> bool:
    """Whether something can be read, or has ended. A poll object of its own: one cannot be used by two threads."""
    poller = select.poll()
    poller.register(descriptor, select.POLLIN)
    return bool(poller.poll(seconds * 1000))
