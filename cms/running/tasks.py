"""Work that somebody waits for and that takes long: taken from the queue in the database, one by one (`run_tasks`).

Any number of workers may run, on any number of machines: a task is given to one of them. What a worker that was killed
had in hand is taken up again by whichever worker looks next (`sharing.background`).
"""

import logging
import os
import socket
import threading
import time

import psycopg
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from cms.database.outage import is_away
from cms.models import Heartbeat
from sharing.public import is_level, remove_files, system_user, tidy

logger = logging.getLogger(__name__)

QUEUE = "background"
LOOK = 1.0  # seconds between looks at the queue
TIDY = 15.0  # seconds between looks at what was left


def do_next() -> bool:
    """Do the next task of the queue, if there is one; whether there was. Nothing while erased records are back."""
    if not is_level():
        return False
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name=QUEUE,
        startup_delay=False,
        max_tasks=1,
        worker_id=f"{socket.gethostname()}-{os.getpid()}"[-64:],
    )
    worker.run()
    return bool(worker._run_tasks)


def look_around() -> None:
    """Say that somebody looks after the queue, and tidy it."""
    now = timezone.now()
    if is_level():
        # What a destruction that was killed on its way left behind.
        remove_files(by=system_user(), reason="Bestanden van wat is vernietigd")
    else:
        logger.error("The database is behind the journal of erasures: bin/manage replay_erasures")
    Heartbeat.beat(Heartbeat.TASKS, at=now)
    tidy(at=now)


def do_all() -> None:
    """Do what is in the queue now, for cron or a timer."""
    look_around()
    while do_next():
        pass


def work_until(stopped: threading.Event) -> None:
    """Take tasks until told to stop or until whoever started us is gone. A task that is under way is finished first.

    A database that is away is tried again, and logged once.
    """
    parent, away, tidied = os.getppid(), False, -TIDY
    while not stopped.is_set() and os.getppid() == parent:
        try:
            close_old_connections()
            if time.monotonic() - tidied >= TIDY:
                tidied = time.monotonic()
                look_around()
            if do_next():
                continue
            away = False
        except (DatabaseError, InterfaceError, psycopg.Error) as error:
            connection.close()
            if not is_away(error):
                logger.exception("The queue failed; trying again")
            elif not away:
                logger.error("The database does not answer; trying again: %s", type(error).__name__)
            away = is_away(error)
        stopped.wait(LOOK)
