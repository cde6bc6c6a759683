"""What a record lists, and an agreement's items of article 28(3): lists in a cell, rows in the register."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Model

from sharing.agreements.choices import AgreementKind, Article28Item, ItemStatus
from sharing.agreements.models import Agreement, Article28Clause
from sharing.workbook.columns import AGREEMENTS, ARTICLE_28
from sharing.workbook.known import LISTS, Known, Listed
from sharing.workbook.reading import SheetRow, WorkbookRows
from sharing.workbook.report import CellChange
from sharing.workbook.writing import Writes

_PROCESSING = {AgreementKind.PROCESSING, AgreementKind.PROCESSING_AS_PROCESSOR}


class Lists:
    """Compares the lists of a sheet's rows with the register; what differs is added to ``writes``.

    A list that is given is the whole list: what it does not name is no longer covered.
    """

    def __init__(
        self, sheet: str, *, rows: WorkbookRows, known: Known, writes: Mapping[type[Model], Writes]
    ) -> None:
        self.sheet, self.rows, self.known, self.writes = sheet, rows, known, writes
        self.now = {column: known.listed(listed) for column, listed in LISTS[sheet].items()}

    def compare(self, row: SheetRow, record: Any, *, new: bool) -> Iterator[CellChange]:
        """What differs from a stored record."""
        for column, listed in LISTS[self.sheet].items():
            if column in row.values:
                yield from self._compare(column, listed, row, record, new=new)

    def _compare(
        self, column: str, listed: Listed, row: SheetRow, record: Any, *, new: bool
    ) -> Iterator[CellChange]:
        targets = self._targets(listed.sheet, column, row)
        now = self.now[column].get(record.pk, {})
        wanted = {target.pk for target in targets}
        added = [target for target in targets if target.pk is None or target.pk not in now]
        removed = [pk for target, pk in now.items() if target not in wanted]
        writes = self.writes[listed.model]
        writes.added += [listed.model(**{listed.owner: record, listed.attribute: target}) for target in added]
        writes.removed += removed
        if not new and (added or removed):
            before = sorted(self.known.code_of(listed.sheet, target) for target in now)
            yield CellChange(column, ", ".join(before), ", ".join(sorted(row.values[column])))

    def _targets(self, sheet: str, column: str, row: SheetRow) -> list[Model]:
        targets = []
        for code in row.values[column]:
            try:
                targets.append(self.known.find(sheet, code))
            except ValueError as error:
                self.rows.refuse(self.sheet, row.number, column, str(error), "unknown-code")
        return targets


class Article28Codes:
    """The codes of article 28 in a row of an agreement.

    An item that is not named is not met, but one that does not apply stays so. An item that has a row of its own on
    the sheet about article 28 is left to that row.
    """

    def __init__(self, *, rows: WorkbookRows, known: Known, writes: Mapping[type[Model], Writes]) -> None:
        self.writes = writes
        self.clauses = known.clauses()
        self.rowed = {
            (row.values.get("overeenkomst"), row.values.get("onderdeel"))
            for row in rows.sheets.get(ARTICLE_28, ())
        }

    def compare(self, row: SheetRow, agreement: Agreement, *, new: bool) -> Iterator[CellChange]:
        """What differs from a stored agreement."""
        if ARTICLE_28 in row.values or new:
            free = {
                item for item in Article28Item.values if (row.values.get("kenmerk"), item) not in self.rowed
            }
            yield from self._compare(free, free & set(row.values.get(ARTICLE_28, ())), agreement, new=new)

    def _compare(
        self, free: set[str], met: set[str], agreement: Agreement, *, new: bool
    ) -> Iterator[CellChange]:
        clauses = {item: one for item, one in self.clauses.get(agreement.pk, {}).items() if item in free}
        # A new processing agreement shows all items, so that what is missing is seen.
        wanted = free if new and agreement.kind in _PROCESSING else met
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
                writes.change(clause, "status")
        if not new and before != met:
            yield CellChange(ARTICLE_28, ", ".join(sorted(before)), ", ".join(sorted(met)))


def lists_and_codes(
    sheet: str, *, rows: WorkbookRows, known: Known, writes: Mapping[type[Model], Writes]
) -> list[Any]:
    """What compares the lists of this sheet's rows."""
    found: list[Any] = []
    if sheet in LISTS:
        found.append(Lists(sheet, rows=rows, known=known, writes=writes))
    if sheet == AGREEMENTS:
        found.append(Article28Codes(rows=rows, known=known, writes=writes))
    return found
