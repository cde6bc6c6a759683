"""The gate as truth tables: special, criminal and national-id data, by the promise and by the law."""

from dataclasses import replace
from datetime import date

import pytest

from sharing.gate.codes import GRACE
from sharing.gate.rules import judge
from tests.sharing.facts import NOON, agreement, consent, entry, facts, ground, promise
from tests.sharing.gate.cases import NAME_AND_HEALTH, ONE, OTHER, TICK, codes, finding

EVERYTHING = frozenset({"naam", "gezondheid", "geloof", "vog", "bsn"})
AGREED = (agreement(data_categories=EVERYTHING),)
LAWFUL = promise(special_categories="lawful_ground")
GROUND = ground()
PROMISED, LAW = "special-without-explicit-consent", "special-without-ground"
CRIMINAL = {
    "data_categories": frozenset({"vog"}),
    "criminal_categories": frozenset({"vog"}),
}
NUMBER = {
    "data_categories": frozenset({"bsn"}),
    "national_id_categories": frozenset({"bsn"}),
}
ART_10 = ground(category="vog", kind="criminal", exception="art_10", provision="pw-64")
ART_46 = ground(category="bsn", kind="national_id", exception="art_46_uavg", provision="pw-64")


@pytest.mark.parametrize(
    ("consents", "grounds", "strict", "lawful"),
    [
        ((), (), [PROMISED, LAW], [LAW]),
        ((), (GROUND,), [PROMISED], []),
        ((consent(explicit=True),), (), [], []),
        ((consent(explicit=True),), (GROUND,), [], []),
        ((consent(),), (), [PROMISED, LAW], [LAW]),
        ((), (ground(exception="art_9_2_a"),), [PROMISED, LAW], [LAW]),
        ((consent(explicit=True),), (ground(exception="art_9_2_a"),), [], []),
        ((), (ground(recipient="uwv"),), [PROMISED, LAW], [LAW]),
        ((), (ground(category=None),), [PROMISED], []),
    ],
)
def test_promise_and_law_are_separate_layers(consents, grounds, strict, lawful):
    known = facts(agreements=AGREED, consents=consents, grounds=grounds)
    assert codes(entry(**NAME_AND_HEALTH), known) == strict
    assert codes(entry(**NAME_AND_HEALTH), replace(known, promise=LAWFUL)) == lawful
    unstated = codes(entry(**NAME_AND_HEALTH), replace(known, promise=None))
    assert unstated == ["no-statement-in-force", *lawful]


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        ({}, True),
        ({"explicit": False}, False),
        ({"categories": frozenset({"gezondheid"})}, True),
        ({"categories": frozenset({"naam"})}, False),
        ({"recipient": "uwv"}, False),
        ({"purpose": None}, True),
        ({"purpose": "reintegratie"}, False),
        ({"given_at": NOON}, True),
        ({"given_at": NOON + TICK}, False),
        ({"withdrawn_at": NOON}, False),
        ({"withdrawn_at": NOON + TICK}, True),
        ({"refused": True}, False),
    ],
)
def test_explicit_consent_that_covers_them_satisfies_both(changes, allowed):
    known = facts(agreements=AGREED, consents=(consent(**{"explicit": True} | changes),))
    assert codes(entry(**NAME_AND_HEALTH), known) == ([] if allowed else [PROMISED, LAW])


def test_a_consent_without_recipient_is_relied_on_with_a_warning():
    known = facts(agreements=AGREED, consents=(consent(explicit=True, recipient=None),))
    (only,) = judge(entry(**NAME_AND_HEALTH), known).findings
    assert (only.code, only.severity) == ("consent-names-no-recipient", "warn")
    before = entry(**NAME_AND_HEALTH, day=date(2018, 5, 24))
    assert "consent-names-no-recipient" not in codes(before, known)


def test_each_sensitive_category_is_judged_alone():
    both = frozenset({"gezondheid", "geloof"})
    one = entry(data_categories=both, special_categories=both)
    belief = consent(explicit=True, categories=frozenset({"geloof"}))
    health = consent(explicit=True, categories=frozenset({"gezondheid"}))
    known = facts(agreements=AGREED, promise=LAWFUL)
    assert codes(one, replace(known, grounds=(GROUND,))) == [LAW]
    assert codes(one, replace(known, consents=(belief,))) == [LAW]
    assert codes(one, replace(known, grounds=(GROUND,), consents=(belief,))) == []
    assert codes(one, replace(known, consents=(belief, health))) == []
    (only,) = judge(one, replace(known, grounds=(GROUND,))).findings
    assert "het delen van geloof met Gemeente Waterstad" in only.message


