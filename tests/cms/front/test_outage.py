"""The database away or hanging: readers get the last page, others hear when to come back, the log says it once."""

import logging
import socket
import threading
import time
from collections.abc import Iterator

import psycopg
import pytest
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connection

from cms.database import limits, outage
from cms.database.base import Connection
from cms.front.changes import Changes
from cms.front.reserve import Reserve, marked, page_of
from tests.cms.front.conftest import Reader, reader_of
from tests.patience import PATIENCE

OLD = "mogelijk niet de nieuwste"
STATEMENT = "/privacyverklaring/"


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> Iterator[outage.Outage]:
    """An outage of this test's own ends with it."""
    yield outage.here
    outage.here.over()


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server that takes connections and never says anything."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"host=127.0.0.1 port={listening.getsockname()[1]} dbname=x user=x"


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch):
    """Call it: from then on no new connection can be made, and the kept one is broken."""

    def go(address: dict) -> None:
        connection.close()
        monkeypatch.setitem(connection.settings_dict, "HOST", address["host"])
        monkeypatch.setitem(connection.settings_dict, "PORT", address.get("port", ""))

    return go


NOWHERE = {"host": "/nonexistent"}


def test_readers_get_the_last_page_marked_as_possibly_old(reader: Reader, changes: Changes, away):
    before = reader.get(STATEMENT)
    assert before.status in (200, 404)
    front = reader.get("/")
    assert OLD not in front.text
    changes.close()
    away(NOWHERE)
    for _ in range(3):
        answer = reader.get("/", accept_encoding="gzip")
        assert answer.status == 200
        assert OLD in answer.text
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["warning"].startswith("110")
        assert "etag" not in answer.headers
    assert reader.get("/", method="HEAD").body == b""


def test_a_page_that_nobody_read_before_is_a_503_that_says_when_to_come_back(reader: Reader, changes, away):
    changes.close()
    away(NOWHERE)
    answer = reader.get("/privacyverklaring/versies/77/")
    assert (answer.status, answer.headers["retry-after"]) == (503, "30")
    assert "Even niet bereikbaar" in answer.text


def test_a_process_that_starts_during_the_outage_has_the_pages_of_the_one_before(tmp_path, changes, away):
    first = reader_of(get_wsgi_application(), changes, reserve=Reserve(tmp_path / "pages"))
    first.get("/")
    first.application.reserve.write()
    changes.close()
    away(NOWHERE)
    second = reader_of(get_wsgi_application(), changes, reserve=Reserve(tmp_path / "pages"))
    assert OLD in second.get("/").text
    assert (tmp_path / "pages").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("language", "sentence"), [("nl", OLD), ("en", "may not be the latest")])
def test_the_sentence_is_in_the_language_of_the_page(language, sentence):
    page = page_of(
        "200 OK", [("Content-Type", "text/html")], f'<html lang="{language}"><main id="a">x'.encode()
    )
    assert sentence in marked(page)[1].decode()


def test_a_file_for_machines_is_given_as_it_was():
    page = page_of("200 OK", [("ETag", '"x"'), ("Content-Type", "application/json")], b"{}")
    headers, body = marked(page)
    assert body == b"{}"
    assert dict(headers)["Warning"].startswith("110")


@pytest.mark.django_db(transaction=True)
def test_staff_and_programs_hear_when_to_come_back_and_the_log_says_it_once(client, away, caplog):
    client.raise_request_exception = False
    away(NOWHERE)
    lines = _handled_by_console(caplog)
    for _ in range(4):
        screen = client.get("/beheer/login/")
        assert (screen.status_code, screen["Retry-After"]) == (503, "30")
        assert "Even niet bereikbaar" in screen.content.decode()
        call = client.get("/api/v1/parties", headers={"Authorization": "Bearer x"})
        assert (call.status_code, call["Content-Type"]) == (503, "application/problem+json")
        assert "Retry-After" in call.headers
        assert "database" in call.json()["detail"]
        assert client.get("/gezondheid/").status_code == 503
        assert client.get("/gezondheid/leeft/").status_code == 200
    told = [line for line in lines() if "does not answer" in line]
    assert len(told) == 1
    assert lines() == told


def _handled_by_console(caplog):
    """The lines that would be printed: what passes the filter of the console."""
    keep = outage.OneLinePerOutage()
    caplog.set_level(logging.WARNING)
    return lambda: [record.getMessage() for record in caplog.records if keep.filter(record)]


def test_a_server_that_hangs_costs_seconds_once_and_nothing_after(silent, away, transactional_db):
    host, port = "127.0.0.1", silent.split("port=")[1].split()[0]
    away({"host": host, "port": port})
    with limits.within(limits.REQUESTS):
        for longest in (PATIENCE, limits.REQUESTS.connect, limits.REQUESTS.connect):
            began = time.monotonic()
            with pytest.raises(OperationalError):
                connection.ensure_connection()
            assert time.monotonic() - began < longest


def test_an_answer_that_stays_away_ends_the_wait_and_the_connection(django_db_setup, worker_database):
    with Connection.connect(worker_database["urls"].application) as one:
        began = time.monotonic()
        with (
            limits.answer_within(0.3),
            pytest.raises(psycopg.OperationalError, match="no answer within") as error,
        ):
            one.execute("SELECT pg_sleep(20)")
        assert time.monotonic() - began < 20  # the answer itself would take as long
        assert outage.is_away(error.value)
        assert one.closed


@pytest.mark.django_db(transaction=True)
def test_the_clocks_of_the_server_are_set(worker_database):
    with limits.within(limits.REQUESTS):
        connection.close()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, setting FROM pg_settings "
                "WHERE name IN ('statement_timeout', 'idle_in_transaction_session_timeout')"
            )
            assert dict(cursor.fetchall()) == {
                "statement_timeout": "30000",
                "idle_in_transaction_session_timeout": "60000",
            }
    connection.close()


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (psycopg.OperationalError("weg"), True),
        (psycopg.errors.AdminShutdown(), True),
        (psycopg.errors.TooManyConnections(), True),
        (psycopg.errors.QueryCanceled(), False),
        (psycopg.errors.DeadlockDetected(), False),
        (psycopg.errors.UniqueViolation(), False),
        (ValueError(), False),
        (None, False),
    ],
)
def test_what_counts_as_away(error, expected):
    assert outage.is_away(error) is expected


def test_connecting_does_not_hold_up_who_asks():
    reached, free = threading.Event(), threading.Event()

    def connect() -> psycopg.Connection:
        reached.set()
        free.wait(PATIENCE)
        raise psycopg.OperationalError("weg")

    listening = Changes(connect)
    thread = threading.Thread(target=listening.keep_listening)
    thread.start()
    assert reached.wait(10)
    assert listening.epoch() is None
    assert thread.is_alive()  # and still busy connecting
    free.set()
    thread.join(10)
