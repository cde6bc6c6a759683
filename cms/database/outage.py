"""Whether the database is away, known to the whole process: said once, and not asked by everybody at once."""

import logging
import threading
import time

import psycopg
from django.db import InterfaceError, OperationalError

REST = 1.0  # seconds in which nobody tries again after a failure

logger = logging.getLogger("cms.database")


def is_away(error: BaseException | None) -> bool:
    """Whether this error says that the database cannot be reached or has stopped answering.

    Not a statement that took too long, a deadlock or wrong data: then the database is there.
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
            state = error.sqlstate or ""
            return not state or state.startswith(("08", "57P")) or state == "53300"
        error = error.__cause__ or error.__context__
    return False


class Outage:
    """One line when it begins and one when it is over, however many requests meet it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._since: float | None = None
        self._next = 0.0

    @property
    def is_going_on(self) -> bool:
        return self._since is not None

    def begun(self, error: BaseException) -> None:
        """The database could not be reached."""
        with self._lock:
            now = time.monotonic()
            self._next = now + REST
            if self._since is not None:
                return
            self._since = now
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        logger.error("The database does not answer: %s", reason)

    def over(self) -> None:
        """The database answers."""
        with self._lock:
            since, self._since = self._since, None
        if since is not None:
            logger.warning("The database answers again, after %d s", time.monotonic() - since)

    def may_try(self, patience: float) -> bool:
        """Whether whoever asks is to try now: during an outage one at a time, and not right after a failure."""
        with self._lock:
            if self._since is None:
                return True
            now = time.monotonic()
            if now < self._next:
                return False
            self._next = now + patience + REST
            return True


here = Outage()


def check_may_try(patience: float) -> None:
    """Raises OperationalError at once where trying would only be waiting."""
    if not here.may_try(patience):
        raise psycopg.OperationalError("the database does not answer; trying again soon")


class OneLinePerOutage(logging.Filter):
    """Keeps the traceback of every request that met the outage out of the log; the outage itself is told."""

    def __init__(self, outage: Outage | None = None) -> None:
        super().__init__()
        self.outage = outage or here

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", None) == 503 and self.outage.is_going_on:
            return False
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, OperationalError | InterfaceError | psycopg.Error) or not is_away(error):
            return True
        self.outage.begun(error)
        return False
