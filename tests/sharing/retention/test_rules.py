"""When a term is over: the last day on which something is kept, and the latest event that is over."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharing.reference.choices import TermUnit
from sharing.retention.rules import kept_until, last_event_over


@pytest.mark.parametrize(
    ("event", "length", "unit", "until"),
    [
        (date(2024, 2, 29), 1, "years", date(2025, 2, 28)),
        (date(2024, 2, 29), 4, "years", date(2028, 2, 29)),
        (date(2025, 1, 31), 1, "months", date(2025, 2, 28)),
        (date(2025, 12, 31), 2, "months", date(2026, 2, 28)),
        (date(2025, 3, 29), 4, "weeks", date(2025, 4, 26)),
        (date(2025, 3, 29), 1, "days", date(2025, 3, 30)),
    ],
)
def test_the_last_day(event, length, unit, until):
    assert kept_until(event, length=length, unit=unit) == until


@given(st.dates(date(1999, 1, 1), date(2040, 1, 1)), st.integers(1, 30), st.sampled_from(TermUnit.values))
def test_the_latest_event_that_is_over_is_the_last_one(today, length, unit):
    day = last_event_over(today, length=length, unit=unit)
    assert day is not None
    assert kept_until(day, length=length, unit=unit) < today
    assert kept_until(day + timedelta(days=1), length=length, unit=unit) >= today


def test_a_term_longer_than_time_is_never_over():
    assert last_event_over(date(2026, 1, 1), length=32_000, unit="years") is None
