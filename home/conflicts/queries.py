"""Where the statement and the register disagree, each with its place in the text.

The rules are the register's (``sharing.conflicts.rules``); here they are asked about a draft or a version, and
their answers are tied to the section that makes the promise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from home.core.clock import today
from home.text.places import Place, places_in, sections_in
from home.versions.commitments import commitments_for
from home.versions.models import StatementVersion
from home.versions.queries import latest_version
from home.versions.since import changes_since
from sharing import public

if TYPE_CHECKING:
    from home.models import StatementPage

NAMED_AT_MOST = 10
Address = Callable[[Place | None], str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A promise and a fact that disagree; ``severity`` is a code of ``Weight``.

    ``section`` is where the text makes the promise (None: no section does, it goes for the text as a whole),
    ``text_url`` leads there, and ``about`` are the records of the register, the most telling first.
    """

    code: str
    severity: str
    promise: str
    fact: str
    section: Place | None
    text_url: str
    about: tuple[public.Reference, ...] = ()

    @property
    def weighs(self) -> bool:
        """Whether publication needs a reason because of this; a warning does not weigh."""
        return self.severity == public.Weight.CONFLICT

    @property
    def about_law(self) -> bool:
        """Whether the promise disagrees with the law itself, whatever is registered."""
        return self.code in ("response-term-too-long", "extension-too-long")

    @property
    def register_url(self) -> str:
        """The first record's screen; empty when the fact is one of law."""
        return public.register_url(self.about[0]) if self.about else ""

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "severity": self.severity,
            "promise": self.promise,
            "fact": self.fact,
            "section": self.section.as_json() if self.section else None,
            "text_url": self.text_url,
            "register_url": self.register_url,
        }

    def kept_with(self, number: int) -> dict[str, Any]:
        """As JSON to keep with the version of this number, leading to where its text will always stand."""
        anchor = f"#{self.section.anchor}" if self.section and self.section.anchor else ""
        return self.as_json() | {"text_url": f"{reverse('home:version', args=[number])}{anchor}"}


def conflicts_of_page(
    page: StatementPage, *, on: date, facts: public.RegisterFacts | None = None
) -> list[Conflict]:
    """What the draft that ``page`` holds would promise, beside the register on that day. Raises PublicationRefused."""
    places = places_in(page.body.get_prep_value())
    promised = commitments_for(page, latest_version())
    if page.commitments:
        # They come from a file, whatever the blocks in the text say.
        places = {name: place for name, place in places.items() if name not in page.commitments}
    return located(
        public.conflicts_between(promised, facts or facts_on(on), on=on),
        places,
        lambda place: in_editor(page, place),
    )


def conflicts_of_version(
    version: StatementVersion, *, on: date, facts: public.RegisterFacts | None = None
) -> list[Conflict]:
    """What a version promises, beside the register on that day; and its lists that have changed since."""
    clashes = public.conflicts_between(public.commitments_of(version.number), facts or facts_on(on), on=on)
    found = located(clashes, places_in(version.body), lambda place: in_version(version, place))
    return found + list(_outdated(version, on))


def facts_on(on: date) -> public.RegisterFacts:
    """The register, and the log of the year before that day; of a day to come, up to today."""
    return public.register_facts(until=min(on, today()))


def located(
    clashes: Iterable[public.Conflict], places: Mapping[str, Place], address: Address
) -> list[Conflict]:
    """The clashes, each with its place in a text."""
    found = []
    for clash in clashes:
        place = places.get(clash.commitment)
        found.append(
            Conflict(clash.code, clash.weight, clash.promise, clash.fact, place, address(place), clash.about)
        )
    return found


def day_to_compare(effective_from: date | None) -> date:
    """The day on which a text is compared with the register: today, or the first day of a version to come."""
    return max(today(), effective_from or date.min)


def in_editor(page: StatementPage, place: Place | None) -> str:
    """The address of a promise in the editor, or of the editor itself."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return f"{address}#block-{place.block}-section" if place and place.block else address


def in_version(version: StatementVersion, place: Place | None) -> str:
    """The permanent address of a section; of a version that is still to come its screen in the admin."""
    if version.effective_from > today():
        return reverse("statement_versions:inspect", args=[version.pk])
    address = reverse("home:version", args=[version.number])
    return f"{address}#{place.anchor}" if place and place.anchor else address


def of_records(conflicts: Iterable[Conflict], mine: public.LookedAfter) -> list[Conflict]:
    """Those of the conflicts that are about a party or agreement that somebody looks after."""
    return [
        one
        for one in conflicts
        if any(
            record.id in (mine.agreements if record.kind == "agreement" else mine.parties)
            for record in one.about
        )
    ]


def _named(lines: tuple[str, ...]) -> str:
    """The lines of a list, not more than a few."""
    more = len(lines) - NAMED_AT_MOST
    return "; ".join(lines[:NAMED_AT_MOST]) + (f"; en nog {more} andere" if more > 0 else "")


def _outdated(version: StatementVersion, on: date) -> Iterator[Conflict]:
    """The lists from the register that would read differently now: what readers of the version are told too."""
    places = {place.anchor: place for place, _kinds in sections_in(version.body)}
    for change in changes_since(version, on=on):
        place = places.get(change.anchor)
        fact = " ".join(
            f"{words} {_named(lines)}."
            for words, lines in (
                ("In het register staat nu ook:", change.added),
                ("In het register staat niet meer:", change.gone),
            )
            if lines
        )
        yield Conflict(
            "list-outdated",
            public.Weight.WARNING.value,
            "Deze lijst uit het register is vastgelegd bij publicatie, en blijft zo.",
            fact,
            place,
            in_version(version, place),
        )
