"""Nobody judges what they recorded or corrected; a deviation disappears on the word of two; a breach stays one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from sharing.core.actor import acting, system_user
from sharing.core.dossiers import unseal
from sharing.core.exceptions import ChangedMeanwhile, Refused
from sharing.core.readable import named
from sharing.core.records import version_of
from sharing.core.timeline import Timeline
from sharing.disclosures.choices import BreachReport
from sharing.disclosures.corrections import confirm_correction, correct_disclosure, drop_proposal
from sharing.disclosures.models import Disclosure
from sharing.disclosures.queries import OwnWork, writers_of
from sharing.disclosures.recording import record_entries
from sharing.disclosures.representations import as_items, changes_of
from sharing.disclosures.review import Report, add_to_breach, reopen_review, review_disclosure
from sharing.reports.queries import pending_deviations
from sharing.sources.operations import built_in_source
from tests import factories as make
from tests.sharing.register import raw, small_register

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)
REPORTED = Report(BreachReport.REPORTED, NOW, "AP 123")


@pytest.fixture(autouse=True)
def _register() -> None:
    small_register()


@pytest.fixture
def recorder():
    return make.UserFactory(username="vastlegger")


@pytest.fixture
def second():
    return make.UserFactory(username="tweede")


@pytest.fixture
def third():
    return make.UserFactory(username="derde")


@pytest.fixture
def deviation(recorder):
    entry = raw(purpose="reclame", deviation_reason="Vergissing")
    [done] = record_entries([entry], source=built_in_source("Proef"), by=recorder, at=NOW, reason="Proef")
    return Disclosure.objects.get(pk=done.id)


def seen(row) -> str:
    return version_of(Disclosure, row.pk)


def correct(row, by, **changes) -> Disclosure:
    row = correct_disclosure(
        row, changes=changes or {"purpose": "plaatsing"}, by=by, at=NOW, reason="Verkeerd gekozen"
    )
    return Disclosure.objects.get(pk=row.pk)


def review(row, by, decision="accepted", **fields) -> Disclosure:
    if decision == "breach":
        fields.setdefault("aware_at", NOW)
    review_disclosure(row, decision=decision, note="Bekeken", by=by, at=NOW, **fields)
    return Disclosure.objects.get(pk=row.pk)


class TestReviewing:
    def test_not_by_who_recorded_it(self, deviation, recorder):
        with pytest.raises(OwnWork, match="vraag een collega"):
            review(deviation, recorder)

    def test_not_by_who_corrected_it_long_ago(self, deviation, second, third):
        row = correct(correct(deviation, second, channel="post"), third, channel="phone")
        for one in (second, third):
            with pytest.raises(OwnWork):
                review(row, one)

    def test_not_by_who_is_proposing_a_correction(self, deviation, second, third):
        row = correct(deviation, second)
        with pytest.raises(OwnWork):
            review(row, second)
        assert review(row, third, "breach").review == "breach"

    def test_a_reviewer_and_who_reopened_did_not_correct(self, deviation, recorder, second, third):
        row = review(deviation, second)
        reopen_review(row, by=third, reason="Nieuw feit")
        assert writers_of(row) == {recorder.pk}
        assert review(row, second, "breach").reviewed_by == second

    def test_of_another_state_than_was_seen(self, deviation, second, third):
        before = seen(deviation)
        correct(deviation, second, channel="post")
        with pytest.raises(ChangedMeanwhile, match="Kanaal was"):
            review(deviation, third, seen=before)


class TestReopening:
    def test_with_a_reason_and_somebody(self, deviation, second, third):
        row = review(deviation, second)
        with pytest.raises(Refused, match="waarom"):
            reopen_review(row, by=third, reason=" ")
        row = reopen_review(row, by=third, reason="Nieuw feit")
        assert (row.review, row.review_note, row.reviewed_by) == ("pending", "", None)
        assert list(pending_deviations()) == [row]
        told = {(moment.reason, moment.actor) for moment in Timeline(Disclosure, row.pk)[:9]}
        assert ("Nieuw feit", named(third)) in told

    def test_not_of_what_is_a_breach_or_was_not_decided(self, deviation, second, third):
        with pytest.raises(Refused, match="geen oordeel"):
            reopen_review(deviation, by=second, reason="x")
        with pytest.raises(Refused, match="blijft dat"):
            reopen_review(review(deviation, second, "breach"), by=third, reason="x")


class TestDisappearing:
    def test_waits_for_a_second_person_and_stays_on_the_list(self, deviation, recorder):
        row = correct(deviation, recorder)
        assert (row.outcome, row.review, row.purpose.code) == ("deviation", "pending", "reclame")
        assert row.proposed_by == recorder
        [change] = row.proposal
        assert change["message"] == "Doeleinde: “Doeleinde reclame” wordt “Doeleinde plaatsing”"
        assert list(pending_deviations()) == [row]

    def test_confirmed_by_another(self, deviation, recorder, second):
        row = correct(deviation, recorder)
        row = confirm_correction(row, by=second, at=NOW, seen=seen(row))
        row.refresh_from_db()
        assert (row.outcome, row.findings, row.review, row.reviewed_by) == (
            "permitted",
            [],
            "corrected",
            second,
        )
        assert (row.proposal, row.proposed_by, row.proposal_reason) == (None, None, "")
        new = Disclosure.history.filter(id=row.pk).order_by("-history_id").first()
        assert (new.history_change_reason, new.history_user_id) == ("Verkeerd gekozen", second.pk)
        assert not pending_deviations().exists()
        assert {recorder.pk, second.pk} <= writers_of(row)

    def test_not_by_who_recorded_corrected_or_proposed(self, deviation, recorder, second, third):
        row = correct(correct(deviation, third, channel="post"), second)
        for one in (recorder, second, third):
            with pytest.raises(OwnWork):
                confirm_correction(row, by=one, at=NOW, seen=seen(row))
        assert row.outcome == "deviation"

    def test_who_proposed_does_not_review_it_later(self, deviation, second, third):
        row = correct(deviation, second)
        confirm_correction(row, by=third, at=NOW, seen=seen(row))
        row = correct(row, third, purpose="reclame", deviation_reason="Toch niet")
        assert (row.outcome, row.review) == ("deviation", "pending")
        for one in (second, third):
            with pytest.raises(OwnWork):
                review(row, one)

    def test_of_what_was_accepted_too(self, deviation, second, third):
        row = correct(review(deviation, second), third)
        assert (row.outcome, row.review) == ("deviation", "accepted")
        assert list(pending_deviations()) == [row]

    def test_of_another_state_than_was_seen(self, deviation, recorder, second):
        row = correct(deviation, recorder)
        before = seen(row)
        drop_proposal(row, by=recorder, reason="Toch anders", seen=before)
        correct(row, recorder, purpose="plaatsing", channel="post")
        with pytest.raises(ChangedMeanwhile, match="Voorstel was"):
            confirm_correction(row, by=second, at=NOW, seen=before)

    def test_dropped_leaves_the_deviation(self, deviation, recorder, second):
        row = correct(deviation, recorder)
        with pytest.raises(Refused, match="waarom"):
            drop_proposal(row, by=second, reason="", seen=seen(row))
        row = drop_proposal(row, by=second, reason="Klopt niet", seen=seen(row))
        assert (row.outcome, row.proposal, row.proposed_by) == ("deviation", None, None)

    def test_one_at_a_time(self, deviation, recorder, second):
        row = correct(deviation, recorder)
        with pytest.raises(Refused, match="Er wacht al een voorstel"):
            correct(row, second, channel="post")

    def test_a_number_of_a_person_is_kept_sealed(self, deviation, recorder, second):
        row = correct(deviation, recorder, purpose="plaatsing", dossier="d-999")
        assert "999" not in str(row.proposal)
        assert unseal(row.proposed_dossier) == "d-999"
        confirm_correction(row, by=second, at=NOW, seen=seen(row))
        row.refresh_from_db()
        assert unseal(row.dossier) == "d-999"

    def test_when_the_rules_forbid_it_by_now(self, deviation, recorder, second):
        row = correct(deviation, recorder)
        with acting(by=second, reason="x"):
            row.recipient.capacities.all().delete()
        with pytest.raises(Refused, match="blijft dit een afwijking"):
            confirm_correction(row, by=second, at=NOW, seen=seen(row))


class TestBreach:
    @pytest.fixture
    def breach(self, deviation, second):
        return review(deviation, second, "breach")

    def test_is_one_thing_and_reporting_it_another(self, breach):
        assert (breach.review, breach.breach_report, breach.breach_reported_at) == ("breach", "", None)

    def test_reported_at_once(self, deviation, second):
        row = review(deviation, second, "breach", report=REPORTED)
        assert (row.breach_report, row.breach_reported_at, row.breach_report_note) == (
            "reported",
            NOW,
            "AP 123",
        )
        [item] = as_items([row])
        assert (item["review"], item["breach_report"], item["breach_reported_at"]) == (
            "breach",
            "reported",
            "2026-06-01T10:00:00Z",
        )
        assert {"field": "breach_report", "old": None, "new": "reported"} in changes_of(row)[-1]["changes"]

    @pytest.mark.parametrize(
        ("decision", "report"),
        [
            ("accepted", REPORTED),
            ("breach", Report("reported")),
            ("breach", Report("reported", NOW + timedelta(hours=1))),
            ("breach", Report("not_reported")),
            ("breach", Report("onzin", NOW)),
            ("breach", Report("", None, "Los verhaal")),
        ],
    )
    def test_what_is_no_report(self, deviation, second, decision, report):
        with pytest.raises(Refused):
            review(deviation, second, decision, report=report)

    def test_survives_a_correction(self, breach, recorder, third):
        row = correct(breach, recorder, channel="post")
        assert (row.review, row.review_note, row.reviewed_by) == ("breach", "Bekeken", breach.reviewed_by)
        row = correct(row, recorder)
        confirm_correction(row, by=third, at=NOW, seen=seen(row))
        row.refresh_from_db()
        assert (row.outcome, row.review, row.review_note) == ("permitted", "breach", "Bekeken")

    def test_is_added_to(self, breach, recorder, third):
        row = add_to_breach(breach, note="Ontvanger wiste het", by=recorder, at=NOW)
        row = add_to_breach(row, note="Gemeld", by=recorder, at=NOW, report=REPORTED)
        assert row.review_note == "Bekeken\n\nOntvanger wiste het\n\nGemeld"
        assert (row.breach_report, row.reviewed_by) == ("reported", breach.reviewed_by)
        with pytest.raises(Refused, match="al gemeld"):
            add_to_breach(row, note="Toch niet", by=third, at=NOW, report=Report("not_reported", None, "x"))

    def test_that_it_is_not_reported_is_no_judgement_of_the_recorder(self, breach, recorder, third):
        not_reported = Report("not_reported", None, "Geen risico")
        with pytest.raises(OwnWork):
            add_to_breach(breach, note="x", by=recorder, at=NOW, report=not_reported)
        row = add_to_breach(breach, note="x", by=third, at=NOW, report=not_reported)
        assert (row.breach_report, row.breach_reported_at) == ("not_reported", None)
        row = add_to_breach(row, note="Toch wel", by=third, at=NOW, report=REPORTED)
        assert (row.breach_report, row.breach_report_note) == ("reported", "Geen risico\n\nAP 123")


def sql(row, by, change: str, *, reason: str = "Poging") -> None:
    """A change by hand, as the role of the application may try."""
    with transaction.atomic(), acting(by=by, reason=reason), connection.cursor() as cursor:
        cursor.execute(f"UPDATE sharing_disclosure SET {change} WHERE id = %s", [row.pk])


class TestDatabase:
    """The same, past the operations."""

    DECIDED = "review = 'accepted', review_note = 'x', reviewed_at = now(), reviewed_by_id = {by}"

    def refused(self, row, by, change: str, words: str, **kwargs) -> None:
        with pytest.raises(IntegrityError, match=words):
            sql(row, by, change, **kwargs)

    def test_a_review_of_ones_own_work(self, deviation, recorder, second):
        self.refused(deviation, recorder, self.DECIDED.format(by=recorder.pk), "beoordeelt of bevestigt")
        self.refused(deviation, second, self.DECIDED.format(by=recorder.pk), "van wie het geeft")
        row = correct(deviation, second, channel="post")
        self.refused(row, second, self.DECIDED.format(by=second.pk), "beoordeelt of bevestigt")
        self.refused(row, second, f"recorded_by_id = {second.pk}", "verandert niet")

    def test_correcting_and_deciding_in_one_statement(self, deviation, second):
        change = "channel = 'post', " + self.DECIDED.format(by=second.pk)
        self.refused(deviation, second, change, "niet in een keer")

    def test_a_deviation_that_disappears(self, deviation, recorder, second, third):
        gone = "outcome = 'permitted', findings = '[]', review = 'corrected', reviewed_by_id = {by}"
        self.refused(deviation, second, gone.format(by=second.pk), "door een ander bevestigd")
        row = correct(deviation, second)
        whole = ", proposes = '', proposal = NULL, proposed_by_id = NULL, proposed_at = NULL, proposal_reason = ''"
        for one in (recorder, second):
            self.refused(row, one, gone.format(by=one.pk) + whole, "beoordeelt of bevestigt")
        self.refused(row, third, f"proposed_by_id = {third.pk}", "verandert zij niet")
        self.refused(row, third, "channel = 'post'", "verandert zij niet")

    def test_a_proposal_in_anothers_name(self, deviation, second, third):
        change = f"proposal = '[]', proposal_reason = 'x', proposed_at = now(), proposed_by_id = {third.pk}"
        self.refused(deviation, second, change, "van wie het doet")

    def test_a_breach_that_is_undone(self, deviation, second, third):
        row = review(deviation, second, "breach", report=REPORTED)
        for change in (
            "review = 'pending'",
            "review = 'accepted'",
            "review_note = ''",
            "review_note = 'Iets anders'",
            f"reviewed_by_id = {third.pk}",
            "breach_report = ''",
            "breach_report = 'not_reported'",
            "breach_reported_at = now()",
            "breach_report_note = ''",
        ):
            self.refused(row, third, change, "aangevuld, nooit gewijzigd")
        sql(row, third, "review_note = review_note || ' En meer.'")

    def test_a_decision_that_changes_without_being_reopened(self, deviation, second, third):
        row = review(deviation, second)
        self.refused(row, third, "review_note = 'Anders'", "heropen het eerst")
        self.refused(row, third, "review = ''", "verdwijnt niet|disclosure_deviation_reviewed")
        breach = f"review = 'breach', reviewed_by_id = {third.pk}"
        self.refused(row, third, breach, "eerst heropend")
        self.refused(row, third, "review = 'pending'", "schrijft op waarom", reason="")

    def test_one_that_was_settled_when_it_was_added(self, deviation, second):
        columns = [
            field.column
            for field in Disclosure._meta.concrete_fields
            if field.column not in ("id", "review", "external_id")
        ]
        names = ", ".join(columns)
        with pytest.raises(IntegrityError, match="nog niet beoordeeld"), transaction.atomic():
            with acting(by=second, reason="Poging"), connection.cursor() as cursor:
                cursor.execute(
                    f"INSERT INTO sharing_disclosure (external_id, review, {names})"
                    f" SELECT 'nog-een', 'accepted', {names} FROM sharing_disclosure"
                )


class TestByATokenOfOnesOwn:
    """Whose token recorded it could have sent anything with it."""

    @pytest.fixture
    def source(self, recorder):
        return make.SourceFactory(owner=recorder)

    @pytest.fixture
    def sent(self, source):
        entry = raw(purpose="reclame", deviation_reason="Vergissing")
        [done] = record_entries([entry], source=source, by=source.user, at=timezone.now(), reason="API")
        return Disclosure.objects.get(pk=done.id)

    def test_its_owner_judges_nothing(self, sent, recorder):
        with pytest.raises(OwnWork, match="met het token van een bronsysteem van u"):
            review_disclosure(
                sent,
                decision="accepted",
                note="Akkoord",
                seen=seen(sent),
                by=recorder,
                at=timezone.now(),
            )

    @pytest.mark.django_db(transaction=True)  # three moments
    def test_nor_after_giving_the_token_to_another(self, sent, source, recorder, second):
        with acting(by=system_user(), reason="Overgedragen"):
            source.owner = second
            source.save()
        assert recorder.pk in writers_of(sent) and second.pk not in writers_of(sent)
