"""What is made for the regulator in the background: the whole dossier, or one record of processing activities."""

from datetime import date
from typing import Any

from django.utils import timezone
from django_tasks import task

from sharing.activities.choices import ProcessingRole
from sharing.article_30.choices import RecordFormat
from sharing.article_30.saving import read_record, write_record
from sharing.background.models import BackgroundWork
from sharing.background.queries import NEEDS
from sharing.background.working import Progress, carry_out
from sharing.core.asof import end_of
from sharing.core.xlsx import Output
from sharing.inspection.parts import Asked
from sharing.inspection.writing import write_dossier
from sharing.workbook.saving import sheets_within


@task(backend="background")
def make_record(key: int) -> None:
    """Make the record of a request; ``key`` is the request's, which is all that the queue knows."""
    carry_out(key, write_asked_record)


@task(backend="background")
def make_dossier(key: int) -> None:
    """Make the dossier of a request."""
    carry_out(key, write_asked_dossier)


def write_asked_record(work: BackgroundWork, out: Output, progress: Progress) -> int:
    """Write the record of the day, role and form that were asked; how many activities there are."""
    asked: dict[str, Any] = work.parameters
    role = ProcessingRole(asked["role"])
    record = read_record(role, on=date.fromisoformat(asked["on"]), at=timezone.now())
    write_record(out, record, RecordFormat(asked["format"]))
    return len(record.activities)


def write_asked_dossier(work: BackgroundWork, out: Output, progress: Progress) -> int:
    """Write the dossier of the day that was asked, as far as who asked may see it; how many files there are."""
    now = timezone.now()
    day = date.fromisoformat(work.parameters["on"])
    shows = frozenset(work.parameters[NEEDS])
    asked = Asked(day=day, moment=end_of(day, at=now), at=now, shows=shows)
    _seen, hidden = sheets_within(work.parameters[NEEDS])
    return write_dossier(out, asked, left_out=hidden, progress=progress)
