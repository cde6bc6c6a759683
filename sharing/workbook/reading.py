"""From a workbook file to rows of values; every cell that cannot be understood is named."""

import re
import warnings
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from sharing.core.exceptions import InputError, InputErrors, RefusedInput
from sharing.workbook.archive import check_archive
from sharing.workbook.columns import EXPLANATION, Column, Sheet
from sharing.workbook.sheets import BY_NAME
from sharing.workbook.values import Mark, did_you_mean, is_empty

MAX_ROWS = 100_000
# Excel's own last row; a file that says otherwise was not made by a spreadsheet program.
LAST_ROW = 1_048_576
# No list has more columns than this by far; what stands beyond is not looked at.
MAX_COLUMNS = 64

# Of hidden rows so many are named.
NAMED_ROWS = 10
_ROW = re.compile(rb"<(?:[\w.-]+:)?row\b[^>]*>")
_NUMBER = re.compile(rb"""\br=["'](\d{1,7})["']""")
_HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)["']""")

# What openpyxl calls formulas and errors.
_MARKS = {"f": Mark.FORMULA_WITHOUT_RESULT, "e": Mark.ERROR}

_POSITIONS = {name: position for position, name in enumerate(BY_NAME)}

RawRow = tuple[int, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: its number in the sheet, its values by column without wrong ones, whether none was wrong."""

    number: int
    values: dict[str, Any]
    whole: bool = True


class WorkbookRows:
    """The rows of every sheet that is there, and what is wrong in them."""

    def __init__(self) -> None:
        self.sheets: dict[str, list[SheetRow]] = {}
        self.notes: list[str] = []  # what was read although the spreadsheet program does not show it
        self._wrong: dict[str, InputErrors] = defaultdict(InputErrors)

    @property
    def errors(self) -> InputErrors:
        """What is wrong with the workbook as a whole, then per sheet in the order of its rows."""
        found = InputErrors()
        # Sheets that are none of ours come first, as they were found.
        for name in sorted(self._wrong, key=lambda name: _POSITIONS.get(name, -1)):
            found.add_all(self._wrong[name], key=lambda one: one.index or 0)
        return found

    def refuse_workbook(self, message: str, code: str) -> None:
        """Note an error of the workbook as a whole."""
        self._wrong[""].refuse(message, code=code)

    def refuse(self, sheet: str, row: int | None, column: str, message: str, code: str = "invalid") -> None:
        """Note an error at a place that people find."""
        place = _("blad “%(sheet)s”") % {"sheet": sheet}
        if row:
            place += _(", rij %(row)s") % {"row": row}
        self._wrong[sheet].refuse(message, column, code, place, row)


def read_workbook(source: Path | BinaryIO) -> WorkbookRows:
    """All rows of the workbook. Raises RefusedInput when it cannot be opened as one."""
    check_archive(source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that are not read, such as drawings
            return _read(source)
    except RefusedInput:
        raise
    except Exception as error:  # a damaged part can break the reader anywhere
        message = _(
            "De werkmap is beschadigd en niet te lezen. Open haar in Excel en sla haar opnieuw op als .xlsx."
        )
        raise RefusedInput([InputError(message, code="not-a-workbook")]) from error


def _read(source: Path | BinaryIO) -> WorkbookRows:
    rows = WorkbookRows()
    raw, formulas = {}, False
    book = load_workbook(source, read_only=True)
    try:
        for worksheet in book.worksheets:
            if worksheet.title == EXPLANATION:
                continue
            if worksheet.title not in BY_NAME:
                _refuse_sheet(rows, worksheet.title)
                continue
            raw[worksheet.title], has_formulas = _raw_rows(worksheet, rows)
            formulas = formulas or has_formulas
            _note_hidden(worksheet, {number for number, _cells in raw[worksheet.title]}, rows)
    finally:
        book.close()
    if formulas:
        _fill_in_results(source, raw)
    if not raw and not rows.errors:
        message = _("De werkmap heeft geen enkel blad van het register. Verwacht: %(names)s.")
        rows.refuse_workbook(message % {"names": ", ".join(BY_NAME)}, "no-sheets")
    for name, sheet in BY_NAME.items():
        if name in raw:
            rows.sheets[name] = parse_sheet(sheet, raw[name], rows)
    return rows


def _refuse_sheet(rows: WorkbookRows, title: str) -> None:
    message = _("is geen blad van het register.%(hint)s Verwacht: %(names)s.") % {
        "hint": did_you_mean(title.strip(), list(BY_NAME)),
        "names": ", ".join(BY_NAME),
    }
    rows.refuse(title, None, "", message, "unknown-sheet")


def _raw_rows(worksheet: Any, rows: WorkbookRows) -> tuple[list[RawRow], bool]:
    """The rows with anything in them, and whether there are formulas among them."""
    found: list[RawRow] = []
    formulas = False
    worksheet.reset_dimensions()  # what a file says of its own size is often wrong
    for number, cells in enumerate(worksheet.iter_rows(max_col=MAX_COLUMNS), start=1):
        if number > LAST_ROW or len(found) > MAX_ROWS:
            message = _("heeft meer dan %(limit)s rijen. Verdeel ze over meer werkmappen.") % {
                "limit": MAX_ROWS
            }
            rows.refuse(worksheet.title, None, "", message, "too-many-rows")
            break
        values = [cell.value for cell in cells]
        if values.count(None) == len(values):
            continue
        for position, cell in enumerate(cells):
            if cell.value is not None and cell.data_type in _MARKS:
                values[position] = _MARKS[cell.data_type]
                formulas = formulas or cell.data_type == "f"
        while values and is_empty(values[-1]):
            values.pop()
        if any(not is_empty(value) for value in values):
            found.append((number, values))
    return found, formulas


def _note_hidden(worksheet: Any, filled: set[int], rows: WorkbookRows) -> None:
    """Say what the spreadsheet program hides and is read all the same: a sheet, or rows of it."""
    words = {"sheet": worksheet.title}
    if worksheet.sheet_state != "visible":
        rows.notes.append(_("Blad “%(sheet)s” is verborgen en is wel gelezen.") % words)
    hidden = sorted(filled & _hidden_rows(worksheet))
    if hidden:
        shown = ", ".join(map(str, hidden[:NAMED_ROWS]))
        words["rows"] = f"{shown}, …" if len(hidden) > NAMED_ROWS else shown
        rows.notes.append(_("Blad “%(sheet)s”: verborgen rijen zijn wel gelezen (%(rows)s).") % words)


def _hidden_rows(worksheet: Any) -> set[int]:
    """The numbers of hidden rows; openpyxl does not keep them when it reads without loading everything."""
    found = set()
    with worksheet._get_source() as source:
        rest = b""
        while part := source.read(1 << 20):
            text = rest + part
            for tag in _ROW.findall(text):
                number = _NUMBER.search(tag)
                if number and _HIDDEN.search(tag):
                    found.add(int(number[1]))
            cut = text.rfind(b"<")
            rest = text[cut:] if cut >= 0 and b">" not in text[cut:] else b""
    return found


def _fill_in_results(source: Path | BinaryIO, raw: dict[str, list[RawRow]]) -> None:
    """Read the same cells again, now with the results that the spreadsheet program kept of its formulas."""
    if not isinstance(source, Path):
        source.seek(0)
    book = load_workbook(source, read_only=True, data_only=True)
    try:
        for name, found in raw.items():
            waiting = {number: values for number, values in found if Mark.FORMULA_WITHOUT_RESULT in values}
            if not waiting:
                continue
            worksheet = book[name]
            worksheet.reset_dimensions()
            rows = worksheet.iter_rows(max_row=max(waiting), max_col=MAX_COLUMNS)
            for number, cells in enumerate(rows, start=1):
                values: Any = waiting.get(number, ())
                for position, value in enumerate(values):
                    if value is Mark.FORMULA_WITHOUT_RESULT and cells[position].value is not None:
                        error = cells[position].data_type == "e"
                        values[position] = Mark.ERROR if error else cells[position].value
    finally:
        book.close()


def parse_sheet(sheet: Sheet, found: Sequence[RawRow], rows: WorkbookRows) -> list[SheetRow]:
    """Rows of cells, the heading first, as rows of values; errors are added to ``rows``."""
    if not found:
        return []
    (_first, heading), *body = found
    columns = _columns(sheet, heading, rows)
    width = len(heading)
    parsed = []
    for number, cells in body:
        if any(not is_empty(value) for value in cells[width:]):
            message = _(
                "heeft gegevens in een kolom zonder naam; geef de kolom een naam of maak de cellen leeg."
            )
            rows.refuse(sheet.name, number, "", message, "no-heading")
        values = {}
        for position, column in columns:
            raw = cells[position] if position < len(cells) else None
            try:
                values[column.name] = _value(column, raw)
            except ValueError as error:
                rows.refuse(sheet.name, number, column.name, str(error))
        parsed.append(SheetRow(number, values, whole=len(values) == len(columns)))
    return parsed


def _value(column: Column, raw: Any) -> Any:
    if is_empty(raw):
        value = column.empty
        missing = column.required
    else:
        value = column.kind.parse(raw)
        missing = column.required and not value
    if missing:
        raise ValueError(_("is verplicht en leeg; vul een waarde in."))
    return value


def _columns(sheet: Sheet, heading: Sequence[Any], rows: WorkbookRows) -> list[tuple[int, Column]]:
    """Which column stands where. Unknown, double and missing names are errors."""
    known = {column.name: column for column in sheet.columns}
    columns: list[tuple[int, Column]] = []
    seen: set[str] = set()
    for position, raw in enumerate(heading):
        if is_empty(raw):
            continue
        name = raw.strip() if isinstance(raw, str) else _shown(raw)
        if name not in known:
            message = _("is geen kolom van dit blad.%(hint)s Verwacht: %(names)s.") % {
                "hint": did_you_mean(name, [one for one in known if one not in heading]),
                "names": ", ".join(known),
            }
            rows.refuse(sheet.name, 1, name, message, "unknown-column")
        elif name in seen:
            rows.refuse(
                sheet.name,
                1,
                name,
                _("staat er twee keer; verwijder een van beide kolommen."),
                "double-column",
            )
        else:
            columns.append((position, known[name]))
        seen.add(name)
    for column in _missing(sheet, seen):
        rows.refuse(sheet.name, 1, column.name, _("is een verplichte kolom en ontbreekt."), "missing-column")
    return columns


def _missing(sheet: Sheet, seen: set[str]) -> Iterator[Column]:
    return (column for column in sheet.columns if column.required and column.name not in seen)


def _shown(raw: Any) -> str:
    if isinstance(raw, (date, datetime, time, timedelta)):
        return str(raw)
    return "?" if isinstance(raw, Mark) else str(raw)
