"""An objection or restriction that is recorded late: what was disclosed while it held waits for a judgement."""

from datetime import UTC, datetime
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from sharing.consents.models import Objection
from sharing.consents.operations import correct_objection, decide_objection, settle_objection
from sharing.core.exceptions import Refused
from sharing.core.records import version_of
from sharing.disclosures.models import Disclosure
from sharing.disclosures.queries import OwnWork
from sharing.disclosures.recording import recording
from sharing.disclosures.review import reopen_review, review_disclosure
from sharing.disclosures.voiding import confirm_restored, restore_disclosure, void_disclosure
from sharing.parties.models import Party
from sharing.reports.queries import pending_deviations
from sharing.roles import LAWYER
from sharing.sources.operations import built_in_source
from tests import factories as make
from tests.patience import somebody_waits_for_us, until
from tests.sharing.api.client import Source
from tests.sharing.core.visitors import signed_in
from tests.sharing.disclosures.test_withdrawals import NOW, record
from tests.sharing.register import DOSSIER, raw, small_register

SINCE = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)


@pytest.fixture
def recorder(db):
    small_register()
    return make.UserFactory(username="vastlegger")


@pytest.fixture
def lawyer():
    return make.UserFactory(username="jurist", role=LAWYER)


@pytest.fixture
def second():
    return make.UserFactory(username="tweede", role=LAWYER)


def opposed(by: Any, **values: Any) -> Objection:
    usual = {
        "dossier": DOSSIER,
        "kind": "objection",
        "recipient": Party.objects.get(code="gemeente-a"),
        "decision": "upheld",
        "in_force_from": SINCE,
        "received_at": SINCE,
        "explanation": "Persoonlijke omstandigheden",
        "decision_reason": "Weegt zwaarder",
        "by": by,
        "reason": "Brief lag op een stapel",
    }
    return decide_objection(**usual | values)


def restricted(by: Any, **values: Any) -> Objection:
    usual = {"kind": "restriction", "recipient": None, "restriction_ground": "a"}
    return opposed(by, **usual | values)


def reviews() -> dict[str, tuple[str, str]]:
    rows = Disclosure.objects.order_by("external_id")
    return {row.external_id: (row.outcome, row.review) for row in rows}


WAITS, STANDS = ("permitted", "pending"), ("permitted", "")


@pytest.mark.parametrize("late", [opposed, restricted])
def test_what_was_disclosed_since_waits_for_a_judgement(late, recorder, lawyer):
    record(recorder, {}, {}, {})
    objection = late(lawyer)
    assert reviews() == {"E-1": STANDS, "E-2": WAITS, "E-3": WAITS}
    assert {row.external_id for row in pending_deviations()} == {"E-2", "E-3"}
    state = Disclosure.objects.get(external_id="E-2").history.first()
    assert state.history_user_id == lawyer.pk
    assert f"{objection.pk} gold sinds 1 maart 2026" in state.history_change_reason


def test_not_of_others_nor_after_its_end_nor_when_it_was_rejected(recorder, lawyer):
    record(recorder, {}, {}, {})
    opposed(lawyer, recipient=Party.objects.get(code="partner-b"))
    opposed(lawyer, decision="rejected")
    opposed(lawyer, dossier="d-ander")
    opposed(lawyer, in_force_until=datetime(2026, 4, 1, tzinfo=UTC))
    assert reviews() == {"E-1": STANDS, "E-2": WAITS, "E-3": STANDS}


def test_not_what_an_exception_or_a_duty_carried(recorder, lawyer):
    record(recorder, {}, {"restriction_exception": "public_interest"})
    restricted(lawyer)
    assert reviews()["E-2"] == STANDS


def test_what_is_pending_puts_nothing_in_doubt_until_it_is_upheld(recorder, lawyer, second):
    record(recorder, {}, {})
    objection = opposed(lawyer, decision="pending", decision_reason="")
    assert reviews()["E-2"] == STANDS
    seen = version_of(Objection, objection.pk)
    settle_objection(
        objection, decision="upheld", in_force_from=SINCE, seen=seen, by=second, reason="Weegt zwaarder"
    )
    assert reviews()["E-2"] == WAITS


def test_what_was_recorded_after_it_was_judged_by_it(recorder, lawyer):
    opposed(lawyer)
    record(recorder, {}, {"deviation_reason": "Vergissing"})
    assert reviews() == {"E-1": STANDS, "E-2": ("deviation", "pending")}


