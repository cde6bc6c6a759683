"""Recording that a measure or declaration was checked, and that it holds no longer."""

from datetime import date, datetime
from typing import Any, TypeAlias

from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.exceptions import RefusedInput
from sharing.core.refusals import readable_refusals
from sharing.core.seen import lock_as_seen
from sharing.measures.models import Confidentiality, ConfidentialityCheck, MeasureCheck, SecurityMeasure
from sharing.measures.queries import why_not_checked, why_not_retired

Checked: TypeAlias = SecurityMeasure | Confidentiality


def record_check(
    record: Checked,
    *,
    checked_on: date,
    outcome: str,
    note: str,
    next_check: date,
    seen: str,
    by: Actor,
    at: datetime,
    reason: str,
) -> MeasureCheck | ConfidentialityCheck:
    """It was looked at, and will be again on ``next_check`` at the latest.

    A check of before the last one, recorded afterwards, leaves the next day as it is.
    Raises RefusedInput for days that cannot be, ChangedMeanwhile when the record is no longer what was ``seen``.
    """
    refuse_bsn(note=note)
    if errors := why_not_checked(checked_on, next_check, at=at):
        raise RefusedInput(errors)
    account: Any = by
    said = {"checked_on": checked_on, "checked_by": account, "outcome": outcome, "note": note}
    with readable_refusals(), acting(by=by, reason=reason):
        lock_as_seen(record, seen)
        made: MeasureCheck | ConfidentialityCheck
        if isinstance(record, SecurityMeasure):
            made = MeasureCheck.objects.create(measure=record, next_check=next_check, **said)
        else:
            made = ConfidentialityCheck.objects.create(declaration=record, next_check=next_check, **said)
        if not record.checks.filter(checked_on__gt=checked_on).exists():
            record.next_check = next_check
            record.save(update_fields=["next_check"])
    return made


def retire(record: Checked, *, last_day: date, seen: str, by: Actor, reason: str) -> None:
    """It holds until and including this day; what was checked stays."""
    if errors := why_not_retired(record, last_day):
        raise RefusedInput(errors)
    with readable_refusals(), acting(by=by, reason=reason):
        lock_as_seen(record, seen)
        record.last_day = last_day
        record.save(update_fields=["last_day"])
