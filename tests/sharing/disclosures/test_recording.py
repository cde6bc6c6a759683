"""A recording ends its transaction however it is left: nothing half done stays open for the next request."""

from datetime import UTC, datetime

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from sharing.core.exceptions import ChangedMeanwhile, Refused, RefusedInput
from sharing.disclosures import copying, recording
from sharing.disclosures.intake.channels import in_chunks
from sharing.disclosures.models import Disclosure
from sharing.disclosures.recording import record_entries
from sharing.parties.models import Party
from sharing.sources.operations import built_in_source
from tests import factories as make
from tests.sharing.register import raw, small_register

NOW = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)


class Breakdown(Exception):
    """Something that nobody foresaw."""


def broken(*args, **kwargs):
    raise Breakdown


@pytest.fixture
def start(transactional_db):
    """Opens a recording; afterwards the connection is outside every transaction, works, and nothing was stored."""
    small_register()
    source, by = built_in_source("Proef"), make.UserFactory(username="vastlegger")
    yield lambda **more: recording.recording(source=source, by=by, at=NOW, reason="Proef", **more)
    assert not connection.in_atomic_block
    assert not Disclosure.objects.exists()


def add(log, *entries) -> None:
    for chunk in in_chunks(enumerate(entries)):
        log.add(chunk)


@pytest.mark.parametrize("broken_part", ["load_register", "Writer", "EntryReader", "judge_for"])
def test_when_it_cannot_begin(start, monkeypatch, broken_part):
    monkeypatch.setattr(recording, broken_part, broken)
    with pytest.raises(Breakdown), start():
        pytest.fail("nothing can be added")


def test_when_it_has_no_actor(start):
    source = built_in_source("Proef")
    with pytest.raises(Refused), recording.recording(source=source, by=None, at=NOW, reason="Proef"):
        pytest.fail("nothing can be added")


def test_when_the_block_fails_while_the_database_takes_in_a_chunk(start):
    with pytest.raises(Breakdown), start() as log:
        add(log, raw())
        raise Breakdown


def test_when_the_entries_fail_while_they_are_read(start):
    def entries():
        yield raw()
        raise Breakdown

    with pytest.raises(Breakdown):
        record_entries(
            entries(), source=built_in_source("Proef"), by=make.UserFactory(), at=NOW, reason="Proef"
        )


@pytest.mark.parametrize("method", ["_line", "wait"])
def test_when_storing_fails(start, monkeypatch, method):
    with pytest.raises(Breakdown), start() as log:
        monkeypatch.setattr(copying.Writer, method, broken)
        add(log, raw())


@pytest.mark.parametrize("method", ["write", "finish", "push", "settle"])
def test_when_sending_fails(start, monkeypatch, method):
    with pytest.raises(Breakdown), start() as log:
        monkeypatch.setattr(copying._Sending, method, broken)
        add(log, raw())
        log.go_on()


@pytest.mark.parametrize("further", [0, 3])
def test_when_the_database_refuses_what_is_on_its_way(start, monkeypatch, further):
    """Who waits for it is told, however much was read and sent in between."""
    line = copying.Writer._line
    monkeypatch.setattr(
        copying.Writer, "_line", lambda self, *row: line(self, *row).replace("\tclient\t", "\tniemand\t")
    )
    with pytest.raises(ChangedMeanwhile), start() as log:
        add(log, *(raw(external_id=f"M-{number}", description="x " * 200) for number in range(3_000)))
        for number in range(further):
            log.go_on()
            add(log, raw(external_id=f"N-{number}"))


def test_when_the_connection_breaks_off_while_rows_are_on_their_way(start):
    with pytest.raises(OperationalError), start() as log:
        add(log, *(raw(external_id=f"M-{number}", description="x " * 200) for number in range(3_000)))
        with psycopg.connect(**connection.get_connection_params()) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])
        for number in range(3):
            log.go_on()
            add(log, raw(external_id=f"N-{number}"))


def test_more_than_may_wait_for_the_database(start, monkeypatch):
    monkeypatch.setattr(copying, "_UNSENT", 10_000)
    with start(trial=True) as log:
        add(log, *(raw(external_id=f"M-{number}", description="x " * 200) for number in range(1_000)))
        log.go_on()
        add(log, raw())
    assert log.stored == 1_001


def test_when_the_end_finds_something_wrong_that_nobody_asked_for(start):
    with pytest.raises(RefusedInput), start() as log:
        add(log, raw(), raw(external_id="E-2", recipient="nooit-van-gehoord"))


def test_when_it_was_a_trial(start):
    with start(trial=True) as log:
        add(log, raw())
    assert log.stored == 1


def test_when_a_trial_finds_something_wrong(start):
    with pytest.raises(RefusedInput), start(trial=True) as log:
        add(log, raw(recipient="nooit-van-gehoord"))


def test_within_another_transaction_only_its_own_work_is_taken_back(start):
    with transaction.atomic():
        make.PartyFactory(code="blijft")
        with pytest.raises(Breakdown), start() as log:
            add(log, raw())
            raise Breakdown
        assert not Disclosure.objects.exists()
    assert make.PartyFactory._meta.model.objects.filter(code="blijft").exists()


def test_what_was_understood_or_refused_before_is_read_anew_when_a_register_changed(db):
    small_register()
    who = {"source": built_in_source("Proef"), "by": make.UserFactory(), "at": NOW, "reason": "Proef"}
    record_entries([raw()], **who)
    unknown = raw(external_id="E-2", subject_category="leerling")
    with pytest.raises(RefusedInput, match="leerling"):
        record_entries([unknown], **who)
    make.SubjectCategoryFactory(code="leerling")
    record_entries([unknown], **who)
    with make.recorded():
        Party.objects.filter(code="gemeente-a").update(country=make.CountryFactory(code="BE"))
    record_entries([raw(external_id="E-3", deviation_reason="Buiten de EER")], **who)
    stored = Disclosure.objects.order_by("external_id").values_list(
        "subject_category__code", "destination_country"
    )
    assert list(stored) == [("deelnemer", "NL"), ("leerling", "NL"), ("deelnemer", "BE")]
