"""What the draft of a page changes for readers of its last version."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import translation

from home.change_notes.rules import Change, of_lists, of_promises, of_sections, of_title
from home.comparison.sections import compare
from home.core.languages import SOURCE
from home.core.refusals import PublicationRefused
from home.text.blocks import SectionBodyBlock
from home.text.rendering import Section, render_sections
from home.versions.commitments import commitments_for
from home.versions.models import StatementVersion
from home.versions.queries import latest_of
from home.versions.since import shown_facts
from sharing import public

if TYPE_CHECKING:
    from home.written import WrittenPage


def changes_of(page: WrittenPage, *, on: date) -> list[Change]:
    """What ``page`` would change as the next version, with the register's facts of ``on``; in Dutch, as the note is.

    Nothing for the first version, and for a translation, which follows the note that it translates.
    """
    last = None if page.is_translation else latest_of(page)
    if last is None:
        return []
    page.fill_anchors()
    sections = render_sections(page.body, on=on)
    with translation.override(SOURCE):
        found = [
            *of_title(last.title, page.title),
            *of_sections(compare([Section(**section) for section in last.sections], sections)),
            *of_lists(
                _by_kind(last.shown_facts), _by_kind(shown_facts(page.body, sections, on=on)), _labels()
            ),
        ]
        if not isinstance(last, StatementVersion):
            return found
        try:
            promised = commitments_for(page, last).as_json()
        except PublicationRefused:  # said beside the text already
            return found
        names = public.known_data_categories()
        return [
            *found,
            *of_promises(last.commitments, promised, purposes=_purposes(), categories=names),
        ]


def _by_kind(facts: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kept in facts:
        found.setdefault(kept["type"], []).extend(kept["lines"])
    return found


def _labels() -> dict[str, str]:
    return {name: str(block.label) for name, block in SectionBodyBlock.base_blocks.items()}


def _purposes() -> dict[str, str]:
    """The description of every purpose, by code."""
    found, waiting = {}, list(public.purposes_tree())
    while waiting:
        purpose = waiting.pop()
        found[purpose["code"]] = purpose["description"]
        waiting += purpose["children"]
    return found
