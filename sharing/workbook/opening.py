"""The cells of a workbook as Excel itself reads them: openpyxl's reading of cells, without what surrounds them.

openpyxl stops at many a thing that Excel passes over: styles without a name or a basis, wrong document properties,
validations and names of ranges. Nothing of that is needed here: only which cells are dates.
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from lxml import etree
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.worksheet._reader import COL_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

_STYLES = re.compile(r"(?:.*/)?styles\.xml", re.IGNORECASE)
_SAID = ("1", "true")
# How Excel writes a sign that XML cannot hold (ECMA-376 part 1, 22.9.2.19, ST_Xstring): “_x000D_”.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
# Signs that show nothing: of width zero, of the direction of writing, byte order marks. Joiners do something in words.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_JOINERS = "\u200c\u200d"
# Signs of control, which no cell may hold, and what is no sign at all.
_NOT_IN_A_CELL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

Cell = dict[str, Any]


@dataclass(slots=True)
class OpenSheet:
    """A sheet; once its rows were read, ``hidden_rows`` and ``hidden_columns`` (numbers from 1) are known."""

    _book: "OpenWorkbook"
    _part: str
    title: str
    is_visible: bool
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def rows(self, *, results: bool = False) -> Iterator[tuple[int, list[Cell]]]:
        """Each row that the file has, with its number and its cells: ``column`` (from 1), ``value`` and ``data_type``.

        With ``results`` a formula is what it came to, as the spreadsheet program kept it.
        """
        with self._book.reader.archive.open(self._part) as source:
            parser = _Rows(source, self._book.strings, results, self._book.formats)
            self.hidden_rows, self.hidden_columns = parser.hidden_rows, parser.hidden_columns
            yield from parser.parse()


class OpenWorkbook:
    """A workbook that was found safe to open; a context, which closes the file."""

    def __init__(self, source: Path | BinaryIO) -> None:
        self.reader = ExcelReader(source, read_only=True, keep_links=False)
        self.reader.read_manifest()
        self.reader.read_workbook()
        self.strings = self._strings()
        self.formats = self._formats()
        self.sheets = [
            OpenSheet(self, relation.target, sheet.name, sheet.state == "visible")
            for sheet, relation in self.reader.parser.find_sheets()
            if relation.target in self.reader.valid_files and "chartsheet" not in relation.Type
        ]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.reader.archive.close()

    def _strings(self) -> list[str]:
        """The texts that cells share, as they are written."""
        package: Any = self.reader.package
        part = package.find(SHARED_STRINGS)
        if part is None:
            return []
        strings = []
        with self.reader.archive.open(part.PartName[1:]) as source:
            for _event, node in iterparse(source):
                if node.tag == f"{{{SHEET_MAIN_NS}}}si":
                    text: Any = Text.from_tree(node)
                    strings.append(text.content)
                    node.clear()
        return strings

    def _formats(self) -> "_Formats":
        formats = _Formats(self.reader.wb.epoch)
        part = next(filter(_STYLES.fullmatch, self.reader.valid_files), None)
        if part is None:
            return formats
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(self.reader.archive.read(part), parser)
        codes = dict(BUILTIN_FORMATS)
        for one in root.iter("{*}numFmt"):
            if (number := one.get("numFmtId", "")).isdecimal():
                codes[int(number)] = one.get("formatCode", "")
        for position, one in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
            number = one.get("numFmtId", "0")
            code = codes.get(int(number), "") if number.isdecimal() else ""
            if is_date_format(code):
                formats.dates.add(position)
            if is_timedelta_format(code):
                formats.lengths.add(position)
        return formats


@dataclass(frozen=True, slots=True)
class _Formats:
    """Which styles (by position) make a number a date or a length of time, and from which day dates count."""

    epoch: Any
    dates: set[int] = field(default_factory=set)
    lengths: set[int] = field(default_factory=set)


class _Rows(WorkSheetParser):
    """Of a sheet only its rows and columns."""

    def __init__(self, source: Any, strings: list[str], results: bool, formats: _Formats) -> None:
        super().__init__(
            source,
            strings,
            data_only=results,
            epoch=formats.epoch,
            date_formats=formats.dates,
            timedelta_formats=formats.lengths,
        )
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()

    def parse(self) -> Generator[tuple[int, list[Cell]], None, None]:
        for _event, element in iterparse(self.source):
            if element.tag == COL_TAG and element.get("hidden") in _SAID:
                first, last = int(element.get("min", "0")), int(element.get("max", "0"))
                self.hidden_columns |= set(range(first, min(last, 256) + 1))
            elif element.tag == ROW_TAG:
                hidden = element.get("hidden") in _SAID
                number, cells = self.parse_row(element)
                self.row_dimensions.clear()
                element.clear()
                if hidden:
                    self.hidden_rows.add(number)
                yield number, cells

    def parse_cell(self, element: Any) -> Cell:
        cell: Cell = super().parse_cell(element)
        value = cell["value"]
        if isinstance(value, str) and cell["data_type"] != "f" and not value.isalnum():
            cell["value"] = readable(value)
        return cell


def readable(text: str) -> str:
    """The text of a cell as it shows: escaped signs as they are meant, and nothing that cannot be seen."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return _visible(text)


def _visible(text: str) -> str:
    return text if text.isascii() else _INVISIBLE.sub("", text).strip(_JOINERS)


def as_read(text: str) -> str:
    """What is read of a text of the register after it was written in a workbook: without signs that nobody sees,
    one sign for the end of a line, and no room around it.
    """
    read = ""
    while not text.isalnum() and text != read:  # what is taken away may have kept other signs from the end
        read = text
        text = _NOT_IN_A_CELL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        text = _visible(text).strip()
    return text
