"""What the gate says about entries, each read and judged as recording does; nothing is stored here."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sharing.core.dossiers import seal_all
from sharing.core.exceptions import InputError, InputErrors, RefusedInput
from sharing.core.normalising.queries import older_seals
from sharing.disclosures.choices import Outcome
from sharing.disclosures.intake.channels import FORM, JSON, Raw, Words
from sharing.disclosures.intake.entries import EntryReader
from sharing.disclosures.intake.reported import Reported
from sharing.gate.findings import Finding
from sharing.gate.judge import Judge, Verdict, judge_for, records_of
from sharing.gate.rules import Judgement
from sharing.gate.snapshot import load_register

_REMEMBERED = 50_000


class Blocked(RefusedInput):
    """The gate blocks an entry and it does not say why it happened anyway; ``findings`` are all of the gate's."""

    def __init__(self, errors: Iterable[InputError], findings: Sequence[Finding]):
        super().__init__(errors)
        self.findings = tuple(findings)


def judge_entry(entry: Raw, *, at: datetime, words: Words = FORM) -> Judgement:
    """What the gate says about one entry, with what it rests on in law that nobody has made sure of yet.

    Stores nothing and may look ahead of ``at``. Raises RefusedInput with every input error.
    """
    return _judgements([entry], at=at, words=words)[0]


def check_entries(entries: Iterable[Raw], *, at: datetime, words: Words = JSON) -> list[tuple[Finding, ...]]:
    """What the gate finds about several entries, each by itself; as ``judge_entry``."""
    return [judgement.findings for judgement in _judgements(entries, at=at, words=words)]


def _judgements(entries: Iterable[Raw], *, at: datetime, words: Words) -> list[Judgement]:
    register = load_register()
    reader = EntryReader(register, words, at=at, ahead=True)
    read = [reader.read(raw, number) for number, raw in enumerate(entries)]
    if reader.errors:
        raise RefusedInput(reader.errors)
    return [
        verdict.judgement
        for _, verdict, _ in judged([one for one in read if one], judge_for(register), at=at)
    ]


def input_errors(
    entries: Iterable[Any],
    as_raw: Callable[[Any, int, InputErrors], tuple[Raw, Collection[str]]],
    *,
    at: datetime,
    words: Words = JSON,
) -> InputErrors:
    """What is wrong with entries that will be refused anyway, so that all of it is said at once, in their order.

    ``as_raw`` makes an entry of what the channel brought, adds what is wrong about its form, and tells which fields
    that was about ("": the whole entry); nothing more is said about these.
    """
    reader = EntryReader(load_register(), words, at=at, ahead=True)
    for number, entry in enumerate(entries):
        raw, said = as_raw(entry, number, reader.errors)
        if "" not in said:
            reader.read(raw, number, said=said)
    return reader.errors


def why_not_entered(
    raw: Raw, *, unread: Collection[str], at: datetime, ahead: bool = False, words: Words = FORM
) -> list[InputError]:
    """What is wrong with an entry of which these fields could not be read, so that all of it is said at once.

    With ``ahead`` it may lie in the future.
    """
    reader = EntryReader(load_register(), words, at=at, ahead=ahead)
    reader.read(raw, 0, said=unread)
    return list(reader.errors)


class Seals:
    """Sealed dossier numbers; those of a recording's entries, most of which are about persons it has met before."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def of(self, entries: Iterable[Reported]) -> dict[str, bytes]:
        """The seals by the numbers of these entries."""
        known, wanted = self._known, {entry.dossier for entry in entries}
        if len(known) > _REMEMBERED:
            known.clear()
        unknown = wanted - known.keys()
        known.update(zip(unknown, seal_all(unknown), strict=True))
        return {number: known[number] for number in wanted}


def judged(
    entries: Sequence[Reported],
    judge: Judge,
    *,
    at: datetime,
    hold: bool = False,
    sealed: Mapping[str, bytes] | None = None,
) -> Iterator[tuple[Reported, Verdict, bytes]]:
    """Each entry with its verdict and its sealed dossier number; persons' records are read at once, here.

    ``at`` is the moment of recording or checking: until a day of it missing grounds and provisions only warn.
    ``hold``: what was read of consents stays true until the transaction ends, for who stores the entries. ``sealed``:
    the seals by dossier number, of whoever made them while there was time.
    """
    sealed = Seals().of(entries) if sealed is None else sealed
    seals = set(map(sealed.__getitem__, {entry.dossier for entry in entries}))
    persons = dict(zip(seals, seals, strict=True))
    persons |= older_seals((entry.dossier, entry.raw.dossier) for entry in entries)
    known = records_of(persons, judge.register, hold=hold)
    lenient = judge.register.is_lenient(at)
    return (
        (entry, judge.judge(entry, known.get(dossier), dossier=dossier, lenient=lenient), dossier)
        for entry in entries
        if (dossier := sealed[entry.dossier])
    )


def blocked_errors(
    findings: Iterable[Finding], words: Words, *, index: int, place: str = ""
) -> list[InputError]:
    """What blocks an entry, as errors at the field that could have said why it happened anyway."""
    name = words.name("deviation_reason")
    return [
        InputError(f"{finding.message} ({finding.source})", name, finding.code, place, index)
        for finding in findings
        if finding.blocks
    ]


def outcome_of(verdict: Verdict) -> Outcome:
    """How an entry with this verdict is stored."""
    return Outcome.PERMITTED if verdict.judgement.allowed else Outcome.DEVIATION
