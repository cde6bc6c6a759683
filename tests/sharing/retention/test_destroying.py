"""Two people, the list that both saw, and nothing else: what is due, what is refused, and what is noted of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from sharing.core.actor import acting
from sharing.core.dossiers import seal, unseal
from sharing.core.exceptions import ChangedMeanwhile, Refused, RefusedInput
from sharing.core.looking.operations import record_look
from sharing.models import (
    Destruction,
    DestructionItem,
    Disclosure,
    FileToRemove,
    Look,
    RefusedDestruction,
    RequestedDossier,
    RetentionHold,
    RightsRequest,
)
from sharing.retention.choices import RecordKind
from sharing.retention.operations import decline_destruction, propose_erasure
from sharing.retention.queries import due
from tests import factories as make
from tests.sharing.retention.steps import (
    AT,
    OLD,
    answered,
    approved,
    archived,
    erased,
    everything,
    proposed,
    two,
    upheld,
)

pytestmark = pytest.mark.django_db


def why(call: Any) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return str(refused.value)


@pytest.mark.parametrize(
    ("kind", "ended", "other"),
    [
        (RecordKind.CONSENT, {"refused": True}, {}),
        (RecordKind.OBJECTION, {"decision": "rejected"}, {}),
        (RecordKind.REQUEST, {"decision": "retracted", "decided_at": OLD}, {"kind": "question"}),
    ],
)
def test_what_never_held_or_was_taken_back_ended_that_day(kind, ended, other):
    """It has no later day on which it ended, and does not stay for good."""
    began = {RecordKind.CONSENT: "given_at", RecordKind.OBJECTION: "in_force_from"}.get(kind, "received_at")
    factory = {
        RecordKind.CONSENT: make.ConsentFactory,
        RecordKind.OBJECTION: make.ObjectionFactory,
        RecordKind.REQUEST: make.RightsRequestFactory,
    }[kind]
    rule = make.RetentionRuleFactory(record_kind=kind, counted_from="ended")
    gone, runs = (factory(number=number, **{began: OLD}, **other) for number in ("d-1", "d-2"))
    colleague = make.UserFactory()
    with acting(by=colleague, reason="Zo gegaan"):
        decided = {"decided_by": colleague} if kind == RecordKind.REQUEST else {}
        type(gone).objects.filter(pk=gone.pk).update(**ended, **decided)
    assert list(due(rule, on=AT.date())) == [gone] and runs.pk
    assert not due(rule, on=OLD.date() + timedelta(days=730)).exists(), "the term of two years runs"


class TestAfterTheTerm:
    def test_goes_with_its_history_and_leaves_a_record_without_persons(self):
        old, young = (
            make.DisclosureFactory(number="d-1", disclosed_at=OLD),
            make.DisclosureFactory(number="d-2"),
        )
        first, second = two()
        made = approved(proposed(first), second)
        assert list(Disclosure.objects.all()) == [young]
        assert not Disclosure.history.filter(id=old.pk).exists()
        assert made.carried_out_at is not None
        assert (made.counts, made.total, len(made.manifest)) == ({"disclosure": 1}, 1, 64)
        assert (made.proposed_by, made.approved_by) == (first, second)
        assert "2 jaar na" in made.term
        assert not DestructionItem.objects.exists()

    def test_looks_go_when_nothing_else_is_left_of_the_dossier(self):
        make.DisclosureFactory(number="d-1", disclosed_at=OLD)
        make.DisclosureFactory(number="d-2", disclosed_at=OLD)
        make.DisclosureFactory(number="d-2")
        make.LookFactory(number="d-1")
        kept = make.LookFactory(number="d-2")
        first, second = two()
        approved(proposed(first), second)
        assert list(Look.objects.all()) == [kept]
        # Who looks whether it is gone does not bring its number back.
        again = record_look(seal("d-1"), act="searched", reason="audit", by=first)
        assert bytes(again.dossier) != seal("d-1")
        make.DisclosureFactory(number="d-3", disclosed_at=OLD)
        approved(proposed(first), second)
        assert set(Look.objects.all()) == {kept, again}

    def test_twice_destroys_nothing_twice(self):
        make.DisclosureFactory(disclosed_at=OLD)
        first, second = two()
        once = approved(proposed(first), second)
        make.DisclosureFactory(disclosed_at=OLD)
        again = approved(once, second)
        assert again.carried_out_at == once.carried_out_at
        assert Disclosure.objects.count() == 1

    def test_nothing_due_is_no_proposal(self):
        make.DisclosureFactory()
        first, _second = two()
        assert "niets te vernietigen" in why(lambda: proposed(first))

    def test_a_list_that_changed_is_not_destroyed(self):
        row = make.DisclosureFactory(disclosed_at=OLD)
        first, second = two()
        made = proposed(first)
        with make.recorded():
            Disclosure.objects.filter(pk=row.pk).update(description="Anders")
        assert "gewijzigd" in why(lambda: approved(made, second))
        assert Disclosure.objects.filter(pk=row.pk).exists()

    def test_another_list_than_was_shown_is_not_approved(self):
        make.DisclosureFactory(disclosed_at=OLD)
        first, second = two()
        made = proposed(first)
        with pytest.raises(ChangedMeanwhile):
            approved(made, second, manifest="1" * 64)

    def test_a_proposal_that_is_declined_destroys_nothing(self):
        row = make.DisclosureFactory(disclosed_at=OLD)
        first, second = two()
        made = proposed(first)
        decline_destruction(made, by=second, at=AT, reason="Nog nodig")
        assert "ging niet door" in why(lambda: approved(made, first))
        assert Disclosure.objects.get() == row


class TestRefused:
    def test_ones_own_proposal_and_it_is_noted(self):
        make.DisclosureFactory(disclosed_at=OLD)
        first, _second = two()
        made = proposed(first)
        assert "zelf voorgesteld" in why(lambda: approved(made, first))
        noted = RefusedDestruction.objects.get()
        assert (noted.asked_by, noted.destruction, "zelf voorgesteld" in noted.why) == (first, made, True)
        assert Disclosure.objects.exists()

    def test_under_a_hold_that_came_after_the_proposal(self):
        make.DisclosureFactory(number="d-1", disclosed_at=OLD)
        first, second = two()
        made = proposed(first)
        make.RetentionHoldFactory(number="d-1")
        assert "blokkade" in why(lambda: approved(made, second))
        assert RefusedDestruction.objects.get().asked_by == second
        assert Disclosure.objects.exists()
        assert Destruction.objects.get().approved_at is None

    @pytest.mark.parametrize(
        ("about", "words"),
        [
            (lambda: make.RetentionHoldFactory(number="d-1"), "blokkade"),
            (lambda: make.RightsRequestFactory(number="d-1"), "loopt een verzoek"),
            (lambda: make.DisclosureFactory(number="d-1", deviation=True), "moet nog worden beslist"),
            (lambda: make.ObjectionFactory(number="d-1", decision="pending"), "bezwaar"),
        ],
    )
    def test_what_must_be_kept_longer(self, about, words):
        make.DisclosureFactory(number="d-1", disclosed_at=OLD)
        about()
        first, _second = two()
        assert words in why(lambda: archived(first, "d-1"))
        assert "niets te vernietigen" in why(lambda: proposed(first))
        assert RefusedDestruction.objects.count() == 2

    def test_early_without_an_upheld_request(self):
        request = make.RightsRequestFactory(number="d-1", kind="erasure")
        first, _second = two()
        assert "toegewezen verzoek" in why(lambda: erased(request, first))

    def test_a_reason_with_a_dossier_number_in_it(self):
        make.DisclosureFactory(number="d-4711")
        first, _second = two()
        with pytest.raises(RefusedInput, match="dossiernummer"):
            archived(first, "d-4711", reason="Dossier d-4711 hoort hier niet")


class TestEarly:
    def test_an_upheld_request_survives_without_its_number(self):
        known = everything("d-0001")
        request = upheld()
        first, second = two()
        approved(erased(request, first), second)
        survived = RightsRequest.objects.get(pk=request.pk)
        assert (survived.dossier, survived.asked, survived.decision) == (None, "(gewist)", "granted")
        assert set(RightsRequest.history.values_list("dossier", flat=True)) == {None}
        assert not Disclosure.objects.exists()
        assert RightsRequest.objects.filter(pk=known[RightsRequest].pk, dossier=None).exists()

    def test_not_before_the_person_has_an_answer(self, monkeypatch):
        """Its words, and to whom it goes, would be destroyed with the dossier."""
        everything("d-0001")
        request = upheld(answer=False)
        first, second = two()
        with pytest.raises(Refused, match="eerst het antwoord"):
            erased(request, first)
        with monkeypatch.context() as before:  # proposed with an earlier version of the product
            before.setattr("sharing.retention.operations.refuse_unanswered", lambda request: None)
            proposal = erased(request, first)
        with pytest.raises(Refused, match="eerst het antwoord"):
            approved(proposal, second)
        assert Disclosure.objects.exists()
        answered(request)
        decline_destruction(proposal, by=second, at=AT, reason="Eerst het antwoord")
        approved(erased(request, first), second)
        assert not Disclosure.objects.exists()

    def test_only_what_the_decision_covers(self):
        everything("d-0001")
        request = upheld()
        first, second = two()
        approved(propose_erasure(request, kinds=["consent"], by=first, at=AT, reason="Deels"), second)
        assert Disclosure.objects.exists()
        assert RightsRequest.objects.get(pk=request.pk).dossier is not None

    def test_an_authoritys_request_covers_nobody_else(self):
        known = everything("d-0001")
        first, second = two()
        approved(archived(first), second)
        row = known[RequestedDossier]
        row.refresh_from_db()
        assert unseal(row.dossier).startswith("gewist-")

    def test_an_earlier_state_that_named_the_dossier(self):
        row = make.DisclosureFactory(number="d-1")
        with make.recorded():
            Disclosure.objects.filter(pk=row.pk).update(dossier=seal("d-2"))
        make.ConsentFactory(number="d-1")
        first, second = two()
        approved(archived(first, "d-1"), second)
        assert Disclosure.objects.get() == row
        assert not Disclosure.history.filter(dossier=seal("d-1")).exists()


class TestRawSql:
    """As the application's role, by whoever stands in ``register.actor``."""

    @staticmethod
    def run(statement: str, *values: Any, by: Any) -> Any:
        with transaction.atomic(), acting(by=by, reason="poging"), connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchone() if cursor.description else None

    def test_the_door_is_shut_for_one_person(self):
        make.DisclosureFactory(disclosed_at=OLD)
        first, second = two()
        made = proposed(first)
        with pytest.raises(IntegrityError, match="twee personen"):
            self.run("SELECT register_erase(%s)", made.pk, by=second)
        for who in (first, second):  # neither oneself nor in the name of another
            with pytest.raises(IntegrityError, match="door een ander"):
                self.run(
                    "UPDATE sharing_destruction SET approved_by_id = %s, approved_at = now() WHERE id = %s",
                    *(first.pk if who == second else second.pk, made.pk),
                    by=who,
                )
        assert Disclosure.objects.exists()

    def test_a_list_is_not_lengthened_after_it_was_seen(self):
        make.DisclosureFactory(number="d-1", disclosed_at=OLD)
        young = make.DisclosureFactory(number="d-2")
        first, second = two()
        made = proposed(first)
        seen = Disclosure.history.get(id=young.pk).history_id
        DestructionItem.objects.create(destruction=made, kind="disclosure", record=young.pk, seen=seen)
        assert "andere lijst" in why(lambda: approved(made, second))
        assert Disclosure.objects.count() == 2

    @pytest.mark.parametrize(
        ("statement", "refusal"),
        [
            ("SELECT register_erase_records('[]')", "permission denied"),
            ("DELETE FROM sharing_historicaldisclosure", "permission denied"),
            ("DELETE FROM sharing_disclosure", "nooit verwijderd"),
            ("UPDATE sharing_destruction SET carried_out_at = now()", "door de database zelf|carried_out"),
            ("UPDATE sharing_destruction SET manifest = repeat('1', 64)", "verandert niet"),
            ("DELETE FROM sharing_destruction", "nooit verwijderd"),
            (
                "ALTER TABLE sharing_historicaldisclosure DISABLE TRIGGER ALL",
                "must be owner|permission denied",
            ),
        ],
    )
    def test_no_other_way(self, statement, refusal):
        make.DisclosureFactory(disclosed_at=OLD)
        first, second = two()
        proposed(first)
        with pytest.raises(Exception, match=refusal):
            self.run(statement, by=second)

    def test_after_it_everything_is_guarded_as_before(self):
        make.DisclosureFactory(disclosed_at=OLD)
        first, second = two()
        before = _guards()
        approved(proposed(first), second)
        assert _guards() == before
        assert FileToRemove.objects.count() == 0


def _guards() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2"
        )
        return cursor.fetchall()


def test_a_hold_is_released_once_and_then_goes_along():
    hold = make.RetentionHoldFactory(number="d-1")
    make.ConsentFactory(number="d-1")
    with make.recorded():
        RetentionHold.objects.filter(pk=hold.pk).update(
            released_by=make.tester(), released_at=AT + timedelta(1)
        )
    first, second = two()
    approved(archived(first, "d-1"), second)
    assert not RetentionHold.objects.exists()
    assert not RetentionHold.history.exists()
