"""What if: what a thought touches and which conflicts it would bring, without a change of the facts it starts from."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sharing.conflicts.queries import months_before
from sharing.conflicts.thoughts import (
    NotStricter,
    agreement_ends,
    decision_ends,
    party_leaves,
    promise_tightened,
)
from sharing.conflicts.what_if import impact
from sharing.gate.facts import HeldCapacity
from tests.sharing.conflicts.conflict_facts import (
    agreement,
    commitments,
    flow,
    link,
    organisation,
    processor,
    register,
)
from tests.sharing.facts import DAY, decision, tia, transfer

LAST = date(2026, 12, 31)
MONTHS = months_before(DAY)
REFERENCE = "(EU) 2023/1795"


def told(conflicts) -> list[tuple[str, str]]:
    return [(one.code, one.subject) for one in conflicts]


def counts(found) -> dict[date, int]:
    return {month: count for month, count in found.months if count}


class TestADecisionEnds:
    facts = register(
        processor(),
        organisation(),
        decisions=(decision(), decision(country="CH", reference="2000/518/EC")),
        flows=(
            flow(recipient="bureau", capacity="processor", country="US", agreement=2, count=4),
            flow(count=90),
            flow(recipient="bureau", capacity="processor", country="US", month=date(2025, 12, 1), count=2),
        ),
    )
    promised = commitments(transfer_policy="adequate_countries")

    def ask(self, facts=None, **changes):
        values = {"country": "US", "reference": REFERENCE, "last_day": LAST}
        return impact(decision_ends(self.promised, facts or self.facts, **values | changes), MONTHS)

    def test_who_rests_on_it_what_it_costs_and_where_it_is_promised(self):
        found = self.ask()
        assert found.on == date(2027, 1, 1)
        assert [one.code for one in found.parties] == ["bureau"]
        assert [one.reference for _party, one in found.agreements] == ["VW-1"]
        assert counts(found) == {date(2025, 12, 1): 2, date(2026, 3, 1): 4}
        assert told(found.new) == [
            ("processor-outside-eea", "bureau US"),
            ("transfer-without-mechanism", "bureau US"),
        ]
        assert found.touched >= {"transfer_policy", "transfers"}
        assert (found.gone, found.changed) == ((), ())

    def test_who_has_another_ground_only_breaks_the_promise(self):
        safe = {"transfers": (transfer(party="bureau"),), "assessments": (tia(party="bureau"),)}
        found = self.ask(replace(self.facts, organisations={"bureau": processor(**safe)}, flows=()))
        assert told(found.new) == [("processor-outside-eea", "bureau US")]

    def test_nobody_rests_on_another_country_s(self):
        found = self.ask(country="CH", reference="2000/518/EC")
        assert (found.parties, found.agreements, found.new, found.touched) == ((), (), (), frozenset())
        assert counts(found) == {}

    def test_what_ends_by_then_anyway_is_no_consequence(self):
        over = agreement(id=2, reference="VW-1", kind="processing_agreement", last_day=LAST)
        facts = replace(
            self.facts, organisations={"bureau": processor(agreements=(over,), holds=())}, flows=()
        )
        assert self.ask(facts).new == ()
        assert told(self.ask(facts, last_day=LAST - timedelta(days=1)).new) != []

    def test_on_its_own_last_day_it_says_what_happens_the_day_after(self):
        ending = replace(self.facts, decisions=(decision(last_day=LAST),))
        found = self.ask(ending)
        assert [one.code for one in found.parties] == ["bureau"]
        assert told(found.new) == [
            ("processor-outside-eea", "bureau US"),
            ("transfer-without-mechanism", "bureau US"),
        ]
        assert counts(found) == {date(2025, 12, 1): 2, date(2026, 3, 1): 4}
        assert (found.gone, found.changed) == ((), ())


class TestAnAgreementEnds:
    def test_on_its_own_last_day_it_says_what_happens_the_day_after(self):
        ending = register(organisation(agreements=(agreement(last_day=LAST),)), flows=(flow(count=7),))
        found = impact(agreement_ends(commitments(), ending, agreement=1, last_day=LAST), MONTHS)
        assert told(found.new) == [("agreement-ended", "gemeente client")]
        assert "liep tot en met 31 december 2026" in found.new[0].fact
        assert counts(found) == {date(2026, 3, 1): 7}

    def test_its_party_its_disclosures_and_the_promise(self):
        facts = register(flows=(flow(count=7), flow(agreement=None, count=5)))
        found = impact(agreement_ends(commitments(), facts, agreement=1, last_day=LAST), MONTHS)
        assert [one.code for one in found.parties] == ["gemeente"]
        assert counts(found) == {date(2026, 3, 1): 7}
        assert told(found.new) == [("agreement-ended", "gemeente client")]
        assert (
            "tot en met 31 december 2026" in found.new[0].fact or "per 31 december 2026" in found.new[0].fact
        )
        assert found.touched == {"capacities", "recipients"}

    def test_another_agreement_that_goes_on_carries_it(self):
        facts = register(organisation(agreements=(agreement(), agreement(id=5, reference="VO-2"))))
        assert impact(agreement_ends(commitments(), facts, agreement=1, last_day=LAST), MONTHS).new == ()

    def test_a_chain_goes_with_it_and_its_conflict_disappears(self):
        facts = register(
            processor(country="NL"),
            organisation("hulp", country="IN", holds=(), agreements=()),
            sub_processing=(link(),),
        )
        found = impact(agreement_ends(commitments(), facts, agreement=2, last_day=LAST), MONTHS)
        assert {one.code for one in found.parties} == {"bureau", "hulp"}
        assert ("processor-outside-eea", "hulp IN") in told(found.gone)
        assert "processors" in found.touched


class TestAPartyLeaves:
    def test_everything_with_it_ends(self):
        safe = transfer(party="bureau")
        facts = register(processor(transfers=(safe,)), flows=(flow(recipient="bureau", country="US"),))
        found = impact(party_leaves(commitments(), facts, code="bureau", last_day=LAST), MONTHS)
        assert [one.reference for _party, one in found.agreements] == ["VW-1"]
        assert found.new == ()
        assert {code for code, _subject in told(found.gone)} >= {
            "processor-outside-eea",
            "transfer-without-tia",
        }
        assert found.touched == {"capacities", "recipients", "processors", "transfers"}
        assert counts(found) == {date(2026, 3, 1): 3}

    def test_a_sub_processor_that_leaves_is_gone_from_the_chain(self):
        facts = register(
            processor(country="NL"),
            organisation("hulp", country="IN", holds=(), agreements=()),
            sub_processing=(link(),),
        )
        found = impact(party_leaves(commitments(), facts, code="hulp", last_day=LAST), MONTHS)
        assert ("processor-outside-eea", "hulp IN") in told(found.gone)
        assert [one.reference for _party, one in found.agreements] == ["VW-1"]

    def tree(self):
        """A processor that engages one, that engages a second, that engages a third; each in India."""
        subs = [organisation(f"hulp-{n}", id=n, country="IN", holds=(), agreements=()) for n in (1, 2, 3)]
        links = tuple(link(id=n, parent=n - 1 or None, party=f"hulp-{n}") for n in (1, 2, 3))
        return register(processor(country="NL"), *subs, sub_processing=links)

    @pytest.mark.parametrize(
        ("code", "along"),
        [
            ("bureau", {"bureau", "hulp-1", "hulp-2", "hulp-3"}),
            ("hulp-1", {"hulp-1", "hulp-2", "hulp-3"}),
            ("hulp-2", {"hulp-2", "hulp-3"}),
            ("hulp-3", {"hulp-3"}),
        ],
    )
    def test_the_tree_below_goes_along_at_every_level(self, code, along):
        found = impact(party_leaves(commitments(), self.tree(), code=code, last_day=LAST), MONTHS)
        assert {one.code for one in found.parties} == along
        assert {subject for _code, subject in told(found.gone)} >= {
            f"{one} IN" for one in along if one.startswith("hulp")
        }
        assert [one.reference for _party, one in found.agreements] == ["VW-1"]

    def test_it_takes_along_what_its_ending_agreement_takes_along(self):
        ends = impact(agreement_ends(commitments(), self.tree(), agreement=2, last_day=LAST), MONTHS)
        leaves = impact(party_leaves(commitments(), self.tree(), code="bureau", last_day=LAST), MONTHS)
        assert ends.parties == leaves.parties
        assert ends.agreements == leaves.agreements
        assert {one.subject for one in ends.gone} <= {one.subject for one in leaves.gone}

    def test_what_we_do_for_a_client_stops_when_he_leaves(self):
        own = agreement(id=3, reference="VG-1", kind="processing_agreement_as_processor")
        facts = register(
            organisation(agreements=(own,)),
            processor(country="NL"),
            flows=(
                flow(recipient="bureau", capacity="processor", agreement=3, on_behalf_of="gemeente", count=9),
            ),
        )
        found = impact(party_leaves(commitments(), facts, code="gemeente", last_day=LAST), MONTHS)
        assert counts(found) == {date(2026, 3, 1): 9}

    def test_who_left_the_tree_before_goes_along_no_more(self):
        facts = self.tree()
        first, *rest = facts.sub_processing
        gone = replace(first, standing=replace(first.standing, last_day=DAY))
        found = impact(
            party_leaves(
                commitments(), replace(facts, sub_processing=(gone, *rest)), code="hulp-1", last_day=LAST
            ),
            MONTHS,
        )
        assert {one.code for one in found.parties} == {"hulp-1"}

    def test_an_earlier_end_stays(self):
        early = HeldCapacity("client", date(2020, 1, 1), date(2026, 6, 1))
        thought = party_leaves(
            commitments(), register(organisation(capacities=(early,))), code="gemeente", last_day=LAST
        )
        [held] = thought.after[1].organisations["gemeente"].facts.capacities
        assert held.last_day == date(2026, 6, 1)


class TestAPromiseIsTightened:
    def ask(self, name, value, facts, **promised):
        return impact(
            promise_tightened(commitments(**promised), facts, name=name, value=value, on=DAY), MONTHS
        )

    def test_transfer_policy(self):
        facts = register(
            processor(),
            decisions=(decision(),),
            flows=(
                flow(recipient="bureau", capacity="processor", country="US", count=6),
                flow(recipient="bureau", capacity="processor", country="US", count=1, obliged=True),
            ),
        )
        found = self.ask(
            "transfer_policy", "legal_obligation_only", facts, transfer_policy="adequate_countries"
        )
        assert told(found.new) == [("processor-outside-eea", "bureau US")]
        assert counts(found) == {date(2026, 3, 1): 6}
        assert [one.reference for _party, one in found.agreements] == ["VW-1"]
        found = self.ask(
            "transfer_policy", "adequate_countries", facts, transfer_policy="appropriate_safeguards"
        )
        assert (found.new, found.parties, counts(found)) == ((), (), {})

    def test_special_categories(self):
        special = agreement(data_categories=frozenset({"gezondheid"}))
        facts = register(
            organisation(agreements=(special,)),
            flows=(
                flow(data_categories=frozenset({"gezondheid"}), count=8),
                flow(count=50, data_categories=frozenset()),
            ),
        )
        found = self.ask(
            "special_categories", "explicit_consent_only", facts, special_categories="lawful_ground"
        )
        assert told(found.new) == [("special-data-agreed", "VO-2024-01")]
        assert counts(found) == {date(2026, 3, 1): 8}

    def test_a_capacity_dropped(self):
        facts = register(
            organisation(), organisation("ander", id=7, holds=("partner",), agreements=()), flows=(flow(),)
        )
        found = self.ask("capacities", "client", facts)
        assert told(found.new) == [("capacity-not-stated", "client")]
        assert [one.code for one in found.parties] == ["gemeente"]
        assert counts(found) == {date(2026, 3, 1): 3}

    def test_a_purpose_dropped_that_one_above_it_still_states(self):
        facts = register(flows=(flow(),))
        kept = self.ask("purposes", "plaatsing", facts, purposes=("reintegratie", "plaatsing"))
        assert (kept.new, counts(kept)) == ((), {})
        lost = self.ask("purposes", "reintegratie", facts, purposes=("reintegratie", "hr"))
        assert [code for code, _subject in told(lost.new)] == ["purpose-not-stated", "purpose-not-stated"]
        assert [one.reference for _party, one in lost.agreements] == ["VO-2024-01"]

    def test_a_shorter_term_solves_what_was_too_long(self):
        found = self.ask("response_weeks", 4, register(), response_weeks=6)
        assert told(found.gone) == [("response-term-too-long", "")]
        assert found.touched == {"response_weeks"}

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("transfer_policy", "legal_obligation_only"),
            ("transfer_policy", "adequate_countries"),
            ("special_categories", "lawful_ground"),
            ("capacities", "buren"),
            ("purposes", "hr"),
            ("response_weeks", 4),
            ("extension_months", 3),
        ],
    )
    def test_what_is_not_stricter_is_refused(self, name, value):
        with pytest.raises(NotStricter):
            promise_tightened(commitments(), register(), name=name, value=value, on=DAY)


def test_a_conflict_that_stays_but_grows_is_called_changed():
    facts = register(
        organisation(agreements=()), organisation("ander", id=7, agreements=(agreement(id=4, reference="B"),))
    )
    promised = commitments(capacities=("partner",))
    found = impact(agreement_ends(promised, facts, agreement=4, last_day=LAST), MONTHS)
    assert (found.new, told(found.changed)) == ((), [("capacity-not-stated", "client")])


def test_a_thought_leaves_the_facts_as_they_were():
    facts = register(processor(transfers=(transfer(party="bureau"),)), decisions=(decision(),))
    before = repr(facts)
    decision_ends(commitments(), facts, country="US", reference=REFERENCE, last_day=LAST)
    agreement_ends(commitments(), facts, agreement=2, last_day=LAST)
    party_leaves(commitments(), facts, code="bureau", last_day=LAST)
    assert repr(facts) == before


def test_months_go_back_a_year_and_over_new_year():
    assert months_before(date(2026, 1, 31))[::6] == [date(2025, 1, 1), date(2025, 7, 1), date(2026, 1, 1)]
