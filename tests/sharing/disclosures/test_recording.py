"""A recording ends its transaction however it is left: nothing half done stays open for the next request."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from sharing.core.exceptions import Refused, RefusedInput
from sharing.disclosures import copying, recording
from sharing.disclosures.intake.channels import in_chunks
from sharing.disclosures.models import Disclosure
from sharing.disclosures.recording import record_entries
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


def test_when_no_thread_can_be_started(start, monkeypatch):
    with pytest.raises(Breakdown), start() as log:
        monkeypatch.setattr(copying.ThreadPoolExecutor, "submit", broken)
        add(log, raw())


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
