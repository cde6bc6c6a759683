"""The items of a list and their sub-lists."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from home.reading.css import Styles, counting_of
from home.reading.inline import join
from home.reading.model import Inline, ItemList, ListItem
from home.reading.numbering import counted
from home.reading.parts import Found, Label, Remark, texts_of
from home.reading.wordhtml import LABEL

_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
_CONTENT = re.compile(
    r"\"([^\"]*)\"|'([^']*)'|counters?\(\s*[\w-]+\s*(?:,\s*['\"][^'\"]*['\"]\s*)?(?:,\s*([\w-]+)\s*)?\)"
)


def add_lists(block: ItemList, lists: Iterable[ItemList]) -> None:
    """Sub-lists that stand beside their item instead of in it; without an item they are the list itself."""
    for one in lists:
        if one.items and block.items:
            block.items[-1].lists.append(one)
        elif one.items:
            block.items += one.items
            block.ordered = one.ordered


def add_item(block: ItemList, found: Iterable[Found], label: str = "") -> list[Remark]:
    """An item of the list; words after a sub-list become an item of their own, to stay in reading order."""
    lines: list[Inline] = []
    begun = False
    remarks = []
    for one in found:
        if isinstance(one, Label):
            label = one.text
            continue
        if isinstance(one, ItemList):
            if lines:
                block.items.append(ListItem(join(lines), label=label))
                begun, lines, label = True, [], ""
            add_lists(block, [one])
            continue
        texts = texts_of([one])
        if texts and begun and not lines:
            message = _("Tekst na een sublijst is een eigen punt van de lijst geworden.")
            remarks.append(Remark(message, lost=False))
        lines += texts
    if lines:
        block.items.append(ListItem(join(lines), label=label))
    return remarks


def labels_of(element: Any, styles: Styles) -> dict[Any, str]:
    """The number before each item of a numbered list of a page, as a browser shows it."""
    items = [one for one in element if one.tag == "li"]
    step = -1 if element.get("reversed") is not None else 1
    number = _whole(element.get("start"), len(items) if step < 0 else 1)
    style = counting_of(styles.of(element)) or _TYPES.get((element.get("type") or "").strip(), "")
    labels = {}
    for item in items:
        number = _whole(item.get("value"), number)
        own = counting_of(styles.of(item)) or _TYPES.get((item.get("type") or "").strip(), "") or style
        content = styles.of(item, before=True).get("content", "")
        labels[item] = item.get(LABEL) or _written(content, number) or _shown(number, own)
        number += step
    return labels


def _whole(text: str | None, default: int) -> int:
    text = (text or "").strip()
    return int(text) if text.removeprefix("-").isdecimal() and text.isascii() and len(text) < 6 else default


def _shown(number: int, style: str) -> str:
    return "" if style == "none" else f"{counted(number, style)}."


def _written(content: str, number: int) -> str:
    """What a style sheet puts before an item: words, with the number in it."""
    pieces = []
    for match in _CONTENT.finditer(content):
        is_counter = match[0].startswith("counter")
        pieces.append(counted(number, match[3] or "decimal") if is_counter else match[1] or match[2] or "")
    return "".join(pieces).strip()
