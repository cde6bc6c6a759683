"""What only exists in the editor (promises, facts from the register, contact details) survives a new text.

A file brings paragraphs, lists, definitions and tables. Pure functions on raw StreamField values.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from home.html import html_to_text

FROM_FILES = frozenset({"paragraph", "list", "definitions", "table"})


@dataclass(frozen=True, slots=True)
class Kept:
    """A block of the old text that files cannot bring, and where it is in the new one.

    ``anchor`` is that of its section, and ``heading`` the section's in the old text. It comes back in that
    section: ``in_place`` of the same words in the file, or at the end. Without such a section it is not ``placed``.
    """

    block_type: str
    anchor: str
    heading: str
    placed: bool
    in_place: bool = False


def keep_blocks(old: Sequence[dict], new: Sequence[dict]) -> tuple[list[dict], list[Kept]]:
    """The new sections with the old text's own blocks put back, and what became of each."""
    sections = deepcopy(list(new))
    kept = []
    for section in old:
        value = section["value"]
        for block in value.get("body") or []:
            if block["type"] in FROM_FILES:
                continue
            home = _same_section(value, sections)
            in_place = home is not None and _put_back(block, home["value"]["body"])
            kept.append(
                Kept(
                    block["type"],
                    value.get("anchor") or "",
                    value.get("heading") or "",
                    placed=home is not None,
                    in_place=in_place,
                )
            )
    return sections, kept


def _same_section(value: dict, sections: list[dict]) -> dict | None:
    """The section with the same anchor, else with the same heading."""
    anchor, heading = value.get("anchor"), _heading(value)
    same_anchor = (one for one in sections if anchor and one["value"].get("anchor") == anchor)
    same_heading = (one for one in sections if _heading(one["value"]) == heading)
    return next(same_anchor, None) or next(same_heading, None)


def _heading(value: dict) -> str:
    return " ".join((value.get("heading") or "").casefold().split())


def _put_back(block: dict, body: list[dict]) -> bool:
    """Put the block where its own words stand, or at the end; gives whether the words were there."""
    words = _words(block)
    for start in range(len(body)) if words else ():
        gathered: list[str] = []
        for end in range(start, len(body)):
            if body[end]["type"] not in FROM_FILES:
                break
            gathered += _words(body[end])
            if gathered == words:
                body[start : end + 1] = [block]
                return True
            if gathered != words[: len(gathered)]:
                break
    body.append(block)
    return False


def _words(block: dict) -> list[str]:
    """The words that readers see of a block, as far as they are in the block itself."""
    value = block["value"]
    if isinstance(value, str):
        return html_to_text(value).split()
    if not isinstance(value, dict):
        return []
    if isinstance(value.get("text"), str):
        return html_to_text(value["text"]).split()
    return " ".join(part for part in value.values() if isinstance(part, str)).split()
