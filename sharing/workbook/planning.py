"""From rows of values to what has to be added and changed in the register. Nothing is written here."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from sharing.workbook import columns as format
from sharing.workbook import references
from sharing.workbook.checking import JUDGED, RowChecks, check_capacities, check_circles, check_successors
from sharing.workbook.columns import Column, Sheet, in_cell
from sharing.workbook.completing import COMPLETED, Engagers, Terms
from sharing.workbook.covering import lists_and_codes
from sharing.workbook.known import MODELS, Known
from sharing.workbook.progress import Followed
from sharing.workbook.reading import SheetRow, WorkbookRows
from sharing.workbook.report import CellChange, Report, ReportedRow, SheetReport
from sharing.workbook.sheets import BY_NAME
from sharing.workbook.writing import Writes, same


class Plan:
    """Rows compared with the register: ``writes`` per model, a ``report`` per sheet, errors in ``rows``."""

    def __init__(self, rows: WorkbookRows, known: Known, *, today: date, followed: Followed) -> None:
        self.rows, self.known, self.today = rows, known, today
        self._followed = followed
        self.writes: dict[type[Model], Writes] = defaultdict(Writes)
        self.report = Report(notes=tuple(rows.notes))
        for name in rows.sheets:
            self._announce(BY_NAME[name])
        for name, sheet_rows in rows.sheets.items():
            self._compare(BY_NAME[name], sheet_rows)
        check_circles(rows, known)
        check_successors(rows, known, altered=self._altered())
        followed.half()

    def _altered(self) -> set[int]:
        """The rows of agreements that are new, or that differ in what is judged beside others."""
        report = self.report.sheets.get(format.AGREEMENTS, SheetReport())
        changed = (row for row in report.changed if any(one.column in JUDGED for one in row.changes))
        return {row.row for row in (*report.added, *changed)}

    def _announce(self, sheet: Sheet) -> None:
        """Rows may refer to rows further on, also to wrong ones: one mistake is then one message."""
        coded = self.known.by_code.get(sheet.name)
        if coded is None:
            return
        code = sheet.column(sheet.key[0])
        for row in self.rows.sheets[sheet.name]:
            text = row.values.get(code.name)
            if text and text not in coded:
                coded[text] = MODELS[sheet.name](**{code.attribute: text})

    def _compare(self, sheet: Sheet, rows: list[SheetRow]) -> None:
        records = self.known.rows_of(sheet.name)
        report = self.report.sheets[sheet.name] = SheetReport()
        checks = RowChecks(sheet, rows=self.rows, known=self.known)
        places: dict[tuple[Any, ...], SheetRow] = {}
        for row in rows:
            if all(column in row.values for column in sheet.key):
                # All rows first: one may name another that stands further on.
                records.setdefault(tuple(row.values[column] for column in sheet.key), MODELS[sheet.name]())
        parts = self._parts(sheet, records)
        for row in rows:
            self._followed.step()
            if any(column not in row.values for column in sheet.key):
                # Without its key the row is no record, but what its other cells refer to is judged all the same.
                list(self._assign(sheet, row, MODELS[sheet.name](), new=True))
                continue
            key = tuple(row.values[column] for column in sheet.key)
            shown = " / ".join(_written(sheet.column(name), row.values[name]) for name in sheet.key)
            if key in places:
                message = _("“%(key)s” staat al op rij %(row)s; voeg de rijen samen.")
                message %= {"key": shown, "row": places[key].number}
                self.rows.refuse(sheet.name, row.number, sheet.key[0], message, "duplicate")
                continue
            places[key] = row
            record: Any = records[key]
            new = record.pk is None
            changes = list(self._assign(sheet, row, record, new=new))
            for part in parts:
                changes += part.compare(row, record, new=new)
            if row.whole:
                touched = row.values.keys() if new else {one.column for one in changes}
                checks.check(row, record, touched=touched)
            checks.check_kind(row, record, changed=any(one.column == "soort" for one in changes))
            if new:
                self.writes[type(record)].added.append(record)
                report.added.append(ReportedRow(row.number, shown))
            elif changes:
                report.changed.append(ReportedRow(row.number, shown, tuple(changes)))
            else:
                report.unchanged += 1
        for part in parts:
            if isinstance(part, Engagers):
                part.finish()
        if sheet.name == format.CAPACITIES:
            check_capacities(records, places, self.rows)

    def _parts(self, sheet: Sheet, records: dict[tuple[Any, ...], Any]) -> list[Any]:
        """What reads the cells that are no plain values of this sheet's own table."""
        given: dict[str, Any] = {"rows": self.rows, "known": self.known, "writes": self.writes}
        parts: list[Any] = [part(**given) for part in COMPLETED.get(sheet.name, ())]
        if sheet.name == format.TERMS:
            parts.append(Terms(rows=self.rows, writes=self.writes, today=self.today))
        if sheet.name == format.SUB_PROCESSORS:
            parts.append(Engagers(records, **given))
        return [*parts, *lists_and_codes(sheet.name, **given)]

    def _assign(self, sheet: Sheet, row: SheetRow, record: Model, *, new: bool) -> Iterator[CellChange]:
        """Put the row's values in the record; what differed from a stored record."""
        touched = set()
        for column in sheet.columns:
            if column.name not in row.values or column.apart:
                continue
            try:
                value = self._resolved(column, row.values[column.name])
            except ValueError as error:
                self.rows.refuse(sheet.name, row.number, column.name, str(error), "unknown-code")
                continue
            model_field: Any = record._meta.get_field(column.attribute)
            old = getattr(record, model_field.attname)
            if not new:
                if same(old, value):
                    continue
                touched.add(column.attribute)
                yield CellChange(
                    column.name, self._stored(column, old), _written(column, row.values[column.name])
                )
            setattr(record, column.attribute, value)
        if touched:
            self.writes[type(record)].change(record, *touched)

    def _resolved(self, column: Column, value: Any) -> Any:
        if not value:
            return value
        match column.kind:
            case references.Provision():
                return self.known.provision(value)
            case references.RowCode(sheet=sheet):
                return self.known.find(sheet, value)
            case references.CountryCode():
                return self.known.country(value)
            case references.UserName():
                return self.known.user(value)
        return value

    def _stored(self, column: Column, value: Any) -> str:
        """A stored value as the workbook would write it."""
        match column.kind:
            case references.RowCode(sheet=sheet):
                return self.known.code_of(sheet, value)
            case references.UserName():
                return self.known.username_of(value)
        return _written(column, value)


def _written(column: Column, value: Any) -> str:
    """A value as the workbook writes it; empty for nothing."""
    cell = in_cell(column, value)
    return cell.isoformat() if isinstance(cell, date) else str("" if cell is None else cell)
