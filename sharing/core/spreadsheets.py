"""CSV and Excel files of one list, written row by row to a stream: a million rows take the memory of one."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sharing.core.periods import on_the_clock
from sharing.core.xlsx import (
    FORMULA_MARKS,
    HEADING,
    KIND,
    LONGEST_CELL,
    Output,
    XlsxBook,
    day_cell,
    moment_cell,
    number_cell,
    text_cell,
)

# What XML, and so a workbook, does not know.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ROWS_PER_SHEET = 1_000_000  # Excel's own limit is 1,048,576
# A part of the archive stays below what programs read without its 64-bit extension.
BYTES_PER_SHEET = 1_900_000_000
_AT_ONCE = 256 * 1024
_REMEMBERED = 20_000
_BOOLEAN = {True: "ja", False: "nee", None: ""}


def neutral(text: str) -> str:
    """Text that no spreadsheet program takes for a formula, without characters that break a workbook."""
    text = _ILLEGAL.sub("", text)
    return f"'{text}" if text.startswith(FORMULA_MARKS) else text


class CsvFile:
    """UTF-8 with a mark, semicolons: a Dutch Excel opens it in columns. Moments have their offset."""

    kind = "text/csv; charset=utf-8"
    ending = "csv"

    def __init__(self, out: Output, headings: Sequence[str], *, title: str = "") -> None:
        self._out = out
        self._text = io.StringIO(newline="")
        self._csv = csv.writer(self._text, delimiter=";", lineterminator="\r\n")
        out.write("\ufeff".encode())
        self.write(headings)

    def write(self, cells: Iterable[Any]) -> None:
        """A row."""
        self._csv.writerow([_in_text(cell) for cell in cells])
        if self._text.tell() > _AT_ONCE:
            self._pass_on()

    def close(self) -> None:
        """Write what is left."""
        self._pass_on()

    def _pass_on(self) -> None:
        self._out.write(self._text.getvalue().encode())
        self._text.seek(0)
        self._text.truncate()


def _in_text(cell: Any) -> Any:
    if isinstance(cell, str):
        return neutral(cell)
    if cell is None or isinstance(cell, bool):
        return _BOOLEAN[cell]
    if isinstance(cell, datetime):
        return on_the_clock(cell).isoformat(timespec="seconds")
    return cell.isoformat() if isinstance(cell, date) else cell


_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


class XlsxFile:
    """A workbook: real numbers, days and moments (on the Amsterdam clock); text is never a formula.

    What does not fit in a sheet goes on in the next one. A cell holds no more than Excel takes (32,767 characters).
    """

    kind = KIND
    ending = "xlsx"

    def __init__(self, out: Output, headings: Sequence[str], *, title: str = "") -> None:
        self._book = XlsxBook(out)
        self._title = _FORBIDDEN_IN_NAMES.sub(" ", title)[:25].strip() or "Blad"
        self._columns = f'<col min="1" max="{len(headings)}" width="18" customWidth="1"/>'
        self._head = [text_cell(one, HEADING) for one in headings]
        self._known: dict[str, str] = {}
        self._sheets = 0
        self._begin_sheet()

    def write(self, cells: Iterable[Any]) -> None:
        """A row."""
        if self._rows >= ROWS_PER_SHEET or self._book.written > BYTES_PER_SHEET:
            self._book.end()
            self._begin_sheet()
        self._book.row(map(self._cell, cells))
        self._rows += 1

    def close(self) -> None:
        """End the last sheet, and the workbook."""
        self._book.end()
        self._book.close()

    def _begin_sheet(self) -> None:
        self._sheets += 1
        self._rows = 0
        self._book.begin(self._title if self._sheets == 1 else f"{self._title} {self._sheets}", self._columns)
        self._book.row(self._head)

    def _cell(self, cell: Any) -> str:
        if isinstance(cell, str):
            return self._text(cell)
        if cell is None or isinstance(cell, bool):
            return self._text(_BOOLEAN[cell])
        if isinstance(cell, datetime):
            return moment_cell(cell)
        return day_cell(cell) if isinstance(cell, date) else number_cell(cell)

    def _text(self, text: str) -> str:
        found = self._known.get(text)
        if found is None:
            found = text_cell(neutral(text)[:LONGEST_CELL])
            if len(text) < 200:  # labels and names come again, descriptions do not
                if len(self._known) >= _REMEMBERED:
                    self._known.clear()
                self._known[text] = found
        return found


FORMATS: dict[str, type[CsvFile] | type[XlsxFile]] = {"csv": CsvFile, "xlsx": XlsxFile}
