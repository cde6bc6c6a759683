"""How long there is to report a breach: the hours of the law of its day, weekends and holidays included.

A period of hours runs by the hour, also over the change of the clock (Regulation 1182/71, art. 3(1) and (3)).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sharing.core.periods import amsterdam_day
from sharing.reference.law import BREACH_LAWS, breach_law_on


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when a breach is reported; ``left`` is what is left, or was left when it was: below 0 it is too late."""

    until: datetime
    left: timedelta
    hours: int

    @property
    def is_over(self) -> bool:
        """Whether it passed before there was a report."""
        return self.left < timedelta(0)


def deadline(aware_at: datetime, at: datetime) -> Deadline:
    """The deadline of a breach that became known at ``aware_at``; ``at`` is now, or when it was reported."""
    # What became known before any law asked for a report is measured by the first that did.
    law = breach_law_on(amsterdam_day(aware_at)) or BREACH_LAWS[0]
    until = aware_at + timedelta(hours=law.hours)
    return Deadline(until, until - at, law.hours)
