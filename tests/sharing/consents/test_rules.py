"""Which consents, objections, restrictions and requests count at an instant."""

from datetime import timedelta

import pytest

from sharing.consents.rules import (
    beyond_request,
    covers,
    has_effect,
    opposes,
    request_gap,
    restricts,
    was_given,
    was_withdrawn,
)
from tests.sharing.facts import DAY, NOON, PROVISIONS, consent, objection, request, restriction

TICK = timedelta(microseconds=1)
LINE = ("plaatsing", "reintegratie")


@pytest.mark.parametrize(
    ("changes", "explicit", "expected"),
    [
        ({}, False, True),
        ({"recipient": None}, False, True),
        ({"recipient": "uwv"}, False, False),
        ({"purpose": None}, False, True),
        ({"purpose": "plaatsing"}, False, True),
        ({"purpose": "reintegratie"}, False, False),
        ({"purpose": "hr"}, False, False),
        ({"recipient": "uwv", "purpose": None}, False, False),
        ({"categories": frozenset({"naam", "verzuim"})}, False, True),
        ({"categories": frozenset({"naam"})}, False, False),
        ({"categories": frozenset()}, False, False),
        ({"explicit": True}, True, True),
        ({"explicit": False}, True, False),
        ({"explicit": True}, False, True),
    ],
)
def test_a_consent_covers_what_it_names(changes, explicit, expected):
    wanted = frozenset({"naam", "verzuim"})
    assert covers(consent(**changes), "gemeente", "plaatsing", wanted, explicit=explicit) is expected


def test_consent_is_for_its_own_purpose_and_neither_for_the_whole_nor_for_a_part():
    data = frozenset({"naam"})
    assert not covers(consent(purpose="plaatsing"), "gemeente", "reintegratie", data, explicit=False)
    assert not covers(consent(purpose="reintegratie"), "gemeente", "plaatsing", data, explicit=False)


def test_a_refusal_never_was_consent():
    assert not was_given(consent(refused=True), NOON)


def test_a_consent_holds_from_the_instant_it_was_given_until_its_withdrawal():
    one = consent(given_at=NOON, withdrawn_at=NOON + 2 * TICK)
    moments = [NOON - TICK, NOON, NOON + TICK, NOON + 2 * TICK]
    assert [was_given(one, moment) for moment in moments] == [False, True, True, True]
    assert [was_withdrawn(one, moment) for moment in moments] == [False, False, False, True]
    assert not was_withdrawn(consent(), NOON)


@pytest.mark.parametrize("make", [objection, restriction])
def test_an_objection_or_restriction_has_effect_from_its_start_until_its_end(make):
    one = make(start=NOON, until=NOON + 2 * TICK)
    moments = [NOON - TICK, NOON, NOON + TICK, NOON + 2 * TICK]
    assert [has_effect(one, moment) for moment in moments] == [False, True, True, False]
    assert has_effect(make(until=None), NOON)
    assert not has_effect(make(decision="pending"), NOON)
    assert not has_effect(make(decision="rejected"), NOON)


@pytest.mark.parametrize(
    ("recipient", "purpose", "expected"),
    [
        ("gemeente", None, True),
        ("uwv", None, False),
        (None, "plaatsing", True),
        (None, "reintegratie", True),
        (None, "hr", False),
        ("gemeente", "reintegratie", True),
        ("gemeente", "hr", False),
        ("uwv", "reintegratie", False),
    ],
)
def test_an_objection_opposes_what_matches_all_it_names(recipient, purpose, expected):
    one = objection(recipient=recipient, purpose=purpose)
    assert opposes(one, "gemeente", LINE, NOON) is expected


def test_an_objection_does_not_restrict_and_a_restriction_does_not_oppose():
    assert restricts(restriction(), NOON)
    assert not restricts(objection(), NOON)
    assert not opposes(restriction(), "gemeente", LINE, NOON)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"authority": "belastingdienst"}, "andere autoriteit"),
        ({"granted": False}, "niet toegewezen"),
        ({"assessed_by": None}, "nog niet beoordeeld"),
        ({"confirmed_by": None}, "tweede persoon"),
        ({"confirmed_at": None}, "tweede persoon"),
        ({"confirmed_by": 11}, "dezelfde persoon"),
        ({"confirmed_at": NOON + TICK}, "pas op 31 maart 2026 om 12:00"),
    ],
)
def test_a_request_that_falls_short_says_why(changes, words):
    gap = request_gap(request(**changes), "gemeente", NOON)
    assert words in gap
    assert "AV-2026-07" in gap


def test_a_request_confirmed_by_another_at_or_before_the_instant_suffices():
    assert request_gap(request(), "gemeente", NOON) is None
    assert request_gap(request(confirmed_at=NOON), "gemeente", NOON) is None
    assert "geen beoordeeld verzoek" in request_gap(None, "gemeente", NOON)


@pytest.mark.parametrize(
    ("changes", "beyond"),
    [
        ({}, []),
        ({"categories": frozenset({"naam", "verzuim"})}, []),
        ({"categories": frozenset({"verzuim"})}, ["categories"]),
        ({"dossiers": frozenset({b"d-1", b"d-2"})}, []),
        ({"dossiers": frozenset({b"d-2"})}, ["dossier"]),
        ({"provision": "pw-64"}, []),
        ({"provision": "Artikel 64  PARTICIPATIEWET"}, []),
        ({"provision": "wet-oud"}, ["provision"]),
        ({"provision": "een andere wet"}, ["provision"]),
        ({"period_from": DAY, "period_until": DAY}, []),
        ({"period_from": DAY + timedelta(days=1)}, ["period"]),
        ({"period_until": DAY - timedelta(days=1)}, ["period"]),
    ],
)
def test_what_goes_beyond_a_request_is_named(changes, beyond):
    found = beyond_request(
        request(**changes), frozenset({"naam"}), b"d-1", "artikel 64 Participatiewet", DAY, PROVISIONS
    )
    assert [
        name for name in ("categories", "dossier", "provision", "period") if getattr(found, name)
    ] == beyond
    assert bool(found) is bool(beyond)


def test_what_names_no_provision_is_judged_by_other_rules():
    one = request(provision="pw-64")
    assert not beyond_request(one, frozenset({"naam"}), b"d-1", " ", DAY, PROVISIONS)
    assert beyond_request(one, frozenset({"naam"}), b"d-1", "onbekend", DAY, PROVISIONS).provision
