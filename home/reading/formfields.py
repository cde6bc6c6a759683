"""What was filled in where a page has a field."""

from lxml.etree import _Element

_NO_VALUE = {"hidden", "submit", "button", "reset", "image", "password", "file", "search"}
_MARKS = {"checkbox": ("☐ ", "☒ "), "radio": ("○ ", "● ")}


def value_of(element: _Element) -> str:
    """The words that a field shows; empty for one without a value of its own, such as a button."""
    if element.tag == "select":
        options = list(element.iter("option"))
        chosen = [one for one in options if one.get("selected") is not None]
        if not chosen and element.get("multiple") is None:
            chosen = options[:1]
        return ", ".join(filter(None, (" ".join(one.text_content().split()) for one in chosen)))
    if element.tag == "textarea":
        return (element.text or "").strip()
    kind = (element.get("type") or "text").lower()
    if kind in _MARKS:
        return _MARKS[kind][element.get("checked") is not None]
    return "" if kind in _NO_VALUE else (element.get("value") or "").strip()


def not_chosen(element: _Element) -> list[str]:
    """The options of a field that were not chosen, which leave the text."""
    shown = value_of(element)
    words = (" ".join(one.text_content().split()) for one in element.iter("option"))
    return [one for one in words if one and one not in shown]
