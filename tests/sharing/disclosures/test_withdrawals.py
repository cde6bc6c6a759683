"""A withdrawal that is recorded late marks what rested on that consent; somebody else judges it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from sharing.consents.models import Consent
from sharing.consents.operations import correct_consent
from sharing.core.actor import acting
from sharing.core.exceptions import RefusedInput
from sharing.core.records import version_of
from sharing.disclosures import rejudging
from sharing.disclosures.corrections import correct_disclosure
from sharing.disclosures.models import Disclosure
from sharing.disclosures.queries import OwnWork
from sharing.disclosures.review import reopen_review, review_disclosure
from sharing.disclosures.voiding import confirm_restored, restore_disclosure, void_disclosure
from sharing.parties.models import Party
from sharing.reports.queries import pending_deviations
from sharing.roles import LAWYER
from sharing.sources.models import Source as SourceModel
from tests import factories as make
from tests.sharing.api.client import Source
from tests.sharing.core.visitors import signed_in
from tests.sharing.disclosures.steps import NOW, TO_OTHER, WITHDRAWN, given, marks, record, withdraw
from tests.sharing.register import DOSSIER, small_register


@pytest.fixture
def recorder():
    return make.UserFactory(username="vastlegger")


@pytest.fixture
def lawyer():
    return make.UserFactory(username="jurist", role=LAWYER)


@pytest.fixture
def second():
    return make.UserFactory(username="tweede", role=LAWYER)


@pytest.fixture
def consent(db, lawyer) -> Consent:
    small_register()
    return given(lawyer)


class TestMarking:
    def test_only_what_came_after_and_rested_on_it(self, consent, recorder, lawyer):
        contract = {"legal_basis": "public_task"}
        record(
            recorder, TO_OTHER, TO_OTHER, contract, TO_OTHER | {"dossier": "d-ander", "deviation_reason": "x"}
        )
        withdraw(consent, lawyer)
        assert marks() == {
            "E-1": (None, "permitted", ""),
            "E-2": (consent.pk, "permitted", "pending"),
            "E-3": (None, "permitted", ""),
            "E-4": (None, "deviation", "pending"),
        }
        state = Disclosure.objects.get(external_id="E-2").history.first()
        assert state.history_user_id == lawyer.pk
        assert "ingetrokken op 1 maart 2026" in state.history_change_reason
        assert "Brief lag op een stapel" in state.history_change_reason

    def test_on_the_very_moment_of_the_withdrawal(self, consent, recorder, lawyer):
        [row] = record(recorder, TO_OTHER)
        withdraw(consent, lawyer, row.disclosed_at)
        assert marks()["E-1"][0] == consent.pk

    def test_not_what_another_consent_carries(self, consent, recorder, lawyer):
        given(lawyer)
        record(recorder, {}, TO_OTHER)
        withdraw(consent, lawyer)
        assert marks()["E-2"][0] is None

    def test_special_data_that_it_covered(self, consent, recorder, lawyer):
        explicit = given(lawyer, party="gemeente-a", data="gezondheid")
        special = {"data_categories": ["gezondheid"], "deviation_reason": "Ook buiten de overeenkomst"}
        record(recorder, {}, special)
        codes = {finding["code"] for finding in Disclosure.objects.get(external_id="E-2").findings}
        assert "special-without-explicit-consent" not in codes
        withdraw(explicit, lawyer)
        assert marks()["E-2"] == (explicit.pk, "deviation", "pending")

    def test_what_was_recorded_after_it_is_judged_by_it(self, consent, recorder, lawyer):
        withdraw(consent, lawyer)
        [_, row] = record(recorder, {}, TO_OTHER | {"deviation_reason": "Vergissing"})
        assert (row.outcome, row.withdrawn_consent_id) == ("deviation", None)
        correct_consent(
            consent, changes={"withdrawn_at": WITHDRAWN - timedelta(days=1)}, by=lawyer, reason="Eerder"
        )
        assert marks()["E-2"] == (None, "deviation", "pending")

    def test_in_batches(self, consent, recorder, lawyer, monkeypatch):
        monkeypatch.setattr(rejudging, "BATCH", 2)
        record(recorder, {}, *[TO_OTHER] * 5)
        withdraw(consent, lawyer)
        assert [key for key, (mark, *_) in marks().items() if mark] == ["E-2", "E-3", "E-4", "E-5", "E-6"]

    def test_an_entry_that_was_accepted_is_looked_at_again(self, consent, recorder, lawyer, second):
        given(lawyer, party="gemeente-a", data="gezondheid")
        special = {"data_categories": ["gezondheid"], "deviation_reason": "Ook buiten de overeenkomst"}
        [_, row] = record(recorder, {}, special)
        review_disclosure(row, decision="accepted", note="Mocht", by=second, at=NOW)
        withdraw(Consent.objects.get(recipient__code="gemeente-a"), lawyer)
        row.refresh_from_db()
        assert (row.review, row.review_note, row.reviewed_by) == ("pending", "", None)

    def test_a_breach_stays_one(self, consent, recorder, lawyer, second):
        given(lawyer, party="gemeente-a", data="gezondheid")
        special = {"data_categories": ["gezondheid"], "deviation_reason": "Ook buiten de overeenkomst"}
        [_, row] = record(recorder, {}, special)
        review_disclosure(row, decision="breach", note="Verkeerd", by=second, at=NOW, aware_at=NOW)
        withdraw(Consent.objects.get(recipient__code="gemeente-a"), lawyer)
        row.refresh_from_db()
        assert (row.review, row.review_note) == ("breach", "Verkeerd")
        assert row.withdrawn_consent_id is not None


class TestTakingBack:
    def test_a_withdrawal_that_was_none(self, consent, recorder, lawyer):
        record(recorder, {}, TO_OTHER)
        withdraw(consent, lawyer)
        correct_consent(consent, changes={"withdrawn_at": None}, by=lawyer, reason="Verkeerd dossier")
        assert marks()["E-2"] == (None, "permitted", "")
        states = Disclosure.objects.get(external_id="E-2").history.order_by("history_id")
        assert [state.withdrawn_consent_id for state in states] == [None, consent.pk, None]
        assert "toch niet ingetrokken: Verkeerd dossier" in states.last().history_change_reason

    def test_one_that_was_later(self, consent, recorder, lawyer):
        record(recorder, {}, TO_OTHER, TO_OTHER)
        withdraw(consent, lawyer)
        correct_consent(
            consent, changes={"withdrawn_at": datetime(2026, 4, 1, tzinfo=UTC)}, by=lawyer, reason="Later"
        )
        assert [mark for mark, *_ in marks().values()] == [None, None, consent.pk]

    def test_one_of_another_recipient(self, consent, recorder, lawyer):
        record(recorder, {}, TO_OTHER)
        withdraw(consent, lawyer)
        partner = Party.objects.get(code="partner-b")
        correct_consent(consent, changes={"recipient": partner}, by=lawyer, reason="Andere ontvanger")
        assert marks()["E-2"] == (None, "permitted", "")

    def test_what_was_judged_stays_judged(self, consent, recorder, lawyer, second):
        [_, row] = record(recorder, {}, TO_OTHER)
        withdraw(consent, lawyer)
        row.refresh_from_db()
        review_disclosure(row, decision="accepted", note="Wist niemand", by=second, at=NOW)
        correct_consent(consent, changes={"withdrawn_at": None}, by=lawyer, reason="Toch niet")
        assert marks()["E-2"] == (None, "permitted", "accepted")

    @pytest.mark.parametrize("changes", [{"withdrawn_at": None}, {"withdrawn_at": NOW}])
    def test_not_by_who_recorded_what_was_made_after_it(self, consent, recorder, lawyer, changes):
        record(recorder, {}, TO_OTHER)
        withdraw(consent, lawyer)
        with pytest.raises(OwnWork, match="Laat een collega"):
            correct_consent(consent, changes=changes, by=recorder, reason="Was later")
        assert marks()["E-2"] == (consent.pk, "permitted", "pending")
        consent.refresh_from_db()
        assert consent.withdrawn_at == WITHDRAWN

    def test_by_the_screen_it_says_so_and_loses_nothing(self, consent, lawyer):
        client = signed_in(LAWYER)
        record(client.user, {}, TO_OTHER)
        withdraw(consent, lawyer)
        address = reverse("consents:edit", args=[consent.pk])
        sent = {
            "dossier_number": DOSSIER,
            "given_at": "1-1-2026 11:00",
            "withdrawn_at": "1-10-2026 12:00",
            "recipient": consent.recipient_id,
            "for_any": "on",
            "given_by": "person",
            "data_categories": consent.data_categories,
            "explicit": "on",
            "evidence": "Formulier",
            "reason": "Was later",
            "documents-TOTAL_FORMS": 0,
            "documents-INITIAL_FORMS": 0,
            "version": client.get(address).context["form"]["version"].value(),
        }
        page = client.post(address, sent)
        assert "Laat een collega de toestemming corrigeren" in page.content.decode()
        assert "Was later" in page.content.decode()
        assert marks()["E-2"] == (consent.pk, "permitted", "pending")


class TestJudging:
    @pytest.fixture
    def marked(self, consent, recorder, lawyer) -> Disclosure:
        [_, row] = record(recorder, {}, TO_OTHER)
        withdraw(consent, lawyer)
        return Disclosure.objects.get(pk=row.pk)

    def test_by_another_than_who_recorded_it(self, marked, recorder, lawyer):
        assert list(pending_deviations()) == [marked]
        with pytest.raises(OwnWork):
            review_disclosure(marked, decision="accepted", note="Mij best", by=recorder, at=NOW)
        # Who recorded the withdrawal wrote nothing of the disclosure.
        review_disclosure(marked, decision="breach", note="Ontvanger gebeld", by=lawyer, at=NOW, aware_at=NOW)
        assert not pending_deviations().exists()

    def test_passes_over_what_is_void_until_it_counts_again(self, consent, recorder, lawyer, second):
        [_, row] = record(recorder, TO_OTHER, TO_OTHER)
        void_disclosure(row, by=recorder, at=NOW, reason="Dubbel")
        withdraw(consent, lawyer)
        assert marks()["E-2"] == (None, "permitted", "")
        restore_disclosure(row, by=lawyer, at=NOW, reason="Toch verstrekt")
        row = Disclosure.objects.get(pk=row.pk)
        confirm_restored(row, by=second, at=NOW, seen=version_of(Disclosure, row.pk))
        assert marks()["E-2"] == (consent.pk, "permitted", "pending")
        assert list(pending_deviations()) == [row]

    def test_is_reopened(self, marked, lawyer, second):
        review_disclosure(marked, decision="accepted", note="Wist niemand", by=second, at=NOW)
        reopen_review(marked, by=lawyer, reason="Toch nog eens")
        assert list(pending_deviations()) == [marked]

    def test_a_correction_does_not_take_it_off_the_list(self, marked, recorder, second):
        changes = {"recipient": "gemeente-a", "capacity": "client", "legal_basis": "public_task"}
        correct_disclosure(marked, changes=changes, by=second, at=NOW, reason="Was voor de gemeente")
        marked.refresh_from_db()
        assert (marked.outcome, marked.review) == ("permitted", "pending")
        with pytest.raises(OwnWork):
            review_disclosure(marked, decision="corrected", note="Hersteld", by=second, at=NOW)

    def test_the_worklist_the_list_and_the_entry_tell(self, marked, second):
        client = signed_in(LAWYER)
        page = client.get(reverse("worklist:index")).content.decode()
        assert "Toestemming bleek ingetrokken" in page
        listed = client.get(reverse("disclosures:index"), {"consent": "withdrawn"})
        assert list(listed.context["object_list"]) == [marked]
        assert "Toestemming bleek ingetrokken: te beoordelen" in listed.content.decode()
        page = client.get(reverse("disclosures:inspect", args=[marked.pk])).content.decode()
        assert "was ingetrokken op 1 maart 2026" in page
        answer = client.post(
            reverse("disclosures:review", args=[marked.pk]),
            {"decision": "accepted", "note": "Wist niemand", "version": version_of(Disclosure, marked.pk)},
        )
        assert answer.status_code == 302
        assert not pending_deviations().exists()


class TestChannels:
    def test_a_withdrawal_by_the_screen(self, consent, recorder):
        record(recorder, {}, TO_OTHER)
        client = signed_in(LAWYER)
        sent = {"withdrawn_at": "1-3-2026 11:00", "reason": "Brief"}
        assert client.post(reverse("consents:withdraw", args=[consent.pk]), sent).status_code == 302
        assert marks()["E-2"][0] == consent.pk
        assert Disclosure.objects.get(external_id="E-2").history.first().history_user_id == client.user.pk

    def test_a_withdrawal_by_the_api(self, db, recorder, lawyer):
        small_register()
        source = Source("record")
        consent = given(lawyer, source=SourceModel.objects.get(name="Dossierportaal"), external_id="T-1")
        record(recorder, {}, TO_OTHER)
        body = {"withdrawn_at": "2026-03-01T11:00:00+01:00"}
        answer = source.post(f"consents/{consent.pk}/withdrawal", body)
        assert answer.status_code == 200, answer.content
        assert marks()["E-2"][0] == consent.pk
        state = Disclosure.objects.get(external_id="E-2").history.first()
        assert "Gemeld door Dossierportaal" in state.history_change_reason

    def test_what_was_refused_cannot_be_withdrawn(self, consent, lawyer):
        refused = given(lawyer, refused=True)
        with pytest.raises(RefusedInput, match="geweigerd"):
            withdraw(refused, lawyer)


class TestDatabase:
    """What no route can do, as the role of the application."""

    def update(self, row, by, **values) -> None:
        with acting(by=by, reason="Poging"):
            Disclosure.objects.filter(pk=row.pk).update(**values)

    def test_a_mark_stays_as_long_as_the_withdrawal_stands(self, consent, recorder, lawyer):
        [row, after] = record(recorder, TO_OTHER, TO_OTHER)
        with pytest.raises(IntegrityError, match="niet na de intrekking"), transaction.atomic():
            self.update(row, lawyer, withdrawn_consent=consent, review="pending")
        withdraw(consent, lawyer)
        with pytest.raises(IntegrityError, match="blijft staan"), transaction.atomic():
            self.update(after, lawyer, withdrawn_consent=None, review="")
        with pytest.raises(IntegrityError, match="verdwijnt niet"), transaction.atomic():
            self.update(after, lawyer, review="")

    def test_who_recorded_it_does_not_undo_the_mark_either(self, consent, recorder, lawyer):
        [_, after] = record(recorder, TO_OTHER, TO_OTHER)
        withdraw(consent, lawyer)
        with pytest.raises(IntegrityError, match="beoordeelt of bevestigt haar niet"), transaction.atomic():
            with acting(by=recorder, reason="Poging"):
                Consent.objects.filter(pk=consent.pk).update(withdrawn_at=None)
            self.update(after, recorder, withdrawn_consent=None, review="")
