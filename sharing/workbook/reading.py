"""From a workbook file to rows of values; every cell that cannot be understood is named."""

import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from sharing.background.operations import Overtaken
from sharing.core.exceptions import InputError, InputErrors, RefusedInput
from sharing.workbook.archive import check_archive
from sharing.workbook.columns import EXPLANATION, Column, Sheet
from sharing.workbook.opening import OpenSheet, OpenWorkbook
from sharing.workbook.progress import EVERY, Progress, unwatched
from sharing.workbook.sheets import BY_NAME
from sharing.workbook.values import Mark, did_you_mean, is_empty

MAX_ROWS = 100_000
# Excel's own last row; a file that says otherwise was not made by a spreadsheet program.
LAST_ROW = 1_048_576
# No list has more columns than this by far; what stands beyond is not looked at.
MAX_COLUMNS = 64

# Of hidden rows and columns so many are named.
NAMED = 10

# What openpyxl calls formulas and errors.
_MARKS = {"f": Mark.FORMULA_WITHOUT_RESULT, "e": Mark.ERROR}
_TEXTS = ("str", "s", "inlineStr")

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
    def count(self) -> int:
        """How many rows there are, of all sheets together."""
        return sum(map(len, self.sheets.values()))

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


def read_workbook(source: Path | BinaryIO, progress: Progress = unwatched) -> WorkbookRows:
    """All rows of the workbook. Raises RefusedInput when it cannot be opened as one.

    ``progress`` is told how many rows were read; what it raises is no fault of the workbook.
    """
    check_archive(source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that are not read, such as drawings
            return _read(source, progress)
    except (RefusedInput, Overtaken):
        raise
    except Exception as error:  # a damaged part can break the reader anywhere
        message = _(
            "De werkmap is beschadigd en niet te lezen. Open haar in Excel en sla haar opnieuw op als .xlsx."
        )
        raise RefusedInput([InputError(message, code="not-a-workbook")]) from error


def _read(source: Path | BinaryIO, progress: Progress) -> WorkbookRows:
    rows = WorkbookRows()
    raw: dict[str, list[RawRow]] = {}
    with OpenWorkbook(source) as book:
        for sheet in book.sheets:
            if sheet.title == EXPLANATION:
                continue
            if sheet.title not in BY_NAME:
                _refuse_sheet(rows, sheet.title)
                continue
            before = sum(map(len, raw.values()))
            raw[sheet.title] = _raw_rows(sheet, rows, before, progress)
            _note_hidden(sheet, raw[sheet.title], rows)
            _fill_in_results(sheet, raw[sheet.title])
    if not raw and not rows.errors:
        message = _("De werkmap heeft geen enkel blad van het register. Verwacht: %(names)s.")
        rows.refuse_workbook(message % {"names": ", ".join(BY_NAME)}, "no-sheets")
    for name, columns in BY_NAME.items():
        if name in raw:
            rows.sheets[name] = parse_sheet(columns, raw[name], rows)
    return rows


def _refuse_sheet(rows: WorkbookRows, title: str) -> None:
    message = _("is geen blad van het register.%(hint)s Verwacht: %(names)s.") % {
        "hint": did_you_mean(title.strip(), list(BY_NAME)),
        "names": ", ".join(BY_NAME),
    }
    rows.refuse(title, None, "", message, "unknown-sheet")


def _raw_rows(sheet: OpenSheet, rows: WorkbookRows, before: int, progress: Progress) -> list[RawRow]:
    """The rows with anything in them; ``before`` so many were read of other sheets."""
    found: list[RawRow] = []
    for number, cells in sheet.rows():
        if number > LAST_ROW or len(found) > MAX_ROWS:
            message = _("heeft meer dan %(limit)s rijen. Verdeel ze over meer werkmappen.") % {
                "limit": MAX_ROWS
            }
            rows.refuse(sheet.title, None, "", message, "too-many-rows")
            break
        values: list[Any] = []
        for cell in cells:
            column, value = cell["column"], cell["value"]
            if value is None or column > MAX_COLUMNS:
                continue
            values += [None] * (column - len(values))
            values[column - 1] = _MARKS.get(cell["data_type"], value)
        while values and is_empty(values[-1]):
            values.pop()
        if values:
            found.append((number, values))
            if len(found) % EVERY == 0:
                progress(before + len(found), None)
    return found


def _note_hidden(sheet: OpenSheet, found: Sequence[RawRow], rows: WorkbookRows) -> None:
    """Say what the spreadsheet program hides and is read all the same: a sheet, or rows or columns of it."""
    words = {"sheet": sheet.title}
    if not sheet.is_visible:
        rows.notes.append(_("Blad “%(sheet)s” is verborgen en is wel gelezen.") % words)
    if hidden := sorted({number for number, _cells in found} & sheet.hidden_rows):
        words["rows"] = _named(map(str, hidden))
        rows.notes.append(_("Blad “%(sheet)s”: verborgen rijen zijn wel gelezen (%(rows)s).") % words)
    width = max((len(cells) for _number, cells in found), default=0)
    if columns := sorted(column for column in sheet.hidden_columns if column <= width):
        words["columns"] = _named(map(get_column_letter, columns))
        rows.notes.append(_("Blad “%(sheet)s”: verborgen kolommen zijn wel gelezen (%(columns)s).") % words)


def _named(names: Iterable[str]) -> str:
    first = [*islice(names, NAMED + 1)]
    return ", ".join([*first[:NAMED], "…"] if len(first) > NAMED else first)


def _fill_in_results(sheet: OpenSheet, found: Sequence[RawRow]) -> None:
    """Read the same cells again, now with the results that the spreadsheet program kept of its formulas."""
    waiting = {number: values for number, values in found if Mark.FORMULA_WITHOUT_RESULT in values}
    if not waiting:
        return
    last = max(waiting)
    for number, cells in sheet.rows(results=True):
        values: Any = waiting.get(number)
        for cell in cells if values else ():
            position = cell["column"] - 1
            if position >= len(values) or values[position] is not Mark.FORMULA_WITHOUT_RESULT:
                continue
            if cell["value"] is not None:
                values[position] = Mark.ERROR if cell["data_type"] == "e" else cell["value"]
            elif cell["data_type"] in _TEXTS:
                values[position] = None  # the result is a text without signs
        if number >= last:
            break


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
