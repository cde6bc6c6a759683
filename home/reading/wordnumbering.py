"""The lists of a Word file: which paragraphs are items, how deep, and the number that Word shows before each."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from lxml.etree import _Element

from home.reading.numbering import counted, doubled_letters
from home.reading.wordstyles import Styles, attribute, child, local_name, value_of

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
NO_LIST = "0"  # the list of a paragraph that is taken out of that of its style


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list looks."""

    style: str = "decimal"
    text: str = ""
    start: int = 1
    restarts_after: int | None = None  # a level above (from 1); 0 for never
    legal: bool = False  # all numbers in digits


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph of a list: its level from 0, and what Word shows before it."""

    level: int
    is_ordered: bool
    label: str


@dataclass(slots=True)
class Numbering:
    """Counts the items of a document in the order in which they stand."""

    abstracts: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)  # number of a list -> its description
    starts: dict[str, dict[int, int]] = field(default_factory=dict)  # of one list, where it differs
    by_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def item_of(self, number: str, level: str, style: str, styles: Styles) -> Item | None:
        """The next item: what its own properties and its style say of the list; None for no item."""
        if not number and style in styles.numbers:
            number, of_style = styles.numbers[style]
            level = level or of_style
            if not level and (linked := self.by_style.get(style)):
                level = str(linked[1])
        if not number and style in self.by_style:
            abstract, depth = self.by_style[style]
            number = next((one for one, other in self.lists.items() if other == abstract), "")
            level = level or str(depth)
        described = self.abstracts.get(self.lists.get(number, ""))
        if number in ("", NO_LIST) or described is None:
            return None
        depth = min(int(level), LEVELS - 1) if level.isdecimal() else 0
        look = described.get(depth, Level())
        if look.style == "bullet":
            return Item(depth, False, "")
        label = self._count(number, depth, described)
        return Item(depth, look.style != "none", label)

    def _count(self, number: str, depth: int, described: dict[int, Level]) -> str:
        counts = self._counts[self.lists[number]]
        own_start = self.starts.get(number, {}).get(depth)
        if own_start is not None and (number, depth) not in self._begun:
            counts[depth] = own_start - 1
        self._begun.add((number, depth))
        look = described.get(depth, Level())
        counts[depth] = counts.get(depth, look.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            after = described.get(deeper, Level()).restarts_after
            if after is None or depth < after:
                del counts[deeper]

        def shown(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            other = described.get(level, Level())
            value = counts.get(level, other.start)
            return str(value) if look.legal else counted(value, other.style, doubled_letters)

        return _PLACE.sub(shown, look.text or f"%{depth + 1}.").strip()


def numbering_of(root: _Element, styles: Styles) -> Numbering:
    """What the part with the lists says."""
    numbering = Numbering()
    links = {}
    for one in root:
        identifier = attribute(one, "abstractNumId") if local_name(one) == "abstractNum" else ""
        if not identifier:
            continue
        levels: dict[int, Level] = {}
        numbering.abstracts[identifier] = levels
        if link := value_of(one, "numStyleLink"):
            links[identifier] = link
        for element in (inner for inner in one if local_name(inner) == "lvl"):
            depth = attribute(element, "ilvl")
            number = int(depth) if depth.isdecimal() else 0
            levels.setdefault(number, _level(element))
            if style := value_of(element, "pStyle"):
                numbering.by_style[style] = identifier, number
    for one in root:
        if local_name(one) != "num":
            continue
        identifier = attribute(one, "numId")
        numbering.lists[identifier] = value_of(one, "abstractNumId")
        for change in (inner for inner in one if local_name(inner) == "lvlOverride"):
            depth, start = attribute(change, "ilvl"), value_of(change, "startOverride")
            if depth.isdecimal() and start.isdecimal():
                numbering.starts.setdefault(identifier, {})[int(depth)] = int(start)
    for identifier, linked in links.items():
        of_style = styles.numbers.get(linked, ("", ""))[0]
        if described := numbering.abstracts.get(numbering.lists.get(of_style, "")):
            numbering.abstracts[identifier] = described
    return numbering


def _level(element: Any) -> Level:
    start, restart = value_of(element, "start"), value_of(element, "lvlRestart")
    legal = child(element, "isLgl")
    return Level(
        style=value_of(element, "numFmt") or "decimal",
        text=value_of(element, "lvlText"),
        start=int(start) if start.isdecimal() else 1,
        restarts_after=int(restart) if restart.isdecimal() else None,
        legal=legal is not None and attribute(legal, "val") not in ("0", "false", "off"),
    )
