"""From rows of values to what has to be added and changed in the register. Nothing is written here."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from sharing.workbook import columns as format
from sharing.workbook import values
from sharing.workbook.columns import BY_NAME, Column, Sheet
from sharing.workbook.covering import APART, Coverage
from sharing.workbook.known import MODELS, Known
from sharing.workbook.reading import SheetRow, WorkbookRows
from sharing.workbook.report import CellChange, Report, ReportedRow, SheetReport
from sharing.workbook.rules import Held, on_a_cycle, overlaps
from sharing.workbook.writing import Writes


class Plan:
    """Rows compared with the register: ``writes`` per model, a ``report`` per sheet, errors in ``rows``."""

    def __init__(self, rows: WorkbookRows, known: Known) -> None:
        self.rows, self.known = rows, known
        self.writes: dict[type[Model], Writes] = defaultdict(Writes)
        self.report = Report()
        for name in rows.sheets:
            self._announce(BY_NAME[name])
        for name, sheet_rows in rows.sheets.items():
            self._compare(BY_NAME[name], sheet_rows)
        self._check_purposes()

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
        coverage = (
            Coverage(rows=self.rows, known=self.known, writes=self.writes)
            if sheet.name == format.AGREEMENTS
            else None
        )
        places: dict[tuple[Any, ...], SheetRow] = {}
        for row in rows:
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
            record: Any = records.setdefault(key, MODELS[sheet.name]())
            new = record.pk is None
            changes = list(self._assign(sheet, row, record, new=new))
            if coverage:
                changes += coverage.compare(row, record, new=new)
            if row.whole:
                self._check(sheet, row, record)
            if new:
                self.writes[type(record)].added.append(record)
                report.added.append(ReportedRow(row.number, shown))
            elif changes:
                report.changed.append(ReportedRow(row.number, shown, tuple(changes)))
            else:
                report.unchanged += 1
        if sheet.name == format.CAPACITIES:
            self._check_capacities(records, places)

    def _assign(self, sheet: Sheet, row: SheetRow, record: Model, *, new: bool) -> Iterator[CellChange]:
        """Put the row's values in the record; what differed from a stored record."""
        touched = set()
        for column in sheet.columns:
            if column.name not in row.values or column.name in APART:
                continue
            try:
                value = self._resolved(column, row.values[column.name])
            except ValueError as error:
                self.rows.refuse(sheet.name, row.number, column.name, str(error), "unknown-code")
                continue
            model_field: Any = record._meta.get_field(column.attribute)
            old = getattr(record, model_field.attname)
            if not new:
                if _same(old, value):
                    continue
                touched.add(column.attribute)
                yield CellChange(
                    column.name, self._stored(column, old), _written(column, row.values[column.name])
                )
            setattr(record, column.attribute, value)
        if touched:
            writes = self.writes[type(record)]
            writes.changed.append(record)
            writes.fields |= touched

    def _resolved(self, column: Column, value: Any) -> Any:
        if not value:
            return value
        match column.kind:
            case values.RowCode(sheet=sheet):
                return self.known.find(sheet, value)
            case values.CountryCode():
                return self.known.country(value)
            case values.UserName():
                return self.known.user(value)
        return value

    def _stored(self, column: Column, value: Any) -> str:
        """A stored value as the workbook would write it."""
        match column.kind:
            case values.RowCode(sheet=sheet):
                return self.known.code_of(sheet, value)
            case values.UserName():
                return self.known.username_of(value)
        return _written(column, value)

    def _check(self, sheet: Sheet, row: SheetRow, record: Any) -> None:
        """What the cells of one row may not say together."""

        def refuse(column: str, message: str, **words: Any) -> None:
            self.rows.refuse(sheet.name, row.number, column, message % words)

        first, last = getattr(record, "first_day", None), getattr(record, "last_day", None)
        if first and last and last < first:
            column = next(one.name for one in sheet.columns if one.attribute == "last_day")
            refuse(column, _("%(last)s ligt voor de eerste dag, %(first)s."), last=last, first=first)
        if sheet.name == format.AGREEMENTS and record.terminated_per and record.terminated_per < first:
            message = _("%(day)s ligt voor de eerste dag van de overeenkomst, %(first)s.")
            refuse("opgezegd_per", message, day=record.terminated_per, first=first)
        if sheet.name == format.TRANSFERS and bool(record.tia_date) != bool(record.tia_conclusion):
            missing = "tia_conclusie" if record.tia_date else "tia_datum"
            refuse(missing, _("ontbreekt: een TIA heeft een datum en een conclusie, of geen van beide."))

    def _check_purposes(self) -> None:
        rows = self.rows.sheets.get(format.PURPOSES, ())
        parents = self.known.parents()
        parents |= {row.values.get("code", ""): row.values["boven"] for row in rows if "boven" in row.values}
        cyclic = on_a_cycle(parents)
        for row in rows:
            if row.values.get("code") in cyclic and row.values.get("boven"):
                message = _("“%(code)s” valt zo via “%(parent)s” onder zichzelf; kies een ander doeleinde.")
                message %= {"code": row.values["code"], "parent": row.values["boven"]}
                self.rows.refuse(format.PURPOSES, row.number, "boven", message, "cycle")

    def _check_capacities(
        self, records: dict[tuple[Any, ...], Any], places: dict[tuple[Any, ...], SheetRow]
    ) -> None:
        held: dict[tuple[Any, ...], list[Held]] = defaultdict(list)
        for key, record in records.items():
            row = places.get(key)
            backwards = record.last_day and record.last_day < key[2]
            if not backwards and (row is None or row.whole):
                held[key[:2]].append(Held(key[2], record.last_day, row.number if row else None))
        for (party, _capacity), periods in held.items():
            for earlier, later in overlaps(periods):
                here, other = (later, earlier) if later.row else (earlier, later)
                if here.row:
                    self._refuse_overlap(party, here, other)

    def _refuse_overlap(self, party: str, here: Held, other: Held) -> None:
        until = _("tot en met %(day)s") % {"day": other.last_day} if other.last_day else _("zonder einddatum")
        where = _("rij %(row)s") % {"row": other.row} if other.row else _("in het register")
        message = _("“%(party)s” heeft deze hoedanigheid al vanaf %(first)s %(until)s (%(where)s).") % {
            "party": party,
            "first": other.first_day,
            "until": until,
            "where": where,
        }
        self.rows.refuse(format.CAPACITIES, here.row, "vanaf", message, "overlap")


def _same(old: Any, value: Any) -> bool:
    if isinstance(value, Model):
        return value.pk is not None and value.pk == old
    return bool(old == value)


def _written(column: Column, value: Any) -> str:
    """A value as the workbook writes it; empty for nothing."""
    match column.kind:
        case values.Word(words=words):
            return next((word for word, meaning in words.items() if meaning == value), "")
        case values.YesNo() if value is not None:
            return "ja" if value else "nee"
    return value.isoformat() if isinstance(value, date) else str("" if value is None else value)
