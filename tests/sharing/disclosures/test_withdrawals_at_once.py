"""A consent is withdrawn while something is recorded on it: one waits for the other, and sees it."""

from threading import Thread

import pytest
from django.db import connection, transaction

from sharing.core.exceptions import Refused
from sharing.disclosures.models import Disclosure
from sharing.disclosures.recording import recording
from sharing.roles import LAWYER
from sharing.sources.operations import built_in_source
from tests import factories as make
from tests.patience import somebody_waits_for_us, until
from tests.sharing.disclosures.steps import NOW, TO_OTHER, given, marks, record, withdraw
from tests.sharing.register import raw, small_register

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def recorder():
    return make.UserFactory(username="vastlegger")


@pytest.fixture
def lawyer():
    return make.UserFactory(username="jurist", role=LAWYER)


def test_a_withdrawal_waits_for_a_recording_and_sees_it(recorder, lawyer):
    small_register()
    consent = given(lawyer)
    source = built_in_source("Proef")
    done: list[Thread] = []

    def work() -> None:
        try:
            withdraw(consent, lawyer)
        finally:
            connection.close()

    with recording(source=source, by=recorder, at=NOW, reason="Proef") as log:
        log.add([(0, raw(**TO_OTHER))])
        log.finish()  # the connection is free again; nothing is committed yet
        thread = Thread(target=work)
        thread.start()
        until(somebody_waits_for_us, "dat de ander wacht")
        done.append(thread)
    done[0].join()
    assert marks()["E-1"][0] == consent.pk


def test_a_recording_waits_for_a_withdrawal_and_is_judged_by_it(recorder, lawyer):
    small_register()
    consent = given(lawyer)
    found: list[Exception] = []

    def work() -> None:
        try:
            record(recorder, {}, TO_OTHER)
        except Refused as refused:
            found.append(refused)
        finally:
            connection.close()

    with transaction.atomic():
        withdraw(consent, lawyer)
        thread = Thread(target=work)
        thread.start()
        until(somebody_waits_for_us, "dat de ander wacht")
    thread.join()
    assert "ingetrokken" in str(found)
    assert not Disclosure.objects.exists()
