"""What was decided about reporting a breach, told to the log of the disclosures that it came from."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from sharing.breaches.choices import ReportDecision
from sharing.breaches.models import Breach
from sharing.core.actor import Actor
from sharing.disclosures.choices import BreachReport
from sharing.disclosures.models import Disclosure
from sharing.disclosures.review import Report, add_to_breach


def tell_log(breach: Breach, rows: Iterable[Disclosure], *, by: Actor, at: datetime) -> None:
    """What was decided about reporting stands in the log too; in the transaction of an operation on the breach."""
    for row in rows:
        if breach.reported_at is not None and row.breach_report != BreachReport.REPORTED:
            moment = max(breach.reported_at, row.aware_at or breach.reported_at)
            note = _("Datalek %(number)s, melding %(reference)s") % {
                "number": breach.pk,
                "reference": breach.authority_reference,
            }
            add_to_breach(row, note=note, by=by, at=at, report=Report(BreachReport.REPORTED, moment, note))
        elif (
            breach.decision == ReportDecision.NOT_REPORT
            and breach.confirmed_by_id is not None
            and not row.breach_report
        ):
            note = _("Datalek %(number)s: niet gemeld") % {"number": breach.pk}
            add_to_breach(row, note=note, by=by, at=at, report=Report(BreachReport.NOT_REPORTED, None, note))
