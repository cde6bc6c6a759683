"""A version that does not hold yet is taken back by two people; then it never holds, anywhere, for anybody."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone
from wagtail.models import PageLogEntry

from home.authorship.authors import authors_of
from home.core.refusals import PublicationRefused
from home.models import StatementPage
from home.publication.proposals import DROPPED, PROPOSED, WITHDRAWN, confirmers_of, open_proposal
from home.publication.withdrawals import drop_withdrawal, propose_withdrawal, withdraw
from home.versions.models import StatementVersion, VersionWithdrawal
from home.versions.queries import latest_version, version_in_force
from sharing import public
from sharing.gate.snapshot import load_register
from sharing.models import CommitmentSet, CommitmentWithdrawal
from tests.days import to_come, today
from tests.factories import UserFactory, as_operator
from tests.home.conftest import BODY, paragraph, section

REASON = "De bewaartermijn klopte niet."


@pytest.fixture
def coming(publish) -> StatementVersion:
    """A version to come, after one that holds."""
    publish(date(2025, 1, 1))
    loose = {"text": "<p>Wij antwoorden.</p>", "response_weeks": 3, "extension_months": 1}
    body = [*BODY, section("Nieuw", {"type": "response_term", "value": loose})]
    return publish(to_come(), body=body, announce_from=today())


@pytest.fixture
def proposed(coming, editor):
    return propose_withdrawal(coming, explanation=REASON, by=editor, at=timezone.now())


@pytest.fixture
def withdrawn(proposed, lawyer):
    withdraw(proposed, by=lawyer, at=timezone.now())
    return StatementVersion.objects.get(pk=proposed.version.pk)


class TestByTwo:
    def test_one_proposes_and_another_confirms_exactly_that(self, withdrawn, editor, lawyer):
        made = withdrawn.withdrawal
        assert (made.explanation, made.proposed_by, made.confirmed_by) == (REASON, editor.pk, lawyer.pk)
        assert made.proposed_by_name == "Schrijver (schrijver)"

    def test_who_proposes_does_not_confirm(self, coming, lawyer):
        proposal = propose_withdrawal(coming, explanation=REASON, by=lawyer, at=timezone.now())
        with pytest.raises(PublicationRefused, match="Een tweede persoon bevestigt het"):
            withdraw(proposal, by=lawyer, at=timezone.now())
        assert not VersionWithdrawal.objects.exists()

    def test_of_the_two_one_may_approve(self, proposed, coming, editor, lawyer):
        colleague = _another_editor(editor)
        assert confirmers_of(proposed) == [lawyer]
        with pytest.raises(PermissionDenied):
            withdraw(proposed, by=colleague, at=timezone.now())
        drop_withdrawal(proposed, by=editor, at=timezone.now())
        by_lawyer = propose_withdrawal(coming, explanation=REASON, by=lawyer, at=timezone.now())
        assert set(confirmers_of(by_lawyer)) == {editor, colleague}
        withdraw(by_lawyer, by=colleague, at=timezone.now())

    def test_nobody_else_proposes(self, coming, django_user_model):
        stranger = django_user_model.objects.get(username="systeem")
        with pytest.raises(PermissionDenied):
            propose_withdrawal(coming, explanation=REASON, by=stranger, at=timezone.now())

    def test_without_a_reason_is_refused(self, coming, editor):
        with pytest.raises(PublicationRefused, match="lezers zien dit"):
            propose_withdrawal(coming, explanation="  ", by=editor, at=timezone.now())

    def test_a_second_proposal_is_told_of_the_first(self, proposed, lawyer):
        with pytest.raises(PublicationRefused, match=r"Schrijver stelde al voor .* Juriste"):
            propose_withdrawal(proposed.version, explanation="Ook", by=lawyer, at=timezone.now())

    def test_what_was_dropped_is_not_confirmed(self, proposed, editor, lawyer):
        drop_withdrawal(proposed, by=lawyer, at=timezone.now())
        with pytest.raises(PublicationRefused, match="al beslist"):
            withdraw(proposed, by=lawyer, at=timezone.now())
        assert open_proposal(proposed.version) is None

    def test_nothing_is_withdrawn_twice(self, withdrawn, proposed, lawyer):
        with pytest.raises(PublicationRefused, match="al ingetrokken"):
            propose_withdrawal(withdrawn, explanation=REASON, by=lawyer, at=timezone.now())

    def test_what_holds_is_not_withdrawn_and_the_way_that_works_is_told(self, coming, proposed, lawyer):
        for moment in (coming.in_force_from, coming.in_force_from - timedelta(seconds=30)):
            with pytest.raises(PublicationRefused, match="Maak een nieuwe versie"):
                withdraw(proposed, by=lawyer, at=moment)

    def test_the_history_of_the_page_tells_it(self, withdrawn):
        told = PageLogEntry.objects.filter(page=withdrawn.page, action__startswith="home.withdraw")
        assert [(one.action, one.data["number"]) for one in told.order_by("timestamp")] == [
            (PROPOSED, 2),
            (WITHDRAWN, 2),
        ]
        assert DROPPED not in {one.action for one in told}


class TestItNeverHolds:
    def test_the_version_before_goes_on(self, withdrawn):
        assert version_in_force(withdrawn.in_force_from + timedelta(days=9)).number == 1
        assert latest_version().number == 1
        assert public.commitments_on(to_come())[0] == 1

    def test_the_gate_does_not_know_its_promises(self, coming, proposed, lawyer):
        def promised():
            return [promise.version for promise in load_register().promises]

        assert promised() == [1, 2]
        withdraw(proposed, by=lawyer, at=timezone.now())
        assert promised() == [1]
        assert CommitmentSet.objects.filter(version=2).exists(), "kept, and marked"

    def test_the_next_one_takes_its_day_and_not_its_number(self, withdrawn, publish):
        third = publish(to_come(), body=[section("", paragraph("Verbeterd."))])
        assert (third.number, third.effective_from) == (3, to_come())
        assert third.in_force_from == public.start_of_day(to_come())
        assert third.commitments["response_weeks"] == 4, "promises follow on those of what holds"

    def test_until_then_something_else_may_hold(self, withdrawn, publish):
        assert publish(None, body=[section("", paragraph("Eerst dit."))]).number == 3

    def test_its_text_is_a_draft_again_without_what_was_said_of_it(self, withdrawn):
        page = StatementPage.objects.source().get()
        draft = page.get_latest_revision_as_object()
        assert page.has_unpublished_changes
        assert list(draft.body.get_prep_value()) == withdrawn.body
        assert (draft.change_note, draft.effective_from, draft.announce_from) == ("", None, None)

    def test_a_draft_that_went_on_stays(self, coming, proposed, editor, lawyer):
        page = StatementPage.objects.source().get().get_latest_revision_as_object()
        page.title, page.change_note = "Verder geschreven", "Alvast."
        page.save_revision(user=editor)
        withdraw(proposed, by=lawyer, at=timezone.now())
        draft = StatementPage.objects.source().get().get_latest_revision_as_object()
        assert (draft.title, draft.change_note) == ("Verder geschreven", "Alvast.")

    def test_whoever_wrote_it_wrote_what_follows_on_it(self, withdrawn, editor, lawyer, second_lawyer):
        page = StatementPage.objects.source().get().get_latest_revision_as_object()
        page.title = "Andere titel"
        revision = page.save_revision(user=lawyer)
        assert set(authors_of(revision)) == {editor, lawyer}

    def test_it_stays_as_it_was(self, coming, proposed, lawyer):
        before = StatementVersion.objects.filter(pk=coming.pk).values().get()
        withdraw(proposed, by=lawyer, at=timezone.now())
        assert StatementVersion.objects.filter(pk=coming.pk).values().get() == before


class TestInTheDatabase:
    """Whatever the route."""

    def row(self, asked, **values):
        return VersionWithdrawal(
            **{
                "version": asked.version,
                "explanation": REASON,
                "proposal": asked.pk,
                "proposed_by": asked.by.pk,
                "proposed_by_name": "x",
                "proposed_at": asked.at,
                "confirmed_by_name": "x",
                **values,
            }
        )

    def refused(self, row, by, why):
        with pytest.raises(DatabaseError, match=why), transaction.atomic():
            with public.acting(by=by, reason="Poging"):
                public.withdraw_commitments(version=row.version.number, by=by, reason="Poging")
                row.save(force_insert=True)

    def test_what_nobody_proposed_is_refused(self, proposed, lawyer, second_lawyer):
        for values in (
            {"explanation": "Een andere reden"},
            {"proposed_by": second_lawyer.pk},
            {"proposal": proposed.pk + 1},
        ):
            self.refused(self.row(proposed, confirmed_by=lawyer.pk, **values), lawyer, "niemand stelde voor")

    def test_a_dropped_proposal_is_none(self, proposed, lawyer):
        drop_withdrawal(proposed, by=lawyer, at=timezone.now())
        self.refused(self.row(proposed, confirmed_by=lawyer.pk), lawyer, "niemand stelde voor")

    def test_alone_or_in_the_name_of_another_is_refused(self, proposed, editor, lawyer):
        self.refused(self.row(proposed, confirmed_by=editor.pk), editor, "withdrawal_by_two")
        self.refused(self.row(proposed, confirmed_by=lawyer.pk), editor, "onder eigen naam")

    def test_its_promises_go_with_it(self, proposed, lawyer):
        with pytest.raises(DatabaseError, match="toezeggingen van versie 2"), transaction.atomic():
            with public.acting(by=lawyer, reason="Poging"):
                self.row(proposed, confirmed_by=lawyer.pk).save(force_insert=True)

    def test_what_holds_is_not_withdrawn(self, coming, editor, lawyer):
        first = StatementVersion.objects.get(number=1)
        with time_machine.travel(datetime(2024, 12, 1, tzinfo=UTC), tick=False):
            early = propose_withdrawal(first, explanation=REASON, by=editor, at=timezone.now())
            self.refused(self.row(early, confirmed_by=lawyer.pk), lawyer, "gelden al")
            with as_operator(), pytest.raises(DatabaseError, match="gelden al"), transaction.atomic():
                CommitmentWithdrawal.objects.create(commitments=CommitmentSet.objects.get(version=1))

    @pytest.mark.parametrize(
        "change", [lambda rows: rows.update(explanation="Anders"), lambda rows: rows.delete()]
    )
    def test_it_is_not_undone(self, withdrawn, lawyer, change):
        with pytest.raises(DatabaseError), transaction.atomic(), public.acting(by=lawyer, reason="Poging"):
            change(VersionWithdrawal.objects.all())


def _another_editor(editor):
    colleague = UserFactory(username="medeschrijver")
    with as_operator():
        colleague.groups.add(editor.groups.get())
    return colleague