@pytest.mark.parametrize(
    ("changes", "code", "grounds", "consents", "allowed"),
    [
        (CRIMINAL, "criminal-without-ground", (), (), False),
        (CRIMINAL, "criminal-without-ground", (ART_10,), (), True),
        (CRIMINAL, "criminal-without-ground", (replace(ART_10, provision=""),), (), False),
        (CRIMINAL, "criminal-without-ground", (replace(ART_10, exception="art_9_2_b"),), (), False),
        (
            CRIMINAL,
            "criminal-without-ground",
            (),
            (consent(explicit=True, categories=frozenset({"vog"})),),
            True,
        ),
        (CRIMINAL, "criminal-without-ground", (), (consent(categories=frozenset({"vog"})),), False),
        (NUMBER, "national-id-without-provision", (), (), False),
        (NUMBER, "national-id-without-provision", (ART_46,), (), True),
        (NUMBER, "national-id-without-provision", (replace(ART_46, provision="cloud-act"),), (), False),
        (NUMBER, "national-id-without-provision", (replace(ART_46, purpose="hr"),), (), False),
        (
            NUMBER,
            "national-id-without-provision",
            (),
            (consent(explicit=True, categories=frozenset({"bsn"})),),
            False,
        ),
    ],
)
def test_criminal_and_national_id_data_ask_their_own_ground(changes, code, grounds, consents, allowed):
    one = entry(**changes, legal_basis="legitimate_interests", capacity="partner")
    known = facts(agreements=(), grounds=grounds, consents=consents)
    assert codes(one, known) == ([] if allowed else [code])


def test_a_number_is_never_advised_to_be_shared_on_consent_or_an_agreement():
    only = finding(entry(**NUMBER), facts(agreements=AGREED))
    assert "toestemming of een overeenkomst helpt hier niet" in only.message
    assert only.source == "Artikel 87 AVG; artikel 46 UAVG"


@pytest.mark.parametrize("day", [date(2018, 5, 24), date(2018, 5, 25)])
def test_the_avgs_own_rules_speak_from_their_first_day(day):
    since = (agreement(data_categories=EVERYTHING, first_day=date(2015, 1, 1)),)
    one = entry(
        data_categories=EVERYTHING,
        special_categories=frozenset({"gezondheid"}),
        criminal_categories=frozenset({"vog"}),
        national_id_categories=frozenset({"bsn"}),
        legal_basis="legal_obligation",
        legal_provision="onbekend",
        day=day,
    )
    found = set(codes(one, facts(agreements=since, promise=LAWFUL)))
    assert found & GRACE == (GRACE if day.day == 25 else set())


def test_while_time_is_given_grounds_and_provisions_only_warn():
    one = entry(
        data_categories=EVERYTHING,
        special_categories=frozenset({"gezondheid"}),
        criminal_categories=frozenset({"vog"}),
        national_id_categories=frozenset({"bsn"}),
        legal_basis="legal_obligation",
    )
    strict = judge(one, facts(agreements=AGREED, promise=LAWFUL))
    lenient = judge(one, facts(agreements=AGREED, promise=LAWFUL, lenient=True))
    assert {each.code for each in strict.findings} == GRACE and not strict.allowed
    assert [each.code for each in lenient.findings] == [each.code for each in strict.findings]
    assert {each.severity for each in lenient.findings} == {"warn"} and lenient.allowed
    promised = judge(one, facts(agreements=AGREED, lenient=True))
    assert [each.code for each in promised.findings if each.blocks] == [PROMISED], "a promise knows no grace"


def test_consent_for_all_the_data_is_explicit_when_some_of_it_is_special():
    one = entry(**OTHER, **NAME_AND_HEALTH)
    known = facts(grounds=(GROUND,))
    assert codes(one, replace(known, consents=(consent(),))) == [PROMISED, "no-consent"]
    assert codes(one, replace(known, consents=(consent(explicit=True),))) == []
    only_health = consent(explicit=True, categories=frozenset({"gezondheid"}))
    assert codes(one, replace(known, consents=(only_health,))) == ["no-consent"]
    withdrawn = consent(explicit=True, withdrawn_at=NOON)
    assert codes(one, replace(known, consents=(withdrawn,))) == [PROMISED, "consent-withdrawn"]


def test_what_is_missing_is_named():
    promised, law = judge(entry(**NAME_AND_HEALTH), facts(agreements=AGREED)).findings
    assert "Gemeente Waterstad als ontvanger" in promised.message
    assert "en deze gegevens: Gezondheid." in promised.message
    assert promised.source == "Verklaring versie 3, paragraaf 3; artikel 9, lid 2, onder a, AVG"
    assert law.source == "Artikel 9, lid 2, AVG; artikelen 22 tot en met 30 UAVG"


@pytest.mark.parametrize(("shift", "covered"), [(-1, False), (0, True), (1, True), (2, False)])
def test_a_ground_holds_from_its_first_through_its_last_day(shift, covered):
    first = date(2026, 10, 25)
    one = ground(first_day=first, last_day=first + ONE)
    known = facts(agreements=AGREED, promise=LAWFUL, grounds=(one,))
    assert codes(entry(**NAME_AND_HEALTH, day=first + shift * ONE), known) == ([] if covered else [LAW])
