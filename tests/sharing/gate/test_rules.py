"""The gate as truth tables: the statement, the capacity, the day, and everything together."""

from datetime import date

import pytest

from sharing.core.periods import amsterdam_day, start_of_day
from sharing.gate.codes import CODES, WARNINGS
from sharing.gate.facts import HeldCapacity
from sharing.gate.rules import judge
from tests.sharing.facts import (
    ALL_CAPACITIES,
    DAY,
    NOON,
    agreement,
    consent,
    entry,
    facts,
    objection,
    promise,
    restriction,
    transfer,
)
from tests.sharing.gate.cases import ABROAD, NAME_AND_HEALTH, ONE, TICK, codes, finding


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
    assert codes(breaking, known) == [
        "no-statement-in-force",
        "special-without-ground",
        "transfer-without-mechanism",
    ]
    only = finding(entry(), facts(promise=None))
    assert only.message.startswith("Op 31 maart 2026 was geen privacyverklaring van kracht. ")


@pytest.mark.parametrize("capacity", sorted(ALL_CAPACITIES))
@pytest.mark.parametrize("stated", [True, False])
def test_a_capacity_must_be_stated(capacity, stated):
    capacities = ALL_CAPACITIES if stated else ALL_CAPACITIES - {capacity}
    found = codes(entry(capacity=capacity), facts(promise=promise(capacities=capacities)))
    assert ("capacity-not-stated" in found) is not stated


def test_a_capacity_that_is_not_stated_names_those_that_are():
    only = finding(entry(), facts(promise=promise(capacities=frozenset({"partner", "processor"}))))
    assert "geen opdrachtgever als ontvanger, wel: samenwerkingspartner en verwerker." in only.message
    assert only.source == "Verklaring versie 3, paragraaf 6"
    only = finding(entry(), facts(promise=promise(capacities=frozenset())))
    assert "wel: niemand." in only.message


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


@pytest.mark.parametrize(
    ("stated", "excess"),
    [
        (None, ""),
        ({}, ""),
        ({"partner": frozenset()}, ""),
        ({"client": frozenset({"naam", "verzuim"})}, ""),
        ({"client": frozenset({"verzuim"})}, "Naam en adres"),
        ({"client": frozenset()}, "Naam en adres"),
    ],
)
def test_a_statement_may_say_which_data_a_capacity_receives(stated, excess):
    found = judge(entry(), facts(promise=promise(data_categories=stated))).findings
    assert [one.code for one in found] == (["category-not-stated"] if excess else [])
    assert all(f"Niet genoemd: {excess}." in one.message for one in found)


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
        "special-without-ground",
        "outside-eea",
        "transfer-without-tia",
        "consent-withdrawn",
        "objection-upheld",
        "agreement-ends-soon",
        "module-does-not-fit",
    ]
    assert not judge(one, known).allowed


def test_every_code_has_one_place_and_the_warnings_come_last():
    assert len(CODES) == len(set(CODES)) == 35
    assert set(CODES[-8:]) == WARNINGS
