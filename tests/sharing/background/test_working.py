"""Work in the background: made once, taken up again when its worker died, told in words when it failed."""

import logging
import os
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from sharing.background import working
from sharing.background.choices import State
from sharing.background.models import BackgroundWork
from sharing.background.operations import (
    ATTEMPTS,
    TooMuch,
    begin_work,
    note_download,
    order_work,
)
from sharing.background.tidying import tidy
from sharing.background.working import Pulse, carry_out
from sharing.core.actor import acting
from sharing.core.dossiers import seal
from sharing.core.exceptions import Refused
from sharing.core.sealing import unsealed
from sharing.roles import LAWYER
from tests.factories import UserFactory, as_operator
from tests.sharing.background.queue import later, only, work_off

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "dossier-K-4711"
made: list[int] = []


@pytest.fixture(autouse=True)
def _nothing_made():
    made.clear()


def write_something(work, out, progress):
    made.append(work.pk)
    progress(0, 2)
    out.write(SECRET.encode())
    progress(2, 2)
    return 2


@task(backend="background")
def something(key: int) -> None:
    carry_out(key, write_something)


@task(backend="background")
def fails(key: int) -> None:
    def write(work, out, progress):
        out.write(SECRET.encode())
        raise ValueError(f"over {SECRET}")

    carry_out(key, write)


@task(backend="background")
def refused(key: int) -> None:
    def write(work, out, progress):
        raise Refused("Deze ontvanger is er niet meer.")

    carry_out(key, write)


@pytest.fixture
def lawyer():
    return UserFactory(username="jurist", role=LAWYER)


def order(by, what=something, **more):
    given = {
        "title": "Iets",
        "filename": "iets.csv",
        "parameters": {},
        "words": [],
        "needs": (),
        "reason": "Proef",
    } | more
    return order_work(what, by=by, **given)


def history(work):
    return [(row.state, row.history_change_reason) for row in work.history.order_by("history_id")]


def test_a_file_is_made_once_and_is_unreadable_on_the_disk(lawyer, private_files):
    work = order(lawyer, dossier=seal("k-4711"))
    assert only().state == State.WAITING
    work_off()
    work = only()
    assert (work.state, work.rows, work.size, made) == (State.DONE, 2, len(SECRET), [work.pk])
    [file] = private_files.iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert SECRET.encode() not in file.read_bytes()
    assert b"".join(unsealed(file.open("rb"))) == SECRET.encode()
    assert history(work) == [("waiting", "Proef"), ("running", "Het maken begint"), ("done", "Gemaakt")]
    # A task that comes again finds nothing to do.
    something.func(work.pk)
    assert made == [work.pk]


def test_the_queue_knows_nothing_but_a_number(lawyer, private_files):
    work = order(lawyer, dossier=seal("k-4711"), parameters={"filters": {}}, words=[["Periode", "2026"]])
    [queued] = DBTaskResult.objects.all()
    assert queued.args_kwargs == {"args": [work.pk], "kwargs": {}}
    assert seal("k-4711").hex() not in str(vars(queued))


def test_one_person_does_not_fill_the_queue(lawyer, private_files):
    for _number in range(5):
        order(lawyer)
    with pytest.raises(TooMuch, match="Wacht tot er een klaar is"):
        order(lawyer)
    order(UserFactory(role=LAWYER))


def test_about_a_person_one_says_what_for(lawyer, private_files):
    with pytest.raises(Refused, match="waarvoor"):
        order(lawyer, dossier=seal("k-1"), reason=" ")
    assert not DBTaskResult.objects.exists()


def test_what_fails_says_so_without_the_data(lawyer, private_files, caplog):
    with caplog.at_level(logging.ERROR):
        work = order(lawyer, fails)
        work_off()
    work.refresh_from_db()
    assert work.state == State.FAILED
    assert work.message.startswith("Het maken is misgegaan. Vraag het opnieuw")
    assert work.message.endswith(f"noem taak {work.pk}.")
    assert not list(private_files.iterdir())
    [queued] = DBTaskResult.objects.all()
    assert SECRET not in queued.traceback
    assert "ValueError" in caplog.text
    assert SECRET not in caplog.text


def test_what_is_refused_says_why(lawyer, private_files):
    order(lawyer, refused)
    work_off()
    assert (only().state, only().message) == (State.FAILED, "Deze ontvanger is er niet meer.")


