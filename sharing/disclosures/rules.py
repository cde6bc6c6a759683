"""How long there is to report a breach (AVG art. 33(1)): 72 hours, weekends and holidays included.

A period of hours runs by the hour, also over the change of the clock (Regulation 1182/71, art. 3(1) and (3)).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

TO_REPORT = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when a breach is reported; ``left`` is what is left, or was left when it was: below 0 it is too late."""

    until: datetime
    left: timedelta

    @property
    def is_over(self) -> bool:
        """Whether it passed before there was a report."""
        return self.left < timedelta(0)


def deadline(aware_at: datetime, at: datetime) -> Deadline:
    """The deadline of a breach that became known at ``aware_at``; ``at`` is now, or when it was reported."""
    until = aware_at + TO_REPORT
    return Deadline(until, until - at)
