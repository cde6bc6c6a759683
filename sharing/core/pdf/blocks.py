"""What stands in a document: the building blocks that ``document.typ`` sets.

A block is a dictionary with a ``kind``. *Words* are what runs on within a line: a list of strings and of the inline
pieces below. All of it is data, so nothing needs escaping.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

Words = list[str | dict[str, Any]]

LINE, LINE_ACROSS = 92, 145  # letters of a table that fit beside each other on a page, upright and across
WIDEST_WORD = 18  # letters; what is longer is broken
NARROWEST = 4  # letters


def paragraph(words: Words) -> dict[str, Any]:
    return {"kind": "paragraph", "body": words}


def caption(words: Words) -> dict[str, Any]:
    """What a table is about, before it."""
    return {"kind": "caption", "body": words}


def heading(words: Words, *, level: int, anchor: str = "", is_listed: bool = False) -> dict[str, Any]:
    """``level`` from 1, and none skipped; ``is_listed`` puts it in the contents, ``anchor`` lets jumps lead to it."""
    return {"kind": "heading", "level": level, "body": words, "anchor": anchor, "listed": is_listed}


def anchor(name: str) -> dict[str, Any]:
    """A place without a heading that jumps lead to."""
    return {"kind": "anchor", "anchor": name}


def contents(title: str) -> dict[str, Any]:
    """The headings that are listed, with their pages."""
    return {"kind": "contents", "title": title}


def listed(items: Iterable[dict[str, Any]], *, is_ordered: bool, start: int = 1) -> dict[str, Any]:
    """A list of ``item``s; ``start`` is the first number of one in order."""
    return {"kind": "list", "ordered": is_ordered, "start": start, "items": list(items)}


def item(blocks: list[dict[str, Any]], *, number: int | None = None) -> dict[str, Any]:
    """``number`` when it is not simply the next one."""
    return {"number": number, "body": blocks}


def terms(items: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Terms (``term``) and what is said of each."""
    return {"kind": "terms", "items": list(items)}


def term(words: Words, blocks: list[dict[str, Any]]) -> dict[str, Any]:
    return {"term": words, "body": blocks}


def facts(items: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Short facts (``fact``), one below the other."""
    return {"kind": "facts", "items": list(items)}


def fact(name: str, text: str, kind: Literal["text", "link", "code"] = "text") -> dict[str, Any]:
    """A text in lines, an address to follow, or a code in letters of one width."""
    return {"term": name, "kind": kind, "text": text, "lines": text.splitlines()}


def table(cells: Iterable[dict[str, Any]], *, columns: int, head: int) -> dict[str, Any]:
    """``cell``s, each at its own place; ``head`` is how many rows at the top hold the names of the columns.

    A column is as wide as its words ask for. Words that are longer than the narrowest one are broken, so that none
    runs over its neighbour.
    """
    placed = list(cells)
    widths = _widths(placed, columns)
    line = LINE_ACROSS if sum(widths) > LINE else LINE
    narrowest = min(widths, default=1) * line / max(sum(widths), 1)
    return {
        "kind": "table",
        "columns": columns,
        "head": head,
        "cells": placed,
        "widths": widths,
        "longest": max(int(narrowest) - 2, 1),
    }


def needs_landscape(table: dict[str, Any]) -> bool:
    """Whether the words of a table do not fit beside each other on an upright page."""
    return sum(_least(table["cells"], table["columns"])) > LINE


def landscape(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    """Blocks on a page of their own that lies across; inside another block they stay where they are."""
    return {"kind": "landscape", "body": blocks}


def _least(cells: list[dict[str, Any]], columns: int) -> list[int]:
    """Per column the letters that it needs at least: those of its longest word, and the room around it."""
    least = [NARROWEST] * columns
    for one in cells:
        if one["colspan"] == 1:
            longest = max((len(word) for text in _texts(one["body"]) for word in text.split()), default=0)
            least[one["x"]] = max(least[one["x"]], min(longest, WIDEST_WORD) + 2)
    return least


def _widths(cells: list[dict[str, Any]], columns: int) -> list[int]:
    """Per column a share of the width: what its longest word needs, and more as it has more to say."""
    least = _least(cells, columns)
    said = [0] * columns
    for one in cells:
        if one["colspan"] == 1:
            said[one["x"]] = max(said[one["x"]], sum(map(len, _texts(one["body"]))))
    room = (LINE_ACROSS if sum(least) > LINE else LINE) - sum(least)
    wanted = [max(0, min(letters, 3 * LINE) - width) for letters, width in zip(said, least, strict=True)]
    if room <= 0 or not any(wanted):
        return least
    share = min(1.0, room / sum(wanted))
    return [width + round(more * share) for width, more in zip(least, wanted, strict=True)]


def _texts(value: Any) -> Iterator[str]:
    """The words in blocks, wherever they stand."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for name in ("body", "items", "term", "text"):
            yield from _texts(value.get(name))


def cell(
    blocks: list[dict[str, Any]],
    *,
    x: int,
    y: int,
    across: int = 1,
    down: int = 1,
    is_header: bool = False,
    heads: Literal["", "row", "rows"] = "",
) -> dict[str, Any]:
    """At column ``x`` and row ``y``, from 0, and so many columns wide and rows high; cells never overlap.

    ``heads`` says of a heading that it is that of its ``row``, or of the ``rows`` below it.
    """
    return {
        "x": x,
        "y": y,
        "colspan": across,
        "rowspan": down,
        "header": is_header,
        "heads": heads,
        "body": blocks,
    }


def styled(words: Words, style: Literal["strong", "emph", "sub", "sup", "code"]) -> dict[str, Any]:
    return {"kind": style, "body": words}


def black(reason: str) -> dict[str, Any]:
    """Words that are not shown: a black bar with why in white on it, so that it is seen and heard."""
    return {"kind": "black", "text": reason}


def line_break() -> dict[str, Any]:
    return {"kind": "break"}


def link(address: str, words: Words) -> dict[str, Any]:
    """To an address of http, https, mailto or tel; whoever makes it checks that."""
    return {"kind": "link", "url": address, "body": words}


def jump(to: str, words: Words) -> dict[str, Any]:
    """To an anchor of this document; the page it is on follows the words."""
    return {"kind": "jump", "anchor": to, "body": words}
