"""What the gate says about entries, each read and judged as recording does; nothing is stored here."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sharing.core.dossiers import seal
from sharing.core.exceptions import InputError, RefusedInput
from sharing.disclosures.choices import Outcome
from sharing.disclosures.intake.channels import FORM, JSON, Raw, Words
from sharing.disclosures.intake.entries import EntryReader, Reported
from sharing.gate.findings import Finding
from sharing.gate.judge import Judge, Verdict, judge_for, records_of
from sharing.gate.snapshot import load_register


class Blocked(RefusedInput):
    """The gate blocks an entry and it does not say why it happened anyway; ``findings`` are all of the gate's."""

    def __init__(self, errors: list[InputError], findings: Sequence[Finding]):
        super().__init__(errors)
        self.findings = tuple(findings)


def check_entry(entry: Raw, *, at: datetime, words: Words = FORM) -> tuple[Finding, ...]:
    """What the gate says about one entry; stores nothing and may look ahead of ``at``.

    Raises RefusedInput with every input error.
    """
    return check_entries([entry], at=at, words=words)[0]


def check_entries(entries: Iterable[Raw], *, at: datetime, words: Words = JSON) -> list[tuple[Finding, ...]]:
    """As ``check_entry`` for several entries, each by itself."""
    register = load_register()
    reader = EntryReader(register, words, at=at, ahead=True)
    read = [reader.read(raw, number) for number, raw in enumerate(entries)]
    if reader.errors:
        raise RefusedInput(reader.errors)
    return [
        verdict.judgement.findings
        for _, verdict, _ in judged([one for one in read if one], judge_for(register))
    ]


def input_errors(
    entries: Iterable[tuple[int, Raw]], *, at: datetime, words: Words = JSON
) -> list[InputError]:
    """What is wrong with numbered entries that will be refused anyway, so that all of it is said at once."""
    reader = EntryReader(load_register(), words, at=at, ahead=True)
    for number, raw in entries:
        reader.read(raw, number)
    return reader.errors


def judged(entries: Sequence[Reported], judge: Judge) -> Iterator[tuple[Reported, Verdict, bytes]]:
    """Each entry with its verdict and its sealed dossier number; persons' records are read at once, here."""
    sealed = {number: seal(number) for number in {entry.dossier for entry in entries}}
    known = records_of(sealed.values(), judge.register)
    return (
        (entry, judge.judge(entry, known.get(dossier)), dossier)
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
