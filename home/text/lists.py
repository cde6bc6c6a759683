"""A list out of what somebody typed in its place: a line that stands loose becomes an item of the list beside it."""

from typing import Any

from lxml import etree
from lxml import html as lxml_html

LISTS = ("ul", "ol")


def as_list(html: str) -> str:
    """The HTML in which every loose line is an item of the list before it, or else of the one after it.

    Without any list the lines become one with bullets; empty lines go. What is a list already stays to the letter.
    """
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    if not html.strip() or (all(element.tag in LISTS for element in root) and not _loose(root)):
        return html
    made: list[Any] = []
    waiting: list[Any] = _item(root.text)
    for element in list(root):
        tail, element.tail = element.tail, None
        if element.tag in LISTS:
            for item in reversed(waiting):
                element.insert(0, item)
            waiting = []
            made.append(element)
        else:
            _add(made, waiting, _as_item(element))
        _add(made, waiting, _item(tail))
    if not made and waiting:
        made.append(lxml_html.fromstring("<ul></ul>"))
        made[0].extend(waiting)
    return "".join(etree.tostring(one, encoding="unicode", method="html", with_tail=False) for one in made)


def is_empty(html: str) -> bool:
    """Whether no item says anything."""
    return not lxml_html.fragment_fromstring(html, create_parent="div").text_content().strip()


def _loose(root: Any) -> bool:
    """Whether words stand between the elements."""
    return any((words or "").strip() for words in (root.text, *(element.tail for element in root)))


def _add(made: list[Any], waiting: list[Any], items: list[Any]) -> None:
    """To the last list; as long as there is none, to what waits for the first."""
    if made:
        made[-1].extend(items)
    else:
        waiting += items


def _as_item(element: Any) -> list[Any]:
    """A line with what is in it as an item; nothing of an empty one."""
    if not element.text_content().strip():
        return []
    element.tag = "li"
    for name in set(element.attrib) - {"data-block-key"}:
        del element.attrib[name]
    return [element]


def _item(words: str | None) -> list[Any]:
    if not (words or "").strip():
        return []
    item = lxml_html.fromstring("<li></li>")
    item.text = (words or "").strip()
    return [item]
