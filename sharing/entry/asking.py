"""What the gate would say of entries that somebody is typing; nothing of it is stored."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sharing.core.exceptions import RefusedInput
from sharing.disclosures.checking import judged
from sharing.disclosures.intake.channels import FORM, Raw
from sharing.disclosures.intake.entries import EntryReader
from sharing.gate.findings import Finding
from sharing.gate.judge import Judge
from sharing.gate.snapshot import register_about
from sharing.parties.models import Party


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
