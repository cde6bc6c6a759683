"""The fixed addresses of sections: made from a heading once, and kept from then on."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import strip_tags
from django.utils.text import slugify
from wagtail.rich_text import RichText

from home.text.references import links_within, renumbered
from home.text.rendering import heading_of, numbered_sections, numbers_of


def fill_anchors(body: Any, *, held: Mapping[str, str] | None = None) -> None:
    """Give every section without an anchor, or with one that is taken, an anchor made from its heading.

    ``held`` are the anchors of the draft before by the key of their block: a section keeps its own, wherever a
    copy of it was put.
    """
    held = held or {}
    owners = {
        child.value.get("anchor"): child.id
        for child in body
        if child.id and held.get(child.id) == child.value.get("anchor")
    }
    pairs = []
    for child in body:
        wanted = child.value.get("anchor") or ""
        pairs.append((heading_of(child), wanted if owners.get(wanted, child.id) == child.id else ""))
    for child, anchor in zip(body, unique_anchors(pairs, kept=owners), strict=True):
        child.value["anchor"] = anchor


def unique_anchors(sections: Iterable[tuple[str, str]], *, kept: Collection[str] = ()) -> list[str]:
    """The anchors of sections, each given as its heading and the anchor it has or wants (may be empty).

    An anchor that is made anew is none of ``kept``.
    """
    taken: set[str] = set()
    anchors = []
    for heading, wanted in sections:
        if not wanted or wanted in taken:
            made = slugify(heading)[:180] or ("paragraaf" if heading else OPENING_ANCHOR)
            wanted = _free(made, taken | set(kept))
        taken.add(wanted)
        anchors.append(wanted)
    return anchors


def anchors_of(body: Any) -> dict[str, str]:
    """The anchors in use by the key of their block."""
    return {child.id: child.value["anchor"] for child in body if child.id and child.value.get("anchor")}


def adopt_anchors(body: Any, anchors: Sequence[str]) -> None:
    """Give a section without an anchor the one at its place in ``anchors``, unless another section has it."""
    taken = {child.value.get("anchor") for child in body}
    for child, anchor in zip(body, anchors, strict=False):
        if not child.value.get("anchor") and anchor not in taken:
            child.value["anchor"] = anchor
            taken.add(anchor)


@dataclass(frozen=True, slots=True)
class LostReference:
    """A link within the text that leads nowhere: the section it stands in (``number`` None: the opening text), its
    words, and the fixed address that no section has.
    """

    number: int | None
    heading: str
    words: str
    anchor: str


def renumber(body: Any, language: str) -> None:
    """Let the draft itself say the numbers as they are now, for who opens it in the editor."""
    numbers = numbers_of(body)
    for section in body:
        for text in _texts(section.value["body"]):
            text.source = renumbered(text.source or "", numbers, language)


def lost_references(body: Any) -> list[LostReference]:
    """Every link within the text of which the section was taken out, or never was there."""
    there = numbers_of(body)
    return [
        LostReference(number, heading, strip_tags(words).strip(), anchor)
        for number, heading, section in numbered_sections(body)
        for text in _texts(section.value["body"])
        for anchor, words in links_within(text.source or "")
        if anchor not in there
    ]


def _texts(value: Any) -> Iterator[RichText]:
    """Every rich text in the value of a block, however deep."""
    if isinstance(value, RichText):
        yield value
    elif hasattr(value, "row_data"):  # a table
        for row in value.row_data:
            for cell in row["values"]:
                yield from _texts(cell)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for child in value:
            yield from _texts(getattr(child, "value", child))


def _free(anchor: str, taken: set[str]) -> str:
    candidate, suffix = anchor, 2
    while candidate in taken:
        candidate, suffix = f"{anchor}-{suffix}", suffix + 1
    return candidate


OPENING_ANCHOR = "inleiding"
