"""Dutch working days: Monday to Friday, but for the holidays of the Algemene termijnenwet (art. 3).

Pure. Also what a statutory term that would end on another day moves to (Reg. 1182/71 art. 3(4)).
"""

from datetime import date, timedelta
from functools import lru_cache

from sharing.core.periods import next_day, previous_day

_SATURDAY, _SUNDAY = 5, 6
# Until 2013 the thirtieth of April was Queen's Day.
_KING_SINCE = 2014


def easter_sunday(year: int) -> date:
    """Western Easter (Gregorian computus of Meeus, Jones and Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap, year_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leap - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    """The generally recognised holidays of that year, with Good Friday, which the law puts beside them."""
    easter = easter_sunday(year)
    after_easter = {easter + timedelta(days=days) for days in (-2, 1, 39, 50)}
    return frozenset(
        {
            date(year, 1, 1),
            date(year, 5, 5),
            date(year, 12, 25),
            date(year, 12, 26),
            _sovereigns_day(year),
            *after_easter,
        }
    )


def _sovereigns_day(year: int) -> date:
    """King's Day, which a Sunday moves to the Saturday before; Queen's Day until 2013 likewise."""
    day = date(year, 4, 27) if year >= _KING_SINCE else date(year, 4, 30)
    return previous_day(day) if day.weekday() == _SUNDAY else day


def is_working_day(day: date) -> bool:
    """Whether offices are open in the Netherlands that day."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year)


def working_day_from(day: date) -> date:
    """That day, or the first working day after it."""
    while not is_working_day(day):
        day = next_day(day)
    return day
