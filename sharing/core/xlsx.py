"""The archive that an Excel workbook is, written to a stream: sheet after sheet, row after row, nothing kept.

openpyxl and XlsxWriter keep each sheet in a temporary file, readable for whoever can read the disk, and need four times
as long (ADR 0033). What is written here reads as any other workbook (ECMA-376 part 1, 18).
"""

import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Protocol
from xml.sax.saxutils import escape, quoteattr

from sharing.core.periods import on_the_clock

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")
LONGEST_CELL = 32_767  # characters; Excel's limit
# Styles: what a cell looks like and how it is taken when somebody types in it.
PLAIN, DAY, MOMENT, HEADING, TEXT, QUOTED, NEEDED, WRAPPED = range(8)
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a clock without a zone, as Excel has it
# Excel counts a 29 February 1900 that never was, so a day before 1 March is another one to every other program.
_FIRST_DAY = date(1900, 3, 1)
# How a workbook writes a sign that XML cannot hold; what merely looks like it has its first sign written so.
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SHEET = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
    'state="frozen"/></sheetView></sheetViews><cols>{columns}</cols><sheetData>'
)
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
    '<cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECLARE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Output(Protocol):
    """Where bytes go; it need not be able to go back."""

    def write(self, data: bytes, /) -> int: ...

    def flush(self) -> None: ...


class XlsxBook:
    """A workbook of sheets with names, each begun, filled with rows of cells (see below) and ended in turn."""

    def __init__(self, out: Output) -> None:
        # Of a stream that cannot go back, zipfile asks no more than ``write``.
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=2)  # type: ignore[call-overload]
        self._names: list[str] = []
        self._lines: list[str] = []
        self._sheet: Any = None
        self.written = 0  # bytes of this sheet

    def begin(self, name: str, columns: str) -> None:
        """A sheet; ``columns`` are its ``<col>`` elements. Its first row stays in sight."""
        self._names.append(name)
        self.written = 0
        self._lines = [_SHEET.format(columns=columns)]
        self._sheet = self._zip.open(f"xl/worksheets/sheet{len(self._names)}.xml", "w")

    def row(self, cells: Iterable[str]) -> None:
        """A row of cells, as the functions below write them."""
        self._lines.append(f"<row>{''.join(cells)}</row>")
        if len(self._lines) >= 500:
            self._pass_on()

    def end(self, after: str = "") -> None:
        """The sheet is whole; ``after`` is what comes after its rows, such as the choices of its columns."""
        self._lines.append(f"</sheetData>{after}</worksheet>")
        self._pass_on()
        self._sheet.close()

    def close(self) -> None:
        """Write what a workbook consists of besides."""
        for name, text in self._parts().items():
            self._zip.writestr(name, text)
        self._zip.close()

    def _pass_on(self) -> None:
        data = "".join(self._lines).encode()
        self._lines.clear()
        self.written += len(data)
        self._sheet.write(data)

    def _parts(self) -> dict[str, str]:
        """The other files of the archive, by name."""
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        numbered = list(enumerate(self._names, start=1))
        sheets = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{one}" r:id="rId{one}"/>' for one, name in numbered
        )
        overrides = "".join(
            f'<Override PartName="/xl/worksheets/sheet{one}.xml" ContentType="{kind}.worksheet+xml"/>'
            for one, _name in numbered
        )
        relations = "".join(
            f'<Relationship Id="rId{one}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{one}.xml"/>'
            for one, _name in numbered
        )
        return {
            "xl/workbook.xml": f'{_DECLARE}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
            f' xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'{_DECLARE}<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
            f'<Relationship Id="rId0" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
            "xl/styles.xml": _STYLES,
            "_rels/.rels": f'{_DECLARE}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "[Content_Types].xml": f'{_DECLARE}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{overrides}'
            f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/></Types>',
        }


def text_cell(text: str, style: int = PLAIN) -> str:
    """Text, never a formula; the caller leaves out what XML does not know."""
    if not text:
        return "<c/>"
    shown = escape(_LOOKS_ESCAPED.sub("_x005F_", text[:LONGEST_CELL]))
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{shown}</t></is></c>'


def number_cell(number: Any) -> str:
    """A number."""
    return f"<c><v>{number}</v></c>"


def day_cell(day: date) -> str:
    """A real date; as text, JJJJ-MM-DD, one from before Excel counts."""
    if day < _FIRST_DAY:
        return text_cell(day.isoformat(), TEXT)
    return f'<c s="{DAY}"><v>{day.toordinal() - _EPOCH.toordinal()}</v></c>'


def moment_cell(moment: datetime) -> str:
    """A moment, on the Amsterdam clock."""
    clock = on_the_clock(moment).replace(tzinfo=None)
    return f'<c s="{MOMENT}"><v>{(clock - _EPOCH).total_seconds() / 86_400:.10f}</v></c>'
