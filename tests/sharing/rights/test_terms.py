"""The truth table of terms: the promise of the version at receipt, the law's month, and which of the two counts."""

from datetime import UTC, date, datetime, time

import pytest

from sharing.core.periods import at_clock, months_after, overlapping
from sharing.rights.choices import RightKind
from sharing.rights.rules import (
    TERMS_OF_LAW,
    ByLaw,
    ByPromise,
    Paused,
    Promised,
    TermOfLaw,
    forward_by,
    law_on,
    may_extend,
    paused_days,
    promise_at,
    term_of,
)

FOUR_WEEKS = Promised(3, datetime(2026, 1, 1, tzinfo=UTC), response_weeks=4, extension_months=2)
LATER = date(2099, 1, 1)


def clock(day: date, hour: int = 12, minute: int = 0) -> datetime:
    return at_clock(day, time(hour, minute))


def term(received: date, kind: str = RightKind.ACCESS, promise: Promised | None = None, **more):
    return term_of(kind, clock(received), promise=promise, **{"on": LATER, **more})


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),  # leap year
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 4, 30), 1, date(2026, 5, 30)),  # clipped to an end, never stretched to one
    ],
)
def test_months_are_clipped_to_the_end_of_the_month(day, months, found):
    assert months_after(day, months) == found


class TestByLaw:
    @pytest.mark.parametrize(
        ("received", "reckoned", "due"),
        [
            (date(2026, 3, 5), date(2026, 4, 5), date(2026, 4, 7)),  # Easter Sunday, then Easter Monday
            (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 2)),  # a Saturday
            (date(2028, 1, 31), date(2028, 2, 29), date(2028, 2, 29)),  # leap day, a Tuesday
            (date(2026, 3, 31), date(2026, 4, 30), date(2026, 4, 30)),
            (date(2026, 3, 3), date(2026, 4, 3), date(2026, 4, 7)),  # Good Friday, weekend, Easter Monday
            (date(2026, 3, 27), date(2026, 4, 27), date(2026, 4, 28)),  # King's Day
            (date(2027, 3, 27), date(2027, 4, 27), date(2027, 4, 28)),
            (date(2026, 4, 5), date(2026, 5, 5), date(2026, 5, 6)),  # Liberation Day
            (date(2026, 4, 14), date(2026, 5, 14), date(2026, 5, 15)),  # Ascension Day
            (date(2026, 4, 25), date(2026, 5, 25), date(2026, 5, 26)),  # Whit Monday
            (
                date(2026, 11, 25),
                date(2026, 12, 25),
                date(2026, 12, 28),
            ),  # Christmas, Boxing Day is a Saturday
            (date(2026, 12, 1), date(2027, 1, 1), date(2027, 1, 4)),  # New Year's Day, then a weekend
            (date(2026, 9, 12), date(2026, 10, 12), date(2026, 10, 12)),  # received on a Saturday; a Monday
            (
                date(2026, 9, 25),
                date(2026, 10, 25),
                date(2026, 10, 26),
            ),  # the Sunday on which the clock goes back
            (date(2027, 2, 28), date(2027, 3, 28), date(2027, 3, 30)),  # goes forward, Easter Sunday
        ],
    )
    def test_one_month_that_ends_on_a_working_day(self, received, reckoned, due):
        assert term(received).law == ByLaw(due, "art. 12, lid 3, AVG", 1, 0, reckoned)

    def test_extended_it_is_three_months_from_receipt(self):
        assert term(date(2026, 11, 30), extended=True).law == ByLaw(
            date(2027, 3, 1), "art. 12, lid 3, AVG", 3, 0, date(2027, 2, 28)
        )

    @pytest.mark.parametrize("kind", [RightKind.WITHDRAWAL, RightKind.COMPLAINT, RightKind.QUESTION])
    def test_gives_no_term_for_what_is_no_request_under_articles_15_to_22(self, kind):
        assert term(date(2026, 3, 5), kind).law is None
        assert term(date(2026, 3, 5), kind).due is None
        assert term(date(2026, 3, 5), kind, FOUR_WEEKS).due == date(2026, 4, 2)

    @pytest.mark.parametrize(
        ("received", "found"), [(date(2018, 5, 24), None), (date(2018, 5, 25), date(2018, 6, 25))]
    )
    def test_speaks_from_the_day_the_avg_applies(self, received, found):
        assert term(received).due == found

    def test_a_change_of_law_is_a_row(self):
        old = TermOfLaw("nu", 1, 2, frozenset(), True, date(2018, 5, 25), date(2027, 6, 30))
        new = TermOfLaw("straks", 2, 1, frozenset(), False, date(2027, 7, 1))
        assert law_on(date(2027, 6, 30), (old, new)) is old
        assert law_on(date(2027, 7, 1), (old, new)) is new
        assert law_on(date(2018, 5, 24), (old, new)) is None

    def test_no_day_has_two_terms(self):
        assert overlapping([("", row.first_day, row.last_day) for row in TERMS_OF_LAW]) == []


