"""Which moments to act the registers hold, whose they are, and when nothing has to be done any more."""

from datetime import date, timedelta

import pytest

from sharing.agreements.choices import AgreementKind
from sharing.duties.choices import MomentKind, Stage
from sharing.duties.queries import moments
from sharing.duties.rules import Moment, by_stage, is_told
from tests import factories

TODAY = date(2026, 11, 26)
pytestmark = pytest.mark.django_db


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


def found(**among) -> list[tuple[str, date]]:
    return [(one.kind, one.day) for one in moments(on=TODAY, **among)]


class TestAgreements:
    def test_what_counts_is_the_last_day_on_which_notice_can_be_given(self):
        factories.AgreementFactory(reference="OV-1", last_day=after(120), notice_days=60)
        factories.AgreementFactory(reference="far", last_day=after(400), notice_days=60)
        factories.AgreementFactory(reference="indefinite", last_day=None, notice_days=60)
        (moment,) = moments(on=TODAY)
        assert (moment.kind, moment.day, moment.what) == (MomentKind.NOTICE, after(60), "OV-1")
        assert moment.stage(TODAY) == Stage.QUARTER

    def test_without_a_notice_period_it_is_the_end(self):
        factories.AgreementFactory(last_day=after(20), notice_days=None)
        assert found() == [(MomentKind.AGREEMENT_ENDS, after(20))]

    def test_of_a_terminated_one_only_the_end_is_left(self):
        factories.AgreementFactory(last_day=after(300), terminated_per=after(40), notice_days=90)
        assert found() == [(MomentKind.AGREEMENT_ENDS, after(40))]
        (moment,) = moments(on=TODAY)
        assert "verlengen" not in moment.to_do(TODAY)  # it would be refused

    def test_notice_that_is_too_late_is_overdue_until_the_end(self):
        factories.AgreementFactory(last_day=after(10), notice_days=30)
        (moment,) = moments(on=TODAY)
        assert (moment.day, moment.stage(TODAY)) == (after(-20), Stage.OVERDUE)
        assert "kan niet meer op tijd" in moment.to_do(TODAY)
        assert moment.left_in_words(TODAY) == "20 dagen te laat"

    def test_a_draft_is_nothing_to_act_on(self):
        factories.AgreementFactory(unsigned=True, last_day=after(10))
        assert found() == []

    def test_a_signed_successor_settles_it_and_a_draft_of_one_does_not(self):
        old = factories.AgreementFactory(last_day=after(10), notice_days=None)
        new = factories.AgreementFactory(
            unsigned=True, replaces=old, party=old.party, first_day=after(11), notice_days=None
        )
        assert len(found()) == 1
        with factories.recorded():
            type(new).objects.filter(pk=new.pk).update(signed_on=TODAY)
        assert found() == []


class TestEndedAndUsed:
    def test_a_processor_whose_agreement_ended(self):
        factories.AgreementFactory(processing=True, last_day=after(-5), notice_days=None)
        assert found() == [(MomentKind.AGREEMENT_ENDED, after(-5))]

    def test_only_the_last_of_several(self):
        first = factories.AgreementFactory(processing=True, last_day=after(-500))
        factories.AgreementFactory(processing=True, party=first.party, last_day=after(-5))
        assert found() == [(MomentKind.AGREEMENT_ENDED, after(-5))]

    def test_not_when_another_is_in_force(self):
        old = factories.AgreementFactory(processing=True, last_day=after(-5))
        factories.AgreementFactory(processing=True, party=old.party, last_day=None)
        assert found() == []

    def test_not_when_the_capacity_ended_too(self):
        old = factories.AgreementFactory(processing=True, last_day=after(-5))
        with factories.recorded():
            old.party.capacities.update(last_day=after(-5))
        assert found() == []

    def test_a_partner_needs_none(self):
        factories.AgreementFactory(cooperation=True, last_day=after(-5))
        assert found() == []

    def test_an_agreement_of_another_kind_is_no_substitute(self):
        old = factories.AgreementFactory(processing=True, last_day=after(-5))
        factories.AgreementFactory(kind=AgreementKind.COOPERATION, party=old.party, last_day=None)
        assert found() == [(MomentKind.AGREEMENT_ENDED, after(-5))]


