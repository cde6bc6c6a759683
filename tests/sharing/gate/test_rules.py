"""The gate as truth tables: every code with its conditions on and off, at their boundaries and combined."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from sharing.core.periods import amsterdam_day, start_of_day
from sharing.gate.facts import HeldCapacity
from sharing.gate.findings import CODES, WARNINGS
from sharing.gate.rules import judge, names_legal_claim
from tests.sharing.facts import (
    ALL_CAPACITIES,
    DAY,
    NOON,
    agreement,
    consent,
    decision,
    entry,
    facts,
    objection,
    promise,
    request,
    restriction,
    transfer,
)

ONE, TICK = timedelta(days=1), timedelta(microseconds=1)
NAME_AND_HEALTH = {
    "data_categories": frozenset({"naam", "gezondheid"}),
    "special_categories": frozenset({"gezondheid"}),
}
OBLIGED = {"legal_basis": "legal_obligation", "legal_provision": "artikel 64 Participatiewet"}
AUTHORITY = {"capacity": "authority", **OBLIGED, "authority_request": request()}
OTHER = {"capacity": "other", "legal_basis": "legitimate_interests"}
ABROAD = {"destination_country": "US"}
SCC_TIA = transfer(tia_date=DAY, tia_positive=True)
SCOPED = decision(scope="data privacy framework participants")
INSIDE = transfer(mechanism="adequacy", inside_scope=True)


def codes(one, known) -> list[str]:
    return [finding.code for finding in judge(one, known).findings]


def finding(one, known):
    """The single finding of this judgement."""
    (only,) = judge(one, known).findings
    return only


def test_what_every_rule_allows_gives_no_finding():
    found = judge(entry(), facts())
    assert found.findings == ()
    assert found.allowed
    assert found.relied_on == 1


# The statement


def test_without_a_statement_in_force_only_that_is_said_of_the_statement():
    breaking = entry(**NAME_AND_HEALTH, purpose="hr", purpose_line=("hr",), **ABROAD)
    known = facts(
        promise=None, agreements=(agreement(purposes={"hr"}, data_categories={"naam", "gezondheid"}),)
    )
    assert codes(breaking, known) == ["no-statement-in-force", "transfer-without-mechanism"]
    only = finding(entry(), facts(promise=None))
    assert only.message == "Op 31 maart 2026 was geen privacyverklaring van kracht."


@pytest.mark.parametrize("capacity", sorted(ALL_CAPACITIES))
@pytest.mark.parametrize("stated", [True, False])
def test_a_capacity_must_be_stated(capacity, stated):
    capacities = ALL_CAPACITIES if stated else ALL_CAPACITIES - {capacity}
    found = codes(entry(capacity=capacity), facts(promise=promise(capacities=capacities)))
    assert ("capacity-not-stated" in found) is not stated


def test_a_capacity_that_is_not_stated_names_those_that_are():
    only = finding(entry(), facts(promise=promise(capacities=frozenset({"partner", "processor"}))))
    assert only.message.endswith("geen opdrachtgever als ontvanger, wel: samenwerkingspartner en verwerker.")
    assert only.source == "Verklaring versie 3, paragraaf 6"
    only = finding(entry(), facts(promise=promise(capacities=frozenset())))
    assert only.message.endswith("wel: niemand.")


@pytest.mark.parametrize(
    ("stated", "allowed"),
    [({"plaatsing"}, True), ({"reintegratie"}, True), ({"hr"}, False), (set(), False)],
)
def test_a_purpose_is_stated_when_it_or_an_ancestor_is(stated, allowed):
    found = judge(entry(), facts(promise=promise(purposes=frozenset(stated))))
    assert found.allowed is allowed
    if not allowed:
        (only,) = found.findings
        assert only.code == "purpose-not-stated"
        assert "‘Plaatsing op een werkplek’" in only.message
        assert only.source == "Verklaring versie 3, paragraaf 2; artikel 5, lid 1, onder b, AVG"


def test_stating_a_sub_purpose_does_not_state_the_whole():
    whole = entry(purpose="reintegratie", purpose_line=("reintegratie",))
    assert codes(whole, facts(promise=promise(purposes=frozenset({"plaatsing"})))) == ["purpose-not-stated"]


# The capacity


@pytest.mark.parametrize(
    ("held", "words"),
    [
        ([("client", DAY, DAY)], None),
        ([("client", DAY, None)], None),
        ([("client", DAY - ONE, DAY - ONE)], "geen opdrachtgever meer: dat gold tot en met 30 maart 2026"),
        ([("client", DAY + ONE, None)], "nog geen opdrachtgever: dat geldt vanaf 1 april 2026"),
        ([("client", date(2020, 1, 1), DAY - ONE), ("client", DAY, None)], None),
        ([("processor", DAY, None)], "staat niet als opdrachtgever in het register"),
        ([], "staat niet als opdrachtgever in het register"),
    ],
)
def test_the_party_must_hold_the_capacity_on_the_day(held, words):
    found = judge(entry(), facts(capacities=tuple(HeldCapacity(*one) for one in held))).findings
    assert [one.code for one in found] == (["capacity-not-held"] if words else [])
    assert all(words in one.message and one.message.startswith("Gemeente Waterstad") for one in found)


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


# Outside the EEA: the promise's layer and the law's

NO_MECHANISM, NO_TIA, OUTSIDE = "transfer-without-mechanism", "transfer-without-tia", "outside-eea"


@pytest.mark.parametrize(
    ("decisions", "transfers", "strict", "adequate", "safeguards"),
    [
        ([], [], [OUTSIDE, NO_MECHANISM], [OUTSIDE, NO_MECHANISM], [OUTSIDE, NO_MECHANISM]),
        ([decision()], [], [OUTSIDE], [], []),
        ([SCOPED], [], [OUTSIDE, NO_MECHANISM], [OUTSIDE, NO_MECHANISM], [OUTSIDE, NO_MECHANISM]),
        ([SCOPED], [INSIDE], [OUTSIDE], [], []),
        ([], [SCC_TIA], [OUTSIDE], [OUTSIDE], []),
        ([], [transfer()], [OUTSIDE, NO_TIA], [OUTSIDE, NO_TIA], [NO_TIA]),
        ([], [transfer(mechanism="art_49_d")], [OUTSIDE], [OUTSIDE], [OUTSIDE]),
        ([], [transfer(), transfer(mechanism="art_49_d")], [OUTSIDE], [OUTSIDE], []),
        ([decision()], [transfer()], [OUTSIDE], [], []),
    ],
)
def test_policy_and_law_are_separate_layers(decisions, transfers, strict, adequate, safeguards):
    abroad = entry(**ABROAD)
    known = facts(decisions=tuple(decisions), transfers=tuple(transfers))
    for policy, expected in (
        ("legal_obligation_only", strict),
        ("adequate_countries", adequate),
        ("appropriate_safeguards", safeguards),
    ):
        assert codes(abroad, replace(known, promise=promise(transfer_policy=policy))) == expected
        # A named legal obligation satisfies the promise, never chapter V.
        obliged = replace(abroad, **OBLIGED)
        law_only = [code for code in expected if code != OUTSIDE]
        assert codes(obliged, replace(known, promise=promise(transfer_policy=policy))) == law_only
    assert codes(entry(), known) == [], "inside the EEA nothing is said of transfers"


@pytest.mark.parametrize(
    ("basis", "provision", "allowed"),
    [
        ("legal_obligation", "artikel 64 Participatiewet", True),
        ("legal_obligation", "", False),
        ("legal_obligation", "  ", False),
        ("public_task", "artikel 64 Participatiewet", False),
    ],
)
def test_the_strict_policy_asks_for_an_obligation_with_its_provision(basis, provision, allowed):
    one = entry(**ABROAD, legal_basis=basis, legal_provision=provision)
    assert codes(one, facts(decisions=(decision(),))) == ([] if allowed else [OUTSIDE])


def test_outside_the_eea_names_the_country_and_the_promise():
    only = finding(entry(**ABROAD), facts(transfers=(SCC_TIA,)))
    assert only.message == (
        "De gegevens gaan naar een land buiten de Europese Economische Ruimte (Verenigde Staten). "
        "De verklaring staat dat alleen bij een wettelijke verplichting met een genoemde bepaling toe."
    )
    assert only.source == "Verklaring versie 3, paragraaf 6"


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2020, 12, 31), []), (date(2021, 1, 1), [NO_MECHANISM]), (date(2021, 6, 28), [])],
)
def test_the_destination_is_judged_by_what_held_on_the_day(day, expected):
    united_kingdom = decision(country="GB", first_day=date(2021, 6, 28), last_day=date(2031, 12, 27))
    one = entry(day=day, disclosed_at=start_of_day(day), destination_country="GB")
    known = facts(
        promise=promise(transfer_policy="adequate_countries", purposes=frozenset({"reintegratie"})),
        decisions=(united_kingdom,),
        agreements=(agreement(first_day=date(2020, 1, 1)),),
    )
    assert [code for code in codes(one, known) if code != OUTSIDE] == expected


def test_a_decision_under_review_warns_when_it_is_relied_on():
    allowed = {"promise": promise(transfer_policy="adequate_countries")}
    doubted = decision(under_review=True)
    only = finding(entry(**ABROAD), facts(decisions=(doubted,), **allowed))
    assert (only.code, only.severity) == ("adequacy-under-review", "warn")
    assert "(EU) 2023/1795" in only.message
    assert codes(entry(**ABROAD), facts(decisions=(doubted, decision(reference="B")), **allowed)) == []
    assert codes(entry(), facts(decisions=(doubted,), **allowed)) == []
    scoped = replace(doubted, scope="deelnemers")
    assert codes(entry(**ABROAD), facts(decisions=(scoped,), transfers=(SCC_TIA,))) == [OUTSIDE]


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


# The day, where the clock changes


@pytest.mark.parametrize("day", [date(2026, 10, 25), date(2027, 3, 28), date(2028, 2, 29)])
def test_the_day_of_a_disclosure_runs_from_midnight_to_midnight_in_amsterdam(day):
    only_that_day = facts(
        agreements=(agreement(first_day=day, last_day=day),),
        capacities=(HeldCapacity("client", day, day),),
    )

    def found(instant):
        return codes(entry(disclosed_at=instant, day=amsterdam_day(instant)), only_that_day)

    first, following = start_of_day(day), start_of_day(day + ONE)
    assert found(first) == found(following - TICK) == []
    assert found(first - TICK) == found(following) == ["capacity-not-held", "agreement-not-in-force"]


# Together


def test_everything_at_once_comes_in_the_order_of_the_rules():
    one = entry(
        **NAME_AND_HEALTH,
        **ABROAD,
        capacity="client",
        legal_basis="consent",
        purpose="hr",
        purpose_line=("hr",),
    )
    known = facts(
        promise=promise(capacities=frozenset()),
        capacities=(),
        agreements=(agreement(notice_days=30, last_day=DAY),),
        transfers=(transfer(),),
        consents=(consent(explicit=True, purpose="hr", withdrawn_at=NOON),),
        objections=(objection(), restriction()),
    )
    assert codes(one, known) == [
        "capacity-not-stated",
        "capacity-not-held",
        "purpose-not-stated",
        "purpose-outside-agreement",
        "categories-outside-agreement",
        "special-without-explicit-consent",
        "outside-eea",
        "transfer-without-tia",
        "consent-withdrawn",
        "objection-upheld",
        "agreement-ends-soon",
    ]
    assert not judge(one, known).allowed


def test_the_two_warnings_are_the_only_findings_that_do_not_block():
    assert len(CODES) == len(set(CODES)) == 20
    assert set(CODES[-2:]) == WARNINGS
