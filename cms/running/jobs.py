"""Work that happens by itself: commands that run every minute or once a day, in one process (`run_jobs`).

Several hosts may run it: an advisory lock of PostgreSQL lets one of them work at a time. Each time, also when there is
nothing to do, it notes that it looked; who reads `/gezondheid/` or the start page sees when that stops.
"""

import logging
import os
import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from types import FrameType
from typing import Any

import psycopg
from django.core.management import CommandError, call_command
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone

from cms.database.held import held
from cms.database.outage import is_away
from cms.models import Heartbeat
from sharing.public import is_level, locks

logger = logging.getLogger(__name__)

TICK = timedelta(minutes=1)
AGAIN = timedelta(minutes=15)  # after which a daily job that failed is tried again
LOOK = 1.0  # seconds between looks at whether our parent still lives


@dataclass(frozen=True, slots=True)
class Job:
    """A command; every minute, or once a day from this time on in Amsterdam."""

    command: str
    daily_from: time | None = None


JOBS = (
    Job("publish_scheduled"),
    Job("send_reminders", daily_from=time(8)),
    Job("index_words"),
    Job("list_flows"),
    Job("emit_log"),
)


def due(
    jobs: Sequence[Job],
    *,
    last_runs: Mapping[str, datetime],
    now: datetime,
    failures: Mapping[str, datetime] | None = None,
) -> list[Job]:
    """The jobs to run at ``now``. Both instants are aware; a day is one in the time zone of ``now``.

    A daily job that was missed (the installation stood still) runs as soon as it can on a later day; one that failed,
    such as for a mail server that was away, is tried again that day (``failures``: when each failed last).
    """

    def is_due(job: Job) -> bool:
        last = last_runs.get(job.command)
        if job.daily_from is None:
            return last is None or now - last >= TICK or now < last
        failed = (failures or {}).get(job.command)
        if failed is not None and now - failed >= AGAIN:
            return True
        ran_today = last is not None and last.astimezone(now.tzinfo).date() == now.date()
        return not ran_today and now.time() >= job.daily_from

    return [job for job in jobs if is_due(job)]


def run_due(
    last_runs: dict[str, datetime],
    *,
    now: datetime,
    jobs: Sequence[Job] = JOBS,
    run: Callable[..., Any] = call_command,
    failures: dict[str, datetime] | None = None,
    told: dict[str, str] | None = None,
) -> None:
    """Run what is due, unless another process is at it; a job that fails is logged and holds up no other.

    ``last_runs``, ``failures`` and ``told`` are what the process remembers: when each ran, which daily ones failed
    last, and what each said when it could not do its work, which is logged once and not every minute.
    """
    failures = {} if failures is None else failures
    told = {} if told is None else told
    with held(locks.JOBS, longest="30min") as mine:
        if not mine:
            return
        Heartbeat.beat(Heartbeat.JOBS, at=now)
        if not is_level():
            logger.error("The database is behind the journal of erasures: bin/manage replay_erasures")
            return
        for job in due(jobs, last_runs=last_runs, now=now, failures=failures):
            last_runs[job.command] = now
            failures.pop(job.command, None)
            try:
                run(job.command)
            except (DatabaseError, InterfaceError) as error:
                if is_away(error):
                    raise
                logger.exception("%s failed", job.command)
                _note(failures, job, now)
            except CommandError as refused:
                if told.get(job.command) != str(refused):
                    logger.error("%s: %s", job.command, refused)
                told[job.command] = str(refused)
                _note(failures, job, now)
            except Exception:
                logger.exception("%s failed", job.command)
                _note(failures, job, now)
            else:
                told.pop(job.command, None)


def _note(failures: dict[str, datetime], job: Job, now: datetime) -> None:
    if job.daily_from is not None:
        failures[job.command] = now


def work_until(stopped: threading.Event) -> None:
    """Run what is due about every minute, until told to stop or until whoever started us is gone.

    A database that is away is tried again a minute later, and logged once.
    """
    last_runs: dict[str, datetime] = {}
    failures: dict[str, datetime] = {}
    told: dict[str, str] = {}
    away = False
    parent = os.getppid()
    while not stopped.is_set():
        try:
            close_old_connections()
            run_due(last_runs, now=timezone.localtime(), failures=failures, told=told)
            away = False
        except (DatabaseError, InterfaceError, psycopg.Error) as error:
            connection.close()
            if not is_away(error):
                logger.exception("The work failed; trying again in a minute")
            elif not away:
                logger.error("The database does not answer; trying again in a minute: %s", _first_line(error))
            away = is_away(error)
        _rest(stopped, parent)


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0]


def _rest(stopped: threading.Event, parent: int) -> None:
    """Until the next whole minute: what is planned for 00:00 happens at 00:00."""
    now = timezone.now()
    seconds = TICK.total_seconds() - (now.second + now.microsecond / 1e6) + 0.05
    while seconds > 0 and not stopped.wait(min(LOOK, seconds)):
        seconds -= LOOK
        if os.getppid() != parent:
            stopped.set()


def stop_on_signals(stopped: threading.Event) -> None:
    """A job that is under way is finished first."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
