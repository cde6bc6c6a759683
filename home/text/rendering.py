"""A statement's sections as they stand on a day: numbers, anchors, HTML and text."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from home.core.languages import SOURCE
from home.text.blocks import CommitmentBlock
from home.text.plain import html_to_text, with_whole_lists, without_editor_keys

OPENING_ANCHOR = "inleiding"
_WORD = re.compile(r"\w+(?:[-'’.@]\w+)*")


@dataclass(frozen=True, slots=True)
class Section:
    """A section; ``number`` is None for the opening text, ``html`` and ``text`` come without heading."""

    number: int | None
    anchor: str
    heading: str
    html: str
    text: str

    def as_json(self) -> dict:
        return asdict(self)


def render_sections(body, *, on: date, language: str = SOURCE) -> list[Section]:
    """The sections of a StreamField value with the register's facts of that day; numbers follow the order.

    What the register adds is in ``language``, whatever language the editor's own screens have.
    """
    with translation.override(language):
        return _rendered(body, {"on": on})


def numbered_sections(body) -> Iterator[tuple[int | None, str, Any]]:
    """Each section block with its number and heading; None for the opening text. Numbers follow the order."""
    number = 0
    for position, child in enumerate(body):
        heading = heading_of(child)
        if heading or position:
            number += 1
        yield number if heading or position else None, heading, child


def _rendered(body, context: dict) -> list[Section]:
    sections = []
    for number, heading, child in numbered_sections(body):
        parts = (with_whole_lists(block.render(context)) for block in child.value["body"])
        html = without_editor_keys("\n".join(part.strip() for part in parts))
        sections.append(
            Section(
                number=number,
                anchor=child.value["anchor"],
                heading=heading,
                html=html,
                text=html_to_text(html),
            )
        )
    return sections


def numbered_heading(section: Section) -> str:
    """``1. Heading``; empty for the opening text."""
    return f"{section.number}. {section.heading}" if section.number else section.heading


def whole_html(sections: list[Section]) -> str:
    """The sections as one piece of HTML with a heading of level 2 and an anchor each."""
    parts = []
    for section in sections:
        body = mark_safe(section.html)  # noqa: S308 - rendered by our own block templates
        if section.heading:
            parts.append(
                format_html(
                    '<section>\n<h2 id="{}">{}</h2>\n{}\n</section>',
                    section.anchor,
                    numbered_heading(section),
                    body,
                )
            )
        else:
            parts.append(format_html('<section id="{}">\n{}\n</section>', section.anchor, body))
    return "\n".join(parts)


def whole_text(title: str, sections: list[Section]) -> str:
    """Every word in reading order: the title, then each heading with its number and its text."""
    parts = [title]
    for section in sections:
        parts += [part for part in (numbered_heading(section), section.text) if part]
    return "\n\n".join(parts) + "\n"


def measure(text: str) -> tuple[int, int]:
    """How many words and characters a text has; spaces count, ends of lines do not."""
    return len(_WORD.findall(text)), sum(len(line) for line in text.splitlines())


def heading_of(section) -> str:
    """The heading of a section block, empty for an opening text."""
    return (section.value.get("heading") or "").strip()


def fill_anchors(body, *, held: Mapping[str, str] | None = None) -> None:
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


def anchors_of(body) -> dict[str, str]:
    """The anchors in use by the key of their block."""
    return {child.id: child.value["anchor"] for child in body if child.id and child.value.get("anchor")}


def adopt_anchors(body, anchors: Sequence[str]) -> None:
    """Give a section without an anchor the one at its place in ``anchors``, unless another section has it."""
    taken = {child.value.get("anchor") for child in body}
    for child, anchor in zip(body, anchors, strict=False):
        if not child.value.get("anchor") and anchor not in taken:
            child.value["anchor"] = anchor
            taken.add(anchor)


def _free(anchor: str, taken: set[str]) -> str:
    candidate, suffix = anchor, 2
    while candidate in taken:
        candidate, suffix = f"{anchor}-{suffix}", suffix + 1
    return candidate


def commitment_parameters(body) -> dict:
    """What the commitment blocks in the text give to the register, by name in the commitments object."""
    parameters: dict = {}
    for section in body:
        for child in section.value["body"]:
            if isinstance(child.block, CommitmentBlock):
                parameters |= child.block.parameters(child.value)
    return parameters
