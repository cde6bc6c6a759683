"""Which ground lets sensitive data go, and which provision counts, on every boundary."""

from datetime import date, timedelta

import pytest

from sharing.grounds.rules import covers
from sharing.reference.rules import (
    ProvisionFacts,
    listed_provisions,
    name_the_same,
    provision_in_force,
)
from tests.sharing.facts import DAY, PROVISIONS, ground

ONE = timedelta(days=1)
LAW = {"provision": "pw-64"}


def lets_go(one, category="gezondheid", kind="special", day=DAY, provisions=PROVISIONS) -> bool:
    return covers(
        one,
        category,
        kind,
        purpose_line=("plaatsing", "reintegratie"),
        recipient="gemeente",
        capacity="client",
        provisions=provisions,
        day=day,
    )


@pytest.mark.parametrize(
    ("changes", "covered"),
    [
        ({}, True),
        ({"category": None}, True),
        ({"category": "geloof"}, False),
        ({"purpose": "plaatsing"}, True),
        ({"purpose": "reintegratie"}, True),
        ({"purpose": "hr"}, False),
        ({"recipient": "gemeente"}, True),
        ({"recipient": "uwv"}, False),
        ({"capacity": "client"}, True),
        ({"capacity": "processor"}, False),
        ({"first_day": DAY, "last_day": DAY}, True),
        ({"first_day": DAY + ONE}, False),
        ({"last_day": DAY - ONE}, False),
        ({"exception": "art_9_2_a"}, False),
        ({"exception": "art_9_2_j"}, True),
        ({"exception": "art_10", **LAW}, False),
        ({"exception": "art_46_uavg", **LAW}, False),
        (LAW, True),
        ({"provision": "ARTIKEL 64 participatiewet"}, True),
        ({"provision": "wet-oud"}, False),
        ({"provision": "cloud-act"}, False),
        ({"provision": "onbekend"}, False),
    ],
)
def test_a_ground_covers_what_it_names_on_its_days(changes, covered):
    assert lets_go(ground(**changes)) is covered


@pytest.mark.parametrize(
    ("kind", "exception", "provision", "covered"),
    [
        ("criminal", "art_10", "pw-64", True),
        ("criminal", "art_10", "", False),
        ("criminal", "art_9_2_b", "pw-64", False),
        ("national_id", "art_46_uavg", "pw-64", True),
        ("national_id", "art_46_uavg", "", False),
        ("national_id", "art_9_2_b", "pw-64", False),
        ("national_id", "art_10", "pw-64", False),
    ],
)
def test_criminal_and_national_id_data_rest_on_their_own_exception_with_a_provision(
    kind, exception, provision, covered
):
    one = ground(category=None, kind=kind, exception=exception, provision=provision)
    assert lets_go(one, "x", kind) is covered


def test_a_ground_for_a_kind_is_no_ground_for_another():
    assert not lets_go(ground(category=None, kind="criminal", exception="art_9_2_b"))


def test_a_provision_under_a_ground_counts_on_its_own_days():
    ends = (ProvisionFacts("pw-64", "art. 64 PW", "nl", DAY, DAY),)
    assert [lets_go(ground(**LAW), day=day, provisions=ends) for day in (DAY - ONE, DAY, DAY + ONE)] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pw-64", "pw-64"),
        ("PW-64", "pw-64"),
        ("artikel 64 Participatiewet", "pw-64"),
        ("  Artikel  64\tparticipatieWet ", "pw-64"),
        ("artikel64participatiewet", "pw-64"),
        ("artikel 64, lid 1, Participatiewet", None),
        ("wet-oud", None),
        ("US CLOUD Act", None),
        ("", None),
        (" ", None),
    ],
)
def test_a_provision_counts_by_code_or_citation_when_ours_and_in_force(text, found):
    provision = provision_in_force(text, PROVISIONS, DAY)
    assert (provision.code if provision else None) == found


@pytest.mark.parametrize(("day", "counts"), [(date(2025, 12, 31), True), (date(2026, 1, 1), False)])
def test_a_provision_counts_through_its_last_day(day, counts):
    assert (provision_in_force("wet-oud", PROVISIONS, day) is not None) is counts


def test_of_two_with_one_citation_the_one_in_force_counts():
    old = ProvisionFacts("a", "art. 1 Wet", "nl", None, date(2025, 12, 31))
    new = ProvisionFacts("b", "Art. 1 wet", "eu", date(2026, 1, 1), None)
    for listed in ((old, new), (new, old)):
        assert provision_in_force("art. 1 Wet", listed, date(2025, 12, 31)) is old
        assert provision_in_force("art. 1 Wet", listed, date(2026, 1, 1)) is new
        assert listed_provisions("art. 1 wet", listed) == [old, new]


def test_code_and_citation_name_the_same():
    assert name_the_same("pw-64", "ARTIKEL 64 Participatiewet", PROVISIONS)
    assert name_the_same("art. 3 Onbekende wet", "Art. 3  onbekende Wet", PROVISIONS)
    assert not name_the_same("pw-64", "wet-oud", PROVISIONS)
