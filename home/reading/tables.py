"""A table of a page: a table of the statement when it is one, and otherwise what is in it."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _
from lxml.etree import _Element

from home.reading.loose import loose_element, loose_text
from home.reading.model import Table, words_of
from home.reading.parts import Found, Remark, texts_of

MAX_CELLS = 20_000
MAX_SPAN = 100
_Inside = Callable[[object], list[Found]]
_NOT_IN_A_CELL = ("h1", "h2", "h3", "h4", "h5", "h6", "table")


def read_table(element: _Element, inside: _Inside) -> list[Found]:
    """The table, with what stands around its cells before it; ``inside(part)`` reads the words of a part."""
    rows, around = _scan(element)
    captions = list(chain.from_iterable(map(inside, [*element.iterchildren("caption"), *around])))
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    if _is_layout(element, cells):
        return [*captions, *chain.from_iterable(inside(cell) for row in cells for cell in row)]
    grid, merged = _grid(cells)
    if grid is None:
        message = _(
            "Een tabel is te groot of heeft te veel samengevoegde cellen en staat er als losse alinea's."
        )
        parts = chain.from_iterable(inside(cell) for row in cells for cell in row)
        return [*captions, Remark(message, lost=False), *parts]
    caption = "" if around else " ".join(" ".join(map(words_of, texts_of(captions))).split())
    table = Table(
        [["" if cell is None else _words(inside(cell)) for cell in row] for row in grid],
        first_row_is_header=_first_row_is_header(rows, cells),
        first_column_is_header=_first_column_is_header(cells),
        caption=caption,
    )
    if not caption and not any(map(any, table.rows)):
        return captions
    found: list[Found] = captions if around else []
    if merged:
        message = _(
            "Samengevoegde cellen van een tabel zijn gesplitst: de tekst staat in de eerste, de rest is leeg."
        )
        found.append(Remark(message, lost=False))
    if not (caption or table.first_row_is_header):
        message = _(
            "Een tabel heeft geen bijschrift en geen koppen boven de kolommen. Vul een van beide aan."
        )
        found.append(Remark(message, lost=False))
    if any(cell.find(".//a[@href]") is not None for row in cells for cell in row):
        message = _("Links in een tabel zijn gewone tekst geworden; lezers kunnen er niet op klikken.")
        found.append(Remark(message, lost=False))
    return [*found, table]


def _scan(element: _Element) -> tuple[list[Any], list[Any]]:
    """The rows of this table (not those of a table in a cell), and what stands where only rows and cells belong."""
    rows, around = [], loose_text(element.text)
    for child in list(element):
        tail = child.tail
        if child.tag == "tr":
            rows.append(child)
            around += _around_cells(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            inner, loose = _scan(child)
            rows += inner
            around += loose
        elif isinstance(child.tag, str) and child.tag not in ("caption", "colgroup", "col"):
            around.append(loose_element(child))
        around += loose_text(tail)
    return rows, around


def _around_cells(row: Any) -> list[Any]:
    around = loose_text(row.text)
    for child in list(row):
        tail = child.tail
        if isinstance(child.tag, str) and child.tag not in ("td", "th"):
            around.append(loose_element(child))
        around += loose_text(tail)
    return around


def _is_layout(element: _Element, cells: list[list[Any]]) -> bool:
    """Whether it only places things: one column, or whole parts of the text in its cells."""
    if element.get("role") in ("presentation", "none") or max(map(len, cells), default=0) <= 1:
        return True
    return any(
        next(cell.iter(*(("table",) if cell.tag == "th" else _NOT_IN_A_CELL)), None) is not None
        for row in cells
        for cell in row
    )


def _grid(cells: list[list[Any]]) -> tuple[list[list[Any]] | None, bool]:
    """Rows of equal length with a cell or None in each place, and whether cells were merged; None if too large."""
    placed: dict[tuple[int, int], object] = {}
    merged = False
    for number, row in enumerate(cells):
        column = 0
        for cell in row:
            while (number, column) in placed:
                column += 1
            across = _span(cell.get("colspan"), MAX_SPAN)
            down = _span(cell.get("rowspan"), len(cells) - number)
            merged = merged or across > 1 or down > 1
            for extra in range(down):
                placed.update({(number + extra, column + step): None for step in range(across)})
            placed[number, column] = cell
            column += across
            if len(placed) > MAX_CELLS:
                return None, merged
    width = max((column for _row, column in placed), default=-1) + 1
    if width * len(cells) > MAX_CELLS:
        return None, merged
    return [[placed.get((number, column)) for column in range(width)] for number in range(len(cells))], merged


def _span(text: str | None, most: int) -> int:
    """What a colspan or rowspan says, within reason."""
    text = (text or "1").strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return max(1, min(number, most))


def _words(blocks: Sequence[Found]) -> str:
    """The words of a cell, a line for each paragraph or item; a link shows where it leads."""
    lines = []
    for text in texts_of(blocks):
        words = ""
        for span in text:
            address = span.href.removeprefix("mailto:").removeprefix("tel:")
            shown = address and not address.startswith("#") and address != span.text.strip()
            words += f"{span.text} ({address})" if shown else span.text
        lines.append(words)
    return "\n".join(lines)


def _first_row_is_header(rows: list[Any], cells: list[list[Any]]) -> bool:
    first = next((number for number, row in enumerate(cells) if row), None)
    if first != 0:
        return False
    return rows[0].getparent().tag == "thead" or all(cell.tag == "th" for cell in cells[0])


def _first_column_is_header(cells: list[list[Any]]) -> bool:
    return len(cells) > 1 and all(row and row[0].tag == "th" for row in cells[1:])
