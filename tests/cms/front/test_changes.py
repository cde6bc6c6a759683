"""Hearing of changes from a real database: at once, whoever made them, and silence is not taken for no news."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection

from cms.front.changes import CHANNEL, Changes
from cms.front.keeper import listening_connection
from tests.patience import PATIENCE


def tell() -> None:
    with listening_connection() as other:
        other.execute(f"NOTIFY {CHANNEL}")


def test_nothing_changes_while_nothing_happens(changes):
    assert changes.epoch() is not None
    assert changes.epoch() == changes.epoch()


def test_a_change_is_heard_before_the_next_answer(changes):
    with listening_connection() as other:
        for _ in range(300):
            before = changes.epoch()
            other.execute(f"NOTIFY {CHANNEL}")
            assert changes.epoch() != before


def test_many_threads_hear_the_same(changes):
    before = changes.epoch()
    with ThreadPoolExecutor(8) as threads:
        heard = list(threads.map(lambda _: changes.epoch(), range(4_000)))
        assert set(heard) == {before}
        tell()
        after = set(threads.map(lambda _: changes.epoch(), range(4_000)))
    assert before not in after
    assert len(after) == 1


def test_a_broken_connection_is_no_news_until_it_is_mended(changes):
    before = changes.epoch()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, %s) FROM pg_stat_activity "
            "WHERE application_name LIKE '%%(wijzigingen)' AND datname = current_database()",
            [round(PATIENCE * 1000)],  # until it has ended
        )
        assert cursor.fetchall() == [(True,)]
    assert changes.epoch() is None
    assert changes.keep_listening()
    assert changes.epoch() not in (None, before)


def test_without_a_database_there_is_nothing_to_hear():
    def nowhere():
        raise psycopg.OperationalError("niet bereikbaar")

    changes = Changes(nowhere)
    assert changes.keep_listening() is False
    assert changes.epoch() is None
    changes.wait(0)
    changes.close()


@pytest.mark.django_db(transaction=True)
def test_behind_a_pooler_that_drops_notifications_nothing_is_kept(caplog):
    class Deaf(psycopg.Connection):
        """What was asked before was asked of another connection of the server."""

        def execute(self, query, *given, **options):
            return super().execute("SELECT 1" if query.startswith("LISTEN") else query, *given, **options)

    def through_pooler():
        given = listening_connection()
        given.__class__ = Deaf
        return given

    changes = Changes(through_pooler)
    assert changes.keep_listening() is False
    assert "pooler" in caplog.text
