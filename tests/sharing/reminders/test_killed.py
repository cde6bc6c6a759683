"""Two at once, and one that is killed halfway: everybody is told once."""

import os
import subprocess
import sys
import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from sharing.reminders.models import ReminderMail
from sharing.reminders.operations import send_reminders
from sharing.roles import CONTRACT_MANAGER
from tests import factories
from tests.patience import PATIENCE

TODAY = date(2026, 11, 26)
pytestmark = pytest.mark.django_db(transaction=True)
# Sends until the server holds it up, and is killed there by who started it.
PROCESS = """
import sys
import django
from django.conf import settings
django.setup()
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(sys.argv[1])
from django.core.management import call_command
call_command("send_reminders", "--today=2026-11-26")
"""


def managers(number: int) -> list:
    people = [factories.UserFactory(role=CONTRACT_MANAGER) for _ in range(number)]
    for person in people:
        factories.AgreementFactory(owner=person, last_day=TODAY + timedelta(days=20), notice_days=15)
    return people


def test_two_processes_at_once_tell_everybody_once(mailbox):
    people = managers(6)
    failures: list[BaseException] = []
    ready = threading.Barrier(3)

    def run() -> None:
        try:
            ready.wait(PATIENCE)
            send_reminders(today=TODAY, at=timezone.now())
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    all_three = [threading.Thread(target=run) for _ in range(3)]
    for one in all_three:
        one.start()
    for one in all_three:
        one.join(PATIENCE)
    assert failures == []
    assert mailbox.to() == sorted(person.email for person in people)
    assert ReminderMail.objects.filter(sent_at__isnull=False).count() == 6


def test_one_that_is_killed_halfway_is_taken_up_and_tells_nobody_twice(mailbox, settings, worker_database):
    people = managers(4)
    process: subprocess.Popen | None = None
    taken = mailbox.handle_DATA

    async def kill_at_the_third(server, session, envelope):
        answer = await taken(server, session, envelope)
        if len(mailbox.mails) == 3 and process is not None:
            process.kill()  # it has the mail in the server's hands, and did not hear so
            process.wait(PATIENCE)
        return answer

    mailbox.handle_DATA = kill_at_the_third
    environment = {
        **os.environ,
        "DATABASE_URL": worker_database["urls"].application,
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
    }
    process = subprocess.Popen([sys.executable, "-c", PROCESS, str(settings.EMAIL_PORT)], env=environment)
    process.wait(PATIENCE)
    assert process.returncode < 0
    assert len(mailbox.mails) == 3
    mailbox.handle_DATA = taken
    send_reminders(today=TODAY, at=timezone.now())
    assert mailbox.to() == sorted(person.email for person in people)
    unsure = ReminderMail.objects.get(sent_at__isnull=True)
    assert unsure.person.email == mailbox.mails[2]["To"]
