"""Days for tests, asked when a test runs: a suite that starts before midnight goes on after it."""

import time
from datetime import date, datetime, timedelta

from django.utils import timezone

from sharing.core.periods import amsterdam_day, start_of_day


def today() -> date:
    """The day it is now in Amsterdam, whatever day UTC has."""
    return amsterdam_day(timezone.now())


def to_come() -> date:
    """A day far enough off to announce something for."""
    return today() + timedelta(days=40)


def until_the_day_is_long_enough(moment: datetime, *, journey: bool) -> timedelta:
    """How long a test waits, so that it does not begin on one day and end on the next.

    A journey types days and reads them back minutes later; another test takes seconds.
    """
    before, after = (
        (timedelta(minutes=3), timedelta(minutes=2)) if journey else (timedelta(seconds=20), timedelta())
    )
    begins = start_of_day(amsterdam_day(moment + before))
    return max(begins + after - moment, timedelta())


def wait_for_midnight(*, journey: bool) -> None:
    """Nothing, for all but a few minutes of the day."""
    time.sleep(until_the_day_is_long_enough(timezone.now(), journey=journey).total_seconds())
