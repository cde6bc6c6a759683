"""Days and instants.

Instants are aware datetimes stored in UTC; "the day" is the calendar day in Amsterdam; last days are inclusive
("tot en met"). Pure functions: the clock is always passed in.
"""

import calendar
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from sharing.core.exceptions import NotUnderstood

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# The whole of time, as far as an instant in Amsterdam can tell it.
BEGINNING, END = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)
# How far the clock of a source may run ahead of ours.
TOLERANCE = timedelta(minutes=5)

_INSTANT = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:\d{2})?", re.ASCII
)

# An hour with its offset, and what may stand between both.
_USUAL_HOUR = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3])(?:Z|[+-][0-9]{2}:00)")
_MINUTES = frozenset(f":{minute:02}:{second:02}" for minute in range(60) for second in range(60))


def amsterdam_day(instant: datetime) -> date:
    """The calendar day in Amsterdam of an aware instant."""
    if instant.tzinfo is None:
        raise ValueError("Een tijdstip zonder tijdzone heeft geen dag.")
    return instant.astimezone(AMSTERDAM).date()


def start_of_day(day: date) -> datetime:
    """00:00 in Amsterdam on that day, as an instant in UTC."""
    return datetime.combine(day, time(), tzinfo=AMSTERDAM).astimezone(UTC)


def last_instant_of(day: date) -> datetime:
    """The last microsecond of that day in Amsterdam, in UTC; OverflowError when it lies too far away."""
    return start_of_day(next_day(day)) - timedelta(microseconds=1)


def next_day(day: date) -> date:
    """The day after."""
    return day + timedelta(days=1)


def previous_day(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)


def months_through(day: date, *, before: int) -> list[date]:
    """The first days of so many months before that day's month, and of that month itself."""
    number = day.year * 12 + day.month - 1
    return [date(one // 12, one % 12 + 1, 1) for one in range(number - before, number + 1)]


def months_after(day: date, months: int) -> date:
    """The same day so many months later, clipped to the end of that month: 31 January and one month is 28 February."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def weeks_after(day: date, weeks: int) -> date:
    """The same day of the week so many weeks later."""
    return day + timedelta(weeks=weeks)


def on_the_clock(instant: datetime) -> datetime:
    """The instant as the Amsterdam clock shows it."""
    return instant.astimezone(AMSTERDAM)


def at_clock(day: date, clock: time) -> datetime:
    """A time of day on the Amsterdam clock; of two the first."""
    return datetime.combine(day, clock, tzinfo=AMSTERDAM)


def instants_at(day: date, clock: time) -> list[datetime]:
    """The instants (UTC) at which the Amsterdam clock shows this.

    Usually one; two in autumn's double hour, none in spring's gap.
    """
    local = at_clock(day, clock)
    instants = [local.replace(fold=fold).astimezone(UTC) for fold in (0, 1)]
    real = [
        instant
        for instant in instants
        if instant.astimezone(AMSTERDAM).replace(tzinfo=None) == local.replace(tzinfo=None)
    ]
    return sorted(set(real))


def holds_on(first: date | None, last: date | None, day: date) -> bool:
    """Whether a period, both ends inclusive and None meaning open, contains the day."""
    return (first is None or first <= day) and (last is None or day <= last)


def usual_instant(text: str) -> tuple[datetime, str, date] | None:
    """An instant as nearly every source writes it, the same in ISO 8601, and its day in Amsterdam.

    RFC 3339 without a fraction and whole hours from UTC, from 1940 on. None of any other text: ``parse_instant`` reads
    them all, and says what is wrong.
    """
    minutes = text[13:19]
    if minutes not in _MINUTES:
        return None
    try:
        hour, day = _hour(text[:13] + text[19:])
    except (ValueError, OverflowError):
        return None
    moment = f"{hour}{minutes}+00:00"
    return datetime.fromisoformat(moment), moment, day


@lru_cache(maxsize=50_000)
def _hour(text: str) -> tuple[str, date]:
    """An hour with its offset: as it is called in UTC, and its day. Of the hours of Amsterdam none has two days since
    1940: its offsets have been whole hours. Raises ValueError for any other text.
    """
    if not _USUAL_HOUR.fullmatch(text):
        raise ValueError(text)
    instant = parse_instant(f"{text[:13]}:00:00{text[13:]}")
    return instant.isoformat()[:13], amsterdam_day(instant)


def parse_instant(text: str) -> datetime:
    """An instant in UTC from an RFC 3339 timestamp.

    Raises NotUnderstood (``no-offset`` or ``invalid-instant``); a timestamp without offset is refused, because
    25 October 2026 has two moments called 02:30 and 28 March 2027 none.
    """
    match = _INSTANT.fullmatch(text)
    if not match:
        raise NotUnderstood(
            "is geen tijdstip volgens RFC 3339; schrijf het als 2026-03-31T14:05:00+02:00 (met tijdzone).",
            "invalid-instant",
        )
    *numbers, fraction, offset = match.groups()
    if offset is not None and offset != "z" and offset[4:] < "60" and numbers[3] < "24":
        try:
            return datetime.fromisoformat(text).astimezone(UTC)
        except (ValueError, OverflowError):
            pass  # said below, in words
    if offset is None:
        raise NotUnderstood(
            "mist de tijdzone; zet er +01:00 (wintertijd), +02:00 (zomertijd) of Z achter.", "no-offset"
        )
    micros = int((fraction or "0")[:6].ljust(6, "0"))
    shift = "+00:00" if offset in "Zz" else offset
    if int(shift[1:3]) > 23 or int(shift[4:6]) > 59:
        raise NotUnderstood(f"heeft een onmogelijke tijdzone ({offset}).", "invalid-instant")
    try:
        parsed = datetime.fromisoformat("{}-{}-{}T{}:{}:{}".format(*numbers) + f".{micros:06d}{shift}")
        return parsed.astimezone(UTC)
    except (ValueError, OverflowError):
        raise NotUnderstood(
            "is geen bestaand tijdstip; controleer dag, maand, uur en minuut.", "invalid-instant"
        ) from None


def parse_day(text: str) -> date:
    """A day from YYYY-MM-DD; NotUnderstood otherwise."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise NotUnderstood("is geen bestaande dag; schrijf de dag als 2026-03-31 (jaar-maand-dag).")


def overlapping(periods: Sequence[tuple[object, date | None, date | None]]) -> list[tuple[int, int]]:
    """Which of the periods ``(key, first day, last day)`` share a day with an earlier one of the same key.

    Gives pairs of positions (the one it runs into, the overlapping one); both ends are inclusive and None is open.
    """
    found = []
    for later, (key, first, last) in enumerate(periods):
        for earlier, (other, start, end) in enumerate(periods[:later]):
            meets = (end is None or first is None or first <= end) and (
                last is None or start is None or start <= last
            )
            if key == other and meets:
                found.append((earlier, later))
                break
    return found
