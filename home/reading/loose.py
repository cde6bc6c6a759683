"""What stands in a list or a table where only items, terms or rows belong: its words count too."""

from typing import Any

from lxml import html as lxml_html
from lxml.etree import _Element


def loose_text(text: str | None) -> list[Any]:
    """Text as an element to read, in a list; nothing for white space."""
    if not (text or "").strip():
        return []
    holder = lxml_html.Element("div")
    holder.text = text
    return [holder]


def loose_element(element: _Element) -> _Element:
    """The element itself (not only what is in it) as something to read; it leaves the place where it stood."""
    holder = lxml_html.Element("div")
    element.tail = None
    holder.append(element)
    return holder
