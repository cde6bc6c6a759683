"""The list of recipients as readers get it: in a fixed number of questions, whatever the size of the register."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from typing import Any, NamedTuple

from django.db.models import F, Q, Window
from django.db.models.functions import Lag
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.choices import AgreementKind, ObjectionOutcome
from sharing.agreements.models import Agreement
from sharing.core.models import Register
from sharing.core.periods import amsterdam_day, months_after, next_day
from sharing.parties.choices import Capacity
from sharing.parties.models import Party, PartyCapacity
from sharing.parties.queries import organisation, organisation_field
from sharing.recipients.choices import ChangeKind
from sharing.recipients.rules import (
    Change,
    Countries,
    Named,
    Place,
    PublicList,
    Recipient,
    Span,
    Standing,
    Stay,
    ToldChange,
    changes_between,
    overlap,
    standing_on,
)
from sharing.reference.law import turning_days
from sharing.reference.models import Country
from sharing.transfers.choices import Mechanism, TransferStatus
from sharing.transfers.queries import ChapterFive, chapter_five
from sharing.transfers.rules import TransferAssessment

MONTHS_OF_CHANGES = 24
LONGEST = 300  # signs of what a service is called
# The organisation, whichever of its records is meant.
_OF_PARTY = (
    organisation("party"),
    *(organisation_field("party", name) for name in ("code", "name", "country_id")),
)


def public_list(*, on: date, capacities: Collection[str]) -> PublicList:
    """The list of that day, of these capacities, in the language that is switched on.

    A processor stands there by a signed agreement, as in the statement; the others by the capacity that they hold.
    """
    return _Reader(on, tuple(code for code in Capacity.values if code in capacities)).told()


class _Party(NamedTuple):
    """What the list says of a party; made of the row by itself, since there may be thousands."""

    code: str
    name: str
    country: str


class _Reader:
    def __init__(self, on: date, capacities: tuple[str, ...]) -> None:
        self.on, self.capacities = on, capacities
        self.english: dict[str, str] = {}
        self.parties: dict[int, _Party] = {}
        self.known: dict[tuple[str, str, date], str] = {}
        self.law_turns: dict[frozenset[str], frozenset[date]] = {}
        self.country_names: dict[str, str] = {}

    def told(self) -> PublicList:
        stays = list(self._stays())
        standing = standing_on(stays, self.on)
        engaged: dict[int | None, list[Recipient]] = defaultdict(list)
        for one in standing:
            if one.place.under is not None:
                engaged[one.place.under].append(self._recipient(one))
        below = {under: tuple(sorted(found, key=_by_name)) for under, found in engaged.items()}
        recipients = [
            self._recipient(one, below.get(one.place.party, ()) if _is_processor(one.place) else ())
            for one in standing
            if one.place.under is None
        ]
        changes = changes_between(
            stays,
            months_after(self.on, -MONTHS_OF_CHANGES),
            self.on,
            safeguard=self._safeguard,
            turning=self._turning,
        )
        named = sorted(map(self._change, changes), key=lambda one: (one.name.casefold(), one.service.words))
        return PublicList(
            as_of=self.on,
            capacities=self.capacities,
            recipients=tuple(sorted(recipients, key=_by_name)),
            changes=tuple(sorted(named, key=lambda one: one.day, reverse=True)),
        )

    def _stays(self) -> Iterator[Stay]:
        """Everybody who stands or stood on the list; what is still to come lies after its last day."""
        begun = Q(first_day__lte=self.on)
        others = [code for code in self.capacities if code != Capacity.PROCESSOR]
        held = list(
            PartyCapacity.objects.filter(begun, capacity__in=others)
            .order_by("pk")
            .values_list(*_OF_PARTY, "capacity", "first_day", "last_day")
        )
        signed = Agreement.objects.filter(begun, signed_on__isnull=False, kind=AgreementKind.PROCESSING)
        agreements = list(
            signed.order_by("pk").values_list(
                *_OF_PARTY, "pk", "first_day", "last_day", "terminated_per", "description", "description_en"
            )
            if Capacity.PROCESSOR in self.capacities
            else ()
        )
        links = _engaged(row[4] for row in agreements)
        for key, *said in (row[:4] for row in (*held, *links, *agreements)):
            self.parties[key] = _Party(*said)
        moved = _moves(Party, self.parties)
        homes = {pk: Countries(one.country, moved.get(pk, ())) for pk, one in self.parties.items()}
        for party, _code, _name, _country, capacity, first, last in held:
            yield Stay(Place(party, capacity, ""), (first, last), homes[party])
        engaging: dict[int, tuple[int, Span]] = {}
        for party, _code, _name, _country, key, first, last, until, dutch, english in agreements:
            if span := overlap((first, last), None, until):
                engaging[key] = party, span
                place = Place(party, Capacity.PROCESSOR.value, self._service(dutch, english))
                yield Stay(place, span, homes[party])
        yield from self._below(links, engaging)

    def _below(
        self, links: Sequence[tuple[Any, ...]], engaging: Mapping[int, tuple[int, Span]]
    ) -> Iterator[Stay]:
        """Those whom the processors engage, as long as their agreement lasts."""
        moved = _moves(SubProcessor, [link[4] for link in links])
        for party, _code, _name, _home, key, agreement, country, first, last, dutch, english in links:
            under, whole = engaging.get(agreement, (0, None))
            if whole and (span := overlap(whole, first, last)):
                place = Place(party, Capacity.PROCESSOR.value, self._service(dutch, english), under)
                yield Stay(place, span, Countries(country, moved.get(key, ())))

    def _service(self, dutch: str, english: str) -> str:
        """What the service is called in Dutch, by which places are told apart; the English is remembered."""
        words, translated = (" ".join(text.split()) for text in (dutch, english))
        if translated:
            self.english[words] = translated
        return words

    def _named(self, service: str) -> Named:
        here = get_language() in (None, "nl")
        words = service if here else self.english.get(service, service)
        is_dutch = bool(service) and not here and service not in self.english
        return Named(words if len(words) <= LONGEST else Truncator(words).chars(LONGEST), is_dutch)

    def _recipient(self, one: Standing, below: tuple[Recipient, ...] = ()) -> Recipient:
        return Recipient(
            place=one.place,
            name=self.parties[one.place.party].name,
            service=self._named(one.place.service),
            country=one.country,
            country_name=self._country_name(one.country),
            safeguard=self._safeguard(one.place.party, one.country, self.on),
            since=one.since,
            sub_processors=below,
        )

    def _change(self, one: Change) -> ToldChange:
        under = one.place.under
        return ToldChange(
            one.day,
            one.kind,
            one.place,
            self.parties[one.place.party].name,
            self._named(one.place.service),
            self.parties[under].name if under is not None else "",
            *(one.before, one.after),
            *(
                self._country_name(code) if one.kind == ChangeKind.COUNTRY else code
                for code in (one.before, one.after)
            ),
        )

    @cached_property
    def countries(self) -> dict[str, Country]:
        return {country.code: country for country in Country.objects.all()}

    def _country_name(self, code: str) -> str:
        if code not in self.country_names:
            self.country_names[code] = self.countries[code].name_for_readers
        return self.country_names[code]

    @cached_property
    def chapter(self) -> ChapterFive:
        codes = {pk: party.code for pk, party in self.parties.items()}
        return chapter_five(countries=self.countries, parties=self.parties, codes=codes)

    @cached_property
    def of_party(self) -> Callable[[str], ChapterFive]:
        return cache(self.chapter.by_party())

    @cached_property
    def by_country(self) -> dict[str, set[date]]:
        """Per country the days on which its membership or a decision begins or ends."""
        found: dict[str, set[date]] = defaultdict(set)
        for membership in self.chapter.memberships:
            found[membership.country] |= _edges(membership.first_day, membership.last_day)
        for decision in self.chapter.decisions:
            found[decision.country] |= _edges(decision.first_day, decision.last_day)
        return found

    def _safeguard(self, party: int, country: str, day: date) -> str:
        code = self.parties[party].code
        own = self.of_party(code)
        # Of whom nothing is registered the country says it all: once for all of them.
        key = (code if own.transfers or own.assessments else "", country, day)
        if key not in self.known:
            found = own.assess_code(code, self.countries[country], on=day)
            self.known[key] = safeguard_for_readers(found)
        return self.known[key]

    def _turning(self, party: int, countries: Iterable[str]) -> frozenset[date]:
        own, days = self.of_party(self.parties[party].code), self._law_turns(frozenset(countries))
        if not own.transfers and not own.assessments:
            return days
        edges = (_edges(transfer.first_day, transfer.last_day) for transfer in own.transfers)
        return days.union(*edges, (tia.day for tia in own.assessments))

    def _law_turns(self, countries: frozenset[str]) -> frozenset[date]:
        """The days on which the law, a membership or a decision may change what protects data there."""
        if countries not in self.law_turns:
            of_each = (self.by_country.get(country, set()) for country in countries)
            self.law_turns[countries] = turning_days().union(*of_each)
        return self.law_turns[countries]


def safeguard_for_readers(found: TransferAssessment) -> str:
    """What protects data outside the EEA in the words of the page; empty where nothing is needed.

    How we judge it ourselves (a missing assessment) is not told here: the statement's own promise is.
    """
    if found.bridged:
        return _("Overgangsregeling met de Europese Unie")
    if found.decision is not None:
        return _("Adequaatheidsbesluit %(reference)s (art. 45)") % {"reference": found.decision.reference}
    if found.transfer is not None:
        return str(Mechanism(found.transfer.mechanism).label)
    return "" if found.status == TransferStatus.EEA else _("Geen waarborg vastgelegd")


def _engaged(agreements: Iterable[int]) -> list[tuple[Any, ...]]:
    """Whom processors engage or engaged, at whatever depth; not whom they left out after an objection."""
    links = SubProcessor.objects.filter(agreement__in=list(agreements))
    return list(
        links.exclude(objection_outcome=ObjectionOutcome.NOT_ENGAGED)
        .order_by("pk")
        .values_list(
            *_OF_PARTY,
            *("pk", "agreement_id", "country_id", "first_day", "last_day", "service", "service_en"),
        )
    )


def _moves(model: type[Register], keys: Iterable[int]) -> dict[int, tuple[tuple[date, str], ...]]:
    """Per record of these the days on which its country became another, with the one before; the oldest first."""
    before = Window(
        Lag("country_id"), partition_by=F("id"), order_by=[F("history_date").asc(), F("history_id").asc()]
    )
    rows = (
        model.history.filter(id__in=list(keys))
        .order_by()
        .annotate(before=before)
        .filter(before__isnull=False)
        .exclude(before=F("country_id"))
        .values_list("id", "history_date", "before", "country_id")
    )
    found: dict[int, dict[date, tuple[str, str]]] = defaultdict(dict)
    for key, moment, old, new in sorted(rows):
        day = amsterdam_day(moment)
        found[key][day] = (found[key].get(day, (old, ""))[0], new)
    return {
        key: tuple((day, old) for day, (old, new) in days.items() if old != new)
        for key, days in found.items()
    }


def _edges(first: date | None, last: date | None) -> set[date]:
    """The days on which something dated begins to hold, and no longer holds."""
    return {day for day in (first, last and last < date.max and next_day(last)) if day}


def _is_processor(place: Place) -> bool:
    return place.capacity == Capacity.PROCESSOR and place.under is None


def _by_name(one: Recipient) -> tuple[str, str, date]:
    return one.name.casefold(), one.service.words.casefold(), one.since
