"""A request of a person: registered, who asks checked, decided, answered; what is refused, and by the database too."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from sharing.core.actor import acting
from sharing.core.dossiers import unseal
from sharing.core.exceptions import ChangedMeanwhile, Refused, RefusedInput
from sharing.core.periods import amsterdam_day
from sharing.core.records import version_of
from sharing.models import RightsRequest
from sharing.rights.choices import Decision, RightState
from sharing.rights.effects import restrict_until_answered
from sharing.rights.operations import (
    answer_request,
    check_identity,
    decide_request,
    extend_term,
    start_waiting,
    stop_waiting,
)
from sharing.rights.queries import with_state
from sharing.rights.requests import change_rights_request
from sharing.rights.standings import standing_of
from tests import factories as make
from tests.sharing.rights.steps import AT, TODAY, fields, known, registered, said, state

pytestmark = pytest.mark.django_db


class TestRegistering:
    def test_seals_the_number_in_its_normal_form_and_keeps_who_did_it(self):
        request = registered(dossier=" D\u20110001 ")
        assert unseal(request.dossier) == "d-0001"
        assert request.registered_by == make.tester()
        assert request.history.get().history_change_reason == "Per post ontvangen"

    def test_a_number_may_come_later(self):
        assert registered(dossier="").dossier is None

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"received_at": AT + timedelta(minutes=1)}, "received_at"),
            ({"dossier": "123456782"}, "dossier"),
            ({"asked": "Mijn nummer is 123456782"}, "asked"),
            ({"representative": "BSN 123456782"}, "representative"),
            ({"asked": ""}, "asked"),
            ({"asked": "Het gaat om dossier D-0001."}, "asked"),
            ({"kind": "anders"}, "kind"),
            ({"received_way": "duif"}, "received_way"),
        ],
    )
    def test_refuses_what_cannot_be(self, values, field):
        with pytest.raises(RefusedInput) as refused:
            registered(**values)
        assert field in fields(refused)
        assert not RightsRequest.objects.exists()


class TestIdentity:
    def test_content_is_closed_before_it(self):
        request = registered()
        for decision in (Decision.GRANTED, Decision.PARTLY, Decision.REFUSED):
            with pytest.raises(RefusedInput, match="Controleer eerst wie dit vraagt"):
                decide_request(request, decision=decision, note="x", provision="art. 15", **said(request))
        assert state(request) == RightState.IDENTIFY

    def test_or_the_ground_is_recorded_why_no_more_was_needed(self):
        request = registered()
        with pytest.raises(RefusedInput) as refused:
            check_identity(request, how="not_needed", on=TODAY, **said(request))
        assert fields(refused) == {"note"}
        check_identity(request, how="not_needed", on=TODAY, note="Vanaf het bekende adres", **said(request))
        assert state(request) == RightState.DECIDE

    def test_the_database_refuses_a_decision_without(self):
        request = registered()
        with (
            pytest.raises(IntegrityError, match="pas beslist als vaststaat wie"),
            acting(by=make.tester(), reason=""),
        ):
            RightsRequest.objects.filter(pk=request.pk).update(
                decision="granted", decided_by=make.tester(), decided_at=AT
            )

    def test_another_person_is_checked_again(self):
        request = known(registered())
        change_rights_request(
            request, changes={"dossier": "d-0002"}, by=make.tester(), at=AT, reason="Verkeerd dossier"
        )
        assert state(request) == RightState.IDENTIFY

    def test_a_number_that_was_not_known_yet_is_no_other_person(self):
        request = known(registered(dossier=""))
        change_rights_request(
            request, changes={"dossier": "d-0002"}, by=make.tester(), at=AT, reason="Gevonden"
        )
        assert state(request) == RightState.DECIDE

    def test_not_tomorrow(self):
        request = registered()
        with pytest.raises(RefusedInput, match="10 maart 2026 moet nog komen"):
            check_identity(request, how="shown", on=TODAY + timedelta(days=1), **said(request))

    def test_a_question_tells_nothing_and_needs_none(self):
        request = registered(kind="question")
        decide_request(request, decision="answered", note="Uitgelegd", **said(request))
        assert state(request) == RightState.ANSWER


class TestWaiting:
    def test_begins_and_ends(self):
        request = registered()
        start_waiting(
            request, ground="identity", since=TODAY, note="Gevraagd langs te komen", **said(request)
        )
        assert state(request) == RightState.WAITING
        with pytest.raises(Refused, match="wachten al"):
            start_waiting(request, ground="clarify", since=TODAY, note="Nog iets", **said(request))
        later = AT + timedelta(days=7)
        with pytest.raises(RefusedInput, match="niet eerder"):
            stop_waiting(request, until=TODAY - timedelta(days=1), note="Kwam", **said(request, at=later))
        stop_waiting(request, until=TODAY + timedelta(days=7), note="Kwam langs", **said(request, at=later))
        found = standing_of(request, on=TODAY + timedelta(days=7))
        assert (found.state, found.term.law.paused) == (RightState.IDENTIFY, 7)

    def test_not_before_it_came_in(self):
        request = registered()
        with pytest.raises(RefusedInput, match="binnenkwam"):
            start_waiting(request, ground="other", since=date(2026, 3, 4), note="x", **said(request))

    def test_ends_with_the_decision_and_changes_no_more(self):
        request = registered()
        pause = start_waiting(request, ground="identity", since=TODAY, note="Gevraagd", **said(request))
        other = make.UserFactory()
        decide_request(
            request,
            decision="unidentified",
            note="Niet gekomen",
            provision="art. 12, lid 2",
            **said(request, by=other),
        )
        pause.refresh_from_db()
        assert pause.until == TODAY
        with pytest.raises(IntegrityError, match="al beslist"), acting(by=other, reason=""):
            type(pause).objects.filter(pk=pause.pk).update(until=date(2026, 4, 1))


class TestExtending:
    def test_counts_only_when_the_person_was_told(self):
        request = known(registered())
        extend_term(request, note="Veel verzoeken tegelijk", **said(request))
        found = standing_of(RightsRequest.objects.get(pk=request.pk), on=TODAY)
        assert (found.state, found.term.due, found.next_day) == (
            RightState.TELL,
            date(2026, 4, 7),
            date(2026, 4, 7),
        )
        extend_term(request, note="Idem", told_on=TODAY, told_way="email", **said(request))
        found = standing_of(RightsRequest.objects.get(pk=request.pk), on=TODAY)
        assert (found.state, found.term.due) == (RightState.DECIDE, date(2026, 6, 5))
        with pytest.raises(Refused, match="tweede keer"):
            extend_term(request, note="Nog eens", **said(request))

    def test_not_after_the_first_term(self):
        request = known(registered())
        late = datetime(2026, 4, 8, 10, tzinfo=UTC)
        with pytest.raises(Refused, match="7 april 2026"):
            extend_term(request, note="Te druk", **said(request, at=late))

    def test_the_first_term_is_the_promise_when_that_is_earlier(self):
        make.CommitmentSetFactory(version=5, effective_from=date(2026, 1, 1))
        request = known(registered())
        with pytest.raises(RefusedInput, match="uiterlijk op 2 april 2026"):
            extend_term(
                extend_term(request, note="Te druk", **said(request)),
                note="x",
                told_on=date(2026, 4, 3),
                told_way="post",
                **said(request, at=datetime(2026, 4, 3, 12, tzinfo=UTC)),
            )

    def test_there_must_be_a_term(self):
        request = registered(kind="question")
        with pytest.raises(Refused, match="geen termijn"):
            extend_term(request, note="Te druk", **said(request))


class TestDeciding:
    def test_in_favour_by_who_registered_it(self):
        request = known(registered())
        decide_request(request, decision="granted", note="Volledig", **said(request))
        assert state(request) == RightState.ANSWER

    @pytest.mark.parametrize("decision", ["partly", "refused", "unfounded", "excessive"])
    def test_against_by_another_only(self, decision):
        request, other = known(registered()), make.UserFactory()
        words = {
            "decision": decision,
            "note": "Niet nodig",
            "provision": "art. 15, lid 4",
            "evidence": "Elke week een",
        }
        with pytest.raises(Refused, match="besluit een ander"):
            decide_request(request, **words, **said(request))
        decide_request(request, **words, **said(request, by=other))
        assert RightsRequest.objects.get().decided_by == other

    def test_also_not_by_who_checked_who_asks(self):
        checker = make.UserFactory()
        request = known(registered(), by=checker)
        with pytest.raises(Refused, match="besluit een ander"):
            decide_request(
                request, decision="refused", note="Nee", provision="art. 17", **said(request, by=checker)
            )

    def test_the_database_holds_that_too(self):
        request = known(registered())
        change = RightsRequest.objects.filter(pk=request.pk)
        values = {"decision": "refused", "decision_reason": "Nee", "decided_at": AT}
        with transaction.atomic(), pytest.raises(IntegrityError, match="door een ander"):
            with acting(by=make.tester(), reason=""):
                change.update(**values, decided_by=make.tester())
        other = make.UserFactory()
        with pytest.raises(IntegrityError, match="namens een ander"), acting(by=make.tester(), reason=""):
            change.update(**values, decided_by=other)

    def test_against_says_why_and_on_what_ground(self):
        request, other = known(registered()), make.UserFactory()
        with pytest.raises(RefusedInput) as refused:
            decide_request(request, decision="excessive", note="", **said(request, by=other))
        assert fields(refused) == {"note", "provision", "evidence"}

    def test_on_what_was_on_the_screen(self):
        request = known(registered())
        seen = version_of(RightsRequest, request.pk)
        change_rights_request(request, changes={"asked": "Meer"}, by=make.tester(), at=AT, reason="Vergeten")
        with pytest.raises(ChangedMeanwhile, match="Meer"):
            decide_request(request, decision="granted", note="Ja", seen=seen, by=make.tester(), at=AT)

    def test_stays(self):
        request = known(registered())
        decide_request(request, decision="granted", note="Ja", **said(request))
        with pytest.raises(Refused, match="al beslist"):
            decide_request(request, decision="retracted", note="Toch niet", **said(request))
        with pytest.raises(Refused, match="verandert niet meer"):
            change_rights_request(
                request, changes={"asked": "Iets anders"}, by=make.tester(), at=AT, reason="Mis"
            )
        change_rights_request(
            request, changes={"assigned_to": make.tester()}, by=make.tester(), at=AT, reason="Overgedragen"
        )

    def test_who_takes_it_back_is_done(self):
        request = registered()
        with pytest.raises(Refused, match="een collega"):
            decide_request(request, decision="retracted", note="Belde erover", **said(request))
        other = make.UserFactory()
        decide_request(request, decision="retracted", note="Belde erover", **said(request, by=other))
        assert state(request) == RightState.DONE


class TestForAClient:
    def test_is_forwarded_within_the_hours_of_the_contract(self):
        client = make.PartyFactory()
        agreement = make.AgreementFactory(
            party=client, kind="processing_agreement_as_processor", breach_notice_hours=24
        )
        request = registered(on_behalf_of=client)
        found = standing_of(request, on=TODAY)
        assert (found.state, found.due) == (RightState.FORWARD, date(2026, 3, 6))
        assert (found.contract.hours, found.contract.agreement) == (24, agreement.reference)
        with pytest.raises(RefusedInput):
            decide_request(request, decision="granted", note="Ja", **said(request))
        decide_request(request, decision="forwarded", note="Aan de opdrachtgever", **said(request))
        answer_request(request, answered_on=TODAY, way="email", note="Gemaild", **said(request))
        assert state(request) == RightState.DONE

    def test_without_hours_the_month_of_the_client_is_the_last_day(self):
        request = registered(on_behalf_of=make.PartyFactory())
        found = standing_of(request, on=TODAY)
        assert (found.contract, found.due) == (None, date(2026, 4, 7))

    def test_nothing_else_is_forwarded(self):
        request = known(registered())
        with pytest.raises(RefusedInput):
            decide_request(request, decision="forwarded", note="Aan wie?", **said(request))


class TestAnswering:
    def test_ends_it(self):
        request = known(registered())
        with pytest.raises(Refused, match="nog niet beslist"):
            answer_request(request, answered_on=TODAY, way="post", note="x", **said(request))
        decide_request(request, decision="granted", note="Ja", **said(request))
        for day in (date(2026, 3, 4), date(2026, 3, 10)):
            with pytest.raises(RefusedInput):
                answer_request(request, answered_on=day, way="post", note="x", **said(request))
        answer_request(request, answered_on=TODAY, way="post", note="Verstuurd", **said(request))
        assert state(request) == RightState.DONE
        with pytest.raises(Refused, match="al afgehandeld"):
            answer_request(request, answered_on=TODAY, way="post", note="x", **said(request))

    def test_with_an_answer_about_this_dossier_only(self):
        request = known(registered())
        decide_request(request, decision="granted", note="Ja", **said(request))
        other = make.AccessAnswerFactory(number="d-0002")
        with pytest.raises(RefusedInput, match="dit dossier"):
            answer_request(request, answered_on=TODAY, way="post", answer=other, note="x", **said(request))
        mine = make.AccessAnswerFactory(number="d-0001")
        with pytest.raises(RefusedInput, match="niet eerder zijn verstuurd"):
            answer_request(request, answered_on=TODAY, way="post", answer=mine, note="x", **said(request))
        with pytest.raises(RefusedInput, match="dit dossier") as refused:
            answer_request(
                request, answered_on=TODAY, way="post", answer_data=other, note="x", **said(request)
            )
        assert refused.value.errors[0].field == "answer_data"
        both = {"answer": mine, "answer_data": make.AccessAnswerFactory(number="d-0001", format="json")}
        made = both["answer_data"].made_at
        answer_request(
            request, answered_on=amsterdam_day(made), way="post", **both, note="x", **said(request, at=made)
        )
        stored = RightsRequest.objects.get()
        assert (stored.answer, stored.answer_data) == tuple(both.values())


@pytest.mark.parametrize("column", ["registered_by", "kind", "received_at", "dossier", "identity_note"])
def test_the_database_keeps_what_was_decided_on(column):
    request = known(registered())
    decide_request(request, decision="granted", note="Ja", **said(request))
    other = {
        "registered_by": make.UserFactory().pk,
        "kind": "erasure",
        "received_at": AT,
        "dossier": b"x",
        "identity_note": "Toch anders",
    }[column]
    with pytest.raises(IntegrityError, match="Geweigerd"), acting(by=make.tester(), reason=""):
        RightsRequest.objects.filter(pk=request.pk).update(**{column: other})


def test_the_state_as_a_condition_is_the_state():
    """Every request stands in one place, whether it is asked of the rules or of the database."""
    plain, client = registered(), registered(on_behalf_of=make.PartyFactory())
    waits = registered()
    start_waiting(waits, ground="other", since=TODAY, note="x", **said(waits))
    tells = known(registered())
    extend_term(tells, note="Druk", **said(tells))
    decided = known(registered())
    decide_request(decided, decision="granted", note="Ja", **said(decided))
    done = registered()
    decide_request(done, decision="retracted", note="Nee", **said(done, by=make.UserFactory()))
    complaint = known(registered(kind="complaint"))
    records = known(registered(kind="objection"))
    follows = known(registered(kind="rectification"))
    restrict_until_answered(follows, note="Betwist", **said(follows))
    decide_request(follows, decision="granted", note="Ja", **said(follows))
    answer_request(follows, answered_on=TODAY, way="post", **said(follows))
    informs = known(registered(kind="erasure"))
    destroys = known(registered(kind="erasure", dossier="d-0002"))
    decide_request(destroys, decision="granted", note="Ja", **said(destroys))
    answer_request(destroys, answered_on=TODAY, way="post", **said(destroys))
    make.DisclosureFactory(disclosed_at=datetime(2026, 3, 1, tzinfo=UTC))
    decide_request(informs, decision="granted", note="Ja", **said(informs))
    made = [
        destroys,
        plain,
        client,
        waits,
        tells,
        decided,
        done,
        records,
        follows,
        known(registered()),
        informs,
        complaint,
    ]
    made.append(registered(kind="question"))
    for one in RightState:
        by_rules = {request.pk for request in made if state(request) == one}
        assert set(with_state(RightsRequest.objects.all(), one).values_list("pk", flat=True)) == by_rules
        assert by_rules
