"""What the workbook does in the background: written out; looked at when handed in, stored when confirmed."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import override
from django_tasks import task

from sharing.background.choices import State
from sharing.background.models import BackgroundWork
from sharing.background.queries import NEEDS
from sharing.background.working import Progress, carry_out
from sharing.core import uploads
from sharing.core.asof import end_of
from sharing.core.exceptions import Refused
from sharing.core.xlsx import Output
from sharing.workbook import shown
from sharing.workbook.operations import import_workbook
from sharing.workbook.report import Report
from sharing.workbook.saving import sheets_within, write_register


@task(backend="background")
def export_register(key: int) -> None:
    """Make the workbook of a request; ``key`` is the request's, which is all that the queue knows."""
    carry_out(key, write_asked)


def write_asked(work: BackgroundWork, out: Output, progress: Progress) -> int:
    """Write the register of the day that was asked, as far as who asked may see it; how many rows there were."""
    asked: dict[str, Any] = work.parameters
    day = date.fromisoformat(asked["on"]) if asked["on"] else None
    _seen, hidden = sheets_within(work.parameters[NEEDS])
    with override(asked["language"]):
        return write_register(out, moment=end_of(day, at=timezone.now()), progress=progress, but=hidden)


@task(backend="background")
def check_workbook(key: int) -> None:
    """Tell what a workbook that was handed in would change, or every mistake in it. Nothing is stored."""
    carry_out(key, write_check)
    let_go(key)


@task(backend="background")
def store_workbook(key: int) -> None:
    """Store what was shown and confirmed: all rows, in the transaction in which the work is finished, or none."""
    carry_out(key, write_stored, together=True)
    let_go(key)


def write_check(work: BackgroundWork, out: Output, progress: Progress) -> int:
    """Write what the workbook would do; how many rows it adds and changes, none when something is wrong in it."""
    with override(work.parameters["language"]):
        try:
            report = _imported(work, progress, dry_run=True)
        except Refused as refused:
            out.write(shown.of_refusal(refused))
            return 0
        out.write(shown.of_report(report))
    return report.touches


def write_stored(work: BackgroundWork, out: Output, progress: Progress) -> int:
    """Store the workbook and write what was done. Raises ChangedMeanwhile when that is not what was confirmed."""
    with override(work.parameters["language"]):
        report = _imported(work, progress, expected=work.parameters["digest"])
        out.write(shown.of_report(report))
    return report.touches


def _imported(work: BackgroundWork, progress: Progress, **how: Any) -> Report:
    asked = work.parameters
    with uploads.kept(asked["kept"]) as stream:
        return import_workbook(
            stream, name=asked["name"], by=work.asked_by, note=work.why, progress=progress, **how
        )


def let_go(key: int) -> None:
    """Remove the workbook when nobody will read it again."""
    work = BackgroundWork.objects.get(pk=key)
    waits = work.task == shown.CHECK and work.rows
    if work.state == State.FAILED or (work.state == State.DONE and not waits):
        uploads.forget(work.parameters["kept"])
