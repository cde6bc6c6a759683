"""Pages that Word made: its lists are paragraphs with their mark in front."""

import re
from typing import Any

from lxml import html as lxml_html
from lxml.etree import _Element

LABEL = "data-verantwoord-nummer"  # on an item: the number that it had
_LIST = re.compile(r"mso-list:\s*l\d+\s+level(\d)")
_IGNORE = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_NUMBER = re.compile(r"\(?(?:\d+|[a-zA-Z]{1,4})(?:[.):]|\.\d+)+\)?|\d+")


def mend_lists(root: _Element) -> None:
    """Make lists of paragraphs that Word calls items, in place."""
    for paragraph in [one for one in root.iter("p") if _level(one)]:
        before = paragraph.getprevious()
        level, label = _level(paragraph), _take_mark(paragraph)
        if _is_list(before) and not (before.tail or "").strip():
            holder = before
        else:
            holder = lxml_html.Element(_kind(label))
            holder.set("data-verantwoord-lijst", "")
            paragraph.addprevious(holder)
            level = 1
        _put(holder, paragraph, level, label)


def _is_list(element: Any) -> bool:
    return element is not None and element.get("data-verantwoord-lijst") is not None


def _level(paragraph: Any) -> int:
    """The level of an item; 0 for another paragraph."""
    found = _LIST.search(paragraph.get("style") or "")
    return int(found[1]) if found else 0


def _take_mark(paragraph: Any) -> str:
    """The mark or number before the words, which leaves the paragraph."""
    for span in paragraph.iter("span"):
        if _IGNORE.search(span.get("style") or ""):
            label = " ".join(span.text_content().split())
            span.drop_tree()
            return label
    return ""


def _kind(label: str) -> str:
    return "ol" if _NUMBER.fullmatch(label) else "ul"


def _put(holder: Any, paragraph: Any, level: int, label: str) -> None:
    """The paragraph as an item of the list, or of the list in its last item that is as deep."""
    while level > 1 and len(holder):
        last = holder[-1]
        inner = last[-1] if len(last) and _is_list(last[-1]) else None
        if inner is None:
            inner = lxml_html.Element(_kind(label))
            inner.set("data-verantwoord-lijst", "")
            last.append(inner)
        holder, level = inner, level - 1
    tail, paragraph.tail = paragraph.tail, None
    outer = holder
    while _is_list(outer.getparent()) or (
        outer.getparent().tag == "li" and _is_list(outer.getparent().getparent())
    ):
        outer = outer.getparent()
    outer.tail = tail
    item = lxml_html.Element("li")
    if label and holder.tag == "ol":
        item.set(LABEL, label)
    item.append(paragraph)
    holder.append(item)
