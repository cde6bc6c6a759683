"""Hear from PostgreSQL, without asking what, that something on a public page changed.

Triggers (home's migration ``tell_of_shown_changes``) notify when a transaction that changed something shown is
committed, by whichever way it was changed. Every worker listens on a connection of its own. Before each answer from
memory it sends the empty query: the server passes on what was committed before it answers, so no answer is older than
the last commit. That costs some twenty microseconds; looking at the socket alone would be cheaper, and late by as long
as a busy machine takes to wake the listening process.
"""

import contextlib
import logging
import secrets
import select
import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg
from psycopg.pq import ExecStatus

CHANNEL = "public_pages"

logger = logging.getLogger(__name__)


class Changes:
    """One listening connection. ``connect`` opens a connection in autocommit; it may raise psycopg.Error."""

    def __init__(self, connect: Callable[[], psycopg.Connection]) -> None:
        self._connect = connect
        self._lock = threading.Lock()
        self._connection: psycopg.Connection | None = None
        self._epoch = self._asked = self._answered = 0

    def epoch(self) -> int | None:
        """A number that is another one after every change; None while nothing can be heard.

        Threads that come while one is asking share the next answer: it was asked for after they came.
        """
        came_at = self._asked
        with self._lock:
            if self._connection is None:
                return None
            if self._answered > came_at:
                return self._epoch
            self._asked += 1
            try:
                self._ask(self._connection.pgconn)
            except psycopg.Error as error:
                logger.warning("The connection that tells of changes was lost: %s", error)
                self._lost()
                return None
            self._answered = self._asked
            return self._epoch

    def _ask(self, pgconn: Any) -> None:
        # Not through psycopg's own execute, which would take notifications off the queue for itself.
        if pgconn.exec_(b"").status != ExecStatus.EMPTY_QUERY:
            raise psycopg.OperationalError("no answer from the server")
        while pgconn.notifies() is not None:
            self._epoch += 1

    def wait(self, seconds: float) -> None:
        """Until something may be heard, or this long."""
        try:
            descriptor = self._connection.fileno()
        except (AttributeError, psycopg.Error):
            time.sleep(seconds)
            return
        poller = select.poll()
        poller.register(descriptor, select.POLLIN)
        poller.poll(seconds * 1000)

    def keep_listening(self) -> bool:
        """Connect when that is needed; whether there is a connection."""
        if self._connection is None:
            with self._lock:
                self._open()
        return self._connection is not None

    def close(self) -> None:
        """Stop listening."""
        with self._lock:
            self._lost()

    def _open(self) -> None:
        connection = None
        try:
            connection = self._connect()
            connection.execute(f"LISTEN {CHANNEL}")
            if not self._hears_others(connection):
                raise psycopg.OperationalError("a pooler in between drops notifications")
        except psycopg.Error as error:
            logger.warning("Public pages do not come from memory: %s", error)
            if connection is not None:
                connection.close()
            return
        self._epoch += 1
        self._connection = connection

    def _hears_others(self, connection: psycopg.Connection) -> bool:
        """Whether what another connection says arrives: not so behind a pooler that lends one per transaction."""
        word = secrets.token_hex(8)
        with self._connect() as other:
            other.execute("SELECT pg_notify(%s, %s)", [CHANNEL, word])
        return any(heard.payload == word for heard in connection.notifies(timeout=2, stop_after=50))

    def _lost(self) -> None:
        connection, self._connection = self._connection, None
        self._epoch += 1
        if connection is not None:
            with contextlib.suppress(psycopg.Error):
                connection.close()
