"""What is found in a file on the way to its sections: blocks, headings, and what is to be said about them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from home.reading.inline import join
from home.reading.model import Block, Definitions, Inline, ItemList, Paragraph, Span, Table, plain
from home.reading.refusing import shortened


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 0 is a title. ``label`` is the number that the file itself put before it, if any."""

    level: int
    content: Inline
    label: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that could not be placed as it was, at this point in the text."""

    message: str
    lost: bool = True


@dataclass(frozen=True, slots=True)
class Target:
    """A place that a link in the file leads to."""

    name: str


@dataclass(frozen=True, slots=True)
class Label:
    """The number that the file itself puts before the item or heading in which it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class AtEnd:
    """Blocks that belong at the end of the section that is going on here: a footnote, which is said."""

    blocks: tuple[Block, ...]
    in_heading: bool = False


Aside = Remark | Target | AtEnd | Label
Found = Block | Heading | Aside


def image_left_out(alt: str) -> Remark:
    """What is said of a picture."""
    if alt := shortened(alt):
        message = _("De afbeelding “%(alt)s” is weggelaten. Zet in woorden wat lezers eruit moeten halen.")
    else:
        message = _("Een afbeelding is weggelaten. Zet in woorden wat lezers eruit moeten halen.")
    return Remark(message % {"alt": alt})


def texts_of(found: Iterable[Found]) -> list[Inline]:
    """The words of what was found, piece by piece, without its structure."""
    texts: list[Inline] = []
    for one in found:
        match one:
            case Paragraph() | Heading():
                texts.append(one.content)
            case ItemList():
                texts += _texts_of_list(one, 0)
            case Definitions():
                texts += [join([plain(term), text]) for term, text in one.entries]
            case Table():
                texts += [plain(one.caption)] if one.caption else []
                texts += [plain(" | ".join(filter(None, row))) for row in one.rows]
    return texts


def _texts_of_list(block: ItemList, level: int) -> list[Inline]:
    texts = []
    for number, item in enumerate(block.items, start=1):
        mark = (item.label or f"{number})") if block.ordered else "-"
        texts.append((Span(f"{' ' * level}{mark} "), *item.content))
        for sublist in item.lists:
            texts += _texts_of_list(sublist, level + 1)
    return texts
