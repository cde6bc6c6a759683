"""The paragraphs of a Word file as mammoth reads them: headings by our own styles, items by two lists of ours."""

from typing import Any

from home.reading.worddocument import Document, element_name
from home.reading.wordnumbering import Item
from home.reading.wordstyles import child, heading_by_outline, value_of

BULLETS, NUMBERS = "1", "2"


def settle_paragraphs(document: Document) -> None:
    """Give each paragraph the style and the list that mean the same in every file."""
    levels: list[int] = []
    before: Any = None
    for paragraph in document.all("p"):
        properties = child(paragraph, "pPr")
        style = value_of(properties, "pStyle") or document.styles.default
        meaning = document.styles.meanings.get(style) or heading_by_outline(properties)
        numbers = child(properties, "numPr")
        number, level = value_of(numbers, "numId"), value_of(numbers, "ilvl")
        item = None
        if any(True for _run in paragraph.iter("{*}t", "{*}footnoteReference", "{*}drawing")):
            item = document.numbering.item_of(number, level, style, document.styles)
        new = document.made("pPr")
        if meaning:
            new.append(document.made("pStyle", val=meaning))
        if properties is not None:
            paragraph.remove(properties)
        paragraph.insert(0, new)
        if item is None or meaning or (not item.is_ordered and item.label):
            levels = []
            _say_label(document, paragraph, item, is_heading=bool(meaning))
            continue
        if before is None or not _follows(before, paragraph):
            levels = []
        before = paragraph
        _put_in_list(document, new, item, _depth(levels, item.level))
        if item.label:
            document.label(paragraph, item.label)


def _say_label(document: Document, paragraph: Any, item: Item | None, *, is_heading: bool) -> None:
    """A heading remembers its number; before a paragraph that is no item, what Word shows there is words."""
    if item is None or not item.label:
        return
    if is_heading:
        document.label(paragraph, item.label)
    else:
        document.put_first(paragraph, document.run(f"{item.label} "))


def _follows(before: Any, paragraph: Any) -> bool:
    """Whether nothing but marks stands between two paragraphs."""
    other = paragraph.getprevious()
    while other is not None and element_name(other) in ("bookmarkStart", "bookmarkEnd", "proofErr", ""):
        other = other.getprevious()
    return other is before


def _depth(levels: list[int], level: int) -> int:
    """How deep an item stands among those around it; a list that begins deeper begins at the top."""
    while levels and levels[-1] > level:
        levels.pop()
    if not levels or levels[-1] < level:
        levels.append(level)
    return len(levels) - 1


def _put_in_list(document: Document, properties: Any, item: Item, depth: int) -> None:
    numbers = document.made("numPr")
    numbers.append(document.made("ilvl", val=str(depth)))
    numbers.append(document.made("numId", val=NUMBERS if item.is_ordered else BULLETS))
    properties.append(numbers)