class TestByPromise:
    @pytest.mark.parametrize(
        ("received", "due"),
        [
            (date(2026, 3, 7), date(2026, 4, 4)),  # a Saturday: a promise does not move
            (date(2026, 11, 27), date(2026, 12, 25)),  # Christmas: neither
            (date(2028, 2, 1), date(2028, 2, 29)),
            (date(2026, 10, 1), date(2026, 10, 29)),  # over the end of summer time
            (date(2027, 3, 1), date(2027, 3, 29)),  # over its beginning
        ],
    )
    def test_four_weeks_of_seven_days(self, received, due):
        assert term(received, promise=FOUR_WEEKS).promise == ByPromise(due, 3, 4, 0)

    def test_extended_it_is_two_calendar_months_after_the_weeks(self):
        # 3 December is four weeks after 5 November.
        assert term(date(2026, 11, 5), promise=FOUR_WEEKS, extended=True).promise == ByPromise(
            date(2027, 2, 3), 3, 4, 2
        )

    def test_a_month_in_which_that_day_does_not_exist_is_clipped(self):
        assert term(date(2026, 12, 3), promise=FOUR_WEEKS, extended=True).promise.day == date(2027, 2, 28)


class TestWhichCounts:
    def test_the_earlier_one(self):
        found = term(date(2026, 3, 5), promise=FOUR_WEEKS)
        assert (found.due, found.rule) == (date(2026, 4, 2), found.promise)
        slow = Promised(1, FOUR_WEEKS.in_force_from, response_weeks=8, extension_months=2)
        found = term(date(2026, 3, 5), promise=slow)
        assert (found.due, found.rule) == (date(2026, 4, 7), found.law)

    def test_in_a_short_february_both_are_28_days_and_the_promise_is_named(self):
        found = term(date(2027, 2, 1), promise=FOUR_WEEKS)
        assert found.due == found.promise.day == found.law.day == date(2027, 3, 1)
        assert found.rule is found.promise

    def test_before_any_statement_only_the_law(self):
        found = term(date(2026, 3, 5), promise=None)
        assert (found.promise, found.due) == (None, date(2026, 4, 7))

    def test_extended_the_earlier_again(self):
        found = term(date(2026, 11, 5), promise=FOUR_WEEKS, extended=True)
        assert found.law.day == date(2027, 2, 5)
        assert found.due == date(2027, 2, 3)


class TestMomentOfReceipt:
    def test_a_minute_before_midnight_is_that_day_and_a_minute_later_the_next(self):
        late, next_day = clock(date(2026, 3, 5), 23, 59), clock(date(2026, 3, 6), 0, 0)
        assert term_of("access", late, promise=FOUR_WEEKS, on=LATER).due == date(2026, 4, 2)
        assert term_of("access", next_day, promise=FOUR_WEEKS, on=LATER).due == date(2026, 4, 3)

    def test_the_day_is_that_of_amsterdam(self):
        # 22:30 in UTC on 30 June is half past midnight on 1 July in Amsterdam; in winter 23:30 is.
        assert term_of(
            "access", datetime(2026, 6, 30, 22, 30, tzinfo=UTC), promise=None, on=LATER
        ).law.reckoned == date(2026, 8, 1)
        assert term_of(
            "access", datetime(2026, 1, 31, 22, 30, tzinfo=UTC), promise=None, on=LATER
        ).law.reckoned == date(2026, 2, 28)

    def test_both_half_past_two_of_the_night_in_which_the_clock_goes_back_are_that_day(self):
        for hour in (0, 1):
            moment = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
            assert term_of("access", moment, promise=None, on=LATER).law.reckoned == date(2026, 11, 25)

    def test_a_statement_that_changes_meanwhile_changes_no_promise_that_was_made(self):
        slower = Promised(4, clock(date(2026, 3, 10), 0), response_weeks=6, extension_months=2)
        known = (slower, FOUR_WEEKS)
        assert promise_at(clock(date(2026, 3, 9), 23, 59), known) is FOUR_WEEKS
        assert promise_at(clock(date(2026, 3, 10), 0), known) is slower

    def test_of_two_on_one_day_the_instant_decides(self):
        second = Promised(4, clock(date(2026, 3, 9), 14), response_weeks=6, extension_months=0)
        assert promise_at(clock(date(2026, 3, 9), 13, 59), (FOUR_WEEKS, second)) is FOUR_WEEKS
        assert promise_at(clock(date(2026, 3, 9), 14), (second, FOUR_WEEKS)) is second

    def test_of_two_at_one_instant_the_later_version(self):
        second = Promised(4, FOUR_WEEKS.in_force_from, response_weeks=6, extension_months=0)
        assert promise_at(clock(date(2026, 3, 9)), (second, FOUR_WEEKS)) is second

    def test_before_the_first_there_is_none(self):
        assert promise_at(clock(date(2025, 12, 31), 23, 59), (FOUR_WEEKS,)) is None


