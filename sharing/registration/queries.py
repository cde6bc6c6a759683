"""Which registrations are not complete, and what the registers hold of each: few questions for however many."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.choices import AgreementKind, Article28Item, ItemStatus, ObjectionOutcome
from sharing.agreements.choices import SubProcessorAuthorisation as Authorisation
from sharing.agreements.models import Agreement, AgreementDocument, Article28Clause
from sharing.agreements.queries import LAST_DAY, facts_of, facts_of_link
from sharing.agreements.rules import is_approved, last_effective_day
from sharing.core.gathering import rows_together
from sharing.core.models import holding_on
from sharing.duties.queries import engaged_on
from sharing.parties.choices import Capacity
from sharing.parties.models import Party, PartyCapacity
from sharing.parties.queries import for_organisation, merged_into, read_with_mergers, records_of
from sharing.reference.choices import MembershipKind
from sharing.reference.models import Country, EeaMembership
from sharing.registration.rules import Abroad, Agreed, Facts, furthest, is_complete
from sharing.transfers.choices import TransferStatus
from sharing.transfers.queries import ChapterFive, chapter_five

# So many are looked at, the newest first: a start page is no place to read a whole register.
LOOKED_AT = 200
_ARRANGED = [ItemStatus.MET, ItemStatus.NOT_APPLICABLE]


@dataclass(frozen=True, slots=True)
class Registration:
    """A processor whose registration is not complete; ``mine``: of who asks."""

    party: Party
    facts: Facts
    mine: bool


def registrations(*, on: date, person: int) -> list[Registration]:
    """Those that are not complete that day, the newest party first; of at most ``LOOKED_AT`` that could be.

    One's own (``person`` is a key) are parties that one added, and those with an agreement that one looks after.
    """
    rows = _incomplete(on).annotate(mine=ExpressionWrapper(_mine(person), BooleanField()))
    rows = rows.annotate(country_name=F("country__name")).order_by("-pk")
    parties: list[Any] = read_with_mergers(rows[:LOOKED_AT])
    for one in parties:
        one.country = Country(code=one.country_id, name=one.country_name)
    found = facts_of_parties(parties, on=on)
    return [Registration(one, found[one.pk], one.mine) for one in parties if not is_complete(found[one.pk])]


def _lasting(on: date) -> Q:
    """Not over that day, also what begins later."""
    return Q(last_day__isnull=True) | Q(last_day__gte=on)


def _running(on: date) -> QuerySet[Agreement]:
    """Agreements with a processor that are not over that day; drafts, and what begins later, as well."""
    kept = Q(terminated_per__isnull=True) | Q(terminated_per__gte=on)
    return Agreement.objects.filter(_lasting(on), kept, kind=AgreementKind.PROCESSING)


def _incomplete(on: date) -> QuerySet[Party]:
    """What may be incomplete; the rules say whether it is.

    Not who only serves a processor of ours (art. 28(4)), nor whose agreement ended: that is no registration any more.
    """
    arranged = Article28Clause.objects.filter(status__in=_ARRANGED).values("agreement").order_by()
    whole = arranged.annotate(number=Count("pk")).filter(number=len(Article28Item)).values("agreement")
    complete = _running(on).filter(
        Exists(AgreementDocument.objects.filter(agreement=OuterRef("pk"))),
        pk__in=whole,
        signed_on__isnull=False,
    )
    members = EeaMembership.objects.filter(holding_on(on)).exclude(kind=MembershipKind.BRIDGE)
    inside = members.order_by().values("country")
    looked_at = SubProcessor.objects.filter(_lasting(on), agreement__in=_running(on)).filter(
        Q(approved_on__isnull=True) | Q(approved_on__gt=on) | ~Q(country__in=inside)
    )
    over = Agreement.objects.alias(_end=LAST_DAY).filter(
        kind=AgreementKind.PROCESSING, signed_on__isnull=False, _end__lt=on
    )
    held = PartyCapacity.objects.filter(_lasting(on), capacity=Capacity.PROCESSOR)
    return Party.objects.filter(
        ~for_organisation(complete, "pk")
        | ~Q(country__in=inside)
        | for_organisation(looked_at, "pk", "agreement__party"),
        for_organisation(held, "pk"),
        ~for_organisation(over, "pk"),
        ~for_organisation(engaged_on(on), "pk"),
        active=True,
        merged_into__isnull=True,
    )


def _mine(person: int) -> Q:
    """Condition on parties: who asks added it, or looks after an agreement with it."""
    history: Any = Party.history
    added = history.filter(history_type="+", history_user_id=person).order_by().values("id")
    return for_organisation(Agreement.objects.filter(owner=person), "pk") | Q(pk__in=added)


def facts_of_parties(parties: Iterable[Party], *, on: date) -> dict[int, Facts]:
    """Per party (a key) what the registers hold of its registration, all records of the organisation together."""
    parties = list(parties)
    keys, into = sorted(records_of(one.pk for one in parties)), merged_into()
    held, agreed, links = rows_together(
        [
            PartyCapacity.objects.filter(_lasting(on), party__in=keys, capacity=Capacity.PROCESSOR),
            _agreements(keys),
            _links(keys, on),
        ]
    )
    processors = {into.get(one.party_id, one.party_id) for one in held}
    agreements: dict[int, list[Any]] = defaultdict(list)
    for agreement in agreed:
        agreements[into.get(agreement.party_id, agreement.party_id)].append(agreement)
    engaged: dict[int, list[SubProcessor]] = defaultdict(list)
    for link in links:
        link.party = Party(pk=link.party_id, code=link.party_code, name=link.party_name)
        link.country = Country(code=link.country_id, name=link.country_name)
        engaged[link.agreement_id].append(link)
    registered = chapter_five(
        countries={*(one.country_id for one in parties), *(one.country_id for one in links)},
        parties={*keys, *(one.party_id for one in links)},
        codes={one.pk: one.code for one in (*parties, *(link.party for link in links))},
    )
    found, about = {}, registered.by_party()
    for party in parties:
        own = into.get(party.pk, party.pk)
        running = [one for one in agreements[own] if not _is_over(one, on)]
        processor = own in processors
        ended = agreements[own][-1].reference if agreements[own] and not running else ""
        candidates = [
            Facts(
                processor=processor,
                agreed=_agreed(one, engaged[one.pk], on),
                abroad=_abroad(about, party, engaged[one.pk], on),
            )
            for one in running
        ]
        alone = Facts(processor, ended=ended, abroad=_abroad(about, party, (), on))
        found[party.pk] = furthest(candidates) if candidates else alone
    return found


def _agreements(parties: Sequence[int]) -> QuerySet[Any]:
    """Agreements with these processors (keys), the one that began last at the end."""
    kept = AgreementDocument.objects.filter(agreement=OuterRef("pk"))
    arranged = Article28Clause.objects.filter(agreement=OuterRef("pk"), status__in=_ARRANGED)
    rows: QuerySet[Any] = Agreement.objects.filter(party__in=parties, kind=AgreementKind.PROCESSING)
    rows = rows.annotate(
        has_documents=Exists(kept), arranged=ArraySubquery(arranged.order_by().values("item"))
    )
    return rows.order_by("first_day", "pk")


def _links(parties: Sequence[int], on: date) -> QuerySet[Any]:
    """Who these processors (keys) engage, now or later; not who was objected to and left out."""
    agreements = _running(on).filter(party__in=parties)
    rows: QuerySet[Any] = SubProcessor.objects.filter(_lasting(on), agreement__in=agreements)
    rows = rows.exclude(objection_outcome=ObjectionOutcome.NOT_ENGAGED).order_by("pk")
    names = {
        "party_code": F("party__code"),
        "party_name": F("party__name"),
        "country_name": F("country__name"),
    }
    named: QuerySet[Any] = rows.annotate(**names)
    return named


def _is_over(agreement: Agreement, on: date) -> bool:
    end = last_effective_day(facts_of(agreement))
    return end is not None and end < on


def _agreed(agreement: Any, links: Sequence[SubProcessor], on: date) -> Agreed:
    facts = replace(facts_of(agreement), authorisation=agreement.sub_processor_authorisation)
    return Agreed(
        id=agreement.pk,
        reference=agreement.reference,
        signed=agreement.signed_on is not None,
        documents=agreement.has_documents,
        unmet=tuple(item for item in Article28Item.values if item not in agreement.arranged),
        authorised=agreement.sub_processor_authorisation != Authorisation.NONE,
        engaged=len(links),
        unapproved=tuple(one.party.name for one in links if not is_approved(facts, facts_of_link(one), on)),
        starts=agreement.first_day if agreement.first_day > on else None,
    )


def _abroad(
    about: Callable[[str], ChapterFive], party: Party, links: Iterable[SubProcessor], on: date
) -> tuple[Abroad, ...]:
    """The party in its country and who it engages in theirs, as far as these lie outside the EEA."""
    reached = {(one.party_id, one.country_id): (one.party, one.country) for one in links}
    found = []
    for recipient, country in ({(party.pk, party.country_id): (party, party.country)} | reached).values():
        standing = about(recipient.code).assess(recipient, country, on=on)
        if standing.status != TransferStatus.EEA:
            found.append(
                Abroad(
                    recipient.pk, country.pk, recipient.name, country.name, standing.sound, standing.reason
                )
            )
    return tuple(found)
