"""The items of a list and their sub-lists."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from home.reading.inline import join
from home.reading.model import Inline, ItemList, ListItem
from home.reading.parts import Found, Heading, Remark, texts_of


def add_lists(block: ItemList, lists: Iterable[ItemList]) -> None:
    """Sub-lists that stand beside their item instead of in it."""
    for one in lists:
        if one.items and block.items:
            block.items[-1].lists.append(one)
        else:
            block.items += one.items


def add_item(block: ItemList, found: Iterable[Found]) -> list[Remark]:
    """An item of the list; words after a sub-list become an item of their own, to stay in reading order."""
    lines: list[Inline] = []
    begun = False
    remarks = []
    for one in found:
        if isinstance(one, ItemList):
            if lines or not begun:
                block.items.append(ListItem(join(lines)))
                begun, lines = True, []
            block.items[-1].lists.append(one)
            continue
        texts = texts_of([one])
        if texts and begun and not lines:
            message = _("Tekst na een sublijst is een eigen punt van de lijst geworden.")
            remarks.append(Remark(message, lost=False))
        if isinstance(one, Heading):
            texts = [tuple(replace(span, bold=True) for span in text) for text in texts]
        lines += texts
    if lines:
        block.items.append(ListItem(join(lines)))
    return remarks
