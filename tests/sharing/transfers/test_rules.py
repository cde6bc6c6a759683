"""Chapter V as a truth table: what a transfer rests on, per day."""

from datetime import date, timedelta
from itertools import permutations

import pytest

from sharing.transfers.choices import DEROGATIONS, SAFEGUARDS, Mechanism, TransferStatus
from sharing.transfers.rules import Membership, assess, has_positive_tia
from tests.sharing.facts import DAY, MEMBERSHIPS, decision, transfer

ONE = timedelta(days=1)
TIA = {"tia_date": date(2024, 1, 1), "tia_positive": True}
SCOPED = decision(scope="data privacy framework participants")
INSIDE = transfer(mechanism="adequacy", inside_scope=True)
SCC = transfer(mechanism="scc_module_2")
SCC_TIA = transfer(mechanism="scc_module_2", **TIA)
DEROGATION = transfer(mechanism="art_49_d")

EEA, ADEQUATE = TransferStatus.EEA, TransferStatus.ADEQUATE
SAFE, DEROGATED, NONE = TransferStatus.SAFEGUARDS, TransferStatus.DEROGATION, TransferStatus.NONE


def assessed(decisions=(), transfers=(), country="US", day=DAY, party="gemeente"):
    """The assessment, which must be the same for every order of the facts."""
    found = {
        assess(country, party, day, MEMBERSHIPS, some, others)
        for some in permutations(decisions)
        for others in permutations(transfers)
    }
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize(
    ("decisions", "transfers", "status", "adequate", "safeguarded", "tia_ok"),
    [
        ([], [], NONE, False, False, True),
        ([decision()], [], ADEQUATE, True, False, True),
        ([SCOPED], [], NONE, False, False, True),
        ([SCOPED], [INSIDE], ADEQUATE, True, False, True),
        ([SCOPED], [transfer(mechanism="adequacy", inside_scope=False)], NONE, False, False, True),
        ([SCOPED], [transfer(mechanism="adequacy", inside_scope=None)], NONE, False, False, True),
        ([], [INSIDE], NONE, False, False, True),
        ([], [SCC], SAFE, False, True, False),
        ([], [SCC_TIA], SAFE, False, True, True),
        ([], [SCC, SCC_TIA], SAFE, False, True, True),
        ([], [DEROGATION], DEROGATED, False, False, True),
        ([], [SCC, DEROGATION], DEROGATED, False, True, True),
        ([], [SCC_TIA, DEROGATION], SAFE, False, True, True),
        ([decision()], [SCC], ADEQUATE, True, True, True),
        ([SCOPED], [SCC], SAFE, False, True, False),
        ([SCOPED], [SCC, INSIDE], ADEQUATE, True, True, True),
        ([SCOPED, decision(reference="later")], [], ADEQUATE, True, False, True),
        ([SCOPED], [DEROGATION], DEROGATED, False, False, True),
    ],
)
def test_the_strongest_ground_counts(decisions, transfers, status, adequate, safeguarded, tia_ok):
    found = assessed(decisions, transfers)
    assert (found.status, found.adequate, found.safeguarded, found.tia_ok) == (
        status,
        adequate,
        safeguarded,
        tia_ok,
    )
    assert found.mechanism_ok is (status != NONE)


@pytest.mark.parametrize("mechanism", sorted(SAFEGUARDS))
def test_every_article_46_mechanism_is_a_safeguard_that_needs_a_tia(mechanism):
    assert assessed(transfers=[transfer(mechanism=mechanism.value)]).tia_ok is False
    assert assessed(transfers=[transfer(mechanism=mechanism.value, **TIA)]).tia_ok is True


@pytest.mark.parametrize("mechanism", sorted(DEROGATIONS))
def test_every_article_49_derogation_stands_without_a_tia(mechanism):
    found = assessed(transfers=[transfer(mechanism=mechanism.value)])
    assert (found.status, found.tia_ok) == (DEROGATED, True)
    assert f"onder {mechanism.value[-1]}, AVG" in found.reason


def test_every_mechanism_is_a_decision_a_safeguard_or_a_derogation():
    assert set(Mechanism) == {Mechanism.ADEQUACY} | SAFEGUARDS | DEROGATIONS


@pytest.mark.parametrize(
    ("tia_date", "positive", "expected"),
    [
        (DAY, True, True),
        (DAY - ONE, True, True),
        (DAY + ONE, True, False),
        (DAY, False, False),
        (DAY, None, False),
        (None, True, False),
        (None, None, False),
    ],
)
def test_a_tia_counts_from_its_day_when_positive(tia_date, positive, expected):
    assert has_positive_tia(transfer(tia_date=tia_date, tia_positive=positive), DAY) is expected


