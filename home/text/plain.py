"""HTML of a statement as plain text: every word in reading order, in the form that ``reading`` reads back."""

import re
from typing import Any

from lxml import html as lxml_html
from lxml.etree import _Element

from home.text.references import is_reference

# Everything else is a block of its own.
INLINE = {
    "a",
    "abbr",
    "b",
    "br",
    "cite",
    "code",
    "em",
    "i",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "u",
}
_BREAK = "\N{LINE SEPARATOR}"  # stands for <br> while white space collapses
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BROKEN_LIST = re.compile(r"</(ul|ol)>\s*<\1>")
_EDITOR_KEYS = re.compile(r' data-block-key="[^"]*"')


def without_editor_keys(html: str) -> str:
    """The HTML without the keys that the rich text editor leaves on every block."""
    return _EDITOR_KEYS.sub("", html)


def with_whole_lists(html: str) -> str:
    """The HTML in which a list goes on after a sub-list of another kind.

    The rich text editor ends it there and begins a new one, so that a numbered list would count from 1 again.
    """
    return _BROKEN_LIST.sub("", html)


def html_to_text(html: str) -> str:
    """The text of a fragment of HTML.

    Paragraphs are separated by an empty line, list items start with ``- `` (``1) `` when numbered), one
    space deeper per level; a link shows its address when that differs from its words, so that the text says
    where it leads.
    """
    if not html.strip():
        return ""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return "\n\n".join(_blocks(root))


def _blocks(parent: Any) -> list[str]:
    """Each block of text under an element, in reading order."""
    found: list[str] = []
    words = parent.text or ""
    for child in parent:
        if isinstance(child.tag, str) and child.tag not in INLINE:
            _add(found, words)
            found += _block(child)
            words = ""
        else:
            words += _inline(child)
        words += child.tail or ""
    _add(found, words)
    return found


def _block(element: _Element) -> list[str]:
    if element.tag in ("ul", "ol"):
        return ["\n".join(_items(element, 0))]
    if element.tag == "dl":
        return ["\n".join(" ".join(_blocks(child)) for child in element)]
    if element.tag == "tr":
        return [" | ".join(" ".join(_blocks(cell)) for cell in element)]
    return _blocks(element)


def _items(element: _Element, level: int) -> list[str]:
    lines = []
    for position, item in enumerate(element.iterchildren("li"), start=1):
        mark = f"{position})" if element.tag == "ol" else "-"
        sublists = list(item.iterchildren("ul", "ol"))
        tails = "".join(sublist.tail or "" for sublist in sublists)
        for sublist in sublists:
            item.remove(sublist)
        words = " ".join(_blocks(item))
        lines.append(f"{' ' * level}{mark} {words}".rstrip())
        for sublist in sublists:
            lines += _items(sublist, level + 1)
        if tails.strip():
            lines.append(f"{' ' * (level + 1)}{_collapse(tails)}")
    return lines


def _inline(element: _Element) -> str:
    if not isinstance(element.tag, str):  # a comment
        return ""
    if element.tag == "br":
        return _BREAK
    words = (element.text or "") + "".join(_inline(child) + (child.tail or "") for child in element)
    if element.tag == "a":
        address = element.get("href", "").removeprefix("mailto:").removeprefix("tel:")
        if address.startswith("#") and is_reference(words):  # the words say where
            return words
        if address and address != _collapse(words):
            words = f"{words} ({address})"
    return words


def _collapse(words: str) -> str:
    return _SPACES.sub(" ", words).strip()


def _add(found: list[str], words: str) -> None:
    lines = [_collapse(line) for line in words.split(_BREAK)]
    text = "\n".join(lines).strip()
    if text:
        found.append(text)
