"""Two people correct one disclosure at the same time while others are recorded: nothing of what they did is lost."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from threading import Barrier, Event, Thread

import pytest
from django.db import connection

from sharing.core.exceptions import ChangedMeanwhile, Refused
from sharing.core.records import version_of
from sharing.disclosures.corrections import correct_disclosure
from sharing.disclosures.models import Disclosure
from sharing.disclosures.recording import record_entries
from sharing.disclosures.voiding import void_disclosure
from sharing.sources.operations import built_in_source
from tests import factories as make
from tests.sharing.register import raw, small_register

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)
EACH = 8


def together(*work: Callable[[], None]) -> None:
    """Each in a thread of its own, begun at the same moment; what went wrong is raised."""
    start, wrong = Barrier(len(work)), []

    def run(one: Callable[[], None]) -> None:
        try:
            start.wait()
            one()
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[one]) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]


@pytest.fixture
def row():
    small_register()
    by = make.UserFactory(username="vastlegger")
    [done] = record_entries([raw()], source=built_in_source("Proef"), by=by, at=NOW, reason="Proef")
    return Disclosure.objects.get(pk=done.id)


def test_two_corrections_while_others_are_recorded(row):
    source, recorder = built_in_source("Proef"), row.recorded_by
    lawyers = [make.UserFactory(username=name) for name in ("een", "twee")]
    busy, finished, stored, overtaken = [Event(), Event()], Event(), count(), count()

    def correcting(number: int) -> None:
        """Each word is added to what stands there, as on a screen: again when somebody was first."""
        for word in (f"{lawyers[number].username}-{turn}" for turn in range(EACH)):
            while True:
                seen = version_of(Disclosure, row.pk)
                now = Disclosure.objects.get(pk=row.pk)
                changes = {"description": f"{now.description} {word}".strip()}
                try:
                    correct_disclosure(
                        now, changes=changes, by=lawyers[number], at=NOW, reason=word, seen=seen
                    )
                except ChangedMeanwhile:
                    next(overtaken)
                else:
                    break
        busy[number].set()
        if all(one.is_set() for one in busy):
            finished.set()

    def recording() -> None:
        """Of the same person and recipient."""
        while not finished.is_set():
            entries = [raw(external_id=f"I-{next(stored)}") for _ in range(5)]
            record_entries(entries, source=source, by=recorder, at=NOW, reason="Proef")

    together(lambda: correcting(0), lambda: correcting(1), recording)

    now = Disclosure.objects.get(pk=row.pk)
    words = {f"{lawyer.username}-{turn}" for lawyer in lawyers for turn in range(EACH)}
    assert set(now.description.split()) == words
    states = Disclosure.history.filter(id=row.pk).order_by("history_id")
    assert [state.history_change_reason for state in states[1:]] == now.description.split()
    assert Disclosure.objects.count() == 1 + next(stored)


def test_a_correction_and_a_void_of_the_same_state(row):
    """One of the two is first; the other is told, and nothing of it is stored."""
    lawyers = [make.UserFactory(username=name) for name in ("een", "twee")]
    seen, told = version_of(Disclosure, row.pk), []

    def correcting() -> None:
        changes = {"description": "Anders"}
        try:
            correct_disclosure(row, changes=changes, by=lawyers[0], at=NOW, reason="x", seen=seen)
        except Refused as refused:
            told.append(refused)

    def voiding() -> None:
        try:
            void_disclosure(Disclosure(pk=row.pk), by=lawyers[1], at=NOW, reason="Dubbel", seen=seen)
        except Refused as refused:
            told.append(refused)

    together(correcting, voiding)
    now = Disclosure.objects.get(pk=row.pk)
    assert (now.description, now.is_void) in {("Anders", False), ("", True)}
    [refused] = told
    assert isinstance(refused, ChangedMeanwhile)
    assert Disclosure.history.filter(id=row.pk).count() == 2
