"""How long this process waits for the database; nothing waits without end.

Two clocks per statement: PostgreSQL's own (``statement_timeout``), which ends what takes too long, and ours, a little
later, for a server that does not say anything any more (stopped, or behind a network that swallows everything).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds; None is without end, for migrations only."""

    connect: int
    statement: float | None
    answer: float | None


COMMANDS = Limits(connect=10, statement=600, answer=630)
REQUESTS = Limits(connect=3, statement=30, answer=35)
PUBLIC_PAGE = 5.0  # an answer of the database for a page that may also come from memory
MIGRATIONS = Limits(connect=10, statement=None, answer=None)
IDLE_IN_TRANSACTION = 60  # seconds; a change is never dated far back by a transaction that was kept open

_process = COMMANDS
_here: ContextVar[Limits | None] = ContextVar("limits", default=None)


def serve_requests() -> None:
    """From now on this process is one that people wait for."""
    global _process
    _process = REQUESTS


def current() -> Limits:
    """The limits that hold here and now."""
    return _here.get() or _process


@contextmanager
def within(limits: Limits) -> Iterator[None]:
    """Other limits for the duration; the server's own clock is set when a connection is made."""
    token = _here.set(limits)
    try:
        yield
    finally:
        _here.reset(token)


@contextmanager
def answer_within(seconds: float) -> Iterator[None]:
    """No statement waits longer than this for its answer."""
    now = current()
    with within(Limits(now.connect, now.statement, min(seconds, now.answer or seconds))):
        yield


def options_of(limits: Limits) -> str:
    """The server's part of the limits, as PostgreSQL's start-up options."""
    statement = f" -c statement_timeout={round(limits.statement * 1000)}" if limits.statement else ""
    return f"-c idle_in_transaction_session_timeout={IDLE_IN_TRANSACTION * 1000}{statement}"
