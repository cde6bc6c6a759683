"""Whether a draft or a version tells what AVG art. 13 and 14 ask, with what register and settings say of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from wagtail.blocks import StructValue
from wagtail.rich_text import RichText

from home.completeness.law import BY_CODE, Only
from home.completeness.rules import Judged, State, Told, judged
from home.reusable.models import ReusableText
from home.text.places import Place, sections_in
from home.text.plain import html_to_text
from home.versions.models import StatementVersion
from sharing import public

if TYPE_CHECKING:
    from home.models import StatementPage


def completeness_of_page(page: StatementPage, *, on: date) -> list[Judged]:
    """What the text that ``page`` holds tells and leaves out, with the register of that day."""
    return judged(list(_told(page.body)), absent=absent_on(on))


def completeness_of_version(version: StatementVersion) -> list[Judged]:
    """As it was kept with the version; of one from before that was done, by its text and the register of its day."""
    if version.completeness is not None:
        return list(_as_kept(version.completeness))
    sections = [
        Told(place, kinds, section["text"])
        for (place, kinds), section in zip(sections_in(version.body), version.sections, strict=True)
    ]
    return judged(sections, absent=absent_on(version.effective_from))


def absent_on(on: date) -> set[Only]:
    """What the organisation is known not to have that day; of an empty register nothing is known."""
    absent = {Only.OFFICER} if public.OrganisationSettings.current().without_dpo else set()
    activities = public.activities_told(on=on)
    if not activities:
        return absent
    bases = {basis.value for one in activities for basis in one.bases}
    there = {
        Only.INTERESTS: "legitimate_interests" in bases,
        Only.CONSENT: "consent" in bases,
        Only.DECISIONS: any(one.decisions for one in activities),
        Only.SOURCES: any(one.origin for one in activities),
        Only.ABROAD: public.anybody_outside_eea(on=on) or bool(public.transfers_outside_eea(on=on)),
    }
    return absent | {only for only, is_there in there.items() if not is_there}


def _told(body: Any) -> Iterator[Told]:
    """The sections of a text with their own words: what a list of the register adds is told by its block."""
    for (place, kinds), section in zip(sections_in(body.get_prep_value()), body, strict=True):
        words = [word for child in section.value["body"] for word in _own_words(child)]
        yield Told(place, _telling(kinds), "\n".join(words))


def _telling(kinds: Collection[str]) -> Collection[str]:
    """Without the block of the officer as long as the settings name none: it would say that there is nobody."""
    if "officer" in kinds and not public.OrganisationSettings.current().officer:
        return [kind for kind in kinds if kind != "officer"]
    return kinds


def _own_words(child: Any) -> Iterable[str]:
    if isinstance(child.value, ReusableText):
        return [html_to_text(child.value.body)]
    values = child.value.values() if isinstance(child.value, StructValue) else [child.value]
    if rich := [html_to_text(one.source) for one in values if isinstance(one, RichText)]:
        return rich
    found: list[str] = child.block.get_searchable_content(child.value)
    return found


def _as_kept(kept: Iterable[dict[str, Any]]) -> Iterator[Judged]:
    """What was kept; an item that the law no longer asks says nothing any more."""
    for one in kept:
        if item := BY_CODE.get(one["code"]):
            yield Judged(item, State(one["state"]), Place(**one["section"]) if one["section"] else None)
