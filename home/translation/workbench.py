"""What a translator has to do: each section of the version beside its translation, and what changed in it since."""

from collections.abc import Sequence
from dataclasses import dataclass

from home.comparison.sections import REMOVED, SectionChange, compare
from home.text.rendering import Section

NEW, CHANGED, SAME, GONE = "new", "changed", "same", "gone"


@dataclass(frozen=True, slots=True)
class Row:
    """A section in both languages.

    ``status`` is what became of the Dutch since the last edition: ``new``, ``changed``, ``same``, or ``gone`` of one
    that only the translation still has. ``dutch`` is its HTML, with what changed in ``<ins>`` and ``<del>``; the
    heading likewise. ``english`` is None when the translation has not got it yet. ``done``: nothing is to do.
    """

    anchor: str
    number: int | None
    heading: str
    status: str
    dutch: str
    english: Section | None
    done: bool


def rows_of(
    version: Sequence[Section],
    translation: Sequence[Section],
    *,
    before: Sequence[Section] | None,
    edition: Sequence[Section] | None,
) -> list[Row]:
    """Every section of ``version`` in order, and last what the translation has besides.

    ``before`` is the version of the last ``edition``, and both are None when there is none yet.
    """
    ours = {section.anchor: section for section in translation}
    published = {section.anchor: section for section in edition or ()}
    wanted = {section.anchor for section in version}
    rows = [
        _row(change, ours.get(change.section.anchor), published, first=before is None)
        for change in compare(before if before is not None else version, version)
        if change.status != REMOVED
    ]
    return rows + [
        Row(section.anchor, None, section.heading, GONE, "", section, done=False)
        for section in translation
        if section.anchor not in wanted
    ]


def _row(change: SectionChange, ours: Section | None, published: dict[str, Section], *, first: bool) -> Row:
    section = change.section
    known = SAME if change.is_folded else CHANGED
    status = NEW if first or section.anchor not in published else known
    return Row(
        anchor=section.anchor,
        number=section.number,
        heading=change.heading,
        status=status,
        dutch=change.html,
        english=ours,
        done=_is_done(section, ours, published.get(section.anchor), status),
    )


def _is_done(dutch: Section, ours: Section | None, edition: Section | None, status: str) -> bool:
    """Whether somebody worked on it: it is no longer the Dutch text, nor, when that changed, the last edition's."""
    if ours is None:
        return False
    if _words(ours) == _words(dutch):
        return status == SAME  # a name or an address may read the same, and was published so
    return status != CHANGED or edition is None or _words(ours) != _words(edition)


def _words(section: Section) -> tuple[str, str]:
    return section.heading.strip(), section.text
