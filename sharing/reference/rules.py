"""What the reference lists mean, and how they say it in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sharing.core.periods import BEGINNING, END, holds_on, next_day, previous_day, start_of_day
from sharing.reference.choices import Jurisdiction, TermUnit

# Whose law obliges (AVG art. 6(3)); what a third country's law demands is no obligation (art. 48).
OUR_LAW = frozenset({Jurisdiction.NL.value, Jurisdiction.EU.value})


@dataclass(frozen=True, slots=True)
class ProvisionFacts:
    """A provision of law in the list, from its first through its last day (None: open).

    ``jurisdiction`` is a code of ``Jurisdiction``; ``citation`` is how it is cited, such as "art. 54 Wet SUWI".
    ``unchecked``: nobody has made sure of it yet.
    """

    code: str
    citation: str
    jurisdiction: str
    first_day: date | None = None
    last_day: date | None = None
    unchecked: bool = False

    @property
    def named(self) -> str:
        """How a sentence names it."""
        return with_doubt(self.citation, unchecked=self.unchecked)


def with_doubt(name: str, *, unchecked: bool) -> str:
    """The name of a fact of law in a sentence, saying so where nobody has made sure of it yet."""
    return f"{name} (nog te controleren)" if unchecked else name


@lru_cache(maxsize=10_000)
def _as_compared(text: str) -> str:
    """A code or citation as it is compared: letter case and white space do not matter."""
    return "".join(text.split()).casefold()


def listed_provisions(text: str, provisions: Iterable[ProvisionFacts]) -> list[ProvisionFacts]:
    """The provisions of the list that a text names, by code or citation, of all days and every law; by code."""
    wanted = _as_compared(text)
    if not wanted:
        return []
    named = (one for one in provisions if wanted in (_as_compared(one.code), _as_compared(one.citation)))
    return sorted(named, key=lambda one: (one.code, one.citation, one.first_day or date.min))


def provision_in_force(text: str, provisions: Iterable[ProvisionFacts], day: date) -> ProvisionFacts | None:
    """The provision that a text names, when it counts: listed, of Union or Dutch law, and in force that day.

    Of two that do the one of which we are sure.
    """
    counting = [one for one in listed_provisions(text, provisions) if counts_on(one, day)]
    return min(counting, key=lambda one: one.unchecked, default=None)


def name_the_same(one: str, other: str, provisions: Iterable[ProvisionFacts]) -> bool:
    """Whether two texts name the same provision: in the same words, or as code and citation of one in the list."""
    if _as_compared(one) == _as_compared(other):
        return True
    provisions = tuple(provisions)
    ours = {found.code for found in listed_provisions(one, provisions)}
    return any(found.code in ours for found in listed_provisions(other, provisions))


def counts_on(provision: ProvisionFacts, day: date) -> bool:
    """Whether a listed provision is of Union or Dutch law and in force that day."""
    return provision.jurisdiction in OUR_LAW and holds_on(provision.first_day, provision.last_day, day)


def last_day_of_decision(ends: date | None, *, annulled: bool) -> date | None:
    """The last day on which an adequacy decision can be relied on; None while there is no end.

    A decision that ends holds that day; one that the Court annulled no longer holds on the day of the judgment.
    """
    return previous_day(ends) if annulled and ends else ends


def term_in_words(*, length: int | None, unit: str, counted_from: str, criterion: str) -> str:
    """``2 jaar na het einde van het traject``; the criterion when there is no fixed term (AVG art. 13(2)(a))."""
    if not length:
        return criterion
    return _("%(term)s na %(event)s") % {"term": _counted(length, unit), "event": counted_from}


def _counted(length: int, unit: str) -> str:
    words = {
        TermUnit.DAYS: ngettext("%(count)s dag", "%(count)s dagen", length),
        TermUnit.WEEKS: ngettext("%(count)s week", "%(count)s weken", length),
        TermUnit.MONTHS: ngettext("%(count)s maand", "%(count)s maanden", length),
        TermUnit.YEARS: ngettext("%(count)s jaar", "%(count)s jaar", length),
    }
    return words[TermUnit(unit)] % {"count": length}


Instants = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class SpansInEea:
    """When countries lay in the EEA: per code the spans of time, each from an instant until before another, in order.

    A country that is not there never did. Days are days in Amsterdam.
    """

    spans: Mapping[str, tuple[Instants, ...]]

    @classmethod
    def of_days(cls, periods: Iterable[tuple[str, date | None, date | None]]) -> "SpansInEea":
        """From a country with a first and a last day, both inclusive, each open when None."""
        found: dict[str, list[Instants]] = defaultdict(list)
        for country, first, last in periods:
            until = start_of_day(next_day(last)) if last and last < END.date() else END
            found[country].append((start_of_day(first) if first else BEGINNING, until))
        return cls({country: tuple(sorted(spans)) for country, spans in found.items()})

    def inside(self, country: str) -> list[Instants]:
        """When it lay inside."""
        return list(self.spans.get(country, ()))

    def outside(self, country: str) -> list[Instants]:
        """When it lay outside."""
        edges = [BEGINNING, *(edge for span in self.inside(country) for edge in span), END]
        return [(since, until) for since, until in zip(edges[::2], edges[1::2], strict=True) if since < until]

    def alike(self) -> dict[tuple[Instants, ...], list[str]]:
        """The countries that lay inside at the same times."""
        found: dict[tuple[Instants, ...], list[str]] = defaultdict(list)
        for country, spans in self.spans.items():
            found[spans].append(country)
        return dict(found)
