"""Who receives personal data, as readers may know it: who is on the list on a day, since when, and what changed.

What stands there and until when follows from the dates of the register as it is now known, so a date that was
corrected leaves no change behind that never happened. A country has no dates; it is what the register said that day.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeAlias

from sharing.core.periods import holds_on, next_day, previous_day
from sharing.parties.choices import Capacity
from sharing.recipients.choices import ChangeKind

# The first and last day, both inclusive; None is open.
Span: TypeAlias = tuple[date, date | None]
# Of a party in a country on a day what protects the data there, in words; empty where nothing is needed.
Safeguard: TypeAlias = Callable[[int, str, date], str]
# Of a party in these countries the days on which what protects the data may change.
Turning: TypeAlias = Callable[[int, Iterable[str]], Iterable[date]]


class Place(NamedTuple):
    """Where somebody stands on the list: a party in a capacity, with a service; ``under``: the processor that
    engages it.
    """

    party: int
    capacity: str
    service: str
    under: int | None = None


@dataclass(frozen=True, slots=True)
class Countries:
    """The country now, and on which days it became another: ``(day, before)``, the oldest first."""

    now: str
    turns: tuple[tuple[date, str], ...] = ()

    def on(self, day: date) -> str:
        """The country on that day."""
        return next((before for turned, before in self.turns if day < turned), self.now)


@dataclass(frozen=True, slots=True)
class Stay:
    """A time through which somebody stands on the list; of one place there may be several, beside each other too."""

    place: Place
    span: Span
    countries: Countries


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody on the list on a day, with the day since which without a break."""

    place: Place
    since: date
    country: str


@dataclass(frozen=True, slots=True)
class Change:
    """What is different from that day on; ``before`` and ``after`` are country codes, or safeguards in words."""

    day: date
    kind: ChangeKind
    place: Place
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Words for readers; ``dutch``: they stand in Dutch on a page in another language."""

    words: str
    dutch: bool = False


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody on the list; ``country`` is a code, ``safeguard`` is empty where none is needed (inside the EEA).

    ``sub_processors``: whom a processor engages for any of its services, at whatever depth.
    """

    place: Place
    name: str
    service: Named
    country: str
    country_name: str
    safeguard: str
    since: date
    sub_processors: tuple["Recipient", ...] = ()


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A change in names; ``engaged_by`` is the processor, of whom it engages."""

    day: date
    kind: ChangeKind
    place: Place
    name: str
    service: Named
    engaged_by: str = ""
    before: str = ""
    after: str = ""
    before_words: str = ""
    after_words: str = ""


@dataclass(frozen=True, slots=True)
class PublicList:
    """What readers may know: who receives data that day, and what changed in the two years before, latest first."""

    as_of: date
    capacities: tuple[str, ...]
    recipients: tuple[Recipient, ...] = ()
    changes: tuple[ToldChange, ...] = ()

    @property
    def by_capacity(self) -> list[tuple[str, list[Recipient]]]:
        """The recipients of each capacity that is shown, as far as there are any."""
        grouped = (
            (code, [one for one in self.recipients if one.place.capacity == code]) for code in Capacity
        )
        return [(code.value, found) for code, found in grouped if found]


def runs(spans: Iterable[Span]) -> list[Span]:
    """The spans as unbroken times, the oldest first: what follows on the next day goes on."""
    found: list[Span] = []
    for first, last in sorted(spans, key=lambda one: (one[0], one[1] or date.max)):
        until = found[-1][1] if found else None
        if found and (until is None or until == date.max or first <= next_day(until)):
            longest = None if until is None or last is None else max(until, last)
            found[-1] = (found[-1][0], longest)
        else:
            found.append((first, last))
    return found


def overlap(one: Span, first: date | None, last: date | None) -> Span | None:
    """The part of a span between two days (None: open); None when there is none."""
    start = max(one[0], first) if first else one[0]
    end = min((day for day in (one[1], last) if day), default=None)
    return (start, end) if end is None or start <= end else None


def standing_on(stays: Iterable[Stay], day: date) -> list[Standing]:
    """Who is on the list that day."""
    return [
        Standing(place, first, _country_on(known, day))
        for place, known in _by_place(stays).items()
        for first, last in runs(one.span for one in known)
        if holds_on(first, last, day)
    ]


def changes_between(
    stays: Iterable[Stay], first: date, last: date, *, safeguard: Safeguard, turning: Turning
) -> list[Change]:
    """What changed on the list on these days, both inclusive, the latest first.

    Whom a processor engages comes and goes with it; that is told of the processor only.
    """
    places = _by_place(stays)
    found = [change for place, known in places.items() for change in _coming_and_going(place, known)]
    moved = {(one.place.party, one.kind, one.day) for one in found if one.place.under is None}
    found = [
        one for one in found if one.place.under is None or (one.place.under, one.kind, one.day) not in moved
    ]
    found += _otherwise(places, first, last, safeguard, turning)
    return sorted((one for one in found if first <= one.day <= last), key=lambda one: one.day, reverse=True)


def _by_place(stays: Iterable[Stay]) -> dict[Place, list[Stay]]:
    places: dict[Place, list[Stay]] = defaultdict(list)
    for stay in stays:
        places[stay.place].append(stay)
    return places


def _country_on(stays: Iterable[Stay], day: date) -> str:
    """Of several at once the one that began last speaks."""
    held = [one for one in stays if holds_on(*one.span, day)]
    return max(held, key=lambda one: one.span[0]).countries.on(day) if held else ""


def _coming_and_going(place: Place, known: list[Stay]) -> Iterable[Change]:
    for first, last in runs(one.span for one in known):
        yield Change(first, ChangeKind.ADDED, place)
        if last is not None and last < date.max:
            yield Change(next_day(last), ChangeKind.ENDED, place)


def _otherwise(
    places: Mapping[Place, list[Stay]], first: date, last: date, safeguard: Safeguard, turning: Turning
) -> Iterable[Change]:
    """Another country or safeguard for who was there the day before too: once, whatever the services are."""
    organisations: dict[Place, list[Stay]] = defaultdict(list)
    for place, known in places.items():
        organisations[place._replace(service="")] += known
    for place, known in organisations.items():
        countries = {one.countries.now for one in known} | {
            before for one in known for _day, before in one.countries.turns
        }
        days = {day for one in known for day, _before in one.countries.turns}
        days.update(turning(place.party, countries))
        # A later agreement may name another country for the same service.
        days.update(one.span[0] for one in known)
        for day in sorted(one for one in days if first <= one <= last):
            was, now = _country_on(known, previous_day(day)), _country_on(known, day)
            if not was or not now:
                continue
            if was != now:
                yield Change(day, ChangeKind.COUNTRY, place, was, now)
            before, after = safeguard(place.party, was, previous_day(day)), safeguard(place.party, now, day)
            if before != after:
                yield Change(day, ChangeKind.SAFEGUARD, place, before, after)
