"""What was sent to the supervisory authority. The only writer of it."""

import hashlib
import json
import secrets
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation
from django.utils.translation import gettext as _

from sharing.breaches.choices import Phase, ReportDecision
from sharing.breaches.form import Report, as_json, form_of, lacking, listed_in_words
from sharing.breaches.letter import document_of
from sharing.breaches.models import Breach
from sharing.breaches.operations import a_step
from sharing.breaches.queries import standing_of
from sharing.breaches.refusals import why_not_reported
from sharing.breaches.report_models import BreachNotification, private_storage
from sharing.core.actor import Actor
from sharing.core.bsn import refuse_bsn
from sharing.core.dates import not_before
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.pdf.engine import typeset
from sharing.core.periods import amsterdam_day


def report_breach(
    breach: Breach,
    *,
    phase: str,
    sent_at: datetime,
    reference: str,
    is_complete: bool,
    delay_reason: str = "",
    missing_reason: str = "",
    note: str = "",
    seen: str,
    by: Actor,
    at: datetime,
) -> BreachNotification:
    """Record what was sent to the supervisory authority: a ``Phase``, when, under which number; the form is kept as
    it is.

    ``missing_reason``: why it is complete although the register lacks what art. 33(3) asks; it is kept in the note,
    with what was missing.

    Raises RefusedInput for a moment before it became known or to come, for a first report that came later than the law
    asks without the reason, and for one that is complete without that other reason; Refused when it was decided not to
    report, or not decided yet.
    """
    with a_step(
        breach,
        seen=seen,
        by=by,
        at=at,
        reason=note or reference,
        texts={"note": note, "delay_reason": delay_reason, "missing_reason": missing_reason},
    ) as current:
        refuse_bsn(reference=reference)
        standing = standing_of(current)
        if current.decision != ReportDecision.REPORT:
            raise Refused(_("Beoordeel het datalek eerst, en besluit dat het wordt gemeld."))
        if errors := why_not_reported(
            current,
            phase=phase,
            sent_at=sent_at,
            reference=reference,
            is_complete=is_complete,
            delay_reason=delay_reason,
            missing_reason=missing_reason,
            at=at,
        ):
            raise RefusedInput(errors)
        moment = not_before(sent_at, max(standing.known_since, current.reported_at or standing.known_since))
        due = standing.clock.until if standing.clock and phase == Phase.INITIAL else None
        missing = lacking(current) if is_complete and phase != Phase.WITHDRAWN else []
        if missing:
            why = f"Volledig zonder: {listed_in_words(missing)}. {missing_reason.strip()}"
            note = f"{note}\n{why}" if note else why
        sent = _keep(
            current,
            Report(phase, reference, is_complete, delay_reason if due and moment > due else ""),
            sent_at=moment,
            due=due,
            note=note,
            by=by,
            at=at,
        )
        current.reported_at = current.reported_at or moment
        current.authority_reference = reference
        current.report_complete = is_complete or phase == Phase.WITHDRAWN
    return sent


def _keep(
    breach: Breach,
    report: Report,
    *,
    sent_at: datetime,
    due: datetime | None,
    note: str,
    by: Actor,
    at: datetime,
) -> BreachNotification:
    """The report with its form as a file; the file goes when the row cannot be written."""
    with translation.override("nl"):
        fields = form_of(breach, report)
        document = typeset(document_of(fields, number=breach.pk, made_at=at, sent=True), remember=False)
    name = private_storage().save(
        f"datalekken/{amsterdam_day(at).year}/{secrets.token_hex(16)}.pdf", ContentFile(document)
    )
    account: Any = by.pk
    told = json.loads(json.dumps(as_json(fields, number=breach.pk, made_at=at), cls=DjangoJSONEncoder))
    try:
        return BreachNotification.objects.create(
            breach=breach,
            phase=report.phase,
            sent_at=sent_at,
            reference=report.reference,
            due_at=due,
            delay_reason=report.delay_reason,
            is_complete=bool(report.complete),
            note=note,
            fields=told,
            file=name,
            sha256=hashlib.sha256(document).hexdigest(),
            made_by_id=account,
        )
    except BaseException:
        private_storage().delete(name)
        raise
