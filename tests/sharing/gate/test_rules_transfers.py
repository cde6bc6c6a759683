"""The gate as truth tables: what leaves the EEA, by the promise and by the law."""

from dataclasses import replace
from datetime import date

import pytest

from sharing.core.periods import start_of_day
from tests.sharing.facts import (
    agreement,
    decision,
    entry,
    facts,
    promise,
    transfer,
)
from tests.sharing.gate.cases import (
    ABROAD,
    INSIDE,
    OBLIGED,
    SCC_TIA,
    SCOPED,
    codes,
    finding,
)

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
