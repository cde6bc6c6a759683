"""The day in Amsterdam, without working it out for every visitor."""

import time
from datetime import date, timedelta

from django.utils import timezone

from sharing.public import amsterdam_day, start_of_day


class Today:
    """Call it for the day; it is worked out once a day."""

    def __init__(self) -> None:
        self._until = 0.0
        self._day = date.min

    def __call__(self) -> date:
        if time.time() >= self._until:
            day = amsterdam_day(timezone.now())
            # The day first: a thread that sees the new limit must see the new day.
            self._day = day
            self._until = start_of_day(day + timedelta(days=1)).timestamp()
        return self._day