@pytest.mark.parametrize(
    ("kind", "status"),
    [("decision", ADEQUATE), ("inside", ADEQUATE), ("scc", SAFE), ("derogation", DEROGATED)],
)
def test_everything_holds_from_its_first_through_its_last_day(kind, status):
    first, last = date(2026, 10, 25), date(2028, 2, 29)
    period = {"first_day": first, "last_day": last}
    decisions = {"decision": [decision(**period)], "inside": [SCOPED]}.get(kind, [])
    registered = {
        "inside": [transfer(mechanism="adequacy", inside_scope=True, **period)],
        "scc": [transfer(**period, **TIA)],
        "derogation": [transfer(mechanism="art_49_e", **period)],
    }.get(kind, [])
    found = [
        assessed(decisions, registered, day=day).status for day in (first - ONE, first, last, last + ONE)
    ]
    assert found == [NONE, status, status, NONE]


def test_a_country_is_in_the_eea_on_its_days_only():
    assert assessed(country="NL").status == EEA
    assert assessed(country="GB", day=date(2020, 12, 31)).status == EEA
    assert assessed(country="GB", day=date(2021, 1, 1)).status == NONE
    joined = (Membership("HR", date(2013, 7, 1), None),)
    assert assess("HR", "gemeente", date(2013, 6, 30), joined, (), ()).status == NONE
    assert assess("HR", "gemeente", date(2013, 7, 1), joined, (), ()).status == EEA


def test_a_disclosure_of_the_past_is_judged_by_the_decisions_of_its_day():
    shield = decision(
        scope="privacy shield participants", first_day=date(2016, 7, 12), last_day=date(2020, 7, 15)
    )
    inside = transfer(mechanism="adequacy", inside_scope=True, first_day=date(2016, 7, 12))
    assert assessed([shield], [inside], day=date(2020, 7, 15)).status == ADEQUATE
    assert assessed([shield], [inside], day=date(2020, 7, 16)).status == NONE


def test_grounds_of_other_parties_and_countries_do_not_count():
    others = [transfer(party="leverancier", **TIA), transfer(country="IN", mechanism="art_49_a")]
    assert assessed([decision(country="CH")], others).status == NONE


def test_an_international_organisation_is_treated_as_a_country():
    office = decision(country="XX-EPO", scope="European Patent Organisation", first_day=date(2025, 7, 15))
    inside = transfer(country="XX-EPO", mechanism="adequacy", inside_scope=True)
    assert assessed([office], country="XX-EPO").status == NONE
    assert assessed([office], [inside], country="XX-EPO").status == ADEQUATE


def test_a_decision_that_is_not_under_review_is_relied_on_first():
    doubted, sure = decision(reference="A", under_review=True), decision(reference="B")
    assert assessed([doubted, sure]).decision is sure
    assert assessed([doubted]).decision.under_review


def test_a_decision_for_every_recipient_is_relied_on_before_one_with_a_scope():
    everyone = decision(reference="Z")
    found = assessed([SCOPED, everyone], [INSIDE])
    assert (found.decision, found.transfer) == (everyone, None)
    assert assessed([SCOPED], [INSIDE]).transfer is INSIDE


@pytest.mark.parametrize(
    ("decisions", "transfers", "words"),
    [
        ([], [], "Verenigde Staten) was op 31 maart 2026 geen adequaatheidsbesluit, passende waarborg"),
        ([SCOPED], [], "alleen ontvangers binnen de reikwijdte (data privacy framework participants)"),
        ([SCOPED], [INSIDE], "(EU) 2023/1795 en de ontvanger valt binnen de reikwijdte"),
        ([decision()], [], "gold adequaatheidsbesluit (EU) 2023/1795."),
        (
            [],
            [transfer(last_day=date(2026, 3, 30))],
            "module 2 (artikel 46 AVG) gold tot en met 30 maart 2026",
        ),
        ([], [transfer(first_day=date(2026, 4, 1))], "module 2 (artikel 46 AVG) gaat in op 1 april 2026"),
        ([], [SCC], "maar een positieve TIA met datum ontbreekt"),
        ([], [transfer(tia_date=DAY, tia_positive=False)], "maar de TIA had geen positieve conclusie"),
        ([], [transfer(tia_date=DAY + ONE, tia_positive=True)], "TIA is van na die dag (1 april 2026)"),
        ([], [SCC_TIA], "met een positieve TIA"),
    ],
)
def test_the_reason_names_what_was_found(decisions, transfers, words):
    found = assess("US", "gemeente", DAY, (), decisions, transfers, country_name="Verenigde Staten")
    assert words in found.reason
