"""The gate as truth tables: special categories, authorities, consents, objections and restrictions."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sharing.gate.rules import names_legal_claim
from tests.sharing.facts import (
    NOON,
    agreement,
    consent,
    entry,
    facts,
    objection,
    promise,
    request,
    restriction,
)
from tests.sharing.gate.cases import (
    AUTHORITY,
    NAME_AND_HEALTH,
    OBLIGED,
    ONE,
    OTHER,
    TICK,
    codes,
    finding,
)

# Special categories

HEALTH_AGREED = (agreement(data_categories=frozenset({"naam", "gezondheid"})),)


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        (None, False),
        ({"explicit": True}, True),
        ({"explicit": False}, False),
        ({"explicit": True, "categories": frozenset({"gezondheid"})}, True),
        ({"explicit": True, "categories": frozenset({"naam"})}, False),
        ({"explicit": True, "recipient": "uwv"}, False),
        ({"explicit": True, "recipient": None}, True),
        ({"explicit": True, "purpose": "hr"}, False),
        ({"explicit": True, "given_at": NOON}, True),
        ({"explicit": True, "given_at": NOON + TICK}, False),
        ({"explicit": True, "withdrawn_at": NOON}, False),
        ({"explicit": True, "withdrawn_at": NOON + TICK}, True),
    ],
)
def test_special_categories_need_explicit_consent_where_the_statement_says_so(changes, allowed):
    consents = () if changes is None else (consent(**changes),)
    known = facts(agreements=HEALTH_AGREED, consents=consents)
    expected = [] if allowed else ["special-without-explicit-consent"]
    assert codes(entry(**NAME_AND_HEALTH), known) == expected
    lawful = replace(known, promise=promise(special_categories="lawful_ground"))
    assert codes(entry(**NAME_AND_HEALTH), lawful) == []


def test_special_categories_without_consent_name_what_is_missing():
    only = finding(entry(**NAME_AND_HEALTH), facts(agreements=HEALTH_AGREED))
    assert "Gemeente Waterstad als ontvanger" in only.message
    assert only.message.endswith("en deze gegevens: Gezondheid.")
    assert only.source == "Verklaring versie 3, paragraaf 3; artikel 9, lid 2, onder a, AVG"


def test_each_special_category_must_be_covered_by_one_consent():
    both = frozenset({"gezondheid", "geloof"})
    one = entry(data_categories=both, special_categories=both)
    known = facts(agreements=(agreement(data_categories=both),))
    partly = [consent(explicit=True, categories=frozenset({code})) for code in sorted(both)]
    assert codes(one, replace(known, consents=tuple(partly))) == ["special-without-explicit-consent"]
    assert codes(one, replace(known, consents=(consent(explicit=True, categories=both),))) == []


# Authorities


@pytest.mark.parametrize(
    ("basis", "provision", "allowed"),
    [
        ("legal_obligation", "artikel 64 Participatiewet", True),
        ("legal_obligation", "", False),
        ("legal_obligation", " \t", False),
        ("public_task", "artikel 64 Participatiewet", False),
        ("public_task", "", False),
    ],
)
def test_an_authority_needs_an_obligation_with_its_provision(basis, provision, allowed):
    one = entry(**AUTHORITY | {"legal_basis": basis, "legal_provision": provision})
    assert codes(one, facts()) == ([] if allowed else ["authority-without-obligation"])


@pytest.mark.parametrize(
    ("asked", "allowed"),
    [
        (request(), True),
        (request(confirmed_at=NOON), True),
        (request(confirmed_at=NOON + TICK), False),
        (request(confirmed_by=11), False),
        (request(confirmed_by=None), False),
        (request(confirmed_at=None), False),
        (request(assessed_by=None), False),
        (request(granted=False), False),
        (request(authority="uwv"), False),
        (None, False),
    ],
)
def test_an_authority_needs_an_assessment_confirmed_by_a_second_person(asked, allowed):
    one = entry(**AUTHORITY | {"authority_request": asked})
    assert codes(one, facts()) == ([] if allowed else ["authority-not-assessed"])


def test_rules_for_authorities_do_not_touch_other_recipients():
    assert codes(entry(legal_basis="legal_obligation"), facts()) == []


# Consent


@pytest.mark.parametrize("changes", [OTHER, {"legal_basis": "consent"}, OTHER | {"legal_basis": "consent"}])
@pytest.mark.parametrize(
    ("consents", "expected"),
    [
        ((), ["no-consent"]),
        ((consent(),), []),
        ((consent(recipient=None),), []),
        ((consent(purpose=None),), []),
        ((consent(purpose="plaatsing"),), []),
        ((consent(recipient="uwv"),), ["no-consent"]),
        ((consent(purpose="hr"),), ["no-consent"]),
        ((consent(categories=frozenset({"verzuim"})),), ["no-consent"]),
        ((consent(given_at=NOON),), []),
        ((consent(given_at=NOON + TICK),), ["no-consent"]),
        ((consent(withdrawn_at=NOON + TICK),), []),
        ((consent(withdrawn_at=NOON),), ["consent-withdrawn"]),
        ((consent(withdrawn_at=NOON), consent()), []),
        ((consent(withdrawn_at=NOON), consent(recipient="uwv")), ["consent-withdrawn"]),
        ((consent(withdrawn_at=NOON, recipient="uwv"),), ["no-consent"]),
        ((consent(withdrawn_at=NOON), consent(given_at=NOON + TICK)), ["consent-withdrawn"]),
        ((consent(given_at=NOON + TICK, withdrawn_at=NOON + 2 * TICK),), ["no-consent"]),
    ],
)
def test_consent_must_be_in_force_and_cover_the_disclosure(changes, consents, expected):
    assert codes(entry(**changes), facts(consents=consents)) == expected


@pytest.mark.parametrize("basis", ["contract", "legal_obligation", "vital_interests", "public_task"])
def test_other_bases_ask_no_consent(basis):
    assert codes(entry(legal_basis=basis), facts()) == []


def test_a_statement_that_waives_consent_for_all_else_leaves_the_basis_consent():
    known = facts(promise=promise(consent_for_all_else=False))
    assert codes(entry(**OTHER), known) == []
    assert codes(entry(**OTHER | {"legal_basis": "consent"}), known) == ["no-consent"]
    assert codes(entry(**OTHER), facts(promise=None)) == ["no-statement-in-force", "no-consent"]


def test_consent_for_special_categories_is_explicit_and_for_all_the_data():
    one = entry(**OTHER, **NAME_AND_HEALTH)
    both = ["special-without-explicit-consent", "no-consent"]
    assert codes(one, facts(consents=(consent(),))) == both
    assert codes(one, facts(consents=(consent(explicit=True),))) == []
    only_health = consent(explicit=True, categories=frozenset({"gezondheid"}))
    assert codes(one, facts(consents=(only_health,))) == ["no-consent"]
    withdrawn = consent(explicit=True, withdrawn_at=NOON)
    assert codes(one, facts(consents=(withdrawn,))) == [
        "special-without-explicit-consent",
        "consent-withdrawn",
    ]


def test_missing_consent_says_for_what_it_is_needed():
    only = finding(entry(**OTHER), facts())
    assert only.message == (
        "Er is geen toestemming van deze persoon voor Gemeente Waterstad als ontvanger, het doeleinde "
        "‘Plaatsing op een werkplek’ en deze gegevens: Naam en adres."
    )
    assert only.source == "Verklaring versie 3, paragraaf 6; artikel 6, lid 1, onder a, AVG"


def test_withdrawn_consent_names_the_last_withdrawal():
    last = datetime(2026, 3, 1, 13, 5, tzinfo=UTC)
    consents = (consent(withdrawn_at=last), consent(withdrawn_at=last - ONE))
    only = finding(entry(**OTHER), facts(consents=consents))
    assert "ingetrokken op 1 maart 2026 om 14:05" in only.message
    assert only.source == "Artikel 7, lid 3, AVG"


# Objections and restrictions


@pytest.mark.parametrize(
    ("changes", "blocked"),
    [
        ({}, True),
        ({"recipient": None, "purpose": "reintegratie"}, True),
        ({"recipient": None, "purpose": "plaatsing"}, True),
        ({"recipient": "uwv"}, False),
        ({"recipient": None, "purpose": "hr"}, False),
        ({"purpose": "hr"}, False),
        ({"upheld": False}, False),
        ({"start": NOON}, True),
        ({"start": NOON + TICK}, False),
        ({"until": NOON + TICK}, True),
        ({"until": NOON}, False),
    ],
)
@pytest.mark.parametrize("basis", ["contract", "consent"])
def test_an_upheld_objection_blocks(changes, blocked, basis):
    known = facts(objections=(objection(**changes),), consents=(consent(),))
    assert codes(entry(legal_basis=basis), known) == (["objection-upheld"] if blocked else [])


def test_an_objection_says_against_what_and_since_when():
    known = facts(objections=(objection(purpose="reintegratie"), objection(start=NOON)))
    assert finding(entry(), known).message == (
        "Het bezwaar van deze persoon tegen delen met Gemeente Waterstad voor het doeleinde "
        "‘Arbeidsintegratie’ is gegrond en geldt sinds 1 februari 2026 om 10:00."
    )
    assert finding(entry(), known).source == "Verklaring versie 3, paragraaf 8; artikel 21 AVG"


@pytest.mark.parametrize(
    ("changes", "blocked"),
    [
        ({}, True),
        ({"upheld": False}, False),
        ({"start": NOON}, True),
        ({"start": NOON + TICK}, False),
        ({"until": NOON + TICK}, True),
        ({"until": NOON}, False),
    ],
)
def test_a_restriction_blocks_unless_consent_or_a_legal_claim(changes, blocked):
    known = facts(objections=(restriction(**changes),), consents=(consent(),))
    assert codes(entry(), known) == (["processing-restricted"] if blocked else [])
    assert codes(entry(legal_basis="consent"), known) == []
    assert codes(entry(legal_provision="Onderbouwing van een Rechtsvordering"), known) == []
    assert codes(entry(**OBLIGED), known) == (["processing-restricted"] if blocked else [])


def test_a_restriction_says_since_when_and_what_would_make_it_right():
    known = facts(objections=(restriction(start=NOON), restriction()))
    only = finding(entry(), known)
    assert "is beperkt sinds 1 februari 2026 om 10:00. Delen mag dan alleen met toestemming" in only.message
    assert only.source == "Verklaring versie 3, paragraaf 8; artikel 18, lid 2, AVG"


@pytest.mark.parametrize(
    ("provision", "named"),
    [
        ("", False),
        ("artikel 64 Participatiewet", False),
        ("innen van vorderingen", False),
        ("artikel 18, lid 2, AVG: rechtsvordering", True),
        ("RECHTSVORDERINGEN van de werkgever", True),
        ("verdediging tegen een juridische claim", True),
    ],
)
def test_a_legal_claim_is_named_in_so_many_words(provision, named):
    assert names_legal_claim(provision) is named
