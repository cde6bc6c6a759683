"""Days and moments as people type them: a text is the day that it names, or an error that names it."""

import calendar
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sharing.core.dates import (
    TWICE,
    check_register_day,
    not_before,
    read_day,
    read_day_or_moment,
    read_moment,
    show_day,
    show_moment,
)
from sharing.core.exceptions import NotUnderstood

LAST = date(2026, 12, 31)
FIRST_OF_DECEMBER = date(2026, 12, 1)
READ = [
    ("31-12-2026", LAST),
    ("31-12-26", LAST),
    ("31-12-'26", LAST),
    ("31 december ’26", LAST),
    ("31dec'26", LAST),
    ("31/12/2026", LAST),
    ("31.12.2026", LAST),
    ("31 - 12 - 2026", LAST),
    ("31–12–2026", LAST),  # a dash that Word made of it
    ("31‑12‑2026", LAST),
    (" 31-12-2026 ", LAST),
    ("31-12-2026", LAST),
    ("2026-12-31", LAST),
    ("2026/12/31", LAST),
    ("20261231", LAST),
    ("31 december 2026", LAST),
    ("31\u00a0december 2026", LAST),
    ("31 dec 2026", LAST),
    ("31 dec. 2026", LAST),
    ("31-dec-2026", LAST),
    ("31 DECEMBER 26", LAST),
    ("31 December 2026", LAST),
    ("1 december 2026", FIRST_OF_DECEMBER),
    ("20261201", FIRST_OF_DECEMBER),
    ("1-12-2026", FIRST_OF_DECEMBER),
    ("01-02-03", date(2003, 2, 1)),  # always day-month-year
    ("3-4-2026", date(2026, 4, 3)),
    ("3 mrt 2026", date(2026, 3, 3)),
    ("3 maart 2026", date(2026, 3, 3)),
    ("3 march 2026", date(2026, 3, 3)),
    ("3 okt 2026", date(2026, 10, 3)),
    ("3 sept 2026", date(2026, 9, 3)),
    ("29-2-2028", date(2028, 2, 29)),
    ("1-1-0999", date(999, 1, 1)),
]
REFUSED = [
    (
        "31-02-2026",
        "31-02-2026 bestaat niet: februari 2026 heeft 28 dagen. Kies een dag van 1 tot en met 28.",
    ),
    ("31 februari 2026", "31 februari 2026 bestaat niet: februari 2026 heeft 28 dagen."),
    ("2026-02-30", "2026-02-30 bestaat niet: februari 2026 heeft 28 dagen."),
    ("29-02-2100", "februari 2100 heeft 28 dagen"),
    ("31-4-26", "31-4-26 bestaat niet: april 2026 heeft 30 dagen."),
    ("00-01-2026", "00-01-2026 bestaat niet: januari 2026 heeft 31 dagen."),
    ("12-31-2026", "12-31-2026 bestaat niet: er is geen maand 31. Bedoelt u 31-12-2026?"),
    ("2026-31-12", "2026-31-12 bestaat niet: er is geen maand 31. Bedoelt u 31-12-2026?"),
    ("45-13-2026", "45-13-2026 bestaat niet: er is geen maand 13. Schrijf eerst de dag en dan de maand."),
    ("31122026", "“31122026” is niet duidelijk. Bedoelt u 31-12-2026?"),
    ("20261301", "20261301 bestaat niet: er is geen maand 13. Bedoelt u 13-01-2026?"),
    ("01-01-0000", "er is geen jaar 0000"),
    ("31-12", "“31-12” mist het jaar."),
    ("1 december", "“1 december” mist het jaar."),
    ("31-12-026", "heeft geen duidelijk jaar"),
    ("31-12-2", "heeft geen duidelijk jaar"),
    ("1 decmber 2026", "“decmber” is geen maand. Bedoelt u “december”?"),
    ("1 boe 2026", "“boe” is geen maand"),
    ("31-12/2026", "“31-12/2026” is geen datum."),
    ("311226", "“311226” is geen datum. Schrijf dag, maand en jaar"),
    ("december 2026", "“december 2026” is geen datum."),
    ("gisteren", "“gisteren” is geen datum."),
    ("-1-12-2026", "is geen datum"),
    ("", "is geen datum"),
    ("٣١-١٢-٢٠٢٦", "is geen datum"),
    ("31-12-2026\x00", "is geen datum"),
    ("NaN-NaN-NaN", "is geen datum"),
    ("31-12-2026" * 100, "is geen datum"),
]


@pytest.mark.parametrize(("text", "meant"), READ)
def test_a_day_however_it_is_typed(text, meant):
    assert read_day(text) == meant


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_what_is_no_day_is_named(text, message):
    with pytest.raises(NotUnderstood) as refused:
        read_day(text)
    assert message in str(refused.value)


WAYS = (
    lambda day: show_day(day),
    lambda day: day.isoformat(),
    lambda day: f"{day.day}/{day.month}/{day.year:04}",
    lambda day: f"{day.day}.{day.month}.{day.year:04}",
    lambda day: f"{day.year:04}{day.month:02}{day.day:02}",
)


@given(day=st.dates(), way=st.sampled_from(WAYS))
def test_every_day_comes_back_as_it_was_shown(day, way):
    assert read_day(way(day)) == day


