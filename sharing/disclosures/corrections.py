"""Giving a recorded disclosure a new state, the old one stays in the history; and refusing what is proposed of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.core.actor import Actor, acting
from sharing.core.dossiers import unseal
from sharing.core.exceptions import InputError, Refused, RefusedInput
from sharing.core.normalising.queries import seals_of
from sharing.core.readable import DOSSIER, ReadableValues, label_of
from sharing.core.refusals import readable_refusals
from sharing.core.seen import lock_as_seen
from sharing.disclosures.checking import Blocked, blocked_errors, judged, outcome_of
from sharing.disclosures.choices import Outcome, Proposal, Review
from sharing.disclosures.intake.channels import FORM, Raw, Words
from sharing.disclosures.intake.entries import EntryReader
from sharing.disclosures.intake.reported import Reported
from sharing.disclosures.models import Disclosure
from sharing.disclosures.proposals import (
    check_nothing_waits,
    forget_proposal,
    locked_proposal,
    propose,
    reason_of,
)
from sharing.disclosures.queries import as_seen, check_not_own, hold_consents, is_judged
from sharing.disclosures.representations import raw_of
from sharing.gate.findings import Finding, findings_json
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
    opened. The gate judges anew. A correction by which a deviation would disappear is only proposed: it waits in
    ``proposal`` for `confirm_correction` by somebody else. Raises Refused without a reason, while something waits or
    when it is void, ChangedMeanwhile, RefusedInput on input errors, Blocked when the new state is not allowed and says
    no deviation reason.
    """
    if not reason.strip():
        raise Refused("Een correctie heeft een reden nodig; schrijf op wat er niet klopte.")
    unknown = set(changes) - set(Raw._fields) | {"external_id"} & set(changes)
    if unknown:
        raise RefusedInput(
            [InputError("Dit veld kan niet worden gecorrigeerd.", name) for name in sorted(unknown)]
        )
    with readable_refusals(), acting(by=by, reason=reason):
        numbers = [unseal(disclosure.dossier), *([changes[DOSSIER]] if DOSSIER in changes else [])]
        hold_consents([one for number in numbers for one in seals_of(number)])
        if seen is not None:
            lock_as_seen(disclosure, seen)
        current = Disclosure.objects.select_for_update().get(pk=disclosure.pk)
        check_nothing_waits(current)
        if current.is_void:
            raise Refused(_("Deze verstrekking is vervallen en verandert niet; laat haar eerst weer gelden."))
        before = raw_of(current)
        after = before._replace(**changes)
        judged_anew = _judge(after, words, at=at)
        if current.outcome == Outcome.DEVIATION and judged_anew.outcome == Outcome.PERMITTED:
            _propose(current, before, after, judged_anew, by=by, at=at, reason=reason)
        else:
            judged_anew.restate(current)
            if is_judged(current) and current.review != Review.BREACH:
                # To be looked at again; that it was a breach is not undone by correcting what was written of it.
                current.review, current.review_note = Review.PENDING, ""
                current.reviewed_by = current.reviewed_at = current.review_seen = None
        current.save()
    return current


def confirm_correction(
    disclosure: Disclosure, *, by: Actor, at: datetime, seen: str, note: str = ""
) -> Disclosure:
    """Carry out the correction that waits, as somebody who neither recorded, corrected nor proposed it.

    ``seen`` is the ``version_of`` the disclosure with its proposal when it was opened; ``note`` comes in the history.
    The gate judges once more.
    Raises ChangedMeanwhile, OwnWork, and Refused when nothing waits or when it would still be a deviation.
    """
    with readable_refusals(), acting(by=by, reason=reason_of(disclosure, note)):
        hold_consents([one for number in _numbers_of(disclosure) for one in seals_of(number)])
        current = locked_proposal(disclosure, seen, kind=Proposal.CORRECTION)
        check_not_own(current, by=by)
        judged_anew = _judge(_proposed(current), FORM, at=at)
        if judged_anew.outcome != Outcome.PERMITTED:
            raise Refused(
                _(
                    "Niet bevestigd: volgens het register van nu blijft dit een afwijking (%(why)s). Wijs de correctie "
                    "af, of laat het register verbeteren."
                )
                % {"why": " ".join(finding.message for finding in judged_anew.findings if finding.blocks)}
            )
        seen_now = as_seen(current)
        judged_anew.restate(current)
        if current.review == Review.PENDING:
            current.review_seen = seen_now
            current.review, current.reviewed_by_id, current.reviewed_at = Review.CORRECTED, by.pk, at
        forget_proposal(current)
        current.save()
    return current


