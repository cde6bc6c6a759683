"""HTML of a section as data for the PDF template: blocks of words, never markup that somebody typed.

Elements that are not known here come through as their text: no word of a version may be missing from its PDF.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html
from lxml.etree import _Element

from home.text.plain import INLINE
from sharing.public import pdf_blocks

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
STYLES: dict[str, Any] = {
    "b": "strong",
    "strong": "strong",
    "i": "emph",
    "em": "emph",
    "cite": "emph",
    "sub": "sub",
    "sup": "sup",
    "code": "code",
}
LINKED = {"http", "https", "mailto", "tel"}
LONGEST_ADDRESS = 2000  # characters; the template's engine refuses addresses of 8,000
WIDEST_TABLE = 40  # columns; beyond that a page has no room for a letter
_SPACES = re.compile(r"[ \t\r\n\f]+")


def blocks_of(html: str, *, base_url: str, anchors: frozenset[str] = frozenset()) -> list[dict[str, Any]]:
    """The blocks of a fragment of HTML.

    ``base_url`` completes addresses such as ``/contact/``; ``anchors`` are the sections that a link can lead to
    within the document.
    """
    if not html.strip():
        return []
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return _Reader(base_url, anchors).blocks(root)


@dataclass
class _Words:
    """Inline content under construction; white space collapses across elements."""

    parts: list[Any] = field(default_factory=list)
    ends_in_space: bool = True

    def text(self, words: str | None) -> None:
        words = _SPACES.sub(" ", words or "")
        if self.ends_in_space:
            words = words.removeprefix(" ")
        if not words:
            return
        self.ends_in_space = words.endswith(" ")
        if self.parts and isinstance(self.parts[-1], str):
            self.parts[-1] += words
        else:
            self.parts.append(words)

    def line_break(self) -> None:
        self.parts.append(pdf_blocks.line_break())
        self.ends_in_space = True

    def finished(self) -> list[Any]:
        """The parts without white space or line breaks at the end."""
        parts = self.parts
        while parts and (
            parts[-1] == {"kind": "break"} or (isinstance(parts[-1], str) and not parts[-1].strip())
        ):
            parts.pop()
        if parts and isinstance(parts[-1], str):
            parts[-1] = parts[-1].rstrip(" ")
        return parts


class _Reader:
    def __init__(self, base_url: str, anchors: frozenset[str]) -> None:
        self.base_url = base_url
        self.anchors = anchors

    def blocks(self, parent: Any) -> list[dict[str, Any]]:
        """Each block under an element, in reading order; loose words become paragraphs."""
        found: list[dict[str, Any]] = []
        words = _Words()
        words.text(parent.text)
        for child in parent:
            if isinstance(child.tag, str) and child.tag not in INLINE and child.tag != "img":
                self._flush(found, words)
                found += self._block(child)
                words = _Words()
            else:
                self._inline(child, words)
            words.text(child.tail)
        self._flush(found, words)
        return found

    @staticmethod
    def _flush(found: list[dict[str, Any]], words: _Words) -> None:
        if body := words.finished():
            found.append(pdf_blocks.paragraph(body))

    def _block(self, element: _Element) -> list[dict[str, Any]]:
        tag = element.tag
        if tag in ("ul", "ol"):
            return self._list(element)
        if tag == "dl":
            return self._terms(element)
        if tag == "table":
            return self._table(element)
        if tag == "hr":
            return []
        if tag in HEADINGS and (body := self._words_of(element)):
            return [pdf_blocks.heading(body, level=int(tag[1]))]
        return self.blocks(element)

    def _words_of(self, element: _Element) -> list[Any]:
        words = _Words()
        self._inside(element, words)
        return words.finished()

    def _inside(self, element: _Element, words: _Words) -> None:
        words.text(element.text)
        for child in element:
            self._inline(child, words)
            words.text(child.tail)

    def _inline(self, element: _Element, words: _Words) -> None:
        if not isinstance(element.tag, str):  # a comment
            return
        if element.tag == "br":
            words.line_break()
        elif element.tag == "img":
            words.text(element.get("alt"))
        elif element.tag == "a" and element.get("href"):
            self._link(element, words)
        elif element.tag in STYLES:
            inner = _Words(ends_in_space=words.ends_in_space)
            self._inside(element, inner)
            if inner.parts:
                words.parts.append(pdf_blocks.styled(inner.parts, STYLES[element.tag]))
                words.ends_in_space = inner.ends_in_space
        else:
            self._inside(element, words)

    def _link(self, element: _Element, words: _Words) -> None:
        """A link, with its address after it where the words do not show it: on paper nothing can be followed."""
        href = element.get("href").strip()
        inner = _Words(ends_in_space=words.ends_in_space)
        self._inside(element, inner)
        if href.startswith("#") and href[1:] in self.anchors:
            words.parts.append(pdf_blocks.jump(href[1:], inner.parts))
            words.ends_in_space = False
            return
        address = self._address(href)
        shown = address.removeprefix("mailto:").removeprefix("tel:")
        plain = _SPACES.sub(" ", element.text_content()).strip()
        if urlsplit(address).scheme in LINKED and len(address) <= LONGEST_ADDRESS:
            words.parts.append(pdf_blocks.link(address, inner.parts or [shown]))
        else:
            words.parts += inner.parts
        words.ends_in_space = inner.ends_in_space
        if shown and inner.parts and shown != plain:
            words.text(f" ({shown})")

    def _address(self, href: str) -> str:
        try:
            if href.startswith("#") or urlsplit(href).scheme:
                return href
            return urljoin(f"{self.base_url}/", href)
        except ValueError:  # not an address at all, so nothing to complete
            return "#"

    def _list(self, element: _Element) -> list[dict[str, Any]]:
        items, before = [], []
        if (element.text or "").strip():
            before.append(pdf_blocks.paragraph([_SPACES.sub(" ", element.text).strip()]))
        for child in element:
            if child.tag == "li":
                items.append(pdf_blocks.item(self.blocks(child), number=_whole(child.get("value"))))
            elif isinstance(child.tag, str):
                before += self._block(child) if child.tag not in INLINE else self._loose(child)
            if (child.tail or "").strip():
                before.append(pdf_blocks.paragraph([_SPACES.sub(" ", child.tail).strip()]))
        if not items:
            return before
        start = _whole(element.get("start")) or 1
        return [pdf_blocks.listed(items, is_ordered=element.tag == "ol", start=start), *before]

    def _loose(self, element: _Element) -> list[dict[str, Any]]:
        words = _Words()
        self._inline(element, words)
        body = words.finished()
        return [pdf_blocks.paragraph(body)] if body else []

    def _terms(self, element: _Element) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = []
        entries = list(_entries(element))
        if _words_in(element) != [word for child in entries for word in _words_in(child)]:
            return self.blocks(element)  # words that stand between the terms have no place in such a list
        for child in entries:
            if child.tag == "dt":
                items.append(pdf_blocks.term(self._words_of(child), []))
            else:
                if not items:
                    items.append(pdf_blocks.term([], []))
                items[-1]["body"] += self.blocks(child)
        return [pdf_blocks.terms(item for item in items if item["term"] or item["body"])]

    def _table(self, element: _Element) -> list[dict[str, Any]]:
        rows = list(element.iter("tr"))
        grid = _Grid(rows)
        if not grid.cells:
            return self.blocks(element)
        if grid.columns > WIDEST_TABLE:
            return [block for row in rows for cell in row for block in self.blocks(cell)]
        cells = [
            pdf_blocks.cell(
                self.blocks(cell),
                x=x,
                y=y,
                across=across,
                down=down,
                is_header=cell.tag == "th",
                heads=grid.heads(x, y, across, cell),
            )
            for x, y, across, down, cell in grid.cells
        ]
        caption = element.find("caption")
        table = pdf_blocks.table(cells, columns=grid.columns, head=grid.head)
        before = [] if caption is None else self.blocks(caption)
        found = [
            *(pdf_blocks.caption(block["body"]) for block in before if block["kind"] == "paragraph"),
            table,
        ]
        return [pdf_blocks.landscape(found)] if pdf_blocks.needs_landscape(table) else found


class _Grid:
    """Where each cell of an HTML table stands: ``cells`` as (column, row, columns wide, rows high, element).

    Spans that would leave the table, cross from its head to its body or overlap another cell are cut short.
    """

    def __init__(self, rows: list[Any]) -> None:
        self.head = self._head_rows(rows)
        placed: list[tuple[Any, ...]] = []
        taken: set[tuple[int, int]] = set()
        for y, row in enumerate(rows):
            below = (self.head if y < self.head else len(rows)) - y
            x = 0
            for cell in row.iterchildren("td", "th"):
                while (x, y) in taken:
                    x += 1
                down = min(_span(cell, "rowspan"), below)
                across = 1
                while across < _span(cell, "colspan") and (x + across, y) not in taken:
                    across += 1
                taken |= {(x + i, y + j) for i in range(across) for j in range(down)}
                placed.append((x, y, across, down, cell))
                x += across
        self.columns = max((x + 1 for x, *_rest in placed), default=0)
        self.cells = [
            (x, y, min(across, self.columns - x), down, cell) for x, y, across, down, cell in placed
        ]

    def heads(self, x: int, y: int, across: int, cell: Any) -> Literal["", "row", "rows"]:
        """What a heading below the top is the heading of: its row, or over the whole width the rows that follow."""
        if cell.tag != "th" or y < self.head:
            return ""
        if cell.get("scope") == "rowgroup" and across == self.columns and self.columns > 1:
            return "rows"
        return "row" if cell.get("scope") == "row" else ""

    @staticmethod
    def _head_rows(rows: list[Any]) -> int:
        """How many rows at the top hold the headings of the columns."""
        count = 0
        for row in rows:
            cells = list(row.iterchildren("td", "th"))
            above_columns = cells and all(
                cell.tag == "th" and cell.get("scope") != "rowgroup" for cell in cells
            )
            if row.getparent().tag != "thead" and not above_columns:
                break
            count += 1
        return count if count < len(rows) else 0


def _entries(element: _Element) -> Iterator[Any]:
    """The terms and explanations of a definition list, also those in groups."""
    for child in element:
        if child.tag in ("dt", "dd"):
            yield child
        elif isinstance(child.tag, str):
            grouped = next(child.iter("dt", "dd"), None) is not None
            yield from _entries(child) if grouped else [child]


def _words_in(element: _Element) -> list[str]:
    return " ".join(element.itertext()).split()


def _span(cell: Any, name: str) -> int:
    return max(1, min(_whole(cell.get(name)) or 1, WIDEST_TABLE))


def _whole(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
