"""The journal outside the database: a restored back-up shows nothing until what was erased is erased again."""

import errno
import subprocess
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from sharing.core.exceptions import Refused
from sharing.models import Disclosure, ErasureEntry
from sharing.retention import journal, level
from tests import factories as make
from tests.sharing.retention.steps import approved, archived, everything, two
from tests.sharing.retention.test_traces import dump, programs


@pytest.fixture(autouse=True)
def places(settings, tmp_path) -> tuple[Path, Path]:
    settings.ERASURE_JOURNAL = str(tmp_path / "een" / "journal.jsonl")
    settings.ERASURE_JOURNAL_COPY = str(tmp_path / "twee" / "journal.jsonl")
    level._level.clear()
    return Path(settings.ERASURE_JOURNAL), Path(settings.ERASURE_JOURNAL_COPY)


def erase(number: str = "d-0001") -> None:
    first, second = two()
    approved(archived(first, number), second)


@pytest.mark.django_db
class TestWritten:
    def test_in_both_places_without_persons_and_only_for_its_owner(self, places):
        everything("kz-4711", "zeldzaam")
        erase("kz-4711")
        texts = [path.read_text() for path in places]
        assert texts[0] == texts[1]
        assert "4711" not in texts[0]
        assert "zeldzaam" not in texts[0]
        assert {path.stat().st_mode & 0o777 for path in places} == {0o600}
        (entry,) = journal.entries().values()
        assert entry["number"] == ErasureEntry.objects.latest("number").number == 1
        assert level.is_level()

    def test_where_it_cannot_be_written_nothing_is_destroyed(self, places, caplog):
        make.DisclosureFactory()
        places[1].parent.mkdir()
        places[1].mkdir()  # a folder stands in its place
        with pytest.raises(Refused, match="journaal") as refused:
            erase()
        assert Disclosure.objects.exists()
        # Who is refused reads what to do; where it is and what the system says of it is for who keeps the server.
        assert str(places[1]) not in str(refused.value) and "irectory" not in str(refused.value)
        assert "Vraag wie de server beheert" in str(refused.value)
        assert str(places[1]) in caplog.text

    def test_why_not_is_told_in_words(self, monkeypatch):
        def refuse(*_given: Any) -> None:
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr(journal, "_append", refuse)
        with pytest.raises(Refused, match="geen toegang") as refused:
            journal.append({"number": 1})
        assert "denied" not in str(refused.value)

    def test_a_line_that_was_broken_off_is_no_line(self, places):
        make.DisclosureFactory()
        for path in places:
            path.parent.mkdir()
            path.write_bytes(b"0123 {half")
        erase()
        assert len(journal.entries()) == 1
        assert level.is_level()

    def test_a_journal_of_another_installation_says_nothing_here(self, places):
        make.DisclosureFactory()
        journal.append({"installation": "een-ander", "number": 1, "items": [], "files": []})
        assert level.is_level()
        erase()
        assert level.is_level()

    def test_a_line_that_is_missing_is_noticed(self, places):
        home = str(ErasureEntry.objects.get(number=0).installation)
        journal.append({"installation": home, "number": 2, "items": [], "files": []})
        assert not level.is_level()
        with pytest.raises(Refused, match="ontbreekt een regel"):
            level.missing_entries()

    def test_what_was_undone_after_its_line_is_repeated(self, places):
        """The process was killed between the line and the end of the transaction."""
        make.DisclosureFactory()
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            erase()
            raise ZeroDivisionError
        assert Disclosure.objects.exists()
        assert not level.is_level()
        assert [entry["number"] for entry in level.missing_entries()] == [1]


class TestRestored:
    def test_nothing_is_shown_until_it_was_replayed(self, worker_database: dict[str, Any], transactional_db):
        known = everything("kz-4711", "zeldzaam")
        make.DisclosureFactory(number="kz-4712")
        dump = self.dump(worker_database)
        erase("kz-4711")
        later = make.DisclosureFactory(number="kz-4713")
        self.restore(worker_database, dump)
        level._level.clear()

        visitor = Client()
        for address in ("/privacyverklaring/", "/beheer/", "/api/v1/parties"):
            answer = visitor.get(address)
            assert (answer.status_code, b"zeldzaam" in answer.content) == (503, False)
        health = visitor.get("/gezondheid/")
        assert (health.status_code, health.json()["erasures"]) == (503, False)
        assert Disclosure.objects.filter(pk=known[Disclosure].pk).exists()

        call_command("replay_erasures")
        assert Client().get("/gezondheid/").json()["erasures"] is True
        assert not Disclosure.objects.filter(pk=known[Disclosure].pk).exists()
        assert not Disclosure.history.filter(id=known[Disclosure].pk).exists()
        assert "zeldzaam" not in self.dump(worker_database)
        assert Disclosure.objects.count() == 1
        call_command("replay_erasures")  # twice erases nothing twice
        assert Disclosure.objects.count() == 1
        assert make.DisclosureFactory(number="kz-4714").pk > known[Disclosure].pk
        assert later.pk > known[Disclosure].pk

    @staticmethod
    def dump(database: dict[str, Any]) -> str:
        return dump(database["urls"].owner)

    @staticmethod
    def restore(database: dict[str, Any], text: str) -> None:
        connection.close()
        name = psycopg.sql.Identifier(database["name"])
        with psycopg.connect(database["admin"], autocommit=True) as server:
            server.execute(psycopg.sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
            server.execute(psycopg.sql.SQL("CREATE DATABASE {} OWNER verantwoord_owner").format(name))
        subprocess.run(
            [programs() / "psql", "--quiet", "--set", "ON_ERROR_STOP=1", database["urls"].owner],
            input=text,
            text=True,
            check=True,
            capture_output=True,
        )
