"""Truth tables of the conflict report: each code on both sides of what makes the difference."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sharing.conflicts.findings import CODES
from sharing.conflicts.rules import conflicts_between
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
from tests.sharing.facts import DAY, decision, tia, transfer

ONE_DAY = timedelta(days=1)
LAWFUL = transfer(party="bureau")
ASSESSED = (tia(party="bureau"),)


def test_a_register_that_does_what_the_text_says_has_no_conflicts():
    assert codes(register(flows=(flow(),))) == []


def test_the_order_is_that_of_the_codes():
    facts = register(processor(), organisation(agreements=()), flows=(flow(purpose="hr"),))
    order = codes(facts, response_weeks=5)
    assert len(order) > 3
    assert order == sorted(order, key=CODES.index)


class TestOutsideTheEea:
    @pytest.mark.parametrize(
        ("policy", "decisions", "transfers", "conflict"),
        [
            ("legal_obligation_only", (decision(),), (), True),
            ("legal_obligation_only", (), (LAWFUL,), True),
            ("adequate_countries", (decision(),), (), False),
            ("adequate_countries", (), (LAWFUL,), True),
            ("adequate_countries", (decision(scope="DPF"),), (LAWFUL,), True),
            ("adequate_countries", (decision(last_day=DAY),), (), False),
            ("adequate_countries", (decision(last_day=DAY - ONE_DAY),), (LAWFUL,), True),
            ("appropriate_safeguards", (), (LAWFUL,), False),
            ("appropriate_safeguards", (decision(),), (), False),
            ("appropriate_safeguards", (), (replace(LAWFUL, last_day=DAY - ONE_DAY),), True),
            ("appropriate_safeguards", (), (replace(LAWFUL, mechanism="art_49_e"),), True),
        ],
    )
    def test_a_processor_by_what_the_text_allows(self, policy, decisions, transfers, conflict):
        facts = register(processor(transfers=transfers, assessments=ASSESSED), decisions=decisions)
        assert ("processor-outside-eea" in codes(facts, transfer_policy=policy)) == conflict

    @pytest.mark.parametrize("country", ["NL", "BE"])
    def test_a_processor_within_the_eea(self, country):
        assert codes(register(processor(country=country))) == []

    @pytest.mark.parametrize(("day", "left"), [(date(2020, 12, 31), False), (date(2021, 1, 1), True)])
    def test_a_country_that_left_the_eea(self, day, left):
        own = agreement(kind="processing_agreement", first_day=date(2019, 1, 1), signed_on=date(2019, 1, 1))
        facts = register(processor(country="GB", agreements=(own,)))
        assert ("processor-outside-eea" in codes(facts, on=day)) == left

    @pytest.mark.parametrize(("day", "there"), [(DAY, True), (DAY + ONE_DAY, False)])
    def test_until_the_last_day_of_the_agreement(self, day, there):
        own = agreement(id=2, kind="processing_agreement", last_day=DAY)
        assert ("processor-outside-eea" in codes(register(processor(agreements=(own,))), on=day)) == there

    def test_a_sub_processor_names_whose_it_is(self):
        facts = register(
            processor(country="NL", name="Bureau Noord"),
            organisation("hulp", name="Hulp Ltd", country="IN", holds=(), agreements=()),
            sub_processing=(link(),),
        )
        [conflict] = [
            one
            for one in conflicts_between(commitments(), facts, on=DAY)
            if one.code == "processor-outside-eea"
        ]
        assert "Hulp Ltd verwerkt als subverwerker van Bureau Noord" in conflict.fact
        assert "(India): Opslag (overeenkomst VW-1)" in conflict.fact
        assert (conflict.about[0].kind, conflict.about[0].id) == ("agreement", 2)

    def test_a_sub_processor_counts_by_the_country_of_the_service(self):
        organisations = processor(country="NL"), organisation("hulp", country="IN", holds=(), agreements=())
        assert codes(register(*organisations, sub_processing=(link(country="NL"),))) == []

    def test_a_chain_under_an_agreement_that_ended_is_gone(self):
        ended = agreement(id=2, kind="processing_agreement", terminated_per=DAY - ONE_DAY)
        facts = register(
            processor(country="NL", agreements=(ended,)),
            organisation("hulp", country="IN", holds=(), agreements=()),
            sub_processing=(link(),),
        )
        assert "processor-outside-eea" not in codes(facts)

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({}, [("recipient-outside-eea", "conflict")]),
            ({"permitted": False}, [("recipient-outside-eea", "warning")]),
            ({"obliged": True}, []),
        ],
    )
    def test_what_was_shared_with_others(self, changes, expected):
        grounded = transfer(mechanism="art_49_e")
        facts = register(organisation(transfers=(grounded,)), flows=(flow(country="US", **changes),))
        assert found(facts) == expected

    def test_what_was_shared_with_who_left_is_history(self):
        left = organisation(agreements=(), capacities=(HeldCapacity("client", SINCE, DAY - ONE_DAY),))
        assert codes(register(left, flows=(flow(country="US", agreement=None),))) == []


class TestTheLaw:
    def test_an_agreement_outside_the_eea_without_a_ground(self):
        assert codes(register(organisation(country="US")), transfer_policy="appropriate_safeguards") == [
            "recipient-outside-eea",
            "transfer-without-mechanism",
        ]

    @pytest.mark.parametrize(("last", "missing"), [(DAY, False), (DAY - ONE_DAY, True)])
    def test_a_mechanism_holds_through_its_last_day(self, last, missing):
        facts = register(processor(transfers=(replace(LAWFUL, last_day=last),), assessments=ASSESSED))
        assert ("transfer-without-mechanism" in codes(facts)) == missing

    @pytest.mark.parametrize(("last", "missing"), [(DAY, False), (DAY - ONE_DAY, True)])
    def test_a_registered_transfer_whose_decision_ended(self, last, missing):
        adequate = transfer(party="bureau", mechanism="adequacy", inside_scope=True)
        facts = register(
            processor(agreements=(), holds=(), transfers=(adequate,)), decisions=(decision(last_day=last),)
        )
        assert codes(facts) == (["transfer-without-mechanism"] if missing else ["decision-ends"])

    @pytest.mark.parametrize(
        ("day", "positive", "sound"),
        [(DAY, True, True), (DAY + ONE_DAY, True, False), (DAY, False, False), (None, None, False)],
    )
    def test_a_safeguard_needs_a_positive_assessment(self, day, positive, sound):
        made = (tia(party="bureau", day=day, positive=positive),) if day else ()
        facts = register(processor(transfers=(LAWFUL,), assessments=made))
        assert ("transfer-without-tia" in codes(facts)) != sound

    @pytest.mark.parametrize(("review", "told"), [(True, True), (False, False)])
    def test_a_decision_under_review_is_a_warning(self, review, told):
        facts = register(processor(), decisions=(decision(under_review=review),))
        assert (("adequacy-under-review", "warning") in found(facts)) == told

    def test_what_an_authority_abroad_once_received_rested_on_the_ground_of_that_day(self):
        facts = register(
            organisation("dienst", holds=("authority",), agreements=()),
            flows=(
                flow(recipient="dienst", capacity="authority", country="US", obliged=True, agreement=None),
            ),
        )
        assert codes(facts) == []

    @pytest.mark.parametrize(("weeks", "conflict"), [(0, False), (4, False), (5, True)])
    def test_an_answer_within_a_month(self, weeks, conflict):
        assert ("response-term-too-long" in codes(register(), response_weeks=weeks)) == conflict

    @pytest.mark.parametrize(("months", "conflict"), [(0, False), (2, False), (3, True)])
    def test_two_months_more(self, months, conflict):
        assert ("extension-too-long" in codes(register(), extension_months=months)) == conflict

    def test_identity_and_consent_are_the_organisation_s_own_choice(self):
        assert codes(register(), identity_check=False, consent_for_all_else=False) == []


class TestCapacities:
    def test_one_that_is_held_but_not_stated_names_who(self):
        facts = register(organisation("huisarts", name="De Linde", holds=("other",), agreements=()))
        [conflict] = conflicts_between(commitments(capacities=("client",)), facts, on=DAY)
        assert (conflict.code, conflict.subject, conflict.weight) == (
            "capacity-not-stated",
            "other",
            "conflict",
        )
        assert conflict.promise == "Gegevens gaan alleen naar deze ontvangers: opdrachtgever."
        assert conflict.fact == "In het register staat als andere derde: De Linde."

    @pytest.mark.parametrize(("last", "there"), [(DAY, True), (DAY - ONE_DAY, False)])
    def test_held_through_its_last_day(self, last, there):
        held = HeldCapacity("other", date(2020, 1, 1), last)
        facts = register(organisation(capacities=(held,), agreements=()))
        assert (codes(facts, capacities=("client",)) == ["capacity-not-stated"]) == there

    @pytest.mark.parametrize(
        ("kind", "capacity"),
        [
            ("service_agreement", "client"),
            ("processing_agreement_as_processor", "client"),
            ("joint_controllers", "client"),
            ("cooperation_agreement", "partner"),
            ("processing_agreement", "processor"),
        ],
    )
    def test_an_agreement_alone_uses_the_capacity_of_its_kind(self, kind, capacity):
        facts = register(organisation(holds=(), agreements=(agreement(kind=kind),)))
        stated = tuple({"client", "partner", "processor"} - {capacity})
        assert codes(facts, capacities=stated) == ["capacity-not-stated"]
        assert codes(facts, capacities=(capacity,)) == []

    @pytest.mark.parametrize(("permitted", "weight"), [(True, "conflict"), (False, "warning")])
    def test_the_log_alone(self, permitted, weight):
        facts = register(
            organisation(holds=(), agreements=()),
            flows=(flow(capacity="other", permitted=permitted, agreement=None),),
        )
        assert found(facts, capacities=("client",)) == [("capacity-not-stated", weight)]

    def test_many_parties_are_one_conflict_that_names_a_few(self):
        many = [
            organisation(f"derde-{n}", id=n, name=f"Derde {n}", holds=("other",), agreements=())
            for n in range(8)
        ]
        [conflict] = conflicts_between(commitments(capacities=("client",)), register(*many), on=DAY)
        assert "Derde 0, Derde 1, Derde 2, Derde 3, Derde 4 en nog 3 andere" in conflict.fact
        assert len(conflict.about) == 5


class TestPurposes:
    @pytest.mark.parametrize(
        ("agreed", "stated", "conflict"),
        [
            ("reintegratie", ("reintegratie",), False),
            ("plaatsing", ("reintegratie",), False),
            ("plaatsing", ("plaatsing",), False),
            ("reintegratie", ("plaatsing",), True),
            ("hr", ("reintegratie",), True),
        ],
    )
    def test_a_stated_purpose_covers_those_below_it(self, agreed, stated, conflict):
        facts = register(organisation(agreements=(agreement(purposes=frozenset({agreed})),)))
        assert codes(facts, purposes=stated) == (["purpose-not-stated"] if conflict else [])

    def test_of_an_agreement_that_ended_no_more(self):
        ended = agreement(id=9, purposes=frozenset({"hr"}), last_day=DAY - ONE_DAY)
        assert codes(register(organisation(agreements=(agreement(), ended)))) == []

    @pytest.mark.parametrize(("permitted", "weight"), [(True, "conflict"), (False, "warning")])
    def test_the_log_alone(self, permitted, weight):
        facts = register(flows=(flow(purpose="hr", permitted=permitted),))
        assert found(facts) == [("purpose-not-stated", weight)]

    def test_it_says_how_often_and_since_when(self):
        facts = register(flows=(flow(purpose="hr"), flow(purpose="hr", permitted=False, count=1234)))
        [conflict] = conflicts_between(commitments(), facts, on=DAY)
        assert conflict.promise.startswith("De verklaring noemt ‘Werkgeverstaken’ niet als doeleinde")
        assert (
            "Sinds 1 maart 2025 zijn er 1.237 verstrekkingen vastgelegd, waarvan 1.234 als afwijking; "
            "de laatste op 2 maart 2026." in conflict.fact
        )


class TestAgreements:
    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({}, []),
            ({"last_day": DAY}, []),
            ({"last_day": DAY - ONE_DAY}, ["agreement-ended"]),
            ({"terminated_per": DAY}, []),
            ({"terminated_per": DAY - ONE_DAY}, ["agreement-ended"]),
            ({"first_day": DAY}, []),
            ({"first_day": DAY + ONE_DAY}, ["agreement-missing"]),
            ({"kind": "cooperation_agreement"}, ["agreement-missing"]),
            ({"kind": "joint_controllers"}, []),
        ],
    )
    def test_a_stated_client_has_one_in_force_of_the_right_kind(self, changes, expected):
        assert codes(register(organisation(agreements=(agreement(**changes),)))) == expected

    def test_it_names_the_party_the_agreement_and_the_day(self):
        ended = agreement(terminated_per=date(2026, 2, 28))
        [conflict] = conflicts_between(
            commitments(), register(organisation(name="Gemeente Waterstad", agreements=(ended,))), on=DAY
        )
        assert conflict.fact == (
            "Gemeente Waterstad staat op 31 maart 2026 in het register als opdrachtgever, maar overeenkomst "
            "VO-2024-01 is opgezegd per 28 februari 2026."
        )

    @pytest.mark.parametrize("capacity", ["partner", "authority", "other"])
    def test_others_need_none(self, capacity):
        assert codes(register(organisation(holds=(capacity,), agreements=()))) == []

    def test_who_is_not_stated_is_told_of_once(self):
        facts = register(organisation(agreements=()))
        assert codes(facts, capacities=("partner",)) == ["capacity-not-stated"]

    def test_who_is_no_client_any_more_needs_none(self):
        left = HeldCapacity("client", date(2020, 1, 1), DAY - ONE_DAY)
        assert codes(register(organisation(capacities=(left,), agreements=()))) == []

    def test_who_serves_a_processor_of_ours_needs_none_with_us(self):
        helper = organisation("hulp", holds=("processor",), agreements=())
        facts = register(processor(country="NL"), helper)
        assert codes(facts) == ["agreement-missing"]
        assert codes(replace(facts, sub_processing=(link(country="NL"),))) == []


class TestData:
    @pytest.mark.parametrize(
        ("data", "permitted", "expected"),
        [
            ({"naam"}, True, []),
            ({"naam", "verzuim"}, True, []),
            ({"naam", "bsn"}, True, [("categories-not-agreed", "conflict")]),
            ({"bsn"}, False, [("categories-not-agreed", "warning")]),
        ],
    )
    def test_shared_but_in_no_agreement(self, data, permitted, expected):
        facts = register(flows=(flow(data_categories=frozenset(data), permitted=permitted),))
        assert found(facts) == expected

    def test_the_excess_is_named(self):
        facts = register(flows=(flow(data_categories=frozenset({"naam", "bsn"})),))
        assert (
            "die in geen overeenkomst staan: BSN." in conflicts_between(commitments(), facts, on=DAY)[0].fact
        )

    def test_an_agreement_that_held_in_the_period_counts(self):
        def facts(last_day):
            former = agreement(id=8, data_categories=frozenset({"bsn"}), last_day=last_day)
            return register(
                organisation(agreements=(agreement(), former)),
                flows=(flow(data_categories=frozenset({"bsn"})),),
            )

        assert codes(facts(SINCE)) == []
        assert codes(facts(SINCE - ONE_DAY)) == ["categories-not-agreed"]

    def test_a_partner_without_an_agreement_has_no_limit(self):
        facts = register(
            organisation(holds=("partner",), agreements=()),
            flows=(flow(capacity="partner", data_categories=frozenset({"bsn"}), agreement=None),),
        )
        assert codes(facts) == []

    @pytest.mark.parametrize(
        ("policy", "data", "expected"),
        [
            ("explicit_consent_only", {"naam", "gezondheid"}, [("special-data-agreed", "conflict")]),
            ("explicit_consent_only", {"naam", "bsn"}, []),
            ("lawful_ground", {"naam", "gezondheid"}, []),
        ],
    )
    def test_special_data_in_an_agreement_is_more_than_the_text_promises(self, policy, data, expected):
        facts = register(organisation(agreements=(agreement(data_categories=frozenset(data)),)))
        assert found(facts, special_categories=policy) == expected


def test_no_sentence_ends_without_a_stop_or_says_a_thing_twice():
    facts = register(
        processor(transfers=(LAWFUL,), assessments=(tia(party="bureau", positive=False),)),
        organisation(agreements=(agreement(last_day=SINCE),), holds=("client", "other")),
        organisation("hulp", country="IN", holds=("processor",), agreements=()),
        sub_processing=(link(),),
        flows=(flow(purpose="hr"), flow(recipient="bureau", capacity="processor", country="US", count=1)),
    )
    for conflict in conflicts_between(commitments(capacities=("client", "processor")), facts, on=DAY):
        for sentence in (conflict.promise, conflict.fact):
            assert sentence.endswith("."), sentence
            assert "  " not in sentence and ".." not in sentence and " ." not in sentence, sentence
