"""Correcting and reviewing what was recorded."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils.html import escape

from sharing.core.exceptions import ChangedMeanwhile, Refused, RefusedInput
from sharing.core.records import version_of
from sharing.disclosures.checking import Blocked
from sharing.disclosures.corrections import correct_disclosure
from sharing.disclosures.intake.channels import Raw
from sharing.disclosures.models import Disclosure
from sharing.disclosures.recording import record_entries
from sharing.disclosures.review import ReviewedBefore, review_disclosure
from sharing.sources.operations import built_in_source
from tests import factories as make
from tests.sharing.register import BSN, raw, small_register

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _register() -> None:
    small_register()


@pytest.fixture
def by():
    return make.UserFactory(username="vastlegger")


def record(*entries: Raw, by):
    source = built_in_source("Proef")
    return record_entries(entries, source=source, by=by, at=NOW, reason="Proef")


class TestCorrecting:
    def test_a_correction_is_a_new_state_judged_anew(self, by):
        [done] = record(raw(), by=by)
        row = Disclosure.objects.get(pk=done.id)
        before, jurist = row.channel, make.UserFactory()
        correct_disclosure(row, changes={"channel": "post"}, by=jurist, at=NOW, reason="Verkeerd gekozen")
        row.refresh_from_db()
        assert (row.outcome, row.findings, row.review, row.channel) == ("permitted", [], "", "post")
        assert row.recorded_by == by
        new, old = Disclosure.history.filter(id=row.pk).order_by("-history_id")
        assert (old.channel, new.channel) == (before, "post")
        assert (new.history_change_reason, new.history_user_id) == ("Verkeerd gekozen", jurist.pk)

    def test_a_correction_may_become_a_deviation_only_with_a_reason(self, by):
        [done] = record(raw(), by=by)
        row = Disclosure.objects.get(pk=done.id)
        with pytest.raises(Blocked):
            correct_disclosure(row, changes={"purpose": "reclame"}, by=by, at=NOW, reason="Toch")
        correct_disclosure(
            row,
            changes={"purpose": "reclame", "deviation_reason": "Zo ging het"},
            by=by,
            at=NOW,
            reason="Toch",
        )
        row.refresh_from_db()
        assert (row.outcome, row.review) == ("deviation", "pending")

    def test_what_a_correction_takes_away_of_a_deviation_is_shown_to_who_judges_the_rest(self, by, lawyer):
        bad = {"purpose": "reclame", "data_categories": ("naw", "gezondheid"), "deviation_reason": "Toch"}
        [done] = record(raw(**bad), by=by)
        row = Disclosure.objects.get(pk=done.id)
        kept = {one["code"]: one["message"] for one in row.findings}
        correct_disclosure(
            row, changes={"data_categories": ("naw",)}, by=by, at=NOW, reason="Zonder gezondheid"
        )
        row.refresh_from_db()
        gone = kept[(kept.keys() - {one["code"] for one in row.findings}).pop()]
        assert row.outcome == "deviation"
        page = lawyer.get(reverse("disclosures:review", args=[row.pk])).content.decode()
        assert escape(gone) in page.partition("Wat er voor een correctie stond")[2]
        review_disclosure(row, decision="accepted", note="Akkoord", by=lawyer.user, at=NOW)
        row.refresh_from_db()
        assert f"Weggecorrigeerd: {gone}" in [one["message"] for one in row.review_seen]

    def test_needs_a_reason_and_understandable_input(self, by):
        [done] = record(raw(), by=by)
        row = Disclosure.objects.get(pk=done.id)
        with pytest.raises(Refused, match="reden"):
            correct_disclosure(row, changes={"channel": "post"}, by=by, at=NOW, reason=" ")
        with pytest.raises(RefusedInput):
            correct_disclosure(row, changes={"dossier": BSN}, by=by, at=NOW, reason="Fout")
        with pytest.raises(RefusedInput):
            correct_disclosure(row, changes={"external_id": "E-9"}, by=by, at=NOW, reason="Fout")

    def test_after_a_correction_the_first_entry_is_still_recognised(self, by):
        [done] = record(raw(), by=by)
        sent = bytes(Disclosure.objects.get(pk=done.id).fingerprint)
        correct_disclosure(
            Disclosure.objects.get(pk=done.id), changes={"channel": "post"}, by=by, at=NOW, reason="Post"
        )
        assert bytes(Disclosure.objects.get(pk=done.id).fingerprint) == sent

    def test_what_somebody_else_changed_meanwhile_stands(self, transactional_db, by):
        [done] = record(raw(), by=by)
        row = Disclosure.objects.get(pk=done.id)
        seen = version_of(Disclosure, row.pk)
        correct_disclosure(row, changes={"channel": "post"}, by=by, at=NOW, reason="Post", seen=seen)
        with pytest.raises(ChangedMeanwhile):
            correct_disclosure(row, changes={"channel": "phone"}, by=by, at=NOW, reason="Bel", seen=seen)
        row.refresh_from_db()
        assert row.channel == "post"


class TestReviewing:
    @pytest.fixture
    def other(self):
        return make.UserFactory()

    def test_a_decision_with_a_note(self, by, other):
        [done] = record(raw(purpose="reclame", deviation_reason="Vergissing"), by=by)
        row = Disclosure.objects.get(pk=done.id)
        review_disclosure(row, decision="breach", note="Verkeerd verstuurd", by=other, at=NOW, aware_at=NOW)
        row.refresh_from_db()
        assert (row.review, row.review_note, row.reviewed_by, row.reviewed_at) == (
            "breach",
            "Verkeerd verstuurd",
            other,
            NOW,
        )

    @pytest.mark.parametrize(("decision", "note"), [("pending", "x"), ("onzin", "x"), ("accepted", " ")])
    def test_what_is_no_decision(self, by, other, decision, note):
        [done] = record(raw(purpose="reclame", deviation_reason="Vergissing"), by=by)
        row = Disclosure.objects.get(pk=done.id)
        with pytest.raises(Refused):
            review_disclosure(row, decision=decision, note=note, by=other, at=NOW)

    def test_what_is_no_deviation(self, by, other):
        [done] = record(raw(), by=by)
        row = Disclosure.objects.get(pk=done.id)
        with pytest.raises(Refused, match="geen afwijking"):
            review_disclosure(row, decision="accepted", note="x", by=other, at=NOW)

    def test_what_somebody_else_decided_first_stands(self, by, other):
        [done] = record(raw(purpose="reclame", deviation_reason="Vergissing"), by=by)
        row = Disclosure.objects.get(pk=done.id)
        review_disclosure(row, decision="breach", note="Gemeld bij de AP", by=other, at=NOW, aware_at=NOW)
        with pytest.raises(ReviewedBefore) as refused:
            review_disclosure(row, decision="accepted", note="Prima", by=make.UserFactory(), at=NOW)
        assert (refused.value.disclosure.review, refused.value.disclosure.reviewed_by) == ("breach", other)
        row.refresh_from_db()
        assert row.review == "breach"
