"""Whether a check is due, and what a measure protects. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from sharing.measures.choices import CheckOutcome

SOON = timedelta(days=30)


class CheckState(Enum):
    """How it stands with checking."""

    INSUFFICIENT = "insufficient"
    OVERDUE = "overdue"
    DUE = "due"
    CHECKED = "checked"
    NEVER = "never"


def state_of(next_check: date, last_outcome: str, *, on: date) -> CheckState:
    """How it stands that day; ``last_outcome`` is "" when it was never checked."""
    if last_outcome == CheckOutcome.INSUFFICIENT:
        return CheckState.INSUFFICIENT
    if next_check < on:
        return CheckState.OVERDUE
    if next_check <= on + SOON:
        return CheckState.DUE
    return CheckState.CHECKED if last_outcome else CheckState.NEVER


@dataclass(frozen=True, slots=True)
class Protects:
    """What a measure protects: all, or these activities and data categories (keys)."""

    all: bool
    activities: frozenset[int] = frozenset()
    categories: frozenset[int] = frozenset()

    def covers(self, activity: int, categories: Collection[int]) -> bool:
        """Whether it protects something of this activity, which works with these data categories."""
        return self.all or activity in self.activities or not self.categories.isdisjoint(categories)
