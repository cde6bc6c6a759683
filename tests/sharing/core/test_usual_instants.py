"""What is read quickly is read as everything else is: the same instant, the same day."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharing.core.exceptions import NotUnderstood
from sharing.core.periods import amsterdam_day, parse_instant, usual_instant

OFFSETS = st.integers(-23, 23).map(lambda hours: timezone(timedelta(hours=hours)))
START, YEARS = datetime(1941, 1, 1, tzinfo=UTC), 8_000
SINCE_1940 = st.builds(
    lambda seconds, offset: (START + timedelta(seconds=seconds)).astimezone(offset),
    st.integers(0, YEARS * 365 * 86_400),
    OFFSETS,
)


@given(SINCE_1940, st.booleans())
def test_of_any_moment(moment, by_letter):
    text = moment.isoformat().replace("+00:00", "Z") if by_letter else moment.isoformat()
    instant = parse_instant(text)
    assert usual_instant(text) == (instant, instant.isoformat(), amsterdam_day(instant))


@pytest.mark.parametrize("hour", range(-3, 4))
@pytest.mark.parametrize(
    "change", [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)]
)
def test_around_midnight_and_when_the_clock_changes(change, hour):
    for moment in (
        change + timedelta(hours=hour),
        change + timedelta(hours=22 + hour, minutes=59, seconds=59),
    ):
        assert usual_instant(moment.isoformat()) == (moment, moment.isoformat(), amsterdam_day(moment))


@pytest.mark.parametrize(
    "text",
    [
        *("2026-02-30T10:00:00Z", "2026-13-01T10:00:00Z", "2026-00-10T10:00:00Z", "0000-01-01T10:00:00Z"),
        *("2026-01-01T24:00:00Z", "2026-01-01T10:60:00Z", "2026-01-01T10:00:60Z"),
        *(
            "2026-01-01T10:00:00+24:00",
            "2026-01-01T10:00:00",
            "2026-01-01 10:00:00Z",
            "2026-01-01T10:00:00+01:30",
        ),
        *(
            "2026-01-01T10:00:00.5Z",
            "2026-01-01T10:00:00z",
            "9999-12-31T23:00:00-05:00",
            "9999-12-31T23:30:00Z",
        ),
        *(
            "٢٠٢٦-01-01T10:00:00Z",
            " 2026-01-01T10:00:00Z",
            "2026-01-01T10:00:00Z\n",
            "0001-01-01T00:00:00+02:00",
        ),
    ],
)
def test_what_is_not_usual_is_left_to_who_says_what_is_wrong(text):
    assert usual_instant(text) is None
    try:
        instant = parse_instant(text)
    except NotUnderstood:
        return
    assert instant.tzinfo is UTC
