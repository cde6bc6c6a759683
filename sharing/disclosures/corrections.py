"""Giving a recorded disclosure a new state; the old one stays in the history."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sharing.core.actor import Actor, acting
from sharing.core.exceptions import InputError, Refused, RefusedInput
from sharing.core.seen import lock_as_seen
from sharing.disclosures.checking import Blocked, blocked_errors, judged, outcome_of
from sharing.disclosures.choices import Outcome, Review
from sharing.disclosures.intake.channels import FORM, Raw, Words
from sharing.disclosures.intake.entries import EntryReader, Reported
from sharing.disclosures.models import Disclosure
from sharing.disclosures.representations import raw_of
from sharing.gate.findings import findings_json
from sharing.gate.judge import Verdict, judge_for
from sharing.gate.snapshot import RegisterSnapshot, load_register


def correct_disclosure(
    disclosure: Disclosure,
    *,
    changes: Mapping[str, Any],
    by: Actor,
    at: datetime,
    reason: str,
    seen: str | None = None,
    words: Words = FORM,
) -> Disclosure:
    """Give a disclosure a new state; the old one stays in the history.

    ``changes`` are fields of ``Raw`` with their new texts; ``seen`` is the ``version_of`` the disclosure when it was
    opened. The gate judges anew. Raises Refused without a reason, ChangedMeanwhile, RefusedInput on input errors,
    Blocked when the new state is not allowed and says no deviation reason.
    """
    if not reason.strip():
        raise Refused("Een correctie heeft een reden nodig; schrijf op wat er niet klopte.")
    unknown = set(changes) - set(Raw._fields) | {"external_id"} & set(changes)
    if unknown:
        raise RefusedInput(
            [InputError("Dit veld kan niet worden gecorrigeerd.", name) for name in sorted(unknown)]
        )
    with acting(by=by, reason=reason):
        if seen is not None:
            lock_as_seen(disclosure, seen)
        current = Disclosure.objects.select_for_update().get(pk=disclosure.pk)
        raw = raw_of(current)._replace(**changes)
        register = load_register()
        reader = EntryReader(register, words, at=at)
        entry = reader.read(raw, 0)
        if entry is None:
            raise RefusedInput(reader.errors)
        [(_, verdict, dossier)] = judged([entry], judge_for(register))
        findings = verdict.judgement.findings
        if not verdict.judgement.allowed and not raw.deviation_reason.strip():
            errors = blocked_errors(findings, words, index=0)
            raise Blocked(errors, findings)
        _restate(current, entry, verdict, dossier, register)
        _review_after_correction(current, by=by, at=at)
        current.save()
    return current


def _restate(
    row: Disclosure, entry: Reported, verdict: Verdict, dossier: bytes, register: RegisterSnapshot
) -> None:
    raw, shared, judgement = entry.raw, entry.shared, verdict.judgement
    row.disclosed_at = entry.disclosed_at
    row.dossier = dossier
    row.recipient_id = shared.recipient.id
    row.capacity = shared.capacity
    row.agreement_id = judgement.relied_on
    row.purpose_id = shared.purpose.id
    row.legal_basis = shared.legal_basis
    row.legal_provision = raw.legal_provision
    row.data_categories = list(shared.category_ids)
    row.subject_category_id = shared.subject_category
    row.destination_country_id = shared.destination_country
    row.channel = shared.channel
    row.description = raw.description
    row.authority_request_id = entry.request[0] if entry.request else None
    row.commitments_id = register.commitment_ids[verdict.promise.version] if verdict.promise else None
    row.findings = findings_json(judgement.findings)
    row.deviation_reason = raw.deviation_reason
    row.outcome = outcome_of(verdict)


def _review_after_correction(row: Disclosure, *, by: Actor, at: datetime) -> None:
    """A deviation that is still one must be looked at again; one that no longer is, was settled by the
    correction.
    """
    if row.outcome == Outcome.DEVIATION:
        row.review, row.review_note, row.reviewed_by, row.reviewed_at = Review.PENDING, "", None, None
    elif row.review == Review.PENDING:
        row.review, row.reviewed_by_id, row.reviewed_at = Review.CORRECTED, by.pk, at
