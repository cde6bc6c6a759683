"""Headings of rows, told to who has a table read out: the typesetter tags only those of columns as headings.

Its own function for it waits behind a switch that its Python package does not have. So the cells concerned get their
tag afterwards, as PDF foresees for changes: the new state of an object is written behind the file, and what was
written stays as it was (ISO 32000-1, 7.5.6; a heading's ``Scope`` is in 14.8.5.7).
"""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

logger = logging.getLogger(__name__)

_OBJECT = re.compile(rb"(\d+) 0 obj\s(<</Type/StructElem.*?)\sendobj", re.DOTALL)
_KIND = re.compile(rb"/S/(\w+)")
_CHILDREN = re.compile(rb"/K\s*(?:\[([^\]]*)\]|(\d+ 0 R))")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$", re.DOTALL)


def with_row_headings(pdf: bytes, blocks: Sequence[dict[str, Any]]) -> bytes:
    """The document with the headings of rows tagged; ``blocks`` are what it was made of.

    A document whose tags are not what the blocks make expect stays as it is, and the log says so.
    """
    tables = [*_tables(blocks)]
    if not any(cell["heads"] == "row" for table in tables for cell in table["cells"]):
        return pdf
    elements = {int(number): body for number, body in _OBJECT.findall(pdf)}
    changed: dict[int, bytes] = {}
    tagged = [*_tagged_tables(elements)]
    if len(tagged) != len(tables):
        logger.warning("%s tables are tagged, where %s were expected", len(tagged), len(tables))
        return pdf
    for rows, table in zip(tagged, tables, strict=True):
        placed = [[*group] for _y, group in groupby(_in_order(table), key=lambda cell: cell["y"])]
        if [len(row) for row in rows if row] != [len(row) for row in placed]:
            logger.warning("a table is tagged otherwise than it was made")
            return pdf
        for row, cells in zip(filter(None, rows), placed, strict=True):
            for number, cell in zip(row, cells, strict=True):
                if cell["heads"] == "row":
                    changed[number] = _as_heading(elements[number])
    return _with_changes(pdf, changed)


def _tables(value: Any) -> Iterator[dict[str, Any]]:
    """The tables in blocks as they are read: one in a cell follows the one around it."""
    if isinstance(value, dict):
        if value.get("kind") == "table":
            yield value
            yield from _tables([cell["body"] for cell in _in_order(value)])
        else:
            yield from _tables([value.get("body"), value.get("items")])
    elif isinstance(value, list):
        for one in value:
            yield from _tables(one)


def _in_order(table: dict[str, Any]) -> list[dict[str, Any]]:
    return sorted(table["cells"], key=lambda cell: (cell["y"], cell["x"]))


def _tagged_tables(elements: dict[int, bytes]) -> Iterator[list[list[int]]]:
    """Per table, as it is read, the objects of its cells by row."""
    below = {number: _children(body, elements) for number, body in elements.items()}
    inside = {child for children in below.values() for child in children}
    waiting = [number for number in elements if number not in inside][::-1]
    while waiting:
        number = waiting.pop()
        if _kind(elements[number]) == b"Table":
            yield [below[row] for row in _rows(number, elements, below)]
        waiting += below[number][::-1]


def _rows(table: int, elements: dict[int, bytes], below: dict[int, list[int]]) -> Iterator[int]:
    for child in below[table]:
        if _kind(elements[child]) == b"TR":
            yield child
        elif _kind(elements[child]) in (b"THead", b"TBody", b"TFoot"):
            yield from below[child]


def _kind(element: bytes) -> bytes:
    found = _KIND.search(element)
    return found[1] if found else b""


def _children(element: bytes, elements: dict[int, bytes]) -> list[int]:
    found = _CHILDREN.search(element)
    listed = (found[1] or found[2] or b"") if found else b""
    return [number for one in _REFERENCE.findall(listed) if (number := int(one)) in elements]


def _as_heading(element: bytes) -> bytes:
    element = element.replace(b"/S/TD", b"/S/TH", 1)
    if b"/O/Table" in element:
        return element.replace(b"/O/Table", b"/O/Table/Scope/Row", 1)
    if b"/A[" in element:
        return element.replace(b"/A[", b"/A[<</O/Table/Scope/Row>>", 1)
    if b"/A<<" in element:
        return re.sub(rb"/A(<<.*?>>)", rb"/A[<</O/Table/Scope/Row>>\1]", element, count=1, flags=re.DOTALL)
    return element[:-2] + b"/A<</O/Table/Scope/Row>>>>"


def _with_changes(pdf: bytes, changed: dict[int, bytes]) -> bytes:
    """The file with the new state of these objects behind it, and a table of where they stand."""
    trailer = _TRAILER.search(pdf)
    if trailer is None or not changed:
        return pdf
    parts, places, end = [pdf.rstrip(b"\n"), b"\n"], {}, len(pdf.rstrip(b"\n")) + 1
    for number, body in sorted(changed.items()):
        written = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        places[number] = end
        parts.append(written)
        end += len(written)
    parts.append(b"xref\n")
    for numbers in _runs(places):
        parts.append(b"%d %d\n" % (numbers[0], len(numbers)))
        parts += [b"%010d 00000 n\r\n" % places[number] for number in numbers]
    parts.append(b"trailer\n<<%s/Prev %s>>\nstartxref\n%d\n%%%%EOF" % (trailer[1], trailer[2], end))
    return b"".join(parts)


def _runs(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Numbers in order, each run of those that follow each other together."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run
