"""How one disclosure is accounted for: what it rested on when it was judged, and what the gate would say of it now.

Judged is what the gate made of it when it was recorded or last corrected, by the registers as they stood then. What it
rested on is read back from the history by the gate's own rules; the stored outcome stays what it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.agreements.models import Agreement
from sharing.commitments.models import CommitmentSet
from sharing.consents.models import Consent
from sharing.consents.request_models import AuthorityRequest
from sharing.core.asof import rows_at
from sharing.core.completing import fetch
from sharing.core.dossiers import seal
from sharing.disclosures.choices import Outcome
from sharing.disclosures.intake.channels import FORM, Raw
from sharing.disclosures.intake.entries import EntryReader
from sharing.disclosures.intake.reported import Reported
from sharing.disclosures.models import Disclosure
from sharing.disclosures.representations import raw_of
from sharing.gate import rules
from sharing.gate.facts import Entry, Facts
from sharing.gate.findings import Finding
from sharing.gate.judge import Judge, PersonRecords
from sharing.gate.reliance import Reliance, relied_on
from sharing.gate.snapshot import RegisterSnapshot
from sharing.grounds.models import SensitiveGround
from sharing.log.recalled import category_codes, decided, registers_now, registers_then, rested_on_then
from sharing.log.sentences import Told, safeguard_in_words
from sharing.reference.models import (
    AdequacyDecision,
    LegalProvision,
)
from sharing.transfers.models import Transfer
from sharing.transfers.rules import TransferAssessment

# What the gate looks at and what it makes of it: when one of these changes, the disclosure was judged anew.
_JUDGED = (
    *("disclosed_at", "recipient_id", "capacity", "purpose_id", "legal_basis", "legal_provision"),
    *("data_categories", "dossier", "subject_category_id", "destination_country_id", "on_behalf_of_id"),
    *("authority_request_id", "restriction_exception", "agreement_id", "commitments_id"),
    *("outcome", "findings"),
)


@dataclass(frozen=True, slots=True)
class Account:
    """What one disclosure rested on, each record as it stood at ``judged_at``.

    ``grounds`` are pairs of a category's name and its ground. ``transfer`` is the registered one that carried it and
    ``decision`` the adequacy decision; ``reason`` says how the recipient stood towards chapter V ("" inside the EEA).
    What was not there, or cannot be read back, is None or empty.
    """

    judged_at: datetime
    corrected_at: tuple[datetime, ...]
    told: Told
    agreement: Agreement | None
    commitments: CommitmentSet | None
    request: AuthorityRequest | None
    consents: tuple[Consent, ...]
    grounds: tuple[tuple[str, SensitiveGround], ...]
    provisions: tuple[LegalProvision, ...]
    transfer: Transfer | None
    decision: AdequacyDecision | None
    reason: str


@dataclass(frozen=True, slots=True)
class Now:
    """What the gate says now: of this disclosure by the registers of now, and of the same one made at this moment.

    ``refused`` says in a sentence why it cannot be asked; then there are no findings.
    """

    then: tuple[Finding, ...] = ()
    again: tuple[Finding, ...] = ()
    refused: str = ""


def judgements_of(row: Disclosure, *, until: datetime | None = None) -> list[datetime]:
    """When it was judged, as far as was known at ``until``: when it was recorded, and at each correction."""
    states = row.history.order_by("history_date", "history_id")
    if until is not None:
        states = states.filter(history_date__lte=until)
    found: list[datetime] = []
    before: list[Any] = []
    for moment, *judged in states.values_list("history_date", *_JUDGED):
        if judged != before:
            found.append(moment)
            before = judged
    return found or [row.recorded_at]


def account_of(row: Disclosure, *, until: datetime | None = None) -> Account:
    """What the disclosure in this state rested on; ``until`` when the state is that of a moment in the past."""
    *_earlier, at = judgements = judgements_of(row, until=until)
    register = registers_then(row, at)
    codes = category_codes(register) or category_codes(registers_now(row))
    raw = raw_of(row, codes=codes)
    read = EntryReader(register, FORM, at=at, ahead=True).read(raw, 0)
    rested = rested_on_then(row, at)
    known, records = decided(row, at, codes, register)
    reliance: Reliance | None = None
    if read is not None:
        reliance = relied_on(*_told(read, register, records, at=at))
    transfer = reliance.transfer if reliance else None
    agreement = rested.get(Agreement)
    return Account(
        judged_at=at,
        corrected_at=tuple(judgements[1:]),
        told=_in_words(row, raw, register, agreement, transfer),
        agreement=agreement,
        commitments=rested.get(CommitmentSet),
        request=rested.get(AuthorityRequest),
        consents=tuple(
            consent for consent, facts in known if reliance and any(facts is one for one in reliance.consents)
        ),
        grounds=_grounds(reliance, register, at) if reliance else (),
        provisions=_provisions(reliance, at) if reliance and reliance.provisions else (),
        transfer=_registered(transfer, register, row.recipient.code, at),
        decision=_decision(transfer, at),
        reason=transfer.reason if transfer else "",
    )


def asked_now(row: Disclosure, *, at: datetime) -> Now:
    """What the same gate says at this moment, of the disclosure as it is recorded; nothing is stored."""
    register = registers_now(row)
    reader = EntryReader(register, FORM, at=at)
    codes = category_codes(register)
    raw = raw_of(row, codes=codes)
    read = [reader.read(one, 0) for one in (raw, raw._replace(disclosed_at=at.isoformat()))]
    if reader.errors:
        return Now(refused=" ".join(dict.fromkeys(error.message for error in reader.errors)))
    _consents, records = decided(row, None, codes, register)
    then, again = (
        rules.judge(*_told(one, register, records, at=at)).findings for one in read if one is not None
    )
    return Now(then, again)


def _told(
    read: Reported, register: RegisterSnapshot, records: PersonRecords, *, at: datetime
) -> tuple[Entry, Facts]:
    return Judge(register).told(read, records, dossier=seal(read.dossier), lenient=register.is_lenient(at))


def _grounds(
    reliance: Reliance, register: RegisterSnapshot, at: datetime
) -> tuple[tuple[str, SensitiveGround], ...]:
    records = fetch(SensitiveGround, [ground.id for _category, ground in reliance.grounds], at, 0)
    return tuple(
        (register.names.categories.get(category, category), records[ground.id])
        for category, ground in reliance.grounds
        if ground.id in records
    )


def _provisions(reliance: Reliance, at: datetime) -> tuple[LegalProvision, ...]:
    return tuple(rows_at(LegalProvision, at).filter(code__in=[one.code for one in reliance.provisions]))


def _registered(
    assessment: TransferAssessment | None, register: RegisterSnapshot, recipient: str, at: datetime
) -> Transfer | None:
    found = assessment.transfer if assessment else None
    if found is None:
        return None
    rows = rows_at(Transfer, at).filter(
        party_id__in=register.parties[recipient].records,
        country_id=found.country,
        mechanism=found.mechanism,
        first_day=found.first_day,
    )
    return rows.first()


def _decision(assessment: TransferAssessment | None, at: datetime) -> AdequacyDecision | None:
    found = assessment.decision if assessment else None
    if found is None:
        return None
    rows = rows_at(AdequacyDecision, at).filter(
        reference=found.reference, country_id=found.country, adopted=found.first_day
    )
    return rows.first()


def _in_words(
    row: Disclosure,
    raw: Raw,
    register: RegisterSnapshot,
    agreement: Agreement | None,
    transfer: TransferAssessment | None,
) -> Told:
    """Everything by the name that it had then."""
    names = register.names

    def party(code: str) -> str:
        known = register.parties.get(code)
        return known.facts.name if known else code

    return Told(
        disclosed_at=row.disclosed_at,
        recipient=party(raw.recipient),
        capacity=row.capacity,
        categories=tuple(names.categories.get(code, code) for code in raw.data_categories),
        purpose=names.purposes.get(raw.purpose, raw.purpose),
        legal_basis=row.legal_basis,
        subject=names.subjects.get(raw.subject_category, raw.subject_category),
        dossier=raw.dossier,
        provision=row.legal_provision,
        channel=row.channel,
        country=names.countries.get(raw.destination_country, raw.destination_country) if transfer else "",
        safeguard=safeguard_in_words(transfer),
        client=party(raw.on_behalf_of) if raw.on_behalf_of else "",
        agreement=str(agreement or ""),
        request=raw.authority_request,
        deviation=row.outcome == Outcome.DEVIATION,
        voided_at=row.voided_at,
        void_reason=row.void_reason,
    )


def same_now(row: Disclosure, now: Now) -> bool:
    """Whether the gate says now what it said then, of this disclosure."""
    return not now.refused and [one["code"] for one in row.findings] == [one.code for one in now.then]


def in_short(findings: Sequence[Finding]) -> str:
    """Whether it may, in three words or so."""
    if not findings:
        return _("Dit mag.")
    return _("Dit mag niet.") if any(one.blocks for one in findings) else _("Dit mag, met een waarschuwing.")
