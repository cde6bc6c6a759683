"""Who is on the list, since when, and what changed: from dates as they are now known."""

from datetime import date

import pytest

from sharing.recipients.choices import ChangeKind
from sharing.recipients.rules import Countries, Place, Stay, changes_between, overlap, runs, standing_on

A, B = Place(1, "processor", "Hosting"), Place(2, "processor", "Opslag", under=1)
FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)


def day(month: int, number: int = 1, year: int = 2026) -> date:
    return date(year, month, number)


def stay(place: Place, first: date, last: date | None = None, country: str = "NL", turns=()) -> Stay:
    return Stay(place, (first, last), Countries(country, tuple(turns)))


def changes(*stays: Stay, safeguard=lambda party, country, on: "", turning=lambda party, countries: ()):
    return [
        (one.day, one.kind, one.place, one.before, one.after)
        for one in changes_between(stays, FIRST, LAST, safeguard=safeguard, turning=turning)
    ]


@pytest.mark.parametrize(
    ("spans", "whole"),
    [
        ([], []),
        ([(day(1), day(3)), (day(3, 2), None)], [(day(1), None)]),
        ([(day(1), day(3)), (day(3, 3), day(5))], [(day(1), day(3)), (day(3, 3), day(5))]),
        ([(day(1), None), (day(2), day(3))], [(day(1), None)]),
        ([(day(1), day(9)), (day(2), day(3))], [(day(1), day(9))]),
        ([(day(2), day(3)), (day(1), day(2))], [(day(1), day(3))]),
        ([(day(1), date.max), (day(2), day(3))], [(day(1), date.max)]),
    ],
)
def test_unbroken_times(spans, whole):
    assert runs(spans) == whole


@pytest.mark.parametrize(
    ("first", "last", "part"),
    [
        (None, None, (day(2), day(5))),
        (day(3), day(4), (day(3), day(4))),
        (day(6), None, None),
        (None, day(1), None),
        (day(5), day(9), (day(5), day(5))),
    ],
)
def test_the_part_between_two_days(first, last, part):
    assert overlap((day(2), day(5)), first, last) == part


def test_a_successor_on_the_next_day_goes_on():
    known = [stay(A, day(1, year=2020), day(3, 31)), stay(A, day(4))]
    assert changes(*known) == []
    (one,) = standing_on(known, day(6))
    assert one.since == day(1, year=2020)


def test_a_break_is_an_end_and_a_beginning():
    known = [stay(A, day(1, year=2020), day(3, 31)), stay(A, day(5))]
    assert changes(*known) == [
        (day(5), ChangeKind.ADDED, A, "", ""),
        (day(4), ChangeKind.ENDED, A, "", ""),
    ]
    assert standing_on(known, day(4, 15)) == []


def test_who_is_engaged_comes_and_goes_with_the_processor_without_a_word():
    known = [stay(A, day(2), day(6)), stay(B, day(2), day(6))]
    assert [(one[1], one[2]) for one in changes(*known)] == [(ChangeKind.ENDED, A), (ChangeKind.ADDED, A)]
    later = [stay(A, day(2)), stay(B, day(3))]
    assert (day(3), ChangeKind.ADDED, B, "", "") in changes(*later)


def test_another_country_from_the_day_on_which_the_register_said_so():
    moved = stay(A, day(1, year=2020), country="US", turns=[(day(4), "NL")])
    assert changes(moved) == [(day(4), ChangeKind.COUNTRY, A._replace(service=""), "NL", "US")]
    assert [standing_on([moved], on)[0].country for on in (day(3, 31), day(4))] == ["NL", "US"]


def test_a_country_that_changed_before_it_was_on_the_list_is_no_change():
    assert changes(stay(A, day(5), country="US", turns=[(day(4), "NL")])) == [
        (day(5), ChangeKind.ADDED, A, "", "")
    ]


def test_another_safeguard_is_told_once_for_all_services():
    other = A._replace(service="Back-up")
    known = [stay(one, day(1, year=2020), country="US") for one in (A, other)]
    found = changes(
        *known,
        safeguard=lambda party, country, on: "besluit" if on < day(7) else "clausules",
        turning=lambda party, countries: {day(2), day(7), day(1, year=2030)},
    )
    assert found == [(day(7), ChangeKind.SAFEGUARD, A._replace(service=""), "besluit", "clausules")]


def test_only_what_changed_on_the_days_asked_for():
    assert changes(stay(A, day(1, year=2020), day(1, year=2030))) == []
