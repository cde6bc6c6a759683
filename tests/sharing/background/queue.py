"""The worker, as the tests let it work; and one that is a process of its own, to be killed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.utils import timezone

from cms.running.tasks import do_next
from sharing.background.models import BackgroundWork

ROOT = Path(__file__).resolve().parents[3]
# Takes the task as any worker does, with something that keeps it from ending.
WORKER = """
import json, sys, time
import django
from django.conf import settings
settings.STORAGES["private"]["OPTIONS"]["location"] = sys.argv[2]
django.setup()
from django.db import connection
connection.settings_dict.update(json.loads(sys.argv[1]))
{obstacle}
from django.core.management import call_command
call_command("run_tasks", "--once")
"""


def work_off() -> None:
    """Do everything that is in the queue."""
    while do_next():
        pass


def later(**by):
    """A moment from now."""
    return timezone.now() + timezone.timedelta(**by)


def only() -> BackgroundWork:
    """The one request that there is."""
    return BackgroundWork.objects.get()


@contextmanager
def worker_with(obstacle: str, private: Path) -> Iterator[subprocess.Popen]:
    """A worker on this database, with its files in that folder, that comes no further than the obstacle."""
    addresses = {key: connection.settings_dict[key] for key in ("HOST", "USER", "PASSWORD", "NAME", "PORT")}
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER.format(obstacle=obstacle), json.dumps(addresses), private],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()
