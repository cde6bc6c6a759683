"""The clock of a breach and where it stands: truth tables."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from sharing.breaches.choices import BreachState, Phase
from sharing.breaches.rules import (
    Progress,
    clock_of_contract,
    clock_of_law,
    law_of,
    must_report,
    possible_phases,
    state_of,
)
from sharing.core.periods import start_of_day
from sharing.reference.law import BREACH_LAWS, BreachLaw

NEW_LAW = (
    *BREACH_LAWS[:-1],
    BreachLaw("art. 33, lid 1, AVG", 72, "risk", date(2018, 5, 25), date(2027, 6, 30)),
    BreachLaw("art. 33, lid 1, AVG (nieuw)", 96, "high", date(2027, 7, 1)),
)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        # Weekends and holidays count: from Friday to Monday, over Easter, over Christmas.
        ("2026-03-06T15:30+01:00", "2026-03-09T15:30+01:00"),
        ("2026-04-03T09:00+02:00", "2026-04-06T09:00+02:00"),
        ("2026-12-24T23:59+01:00", "2026-12-27T23:59+01:00"),
        # By the hour, so the clock on the wall shows another time after it changed.
        ("2026-03-27T10:00+01:00", "2026-03-30T11:00+02:00"),
        ("2026-10-23T10:00+02:00", "2026-10-26T09:00+01:00"),
        ("2026-10-25T02:30+02:00", "2026-10-28T01:30+01:00"),
        ("2028-02-27T12:00+01:00", "2028-03-01T12:00+01:00"),
    ],
)
def test_72_hours_run_by_the_hour(since, until):
    clock = clock_of_law(datetime.fromisoformat(since))
    assert clock and clock.until == datetime.fromisoformat(until).astimezone(UTC)
    assert not clock.is_over(clock.until)
    assert clock.is_over(clock.until + timedelta(microseconds=1))


def test_what_has_to_be_there_by_midnight_is_sent_the_day_before():
    clock = clock_of_law(start_of_day(date(2026, 3, 6)))
    assert clock and clock.day == date(2026, 3, 8)


@pytest.mark.parametrize(
    ("day", "hours", "risk", "high"),
    [
        (date(2015, 12, 31), None, False, False),
        (date(2016, 1, 1), 72, True, True),
        (date(2018, 5, 24), 72, True, True),
        (date(2018, 5, 25), 72, True, True),
        (date(2027, 6, 30), 72, True, True),
        (date(2027, 7, 1), 96, False, True),
    ],
)
def test_a_change_of_the_law_is_a_row(day, hours, risk, high):
    since = start_of_day(day)
    clock, law = clock_of_law(since, NEW_LAW), law_of(since, NEW_LAW)
    assert (clock.hours if clock else None) == hours
    assert (must_report("risk", law), must_report("high", law)) == (risk, high)
    assert not must_report("unlikely", law)


def test_what_is_only_proposed_is_not_in_force():
    assert {row.hours for row in BREACH_LAWS} == {72}
    assert clock_of_law(datetime(2040, 1, 1, tzinfo=UTC)).hours == 72


def test_a_contract_without_hours_gives_no_clock():
    since = datetime(2026, 3, 6, 10, tzinfo=UTC)
    assert clock_of_contract(since, None, "V-1") is None
    assert clock_of_contract(since, 24, "V-1").until == since + timedelta(hours=24)


def test_phases_follow_each_other():
    assert possible_phases(set()) == (Phase.INITIAL,)
    assert possible_phases({"initial"}) == (Phase.ADDITIONAL, Phase.CHANGED, Phase.WITHDRAWN)
    assert possible_phases({"initial", "withdrawn"}) == ()


@pytest.mark.parametrize(
    ("progress", "state"),
    [
        (Progress(), "assess"),
        (Progress(for_client=True), "tell_client"),
        (Progress(for_client=True, client_told=True), "close"),
        (Progress(decision="not_report"), "confirm"),
        (Progress(decision="not_report", confirmed=True), "close"),
        (Progress(decision="report"), "report"),
        (Progress(decision="report", reported=True), "complete"),
        (Progress(decision="report", reported=True, complete=True), "close"),
        (Progress(decision="report", reported=True, complete=True, risk="high"), "persons"),
        (Progress(decision="report", reported=True, risk="high", persons="informed"), "complete"),
        (Progress(closed=True, decision="report", reported=True), "done"),
    ],
)
def test_the_next_step(progress, state):
    assert state_of(progress) == state


def test_there_is_a_step_for_everything_that_can_be():
    both = (False, True)
    for client, told, decision, confirmed, sent, complete, risk, persons, closed in product(
        both, both, ("", "report", "not_report"), both, both, both, ("", "high"), ("", "informed"), both
    ):
        found = state_of(Progress(client, told, decision, confirmed, sent, complete, risk, persons, closed))
        assert found in BreachState
