"""Handing in a workbook: it is looked at in the background, and stored there when what was shown is confirmed.

The screen waits for both in the same way, whatever the size. What was asked is a row of the queue in the database, so a
server that stops loses nothing of it.
"""

from datetime import datetime
from typing import Any, BinaryIO

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sharing.background.choices import State
from sharing.background.models import BackgroundWork
from sharing.background.operations import order_work
from sharing.core import uploads
from sharing.core.actor import Actor, acting
from sharing.core.exceptions import Refused
from sharing.workbook.shown import CHECK, STORE, handed_in, outcome_of
from sharing.workbook.tasks import check_workbook, store_workbook


def hand_in(file: BinaryIO, *, name: str, by: Actor, reason: str, at: datetime) -> BackgroundWork:
    """Keep the workbook and ask what it would change. Raises Refused for a reason with a BSN, and TooMuch."""
    kept = uploads.keep(file, at=at, suffix=".xlsx", folder=uploads.WAITING)
    try:
        return _ordered(check_workbook, {"kept": kept, "name": name}, by=by, reason=reason)
    except Refused:
        uploads.forget(kept)
        raise


def confirm(check: BackgroundWork, *, by: Actor, reason: str) -> BackgroundWork:
    """Ask to store what was shown. Whoever confirms twice gets the same work.

    Raises Refused when that is not his, is not there any more, or changes nothing.
    """
    if check.asked_by_id != by.pk or check.task != CHECK:
        raise Refused(_("Deze werkmap is van iemand anders. Lever haar zelf in."))
    with acting(by=by, reason=reason):
        check = BackgroundWork.objects.select_for_update().get(pk=check.pk)
        before = handed_in(by).filter(task=STORE, parameters__check=check.pk).first()
        if before is not None:
            return before
        if check.state != State.DONE or not check.rows:
            raise Refused(_("Van deze werkmap is er niets (meer) op te slaan. Kies het bestand opnieuw."))
        digest = outcome_of(check)["digest"]
        given = {key: check.parameters[key] for key in ("kept", "name")}
        return _ordered(store_workbook, {**given, "digest": digest, "check": check.pk}, by=by, reason=reason)


def _ordered(task: Any, parameters: dict[str, Any], *, by: Actor, reason: str) -> BackgroundWork:
    title = _("%(name)s bekijken") if task is check_workbook else _("%(name)s inlezen")
    return order_work(
        task,
        title=title % {"name": parameters["name"]},
        filename="",
        parameters={**parameters, "language": get_language() or "nl"},
        words=[],
        needs=(),  # what a sheet takes is asked when it is read, of each that changes something
        by=by,
        reason=reason,
    )
