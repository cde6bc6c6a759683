"""The list of recipients as readers get it: in a fixed number of questions, whatever the size of the register."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

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
from sharing.recipients.choices import ChangeKind
from sharing.recipients.rules import (
    Change,
    Countries,
    Named,
    Place,
    PublicList,
    Recipient,
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


def public_list(*, on: date, capacities: Collection[str]) -> PublicList:
    """The list of that day, of these capacities, in the language that is switched on.

    A processor stands there by a signed agreement, as in the statement; the others by the capacity that they hold.
    """
    return _Reader(on, tuple(code for code in Capacity.values if code in capacities)).told()


class _Reader:
    def __init__(self, on: date, capacities: tuple[str, ...]) -> None:
        self.on, self.capacities = on, capacities
        self.english: dict[str, str] = {}
        self.parties: dict[int, Party] = {}
        self.known: dict[tuple[int, str, date], str] = {}

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
            PartyCapacity.objects.filter(begun, capacity__in=others).select_related("party").order_by("pk")
        )
        agreements: list[Agreement] = []
        if Capacity.PROCESSOR in self.capacities:
            signed = Agreement.objects.filter(begun, signed_on__isnull=False, kind=AgreementKind.PROCESSING)
            agreements = list(signed.select_related("party").order_by("pk"))
        links = list(_engaged(agreements))
        of_others = {row.party_id: row.party for row in held} | {row.party_id: row.party for row in links}
        self.parties = of_others | {row.party_id: row.party for row in agreements}
        moved = _moves(Party, self.parties)
        homes = {pk: Countries(row.country_id, moved.get(pk, ())) for pk, row in self.parties.items()}
        for row in held:
            place = Place(row.party_id, row.capacity, "")
            yield Stay(place, (row.first_day, row.last_day), homes[row.party_id])
        spans = {
            row.pk: overlap((row.first_day, row.last_day), None, row.terminated_per) for row in agreements
        }
        for one in agreements:
            if span := spans[one.pk]:
                service = self._service(one.description, one.description_en)
                place = Place(one.party_id, Capacity.PROCESSOR.value, service)
                yield Stay(place, span, homes[one.party_id])
        yield from self._below(links, spans, {one.pk: one.party_id for one in agreements})

    def _below(
        self, links: list[SubProcessor], spans: Mapping[int, Any], processors: Mapping[int, int]
    ) -> Iterator[Stay]:
        moved = _moves(SubProcessor, [link.pk for link in links])
        for link in links:
            whole = spans[link.agreement_id]
            if whole and (span := overlap(whole, link.first_day, link.last_day)):
                service = self._service(link.service, link.service_en)
                under = processors[link.agreement_id]
                place = Place(link.party_id, Capacity.PROCESSOR.value, service, under)
                yield Stay(place, span, Countries(link.country_id, moved.get(link.pk, ())))

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
        return Named(Truncator(words).chars(LONGEST), is_dutch)

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
        return self.countries[code].name_for_readers

    @cached_property
    def chapter(self) -> ChapterFive:
        codes = {pk: party.code for pk, party in self.parties.items()}
        return chapter_five(countries=self.countries, parties=self.parties, codes=codes)

    @cached_property
    def of_party(self) -> Callable[[str], ChapterFive]:
        return self.chapter.by_party()

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
        key = (party, country, day)
        if key not in self.known:
            record = self.parties[party]
            found = self.of_party(record.code).assess(record, self.countries[country], on=day)
            self.known[key] = safeguard_for_readers(found)
        return self.known[key]

    def _turning(self, party: int, countries: Iterable[str]) -> set[date]:
        own, days = self.of_party(self.parties[party].code), set(turning_days())
        for country in countries:
            days |= self.by_country.get(country, set())
        for transfer in own.transfers:
            days |= _edges(transfer.first_day, transfer.last_day)
        return days | {tia.day for tia in own.assessments}


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


def _engaged(agreements: Iterable[Agreement]) -> Iterable[SubProcessor]:
    """Whom processors engage or engaged, at whatever depth; not whom they left out after an objection."""
    links = SubProcessor.objects.filter(agreement__in=[one.pk for one in agreements]).select_related("party")
    return links.exclude(objection_outcome=ObjectionOutcome.NOT_ENGAGED).order_by("pk")


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
