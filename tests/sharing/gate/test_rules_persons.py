"""The gate as truth tables: authorities, obligations, consents, objections and restrictions."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sharing.gate.rules import judge
from tests.sharing.facts import (
    DAY,
    NOON,
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
    OBLIGED,
    ONE,
    OTHER,
    TICK,
    codes,
    finding,
)

# Authorities


@pytest.mark.parametrize(
    ("basis", "provision", "allowed"),
    [
        ("legal_obligation", "artikel 64 Participatiewet", True),
        ("legal_obligation", "", False),
        ("legal_obligation", " \t", False),
        ("public_task", "artikel 64 Participatiewet", False),
        ("public_task", "", False),
        ("legal_obligation", "PW-64", True),
        ("legal_obligation", "een bepaling die niemand kent", False),
        ("legal_obligation", "wet-oud", False),
        ("legal_obligation", "US CLOUD Act", False),
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


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"categories": frozenset({"verzuim"})}, "deze gegevens niet (Naam en adres)"),
        ({"dossiers": frozenset({b"d-2"})}, "dit dossier niet"),
        ({"provision": "wet-oud"}, "deze wettelijke bepaling niet"),
        ({"period_until": DAY - ONE}, "dit moment niet (het geldt tot en met 30 maart 2026)"),
        ({"period_from": DAY + ONE}, "dit moment niet (het geldt vanaf 1 april 2026)"),
        ({"categories": frozenset({"naam"}), "dossiers": frozenset({b"d-1"}), "provision": "pw-64"}, ""),
        ({"period_from": DAY, "period_until": DAY}, ""),
    ],
)
def test_an_authority_gets_what_the_confirmed_request_covers(changes, words):
    found = judge(entry(**AUTHORITY | {"authority_request": request(**changes)}), facts()).findings
    assert [one.code for one in found] == (["authority-outside-request"] if words else [])
    assert all(f"Het bevestigde verzoek AV-2026-07 dekt {words}." in one.message for one in found)


def test_a_request_that_is_not_confirmed_is_not_compared():
    one = request(confirmed_by=None, categories=frozenset({"verzuim"}))
    assert codes(entry(**AUTHORITY | {"authority_request": one}), facts()) == ["authority-not-assessed"]


def test_rules_for_authorities_do_not_touch_other_recipients():
    assert codes(entry(**OBLIGED), facts()) == []


# An obligation


@pytest.mark.parametrize(
    ("provision", "words"),
    [
        ("artikel 64 Participatiewet", ""),
        ("pw-64", ""),
        ("", "er is geen wettelijke bepaling genoemd"),
        (" ", "er is geen wettelijke bepaling genoemd"),
        ("artikel 65 Participatiewet", "staat niet in de lijst van wettelijke bepalingen"),
        ("us cloud act", "US CLOUD Act is geen recht van de Europese Unie of van Nederland"),
        ("wet-oud", "artikel 1 Oude wet gold niet op 31 maart 2026"),
    ],
)
def test_an_obligation_rests_on_a_provision_that_counts(provision, words):
    one = entry(legal_basis="legal_obligation", legal_provision=provision)
    found = judge(one, facts()).findings
    assert [each.code for each in found] == (["obligation-without-provision"] if words else [])
    assert all(words in each.message and each.source.startswith("Artikel 6, lid 3") for each in found)
    assert all(each.severity == "warn" for each in judge(one, facts(lenient=True)).findings)
    before = replace(one, day=date(2018, 5, 24))
    assert "obligation-without-provision" not in codes(before, facts())


# Consent


@pytest.mark.parametrize("changes", [OTHER, {"legal_basis": "consent"}, OTHER | {"legal_basis": "consent"}])
@pytest.mark.parametrize(
    ("consents", "expected"),
    [
        ((), ["no-consent"]),
        ((consent(),), []),
        ((consent(recipient=None),), ["consent-names-no-recipient"]),
        ((consent(recipient=None), consent()), []),
        ((consent(recipient=None, withdrawn_at=NOON),), ["consent-withdrawn"]),
        ((consent(purpose=None),), []),
        ((consent(purpose="reintegratie"),), ["no-consent"]),
        ((consent(refused=True),), ["no-consent"]),
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


@pytest.mark.parametrize("basis", ["contract", "vital_interests", "public_task"])
def test_other_bases_ask_no_consent(basis):
    assert codes(entry(legal_basis=basis), facts()) == []


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({"legal_basis": "vital_interests"}, False),
        (OBLIGED, False),
        (OBLIGED | {"legal_provision": "onbekend"}, True),
        ({"legal_basis": "public_task"}, True),
        ({"legal_basis": "contract"}, True),
    ],
)
def test_another_third_party_needs_consent_unless_the_law_or_a_life_compels(changes, asked):
    assert ("no-consent" in codes(entry(**OTHER | changes), facts())) is asked


def test_a_statement_that_waives_consent_for_all_else_leaves_the_basis_consent():
    known = facts(promise=promise(consent_for_all_else=False))
    assert codes(entry(**OTHER), known) == []
    assert codes(entry(**OTHER | {"legal_basis": "consent"}), known) == ["no-consent"]
    assert codes(entry(**OTHER), facts(promise=None)) == ["no-statement-in-force"]
    without = facts(promise=None)
    assert codes(entry(legal_basis="consent"), without) == ["no-statement-in-force", "no-consent"]


def test_missing_consent_says_for_what_it_is_needed():
    only = finding(entry(**OTHER), facts())
    assert only.message.startswith(
        "Er is geen toestemming van deze persoon voor Gemeente Waterstad als ontvanger, het doeleinde "
        "‘Plaatsing op een werkplek’ en deze gegevens: Naam en adres. "
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
        ({"decision": "pending"}, False),
        ({"decision": "rejected"}, False),
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


@pytest.mark.parametrize(
    ("changes", "blocked"),
    [
        (OBLIGED, False),
        (OBLIGED | {"legal_provision": "onbekend"}, True),
        ({"legal_basis": "vital_interests"}, False),
        ({"legal_basis": "public_task"}, True),
        ({"legal_basis": "legitimate_interests"}, True),
    ],
)
def test_an_objection_does_not_stop_what_the_law_requires(changes, blocked):
    found = codes(entry(**changes), facts(objections=(objection(),)))
    assert ("objection-upheld" in found) is blocked


def test_an_objection_says_against_what_and_since_when():
    known = facts(objections=(objection(purpose="reintegratie"), objection(start=NOON)))
    assert finding(entry(), known).message.startswith(
        "Het bezwaar van deze persoon tegen delen met Gemeente Waterstad voor het doeleinde "
        "‘Arbeidsintegratie’ is gegrond en geldt sinds 1 februari 2026 om 10:00. "
    )
    assert finding(entry(), known).source == "Verklaring versie 3, paragraaf 8; artikel 21 AVG"


@pytest.mark.parametrize(
    ("changes", "blocked"),
    [
        ({}, True),
        ({"decision": "pending"}, False),
        ({"decision": "rejected"}, False),
        ({"start": NOON}, True),
        ({"start": NOON + TICK}, False),
        ({"until": NOON + TICK}, True),
        ({"until": NOON}, False),
    ],
)
def test_a_restriction_blocks_unless_consent_or_a_chosen_exception(changes, blocked):
    known = facts(objections=(restriction(**changes),), consents=(consent(),))
    assert codes(entry(), known) == (["processing-restricted"] if blocked else [])
    assert codes(entry(legal_basis="consent"), known) == []
    for exception in ("legal_claim", "rights_of_others", "public_interest"):
        assert codes(entry(restriction_exception=exception), known) == []
    # A word in a text chooses nothing.
    worded = entry(legal_provision="Onderbouwing van een Rechtsvordering")
    assert codes(worded, known) == (["processing-restricted"] if blocked else [])
    assert codes(entry(**OBLIGED), known) == (["processing-restricted"] if blocked else [])


def test_a_restriction_says_since_when_and_what_would_make_it_right():
    known = facts(objections=(restriction(start=NOON), restriction()))
    only = finding(entry(), known)
    assert "is beperkt sinds 1 februari 2026 om 10:00. Verstrek niet, tenzij met toestemming" in only.message
    assert only.source == "Verklaring versie 3, paragraaf 8; artikel 18, lid 2, AVG"
