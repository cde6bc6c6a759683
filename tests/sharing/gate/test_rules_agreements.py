"""The gate as truth tables: agreements, what they cover and when they end."""

from datetime import date

import pytest

from sharing.gate.rules import judge
from tests.sharing.facts import (
    DAY,
    agreement,
    consent,
    entry,
    facts,
)
from tests.sharing.gate.cases import AUTHORITY, ONE, OTHER, finding

# Agreements


@pytest.mark.parametrize(
    ("capacity", "kind", "counts"),
    [
        ("client", "service_agreement", True),
        ("client", "processing_agreement_as_processor", True),
        ("client", "joint_controllers", True),
        ("client", "processing_agreement", False),
        ("client", "cooperation_agreement", False),
        ("processor", "processing_agreement", True),
        ("processor", "processing_agreement_as_processor", False),
        ("processor", "service_agreement", False),
        ("processor", "cooperation_agreement", False),
        ("processor", "joint_controllers", False),
    ],
)
def test_only_agreements_of_the_right_kind_count(capacity, kind, counts):
    found = judge(entry(capacity=capacity), facts(agreements=(agreement(kind=kind),)))
    assert [one.code for one in found.findings] == ([] if counts else ["no-agreement"])
    assert found.relied_on == (1 if counts else None)


def test_without_an_agreement_the_kinds_that_would_do_are_named():
    only = finding(entry(capacity="processor"), facts(agreements=()))
    assert only.message == (
        "Met Gemeente Waterstad is geen overeenkomst vastgelegd die bij een verwerker hoort. Nodig is een "
        "verwerkersovereenkomst waarin zij verwerker zijn."
    )
    assert only.source == "Verklaring versie 3, paragraaf 6; artikel 28, lid 3, AVG"
    assert "gezamenlijke regeling" in finding(entry(), facts(agreements=())).message


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"first_day": DAY}, None),
        ({"last_day": DAY}, None),
        ({"terminated_per": DAY}, None),
        ({"signed_on": None}, None),
        ({"first_day": DAY + ONE}, "gaat pas in op 1 april 2026 en gold op 31 maart 2026 nog niet"),
        ({"last_day": DAY - ONE}, "liep tot en met 30 maart 2026 en gold op 31 maart 2026 niet meer"),
        ({"terminated_per": DAY - ONE}, "is opgezegd per 30 maart 2026 en gold op 31 maart 2026 niet meer"),
    ],
)
def test_an_agreement_must_be_in_force_on_the_day(changes, words):
    found = judge(entry(), facts(agreements=(agreement(**changes),)))
    assert [one.code for one in found.findings] == (["agreement-not-in-force"] if words else [])
    assert found.relied_on == (None if words else 1)
    assert all(
        f"Overeenkomst VO-2024-01 met Gemeente Waterstad {words}." == one.message for one in found.findings
    )


def test_an_agreement_in_force_makes_up_for_one_that_ended():
    ended = agreement(id=1, last_day=DAY - ONE)
    assert judge(entry(), facts(agreements=(ended, agreement(id=2, reference="B")))).relied_on == 2


def test_more_than_agreed_names_the_excess():
    much = entry(data_categories=frozenset({"naam", "bsn", "gezondheid"}))
    only = finding(much, facts())
    assert only.code == "categories-outside-agreement"
    assert "Niet overeengekomen: BSN en Gezondheid." in only.message
    assert "overeenkomst VO-2024-01 met Gemeente Waterstad" in only.message
    assert only.source == "Verklaring versie 3, paragraaf 6; artikel 5, lid 1, onder c, AVG"


def test_a_purpose_that_no_agreement_covers_is_named():
    only = finding(entry(), facts(agreements=(agreement(purposes=frozenset({"hr"})),)))
    assert only.code == "purpose-outside-agreement"
    assert "‘Plaatsing op een werkplek’" in only.message
    assert only.source == "Overeenkomst VO-2024-01"


def test_both_may_lie_outside_the_agreement_that_covers_most():
    much = entry(data_categories=frozenset({"naam", "bsn"}))
    closest = agreement(id=7, reference="B", purposes=frozenset({"hr"}))
    least = agreement(id=8, reference="A", purposes=frozenset({"hr"}), data_categories=frozenset())
    found = judge(much, facts(agreements=(least, closest)))
    assert [one.code for one in found.findings] == [
        "purpose-outside-agreement",
        "categories-outside-agreement",
    ]
    assert found.relied_on == 7


@pytest.mark.parametrize(
    ("agreements", "expected", "relied_on"),
    [
        ((), [], None),
        ((agreement(kind="service_agreement", purposes=frozenset()),), [], None),
        ((agreement(kind="cooperation_agreement"),), [], 1),
        ((agreement(kind="cooperation_agreement", last_day=DAY - ONE, purposes=frozenset()),), [], None),
        ((agreement(kind="cooperation_agreement", first_day=DAY + ONE, purposes=frozenset()),), [], None),
        ((agreement(kind="cooperation_agreement", purposes=frozenset()),), ["purpose-outside-agreement"], 1),
        (
            (agreement(kind="cooperation_agreement", data_categories=frozenset()),),
            ["categories-outside-agreement"],
            1,
        ),
    ],
)
def test_a_partner_needs_no_agreement_but_is_limited_by_one_in_force(agreements, expected, relied_on):
    found = judge(entry(capacity="partner"), facts(agreements=agreements))
    assert [one.code for one in found.findings] == expected
    assert found.relied_on == relied_on


@pytest.mark.parametrize("one", [entry(**AUTHORITY), entry(**OTHER)])
def test_authorities_and_others_have_no_agreement(one):
    narrow = agreement(purposes=frozenset(), data_categories=frozenset())
    found = judge(one, facts(agreements=(narrow,), consents=(consent(),)))
    assert (found.findings, found.relied_on) == ((), None)


@pytest.mark.parametrize("field", ["last_day", "terminated_per"])
@pytest.mark.parametrize(
    ("left", "notice", "warned"),
    [(30, 30, True), (31, 30, False), (0, 30, True), (0, 0, True), (1, 0, False), (0, None, False)],
)
def test_an_agreement_that_ends_within_its_notice_period_warns(field, left, notice, warned):
    one = agreement(notice_days=notice, **{field: DAY + left * ONE})
    found = judge(entry(), facts(agreements=(one,)))
    assert [each.code for each in found.findings] == (["agreement-ends-soon"] if warned else [])
    assert found.allowed


def test_the_warning_names_the_agreement_and_its_end():
    only = finding(entry(), facts(agreements=(agreement(notice_days=60, last_day=date(2026, 4, 30)),)))
    assert only.severity == "warn"
    assert only.message == (
        "Overeenkomst VO-2024-01 met Gemeente Waterstad loopt af op 30 april 2026, "
        "binnen de opzegtermijn (60 dagen)."
    )