class TestPauses:
    ASKED = Paused("identity", date(2026, 3, 9), date(2026, 3, 16))

    def test_move_the_law_and_never_the_promise(self):
        found = term(date(2026, 3, 5), promise=FOUR_WEEKS, pauses=[self.ASKED])
        assert found.promise.day == date(2026, 4, 2)
        assert found.law == ByLaw(date(2026, 4, 13), "art. 12, lid 3, AVG", 1, 7, date(2026, 4, 12))
        assert found.due == date(2026, 4, 2)

    def test_one_that_runs_counts_through_today(self):
        running = Paused("clarify", date(2026, 3, 9))
        assert term(date(2026, 3, 5), pauses=[running], on=date(2026, 3, 9)).law.paused == 0
        assert term(date(2026, 3, 5), pauses=[running], on=date(2026, 3, 12)).law.paused == 3

    def test_waiting_for_anything_else_stops_no_clock(self):
        other = Paused("other", date(2026, 3, 9), date(2026, 3, 16))
        assert term(date(2026, 3, 5), pauses=[other]).law.paused == 0

    def test_a_day_counts_once(self):
        both = [self.ASKED, Paused("clarify", date(2026, 3, 12), date(2026, 3, 18))]
        assert len(paused_days(both, grounds=frozenset({"identity", "clarify"}), on=LATER)) == 9

    def test_one_that_began_after_the_term_does_not_revive_it(self):
        late = Paused("identity", date(2026, 4, 8), date(2026, 5, 8))
        assert term(date(2026, 3, 5), pauses=[late]).law.day == date(2026, 4, 7)
        assert term(date(2026, 3, 5), pauses=[late]).law.paused == 0
        # What began on its last day, or in days that an earlier pause added, still counts.
        in_time = Paused("identity", date(2026, 4, 7), date(2026, 4, 9))
        assert term(date(2026, 3, 5), pauses=[in_time]).law.paused == 2
        later = Paused("clarify", date(2026, 4, 13), date(2026, 4, 14))
        assert term(date(2026, 3, 5), pauses=[self.ASKED, later]).law.paused == 8

    def test_a_pause_is_added_before_the_day_is_moved(self):
        # 28 March plus one day is a Sunday; the Saturday itself is not first moved to Monday.
        one = Paused("identity", date(2026, 3, 2), date(2026, 3, 3))
        assert term(date(2026, 2, 28), pauses=[one]).law.day == date(2026, 3, 30)


class TestExtension:
    def test_is_there_for_rights_of_the_law_and_where_the_statement_says_so(self):
        strict = Promised(1, FOUR_WEEKS.in_force_from, response_weeks=4, extension_months=0)
        assert may_extend("access", clock(date(2026, 3, 5)), None)
        assert may_extend("access", clock(date(2026, 3, 5)), strict)
        assert may_extend("complaint", clock(date(2026, 3, 5)), FOUR_WEEKS)
        assert not may_extend("complaint", clock(date(2026, 3, 5)), strict)
        assert not may_extend("question", clock(date(2026, 3, 5)), None)

    def test_a_statement_that_promises_none_keeps_its_weeks(self):
        strict = Promised(1, FOUR_WEEKS.in_force_from, response_weeks=4, extension_months=0)
        assert term(date(2026, 3, 5), promise=strict, extended=True).due == date(2026, 4, 2)


def test_hours_of_a_contract_are_real_hours_over_a_change_of_the_clock():
    received = clock(date(2026, 10, 24), 12)
    found = forward_by(received, 24, "OVK-1")
    assert (found.until, found.day) == (clock(date(2026, 10, 25), 11), date(2026, 10, 25))
    assert forward_by(received, None) is None


def test_what_has_to_be_there_by_midnight_is_done_the_day_before():
    assert forward_by(clock(date(2026, 3, 5), 0), 24).day == date(2026, 3, 5)
