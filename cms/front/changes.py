"""Hear from PostgreSQL, without asking what, that something on a public page changed.

Triggers (`home.versions.triggers`) notify when a transaction that changed something shown is
committed, by whichever way it was changed. Every worker listens on a connection of its own. Before each answer from
memory it sends the empty query: the server passes on what was committed before it answers, so no answer is older than
the last commit. That costs some twenty microseconds; looking at the socket alone would be cheaper, and late by as long
as a busy machine takes to wake the listening process.

Connecting may take long when the database hangs, so it happens outside the lock that answers need; and an answer that
stays away for two seconds is none.
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

from cms.database.outage import here as outage

CHANNEL = "public_pages"
ANSWER = 2.0  # seconds

logger = logging.getLogger(__name__)


class NoAnswer(psycopg.OperationalError):
    """The server does not say anything any more."""


class Changes:
    """One listening connection. ``connect`` opens a connection in autocommit; it may raise psycopg.Error."""

    def __init__(self, connect: Callable[[], psycopg.Connection]) -> None:
        self._connect = connect
        self._lock = threading.Lock()
        self._connection: psycopg.Connection | None = None
        self._epoch = self._asked = self._answered = 0
        self._said = ""

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
                self._epoch += len(self._heard(self._connection.pgconn))
            except psycopg.Error as error:
                # Whether it is more than this connection shows when another is made (keep_listening).
                logger.debug("The connection that tells of changes was lost: %s", error)
                if isinstance(error, NoAnswer):
                    outage.begun(error)
                self._lost()
                return None
            self._answered = self._asked
            return self._epoch

    def _heard(self, pgconn: Any) -> list[bytes]:
        """What others said in transactions that are committed, since the last time."""
        # Not through psycopg's own execute, which would take notifications off the queue for itself.
        pgconn.send_query(b"")
        poller = select.poll()
        poller.register(pgconn.socket, select.POLLIN)
        until = time.monotonic() + ANSWER
        empty = False
        while True:
            pgconn.flush()
            left = until - time.monotonic()
            if left <= 0 or not poller.poll(left * 1000):
                raise NoAnswer(f"no answer within {ANSWER:g} s")
            pgconn.consume_input()
            while not pgconn.is_busy():
                result = pgconn.get_result()
                if result is None:
                    break
                empty = result.status == ExecStatus.EMPTY_QUERY
            else:
                continue
            break
        if not empty:
            raise psycopg.OperationalError("no answer from the server")
        heard = []
        while (notification := pgconn.notifies()) is not None:
            heard.append(notification.extra)
        return heard

    def wait(self, seconds: float) -> None:
        """Until something may be heard, or this long."""
        try:
            descriptor = self._connection.fileno() if self._connection else None
        except psycopg.Error:
            descriptor = None
        if descriptor is None:
            time.sleep(seconds)
            return
        poller = select.poll()
        poller.register(descriptor, select.POLLIN)
        poller.poll(seconds * 1000)

    def keep_listening(self) -> bool:
        """Connect when that is needed; whether there is a connection. For one thread only."""
        if self._connection is None:
            fresh = self._open()
            if fresh is None:
                return False
            with self._lock:
                self._epoch += 1
                self._connection = fresh
        return True

    def close(self) -> None:
        """Stop listening."""
        with self._lock:
            self._lost()

    def _open(self) -> psycopg.Connection | None:
        connection = None
        try:
            connection = self._connect()
            connection.execute(f"LISTEN {CHANNEL}")
            if not self._hears_others(connection):
                raise psycopg.OperationalError("a pooler in between drops notifications")
        except psycopg.Error as error:
            self._say(error)
            if connection is not None:
                connection.close()
            return None
        self._said = ""
        return connection

    def _say(self, error: psycopg.Error) -> None:
        """Once per reason: it is tried again every second. That the database is away is said elsewhere."""
        if str(error) != self._said and not outage.is_going_on:
            logger.warning("Public pages do not come from memory: %s", str(error).partition("\n")[0])
        self._said = str(error)

    def _hears_others(self, connection: psycopg.Connection) -> bool:
        """Whether what another connection says arrives: not so behind a pooler that lends one per transaction."""
        word = secrets.token_hex(8)
        with self._connect() as other:
            other.execute("SELECT pg_notify(%s, %s)", [CHANNEL, word])
        return word.encode() in self._heard(connection.pgconn)

    def _lost(self) -> None:
        connection, self._connection = self._connection, None
        self._epoch += 1
        if connection is not None:
            with contextlib.suppress(psycopg.Error):
                connection.close()
