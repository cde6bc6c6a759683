"""Dutch working days, against the calendars of the government."""

from datetime import date

import pytest

from sharing.core.holidays import easter_sunday, holidays, is_working_day, working_day_from


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (1995, date(1995, 4, 16)),
        (2008, date(2008, 3, 23)),
        (2024, date(2024, 3, 31)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
        (2100, date(2100, 3, 28)),
    ],
)
def test_easter(year, sunday):
    assert easter_sunday(year) == sunday


def test_the_holidays_of_a_year():
    assert sorted(holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 4, 27),
        date(2026, 5, 5),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


@pytest.mark.parametrize(
    ("day", "celebrated"),
    [
        (date(2025, 4, 26), True),  # the 27th is a Sunday
        (date(2025, 4, 28), False),
        (date(2013, 4, 30), True),  # still Queen's Day
        (date(2013, 4, 27), False),
    ],
)
def test_the_sovereigns_day(day, celebrated):
    assert (day in holidays(day.year)) == celebrated


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 26), True),
        (date(2026, 11, 28), False),  # Saturday
        (date(2026, 11, 29), False),
        (date(2026, 12, 25), False),
        (date(2026, 12, 24), True),
    ],
)
def test_working_days(day, works):
    assert is_working_day(day) == works


def test_the_working_day_after_christmas():
    assert working_day_from(date(2026, 12, 25)) == date(2026, 12, 28)
    assert working_day_from(date(2026, 12, 24)) == date(2026, 12, 24)