@given(
    day=st.integers(0, 40),
    month=st.integers(0, 20),
    year=st.one_of(st.integers(0, 99), st.integers(1000, 9999)),
    separator=st.sampled_from("-/."),
)
def test_numbers_are_exactly_the_day_they_name_or_an_error_that_names_them(day, month, year, separator):
    typed = separator.join((str(day), str(month), f"{year:02}"))
    whole = year + 2000 if year < 100 else year
    exists = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(whole, month)[1]
    if exists:
        assert read_day(typed) == date(whole, month, day)
    else:
        with pytest.raises(NotUnderstood, match=re.escape(typed)):
            read_day(typed)


@given(st.text(max_size=60))
@example("1 ½ 2026")
@example("T10:12")
@example("0001-01-01T00:00:00+14:00")
@example("31-12-9999 23:59")
@example("9999-12-31T23:59:59-14:00")
def test_no_text_does_anything_else(text):
    for reader in (read_day, read_moment, read_day_or_moment):
        try:
            found = reader(text)
        except NotUnderstood as error:
            found = error
        assert isinstance(found, date) or re.search(r"\w+ \w+", str(found))


@pytest.mark.parametrize("day", [date(1995, 1, 1), date(2026, 7, 1), date(2100, 12, 31)])
def test_a_year_that_the_register_knows(day):
    check_register_day(day)


@pytest.mark.parametrize("day", [date(1994, 12, 31), date(2101, 1, 1), date(26, 12, 31)])
def test_a_year_that_is_a_slip_of_the_hand(day):
    with pytest.raises(NotUnderstood, match=f"{show_day(day)} ligt niet in de jaren 1995 tot en met 2100"):
        check_register_day(day)


MARCH = datetime(2026, 3, 3, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("3-3-2026 10:12", MARCH),
        ("3-3-2026 10.12", MARCH),
        ("3-3-26 10u12", MARCH),
        ("3 maart 2026 10:12", MARCH),
        ("3 maart 2026 om 10.12 uur", MARCH),
        ("3-3-2026, 10:12", MARCH),
        ("3 maart 2026, 10 uur", MARCH - timedelta(minutes=12)),
        ("3-3-2026 om 10u", MARCH - timedelta(minutes=12)),
        ("2026-03-03T10:12", MARCH),
        ("2026-03-03 10:12:40", MARCH + timedelta(seconds=40)),
        ("3-3-2026 10.12.40", MARCH + timedelta(seconds=40)),
        ("2026-03-03T10:12:00+01:00", MARCH),
        ("2026-03-03T09:12:00.5Z", MARCH + timedelta(seconds=0.5)),
        ("3-7-2026 9:05", datetime(2026, 7, 3, 7, 5, tzinfo=UTC)),
        ("25-10-2026 02:30 zomertijd", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("25 oktober 2026 om 02:30 (wintertijd)", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_however_it_is_typed(text, meant):
    assert read_moment(text) == meant


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("3-3-2026", "“3-3-2026” mist de tijd. Schrijf datum en tijd als 31-12-2026 14:05."),
        ("31-02-2026", "31-02-2026 bestaat niet"),
        ("31-02-2026 10:12", "31-02-2026 bestaat niet: februari 2026 heeft 28 dagen."),
        ("3-3-2026 25:00", "De tijd 25:00 bestaat niet: een dag loopt van 00:00 tot en met 23:59."),
        ("3-3-2026 10:60", "De tijd 10:60 bestaat niet"),
        ("3-3-2026 10:12:99", "De tijd 10:12:99 bestaat niet"),
        ("10:12", "“10:12” is geen datum met een tijd. Schrijf datum en tijd als 31-12-2026 14:05."),
        (
            "3 maart 2026 rond tienen",
            "is geen datum met een tijd. Schrijf datum en tijd als 31-12-2026 14:05.",
        ),
        ("28-3-2027 02:30", "Op 28 maart 2027 bestond 02:30 niet: de klok ging toen een uur vooruit."),
        ("25-10-2026 02:30", "Op 25 oktober 2026 was het twee keer 02:30"),
        ("2026-03-03T10:12:00+25:00", "onmogelijke tijdzone"),
        ("boe", "“boe” is geen datum met een tijd."),
    ],
)
def test_what_is_no_moment_is_named(text, message):
    with pytest.raises(NotUnderstood) as refused:
        read_moment(text)
    assert message in str(refused.value)


def test_of_a_time_that_came_twice_it_is_asked_which():
    with pytest.raises(NotUnderstood) as refused:
        read_moment("25-10-2026 02:30")
    assert refused.value.code == TWICE
    assert [read_moment("25-10-2026 02:30", which).hour for which in (0, 1)] == [0, 1]


@given(st.datetimes(timezones=st.just(UTC)).filter(lambda instant: 1950 < instant.year < 2150))
def test_every_moment_comes_back_as_it_was_shown(instant):
    instant = instant.replace(microsecond=0)
    shown = show_moment(instant)
    assert any(read_moment(shown, which) == instant for which in (0, 1))


@pytest.mark.parametrize(
    ("typed", "earlier", "expected"),
    [
        ("21:52:00", "21:52:40.5", "21:52:40.5"),  # typed as 21:52: after what happened that minute
        ("21:52:40", "21:52:40.5", "21:52:40.5"),
        ("21:52:39", "21:52:40.5", "21:52:39"),
        ("21:53:00", "21:52:40.5", "21:53:00"),
        ("21:51:00", "21:52:40.5", "21:51:00"),
        ("21:52:00", None, "21:52:00"),
    ],
)
def test_a_moment_typed_to_the_minute_follows_what_happened_in_that_minute(typed, earlier, expected):
    def at(clock):
        return clock and datetime.fromisoformat(f"2026-03-03T{clock}+00:00")

    assert not_before(at(typed), at(earlier)) == at(expected)
