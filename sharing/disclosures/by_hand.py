"""Recording by hand: one or several persons at once, through the one gate, and never the same thing twice unasked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from sharing.core.actor import Actor, acting
from sharing.core.exceptions import InputError, RecordedBefore, Refused, RefusedInput
from sharing.core.locks import RECORDING_BY_HAND
from sharing.core.periods import parse_instant
from sharing.disclosures.checking import judged, outcome_of
from sharing.disclosures.choices import Outcome
from sharing.disclosures.doubles import Meant, recorded_before, unconfirmed
from sharing.disclosures.intake.channels import FORM, Raw, in_chunks
from sharing.disclosures.intake.entries import EntryReader
from sharing.disclosures.models import Disclosure
from sharing.disclosures.recording import USED, recording
from sharing.gate.findings import Finding
from sharing.gate.judge import Judge
from sharing.gate.snapshot import register_about
from sharing.parties.models import Party
from sharing.reference.models import Purpose
from sharing.sources.operations import BY_HAND, built_in_source


class Doubles(Refused):
    """What is to be recorded may be in the log already; ``found`` has per entry what that is, or nothing.

    Nothing was stored. ``ids`` are the keys of all that was found: who confirms them, confirms what he saw.
    """

    code = "double"

    def __init__(self, found: Sequence[Sequence[Disclosure]]) -> None:
        super().__init__(
            _("Misschien is dit al vastgelegd. Er is nog niets opgeslagen; kijk hieronder wat er al staat.")
        )
        self.found = found

    @property
    def ids(self) -> list[int]:
        return sorted({row.pk for rows in self.found for row in rows})


class Answer(NamedTuple):
    """What the gate says about one entry.

    ``agreement`` is the reference of the one it was compared with; ``doubts`` what it rests on in law that nobody has
    made sure of yet.
    """

    findings: tuple[Finding, ...]
    agreement: str
    doubts: tuple[str, ...]

    @property
    def blocks(self) -> bool:
        """Whether it may not be done."""
        return any(finding.blocks for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Kept:
    """The keys of what was stored, in the order of the entries; ``deviations`` how many of them a rule forbade.

    ``before``: the very same was sent before and stored then.
    """

    ids: tuple[int, ...]
    deviations: int = 0
    before: bool = False


def ask(entries: Sequence[Raw], parties: Collection[Party], *, at: datetime) -> list[Answer]:
    """What the gate says about entries that name these parties only; stores nothing and may look ahead of ``at``.

    Raises RefusedInput with every input error; ``index`` is the place of the entry.
    """
    register = register_about([party.pk for party in parties])
    reader = EntryReader(register, FORM, at=at, ahead=True)
    read = [reader.read(raw, number) for number, raw in enumerate(entries)]
    if reader.errors:
        raise RefusedInput(reader.errors)
    references = {
        agreement.id: agreement.reference
        for row in register.parties.values()
        for agreement in row.facts.agreements
    }
    verdicts = judged([one for one in read if one is not None], Judge(register), at=at)
    return [
        Answer(judgement.findings, references.get(judgement.relied_on or 0, ""), judgement.doubts)
        for _entry, (judgement, _promise), _dossier in verdicts
    ]


def doubles_of(entries: Sequence[Raw], recipient: Party, purpose: Purpose) -> list[list[Disclosure]]:
    """Per entry what the log already has that may be the same disclosure."""
    return [
        recorded_before(Meant(raw.dossier, recipient.pk, purpose.pk, parse_instant(raw.disclosed_at)))
        for raw in entries
    ]


def record_by_hand(
    entries: Sequence[Raw],
    *,
    recipient: Party,
    purpose: Purpose,
    confirmed: frozenset[int],
    by: Actor,
    at: datetime,
    reason: str,
) -> Kept:
    """Record entries of one recipient and purpose, each about one person; all of them or none.

    The very same entries (by their ids) sent again are stored once. Raises Doubles when the log may have one of them
    already and it is not among the ``confirmed`` keys, RecordedBefore when the ids were used for something else,
    and what `recording` raises.
    """
    source = built_in_source(BY_HAND)
    ids = [raw.external_id for raw in entries]
    with acting(by=by, reason=reason):
        # One after the other: two tabs with the same words must see each other.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RECORDING_BY_HAND])
        before = Disclosure.objects.filter(source=source, external_id__in=ids)
        if not before.exists():
            found = doubles_of(entries, recipient, purpose)
            if unconfirmed(found, confirmed):
                raise Doubles(found)
        with recording(source=source, by=by, at=at, reason=reason, words=FORM, again=True) as log:
            rows = [row for chunk in in_chunks(enumerate(entries)) for row in log.add(chunk)]
        if log.passed_over:
            return _sent_before(ids, source.pk, log.passed_over)
        deviations = sum(outcome_of(verdict) == Outcome.DEVIATION for _key, _entry, verdict in rows)
        return Kept(tuple(int(key) for key, _entry, _verdict in rows), deviations)


def _sent_before(ids: Sequence[str], source: int, known: int) -> Kept:
    if known < len(ids):  # some of it was stored then, and some of it is new: that is another form by now
        message = _(
            "Dit formulier is al eerder verzonden, met andere regels; wat toen is verzonden, is vastgelegd."
        )
        raise RecordedBefore([InputError(message, code=USED)])
    rows = Disclosure.objects.filter(source=source, external_id__in=ids)
    keys = dict(rows.values_list("external_id", "pk"))
    return Kept(tuple(keys[one] for one in ids), before=True)
