"""Complaints: who deals with one had no part in what it is about; its own term; how it ends."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from sharing.access.choices import LAWYER
from sharing.core.actor import acting
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.timeline import Timeline
from sharing.models import ComplaintProcedure, ComplaintSubject, RightsRequest
from sharing.reports.yearly import Years, complaints_per_year
from sharing.rights.choices import RightState
from sharing.rights.complaints import add_subject, assign_handler
from sharing.rights.operations import decide_request, extend_term
from sharing.rights.requests import change_rights_request
from sharing.rights.standings import standing_of
from sharing.rights.subjects import concerned_in, possible_handlers
from sharing.rights.words import rule_in_words
from tests import factories as make
from tests.sharing.rights.steps import AT, RECEIVED, TODAY, fields, known, registered, said, state

pytestmark = pytest.mark.django_db
EARLIER = RECEIVED - timedelta(days=30)


def colleague(**values: Any) -> Any:
    return make.UserFactory(role=LAWYER, **values)


def complaint(**values: Any) -> RightsRequest:
    return known(registered(kind="complaint", asked="Er is te veel verteld", **values))


def about_refusal() -> tuple[RightsRequest, Any]:
    """A complaint about a request that a colleague refused."""
    refused, other = (
        known(registered(received_at=EARLIER)),
        colleague(first_name="Iemand", last_name="Anders"),
    )
    decide_request(refused, decision="refused", note="Nee", provision="art. 15", **said(refused, by=other))
    return complaint(about=refused), other


class TestWhoDealsWithIt:
    def test_first_somebody_is_asked_who_had_no_part_in_it(self):
        mine, decided = about_refusal()
        assert state(mine) == RightState.HANDLER
        assert {(one.person, one.what) for one in concerned_in(mine)} == {
            (decided.pk, "decided"),
            (make.tester().pk, "registered"),
        }
        free = colleague()
        assert free in possible_handlers(mine) and decided not in possible_handlers(mine)
        with pytest.raises(RefusedInput, match=r"Iemand Anders \(.*besliste op verzoek") as refused:
            assign_handler(mine, handler=decided, note="Druk", **said(mine))
        assert fields(refused) == {"handler"}
        assign_handler(mine, handler=free, note="Kent de zaak niet", **said(mine))
        assert state(mine) == RightState.DECIDE

    def test_neither_by_a_correction_nor_after_it_was_assigned(self):
        mine, decided = about_refusal()
        with pytest.raises(RefusedInput, match="niet bij betrokken"):
            change_rights_request(mine, changes={"assigned_to": decided}, by=make.tester(), at=AT, reason="x")
        another = complaint(assigned_to=decided)
        refused = RightsRequest.objects.get(decision="refused")
        with pytest.raises(Refused, match="Iemand Anders besliste op verzoek"):
            add_subject(another, about=refused, note="Gaat hierover", **said(another))
        assert not another.subjects.exists()

    def test_who_recorded_or_corrected_the_disclosure(self):
        writer, corrector = colleague(), colleague()
        row = make.DisclosureFactory(disclosed_at=EARLIER, recorded_by=writer)
        with acting(by=corrector, reason="Beter"):
            type(row).objects.filter(pk=row.pk).update(description="Anders")
        mine = complaint(about=row)
        found = {one.person for one in concerned_in(mine) if one.what == "wrote"}
        assert corrector.pk in found and writer.pk in found

    def test_by_sql_the_sentence_says_who_and_why(self):
        mine, decided = about_refusal()
        rows = RightsRequest.objects.filter(pk=mine.pk)
        with pytest.raises(IntegrityError, match="Iemand Anders besliste op verzoek") as refused:
            with acting(by=make.tester(), reason=""):
                rows.update(assigned_to=decided)
        assert "klacht" in str(refused.value)

    def test_by_sql_nor_judged(self):
        mine, decided = about_refusal()
        assign_handler(mine, handler=colleague(), note="Vrij", **said(mine))
        values = {"decision": "founded", "decision_reason": "Ja", "decided_at": AT, "decided_by": decided}
        with pytest.raises(IntegrityError, match="Iemand Anders besliste"), acting(by=decided, reason=""):
            RightsRequest.objects.filter(pk=mine.pk).update(**values)

    def test_who_had_a_part_does_not_judge_it(self):
        mine, decided = about_refusal()
        assign_handler(mine, handler=colleague(), note="Vrij", **said(mine))
        with pytest.raises(RefusedInput, match="Iemand Anders"):
            decide_request(mine, decision="founded", note="Ja", **said(mine, by=decided))


class TestWhatItIsAbout:
    def test_the_same_person_only(self):
        theirs = registered(dossier="d-0002", received_at=EARLIER)
        mine = complaint()
        with pytest.raises(RefusedInput, match="ander dossier"):
            add_subject(mine, about=theirs, note="x", **said(mine))
        with pytest.raises(RefusedInput, match="ander dossier"):
            complaint(about=theirs)
        assert complaint().pk == mine.pk + 1  # what was refused took no number
        with pytest.raises(IntegrityError, match="ander dossier"), make.recorded():
            ComplaintSubject(request=mine, about_request=theirs).save()

    def test_nothing_of_after_the_complaint_and_not_itself(self):
        mine = complaint()
        late = make.DisclosureFactory(disclosed_at=RECEIVED + timedelta(hours=1))
        for about in (late, mine, complaint(received_at=EARLIER)):
            with pytest.raises(RefusedInput):
                add_subject(mine, about=about, note="x", **said(mine))

    def test_stays_and_so_does_the_kind(self):
        mine, _decided = about_refusal()
        with pytest.raises(Refused, match="blijft een klacht"):
            change_rights_request(
                mine, changes={"kind": "question"}, by=colleague(), at=AT, reason="Toch een vraag"
            )
        with pytest.raises(IntegrityError, match="verandert niet meer"), make.recorded():
            ComplaintSubject.objects.update(about_request=registered().pk)

    def test_nothing_is_added_to_what_was_judged(self):
        asked, mine = registered(received_at=EARLIER), complaint(assigned_to=colleague())
        decide_request(mine, decision="founded", note="Ja", **said(mine))
        with pytest.raises(Refused, match="al beoordeeld"):
            add_subject(mine, about=asked, note="x", **said(mine))
        with pytest.raises(IntegrityError, match="al is beoordeeld"), make.recorded():
            ComplaintSubject(request=mine, about_request=asked).save()

    def test_another_kind_is_about_nothing(self):
        asked, other = registered(received_at=EARLIER), registered()
        with pytest.raises(Refused, match="geen klacht"):
            add_subject(other, about=asked, note="x", **said(other))


class TestHowItEnds:
    def test_well_founded_with_a_reason(self):
        mine = complaint(assigned_to=colleague())
        with pytest.raises(RefusedInput) as refused:
            decide_request(mine, decision="founded", note=" ", **said(mine))
        assert fields(refused) == {"note"}
        decide_request(mine, decision="founded", note="Het was te veel", **said(mine))
        mine.refresh_from_db()
        assert mine.get_decision_display() == "Gegrond" and state(mine) == RightState.ANSWER

    @pytest.mark.parametrize("decision", ["partly_found", "dismissed"])
    def test_against_is_judged_by_another_without_an_article(self, decision):
        mine = complaint(assigned_to=colleague())
        with pytest.raises(Refused, match="een collega"):
            decide_request(mine, decision=decision, note="Nee", **said(mine))
        decide_request(mine, decision=decision, note="Nee", **said(mine, by=colleague()))

    @pytest.mark.parametrize("decision", ["granted", "refused", "excessive"])
    def test_is_not_granted_or_refused(self, decision):
        mine = complaint(assigned_to=colleague())
        with pytest.raises(RefusedInput):
            decide_request(
                mine, decision=decision, note="x", provision="x", evidence="x", **said(mine, by=colleague())
            )

    def test_nothing_else_is_well_founded(self):
        with pytest.raises(RefusedInput):
            request = known(registered())
            decide_request(request, decision="founded", note="x", **said(request))

    def test_is_counted_by_outcome(self):
        mine, _decided = about_refusal()
        free = colleague()
        assign_handler(mine, handler=free, note="Vrij", **said(mine))
        decide_request(mine, decision="dismissed", note="Nee", **said(mine, by=free))
        complaint()
        [line] = complaints_per_year(Years(2026, 2026, AT)).totals
        assert line.numbers == (2, 0, 0, 1, 0, 0, 1)


class TestTheTerm:
    def test_is_that_of_the_procedure_before_the_statement(self):
        make.CommitmentSetFactory(effective_from=date(2026, 1, 1))
        assert standing_of(complaint(), on=TODAY).due == date(2026, 4, 2)
        make.ComplaintProcedureFactory(first_day=date(2026, 3, 6))
        later = complaint(received_at=datetime(2026, 3, 6, 9, tzinfo=UTC))
        found = standing_of(later, on=TODAY)
        assert found.due == date(2026, 4, 17)
        assert "klachtenregeling die gold bij ontvangst" in rule_in_words(found.rule)
        assert standing_of(registered(received_at=later.received_at), on=TODAY).due == date(2026, 4, 3)

    def test_grows_once_the_person_was_told_in_time(self):
        make.ComplaintProcedureFactory()
        mine = complaint()
        extend_term(mine, note="Veel werk", told_on=TODAY, told_way="post", **said(mine))
        assert standing_of(RightsRequest.objects.get(pk=mine.pk), on=TODAY).due == date(2026, 5, 14)

    def test_does_not_grow_where_the_procedure_says_nothing_of_it(self):
        make.ComplaintProcedureFactory(extension_weeks=0)
        mine = complaint()
        with pytest.raises(Refused, match="geen termijn"):
            extend_term(mine, note="Veel werk", **said(mine))

    def test_of_a_complaint_that_came_in_does_not_change(self):
        procedure = make.ComplaintProcedureFactory()
        mine = complaint()
        rows = ComplaintProcedure.objects.filter(pk=procedure.pk)
        changes: list[Any] = [
            {"response_weeks": 8},
            {"last_day": date(2026, 3, 4)},
            {"first_day": date(2026, 3, 6)},
        ]
        for change in changes:
            with pytest.raises(IntegrityError, match="er kwam al een klacht binnen"), make.recorded():
                rows.update(**change)
        with pytest.raises(IntegrityError, match="er kwam al een klacht binnen"), make.recorded():
            rows.delete()
        with make.recorded():
            rows.update(last_day=date(2026, 3, 31), description="Duidelijker")
        make.ComplaintProcedureFactory(first_day=date(2026, 4, 1), response_weeks=2)
        assert standing_of(mine, on=TODAY).due == date(2026, 4, 16)

    def test_nor_by_a_procedure_that_is_written_down_afterwards(self):
        complaint()
        with pytest.raises(IntegrityError, match="er kwam al een klacht binnen"):
            make.ComplaintProcedureFactory(first_day=date(2026, 3, 1))

    def test_only_one_holds(self):
        make.ComplaintProcedureFactory(first_day=date(2026, 5, 1))
        with pytest.raises(IntegrityError, match="complaint_procedure_once"), transaction.atomic():
            make.ComplaintProcedureFactory(first_day=date(2026, 6, 1))
            connection.check_constraints()


class TestMoreTime:
    """Who registered it, or checked who asks, gives no more time by a correction (ADR 0064)."""

    @pytest.mark.parametrize(
        "changes",
        [{"received_at": RECEIVED + timedelta(days=1)}, {"kind": "question"}, {"on_behalf_of": "client"}],
    )
    def test_takes_a_colleague(self, changes):
        if "on_behalf_of" in changes:
            changes = {"on_behalf_of": make.PartyFactory()}
        request = registered()
        with pytest.raises(Refused, match="laat haar door een collega vastleggen"):
            change_rights_request(request, changes=changes, by=make.tester(), at=AT, reason="Verkeerd")
        with pytest.raises(IntegrityError, match="dat legt een ander vast"), make.recorded():
            RightsRequest.objects.filter(pk=request.pk).update(**changes)
        change_rights_request(request, changes=changes, by=colleague(), at=AT, reason="Verkeerd")

    @pytest.mark.parametrize("changes", [{"received_at": RECEIVED - timedelta(days=9)}, {"kind": "erasure"}])
    def test_less_time_or_as_much_does_not(self, changes):
        request = registered()
        change_rights_request(request, changes=changes, by=make.tester(), at=AT, reason="Verkeerd")

    def test_a_decision_on_a_computers_decision_has_the_term_of_the_law(self):
        assert standing_of(registered(kind="automated"), on=TODAY).due == date(2026, 4, 7)


def test_its_history_names_what_it_is_about():
    """Also when that is a request, as the complaint itself is."""
    mine, _other = about_refusal()
    row = make.DisclosureFactory(disclosed_at=EARLIER)
    add_subject(mine, about=row, note="Ook dit", **said(mine))
    told = [event.subject for moment in Timeline(RightsRequest, mine.pk)[:100] for event in moment.events]
    requests, disclosures = (
        [one for one in told if word in one] for word in ("gaat “Verzoek ", "gaat “Verstrekking ")
    )
    assert (len(requests), len(disclosures)) == (1, 1), told
