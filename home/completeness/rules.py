"""Whether a text tells what AVG art. 13 and 14 ask: per item the paragraph that does, or the gap. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from home.completeness.law import ITEMS, Item, Only
from home.text.places import Place


class State(StrEnum):
    COVERED = "covered"
    GAP = "gap"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Told:
    """A section: the types of its blocks and its own words; the heading is that of its place."""

    place: Place
    kinds: Collection[str]
    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """An item with its state, and the section that covers it."""

    item: Item
    state: State
    section: Place | None = None

    def as_json(self) -> dict[str, Any]:
        """As it is kept with a version and given to machines."""
        return {
            "code": self.item.code,
            "article": self.item.article,
            "state": self.state.value,
            "section": self.section.as_json() if self.section else None,
        }


def judged(sections: Sequence[Told], *, absent: Collection[Only]) -> list[Judged]:
    """Every item, in the order of the law; ``absent`` is what this organisation is known not to have.

    A block tells better than words, wherever it stands; of words a heading tells better than the text below it.
    """
    return [_judge(item, sections, absent) for item in ITEMS]


def _judge(item: Item, sections: Sequence[Told], absent: Collection[Only]) -> Judged:
    if place := _by_blocks(item, sections) or _by_words(item, sections):
        return Judged(item, State.COVERED, place)
    return Judged(item, State.NOT_APPLICABLE if item.only in absent else State.GAP)


def _by_blocks(item: Item, sections: Sequence[Told]) -> Place | None:
    for kind in item.blocks:
        for section in sections:
            if kind in section.kinds:
                return section.place
    return None


def _by_words(item: Item, sections: Sequence[Told]) -> Place | None:
    """The section that speaks of it in its heading, or else most often."""
    for section in sections:
        if item.words.search(section.place.heading):
            return section.place
    count = [len(item.words.findall(section.text)) for section in sections]
    most = max(count, default=0)
    return sections[count.index(most)].place if most else None


def gaps(found: Iterable[Judged]) -> list[Judged]:
    return [one for one in found if one.state == State.GAP]
