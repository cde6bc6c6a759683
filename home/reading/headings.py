"""Which elements of a page are headings, and of which level."""

from lxml.etree import _Element

# The class that the Word reader gives to what has the style for a title.
TITLE_CLASS = "verantwoord-titel"
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
# What exports of word processors call the title, which has no heading of its own.
_TITLES = {TITLE_CLASS, "title", "msotitle"}


def is_heading(element: _Element) -> bool:
    """Whether an element is a heading, by its name, its role or what a word processor calls it."""
    if element.tag in HEADINGS or element.get("role") == "heading":
        return True
    return element.tag == "p" and not _TITLES.isdisjoint((element.get("class") or "").lower().split())


def level_of(element: _Element) -> int:
    """Its level; 0 for a title."""
    if not _TITLES.isdisjoint((element.get("class") or "").lower().split()):
        return 0
    given = (element.get("aria-level") or "").strip()
    if element.get("role") == "heading" and given in "123456" and given:
        return int(given)
    return HEADINGS.get(str(element.tag), 2)


def holds_heading(element: _Element) -> bool:
    """Whether a heading of the text stands in an element; one in a ``th`` is that of a column."""
    return any(
        is_heading(one) and next(one.iterancestors("th"), None) is None
        for one in element.iter()
        if isinstance(one.tag, str)
    )
