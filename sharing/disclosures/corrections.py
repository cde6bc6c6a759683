"""Recording, correcting and reviewing disclosures: the only writers of the log.

A fact is never refused: what the gate blocks is stored as a deviation when the entry says why it happened
anyway. Without that it is refused with the gate's findings, and so is input that cannot be understood; then
nothing of the whole call is stored. Judged by the registers as committed when the call read them
(``queries``).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sharing.core.actor import acting
from sharing.core.exceptions import InputError, Refused, RefusedInput
from sharing.disclosures.choices import Outcome, Review
from sharing.disclosures.copying import findings_json, outcome_of
from sharing.disclosures.intake.channels import FORM, JSON, Raw, Words
from sharing.disclosures.intake.entries import Reader, Reported
from sharing.disclosures.models import Disclosure
from sharing.disclosures.recording import (
    AlreadyUsed,
    Blocked,
    Changed,
    Recorded,
    Recording,
    blocked_errors,
    in_chunks,
    judged,
)
from sharing.disclosures.representations import raw_of
from sharing.gate.findings import Finding
from sharing.gate.judge import Verdict, judge_for
from sharing.gate.snapshot import RegisterSnapshot, load_register
from sharing.sources.models import Source

__all__ = [
    "AlreadyUsed",
    "Blocked",
    "Changed",
    "Recorded",
    "check_entries",
    "check_entry",
    "correct_disclosure",
    "errors_of",
    "record_entries",
    "review_disclosure",
]


def check_entry(entry: Raw, *, at: datetime, words: Words = FORM) -> tuple[Finding, ...]:
    """What the gate says about one entry; stores nothing and may look ahead of ``at``.

    Raises RefusedInput with every input error.
    """
    return check_entries([entry], at=at, words=words)[0]


def check_entries(entries: Iterable[Raw], *, at: datetime, words: Words = JSON) -> list[tuple[Finding, ...]]:
    """As ``check_entry`` for several entries, each by itself."""
    register = load_register()
    reader = Reader(register, words, at=at, ahead=True)
    read = [reader.read(raw, number) for number, raw in enumerate(entries)]
    if reader.errors:
        raise RefusedInput(reader.errors)
    return [verdict.judgement.findings for _, verdict, _ in judged(read, judge_for(register))]


def errors_of(entries: Iterable[tuple[int, Raw]], *, at: datetime, words: Words = JSON) -> list[InputError]:
    """What is wrong with numbered entries that will be refused anyway, so that all of it is said at once."""
    reader = Reader(load_register(), words, at=at, ahead=True)
    for number, raw in entries:
        reader.read(raw, number)
    return reader.errors


def record_entries(
    entries: Iterable[Raw], *, source: Source, by, at: datetime, reason: str, words: Words = JSON
) -> list[Recorded]:
    """Judge and store entries, all or none; the answer has the same order.

    Raises RefusedInput naming every input error and every blocked entry without a reason, AlreadyUsed when
    only external ids were used before, Changed when the register changed underneath.
    """
    with Recording(source=source, by=by, at=at, reason=reason, words=words) as log:
        recorded = [
            Recorded(
                id=int(key),
                external_id=entry.raw.external_id,
                outcome=outcome_of(verdict).value,
                findings=verdict.judgement.findings,
            )
            for chunk in in_chunks(enumerate(entries))
            for key, entry, verdict in log.add(chunk)
        ]
        log.finish()
        return recorded


def correct_disclosure(
    disclosure: Disclosure,
    *,
    changes: Mapping[str, object],
    by,
    at: datetime,
    reason: str,
    words: Words = FORM,
) -> Disclosure:
    """Give a disclosure a new state; the old one stays in the history.

    ``changes`` are fields of ``Raw`` with their new texts. The gate judges anew. Raises Refused without a
    reason, RefusedInput on input errors, Blocked when the new state is not allowed and says no deviation
    reason.
    """
    if not reason.strip():
        raise Refused("Een correctie heeft een reden nodig; schrijf op wat er niet klopte.")
    unknown = set(changes) - set(Raw._fields) | {"external_id"} & set(changes)
    if unknown:
        raise RefusedInput(
            [InputError("Dit veld kan niet worden gecorrigeerd.", name) for name in sorted(unknown)]
        )
    with acting(by=by, reason=reason):
        current = Disclosure.objects.select_for_update().get(pk=disclosure.pk)
        raw = raw_of(current)._replace(**changes)
        register = load_register()
        reader = Reader(register, words, at=at)
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


def _review_after_correction(row: Disclosure, *, by, at: datetime) -> None:
    """A deviation that is still one must be looked at again; one that no longer is, was settled by the
    correction.
    """
    if row.outcome == Outcome.DEVIATION:
        row.review, row.review_note, row.reviewed_by, row.reviewed_at = Review.PENDING, "", None, None
    elif row.review == Review.PENDING:
        row.review, row.reviewed_by, row.reviewed_at = Review.CORRECTED, by, at


def review_disclosure(disclosure: Disclosure, *, decision: str, note: str, by, at: datetime) -> Disclosure:
    """Decide on a deviation: a code of ``Review`` other than ``pending``, with a note that says why.

    Raises Refused when it is no deviation, or when the decision or the note is missing.
    """
    if decision not in Review.values or decision == Review.PENDING:
        raise Refused("Kies wat er met de afwijking gebeurt: accepteren, gecorrigeerd of gemeld als datalek.")
    if not note.strip():
        raise Refused("Een beoordeling heeft een toelichting nodig; schrijf op waarom dit het besluit is.")
    with acting(by=by, reason=note):
        current = Disclosure.objects.select_for_update().get(pk=disclosure.pk)
        if current.outcome != Outcome.DEVIATION:
            raise Refused("Deze verstrekking is geen afwijking (meer); er valt niets te beoordelen.")
        current.review, current.review_note = decision, note
        current.reviewed_by, current.reviewed_at = by, at
        current.save()
    return current
