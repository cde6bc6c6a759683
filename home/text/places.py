"""Where in a text something stands: the section that holds a commitment or a list from the register.

Works on the stored form of a text, so that it finds places in a draft and in a version of years ago alike.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from home.text.blocks import SectionBodyBlock
from home.text.commitment_blocks import CommitmentBlock


@dataclass(frozen=True, slots=True)
class Place:
    """A section; ``number`` is None for the opening text.

    ``block`` is the id in the editor of what stands there (empty: none yet); it makes no other place.
    """

    number: int | None
    heading: str
    anchor: str
    block: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.number}. {self.heading}" if self.number else self.heading

    def as_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if name != "block"}


def sections_in(body: Iterable[dict[str, Any]]) -> Iterator[tuple[Place, dict[str, str]]]:
    """Every section of a stored body, with the type of each kind of block in it and the id of its first."""
    number = 0
    for position, section in enumerate(body):
        value = section["value"]
        heading = (value.get("heading") or "").strip()
        numbered = bool(heading or position)
        number += numbered
        place = Place(
            number if numbered else None, heading, value.get("anchor") or "", section.get("id") or ""
        )
        kinds: dict[str, str] = {}
        for block in value.get("body") or ():
            kinds.setdefault(block["type"], block.get("id") or "")
        yield place, kinds


def places_in(body: Iterable[dict[str, Any]]) -> dict[str, Place]:
    """The section of each promise (by its name in ``Commitments``) and of each kind of list (by its block type)."""
    promises = {
        kind: [name for name in block.child_blocks if name != "text"]
        for kind, block in SectionBodyBlock.base_blocks.items()
        if isinstance(block, CommitmentBlock)
    }
    places: dict[str, Place] = {}
    for place, kinds in sections_in(body):
        for kind, block in kinds.items():
            for name in promises.get(kind, [kind]):
                places.setdefault(name, replace(place, block=block or place.block))
    return places