def drop_proposal(disclosure: Disclosure, *, by: Actor, reason: str, seen: str) -> Disclosure:
    """Refuse what waits, or take one's own proposal back; the disclosure stays as it is.

    ``seen`` is the ``version_of`` the disclosure when it was opened. Raises Refused, ChangedMeanwhile.
    """
    if not reason.strip():
        raise Refused(_("Schrijf op waarom het voorstel niet doorgaat."))
    with readable_refusals(), acting(by=by, reason=reason):
        current = locked_proposal(disclosure, seen)
        forget_proposal(current)
        current.save()
    return current


def _numbers_of(disclosure: Disclosure) -> list[str]:
    proposed = disclosure.proposed_dossier
    return [unseal(one) for one in (disclosure.dossier, proposed) if one is not None]


def _propose(
    row: Disclosure,
    before: Raw,
    after: Raw,
    judged_anew: "JudgedAnew",
    *,
    by: Actor,
    at: datetime,
    reason: str,
) -> None:
    changed = [name for name in Raw._fields if getattr(before, name) != getattr(after, name)]
    old, new = Disclosure.objects.get(pk=row.pk), Disclosure.objects.get(pk=row.pk)
    judged_anew.restate(new)
    changes = [
        {
            "field": name,
            "value": None if name == DOSSIER else getattr(after, name),
            "message": _in_words(old, new, name),
        }
        for name in changed
    ]
    row.proposed_dossier = judged_anew.dossier if DOSSIER in changed else None
    propose(row, Proposal.CORRECTION, changes, by=by, at=at, reason=reason)


def _in_words(old: Disclosure, new: Disclosure, name: str) -> str:
    """``Doeleinde: “reclame” wordt “plaatsing”``; a dossier number is not kept in readable form."""
    field: Any = Disclosure._meta.get_field(name)
    if name == DOSSIER:
        return _("Dossier: een ander nummer")
    values = [ReadableValues().words(field, getattr(row, field.attname), row) for row in (old, new)]
    return _("%(label)s: “%(old)s” wordt “%(new)s”") % {
        "label": label_of(field),
        "old": values[0],
        "new": values[1],
    }


def _proposed(row: Disclosure) -> Raw:
    """The disclosure as it would be reported after the correction that waits."""
    changes: dict[str, Any] = {
        one["field"]: tuple(one["value"]) if isinstance(one["value"], list) else one["value"]
        for one in row.proposal or ()
        if one["field"] != DOSSIER
    }
    if row.proposed_dossier is not None:
        changes[DOSSIER] = unseal(row.proposed_dossier)
    return raw_of(row)._replace(**changes)


@dataclass(frozen=True, slots=True)
class JudgedAnew:
    """An entry as it should have been, with what the gate says of it and its sealed dossier."""

    entry: Reported
    verdict: Verdict
    dossier: bytes
    register: RegisterSnapshot

    @property
    def outcome(self) -> Outcome:
        return outcome_of(self.verdict)

    @property
    def findings(self) -> Sequence[Finding]:
        return self.verdict.judgement.findings

    def restate(self, row: Disclosure) -> None:
        """Give the row this state."""
        _restate(row, self.entry, self.verdict, self.dossier, self.register)


def _judge(raw: Raw, words: Words, *, at: datetime) -> JudgedAnew:
    register = load_register()
    reader = EntryReader(register, words, at=at)
    entry = reader.read(raw, 0)
    if entry is None:
        raise RefusedInput(reader.errors)
    [(_entry, verdict, dossier)] = judged([entry], judge_for(register), at=at)
    findings = verdict.judgement.findings
    if not verdict.judgement.allowed and not raw.deviation_reason.strip():
        raise Blocked(blocked_errors(findings, words, index=0), findings)
    return JudgedAnew(entry, verdict, dossier, register)


def _restate(
    row: Disclosure, entry: Reported, verdict: Verdict, dossier: bytes, register: RegisterSnapshot
) -> None:
    raw, shared, judgement = entry.raw, entry.shared, verdict.judgement
    row.disclosed_at = entry.disclosed_at
    row.dossier = dossier
    # Which record of the organisation the source named, stays what it was.
    if row.recipient_id not in shared.recipient.records:
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
    client = shared.on_behalf_of
    if client is None or row.on_behalf_of_id not in client.records:
        row.on_behalf_of_id = client.id if client else None
    row.restriction_exception = shared.restriction_exception
    row.description = raw.description
    row.authority_request_id = entry.request[0] if entry.request else None
    row.commitments_id = register.commitment_ids[verdict.promise.version] if verdict.promise else None
    row.findings = findings_json(judgement.findings)
    row.deviation_reason = raw.deviation_reason
    row.outcome = outcome_of(verdict)
