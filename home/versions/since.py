"""What changed in the register since a version was published, for readers of the version in force.

A version keeps its lists as they were. Beside the text and its hash it keeps the facts of those lists, so that they
can be compared with the register of today.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation

from home.core.languages import SOURCE
from home.text.blocks import SectionBodyBlock
from home.text.register_blocks import RegisterBlock
from home.versions.bases import FrozenVersion


@dataclass(frozen=True, slots=True)
class ListChange:
    """A list of the text that differs by now; ``added`` and ``gone`` are its lines in words."""

    number: int | None
    anchor: str
    label: str
    added: tuple[str, ...]
    gone: tuple[str, ...]


def shown_facts(body: Any, sections: Iterable[Any], *, on: date) -> list[dict[str, Any]]:
    """The lists in a text with what they show that day, to keep with the version.

    ``[{"number", "anchor", "type", "value", "lines"}]``; ``sections`` are the rendered ones, in order.
    """
    return [
        {
            "number": section.number,
            "anchor": section.anchor,
            "type": child.block_type,
            "value": child.block.get_prep_value(child.value),
            "lines": _lines(child.block, child.value, on),
        }
        for section, child in _lists(body, sections)
    ]


def _lists(body: Any, sections: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    for section, part in zip(sections, body, strict=True):
        for child in part.value["body"]:
            if isinstance(child.block, RegisterBlock):
                yield section, child


def _lines(block: RegisterBlock, value: Any, on: date) -> list[str]:
    """In the language of the text, whatever language who publishes or looks has on the screen."""
    with translation.override(SOURCE):
        return list(block.lines(value, on))


def changes_since(version: FrozenVersion, *, on: date) -> list[ListChange]:
    """The lists of a version that the register of that day would show otherwise, in the order of the text."""
    found = []
    for kept in version.shown_facts:
        block = _known_lists().get(kept["type"])
        if block is None:  # a kind of list that no longer exists has nothing to be compared with
            continue
        then, now = kept["lines"], _lines(block, block.to_python(kept["value"]), on)
        known, shown = set(then), set(now)
        change = ListChange(
            number=kept["number"],
            anchor=kept["anchor"],
            label=str(block.label),
            added=tuple(line for line in now if line not in known),
            gone=tuple(line for line in then if line not in shown),
        )
        if change.added or change.gone:
            found.append(change)
    return found


def _known_lists() -> dict[str, RegisterBlock]:
    blocks = SectionBodyBlock.base_blocks
    return {name: block for name, block in blocks.items() if isinstance(block, RegisterBlock)}
