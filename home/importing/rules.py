"""What only exists in the editor (promises, facts from the register, contact details) survives a new text.

A file brings paragraphs, lists, definitions and tables. Pure functions on raw StreamField values.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from home.text.plain import html_to_text

FROM_FILES = frozenset({"paragraph", "list", "definitions", "table"})


class Where(Enum):
    """Where a block comes back."""

    SAME_WORDS = auto()  # instead of its own words, which the file has
    SAME_PLACE = auto()  # after what it stands after now
    END = auto()  # of its section
    NOWHERE = auto()  # its section is not in the file


@dataclass(frozen=True, slots=True)
class Kept:
    """A block of the old text that files cannot bring; ``heading`` is that of its section in the old text."""

    block_type: str
    heading: str
    where: Where


def keep_blocks(
    old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[Kept]]:
    """The new sections with the old text's own blocks put back, and what became of each.

    A block belongs to the section with the same anchor, else to the one with the same heading; and where its own
    words stand in the file, it stands there.
    """
    sections = deepcopy(list(new))
    kept = []
    for section in old:
        value = section["value"]
        home = _same_section(value, sections)
        before = None
        for block in value.get("body") or []:
            if block["type"] not in FROM_FILES:
                where = _put_back(block, home, sections, before)
                kept.append(Kept(block["type"], value.get("heading") or "", where))
            before = block
    return sections, kept


def _same_section(value: dict[str, Any], sections: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The section with the same anchor, else with the same heading."""
    anchor, heading = value.get("anchor"), _heading(value)
    same_anchor = (one for one in sections if anchor and one["value"].get("anchor") == anchor)
    same_heading = (one for one in sections if _heading(one["value"]) == heading)
    return next(same_anchor, None) or next(same_heading, None)


def _heading(value: dict[str, Any]) -> str:
    return " ".join((value.get("heading") or "").casefold().split())


def _put_back(
    block: dict[str, Any],
    home: dict[str, Any] | None,
    sections: list[dict[str, Any]],
    before: dict[str, Any] | None,
) -> Where:
    words = _words(block)
    for section in [home, *sections] if home else sections:
        body = section["value"]["body"]
        if words and (place := _place_of(words, body)):
            body[place] = [block]
            return Where.SAME_WORDS
    if home is None:
        return Where.NOWHERE
    body = home["value"]["body"]
    if before and (after := _place_after(before, body)):
        body.insert(after, block)
        return Where.SAME_PLACE
    body.append(block)
    return Where.END


def _place_of(words: list[str], body: list[dict[str, Any]]) -> slice | None:
    """The blocks from a file that together have exactly these words."""
    for start in range(len(body)):
        gathered: list[str] = []
        for end in range(start, len(body)):
            gathered += _words(body[end])
            if body[end]["type"] not in FROM_FILES or gathered != words[: len(gathered)]:
                break
            if gathered == words:
                return slice(start, end + 1)
    return None


def _place_after(before: dict[str, Any], body: list[dict[str, Any]]) -> int | None:
    """The position after this block of the old text: the block itself, or text with the same words."""
    for position, block in enumerate(body, start=1):
        if block is before:
            return position
    found = _place_of(_words(before), body) if before["type"] in FROM_FILES and _words(before) else None
    return found.stop if found else None


def _words(block: dict[str, Any]) -> list[str]:
    """The words that readers see of a block, as far as they are in the block itself."""
    value = block["value"]
    if isinstance(value, str):
        return html_to_text(value).split()
    if not isinstance(value, dict):
        return []
    if isinstance(value.get("text"), str):
        return html_to_text(value["text"]).split()
    return " ".join(part for part in value.values() if isinstance(part, str)).split()
