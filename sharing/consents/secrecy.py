"""Until when an authority's request is kept secret from the person (UAVG art. 41), by what held on the day asked.

As it was assessed, and as it was decided later: a decision counts from the Amsterdam day on which it took effect, so
that a day before it is still judged by what held then. Between the end of a secrecy and a later one there was none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sharing.core.periods import amsterdam_day


@dataclass(frozen=True, slots=True)
class Secrecy:
    """Secret because of ``ground`` through ``until`` (None: until somebody ends it)."""

    ground: str
    until: date | None

    def holds_on(self, day: date) -> bool:
        """Whether that day is not after the last day of it."""
        return self.until is None or day <= self.until


@dataclass(frozen=True, slots=True)
class Change:
    """A decision that took effect at ``since``: to keep secret (for ``ground``) or, with ``ends``, to stop earlier."""

    since: datetime
    until: date | None
    ground: str
    ends: bool = False


def secrecy_on(day: date, assessed: Secrecy | None, changes: Iterable[Change]) -> Secrecy | None:
    """The secrecy that holds on that day; None: the person may know.

    ``assessed`` is what the request itself says (None: not secret). The order of the changes is irrelevant.
    """
    found = latest_secrecy(assessed, (one for one in changes if amsterdam_day(one.since) <= day))
    return found if found and found.holds_on(day) else None


def latest_secrecy(assessed: Secrecy | None, changes: Iterable[Change]) -> Secrecy | None:
    """What the last change made of it, also when its last day has passed; None: it never was secret."""
    found = assessed
    for one in sorted(changes, key=lambda change: (change.since, change.ends)):
        # An end gives no new ground: what was withheld, was withheld for the ground that it had.
        found = Secrecy(found.ground if one.ends and found else one.ground, one.until)
    return found
