"""A definition list: terms with what they mean."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from lxml.etree import _Element

from home.reading.inline import join
from home.reading.loose import loose_element, loose_text
from home.reading.model import Block, Definitions, Inline, Paragraph, words_of
from home.reading.parts import Found, Remark, texts_of

MAX_TERM = 200
_Inside = Callable[[Any, bool], list[Any]]


def read_definitions(element: _Element, inside: _Inside) -> list[Found]:
    """The list as one block; as paragraphs when an explanation holds a list or something has no counterpart.

    ``inside(part, bold)`` reads the words of a term or an explanation.
    """
    groups: list[tuple[list[Block], list[Block]]] = []
    for part in _parts(element):
        if part.tag == "dt":
            if not groups or groups[-1][1]:
                groups.append(([], []))
            groups[-1][0].extend(inside(part, False))
        else:
            if not groups:
                groups.append(([], []))
            groups[-1][1].extend(inside(part, False))
    groups = [group for group in groups if group[0] or group[1]]
    if not groups:
        return []
    if all(_is_plain(term, meaning) for term, meaning in groups):
        return [Definitions([(_one_line(term), _lines(meaning)) for term, meaning in groups])]
    message = _("Een begrippenlijst is als alinea's overgenomen, met elk begrip vet.")
    blocks: list[Found] = [Remark(message, lost=False)]
    for term, meaning in groups:
        blocks += [Paragraph(tuple(replace(span, bold=True) for span in text)) for text in texts_of(term)]
        blocks += meaning
    return blocks


def _parts(element: _Element) -> list[Any]:
    """The terms and explanations under a list, also those in a ``div``; anything else counts as explanation."""
    parts = loose_text(element.text)
    for child in list(element):
        tail = child.tail
        if child.tag == "div" and child.find("dt") is not None:
            parts += _parts(child)
        elif isinstance(child.tag, str):
            parts.append(child if child.tag in ("dt", "dd") else loose_element(child))
        parts += loose_text(tail)
    return parts


def _is_plain(term: list[Block], meaning: list[Block]) -> bool:
    content = [span for block in term if isinstance(block, Paragraph) for span in block.content]
    return (
        bool(term and meaning)
        and all(isinstance(block, Paragraph) for block in (*term, *meaning))
        and not any(span.href for span in content)
        and len(_one_line(term)) <= MAX_TERM
    )


def _one_line(term: list[Block]) -> str:
    return " ".join(" ".join(map(words_of, texts_of(term))).split())


def _lines(meaning: list[Block]) -> Inline:
    return join(texts_of(meaning))
