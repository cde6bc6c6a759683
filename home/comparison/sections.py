"""What changed between two versions, section by section, in the order of the newer one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from home.comparison.differences import compare_html, compare_words, is_marked, likeness, word_pairs
from home.text.rendering import Section

UNCHANGED, CHANGED, RENUMBERED, ADDED, REMOVED = "unchanged", "changed", "renumbered", "added", "removed"
SAME_SECTION = 0.5  # from this share of common word pairs two sections are the same one, rewritten


@dataclass(frozen=True, slots=True)
class SectionChange:
    """One section of either version and what became of it.

    ``status`` is ``unchanged``, ``changed``, ``renumbered`` (only its number is another), ``added`` or
    ``removed``. ``html`` is its body and ``heading`` its heading without number, both as safe HTML with
    insertions in ``<ins>`` and deletions in ``<del>``. ``old`` is None when added, ``new`` when removed.
    """

    status: str
    old: Section | None
    new: Section | None
    html: str
    heading: str = ""

    @property
    def section(self) -> Section:
        """The section as it is now, or as it was when it is gone."""
        section = self.new or self.old
        assert section is not None  # noqa: S101 - one of the two is there
        return section

    @property
    def anchor(self) -> str:
        """Where it stands on a page of differences: unique there, as long as it is in either version."""
        return self.section.anchor

    @property
    def old_number(self) -> int | None:
        """The number it had, when that is another one now."""
        if self.old and self.new and self.old.number != self.new.number:
            return self.old.number
        return None

    @property
    def is_folded(self) -> bool:
        """Whether its words are the same, so that a reader may skip it."""
        return self.status in (UNCHANGED, RENUMBERED)


def compare(old: Sequence[Section], new: Sequence[Section]) -> list[SectionChange]:
    """Every section of both, in the order of ``new``; what is gone stands where it stood in ``old``."""
    partners = _match(old, new)
    origin = {later: earlier for earlier, later in partners.items()}
    changes = [
        (place, _changed(old[origin[place]], section) if place in origin else _added(section))
        for place, section in enumerate(new)
    ]
    result = [change for _place, change in changes]
    before: SectionChange | None = None
    for place, section in enumerate(old):
        if place in partners:
            before = changes[partners[place]][1]
            continue
        removed = _removed(section)
        at = next((spot for spot, one in enumerate(result) if one is before), -1) + 1
        result.insert(at, removed)
        before = removed
    return result


def _changed(old: Section, new: Section) -> SectionChange:
    html = compare_html(old.html, new.html) if old.html != new.html else new.html
    heading = compare_words(old.heading, new.heading)
    if (old.html != new.html and is_marked(html)) or old.heading != new.heading:
        status = CHANGED
    elif old.number != new.number:
        status = RENUMBERED
    else:
        status = UNCHANGED
    return SectionChange(status, old, new, html, heading)


def _added(section: Section) -> SectionChange:
    return SectionChange(
        ADDED, None, section, compare_html("", section.html), compare_words("", section.heading)
    )


def _removed(section: Section) -> SectionChange:
    return SectionChange(
        REMOVED, section, None, compare_html(section.html, ""), compare_words(section.heading, "")
    )


def _match(old: Sequence[Section], new: Sequence[Section]) -> dict[int, int]:
    """Places in ``old`` with the place in ``new`` of the same section: by anchor, then heading, then words."""
    partners: dict[int, int] = {}
    for key in (lambda section: section.anchor, lambda section: section.heading.casefold().strip()):
        _match_by(key, old, new, partners)
    _match_by_words(old, new, partners)
    return partners


def _match_by(
    key: Callable[[Section], str], old: Sequence[Section], new: Sequence[Section], partners: dict[int, int]
) -> None:
    taken = set(partners.values())
    free: dict[str, list[int]] = {}
    for place, section in enumerate(new):
        if place not in taken:
            free.setdefault(key(section), []).append(place)
    for place, section in enumerate(old):
        if place not in partners and (places := free.get(key(section))):
            partners[place] = places.pop(0)


def _match_by_words(old: Sequence[Section], new: Sequence[Section], partners: dict[int, int]) -> None:
    taken = set(partners.values())
    left = {place: word_pairs(section.text) for place, section in enumerate(old) if place not in partners}
    right = {place: word_pairs(section.text) for place, section in enumerate(new) if place not in taken}
    scores = sorted(
        ((likeness(a, b), -i, -j) for i, a in left.items() for j, b in right.items()), reverse=True
    )
    for score, i, j in scores:
        if score < SAME_SECTION:
            break
        if -i in left and -j in right:
            partners[-i] = -j
            del left[-i], right[-j]
