"""A worker that is killed halfway, as it is on a real machine; and workers that work at once."""

import signal
import threading

import pytest
from django.db import connection

from cms.running.tasks import do_next
from sharing.background.choices import State
from sharing.background.models import BackgroundWork
from sharing.background.operations import order_work
from sharing.background.tidying import tidy
from sharing.core.sealing import unsealed
from sharing.log.tasks import export_log
from sharing.roles import LAWYER
from tests import factories as make
from tests.patience import until
from tests.sharing.background.queue import later, only, work_off, worker_with

pytestmark = pytest.mark.django_db(transaction=True)
NO_ROWS = "from sharing.log import tasks; tasks.LogRows.cells = lambda self, rows: time.sleep(600)"


def ask(by) -> BackgroundWork:
    parameters = {"filters": {}, "format": "csv", "language": "nl"}
    return order_work(
        export_log,
        title="Export",
        filename="e.csv",
        parameters=parameters,
        words=[],
        needs=(),
        by=by,
        reason="Proef",
    )


def test_killed_halfway_it_is_made_once_by_the_next(private_files):
    make.DisclosureFactory(number="k-4711")
    ask(make.UserFactory(role=LAWYER))
    with worker_with(NO_ROWS, private_files.parent) as process:
        until(
            lambda: process.poll() is not None or BackgroundWork.objects.filter(total=1).exists(),
            "de export is begonnen",
        )
        assert process.poll() is None, process.communicate()
        process.send_signal(signal.SIGKILL)
    [half] = private_files.iterdir()
    assert b"k-4711" not in half.read_bytes()
    work_off()
    assert only().state == State.RUNNING  # nobody knows yet
    tidy(at=later(seconds=31))
    work_off()
    work = only()
    assert (work.state, work.rows, work.attempt) == (State.DONE, 1, 2)
    [file] = private_files.iterdir()
    assert file != half
    assert b"k-4711" in b"".join(unsealed(file.open("rb")))


def test_workers_at_once_make_each_file_once(private_files):
    make.DisclosureFactory()
    works = [ask(make.UserFactory(role=LAWYER)) for _number in range(4)]
    at_the_door = threading.Barrier(3)

    def worker() -> None:
        at_the_door.wait(30)
        while do_next():
            pass
        connection.close()

    threads = [threading.Thread(target=worker) for _number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = BackgroundWork.objects.all()
    assert [(work.state, work.attempt) for work in made] == [(State.DONE, 1)] * 4
    assert len(list(private_files.iterdir())) == len(works)
