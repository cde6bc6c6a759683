"""Which promises of the statement are in force at an instant."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class Promise:
    """What one statement version promises about sharing, as far as the gate needs it.

    ``starts_at`` is 00:00 in Amsterdam of the version's effective date; it holds until the next version
    starts. ``purposes`` are the codes that the text states; a stated purpose states its sub-purposes too.
    """

    version: int
    starts_at: datetime
    transfer_policy: str
    special_categories: str
    capacities: frozenset[str]
    purposes: frozenset[str]
    consent_for_all_else: bool = True


_STARTS_AT = attrgetter("starts_at")


def in_force(promises: Sequence[Promise], instant: datetime) -> Promise | None:
    """The promise in force at that instant, of promises sorted by ``starts_at``; None before the first."""
    position = bisect_right(promises, instant, key=_STARTS_AT)
    return promises[position - 1] if position else None
