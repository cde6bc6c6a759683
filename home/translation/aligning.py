"""The build of a version carried over to its translation: the same sections, the same order, the same promises."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

Raw = dict[str, Any]  # a section or block as a StreamField stores it


@dataclass(slots=True)
class Aligned:
    """The raw body of the translation, and the headings of what was put in and taken out; ``promises`` is how many
    blocks now say what the version promises.
    """

    body: list[Raw]
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    promises: int = 0


def aligned(translation: Sequence[Raw], version: Sequence[Raw], *, registers: Iterable[str]) -> Aligned:
    """The translation with the sections of the version, in its order and under its addresses.

    What is missing comes in Dutch, to be translated; what the version has not goes. In a section that both have, the
    words stay and the promises become those of the version; a promise or a list of the register (a type among
    ``registers``) that the section has not yet is put at its end.
    """
    own = {section["value"].get("anchor"): section for section in translation}
    made = Aligned([])
    for source in version:
        anchor = source["value"].get("anchor")
        section = own.pop(anchor, None)
        if section is None:
            made.added.append(source["value"].get("heading") or "")
            made.body.append(_without_keys(source))
        else:
            made.body.append(_with_promises(section, source, frozenset(registers), made))
    made.removed = [section["value"].get("heading") or "" for section in own.values()]
    return made


def _with_promises(section: Raw, source: Raw, registers: frozenset[str], made: Aligned) -> Raw:
    section = deepcopy(section)
    blocks = section["value"]["body"]
    there = {block["type"]: block for block in blocks}
    for block in source["value"]["body"]:
        kind, wanted = block["type"], block["value"]
        ours = there.get(kind)
        if ours is None:
            if kind in registers:
                blocks.append(_without_keys(block))
                made.promises += 1
        elif isinstance(wanted, dict) and kind in registers:
            promised = {**wanted, **{name: ours["value"].get(name) for name in WORDS if name in wanted}}
            if promised != ours["value"]:
                ours["value"] = promised
                made.promises += 1
    return section


WORDS = ("text", "introduction")  # of a promise or a list: what a translator writes


def _without_keys(block: Raw) -> Raw:
    """A copy that gets a key of its own, as do the blocks in it."""
    copied = {name: value for name, value in deepcopy(block).items() if name != "id"}
    value = copied["value"]
    if isinstance(value, dict) and isinstance(value.get("body"), list):
        value["body"] = [_without_keys(inside) for inside in value["body"]]
    return copied