def test_nothing_is_made_for_an_account_that_is_closed(lawyer, private_files):
    work = order(lawyer)
    with as_operator():
        lawyer.is_active = False
        lawyer.save()
    work_off()
    work.refresh_from_db()
    assert (work.state, made) == (State.FAILED, [])
    assert "niet meer actief" in work.message


class TestAWorkerThatDied:
    def left(self, lawyer):
        """As kill -9 leaves it: the queue and the work say that somebody is at it, and half a file is there."""
        work = order(lawyer)
        DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now())
        begun = begin_work(work.pk, by=lawyer, reason="Begonnen", at=timezone.now())
        path = working.private_files().path(begun.file)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as half:
            half.write(b"half")
        return begun

    def test_its_work_is_taken_up_by_another(self, lawyer, private_files):
        work = self.left(lawyer)
        tidy(at=timezone.now())
        assert only().state == State.RUNNING  # it may be alive
        tidy(at=later(seconds=31))
        assert only().state == State.WAITING
        assert not list(private_files.iterdir())
        tidy(at=later(seconds=31))
        work_off()
        work = only()
        assert (work.state, work.attempt, made) == (State.DONE, 2, [work.pk])
        assert len(list(private_files.iterdir())) == 1
        assert [row.status for row in DBTaskResult.objects.all()] == ["SUCCESSFUL"]

    def test_one_that_comes_back_is_told_and_stops(self, lawyer, private_files):
        work = self.left(lawyer)
        tidy(at=later(seconds=31))
        pulse = Pulse(work)
        pulse.beat()
        with pytest.raises(working.Overtaken):
            pulse.at(1)
        with pytest.raises(working.Overtaken):
            working.finish_work(
                work, rows=1, size=1, sha256="", by=lawyer, reason="Gemaakt", at=timezone.now()
            )

    def test_after_three_times_it_fails_in_words(self, lawyer, private_files):
        for _number in range(ATTEMPTS - 1):
            work = order(lawyer) if not BackgroundWork.objects.exists() else only()
            begin_work(work.pk, by=lawyer, reason="Begonnen", at=timezone.now())
            tidy(at=later(seconds=31))
        begin_work(only().pk, by=lawyer, reason="Begonnen", at=timezone.now())
        tidy(at=later(seconds=31))
        work = only()
        assert work.state == State.FAILED
        assert work.message.startswith("Het maken van dit bestand is 3 keer afgebroken")
        assert not DBTaskResult.objects.filter(status="READY").exists()

    def test_work_that_fell_out_of_the_queue_comes_back(self, lawyer, private_files):
        """Killed between taking the task and beginning the work."""
        order(lawyer)
        DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now() - timedelta(minutes=5))
        tidy(at=timezone.now())
        assert DBTaskResult.objects.get().status == "RUNNING"  # asked a moment ago
        tidy(at=later(seconds=31))
        work_off()
        assert (only().state, len(made)) == (State.DONE, 1)


class TestTheFile:
    def test_is_gone_after_a_day_and_that_it_was_there_is_kept(self, lawyer, private_files):
        order(lawyer)
        work_off()
        tidy(at=later(hours=23))
        assert len(list(private_files.iterdir())) == 1
        tidy(at=later(hours=25))
        work = only()
        assert (work.state, work.file, work.rows) == (State.REMOVED, "", 2)
        assert not list(private_files.iterdir())
        with pytest.raises(Refused, match="niet \\(meer\\)"):
            note_download(work, by=lawyer, reason="Opgehaald", at=timezone.now())

    def test_is_of_who_asked(self, lawyer, private_files):
        work = order(lawyer)
        work_off()
        with pytest.raises(Refused, match="van iemand anders"):
            note_download(work, by=UserFactory(role=LAWYER), reason="Opgehaald", at=timezone.now())

    def test_that_belongs_to_nothing_is_swept(self, lawyer, private_files):
        order(lawyer)
        work_off()
        orphan, fresh = private_files / "wees", private_files / "vers"
        orphan.write_bytes(b"")
        fresh.write_bytes(b"")
        os.utime(orphan, (0, 0))
        tidy(at=timezone.now())
        assert not orphan.exists()
        assert fresh.exists()
        assert len(list(private_files.iterdir())) == 2

    def test_of_which_the_record_cannot_be_removed(self, lawyer, private_files):
        work = order(lawyer)
        with pytest.raises(Exception, match="blijft bewaard"), acting(by=lawyer):
            work.delete()
