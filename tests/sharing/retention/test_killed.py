"""A destruction that is killed at any moment, or done twice at once: it happens as a whole, once, and is finished."""

import os
import signal
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection

from cms.running.tasks import do_next, look_around
from sharing.core.actor import system_user
from sharing.documents.models import private_storage
from sharing.models import ConsentDocument, Destruction, Disclosure, ErasureEntry, FileToRemove
from sharing.retention import journal, level, operations
from sharing.retention.replaying import remove_files
from tests import factories as make
from tests.killing import killed
from tests.sharing.retention.steps import approved, archived, two

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def place(settings, tmp_path) -> Path:
    settings.ERASURE_JOURNAL, settings.ERASURE_JOURNAL_COPY = str(tmp_path / "journal.jsonl"), ""
    level._level.clear()
    return Path(settings.ERASURE_JOURNAL)


@pytest.fixture
def listed() -> tuple[Destruction, Any, str]:
    """A proposal about a disclosure and a consent with a document, who may approve it, and the name of the file."""
    make.DisclosureFactory(number="d-0001")
    letter = ContentFile(b"%PDF-1.7 bewijs", "brief.pdf")
    kept = make.ConsentDocumentFactory(consent=make.ConsentFactory(number="d-0001"), file=letter)
    first, second = two()
    return archived(first), second, str(kept.file)


def kill_after(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> None:
    real = getattr(owner, name)

    def last(*args: Any, **kwargs: Any) -> None:
        real(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(owner, name, last)


def kill_before(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> None:
    monkeypatch.setattr(owner, name, lambda *_args, **_kwargs: os.kill(os.getpid(), signal.SIGKILL))


def test_before_its_line_nothing_happened_and_it_is_done_again(listed, monkeypatch):
    made, second, name = listed
    with monkeypatch.context() as patch:
        kill_before(patch, operations.journal, "append")
        killed(lambda: approved(made, second))
    assert Disclosure.objects.exists() and private_storage().exists(name)
    assert not journal.entries() and level.is_level()
    approved(made, second)
    assert not Disclosure.objects.exists() and not private_storage().exists(name)


def test_after_its_line_it_is_finished_from_the_journal(listed, monkeypatch, worker_database):
    made, second, name = listed
    with monkeypatch.context() as patch:
        kill_after(patch, operations.journal, "append")
        killed(lambda: approved(made, second))
    assert Disclosure.objects.exists()
    assert [entry["destruction"] for entry in level.missing_entries()] == [made.pk]
    assert not level.is_level()
    assert do_next() is False
    call_command("replay_erasures")
    assert level.is_level()
    assert not Disclosure.objects.exists() and not Disclosure.history.exists()
    assert not private_storage().exists(name)
    assert len(journal.entries()) == 1


def test_before_its_files_the_next_round_removes_them(listed, monkeypatch):
    made, second, name = listed
    with monkeypatch.context() as patch:
        kill_before(patch, operations, "remove_files")
        killed(lambda: approved(made, second))
    assert not Disclosure.objects.exists() and not ConsentDocument.objects.exists()
    assert private_storage().exists(name) and FileToRemove.objects.get().name == name
    look_around()
    assert not private_storage().exists(name) and not FileToRemove.objects.exists()


def test_two_at_once_destroy_once(listed):
    made, second, _name = listed
    third = make.UserFactory(role="Juridisch medewerker")
    start, found = Barrier(2), []

    def work(who: Any) -> None:
        try:
            start.wait()
            found.append(approved(made, who))
        finally:
            connection.close()

    threads = [Thread(target=work, args=(who,)) for who in (second, third)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len({one.carried_out_at for one in found}) == 1 and len(found) == 2
    assert ErasureEntry.objects.filter(number__gt=0).count() == len(journal.entries()) == 1
    assert (
        Destruction.history.filter(id=made.pk, approved_by__isnull=False)
        .values("approved_by")
        .distinct()
        .count()
        == 1
    )


def test_files_are_removed_one_by_one_also_those_that_are_gone(monkeypatch):
    names = [private_storage().save(f"proef/{number}", ContentFile(b"%PDF")) for number in range(3)]
    FileToRemove.objects.bulk_create(FileToRemove(name=name) for name in names)
    private_storage().delete(names[0])
    real = private_storage().delete

    def break_off(name: str) -> None:
        if name == names[2]:
            raise OSError("kapot")
        real(name)

    storage = private_storage()
    with monkeypatch.context() as patch:
        patch.setattr(type(storage), "delete", lambda _self, name: break_off(name))
        with pytest.raises(OSError, match="kapot"):
            remove_files(by=system_user(), reason="Proef")
    assert [row.name for row in FileToRemove.objects.all()] == [names[2]]
    assert remove_files(by=system_user(), reason="Proef") == 1
    assert not any(private_storage().exists(name) for name in names)
