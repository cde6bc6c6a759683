"""A statement's sections as they stand on a day: numbers, anchors, HTML and text."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from home.core.languages import SOURCE
from home.text.plain import html_to_text, with_whole_lists, without_editor_keys
from home.text.references import renumbered

_WORD = re.compile(r"\w+(?:[-'’.@]\w+)*")


@dataclass(frozen=True, slots=True)
class Section:
    """A section; ``number`` is None for the opening text, ``html`` and ``text`` come without heading."""

    number: int | None
    anchor: str
    heading: str
    html: str
    text: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def render_sections(body: Any, *, on: date, language: str = SOURCE) -> list[Section]:
    """The sections of a StreamField value with the register's facts of that day; numbers follow the order.

    What the register adds is in ``language``, whatever language the editor's own screens have.
    """
    with translation.override(language):
        return _rendered(body, {"on": on}, language)


def numbered_sections(body: Any) -> Iterator[tuple[int | None, str, Any]]:
    """Each section block with its number and heading; None for the opening text. Numbers follow the order."""
    number = 0
    for position, child in enumerate(body):
        heading = heading_of(child)
        if heading or position:
            number += 1
        yield number if heading or position else None, heading, child


def numbers_of(body: Any) -> dict[str, int | None]:
    """The number of every section by its fixed address; None for the opening text."""
    return {section.value["anchor"]: number for number, _heading, section in numbered_sections(body)}


def _rendered(body: Any, context: dict[str, Any], language: str) -> list[Section]:
    sections, numbers = [], numbers_of(body)
    for number, heading, child in numbered_sections(body):
        parts = (with_whole_lists(block.render(context)) for block in child.value["body"])
        html = renumbered(without_editor_keys("\n".join(part.strip() for part in parts)), numbers, language)
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


def heading_of(section: Any) -> str:
    """The heading of a section block, empty for an opening text."""
    return (section.value.get("heading") or "").strip()
