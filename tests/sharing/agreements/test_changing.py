"""Extending, terminating, replacing and copying: what happens, what is refused, and what a successor takes along."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from sharing.agreements.changing import (
    copy_agreement,
    extend_agreement,
    replace_agreement,
    terminate_agreement,
)
from sharing.agreements.choices import AgreementStatus
from sharing.agreements.models import Agreement
from sharing.agreements.queries import facts_of, overlapping
from sharing.agreements.rules import status_on
from sharing.agreements.succession import why_not_extended
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.records import version_of
from tests import factories

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2027, 1, 1)


@pytest.fixture
def by(db):
    return factories.UserFactory(role="Contractbeheerder")


@pytest.fixture
def agreement(db):
    purpose = factories.PurposeFactory(code="werk")
    made = factories.AgreementFactory(
        processing=True,
        reference="VW-1",
        covers=[purpose],
        data=[factories.DataCategoryFactory()],
        last_day=date(2026, 12, 31),
    )
    return made


def replaced(agreement, by, **changes) -> Agreement:
    given = {
        "reference": "VW-2",
        "first_day": NEW_YEAR,
        "last_day": None,
        "signed_on": date(2026, 11, 1),
        "covers": {
            "purposes": agreement.purposes.all(),
            "data_categories": agreement.data_categories.all(),
            "subject_categories": [],
        },
        "reason": "Nieuwe voorwaarden",
        **changes,
    }
    return replace_agreement(agreement, by=by, **given)


class TestExtending:
    def test_the_end_moves_and_the_history_says_why(self, agreement, by):
        extend_agreement(agreement, last_day=date(2028, 12, 31), by=by, reason="Brief van 3 maart")
        agreement.refresh_from_db()
        assert agreement.last_day == date(2028, 12, 31)
        last = agreement.history.latest("history_id")
        assert (last.history_change_reason, last.history_user_id) == ("Brief van 3 maart", by.pk)

    def test_it_can_hold_indefinitely(self, agreement, by):
        extend_agreement(agreement, last_day=None, by=by, reason="Stilzwijgend")
        agreement.refresh_from_db()
        assert agreement.last_day is None

    @pytest.mark.parametrize(
        ("changes", "last_day", "sentence"),
        [
            ({}, date(2026, 12, 31), "Zij loopt al tot en met 31 december 2026"),
            ({}, date(2026, 1, 1), "Kies een latere laatste dag"),
            ({"last_day": None}, date(2030, 1, 1), "er valt niets te verlengen"),
            ({"terminated_per": date(2026, 6, 30)}, date(2030, 1, 1), "opgezegd per 30 juni 2026"),
            ({"signed_on": None}, date(2030, 1, 1), "Dit is een concept"),
        ],
    )
    def test_what_is_refused_says_what_to_do(self, changes, last_day, sentence, agreement, by):
        with factories.recorded():
            Agreement.objects.update(**changes)
        before = agreement.history.count()
        with pytest.raises(Refused, match=sentence):
            extend_agreement(agreement, last_day=last_day, by=by, reason="Toch")
        assert agreement.history.count() == before

    def test_what_was_once_terminated_after_its_end_is_not_extended_either(self, agreement):
        stored_long_ago = replace(facts_of(agreement), terminated_per=date(2027, 3, 1))
        assert "opgezegd per 1 maart 2027" in why_not_extended(stored_long_ago, date(2028, 1, 1))

    def test_not_past_the_beginning_of_its_successor(self, agreement, by):
        replaced(agreement, by)
        with pytest.raises(RefusedInput, match="VW-2 volgt haar op vanaf 1 januari 2027"):
            extend_agreement(agreement, last_day=date(2027, 3, 1), by=by, reason="Toch")
        with pytest.raises(RefusedInput, match="VW-2 volgt haar op"):
            extend_agreement(agreement, last_day=None, by=by, reason="Toch")

    def test_who_saw_another_state_is_told_so(self, agreement, by):
        seen = version_of(Agreement, agreement.pk)
        extend_agreement(agreement, last_day=date(2027, 12, 31), by=by, reason="Eerste", seen=seen)
        with pytest.raises(Refused, match="intussen gewijzigd"):
            extend_agreement(agreement, last_day=date(2028, 12, 31), by=by, reason="Tweede", seen=seen)


class TestTerminating:
    def test_the_last_day_is_set_and_the_status_follows(self, agreement, by):
        terminate_agreement(agreement, last_day=date(2026, 6, 30), by=by, reason="Opgezegd per brief")
        agreement.refresh_from_db()
        assert agreement.last_day == date(2026, 12, 31)
        assert status_on(facts_of(agreement), date(2026, 7, 1)) == AgreementStatus.TERMINATED
        assert status_on(facts_of(agreement), date(2026, 6, 30)) != AgreementStatus.TERMINATED

    @pytest.mark.parametrize(
        ("changes", "last_day", "sentence"),
        [
            ({}, date(2027, 1, 1), "Zij eindigt al op 31 december 2026"),
            ({}, date(2019, 12, 31), "Zij begint op 1 januari 2020"),
            ({"terminated_per": date(2026, 6, 30)}, date(2026, 5, 1), "al opgezegd, per 30 juni 2026"),
            ({"signed_on": None}, date(2026, 5, 1), "Dit is een concept"),
        ],
    )
    def test_what_is_refused_says_what_to_do(self, changes, last_day, sentence, agreement, by):
        with factories.recorded():
            Agreement.objects.update(**changes)
        with pytest.raises(Refused, match=sentence):
            terminate_agreement(agreement, last_day=last_day, by=by, reason="Toch")


class TestReplacing:
    def test_the_successor_takes_over_and_the_first_ends_before_it(self, agreement, by):
        engaged = factories.SubProcessorFactory(agreement=agreement, service="Opslag")
        below = factories.SubProcessorFactory(agreement=agreement, service="Back-up", parent=engaged)
        factories.SubProcessorFactory(agreement=agreement, service="Weg", last_day=date(2024, 1, 1))
        with factories.recorded():
            Agreement.objects.update(last_day=None)
        successor = replaced(agreement, by)
        agreement.refresh_from_db()
        assert agreement.last_day == date(2026, 12, 31)
        assert successor.replaces == agreement
        assert list(successor.purposes.all()) == list(agreement.purposes.all())
        assert successor.clauses.count() == 8
        assert (successor.breach_notice_hours, successor.objection_days) == (24, 30)
        chain = {one.service: one for one in successor.sub_processors.select_related("parent")}
        assert set(chain) == {"Opslag", "Back-up"}
        assert chain["Back-up"].parent == chain["Opslag"]
        assert below.agreement == agreement
        assert successor.documents.count() == 0

    def test_an_end_before_it_stays(self, agreement, by):
        replaced(agreement, by, first_day=date(2027, 6, 1))
        agreement.refresh_from_db()
        assert agreement.last_day == date(2026, 12, 31)

    @pytest.mark.parametrize(
        ("changes", "given", "sentence"),
        [
            ({}, {"first_day": date(2020, 1, 1)}, "Zij begint zelf op 1 januari 2020"),
            ({"terminated_per": date(2026, 6, 30)}, {"first_day": date(2026, 6, 30)}, "opgezegd per 30 juni"),
            ({"signed_on": None}, {}, "Dit is een concept"),
        ],
    )
    def test_what_is_refused_leaves_nothing_behind(self, changes, given, sentence, agreement, by):
        with factories.recorded():
            Agreement.objects.update(**changes)
        with pytest.raises(Refused, match=sentence):
            replaced(agreement, by, **given)
        assert Agreement.objects.count() == 1

    def test_once(self, agreement, by):
        replaced(agreement, by)
        with pytest.raises(Refused, match="heeft al een opvolger: VW-2"):
            replaced(agreement, by, reference="VW-3")


class TestCopying:
    def test_a_draft_for_another_party_without_the_chain(self, agreement, by):
        factories.SubProcessorFactory(agreement=agreement)
        party = factories.PartyFactory(processor=True)
        made = copy_agreement(
            agreement,
            reference="VW-9",
            party=party,
            first_day=NEW_YEAR,
            last_day=None,
            by=by,
            reason="Ook zij",
        )
        assert status_on(facts_of(made), NEW_YEAR) == AgreementStatus.DRAFT
        assert (made.party, made.replaces, made.terminated_per) == (party, None, None)
        assert made.clauses.count() == 8
        assert made.sub_processors.count() == 0

    def test_for_the_same_party_with_it(self, agreement, by):
        factories.SubProcessorFactory(agreement=agreement)
        made = copy_agreement(
            agreement,
            reference="VW-9",
            party=agreement.party,
            first_day=NEW_YEAR,
            last_day=None,
            by=by,
            reason="Volgend jaar",
        )
        assert made.sub_processors.count() == 1

    def test_a_reference_that_is_taken_stores_nothing(self, agreement, by):
        with pytest.raises(ValidationError):
            copy_agreement(
                agreement,
                reference="VW-1",
                party=agreement.party,
                first_day=NEW_YEAR,
                last_day=None,
                by=by,
                reason="x",
            )
        assert Agreement.objects.count() == 1


class TestOverlap:
    def test_the_same_purpose_or_one_above_it_on_the_same_days(self, agreement):
        [purpose] = agreement.purposes.all()
        child = factories.PurposeFactory(code="werk-intake", description="Intake", parent=purpose)
        other = factories.AgreementFactory(
            processing=True,
            reference="VW-7",
            party=agreement.party,
            covers=[child],
            first_day=date(2026, 6, 1),
        )
        [found] = overlapping(agreement)
        assert found.in_words == (
            "VW-1 overlapt met VW-7: hun looptijden vallen samen vanaf 1 juni 2026 tot en met 31 december 2026, "
            "voor “Intake”."
        )
        assert [one.reference for one in overlapping(other)] == ["VW-1"]

    def test_not_for_another_purpose_party_kind_or_time(self, agreement):
        [purpose] = agreement.purposes.all()
        same = {"party": agreement.party, "covers": [purpose]}
        factories.AgreementFactory(
            processing=True, party=agreement.party, covers=[factories.PurposeFactory()]
        )
        factories.AgreementFactory(processing=True, covers=[purpose])
        factories.AgreementFactory(**same)
        factories.AgreementFactory(processing=True, first_day=NEW_YEAR, **same)
        assert overlapping(agreement) == []
