"""Rows as somebody copies them from a spreadsheet: text with a tab between cells, into columns with a name. Pure."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_ROWS = 500
# What is pasted without headings stands in this order. Beside each the headings that are understood, those of the
# workbook among them.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "party": ("partij", "subverwerker", "naam"),
    "service": ("dienst",),
    "country": ("land",),
    "engaged_by": ("ingeschakeld door", "boven"),
    "announced_on": ("aangekondigd op", "aangekondigd"),
    "approved_on": ("goedgekeurd op", "goedgekeurd"),
    "first_day": ("vanaf", "eerste dag"),
    "last_day": ("tot en met", "laatste dag"),
    "flow_down": ("doorgegeven verplichtingen", "verplichtingen"),
}
_NAMED = {heading: name for name, headings in COLUMNS.items() for heading in headings}


@dataclass(frozen=True, slots=True)
class Pasted:
    """``rows`` have the number of their line and per column its text; ``strange`` are headings of no column.

    ``beyond``: lines with more cells than there are columns, with what stands in the first cell too many.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    strange: tuple[str, ...] = ()
    beyond: tuple[tuple[int, str], ...] = ()


def read_rows(text: str) -> Pasted:
    """The rows of a pasted text, by the headings of its first line or in the order of ``COLUMNS``; no empty rows."""
    lines = [
        (number, [" ".join(cell.split()) for cell in cells])
        for number, cells in enumerate(_cells(text.replace("\0", "")), 1)
    ]
    lines = [(number, cells) for number, cells in lines if any(cells)]
    if not lines:
        return Pasted((), ())
    headings = [cell.casefold().replace("_", " ") for cell in lines[0][1]]
    named = [_NAMED.get(heading, "") for heading in headings]
    strange: tuple[str, ...] = ()
    # A party may be called “Land”; two of its cells are no headings of two columns.
    if len(set(named) - {""}) >= min(2, len(lines[0][1])):
        strange = tuple(cell for cell, name in zip(lines[0][1], named, strict=True) if cell and not name)
        lines = lines[1:]
    else:
        width = max(len(cells) for _number, cells in lines)
        named = list(COLUMNS)[:width]
    beyond = [(number, _too_many(cells, len(named))) for number, cells in lines]
    return Pasted(
        tuple(name for name in named if name),
        tuple((number, _row(named, cells)) for number, cells in lines),
        strange,
        tuple((number, cell) for number, cell in beyond if cell),
    )


def _row(named: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    row = {name: "" for name in named if name}
    row.update({name: cell for name, cell in zip(named, cells, strict=False) if name})
    return row


def _too_many(cells: Sequence[str], width: int) -> str:
    return next((cell for cell in cells[width:] if cell), "")


def _cells(text: str) -> list[list[str]]:
    mark = ";" if "\t" not in text and ";" in text else "\t"
    try:
        return list(csv.reader(io.StringIO(text), delimiter=mark, strict=True))
    except csv.Error:  # a single quotation mark is one that somebody wrote, not the begin of a cell
        return [line.split(mark) for line in text.splitlines()]
