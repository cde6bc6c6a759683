"""What is recorded goes to the organisation's own log of processing: every entry, once, whatever happens on the way."""

import json
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from cms.running.jobs import Job, run_due
from sharing.core.actor import acting
from sharing.core.periods import amsterdam_day
from sharing.disclosures.models import Disclosure
from sharing.log import emitting
from sharing.log.emitting import emit_log
from sharing.log.models import Emitted
from sharing.roles import LAWYER
from tests import factories as make


class Collector:
    """The other side: keeps what it takes. ``status`` and ``answer`` are what it says next."""

    def __init__(self) -> None:
        self.status, self.answer, self.address = 200, b"{}", ""
        self.headers: dict[str, str] = {}
        self.messages: list[dict[str, Any]] = []

    def spans(self) -> list[dict[str, Any]]:
        return [
            span
            for message in self.messages
            for resource in message["resourceSpans"]
            for scope in resource["scopeSpans"]
            for span in scope["spans"]
        ]

    def traces(self) -> list[str]:
        return [span["traceId"] for span in self.spans()]


@pytest.fixture
def collector(settings: Any) -> Iterator[Collector]:
    """A log of processing on this machine, to which the settings point."""
    kept = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.headers = dict(self.headers)
            if kept.status == 200:
                kept.messages.append(json.loads(body))
            self.send_response(kept.status)
            self.send_header("Location", f"{kept.address}/elders")
            self.send_header("Content-Length", str(len(kept.answer)))
            self.end_headers()
            self.wfile.write(kept.answer)

        def log_message(self, *_words: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        kept.address = settings.OTLP_ENDPOINT = f"http://127.0.0.1:{server.server_port}/v1/traces"
        settings.OTLP_HEADERS = {"Authorization": "Bearer geheim=="}
        yield kept
        server.shutdown()
        thread.join()


def emit() -> emitting.Emission:
    return emit_log(at=timezone.now(), patience=0.2)


def say(*options: str) -> str:
    out = StringIO()
    call_command("emit_log", *options, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
class TestEmitting:
    def test_from_the_first_run_on_each_entry_goes_once(self, collector):
        make.DisclosureFactory()
        assert emit().sent == 0, "what there was before goes as a file"
        assert say() == ""
        for _number in range(3):
            make.DisclosureFactory()
        assert say() == "3 verstrekkingen naar het logboek gestuurd.\n"
        assert say() == ""
        assert len(set(collector.traces())) == 3 == len(collector.spans())
        assert collector.headers["Authorization"] == "Bearer geheim=="
        assert collector.headers["Content-Type"] == "application/json"

    def test_the_lines_are_those_of_the_file_and_hold_no_dossier_number(self, collector, tmp_path):
        emit()
        recorded = make.DisclosureFactory(number="geheim-0815")
        emit()
        day, who = str(amsterdam_day(recorded.disclosed_at)), make.UserFactory(role=LAWYER).username
        asked = ["--format", "ldv", "--from", day, "--until", day, "--by", who]
        call_command("export_log", str(tmp_path / "log.json"), *asked, stdout=StringIO())
        assert collector.messages == [json.loads((tmp_path / "log.json").read_text())]
        assert "0815" not in json.dumps(collector.messages)

    def test_many_go_in_several_messages(self, collector, monkeypatch):
        monkeypatch.setattr(emitting, "BATCH", 2)
        monkeypatch.setattr(emitting, "MOST", 2)
        emit()
        for _number in range(5):
            make.DisclosureFactory()
        assert [emit().sent, emit().sent, emit().sent] == [4, 1, 0]
        assert len(set(collector.traces())) == 5 and len(collector.messages) == 3

    def test_what_was_voided_before_its_turn_stays_here(self, collector):
        emit()
        double = make.DisclosureFactory()
        with acting(by=make.tester(), reason="Proef"):
            Disclosure.objects.filter(pk=double.pk).update(
                voided_at=timezone.now(), voided_by=make.tester(), void_reason="Dubbel"
            )
        assert emit().sent == 0 and not collector.messages

    @pytest.mark.parametrize("status", [503, 400, 401, 302])
    def test_what_is_not_taken_is_not_lost(self, collector, status):
        emit()
        make.DisclosureFactory()
        collector.status = status
        with pytest.raises(CommandError, match=f"neemt niets aan.*HTTP {status}.*niets verloren"):
            say()
        since = Emitted.objects.get().away_since
        assert since is not None
        with pytest.raises(CommandError):
            say()
        assert Emitted.objects.get().away_since == since
        collector.status = 200
        make.DisclosureFactory()
        assert emit().sent == 2 and len(set(collector.traces())) == 2
        assert Emitted.objects.get().away_since is None

    def test_nobody_there(self, settings):
        settings.OTLP_ENDPOINT = "http://127.0.0.1:9/v1/traces"
        emit()
        make.DisclosureFactory()
        with pytest.raises(CommandError, match=r"127\.0\.0\.1:9 neemt niets aan \(ConnectionError\)"):
            say()

    def test_what_the_other_side_does_not_keep_is_told_and_not_sent_again(self, collector):
        emit()
        first, last = make.DisclosureFactory(), make.DisclosureFactory()
        collector.answer = b'{"partialSuccess": {"rejectedSpans": "1", "errorMessage": "te\\n oud"}}'
        with pytest.raises(
            CommandError, match=f"1 van de verstrekkingen {first.pk} tot en met {last.pk} niet.*: te oud"
        ):
            say()
        assert emit().sent == 0

    def test_what_was_not_kept_is_told_also_when_the_other_side_goes_away_next(self, collector, monkeypatch):
        monkeypatch.setattr(emitting, "BATCH", 1)
        emit()
        first, _second = make.DisclosureFactory(), make.DisclosureFactory()
        collector.answer = b'{"partialSuccess": {"rejectedSpans": "1", "errorMessage": "vol"}}'
        with pytest.raises(
            CommandError, match=f"1 van de verstrekkingen {first.pk} tot en met {first.pk} niet"
        ):
            say()
        collector.answer, collector.status = b"{}", 503
        with pytest.raises(CommandError, match="neemt niets aan"):
            say()
        collector.status = 200
        assert emit().sent == 1

    def test_a_run_does_not_hold_up_other_work_for_long(self, collector, monkeypatch):
        monkeypatch.setattr(emitting, "BATCH", 1)
        monkeypatch.setattr(emitting, "LONGEST", -1.0)
        emit()
        make.DisclosureFactory()
        assert emit().sent == 0
        monkeypatch.undo()
        assert emit().sent == 1

    def test_who_is_ended_before_it_is_noted_sends_the_same_again(self, collector):
        emit()
        make.DisclosureFactory()
        before = Emitted.objects.get().upto
        emit()
        Emitted.objects.update(upto=before)  # as it is left by who was ended in between
        emit()
        assert len(collector.spans()) == 2 and len(set(collector.traces())) == 1

    @pytest.mark.parametrize(
        "address",
        ["logboek.voorbeeld.nl/v1/traces", "http://logboek.voorbeeld.nl/", "https://", "https://a:b"],
    )
    def test_an_address_of_no_use_is_named(self, settings, address):
        settings.OTLP_ENDPOINT = address
        with pytest.raises(CommandError, match="OTLP_ENDPOINT is geen adres dat begint met https://"):
            say()

    def test_a_header_of_no_use_is_named(self, collector, settings):
        emit()
        make.DisclosureFactory()
        for value in ("a\r\nb", "sleutel “x”"):
            settings.OTLP_HEADERS = {"Authorization": value}
            with pytest.raises(CommandError, match="OTLP_HEADERS heeft een waarde"):
                say()
        settings.OTLP_HEADERS = {}
        assert emit().sent == 1

    def test_without_an_address_nothing_is_sent_and_nothing_asked(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert emit() == emitting.Emission()


@pytest.mark.django_db(transaction=True)
def test_what_is_still_being_recorded_is_not_passed_over(collector, worker_database):
    """A long import was given lower numbers than an entry that is stored before it."""
    emit()
    with closing(psycopg.connect(worker_database["urls"].application)) as importing:
        importing.execute("SELECT nextval('sharing_disclosure_id_seq')")
        make.DisclosureFactory()
        assert emit().waits and not collector.messages
        importing.commit()
    assert emit().sent == 1


@pytest.mark.django_db(transaction=True)
def test_the_work_that_happens_by_itself_tells_an_outage_once(collector, caplog):
    emit()
    make.DisclosureFactory()
    collector.status = 503
    told: dict[str, str] = {}
    for status in (503, 503, 200, 503):
        collector.status = status
        if status == 200:
            make.DisclosureFactory()
        run_due({}, now=timezone.localtime(), jobs=(Job("emit_log"),), told=told)
        make.DisclosureFactory()
    assert caplog.text.count("neemt niets aan") == 2
    connection.close()
