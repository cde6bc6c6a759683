"""When an agreement holds and which one covers most."""

from datetime import date, timedelta
from itertools import permutations

import pytest

from sharing.agreements.choices import AgreementStatus, SubProcessorAuthorisation
from sharing.agreements.rules import (
    SubProcessorFacts,
    best_cover,
    ends_soon,
    is_in_force,
    last_effective_day,
    nearest,
    objection_until,
    status_on,
    sub_processor_in_force,
    unmet_items,
    was_signed_later,
)
from tests.sharing.facts import DAY, agreement

ONE = timedelta(days=1)


@pytest.mark.parametrize(
    ("last_day", "terminated_per", "expected"),
    [
        (None, None, None),
        (date(2026, 6, 30), None, date(2026, 6, 30)),
        (None, date(2026, 5, 31), date(2026, 5, 31)),
        (date(2026, 6, 30), date(2026, 5, 31), date(2026, 5, 31)),
        (date(2026, 6, 30), date(2026, 7, 31), date(2026, 6, 30)),
    ],
)
def test_the_last_day_is_the_earliest_of_term_and_termination(last_day, terminated_per, expected):
    assert last_effective_day(agreement(last_day=last_day, terminated_per=terminated_per)) == expected


@pytest.mark.parametrize("field", ["last_day", "terminated_per"])
@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 10, 25), date(2027, 3, 28)),  # the days on which the clock changes
        (date(2028, 2, 29), date(2028, 2, 29)),  # one day, a leap day
    ],
)
def test_an_agreement_holds_from_its_first_through_its_last_day(field, first, last):
    one = agreement(first_day=first, **{field: last})
    assert [is_in_force(one, day) for day in (first - ONE, first, last, last + ONE)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("changes", "day", "status"),
    [
        ({"signed_on": None}, date(2023, 12, 31), AgreementStatus.DRAFT),
        ({"signed_on": date(2023, 12, 30)}, date(2023, 12, 29), AgreementStatus.DRAFT),
        ({"signed_on": date(2023, 12, 30)}, date(2023, 12, 30), AgreementStatus.SIGNED_NOT_STARTED),
        ({}, date(2023, 12, 31), AgreementStatus.SIGNED_NOT_STARTED),
        ({}, date(2024, 1, 1), AgreementStatus.IN_FORCE),
        ({"signed_on": None}, date(2024, 1, 1), AgreementStatus.DRAFT),
        ({"signed_on": None, "last_day": DAY}, DAY + ONE, AgreementStatus.DRAFT),
        ({"signed_on": None, "terminated_per": DAY}, DAY + ONE, AgreementStatus.DRAFT),
        ({"signed_on": date(2024, 2, 1)}, date(2024, 1, 1), AgreementStatus.IN_FORCE),
        ({"last_day": DAY}, DAY, AgreementStatus.IN_FORCE),
        ({"last_day": DAY, "notice_days": 30}, DAY - 31 * ONE, AgreementStatus.IN_FORCE),
        ({"last_day": DAY, "notice_days": 30}, DAY - 30 * ONE, AgreementStatus.ENDS_SOON),
        ({"last_day": DAY, "notice_days": 30}, DAY, AgreementStatus.ENDS_SOON),
        ({"terminated_per": DAY, "notice_days": 30}, DAY, AgreementStatus.TERMINATING),
        ({"terminated_per": DAY, "last_day": DAY + ONE}, DAY - 90 * ONE, AgreementStatus.TERMINATING),
        ({"terminated_per": DAY}, date(2023, 12, 31), AgreementStatus.SIGNED_NOT_STARTED),
        ({"terminated_per": DAY + ONE, "last_day": DAY}, DAY, AgreementStatus.IN_FORCE),
        ({"notice_days": 30}, DAY, AgreementStatus.IN_FORCE),
        ({"last_day": DAY, "notice_days": 30}, DAY + ONE, AgreementStatus.ENDED),
        ({"last_day": DAY}, DAY + ONE, AgreementStatus.ENDED),
        ({"terminated_per": DAY}, DAY + ONE, AgreementStatus.TERMINATED),
        ({"terminated_per": DAY, "last_day": DAY + ONE}, DAY + ONE, AgreementStatus.TERMINATED),
        ({"terminated_per": DAY + ONE, "last_day": DAY}, DAY + ONE, AgreementStatus.ENDED),
    ],
)
def test_status_follows_from_the_dates(changes, day, status):
    assert status_on(agreement(**changes), day) == status


def test_an_agreement_without_end_or_notice_period_never_ends_soon():
    assert not ends_soon(agreement(notice_days=30), DAY)
    assert not ends_soon(agreement(last_day=DAY), DAY)


def test_what_is_not_signed_is_not_in_force():
    assert is_in_force(agreement(), DAY)
    assert not is_in_force(agreement(signed_on=None), DAY)
    assert is_in_force(agreement(signed_on=DAY + ONE), DAY), "signed later counts, and is warned about"
    assert [was_signed_later(agreement(signed_on=DAY), day) for day in (DAY - ONE, DAY)] == [True, False]


@pytest.mark.parametrize(
    ("clauses", "unmet"),
    [
        (dict.fromkeys("abcdefgh", "met"), ""),
        (dict.fromkeys("abcdefgh", "not_applicable"), ""),
        ({}, "abcdefgh"),
        (dict.fromkeys("abcdefg", "met"), "h"),
        (dict.fromkeys("abcdefgh", "met") | {"c": "not_met", "e": "not_applicable"}, "c"),
    ],
)
def test_an_item_of_which_nothing_is_said_is_not_arranged(clauses, unmet):
    assert "".join(item.value for item in unmet_items(agreement(clauses=clauses))) == unmet


