"""HTML of a statement as blocks of words, to compare and to write again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from lxml import html as lxml_html
from lxml.etree import _Element

from home.text.plain import INLINE

BREAK = "\n"  # stands for <br>: no other word holds white space
BLOCKS = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "div",
        "figcaption",
        "figure",
        "footer",
        "header",
        "main",
        "nav",
    ),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "p", "pre", "section"),
    *("caption", "dd", "dl", "dt", "li", "ol", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
# These stand only in a parent of their own kind, which holds nothing else.
PARTS = {"caption", "dd", "dt", "li", "tbody", "td", "tfoot", "th", "thead", "tr"}
STRUCTURES = {"dl", "ol", "table", "tbody", "tfoot", "thead", "tr", "ul"}
_SILENT = {"script", "style", "template"}
_ATTRIBUTES = {"class", "colspan", "datetime", "href", "lang", "rowspan", "scope", "start", "title", "value"}
_SAFE_LINK = re.compile(r"(https?:|mailto:|tel:|[/#?.]|[^:]*$)", re.IGNORECASE)
_PIECES = re.compile(r"[ \t\r\n\f]+|[^ \t\r\n\f]+")
_CLOSING = ".,;:!?)»”’"

Attributes = tuple[tuple[str, str], ...]
Wrapper = tuple[str, Attributes]  # an inline element around a word


@dataclass(frozen=True, slots=True)
class Word:
    """A word or the punctuation after it, with the inline elements around it.

    ``space`` tells whether white space follows; ``address`` is where its link leads, empty without link, and
    ``ends_link`` marks the last word of one. ``is_address`` when the link's words are its address.
    """

    text: str
    space: bool = False
    wrappers: tuple[Wrapper, ...] = ()
    address: str = ""
    ends_link: bool = False
    is_address: bool = False


@dataclass(frozen=True)
class Piece:
    """An element that holds other blocks; without ``tag`` a run of words, which holds nothing else."""

    tag: str = ""
    attributes: Attributes = ()
    children: tuple["Piece", ...] = ()
    words: tuple[Word, ...] = ()

    @cached_property
    def key(self) -> tuple[Any, ...]:
        """Equal for blocks in which a reader sees no difference."""
        if not self.tag:
            return tuple((word.text, word.address) for word in self.words)
        return (self.tag, *(child.key for child in self.children))

    @cached_property
    def text(self) -> str:
        if not self.tag:
            return " ".join(word.text for word in self.words)
        return " ".join(child.text for child in self.children)

    @property
    def is_structure(self) -> bool:
        """Whether only parts of its own kind may stand directly in it."""
        return self.tag in STRUCTURES or any(child.tag in PARTS for child in self.children)


def read_pieces(html: str) -> tuple[Piece, ...]:
    """The blocks of a fragment of HTML; what is not text, list or table is left out, its words are not."""
    if not html.strip():
        return ()
    return _blocks(lxml_html.fragment_fromstring(html, create_parent="div"), ())


def read_words(text: str) -> tuple[Word, ...]:
    """The words of plain text."""
    return _joined([*_words(text, ())])


def _blocks(element: _Element, wrappers: tuple[Wrapper, ...]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    words: list[Word | None] = []

    def end_run() -> None:
        if run := _joined(words):
            found.append(Piece(words=run))
        words.clear()

    for piece in _pieces(element, wrappers):
        if isinstance(piece, Piece):
            end_run()
            found.append(piece)
        else:
            words.append(piece)
    end_run()
    return tuple(found)


def _pieces(element: _Element, wrappers: tuple[Wrapper, ...]) -> Iterator[Word | Piece | None]:
    """Blocks and words in reading order, with None for white space before a word."""
    yield from _words(element.text, wrappers)
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "br":
            yield Word(BREAK, wrappers=wrappers)
        elif tag in BLOCKS:
            yield Piece(tag, _attributes(child), _blocks(child, wrappers))
        elif tag == "a":
            yield from _link(child, wrappers)
        elif tag in INLINE:
            yield from _pieces(child, (*wrappers, (tag, _attributes(child))))
        elif tag and tag not in _SILENT:
            yield from _pieces(child, wrappers)
        yield from _words(child.tail, wrappers)


def _link(element: _Element, wrappers: tuple[Wrapper, ...]) -> Iterator[Word | Piece | None]:
    attributes = _attributes(element)
    address = dict(attributes).get("href", "")
    if not address or any(tag == "a" for tag, _attributes_ in wrappers):
        yield from _pieces(element, wrappers)
        return
    pieces = list(_pieces(element, (*wrappers, ("a", attributes))))
    last = max((place for place, piece in enumerate(pieces) if isinstance(piece, Word)), default=None)
    said = shown_address(address) == " ".join(element.text_content().split())
    for place, piece in enumerate(pieces):
        if isinstance(piece, Word):
            piece = replace(piece, address=address, ends_link=place == last, is_address=said)
        yield piece


def shown_address(address: str) -> str:
    """The address as people write it."""
    return address.removeprefix("mailto:").removeprefix("tel:")


def _words(text: str | None, wrappers: tuple[Wrapper, ...]) -> Iterator[Word | None]:
    for piece in _PIECES.findall(text or ""):
        if piece.isspace() and piece.strip(" \t\r\n\f") == "":
            yield None
            continue
        stem = piece.rstrip(_CLOSING) or piece
        yield Word(stem, wrappers=wrappers)
        if stem != piece:
            yield Word(piece[len(stem) :], wrappers=wrappers)


def _joined(pieces: list[Word | None]) -> tuple[Word, ...]:
    """The words, each knowing whether white space follows it."""
    words: list[Word] = []
    for piece in pieces:
        if piece is not None:
            words.append(piece)
        elif words:
            words[-1] = replace(words[-1], space=True)
    return tuple(words)


def _attributes(element: _Element) -> Attributes:
    return tuple(
        (name, value)
        for name, value in element.attrib.items()
        if name in _ATTRIBUTES and (name != "href" or _SAFE_LINK.match(value.strip()))
    )
