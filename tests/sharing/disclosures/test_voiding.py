"""What is void stays to be seen and counts nowhere; what was to be judged becomes void on the word of two."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from sharing.conflicts.queries import register_facts
from sharing.core.actor import acting
from sharing.core.exceptions import ChangedMeanwhile, Refused
from sharing.core.periods import amsterdam_day
from sharing.core.records import version_of
from sharing.disclosures.corrections import confirm_correction, correct_disclosure, drop_proposal
from sharing.disclosures.models import Disclosure
from sharing.disclosures.queries import OwnWork
from sharing.disclosures.recording import record_entries
from sharing.disclosures.representations import as_items, changes_of
from sharing.disclosures.review import Report, add_to_breach, reopen_review, review_disclosure
from sharing.disclosures.voiding import confirm_restored, confirm_void, restore_disclosure, void_disclosure
from sharing.reports.flows import lacking_today
from sharing.reports.queries import open_breaches, pending_deviations
from sharing.roles import AUDITOR, LAWYER
from sharing.sources.operations import built_in_source
from tests import factories as make
from tests.sharing.core.visitors import signed_in
from tests.sharing.register import raw, small_register

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)


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


def recorded(by, **changes) -> Disclosure:
    [done] = record_entries([raw(**changes)], source=built_in_source("Proef"), by=by, at=NOW, reason="Proef")
    return Disclosure.objects.get(pk=done.id)


@pytest.fixture
def permitted(recorder):
    return recorded(recorder)


@pytest.fixture
def deviation(recorder):
    return recorded(recorder, purpose="reclame", deviation_reason="Vergissing")


def seen(row) -> str:
    return version_of(Disclosure, row.pk)


def fresh(row) -> Disclosure:
    return Disclosure.objects.get(pk=row.pk)


def void(row, by, reason="Dubbel, zie de andere") -> Disclosure:
    void_disclosure(row, by=by, at=NOW, reason=reason)
    return fresh(row)


def voided(row, by, other) -> Disclosure:
    """By two."""
    row = void(row, by)
    confirm_void(row, by=other, at=NOW, seen=seen(row))
    return fresh(row)


def restored(row, by, other) -> Disclosure:
    restore_disclosure(row, by=by, at=NOW, reason="Toch verstrekt")
    row = fresh(row)
    confirm_restored(row, by=other, at=NOW, seen=seen(row))
    return fresh(row)


class TestOfWhatNothingWasToBeJudged:
    def test_one_person_with_a_reason(self, permitted, recorder):
        row = void(permitted, recorder)
        assert (row.voided_at, row.voided_by, row.void_reason) == (NOW, recorder, "Dubbel, zie de andere")
        assert (row.outcome, row.void_confirmed_by) == ("permitted", None)
        assert list(Disclosure.objects.counting()) == []
        told = changes_of(row)[-1]
        assert told["reason"] == "Dubbel, zie de andere"
        assert {"field": "voided_by", "old": None, "new": "vastlegger"} in told["changes"]

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_not_without_a_reason(self, permitted, recorder, reason):
        with pytest.raises(Refused, match="waarom deze verstrekking vervalt"):
            void(permitted, recorder, reason)

    def test_not_twice_nor_corrected_afterwards(self, permitted, recorder):
        row = void(permitted, recorder)
        with pytest.raises(Refused, match="al vervallen"):
            void(row, recorder)
        with pytest.raises(Refused, match="laat haar eerst weer gelden"):
            correct_disclosure(row, changes={"channel": "post"}, by=recorder, at=NOW, reason="x")

    def test_not_of_another_state_than_was_seen(self, permitted, recorder, second):
        before = seen(permitted)
        correct_disclosure(permitted, changes={"channel": "post"}, by=second, at=NOW, reason="x")
        with pytest.raises(ChangedMeanwhile, match="Kanaal was"):
            void_disclosure(permitted, by=recorder, at=NOW, reason="Dubbel", seen=before)


class TestOfWhatWasToBeJudged:
    def test_waits_for_a_second_person(self, deviation, recorder, second):
        row = void(deviation, recorder)
        assert (row.voided_at, row.proposes, row.proposed_by) == (None, "void", recorder)
        assert list(pending_deviations()) == [row]
        confirm_void(row, by=second, at=NOW, seen=seen(row))
        row = fresh(row)
        assert (row.voided_by, row.void_confirmed_by, row.proposes) == (recorder, second, "")
        assert (row.outcome, row.review) == ("deviation", "pending")
        assert not pending_deviations().exists()

    def test_not_confirmed_by_who_recorded_corrected_or_proposed(self, deviation, recorder, second, third):
        correct_disclosure(deviation, changes={"channel": "post"}, by=third, at=NOW, reason="x")
        row = void(deviation, second)
        for one in (recorder, second, third):
            with pytest.raises(OwnWork):
                confirm_void(row, by=one, at=NOW, seen=seen(row))

    def test_also_when_it_was_accepted_or_corrected_away(self, deviation, recorder, second, third):
        review_disclosure(deviation, decision="accepted", note="Mocht", by=second, at=NOW)
        assert void(deviation, second).proposes == "void"
        drop_proposal(deviation, by=third, reason="Klopt niet", seen=seen(deviation))
        correct_disclosure(
            deviation, changes={"purpose": "plaatsing"}, by=recorder, at=NOW, reason="Verkeerd gekozen"
        )
        row = fresh(deviation)
        confirm_correction(row, by=third, at=NOW, seen=seen(row))
        assert fresh(row).outcome == "permitted"
        assert void(row, second).proposes == "void"

    def test_a_correction_is_not_confirmed_as_if_it_were_void(self, deviation, recorder, second):
        row = void(deviation, recorder)
        with pytest.raises(Refused, match="wacht geen voorstel"):
            confirm_correction(row, by=second, at=NOW, seen=seen(row))
        with pytest.raises(Refused, match="wacht geen voorstel"):
            confirm_restored(row, by=second, at=NOW, seen=seen(row))

    def test_refused_it_stays(self, deviation, recorder, second):
        row = void(deviation, recorder)
        drop_proposal(row, by=second, reason="Er is wel verstrekt", seen=seen(row))
        assert list(pending_deviations()) == [fresh(row)]
        assert not fresh(row).is_void

    def test_a_breach_stays_one_and_is_added_to(self, deviation, recorder, second, third):
        review_disclosure(deviation, decision="breach", note="Verkeerd", by=second, at=NOW, aware_at=NOW)
        row = voided(deviation, recorder, third)
        assert (row.review, row.review_note, row.is_void) == ("breach", "Verkeerd", True)
        assert list(Disclosure.objects.breaches()) == list(open_breaches()) == [row]
        add_to_breach(row, note="Gemeld", by=second, at=NOW, report=Report("reported", NOW, "AP 1"))
        assert not open_breaches().exists()
        assert Disclosure.objects.breaches().count() == 1

    def test_nothing_of_it_is_judged_any_more(self, deviation, recorder, second, third):
        row = voided(deviation, recorder, second)
        with pytest.raises(Refused, match="niets te beoordelen"):
            review_disclosure(row, decision="accepted", note="x", by=third, at=NOW)
        with pytest.raises(Refused, match="geen oordeel"):
            reopen_review(row, by=third, reason="x")


class TestCountsNowhere:
    def test_in_flows_and_what_they_lack(self, recorder, second):
        provision = {"legal_basis": "legal_obligation", "legal_provision": "artikel 9"}
        row = recorded(recorder, **provision, deviation_reason="x")
        day = amsterdam_day(row.disclosed_at)
        assert [flow.recipient for flow in register_facts(until=day).flows] == ["gemeente-a"]
        with time_machine.travel(NOW, tick=False):
            assert [missing.flow.recipient for missing in lacking_today()] == ["gemeente-a"]
        voided(row, recorder, second)
        cache.clear()
        assert not register_facts(until=day).flows
        with time_machine.travel(NOW, tick=False):
            assert not lacking_today()

    def test_who_looks_it_up_sees_that_it_is_void(self, permitted, recorder):
        [item] = as_items([void(permitted, recorder)])
        assert (item["voided_at"], item["voided_by"], item["void_reason"]) == (
            "2026-06-01T10:00:00Z",
            "vastlegger",
            "Dubbel, zie de andere",
        )


class TestRestoring:
    def test_always_takes_two(self, permitted, recorder, second, third):
        row = void(permitted, recorder)
        restore_disclosure(row, by=second, at=NOW, reason="Toch verstrekt")
        row = fresh(row)
        assert (row.is_void, row.proposes) == (True, "restore")
        assert list(pending_deviations()) == [row]
        for one in (recorder, second):
            with pytest.raises(OwnWork):
                confirm_restored(row, by=one, at=NOW, seen=seen(row))
        confirm_restored(row, by=third, at=NOW, seen=seen(row))
        row = fresh(row)
        assert (row.voided_at, row.voided_by, row.void_reason) == (None, None, "")
        assert list(Disclosure.objects.counting()) == [row]

    def test_a_deviation_that_was_accepted_is_judged_anew(self, deviation, recorder, second, third):
        review_disclosure(deviation, decision="accepted", note="Mocht", by=second, at=NOW)
        row = restored(voided(deviation, recorder, third), recorder, second)
        assert (row.outcome, row.review, row.reviewed_by, row.review_seen) == (
            "deviation",
            "pending",
            None,
            None,
        )
        assert list(pending_deviations()) == [row]

    def test_a_breach_is_still_that(self, deviation, recorder, second, third):
        review_disclosure(deviation, decision="breach", note="Verkeerd", by=second, at=NOW, aware_at=NOW)
        row = restored(voided(deviation, recorder, third), recorder, second)
        assert (row.review, row.aware_at) == ("breach", NOW)

    def test_not_of_what_counts(self, permitted, recorder):
        with pytest.raises(Refused, match="niet vervallen"):
            restore_disclosure(permitted, by=recorder, at=NOW, reason="x")


def sql(row, by, change: str, *, reason: str = "Poging") -> None:
    with transaction.atomic(), acting(by=by, reason=reason), connection.cursor() as cursor:
        cursor.execute(f"UPDATE sharing_disclosure SET {change} WHERE id = %s", [row.pk])


class TestDatabase:
    """The same, past the operations."""

    VOID = "voided_at = now(), voided_by_id = {by}, void_reason = 'x'"
    COUNTS = "voided_at = NULL, voided_by_id = NULL, void_reason = '', void_confirmed_by_id = NULL"
    SETTLED = (
        "proposes = '', proposal = NULL, proposed_by_id = NULL, proposed_at = NULL, proposal_reason = ''"
    )

    def refused(self, row, by, change: str, words: str) -> None:
        with pytest.raises(IntegrityError, match=words):
            sql(row, by, change)

    def test_void_without_an_actor_or_a_reason(self, permitted, recorder, second):
        self.refused(permitted, recorder, "voided_at = now()", "disclosure_void_signed|zelf genoemd")
        nameless = f"voided_at = now(), voided_by_id = {recorder.pk}"
        self.refused(permitted, recorder, nameless, "disclosure_void_signed")
        self.refused(permitted, recorder, self.VOID.format(by=second.pk), "zelf genoemd")
        sql(permitted, recorder, self.VOID.format(by=recorder.pk))

    def test_void_by_one_of_what_was_to_be_judged(self, deviation, recorder, second, third):
        alone = self.VOID.format(by=second.pk)
        self.refused(deviation, second, alone, "bevestigt een ander")
        row = void(deviation, second)
        both = f"{alone}, {self.SETTLED}, void_confirmed_by_id = {{by}}"
        self.refused(row, second, both.format(by=second.pk), "beoordeelt of bevestigt")
        self.refused(row, recorder, both.format(by=recorder.pk), "beoordeelt of bevestigt")
        self.refused(row, third, both.format(by=recorder.pk), "zelf genoemd")
        sql(row, third, both.format(by=third.pk))

    def test_not_void_any_more_by_one(self, permitted, recorder, second, third):
        row = void(permitted, recorder)
        for one in (recorder, second):
            self.refused(row, one, self.COUNTS, "beoordeelt of bevestigt|bevestigt een ander")
        restore_disclosure(row, by=second, at=NOW, reason="x")
        self.refused(row, second, f"{self.COUNTS}, {self.SETTLED}", "beoordeelt of bevestigt")

    def test_what_is_void_does_not_change(self, permitted, recorder, second):
        row = void(permitted, recorder)
        for change in ("channel = 'post'", "void_reason = 'Anders'", f"voided_by_id = {second.pk}"):
            self.refused(row, second, change, "is vervallen en verandert niet")

    def test_void_and_corrected_in_one_statement(self, permitted, recorder):
        change = f"channel = 'post', {self.VOID.format(by=recorder.pk)}"
        self.refused(permitted, recorder, change, "zoals zij is")

    def test_a_breach_without_when_it_became_known(self, deviation, second, third):
        change = "review = 'breach', review_note = 'x', reviewed_at = now(), reviewed_by_id = {by}"
        self.refused(deviation, second, change.format(by=second.pk), "wanneer het bekend werd")
        self.refused(deviation, second, "aware_at = now()", "disclosure_aware_of_breach")
        sql(deviation, second, change.format(by=second.pk) + ", aware_at = '2026-06-01'")
        for change in ("aware_at = NULL", "aware_at = '2026-06-02'"):
            self.refused(deviation, second, change, "nooit gewijzigd")
        sql(deviation, second, "aware_at = '2026-05-31'")
        sql(deviation, third, "aware_at = '2026-06-01'")

    def test_one_that_was_void_when_it_was_added(self, permitted, second):
        left_out = ("id", "external_id", "voided_at", "voided_by_id", "void_reason")
        columns = [one.column for one in Disclosure._meta.concrete_fields if one.column not in left_out]
        names = ", ".join(columns)
        with pytest.raises(IntegrityError, match="niet vervallen"), transaction.atomic():
            with acting(by=second, reason="Poging"), connection.cursor() as cursor:
                cursor.execute(
                    f"INSERT INTO sharing_disclosure (external_id, voided_at, voided_by_id, void_reason, {names})"
                    f" SELECT 'nog-een', now(), {second.pk}, 'x', {names} FROM sharing_disclosure"
                )


class TestScreens:
    @pytest.fixture
    def colleague(self):
        return signed_in(LAWYER)

    def open(self, client, step: str, row, **data):
        url = reverse(f"disclosures:{step}", args=[row.pk])
        answer = (
            client.post(url, {"version": seen(row), **data}, follow=True)
            if data
            else client.get(url, follow=True)
        )
        return answer.content.decode()

    def test_a_double_one(self, lawyer, permitted):
        assert "Laten vervallen" in self.open(lawyer, "inspect", permitted)
        assert "Een collega bevestigt dit" not in self.open(lawyer, "void", permitted)
        assert "Vul iets in bij “Waarom vervalt deze verstrekking?”" in self.open(
            lawyer, "void", permitted, reason=""
        )
        page = self.open(lawyer, "void", permitted, reason="Dubbel, zie verstrekking 3")
        assert "De verstrekking is vervallen; zij blijft hier te zien." in page
        assert "Zij telt niet mee in antwoorden, cijfers en lijsten." in page
        assert "Dubbel, zie verstrekking 3" in page
        assert "Weer laten gelden" in page
        assert "Een vervallen verstrekking verandert niet." in self.open(lawyer, "edit", permitted)
        assert "is al vervallen" in self.open(lawyer, "void", permitted)
        log = lawyer.get(reverse("disclosures:index")).content.decode()
        assert "register-status--void" in log

    def test_a_deviation_with_a_colleague(self, lawyer, colleague, deviation):
        assert "Een collega bevestigt dit" in self.open(lawyer, "void", deviation)
        assert "als een collega dat bevestigt" in self.open(lawyer, "void", deviation, reason="Dubbel")
        assert "u kunt het voorstel intrekken" in self.open(lawyer, "proposal", deviation)
        assert "Klopt het dat dit geen verstrekking was?" in self.open(colleague, "proposal", deviation)
        page = self.open(colleague, "proposal", deviation, decision="confirm")
        assert "Bevestigd: de verstrekking is vervallen" in page
        assert "op voorstel van" in page
        assert "geen afwijkingen te beoordelen" in lawyer.get(reverse("worklist:index")).content.decode()

    def test_an_auditor_sees_it_and_does_nothing(self, permitted, recorder):
        row, auditor = void(permitted, recorder), signed_in(AUDITOR)
        page = self.open(auditor, "inspect", row)
        assert "Zij telt niet mee" in page
        assert "Weer laten gelden" not in page
        for step in ("void", "restore"):
            assert auditor.get(reverse(f"disclosures:{step}", args=[row.pk])).status_code != 200

    def test_counts_again_by_two(self, lawyer, colleague, permitted, recorder):
        row = void(permitted, recorder)
        assert "als een collega dat bevestigt" in self.open(lawyer, "restore", row, reason="Toch verstrekt")
        assert "Bevestigd: de verstrekking geldt weer." in self.open(
            colleague, "proposal", row, decision="confirm"
        )
        assert not fresh(row).is_void
