"""CSV and Excel files written row by row to a stream: a million rows take the memory of one.

The Excel file is written here and not by openpyxl: that keeps the sheet in a temporary file, readable for whoever can
read the disk, and needs four times as long (ADR 0033). What is written reads as any other workbook.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Protocol
from xml.sax.saxutils import escape, quoteattr

from sharing.core.periods import on_the_clock

FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")
# What XML, and so a workbook, does not know.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_767  # characters; Excel's limit
ROWS_PER_SHEET = 1_000_000  # Excel's own limit is 1,048,576
# A part of the archive stays below what programs read without its 64-bit extension.
BYTES_PER_SHEET = 1_900_000_000
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a clock without a zone, as Excel has it
_AT_ONCE = 256 * 1024
_REMEMBERED = 20_000
_BOOLEAN = {True: "ja", False: "nee", None: ""}


def neutral(text: str) -> str:
    """Text that no spreadsheet program takes for a formula, without characters that break a workbook."""
    text = _ILLEGAL.sub("", text)
    return f"'{text}" if text.startswith(FORMULA_MARKS) else text


class Output(Protocol):
    """Where bytes go; it need not be able to go back."""

    def write(self, data: bytes, /) -> int: ...

    def flush(self) -> None: ...


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


_SHEET = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
    'state="frozen"/></sheetView></sheetViews>'
    '<cols><col min="1" max="{columns}" width="18" customWidth="1"/></cols><sheetData>'
)
_SHEET_END = "</sheetData></worksheet>"
_DAY, _MOMENT, _HEADING = 1, 2, 3  # of _STYLES
_STYLES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/>'
    '<numFmt numFmtId="165" formatCode="dd\\-mm\\-yyyy\\ hh:mm:ss"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


class XlsxFile:
    """A workbook: real numbers, days and moments (on the Amsterdam clock); text is never a formula.

    What does not fit in a sheet goes on in the next one. A cell holds no more than Excel takes (32,767 characters).
    """

    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ending = "xlsx"

    def __init__(self, out: Output, headings: Sequence[str], *, title: str = "") -> None:
        # Of a stream that cannot go back, zipfile asks no more than ``write``.
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=2)  # type: ignore[call-overload]
        self._title = _FORBIDDEN_IN_NAMES.sub(" ", title)[:25].strip() or "Blad"
        self._columns = len(headings)
        self._head = f"<row>{''.join(_text_cell(one, _HEADING) for one in headings)}</row>"
        self._known: dict[str, str] = {}
        self._sheets = 0
        self._sheet: Any = None
        self._begin_sheet()

    def write(self, cells: Iterable[Any]) -> None:
        """A row."""
        if self._rows >= ROWS_PER_SHEET or self._written > BYTES_PER_SHEET:
            self._end_sheet()
            self._begin_sheet()
        self._lines.append(f"<row>{''.join(map(self._cell, cells))}</row>")
        self._rows += 1
        if len(self._lines) >= 500:
            self._pass_on()

    def close(self) -> None:
        """End the last sheet and write what a workbook consists of besides."""
        self._end_sheet()
        for name, text in self._parts().items():
            self._zip.writestr(name, text)
        self._zip.close()

    def _begin_sheet(self) -> None:
        self._sheets += 1
        self._rows = self._written = 0
        self._lines = [_SHEET.format(columns=self._columns), self._head]
        self._sheet = self._zip.open(f"xl/worksheets/sheet{self._sheets}.xml", "w")

    def _end_sheet(self) -> None:
        self._lines.append(_SHEET_END)
        self._pass_on()
        self._sheet.close()

    def _pass_on(self) -> None:
        data = "".join(self._lines).encode()
        self._lines.clear()
        self._written += len(data)
        self._sheet.write(data)

    def _cell(self, cell: Any) -> str:
        if isinstance(cell, str):
            return self._text(cell)
        if cell is None or isinstance(cell, bool):
            return self._text(_BOOLEAN[cell])
        if isinstance(cell, datetime):
            clock = on_the_clock(cell).replace(tzinfo=None)
            return f'<c s="{_MOMENT}"><v>{(clock - _EPOCH).total_seconds() / 86_400:.10f}</v></c>'
        if isinstance(cell, date):
            return f'<c s="{_DAY}"><v>{cell.toordinal() - _EPOCH.toordinal()}</v></c>'
        return f"<c><v>{cell}</v></c>"

    def _text(self, text: str) -> str:
        if not text:
            return "<c/>"
        found = self._known.get(text)
        if found is None:
            found = _text_cell(neutral(text)[:LONGEST_CELL])
            if len(text) < 200:  # labels and names come again, descriptions do not
                if len(self._known) >= _REMEMBERED:
                    self._known.clear()
                self._known[text] = found
        return found

    def _name_of(self, number: int) -> str:
        return self._title if number == 1 else f"{self._title} {number}"

    def _parts(self) -> dict[str, str]:
        """The other files of the archive, by name."""
        numbers = range(1, self._sheets + 1)
        declare = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        sheets = "".join(
            f'<sheet name={quoteattr(self._name_of(one))} sheetId="{one}" r:id="rId{one}"/>'
            for one in numbers
        )
        overrides = "".join(
            f'<Override PartName="/xl/worksheets/sheet{one}.xml" ContentType="{kind}.worksheet+xml"/>'
            for one in numbers
        )
        relations = "".join(
            f'<Relationship Id="rId{one}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{one}.xml"/>'
            for one in numbers
        )
        return {
            "xl/workbook.xml": f'{declare}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
            f' xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'{declare}<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
            f'<Relationship Id="rId0" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
            "xl/styles.xml": _STYLES,
            "_rels/.rels": f'{declare}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "[Content_Types].xml": f'{declare}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{overrides}'
            f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/></Types>',
        }


def _text_cell(text: str, style: int = 0) -> str:
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


FORMATS: dict[str, type[CsvFile] | type[XlsxFile]] = {"csv": CsvFile, "xlsx": XlsxFile}
