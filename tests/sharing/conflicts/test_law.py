"""What the report finds of the law's own layer: each code on both sides of what makes the difference."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sharing.agreements.choices import Article28Item
from sharing.conflicts.rules import A_YEAR, conflicts_between
from sharing.gate.facts import HeldCapacity
from tests.sharing.conflicts.conflict_facts import (
    SINCE,
    agreement,
    codes,
    commitments,
    flow,
    found,
    link,
    organisation,
    processor,
    register,
)
from tests.sharing.facts import DAY, decision, transfer

ONE_DAY = timedelta(days=1)
ALL_MET = {item.value: "met" for item in Article28Item}
HELPER = organisation("hulp", name="Hulp Ltd", country="IN", holds=(), agreements=())


def one_of(facts, code: str, **promised):
    return next(one for one in conflicts_between(commitments(**promised), facts, on=DAY) if one.code == code)


class TestOurOwnSubProcessors:
    """Where we are the processor for a client, who serves us in that counts as well."""

    def facts(self, **changes):
        for_client = agreement(id=2, reference="VG-1", kind="processing_agreement_as_processor")
        client = organisation(name="Gemeente Waterstad", agreements=(agreement(), for_client))
        return register(client, HELPER, sub_processing=(link(**changes),))

    def test_one_outside_the_eea_is_named_with_its_client(self):
        found_one = one_of(self.facts(), "own-sub-processor-outside-eea")
        assert found_one.weight == "conflict"
        assert (
            "Hulp Ltd verwerkt als onze subverwerker gegevens van Gemeente Waterstad in een land buiten de EER "
            "(India): Opslag (overeenkomst VG-1)." in found_one.fact
        )

    @pytest.mark.parametrize(
        "changes",
        [
            {"country": "NL"},
            {"standing": {"last_day": DAY - ONE_DAY}},
            {"standing": {"first_day": DAY + ONE_DAY}},
        ],
    )
    def test_not_within_the_eea_nor_outside_its_days(self, changes):
        assert "own-sub-processor-outside-eea" not in codes(self.facts(**changes))

    def test_a_country_that_the_text_allows_is_no_conflict(self):
        facts = replace(self.facts(), decisions=(decision(country="IN"),))
        assert "own-sub-processor-outside-eea" not in codes(facts, transfer_policy="adequate_countries")


class TestOthersAbroad:
    @pytest.mark.parametrize("capacity", ["partner", "other"])
    @pytest.mark.parametrize(("country", "there"), [("IN", True), ("NL", False)])
    def test_who_may_receive_without_an_agreement(self, capacity, country, there):
        facts = register(organisation("ver", country=country, holds=(capacity,), agreements=()))
        assert found(facts) == ([("recipient-outside-eea", "conflict")] if there else [])

    def test_it_says_what_the_party_is_and_where(self):
        facts = register(
            organisation("ver", name="Ver Weg", country="IN", holds=("partner", "other"), agreements=())
        )
        assert one_of(facts, "recipient-outside-eea").fact == (
            "Ver Weg staat in het register als andere derde en samenwerkingspartner, in een land buiten de EER (India)."
        )

    def test_an_authority_abroad_receives_only_what_the_law_obliges(self):
        assert codes(register(organisation("ver", country="IN", holds=("authority",), agreements=()))) == []

    def test_who_was_a_partner_is_none_any_more(self):
        left = HeldCapacity("partner", SINCE, DAY - ONE_DAY)
        assert codes(register(organisation("ver", country="IN", capacities=(left,), agreements=()))) == []


class TestCapacityEnded:
    def facts(self, last: date, shared: date, **changes):
        left = organisation(
            name="Gemeente Waterstad", capacities=(HeldCapacity("client", SINCE, last),), **changes
        )
        return register(left, flows=(flow(last=shared),))

    @pytest.mark.parametrize(("shared", "told"), [(0, False), (1, True)])
    def test_data_goes_on_the_day_after(self, shared, told):
        last = DAY - timedelta(days=20)
        facts = self.facts(last, last + timedelta(days=shared))
        assert ("capacity-ended" in codes(facts)) == told

    def test_the_agreement_that_ended_too_is_named(self):
        last = date(2026, 2, 1)
        facts = self.facts(last, date(2026, 3, 2), agreements=(agreement(last_day=last),))
        assert one_of(facts, "capacity-ended").fact == (
            "Gemeente Waterstad was tot en met 1 februari 2026 opdrachtgever en ontving daarna nog gegevens. "
            "Overeenkomst VO-2024-01 liep tot en met 1 februari 2026. Sinds 1 maart 2025 zijn er 3 verstrekkingen "
            "vastgelegd; de laatste op 2 maart 2026."
        )

    def test_who_became_it_again_is_told_of_no_more(self):
        held = (
            HeldCapacity("client", SINCE, date(2026, 1, 1)),
            HeldCapacity("client", date(2026, 2, 1), None),
        )
        facts = register(organisation(capacities=held), flows=(flow(last=date(2026, 1, 15)),))
        assert "capacity-ended" not in codes(facts)


class TestUnsigned:
    draft = agreement(signed_on=None)

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({}, ["agreement-unsigned"]),
            ({"first_day": DAY + ONE_DAY}, ["agreement-missing"]),
            ({"last_day": DAY}, ["agreement-unsigned"]),
            ({"last_day": DAY - ONE_DAY}, ["agreement-ended"]),
        ],
    )
    def test_a_client_with_nothing_but_a_draft(self, changes, expected):
        assert codes(register(organisation(agreements=(replace(self.draft, **changes),)))) == expected

    def test_a_draft_beside_a_signed_one_waits_its_turn(self):
        both = (agreement(), replace(self.draft, id=9, reference="VO-2"))
        assert codes(register(organisation(agreements=both), flows=(flow(),))) == []

    def test_a_draft_that_something_relied_on(self):
        both = (agreement(), replace(self.draft, id=9, reference="VO-2"))
        facts = register(organisation(agreements=both), flows=(flow(agreement=9),))
        assert found(facts) == [("agreement-unsigned", "conflict")]
        assert (
            "heeft geen datum van ondertekening en is dus nog een concept"
            in one_of(facts, "agreement-unsigned").fact
        )

    @pytest.mark.parametrize(
        ("flows", "expected"),
        [((), []), ((flow(capacity="partner", agreement=None),), ["agreement-unsigned"])],
    )
    def test_a_partner_needs_one_only_when_it_is_used(self, flows, expected):
        own = replace(self.draft, kind="cooperation_agreement")
        assert codes(register(organisation(holds=("partner",), agreements=(own,)), flows=flows)) == expected


class TestArticle28:
    def facts(self, **changes):
        own = agreement(**{"id": 2, "reference": "VW-1", "kind": "processing_agreement"} | changes)
        return register(processor(country="NL", agreements=(own,)))

    @pytest.mark.parametrize(
        ("clauses", "told"),
        [
            (ALL_MET, False),
            (ALL_MET | {"e": "not_applicable"}, False),
            (ALL_MET | {"e": "not_met"}, True),
            ({"a": "met"}, True),
        ],
    )
    def test_each_item_is_arranged_or_does_not_apply(self, clauses, told):
        assert found(self.facts(clauses=clauses)) == ([("art-28-incomplete", "conflict")] if told else [])

    def test_the_items_are_named(self):
        fact = one_of(self.facts(clauses=dict.fromkeys("abcdg", "met")), "art-28-incomplete").fact
        assert fact == "Van overeenkomst VW-1 met Bureau staat niet vast dat zij e, f en h regelt."

    def test_of_an_agreement_that_ended_or_is_of_another_kind_nothing_is_asked(self):
        assert "art-28-incomplete" not in codes(self.facts(clauses={}, last_day=DAY - ONE_DAY))
        assert codes(register(organisation(agreements=(agreement(clauses={}),)))) == []


class TestSubProcessors:
    def facts(self, authorisation: str, **standing):
        own = agreement(id=2, reference="VW-1", kind="processing_agreement", authorisation=authorisation)
        sub = link(country="NL", standing={"approved_on": None} | standing)
        return register(processor(country="NL", agreements=(own,)), HELPER, sub_processing=(sub,))

    @pytest.mark.parametrize(
        ("authorisation", "standing", "told"),
        [
            ("specific", {}, True),
            ("specific", {"approved_on": DAY}, False),
            ("specific", {"approved_on": DAY + ONE_DAY}, True),
            ("none", {}, True),
            ("general", {}, False),
            ("general", {"objection_until": DAY}, True),
            ("general", {"objection_until": DAY - ONE_DAY}, False),
            ("specific", {"last_day": DAY - ONE_DAY}, False),
        ],
    )
    def test_who_was_never_approved_where_that_is_needed(self, authorisation, standing, told):
        expected = [("sub-processor-not-approved", "conflict")] if told else []
        assert found(self.facts(authorisation, **standing)) == expected

    def test_several_under_one_agreement_are_one_conflict(self):
        facts = self.facts("specific")
        more = link(id=7, party="bureau", service="Printen", country="NL", standing={"approved_on": None})
        facts = replace(facts, sub_processing=(*facts.sub_processing, more))
        assert (
            "ingeschakeld: Bureau (Printen) en Hulp Ltd (Opslag); een goedkeuring"
            in one_of(facts, "sub-processor-not-approved").fact
        )


class TestDecisionEnds:
    @pytest.mark.parametrize(
        ("last", "told"), [(None, False), (DAY + A_YEAR, True), (DAY + A_YEAR + ONE_DAY, False)]
    )
    def test_within_a_year(self, last, told):
        facts = register(processor(), decisions=(decision(last_day=last),))
        assert ("decision-ends" in codes(facts, transfer_policy="adequate_countries")) == told

    def test_nobody_who_rests_on_it_is_nothing_to_tell(self):
        facts = register(decisions=(decision(last_day=DAY),))
        assert codes(facts) == []


class TestHabit:
    def facts(self, months: int, **changes):
        flows = tuple(
            flow(
                country="IN",
                count=1,
                month=date(2025, 6 + number, 1),
                last=date(2025, 6 + number, 9),
                **changes,
            )
            for number in range(months)
        )
        grounded = transfer(country="IN", mechanism="art_49_b")
        return register(organisation(transfers=(grounded,)), flows=flows)

    @pytest.mark.parametrize(("months", "told"), [(1, False), (2, False), (3, True)])
    def test_a_derogation_in_so_many_months_is_no_exception(self, months, told):
        assert ("derogation-as-habit" in codes(self.facts(months))) == told

    def test_it_says_how_often(self):
        fact = one_of(self.facts(4), "derogation-as-habit").fact
        assert (
            "rust op een afwijking en komt in 4 maanden voor. Sinds 1 maart 2025 zijn er 4 verstrekkingen"
            in fact
        )

    def test_what_was_recorded_as_a_deviation_is_no_habit_that_we_allowed(self):
        assert "derogation-as-habit" not in codes(self.facts(3, permitted=False))


def test_what_is_done_for_a_client_is_judged_by_his_text_and_not_by_ours():
    for_client = agreement(id=2, reference="VG-1", kind="processing_agreement_as_processor")
    facts = register(
        organisation(agreements=(agreement(), for_client)),
        flows=(flow(agreement=2, purpose="hr", data_categories=frozenset({"bsn"}), on_behalf_of="gemeente"),),
    )
    assert codes(facts, data_categories={"client": ("naam", "verzuim")}) == []


def test_no_sentence_ends_without_a_stop_or_says_a_thing_twice():
    own = agreement(id=2, reference="VW-1", kind="processing_agreement", clauses={}, authorisation="specific")
    facts = register(
        processor(agreements=(own,)),
        organisation(agreements=(agreement(signed_on=None),)),
        organisation(
            "ver",
            country="IN",
            holds=("partner",),
            agreements=(),
            transfers=(transfer(party="ver", country="IN", mechanism="art_49_b"),),
        ),
        HELPER,
        sub_processing=(link(standing={"approved_on": None}),),
        decisions=(decision(last_day=DAY),),
        flows=tuple(
            flow(recipient="ver", capacity="partner", country="IN", agreement=None, month=date(2025, n, 1))
            for n in (5, 6, 7)
        ),
    )
    told = conflicts_between(commitments(), facts, on=DAY)
    assert {
        "art-28-incomplete",
        "sub-processor-not-approved",
        "agreement-unsigned",
        "derogation-as-habit",
    } <= {one.code for one in told}
    for conflict in told:
        for sentence in (conflict.promise, conflict.fact):
            assert sentence.endswith("."), sentence
            assert "  " not in sentence and ".." not in sentence and " ." not in sentence, sentence
