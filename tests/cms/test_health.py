"""What a monitor and the start page see: whether we can serve, and whether the work that happens by itself goes on."""

from datetime import timedelta

import psycopg
import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from cms.models import Heartbeat
from cms.running.jobs import JOBS, run_due
from sharing.core import locks

HIDDEN = "Geplande teksten worden nu niet gepubliceerd"


class TestHealth:
    def test_healthy(self, client, db):
        assert client.get("/gezondheid/").json() == {
            "status": "ok",
            "database": True,
            "migrations": True,
            "statement_version": None,
            "erasures": True,
            "jobs": {"ok": True, "seen": "9999-01-01T00:00:00+00:00"},
            "tasks": {"ok": True, "seen": "9999-01-01T00:00:00+00:00"},
        }

    def test_without_its_tables_up_to_date(self, client, db, monkeypatch):
        monkeypatch.setattr("home.public.health._all_applied", lambda: False)
        answer = client.get("/gezondheid/")
        assert (answer.status_code, answer.json()["migrations"]) == (503, False)

    def test_without_a_database(self, client, db, monkeypatch):
        def gone(*_args, **_kwargs):
            raise OperationalError("weg")

        with monkeypatch.context() as patched:
            patched.setattr("home.public.health.connection.cursor", gone)
            patched.setattr("home.public.health.connection.close", lambda: None)
            answer = client.get("/gezondheid/")
        assert (answer.status_code, answer.json()["database"]) == (503, False)

    def test_that_the_process_answers_asks_nothing(self, client):
        """No database in this test: a query would fail it."""
        answer = client.get("/gezondheid/leeft/")
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
        assert answer["Cache-Control"] == "no-store"


class TestHeartbeat:
    def test_work_is_seen_also_when_there_is_nothing_to_do(self, client, db):
        Heartbeat.objects.all().delete()
        assert client.get("/gezondheid/").json()["jobs"] == {"ok": False, "seen": None}
        run_due({}, now=timezone.localtime(), run=lambda command: None)
        assert client.get("/gezondheid/").json()["jobs"]["ok"]

    def test_standing_still_is_seen_and_readers_are_served(self, client, admin_client):
        Heartbeat.beat(Heartbeat.JOBS, at=timezone.now() - timedelta(minutes=6))
        answer = client.get("/gezondheid/")
        assert (answer.status_code, answer.json()["jobs"]["ok"]) == (200, False)
        assert HIDDEN in admin_client.get("/beheer/").content.decode()
        call_command("run_jobs", "--once")
        assert client.get("/gezondheid/").json()["jobs"]["ok"]
        assert HIDDEN not in admin_client.get("/beheer/").content.decode()


@pytest.mark.django_db(transaction=True)  # a worker opens its connection anew
class TestTheQueue:
    def test_the_queue_is_looked_after(self, client, admin_client):
        Heartbeat.beat(Heartbeat.TASKS, at=timezone.now() - timedelta(minutes=6))
        assert not client.get("/gezondheid/").json()["tasks"]["ok"]
        assert "Exports worden nu niet gemaakt." in admin_client.get("/beheer/").content.decode()
        call_command("run_tasks", "--once")
        assert client.get("/gezondheid/").json()["tasks"]["ok"]
        assert "Exports worden nu niet gemaakt." not in admin_client.get("/beheer/").content.decode()


@pytest.mark.django_db(transaction=True)
class TestTheLockOfTheWork:
    def test_it_goes_with_a_transaction_not_with_a_session(self, worker_database):
        """A pooler per transaction hands the session to another; nothing may stay on it."""
        held: list[list[tuple]] = []

        def look(_command: str) -> None:
            with psycopg.connect(worker_database["urls"].application) as other:
                held.append(
                    other.execute(
                        "SELECT a.state FROM pg_locks l JOIN pg_stat_activity a USING (pid) "
                        "WHERE l.locktype = 'advisory' AND l.objid = %s AND a.datname = current_database()",
                        [locks.JOBS],
                    ).fetchall()
                )

        run_due({}, now=timezone.localtime(), jobs=JOBS[:1], run=look)
        look("")
        assert held == [[("idle in transaction",)], []]
