"""How often something may be tried: counted by the database, so that attempts at one moment are all counted.

An attempt takes a ticket before it is judged. Tickets are per name, place or device, hashed: the table tells nobody
who tried.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils.crypto import salted_hmac

_TAKE = """
INSERT INTO cms_attemptlimit AS held (key, started_at, count) VALUES (%(key)s, %(at)s, 1)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN held.started_at <= %(since)s THEN 1 ELSE held.count + 1 END,
    started_at = CASE WHEN held.started_at <= %(since)s THEN %(at)s ELSE held.started_at END
RETURNING count
"""
_GIVE_BACK = "UPDATE cms_attemptlimit SET count = count - 1 WHERE key = %s AND count > 0"
_FORGET = "DELETE FROM cms_attemptlimit WHERE key = %s"
_SWEEP = "DELETE FROM cms_attemptlimit WHERE started_at < %s"
LONGEST = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many in so long, counted from the first."""

    name: str
    most: int
    period: timedelta

    def ticket(self, *of: str) -> "Ticket":
        """A ticket of whoever this is about."""
        key = salted_hmac("cms.users.limits", "\0".join((self.name, *of)), algorithm="sha256").hexdigest()
        return Ticket(self, key)


@dataclass(frozen=True, slots=True)
class Ticket:
    """One attempt under one limit."""

    limit: Limit
    key: str

    def take(self, *, at: datetime) -> int:
        """How many were taken in this period, with this one; more than ``limit.most`` is too many."""
        with connection.cursor() as cursor:
            cursor.execute(_TAKE, {"key": self.key, "at": at, "since": at - self.limit.period})
            count: int = cursor.fetchone()[0]
        return count

    def give_back(self) -> None:
        """It was no attempt to guess, or was not judged."""
        self._run(_GIVE_BACK, self.key)

    def forget(self) -> None:
        """Start counting anew."""
        self._run(_FORGET, self.key)

    @staticmethod
    def _run(statement: str, *values: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)


def sweep(*, at: datetime) -> None:
    """Remove what no longer counts."""
    Ticket._run(_SWEEP, at - LONGEST)