class TestTransfers:
    def test_the_end_of_a_transfer_and_the_review_of_its_assessment(self):
        transfer = factories.TransferFactory(last_day=after(80), assessed_on=None)
        factories.PartyCapacityFactory(party=transfer.party, capacity="processor")
        factories.ImpactAssessmentFactory(
            party=transfer.party, country=transfer.country, review_due=after(20)
        )
        assert found() == [(MomentKind.REVIEW, after(20)), (MomentKind.TRANSFER_ENDS, after(80))]

    def test_a_later_transfer_or_assessment_settles_it(self):
        transfer = factories.TransferFactory(last_day=after(80), assessed_on=None)
        factories.PartyCapacityFactory(party=transfer.party, capacity="processor")
        given = {"party": transfer.party, "country": transfer.country}
        factories.ImpactAssessmentFactory(**given, review_due=after(20))
        factories.ImpactAssessmentFactory(**given, assessed_on=after(-1))
        factories.TransferFactory(**given, first_day=after(81), assessed_on=None)
        assert found() == []

    def test_who_receives_nothing_any_more_asks_nothing(self):
        factories.TransferFactory(last_day=after(-80))
        assert found() == []

    def test_the_decision_a_transfer_rests_on_ends(self):
        decision = factories.AdequacyDecisionFactory(ends=after(30), annulled=True)
        transfer = factories.TransferFactory(
            scoped=True, decision=decision, party=factories.PartyFactory(country=decision.country)
        )
        factories.PartyCapacityFactory(party=transfer.party, capacity="processor")
        assert found() == [(MomentKind.DECISION_ENDS, after(29))]

    def test_it_belongs_to_who_looks_after_an_agreement_with_the_party_or_above_it(self):
        direct, above, nobody = (factories.UserFactory() for _ in range(3))
        transfer = factories.TransferFactory(last_day=after(80))
        factories.AgreementFactory(processing=True, party=transfer.party, owner=direct)
        factories.SubProcessorFactory(
            party=transfer.party, agreement=factories.AgreementFactory(processing=True, owner=above)
        )
        factories.AgreementFactory(
            processing=True, party=transfer.party, owner=nobody, last_day=date(2020, 2, 1)
        )
        (moment,) = moments(on=TODAY)
        assert moment.owners == {direct.pk, above.pk}


class TestObjections:
    def test_until_the_last_day_and_not_after(self):
        given = {"approved_on": None, "announced_on": after(-5)}
        link = factories.SubProcessorFactory(**given, objection_until=after(3))
        factories.SubProcessorFactory(
            **given, agreement=link.agreement, objection_until=after(-1), service="Mail"
        )
        factories.SubProcessorFactory(agreement=link.agreement, objection_until=after(3), service="Back-up")
        (moment,) = moments(on=TODAY)
        assert (moment.kind, moment.day, moment.agreement) == (
            MomentKind.OBJECTION,
            after(3),
            link.agreement_id,
        )


def test_of_one_agreement_what_is_about_it():
    late = factories.AgreementFactory(last_day=after(10), notice_days=30)
    audited = factories.AgreementFactory(processing=True, last_day=None, audit_due=after(5))
    until = {"approved_on": None, "announced_on": after(-5), "objection_until": after(3)}
    engaged = factories.SubProcessorFactory(**until, service="Opslag").agreement
    ended = factories.AgreementFactory(processing=True, last_day=after(-5), notice_days=None)
    factories.TransferFactory(party=audited.party, last_day=after(7))
    everything = moments(on=TODAY)
    for agreement in (late, audited, engaged, ended):
        of_it = moments(on=TODAY, agreement=agreement.pk)
        assert of_it == [one for one in everything if one.agreement == agreement.pk] != [], agreement


def test_however_many_there_are_the_number_of_questions_is_the_same(django_assert_max_num_queries):
    for number in range(12):
        factories.AgreementFactory(processing=True, last_day=after(number), notice_days=3)
    with django_assert_max_num_queries(1):
        assert len(moments(on=TODAY)) == 12


class TestStages:
    @pytest.mark.parametrize(
        ("days", "stage"),
        [(-1, "overdue"), (0, "7"), (7, "7"), (8, "30"), (30, "30"), (31, "90"), (90, "90"), (91, None)],
    )
    def test_how_near_it_is(self, days, stage):
        moment = Moment(after(days), "notice", 1, "OV-1", "Partij", 1)
        assert moment.stage(TODAY) == stage

    def test_what_was_told_later_covers_what_comes_before(self):
        assert is_told(Stage.QUARTER, ["30"])
        assert not is_told(Stage.WEEK, ["90", "30"])
        assert is_told(Stage.OVERDUE, ["overdue"])

    def test_grouped_by_stage_the_most_urgent_first(self):
        ones = [Moment(after(days), "notice", days, "OV", "Partij", 1) for days in (60, -3, 2, 200)]
        grouped = by_stage(ones, TODAY)
        assert [stage.value for stage in grouped] == ["overdue", "7", "90"]
