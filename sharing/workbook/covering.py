"""What an agreement covers, and its items of article 28(3): lists in a cell, rows in the register."""

from collections.abc import Iterator, Mapping

from django.db.models import Model

from sharing.agreements.choices import AgreementKind, Article28Item, ItemStatus
from sharing.agreements.models import Agreement, Article28Clause
from sharing.workbook.columns import AGREEMENTS
from sharing.workbook.known import COVERED, Known
from sharing.workbook.reading import SheetRow, WorkbookRows
from sharing.workbook.report import CellChange
from sharing.workbook.writing import Writes

ARTICLE_28 = "artikel_28"
APART = {*COVERED, ARTICLE_28}
_PROCESSING = {AgreementKind.PROCESSING, AgreementKind.PROCESSING_AS_PROCESSOR}


class Coverage:
    """Compares the lists of agreements with the register; what differs is added to ``writes``.

    A list that is given is the whole list: what it does not name is no longer covered. So it is with article
    28: an item that is not named is not met, but one that does not apply stays so.
    """

    def __init__(self, *, rows: WorkbookRows, known: Known, writes: Mapping[type[Model], Writes]) -> None:
        self.rows, self.known, self.writes = rows, known, writes
        self.covered = {column: known.covered(column) for column in COVERED}
        self.clauses = known.clauses()

    def compare(self, row: SheetRow, agreement: Agreement, *, new: bool) -> Iterator[CellChange]:
        """What differs from a stored agreement."""
        for column in COVERED:
            if column in row.values:
                yield from self._covered(column, row, agreement, new=new)
        if ARTICLE_28 in row.values or new:
            yield from self._article_28(set(row.values.get(ARTICLE_28, ())), agreement, new=new)

    def _covered(
        self, column: str, row: SheetRow, agreement: Agreement, *, new: bool
    ) -> Iterator[CellChange]:
        model, attribute, sheet = COVERED[column]
        targets = self._targets(sheet, column, row)
        now = self.covered[column].get(agreement.pk, {})
        wanted = {target.pk for target in targets}
        added = [target for target in targets if target.pk is None or target.pk not in now]
        removed = [pk for target, pk in now.items() if target not in wanted]
        writes = self.writes[model]
        writes.added += [model(**{"agreement": agreement, attribute: target}) for target in added]
        writes.removed += removed
        if not new and (added or removed):
            before = sorted(self.known.code_of(sheet, target) for target in now)
            yield CellChange(column, ", ".join(before), ", ".join(sorted(row.values[column])))

    def _targets(self, sheet: str, column: str, row: SheetRow) -> list[Model]:
        targets = []
        for code in row.values[column]:
            try:
                targets.append(self.known.find(sheet, code))
            except ValueError as error:
                self.rows.refuse(AGREEMENTS, row.number, column, str(error), "unknown-code")
        return targets

    def _article_28(self, met: set[str], agreement: Agreement, *, new: bool) -> Iterator[CellChange]:
        clauses = self.clauses.get(agreement.pk, {})
        # A new processing agreement shows all items, so that what is missing is seen.
        wanted = set(Article28Item.values) if new and agreement.kind in _PROCESSING else met
        writes = self.writes[Article28Clause]
        writes.added += [
            Article28Clause(
                agreement=agreement, item=item, status=ItemStatus.MET if item in met else ItemStatus.NOT_MET
            )
            for item in sorted(wanted - clauses.keys())
        ]
        before = {item for item, clause in clauses.items() if clause.status == ItemStatus.MET}
        for item, clause in clauses.items():
            if (item in met) != (item in before):
                clause.status = ItemStatus.MET if item in met else ItemStatus.NOT_MET
                writes.changed.append(clause)
                writes.fields.add("status")
        if not new and before != met:
            yield CellChange(ARTICLE_28, ", ".join(sorted(before)), ", ".join(sorted(met)))
