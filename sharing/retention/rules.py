"""When a term is over. Pure: days are passed in."""

from datetime import date, timedelta

from sharing.core.periods import months_after, next_day, previous_day
from sharing.reference.choices import TermUnit

_MONTHS = {TermUnit.MONTHS: 1, TermUnit.YEARS: 12}
_DAYS = {TermUnit.DAYS: 1, TermUnit.WEEKS: 7}


def kept_until(event: date, *, length: int, unit: str) -> date:
    """The last day on which something is kept that long after the day of an event.

    Months are calendar months, clipped to the month's end: a year after 29 February ends on 28 February.
    """
    months = _MONTHS.get(TermUnit(unit))
    if months is not None:
        return months_after(event, length * months)
    return event + timedelta(days=length * _DAYS[TermUnit(unit)])


def last_event_over(today: date, *, length: int, unit: str) -> date | None:
    """The latest day of an event of which the term was over before ``today``; None when it lies before all days."""
    try:
        day = _before(today, length, unit)
        while kept_until(day, length=length, unit=unit) < today:
            day = next_day(day)
        while kept_until(day, length=length, unit=unit) >= today:
            day = previous_day(day)
    except (OverflowError, ValueError):
        return None
    return day


def _before(today: date, length: int, unit: str) -> date:
    months = _MONTHS.get(TermUnit(unit))
    if months is not None:
        return months_after(today, -length * months)
    return today - timedelta(days=length * _DAYS[TermUnit(unit)])