class TestJudging:
    @pytest.fixture
    def waiting(self, recorder, lawyer) -> Disclosure:
        record(recorder, {}, {})
        self.objection = opposed(lawyer)
        return Disclosure.objects.get(external_id="E-2")

    def test_by_another_than_who_recorded_it_and_it_stays_judged(self, waiting, recorder, lawyer, second):
        with pytest.raises(OwnWork):
            review_disclosure(waiting, decision="accepted", note="Mij best", by=recorder, at=NOW)
        review_disclosure(waiting, decision="accepted", note="Wist niemand", by=second, at=timezone.now())
        objection = Objection.objects.get()
        correct_objection(objection, changes={"explanation": "Anders"}, by=lawyer, reason="Woorden")
        assert reviews()["E-2"] == ("permitted", "accepted")
        reopen_review(Disclosure.objects.get(pk=waiting.pk), by=lawyer, reason="Toch nog eens")
        assert list(pending_deviations()) == [waiting]

    def test_an_earlier_start_puts_more_in_doubt(self, waiting, lawyer):
        changes = {
            "in_force_from": datetime(2026, 1, 1, tzinfo=UTC),
            "received_at": datetime(2026, 1, 1, tzinfo=UTC),
        }
        correct_objection(Objection.objects.get(), changes=changes, by=lawyer, reason="Eerder")
        assert reviews() == {"E-1": WAITS, "E-2": WAITS}

    def test_a_breach(self, waiting, lawyer):
        review_disclosure(waiting, decision="breach", note="Gebeld", by=lawyer, at=NOW, aware_at=NOW)
        assert reviews()["E-2"] == ("permitted", "breach")
        assert not pending_deviations().exists()

    def test_passes_over_what_is_void_until_it_counts_again(self, recorder, lawyer, second):
        [_, row] = record(recorder, {}, {})
        void_disclosure(row, by=recorder, at=NOW, reason="Dubbel")
        opposed(lawyer)
        assert reviews()["E-2"] == STANDS
        restore_disclosure(row, by=lawyer, at=NOW, reason="Toch verstrekt")
        row = Disclosure.objects.get(pk=row.pk)
        confirm_restored(row, by=second, at=NOW, seen=version_of(Disclosure, row.pk))
        assert reviews()["E-2"] == WAITS

    def test_the_worklist_the_list_and_the_entry_tell(self, waiting):
        client = signed_in(LAWYER)
        assert "Bezwaar of beperking gold al" in client.get(reverse("worklist:index")).content.decode()
        listed = client.get(reverse("disclosures:index"), {"review": "pending"})
        assert list(listed.context["object_list"]) == [waiting]
        assert "Bezwaar of beperking gold al: te beoordelen" in listed.content.decode()
        page = client.get(reverse("disclosures:inspect", args=[waiting.pk])).content.decode()
        assert "stond dit nog niet in het register" in page
        assert reverse("objections:inspect", args=[Objection.objects.get().pk]) in page
        answer = client.post(
            reverse("disclosures:review", args=[waiting.pk]),
            {"decision": "accepted", "note": "Wist niemand", "version": version_of(Disclosure, waiting.pk)},
        )
        assert answer.status_code == 302
        assert not pending_deviations().exists()


def test_by_the_api(recorder):
    record(recorder, {}, {})
    body = {
        "external_id": "B-1", "dossier": DOSSIER, "kind": "restriction", "decision": "upheld",
        "from": "2026-03-01T11:00:00+01:00", "restriction_ground": "a",
    }  # fmt: skip
    answer = Source("record").post("objections", body)
    assert answer.status_code in (200, 201), answer.content
    assert reviews()["E-2"] == WAITS


@pytest.mark.django_db(transaction=True)
class TestAtTheSameTime:
    def test_an_objection_waits_for_a_recording_and_sees_it(self, recorder, lawyer):
        source = built_in_source("Proef")
        done: list[Thread] = []

        def work() -> None:
            try:
                opposed(lawyer)
            finally:
                connection.close()

        with recording(source=source, by=recorder, at=NOW, reason="Proef") as log:
            log.add([(0, raw(external_id="E-1", disclosed_at="2026-03-15T12:00:00+01:00"))])
            log.finish()  # the connection is free again; nothing is committed yet
            thread = Thread(target=work)
            thread.start()
            until(somebody_waits_for_us, "dat de ander wacht")
            done.append(thread)
        done[0].join()
        assert reviews()["E-1"] == WAITS

    def test_a_recording_waits_for_an_objection_and_is_judged_by_it(self, recorder, lawyer):
        found: list[Exception] = []

        def work() -> None:
            try:
                record(recorder, {}, {})
            except Refused as refused:
                found.append(refused)
            finally:
                connection.close()

        with transaction.atomic():
            opposed(lawyer)
            thread = Thread(target=work)
            thread.start()
            until(somebody_waits_for_us, "dat de ander wacht")
        thread.join()
        assert "bezwaar" in str(found)
        assert not Disclosure.objects.exists()
