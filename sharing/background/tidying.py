"""What a worker does between two tasks: take up what was left alone, remove what has been there long enough."""

import time
from datetime import datetime, timedelta
from pathlib import Path

from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from sharing.background.files import FOLDER, private_files
from sharing.background.operations import KEPT_FOR, remove_file, take_up_again
from sharing.background.queries import files_in_use, left_alone, outdated
from sharing.core.actor import system_user
from sharing.core.uploads import remove_expired

TASKS_KEPT_FOR = timedelta(days=7)


def tidy(*, at: datetime) -> None:
    """May be called by several workers at once, as often as they like."""
    ourselves = system_user()
    for work in left_alone(at=at):
        reason = _("De server stopte terwijl dit werd gemaakt")
        take_up_again(work, by=ourselves, reason=reason, at=at)
    for work in outdated(at=at):
        remove_file(work, by=ourselves, reason=_("Een dag na het maken"), at=at)
    _forget_old_tasks(at)
    _sweep()
    remove_expired(at=at)


def _forget_old_tasks(at: datetime) -> None:
    """What was asked and made is told by the work itself, and not by the queue."""
    DBTaskResult.objects.finished().filter(finished_at__lt=at - TASKS_KEPT_FOR).delete()


def _sweep() -> None:
    """Remove files that belong to no work: of a worker that was killed just then."""
    folder = Path(private_files().path(FOLDER))
    if not folder.is_dir():
        return
    old = time.time() - KEPT_FOR.total_seconds()
    left = [one for one in folder.iterdir() if one.stat().st_mtime < old]
    used = files_in_use() if left else set()
    for one in left:
        if f"{FOLDER}/{one.name}" not in used:
            one.unlink(missing_ok=True)
