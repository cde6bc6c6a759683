"""Asking the gate about disclosures once more, with and without one thing that a person decided."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.utils import timezone

from sharing.consents.models import Objection
from sharing.consents.rules import ObjectionFacts
from sharing.core.dossiers import unseal
from sharing.core.normalising.queries import seals_of
from sharing.disclosures.intake.channels import JSON
from sharing.disclosures.intake.entries import EntryReader
from sharing.disclosures.intake.reported import Reported
from sharing.disclosures.models import Disclosure
from sharing.disclosures.representations import category_codes, raw_of
from sharing.gate.judge import Judge, PersonRecords, judge_for, records_of
from sharing.gate.snapshot import load_register

BATCH = 500
_READ_WITH = ("recipient", "on_behalf_of", "purpose", "subject_category", "authority_request")


def batches(rows: QuerySet[Disclosure]) -> Iterator[Sequence[Disclosure]]:
    """Locked, in the order of their keys, so that two who change at once never wait for each other."""
    last, rows = 0, rows.prefetch_related(*_READ_WITH)
    while batch := list(rows.filter(pk__gt=last).order_by("pk").select_for_update()[:BATCH]):
        last = batch[-1].pk
        yield batch


class Rejudged:
    """Judges disclosures of one person by what is known now (``known``) and by what ``without`` leaves of it."""

    without: PersonRecords

    def __init__(self, dossier: bytes | memoryview) -> None:
        self.register = load_register()
        self._judge: Judge = judge_for(self.register)
        self._reader = EntryReader(self.register, JSON, at=timezone.now(), ahead=True)
        self._codes = category_codes()
        self._own, *older = seals_of(unseal(dossier))
        found = records_of(dict.fromkeys([self._own, *older], self._own), self.register)
        self.known = found.get(self._own, PersonRecords())
        self.parties = {key: row.code for row in self.register.parties.values() for key in row.records}
        self.purposes = {row.id: code for code, row in self.register.purposes.items()}

    @property
    def codes(self) -> dict[int, str]:
        """The codes of the categories of data."""
        return self._codes

    def objection_facts(self, objection: Objection) -> ObjectionFacts:
        """As the gate has an objection or restriction."""
        return ObjectionFacts(
            objection.kind,
            self.parties[objection.recipient_id] if objection.recipient_id else None,
            self.purposes[objection.purpose_id] if objection.purpose_id else None,
            objection.decision,
            objection.in_force_from,
            objection.in_force_until,
        )

    def on_it(self, row: Disclosure) -> bool:
        """Whether it is blocked by it. What its findings already said does not count: it was judged knowing that."""
        entry = self._reader.read(raw_of(row, codes=self._codes), 0)
        if entry is None:  # of before what is asked of entries now
            return self.unread(row)
        said = {finding["code"] for finding in row.findings}
        return bool(self._blocks(entry, self.known) - self._blocks(entry, self.without) - said)

    def unread(self, row: Disclosure) -> bool:
        """What is said of a row that cannot be judged by the rules of now."""
        raise NotImplementedError

    def _blocks(self, entry: Reported, person: PersonRecords) -> set[str]:
        findings = self._judge.judge(entry, person, dossier=self._own).judgement.findings
        return {finding.code for finding in findings if finding.blocks}
