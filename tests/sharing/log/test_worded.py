"""The words of a description are found from the moment that it is recorded, whatever was taken apart by then."""

import os
import signal
from contextlib import closing
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
from sharing.log import leafing, worded
from sharing.log.filters import narrowed_log
from sharing.log.leafing import LogPaginator
from sharing.log.models import DescriptionWords, WordsTaken
from sharing.log.worded import Taken, take_words
from tests import factories as make
from tests.killing import killed

OLD, NEW = "Spoedoverleg over de uitkering", "Vertraagd door een storing"


@pytest.fixture(autouse=True)
def looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is found by being among the newest."""
    monkeypatch.setattr(leafing, "NEAR_WORDS", 0)


def found(words: str) -> list[int]:
    pages = LogPaginator(narrowed_log(QueryDict(f"words={words}")), 20)
    keys = sorted(row.pk for row in pages.page_at(None))
    assert pages.count == len(keys)
    return keys


def correct(row: Disclosure, description: str) -> None:
    with acting(by=make.tester(), reason="Verkeerd opgeschreven"):
        Disclosure.objects.filter(pk=row.pk).update(description=description)


@pytest.mark.django_db
class TestFound:
    def test_what_was_taken_apart_and_what_was_not_yet(self):
        first = make.DisclosureFactory(description=OLD)
        make.DisclosureFactory(description="")
        assert found("overleg spoedoverleg") == [] and found("uitkeringen") == [first.pk]
        assert take_words() == Taken(seen=2)
        assert DescriptionWords.objects.count() == 1
        second = make.DisclosureFactory(description=OLD)
        assert found("uitkeringen") == [first.pk, second.pk]
        assert found("“over de uitkering” -storing") == [first.pk, second.pk]

    @pytest.mark.parametrize("most", [0, 20_000])
    @pytest.mark.parametrize("is_taken", [False, True])
    def test_signs_of_a_word_processor_are_no_letters(self, monkeypatch, most, is_taken):
        monkeypatch.setattr(leafing, "MOST_WORDED", most)
        row = make.DisclosureFactory(description="Over “spoed” – zie de foto’s van dossier\xa0overleg…")
        make.DisclosureFactory(description="Overleg met spoed gisteren")
        if is_taken:
            take_words()
        for words in (
            "foto's",
            "foto’s",
            "spoed -“spoed gisteren”",
            "„dossier overleg”",
            "«dossier overleg»",
        ):
            assert found(words) == [row.pk], words

    @pytest.mark.parametrize("most", [0, 20_000])
    def test_a_correction_before_or_after_its_turn(self, monkeypatch, most):
        monkeypatch.setattr(leafing, "MOST_WORDED", most)  # with none of these, every word is a common one
        early, late = make.DisclosureFactory(description=OLD), make.DisclosureFactory(description=OLD)
        correct(early, NEW)
        assert found("storing") == [early.pk] and found("uitkering") == [late.pk]
        take_words()
        correct(late, NEW)
        assert found("storing") == [early.pk, late.pk] and found("uitkering") == []
        correct(late, "")
        assert found("storing") == [early.pk] and found("-uitkering") == [early.pk]
        correct(late, OLD)
        assert found("uitkering") == [late.pk]


@pytest.mark.django_db
class TestTaking:
    def test_in_pieces_all_of_it_once(self, monkeypatch):
        monkeypatch.setattr(worded, "BATCH", 2)
        rows = make.DisclosureFactory.create_batch(5, description=OLD)
        assert take_words(longest=-1.0) == Taken(seen=2, waits=True), "other work waits for it"
        assert take_words() == Taken(seen=3)
        assert take_words() == Taken()
        assert set(DescriptionWords.objects.values_list("pk", flat=True)) == {row.pk for row in rows}

    def test_by_hand_and_by_itself(self):
        make.DisclosureFactory(description=OLD)
        run_due({}, now=timezone.localtime(), jobs=[one for one in JOBS if one.command == "index_words"])
        assert WordsTaken.objects.get().upto == Disclosure.objects.get().pk
        make.DisclosureFactory(description=OLD)
        out = StringIO()
        call_command("index_words", stdout=out)
        assert out.getvalue() == "Bekeken verstrekkingen: 1.\n"


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_what_it_was_called_then_is_found_as_the_log_stood_then(self):
        row = make.DisclosureFactory(description=OLD)
        take_words()
        then = timezone.now().isoformat().replace("+", "%2B")
        correct(row, NEW)
        assert found(f"uitkering&peildatum={then}") == [row.pk] and found("uitkering") == []
        assert found(f"storing&peildatum={then}") == [] and found("storing") == [row.pk]

    def test_what_is_still_being_recorded_is_not_passed_over(self, worker_database):
        """A long import was given lower numbers than an entry that is stored before it."""
        with closing(psycopg.connect(worker_database["urls"].application)) as importing:
            importing.execute("SELECT nextval('sharing_disclosure_id_seq')")
            row = make.DisclosureFactory(description=OLD)
            assert take_words(patience=0.2) == Taken(waits=True)
            assert found("uitkering") == [row.pk]
            importing.commit()
        assert take_words() == Taken(seen=1)

    def test_who_corrects_or_destroys_meanwhile_waits_for_nobody(self, worker_database):
        row = make.DisclosureFactory(description=OLD)
        with closing(psycopg.connect(worker_database["urls"].application)) as correcting:
            correcting.execute("SELECT pg_advisory_xact_lock_shared(%s)", [locks.DESCRIPTION_WORDS])
            assert take_words() == Taken(waits=True)
            correcting.rollback()
        assert take_words() == Taken(seen=1)
        assert found("uitkering") == [row.pk]

    def test_a_correction_that_is_not_stored_yet_is_not_undone(self, worker_database):
        row = make.DisclosureFactory(description=OLD)
        urls, actor = worker_database["urls"], make.tester()
        with closing(psycopg.connect(urls.application)) as correcting:
            correcting.execute("SELECT set_config('register.actor', %s, true)", [str(actor.pk)])
            correcting.execute("UPDATE sharing_disclosure SET description = %s WHERE id = %s", [NEW, row.pk])
            assert take_words().waits
            correcting.commit()
        take_words()
        assert found("storing") == [row.pk] and found("uitkering") == []

    def test_killed_it_goes_on_where_it_was(self, monkeypatch):
        make.DisclosureFactory.create_batch(3, description=OLD)

        def half_done() -> None:
            monkeypatch.setattr(
                WordsTaken.objects,
                "update_or_create",
                lambda *_args, **_values: os.kill(os.getpid(), signal.SIGKILL),
            )
            take_words()

        killed(half_done)
        connection.close()
        assert not DescriptionWords.objects.exists() and len(found("uitkering")) == 3
        assert take_words() == Taken(seen=3)
        assert len(found("uitkering")) == 3
