"""Which work was left alone by its worker, and whether the queue moves."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sharing.background.choices import UNDER_WAY, State
from sharing.background.models import BackgroundWork
from sharing.core.actor import Actor

NEEDS = "needs"  # in the parameters of work: permissions
# What work of before that was noted was about.
_LOG = ("sharing.view_disclosure",)
SILENT_FOR = timedelta(seconds=30)  # after which a worker that has not said anything is taken for gone


def may_have(work: BackgroundWork, person: Actor) -> bool:
    """Whether this person may (still) see what the file of the work holds."""
    return person.has_perms(work.parameters.get(NEEDS, _LOG))


def makes_a_file(work: BackgroundWork) -> bool:
    """Whether it makes a file to take along, and not the outcome of something that was handed in."""
    return bool(work.filename)


def exports() -> "QuerySet[BackgroundWork]":
    """The work that makes, or made, a file to take along."""
    return BackgroundWork.objects.exclude(filename="")


def tasks_of(work: BackgroundWork) -> "QuerySet[DBTaskResult[Any, Any]]":
    """What the queue knows about it."""
    return DBTaskResult.objects.filter(task_path=work.task, args_kwargs__args=[work.pk])


def is_left_alone(work: BackgroundWork, *, at: datetime) -> bool:
    """Whether nobody will finish this: its worker is silent, or it waits and no task in the queue is about it."""
    if work.state == State.RUNNING:
        return work.beat_at is None or work.beat_at < at - SILENT_FOR
    if work.state != State.WAITING or work.asked_at > at - SILENT_FOR:
        return False
    queued = Q(status=TaskResultStatus.READY)
    just_taken = Q(status=TaskResultStatus.RUNNING, started_at__gt=at - SILENT_FOR)
    return not tasks_of(work).filter(queued | just_taken).exists()


def left_alone(*, at: datetime) -> list[BackgroundWork]:
    """Work that nobody will finish."""
    under_way = BackgroundWork.objects.filter(state__in=UNDER_WAY)
    return [work for work in under_way if is_left_alone(work, at=at)]


def outdated(*, at: datetime) -> list[BackgroundWork]:
    """Work whose file has been there long enough."""
    return list(BackgroundWork.objects.filter(state=State.DONE, expires_at__lte=at))


def is_moving(*, at: datetime) -> bool:
    """Whether somebody is at work now."""
    return BackgroundWork.objects.filter(state=State.RUNNING, beat_at__gt=at - SILENT_FOR).exists()


def files_in_use() -> set[str]:
    """The files that work has or is making."""
    return set(BackgroundWork.objects.exclude(file="").values_list("file", flat=True))