@pytest.mark.parametrize(
    ("authorisation", "link", "approved"),
    [
        ("specific", {}, False),
        ("specific", {"approved_on": DAY}, True),
        ("specific", {"approved_on": DAY + ONE}, False),
        ("specific", {"objection_until": DAY - ONE}, False),
        ("none", {}, False),
        ("none", {"approved_on": DAY}, True),
        ("general", {}, True),
        ("general", {"objection_until": DAY - ONE}, True),
        ("general", {"objection_until": DAY}, False),
        ("general", {"objection_until": DAY, "approved_on": DAY}, True),
        ("general", {"first_day": DAY}, True),
        ("general", {"first_day": DAY + ONE}, False),
        ("general", {"last_day": DAY}, True),
        ("general", {"last_day": DAY - ONE}, False),
        ("general", {"party": "ander"}, False),
    ],
)
def test_a_sub_processor_is_in_force_on_its_days_when_approved(authorisation, link, approved):
    chain = (SubProcessorFacts(**{"party": "cloud"} | link),)
    one = agreement(authorisation=authorisation, sub_processors=chain)
    assert sub_processor_in_force(one, "cloud", DAY) is approved


LINE = ("plaatsing", "reintegratie")
WANTED = frozenset({"naam", "verzuim"})


def covers_in_every_order(*agreements):
    found = {best_cover(order, DAY, LINE, WANTED) for order in permutations(agreements)}
    assert len(found) == 1
    return found.pop()


def test_without_an_agreement_in_force_nothing_covers():
    assert best_cover((), DAY, LINE, WANTED) is None
    assert (
        best_cover([agreement(last_day=DAY - ONE), agreement(first_day=DAY + ONE)], DAY, LINE, WANTED) is None
    )


@pytest.mark.parametrize(
    ("purposes", "covered"),
    [({"plaatsing"}, True), ({"reintegratie"}, True), ({"hr"}, False), (set(), False)],
)
def test_an_agreed_purpose_covers_its_sub_purposes(purposes, covered):
    assert best_cover([agreement(purposes=frozenset(purposes))], DAY, LINE, WANTED).purpose is covered


def test_an_agreed_sub_purpose_does_not_cover_the_whole():
    one = agreement(purposes=frozenset({"plaatsing"}))
    assert not best_cover([one], DAY, ("reintegratie",), WANTED).purpose


def test_the_purpose_counts_before_the_categories():
    all_data = agreement(id=1, reference="A", purposes=frozenset({"hr"}))
    purpose = agreement(id=2, reference="B", data_categories=frozenset())
    cover = covers_in_every_order(all_data, purpose)
    assert (cover.agreement.id, cover.purpose, cover.excess) == (2, True, WANTED)


def test_of_those_with_the_purpose_the_one_with_least_excess_wins():
    little = agreement(id=1, reference="A", data_categories=frozenset({"naam"}))
    more = agreement(id=2, reference="B")
    cover = covers_in_every_order(little, more)
    assert (cover.agreement.id, cover.excess) == (2, frozenset())


def test_of_equals_the_one_that_lasts_longest_wins_then_the_first_reference():
    ends = agreement(id=1, reference="A", last_day=date(2026, 12, 31))
    stays = agreement(id=2, reference="C")
    also = agreement(id=3, reference="B")
    assert covers_in_every_order(ends, stays).agreement.id == 2
    assert covers_in_every_order(ends, stays, also).agreement.id == 3


def test_of_those_that_cover_equally_much_the_one_for_the_subject_wins():
    staff = agreement(id=1, reference="A", subject_categories=frozenset({"medewerker"}))
    anybody = agreement(id=2, reference="B")
    found = {best_cover(order, DAY, LINE, WANTED, "deelnemer") for order in permutations((staff, anybody))}
    assert {(one.agreement.id, one.subject) for one in found} == {(2, True)}
    assert not best_cover([staff], DAY, LINE, WANTED, "deelnemer").subject
    assert best_cover([staff], DAY, LINE, WANTED, "medewerker").subject
    less = agreement(id=3, reference="C", data_categories=frozenset())
    assert best_cover([staff, less], DAY, LINE, WANTED, "deelnemer").agreement is staff


def test_the_nearest_agreement_is_the_one_that_ended_last_else_the_one_that_starts_first():
    old = agreement(reference="A", last_day=date(2025, 1, 1))
    recent = agreement(reference="B", terminated_per=date(2026, 1, 1))
    coming = agreement(reference="C", first_day=date(2026, 4, 1))
    later = agreement(reference="D", first_day=date(2026, 5, 1))
    for order in permutations((old, recent, coming, later)):
        assert nearest(order, DAY) is recent
    assert nearest((later, coming), DAY) is coming
    draft = agreement(reference="E", signed_on=None)
    assert nearest((recent, draft, coming), DAY) is draft, "what lacks a signature only, comes first"


@pytest.mark.parametrize(
    ("authorisation", "days", "until"),
    [
        (SubProcessorAuthorisation.GENERAL, 30, date(2026, 3, 31)),
        (SubProcessorAuthorisation.GENERAL, 0, date(2026, 3, 1)),
        (SubProcessorAuthorisation.GENERAL, None, None),
        (SubProcessorAuthorisation.SPECIFIC, 30, None),
        (SubProcessorAuthorisation.NONE, 30, None),
    ],
)
def test_until_when_a_sub_processor_can_be_objected_to(authorisation, days, until):
    announced = date(2026, 3, 1)
    assert objection_until(announced, authorisation=authorisation, objection_days=days) == until
