"""What belongs to a flow is found from the moment that it is recorded or corrected, whatever was listed by then."""

import os
import signal
from contextlib import closing
from datetime import timedelta
from io import StringIO

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from cms.running.jobs import JOBS, run_due
from sharing.core import locks
from sharing.core.actor import acting
from sharing.disclosures.models import Disclosure
from sharing.log import flows, known, leafing
from sharing.log.filters import narrowed_log
from sharing.log.known import Listed, list_flows
from sharing.log.leafing import LogPaginator
from sharing.log.models import FlowsListed, LogFlow
from tests import factories as make
from tests.killing import killed


@pytest.fixture(autouse=True)
def looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is found by being among the newest."""
    monkeypatch.setattr(leafing, "NEAR", 0)
    monkeypatch.setattr(flows, "FOREMOST", 1)


def found(query: str) -> list[int]:
    pages = LogPaginator(narrowed_log(QueryDict(query)), 20)
    keys = [row.pk for row in pages.page_at(None)]
    assert pages.count == len(keys)
    return keys


def correct(row: Disclosure, **values: object) -> None:
    with acting(by=make.tester(), reason="Verkeerd opgeschreven"):
        Disclosure.objects.filter(pk=row.pk).update(**values)


def void(row: Disclosure) -> None:
    by = make.tester()
    with acting(by=by, reason="Dubbel"):
        Disclosure.objects.filter(pk=row.pk).update(
            voided_at=timezone.now(), voided_by=by, void_reason="Dubbel"
        )


@pytest.fixture
def of_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """Skipping through the log would be a fault."""
    monkeypatch.setattr(known, "_flows_now", lambda _alike: pytest.fail("skipped"))


@pytest.mark.django_db
@pytest.mark.usefixtures("of_the_list")
class TestFound:
    def test_what_was_listed_and_what_came_since(self):
        first = make.DisclosureFactory(legal_basis="contract")
        make.DisclosureFactory(legal_basis="public_task")
        assert list_flows() == Listed(flows=2)
        second = make.DisclosureFactory(
            legal_basis="contract", disclosed_at=first.disclosed_at - timedelta(1)
        )
        assert found("legal_basis=contract") == [first.pk, second.pk]
        assert list_flows() == Listed(flows=3), "another recipient, so another flow"
        assert found("legal_basis=contract") == [first.pk, second.pk]

    def test_what_became_something_else_by_a_correction(self):
        row, other = make.DisclosureFactory.create_batch(2, legal_basis="contract")
        list_flows()
        correct(row, legal_basis="consent")
        assert found("legal_basis=consent") == [row.pk] and found("legal_basis=contract") == [other.pk]
        make.DisclosureFactory()
        list_flows()
        assert found("legal_basis=consent") == [row.pk]

    @pytest.mark.parametrize("days", [-100, 100])
    def test_what_turned_out_to_be_of_another_day(self, days):
        """Also beyond what was known of its flow, and before or after what others have."""
        row = make.DisclosureFactory(legal_basis="contract")
        others = make.DisclosureFactory.create_batch(
            8, legal_basis="contract", disclosed_at=row.disclosed_at + timedelta(days=days / 2)
        )
        list_flows()
        correct(row, disclosed_at=row.disclosed_at + timedelta(days=days))
        pages = LogPaginator(narrowed_log(QueryDict("legal_basis=contract")), 1)
        page, keys = pages.page_at(None), []
        keys += [one.pk for one in page]
        assert (keys == [row.pk]) == (days > 0)
        assert LogPaginator(narrowed_log(QueryDict("legal_basis=contract")), 1).count == len(others) + 1

    def test_what_is_void_and_what_came_after_a_withdrawal(self):
        row, late = make.DisclosureFactory.create_batch(2, disclosed_at=timezone.now())
        list_flows()
        assert found("void=only") == found("consent=withdrawn") == []
        consent = make.ConsentFactory(withdrawn_at=late.disclosed_at - timedelta(hours=1))
        correct(late, withdrawn_consent=consent, review="pending")
        void(row)
        assert found("void=only") == [row.pk] and found("consent=withdrawn") == [late.pk]
        new = make.DisclosureFactory(disclosed_at=late.disclosed_at + timedelta(hours=1))
        list_flows()
        assert found("void=only") == [row.pk] and found("consent=withdrawn") == [late.pk]
        assert found("void=no") == [new.pk, late.pk]


@pytest.mark.django_db
class TestListing:
    def test_a_flow_that_nothing_is_left_of_goes_and_what_stays_is_not_written_anew(self):
        row, other = make.DisclosureFactory.create_batch(2, legal_basis="contract")
        list_flows()
        stays = LogFlow.objects.get(recipient=other.recipient)
        correct(row, legal_basis="consent")
        make.DisclosureFactory()
        list_flows()
        bases = {(flow.recipient_id, flow.legal_basis) for flow in LogFlow.objects.all()}
        assert {(row.recipient_id, "consent"), (other.recipient_id, "contract")} < bases and len(bases) == 3
        assert LogFlow.objects.get(recipient=other.recipient).pk == stays.pk

    def test_too_many_are_not_listed_and_everything_is_found(self, monkeypatch):
        rows = make.DisclosureFactory.create_batch(3, legal_basis="contract")
        monkeypatch.setattr(known, "MOST_FLOWS", 2)
        assert list_flows() == Listed(flows=None)
        assert set(found("legal_basis=contract")) == {row.pk for row in rows}
        monkeypatch.setattr(known, "MOST_FLOWS", 4)
        make.DisclosureFactory(legal_basis="contract")
        assert list_flows() == Listed(flows=4)

    def test_where_postgresql_counts_in_another_way_the_list_is_not_used(self):
        """Such as after moving to a machine of another kind: all numbers of flows are others then."""
        row = make.DisclosureFactory(legal_basis="contract")
        list_flows()
        LogFlow.objects.update(flow=1)
        FlowsListed.objects.update(sign=1)
        assert found("legal_basis=contract") == [row.pk]
        list_flows()
        assert not LogFlow.objects.filter(flow=1)
        assert found("legal_basis=contract") == [row.pk]

    def test_by_hand_and_by_itself(self):
        make.DisclosureFactory()
        run_due({}, now=timezone.localtime(), jobs=[one for one in JOBS if one.command == "list_flows"])
        assert FlowsListed.objects.get().upto == Disclosure.objects.get().pk
        out = StringIO()
        call_command("list_flows", json=True, stdout=out)
        assert '"flows": 1' in out.getvalue()

    def test_nothing_is_sorted_to_find_the_flows(self):
        make.DisclosureFactory.create_batch(3)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
            cursor.execute(f"EXPLAIN {known._skipping()} SELECT * FROM newest", {"flows": 10, "listed": 10})
            plan = "\n".join(line for (line,) in cursor)
            assert plan.count("using disclosure_flow") == 4
            assert "Sort" not in plan


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_what_is_still_being_recorded_is_not_passed_over(self, worker_database):
        """A long import was given lower numbers than an entry that is stored before it."""
        with closing(psycopg.connect(worker_database["urls"].application)) as importing:
            importing.execute("SELECT nextval('sharing_disclosure_id_seq')")
            row = make.DisclosureFactory(legal_basis="contract")
            assert list_flows(patience=0.2) == Listed(waits=True)
            assert found("legal_basis=contract") == [row.pk]
            importing.commit()
        assert list_flows() == Listed(flows=1)

    def test_a_correction_that_is_not_stored_yet_is_not_lost(self, worker_database):
        row = make.DisclosureFactory(legal_basis="contract")
        list_flows()
        actor = make.tester()
        with closing(psycopg.connect(worker_database["urls"].application)) as correcting:
            correcting.execute("SELECT set_config('register.actor', %s, true)", [str(actor.pk)])
            correcting.execute(
                "UPDATE sharing_disclosure SET legal_basis = 'consent' WHERE id = %s", [row.pk]
            )
            make.DisclosureFactory()
            assert list_flows() == Listed(flows=2)
            correcting.commit()
        assert found("legal_basis=consent") == [row.pk]
        make.DisclosureFactory()
        list_flows()
        assert found("legal_basis=consent") == [row.pk]

    def test_two_at_once_list_once(self, worker_database):
        make.DisclosureFactory()
        with closing(psycopg.connect(worker_database["urls"].application)) as other:
            other.execute("SELECT pg_advisory_xact_lock(%s)", [locks.LOG_FLOWS])
            assert list_flows() == Listed(waits=True)
        assert list_flows() == Listed(flows=1)

    def test_killed_halfway_the_former_list_is_there(self, monkeypatch):
        make.DisclosureFactory(legal_basis="contract")
        list_flows()
        make.DisclosureFactory(legal_basis="contract")

        def half_done() -> None:
            monkeypatch.setattr(
                FlowsListed.objects,
                "update_or_create",
                lambda *_args, **_values: os.kill(os.getpid(), signal.SIGKILL),
            )
            list_flows()

        killed(half_done)
        connection.close()
        assert LogFlow.objects.count() == 1 and len(found("legal_basis=contract")) == 2
        assert list_flows() == Listed(flows=2)
        assert len(found("legal_basis=contract")) == 2
