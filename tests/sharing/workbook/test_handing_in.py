"""A workbook is stored once or not at all, whatever happens to the worker."""

import signal
import threading

import pytest
from django.db import connection
from django.utils import timezone

from cms.running.tasks import do_next
from sharing.background import working
from sharing.background.choices import State
from sharing.background.models import BackgroundWork
from sharing.background.operations import Overtaken, TooMuch
from sharing.background.tidying import tidy
from sharing.core.exceptions import Refused
from sharing.models import Party
from sharing.workbook.handing_in import confirm, hand_in
from sharing.workbook.shown import outcome_of
from tests.factories import UserFactory
from tests.sharing.background.conftest import private_files  # noqa: F401  # a fixture
from tests.sharing.background.queue import later, work_off, worker_with
from tests.sharing.workbook.books import WHOLE, Sheets, changed, workbook

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("private_files")]
# All rows are written, and nothing is said about it yet.
WRITTEN = """
from sharing.background import working
def stop(*args, **kwargs):
    print("geschreven", flush=True)
    time.sleep(600)
working.finish_work = stop
"""


@pytest.fixture
def manager():
    return UserFactory(username="manager", role="Contractbeheerder")


def given(by, sheets: Sheets = WHOLE) -> BackgroundWork:
    """A workbook that was handed in."""
    return hand_in(workbook(sheets), name="register.xlsx", by=by, reason="Proef", at=timezone.now())


def seen(by, sheets: Sheets = WHOLE) -> BackgroundWork:
    """A workbook of which is known what it would change."""
    check = given(by, sheets)
    work_off()
    check.refresh_from_db()
    return check


def test_killed_after_the_last_row_it_is_stored_once_by_the_next(manager, private_files):  # noqa: F811
    store = confirm(seen(manager), by=manager, reason="Proef")
    with worker_with(WRITTEN, private_files.parent) as process:
        assert process.stdout.readline() == b"geschreven\n", process.communicate()
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert not Party.objects.exists()
    tidy(at=later(seconds=31))
    work_off()
    store.refresh_from_db()
    assert (store.state, store.attempt) == (State.DONE, 2)
    assert Party.objects.get(code="gemeente").history.count() == 1


def test_a_worker_that_was_overtaken_stores_nothing(manager, monkeypatch):
    confirm(seen(manager), by=manager, reason="Proef")

    def too_late(*args, **kwargs):
        raise Overtaken

    monkeypatch.setattr(working, "finish_work", too_late)
    work_off()
    assert not Party.objects.exists()


def test_what_the_database_refuses_at_the_end_is_told_and_nothing_is_stored(manager, monkeypatch):
    store = confirm(seen(manager), by=manager, reason="Proef")

    def breaks(*args, **kwargs):
        raise ValueError("Gemeente Voorbeeldstad")

    monkeypatch.setattr(working, "finish_work", breaks)
    work_off()
    store.refresh_from_db()
    assert store.state == State.FAILED and "er is niets opgeslagen" in store.message
    assert "Voorbeeldstad" not in store.message and not Party.objects.exists()


def test_two_after_another_and_two_workers_at_once(manager):
    """The second one was looked at before the first was stored: it would now do something else, and says so."""
    first = seen(manager)
    second = seen(manager, changed("partijen", 2, "naam", "Anders"))
    stores = [confirm(one, by=manager, reason="Proef") for one in (first, second)]
    at_the_door = threading.Barrier(2)

    def worker() -> None:
        at_the_door.wait(30)
        while do_next():
            pass
        connection.close()

    threads = [threading.Thread(target=worker) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in stores:
        store.refresh_from_db()
    assert sorted(store.state for store in stores) == [State.DONE, State.FAILED]
    [failed] = [store for store in stores if store.state == State.FAILED]
    assert "intussen gewijzigd" in failed.message
    assert Party.objects.get(code="gemeente").history.count() == 1


def test_every_mistake_up_to_a_thousand_is_in_the_outcome(manager):
    sheets = dict(WHOLE)
    sheets["partijen"] = [
        *WHOLE["partijen"],
        *(["p" + str(number), "Naam", *[None] * (len(WHOLE["partijen"][0]) - 2)] for number in range(1_200)),
    ]
    found = outcome_of(seen(manager, sheets))
    assert len(found["errors"]) == 1_000 and found["total_errors"] >= 1_200
    assert {"place", "field", "message"} == found["errors"][0].keys()


def test_nobody_has_more_than_five_under_way_and_no_file_is_left(manager, private_files):  # noqa: F811
    for _number in range(5):
        given(manager)
    with pytest.raises(TooMuch, match="werkmappen"):
        given(manager)
    assert len(list((private_files.parent / "wacht").iterdir())) == 5


def test_only_who_handed_it_in_confirms_it(manager):
    check = seen(manager)
    with pytest.raises(Refused, match="iemand anders"):
        confirm(check, by=UserFactory(role="Contractbeheerder"), reason="Proef")
    with pytest.raises(Refused, match="niets"):
        confirm(given(manager), by=manager, reason="Proef")
