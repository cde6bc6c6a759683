"""Importing a workbook into the register: all rows or none."""

from pathlib import Path
from typing import BinaryIO

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from sharing.core import locks
from sharing.core.actor import Actor, acting
from sharing.core.exceptions import ChangedMeanwhile, RefusedInput
from sharing.core.periods import amsterdam_day
from sharing.core.refusals import readable_refusals
from sharing.workbook.known import Known
from sharing.workbook.planning import Plan
from sharing.workbook.progress import Followed, Progress, unwatched
from sharing.workbook.reading import WorkbookRows, read_workbook
from sharing.workbook.report import Report
from sharing.workbook.sheets import BY_NAME
from sharing.workbook.writing import write


class _TrialEnds(Exception):
    """Takes back all that a trial wrote."""


def import_workbook(
    source: Path | BinaryIO,
    *,
    name: str,
    by: Actor,
    note: str = "",
    dry_run: bool = False,
    expected: str = "",
    as_operator: bool = False,
    progress: Progress = unwatched,
) -> Report:
    """Add and update the register's rows from a workbook; ``name`` is what people call the file.

    A trial (``dry_run``) does everything, the database's own checks included, and takes it back. ``note`` is
    added to the reason in the history. ``expected``: the digest of an earlier trial's report; another outcome
    is refused. ``as_operator``: ``by`` keeps the installation and needs no permission per sheet. ``progress`` is told
    how many rows were read, then how far it is of a total. Raises RefusedInput with every error there is,
    ChangedMeanwhile when somebody else changed the register meanwhile.
    """
    rows = read_workbook(source, progress)
    reason = _("Invoer uit bestand %(name)s") % {"name": name}
    return import_rows(
        rows,
        by=by,
        reason=f"{reason}: {note}" if note else reason,
        dry_run=dry_run,
        expected=expected,
        as_operator=as_operator,
        progress=progress,
    )


def import_rows(
    rows: WorkbookRows,
    *,
    by: Actor,
    reason: str,
    dry_run: bool = False,
    expected: str = "",
    as_operator: bool = True,
    progress: Progress = unwatched,
) -> Report:
    """The same for rows that were read already; unless told otherwise ``by`` needs no permission per sheet."""
    try:
        with readable_refusals(), acting(by=by, reason=reason):
            _lock()
            followed = Followed(rows.count, progress)
            known = Known(lock=not dry_run)
            plan = Plan(rows, known, today=amsterdam_day(timezone.now()), followed=followed)
            if not as_operator:
                _check_permissions(rows, plan.report, by)
            if errors := rows.errors:
                raise RefusedInput(errors)
            if expected and plan.report.digest() != expected:
                raise ChangedMeanwhile(
                    _("Het register is intussen gewijzigd. Lees de werkmap opnieuw in en bekijk het weer.")
                )
            write(plan.writes, followed)
            # Here, also when it is stored: what only the end of the transaction would find, is told in words as well.
            connection.check_constraints()
            if dry_run:
                raise _TrialEnds
    except _TrialEnds:
        return plan.report
    plan.report.stored = True
    return plan.report


def _check_permissions(rows: WorkbookRows, report: Report, by: Actor) -> None:
    """Who changes something by a sheet may change what it is about; one that changes nothing asks for nothing.

    So a workbook that was exported can be read back by who keeps a part of it. What a sheet would change is told to
    nobody who may not change it.
    """
    for name in report.touched:
        needed = [
            f"sharing.{action}_{model}" for model in BY_NAME[name].models for action in ("add", "change")
        ]
        if not by.has_perms(needed):
            message = _("%(who)s mag dit onderdeel van het register niet wijzigen.")
            rows.refuse(name, None, "", message % {"who": by.get_username()}, "forbidden")


def _lock() -> None:
    """Imports follow one another: two at once would both find a row missing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [locks.REGISTER_IMPORT])
