"""All that is kept of one person, by its moments; flat however much it is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    F,
    Max,
    Min,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, TruncMonth

from sharing.consents.choices import ObjectionKind
from sharing.consents.models import Consent, Objection
from sharing.consents.request_models import AuthorityRequest
from sharing.core.gathering import counts_together, rows_together
from sharing.core.periods import AMSTERDAM, amsterdam_day, start_of_day
from sharing.core.whole import Asked, fetch_together
from sharing.disclosures.models import Disclosure
from sharing.dossiers.choices import Happening
from sharing.parties.choices import Capacity
from sharing.parties.queries import organisation, organisation_field
from sharing.rights.models import RightsRequest
from sharing.rights.queries import requests_of

SPANS_AT_MOST = 200

Seals = Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Event:
    """One moment: what it was, and the record that tells more."""

    kind: Happening
    at: datetime
    record: Any


def _of_consents(seals: Seals) -> QuerySet[Consent]:
    return Consent.objects.filter(dossier__in=seals)


def _of_objections(seals: Seals) -> QuerySet[Objection]:
    return Objection.objects.filter(dossier__in=seals)


def requests_about(seals: Seals) -> QuerySet[AuthorityRequest]:
    """Authorities' requests that name this person, or on which something of him was disclosed."""
    named = Q(pk__in=AuthorityRequest.objects.filter(dossiers__dossier__in=seals).order_by().values("pk"))
    used = Disclosure.objects.filter(dossier__in=seals, authority_request__isnull=False).order_by()
    return AuthorityRequest.objects.filter(named | Q(pk__in=used.values("authority_request")))


class DossierEvents:
    """Everything that happened, newest first; countable and sliceable, for a paginator."""

    _RELATED: dict[Any, tuple[str, ...]] = {
        Disclosure: ("recipient", "purpose"),
        Consent: ("recipient", "purpose"),
        Objection: ("recipient", "purpose"),
        AuthorityRequest: ("authority",),
        RightsRequest: ("on_behalf_of",),
    }
    _MODELS: dict[Happening, Any] = {
        Happening.DISCLOSURE: Disclosure,
        Happening.CONSENT: Consent,
        Happening.REFUSAL: Consent,
        Happening.WITHDRAWAL: Consent,
        Happening.OBJECTION: Objection,
        Happening.RESTRICTION: Objection,
        Happening.LIFTED: Objection,
        Happening.REQUEST: AuthorityRequest,
        Happening.ASKED: RightsRequest,
    }

    def __init__(self, seals: Seals) -> None:
        consents, objections = _of_consents(seals), _of_objections(seals)
        given = Case(
            When(refused=True, then=Value(Happening.REFUSAL.value)),
            default=Value(Happening.CONSENT.value),
            output_field=CharField(),
        )
        asked = Case(
            When(kind=ObjectionKind.RESTRICTION, then=Value(Happening.RESTRICTION.value)),
            default=Value(Happening.OBJECTION.value),
            output_field=CharField(),
        )
        ended = objections.filter(in_force_until__isnull=False)
        self._parts = [
            _moments(Disclosure.objects.filter(dossier__in=seals), Happening.DISCLOSURE, F("disclosed_at")),
            _moments(consents, given, F("given_at")),
            _moments(consents.filter(withdrawn_at__isnull=False), Happening.WITHDRAWAL, F("withdrawn_at")),
            _moments(objections, asked, Coalesce("received_at", "in_force_from")),
            _moments(ended, Happening.LIFTED, F("in_force_until")),
            _moments(
                requests_about(seals), Happening.REQUEST, Cast("received_on", output_field=DateTimeField())
            ),
            _moments(requests_of(seals), Happening.ASKED, F("received_at")),
        ]

    def __len__(self) -> int:
        return sum(counts_together(self._parts))

    def count(self) -> int:
        """How many moments there are."""
        return len(self)

    def __getitem__(self, part: slice) -> list[Event]:
        first, *others = self._parts
        rows = list(first.union(*others, all=True).order_by("-moment", "what", "-pk")[part])
        asked: set[Asked] = {(self._MODELS[Happening(what)], pk, None) for what, pk, _at in rows}
        # All records with one question, and what they name with another.
        records = fetch_together(asked, lambda model: self._RELATED.get(model, ()))
        return [
            Event(Happening(what), at, records[self._MODELS[Happening(what)], pk, None])
            for what, pk, at in rows
        ]


def _moments(rows: QuerySet[Any], what: Any, moment: Any) -> QuerySet[Any, Any]:
    kind = Value(what.value, output_field=CharField()) if isinstance(what, Happening) else what
    moments: QuerySet[Any, Any] = (
        rows.order_by().annotate(what=kind, moment=moment).values_list("what", "pk", "moment")
    )
    return moments


@dataclass(frozen=True, slots=True)
class Received:
    """What one recipient got in one capacity: how often, and from when until when."""

    recipient: int
    name: str
    capacity: Capacity
    count: int
    first: datetime
    last: datetime


def recipients_of(seals: Seals) -> list[Received]:
    """Who received data of this person, the most first; what is void does not count."""
    rows = (
        Disclosure.objects.counting()
        .filter(dossier__in=seals)
        .order_by()
        .values_list(organisation("recipient"), organisation_field("recipient", "name"), "capacity")
        .annotate(number=Count("pk"), first=Min("disclosed_at"), last=Max("disclosed_at"))
    )
    found = [
        Received(key, name, Capacity(capacity), number, first, last)
        for key, name, capacity, number, first, last in rows
    ]
    return sorted(found, key=lambda one: (-one.count, one.name.casefold(), one.capacity))


def per_month(seals: Seals) -> dict[int, list[tuple[date, int]]]:
    """Per recipient (key) how much it received in each month (its first day); what is void does not count."""
    rows = (
        Disclosure.objects.counting()
        .filter(dossier__in=seals)
        .order_by()
        .annotate(month=TruncMonth("disclosed_at", tzinfo=AMSTERDAM))
        .annotate(organisation=organisation("recipient"))
        .values_list("organisation", "month")
        .annotate(number=Count("pk"))
        .order_by("organisation", "month")
    )
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for key, month, number in rows:
        found[key].append((amsterdam_day(month), number))
    return found


@dataclass(frozen=True, slots=True)
class Span:
    """Something that holds for a while: from a moment until another, or still; or a moment alone (``instant``)."""

    kind: Happening
    first: datetime
    last: datetime | None
    words: str
    instant: bool = False


def spans_of(seals: Seals) -> list[Span]:
    """Consents, objections, restrictions and requests, for the timeline; the newest when there are very many."""
    consents = [
        Span(
            Happening.REFUSAL if row.refused else Happening.CONSENT,
            row.given_at,
            row.withdrawn_at,
            " ".join(map(str, filter(None, (row.recipient, row.purpose)))),
            instant=row.refused,
        )
        for row in _of_consents(seals).select_related("recipient", "purpose")[:SPANS_AT_MOST]
    ]
    opposed, asked = rows_together(
        [_of_objections(seals)[:SPANS_AT_MOST], requests_about(seals)[:SPANS_AT_MOST]]
    )
    objections = [
        Span(
            Happening(row.kind),
            row.in_force_from,
            row.in_force_until,
            str(row.get_decision_display()),
        )
        for row in opposed
    ]
    requests = [
        Span(Happening.REQUEST, start_of_day(row.received_on), None, row.reference, instant=True)
        for row in asked
    ]
    return [*consents, *objections, *requests]
