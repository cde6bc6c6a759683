"""Who received what a decision is about, and who of them knows of it (AVG art. 19).

The list is read from the log each time and never stored, so that a disclosure that is recorded later adds its
recipient. A disclosure counts as the log has it now: what was corrected says that it went to somebody else, what is
void that it never happened. What is done for a client is not ours to tell about.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from sharing.consents.queries import withheld_on
from sharing.core.asof import rows_at
from sharing.core.dossiers import unseal
from sharing.core.gathering import values_together
from sharing.core.normalising.queries import seals_of
from sharing.core.periods import amsterdam_day
from sharing.disclosures.models import Disclosure
from sharing.log.narrowing import unchanged_since
from sharing.parties.models import Party
from sharing.parties.queries import (
    for_organisation,
    merged_into,
    records_of,
    records_with_organisation,
)
from sharing.rights.choices import IN_FAVOUR, TOLD_TO_RECIPIENTS
from sharing.rights.models import RightsRequest
from sharing.rights.progress import Progress
from sharing.rights.recipient_models import RecipientNotice

_HEARD_OF = Q(kind__in=sorted(TOLD_TO_RECIPIENTS), decision__in=sorted(IN_FAVOUR), on_behalf_of__isnull=True)


@dataclass(slots=True)
class Recipient:
    """One that received what the decision is about, or was told of it: what it got, and whether it knows.

    ``categories`` are keys of what it received of what the decision is about; without disclosures (``count`` 0) the
    log no longer has any to it. ``secret``: the person does not hear that it received anything (UAVG art. 41).
    """

    party: Party
    notice: RecipientNotice | None
    count: int = 0
    capacities: set[str] = field(default_factory=set)
    categories: set[int] = field(default_factory=set)
    moments: list[datetime] = field(default_factory=list)
    secret: bool = False

    @property
    def waits(self) -> bool:
        """Whether it is neither told nor excepted."""
        return self.notice is None

    @property
    def is_told(self) -> bool:
        """Whether it was told."""
        return self.notice is not None and self.notice.told_on is not None

    @property
    def is_named(self) -> bool:
        """Whether the person is told what this recipient knows, or why it does not."""
        return self.notice is not None and not (self.secret or self.notice.kept_from_person)


def is_heard_of(request: RightsRequest) -> bool:
    """Whether the recipients hear of what was decided: it was granted, by us, and changes what they have."""
    granted = request.kind in TOLD_TO_RECIPIENTS and request.decision in IN_FAVOUR
    return granted and request.on_behalf_of_id is None


def received(request: RightsRequest) -> QuerySet[Disclosure]:
    """What counts in the log of what the decision is about, until the decision; also what was done for clients."""
    if request.dossier is None or request.decided_at is None or not is_heard_of(request):
        return Disclosure.objects.none()
    seals = seals_of(unseal(request.dossier))
    rows = Disclosure.objects.counting().filter(dossier__in=seals, disclosed_at__lte=request.decided_at)
    if request.data_categories:
        rows = rows.filter(data_categories__overlap=request.data_categories)
    return rows


@dataclass(frozen=True, slots=True)
class Received:
    """What the log says of a decision: who received it or was told, by name, and for which clients we disclosed it.

    What their recipients hear, is theirs to tell. ``records``: those of the organisations that it leads to, by key.
    """

    recipients: list[Recipient]
    clients: list[str]
    records: Mapping[int, Party]


def recipients_of(request: RightsRequest, *, on: date) -> list[Recipient]:
    """Everybody who received it, by name, and who was told although the log no longer has that; ``on`` for secrecy."""
    return received_of(request, on=on).recipients


def received_of(request: RightsRequest, *, on: date, letters: Iterable[int] = ()) -> Received:
    """``recipients_of`` and the clients, from one reading of the log; ``letters``: of whom the record is read too."""
    notices = list(request.notices.all())
    about = set(request.data_categories)
    rows = received(request).order_by("disclosed_at", "id")
    names = ("recipient_id", "capacity", "data_categories", "disclosed_at", "authority_request_id")
    told, clients = [], set()
    for client, *row in rows.values_list("on_behalf_of_id", *names).iterator():
        if client is None:
            told.append(row)
        else:
            clients.add(client)
    secret = set(withheld_on(on)) if any(row[-1] for row in told) else set()
    keys = {row[0] for row in told} | {one.recipient_id for one in notices} | clients
    records = records_with_organisation(keys.union(letters))
    parties = {key: one.organisation for key, one in records.items()}
    heard = _of_organisations(notices, parties)
    found: dict[int, Recipient] = {}
    for key, capacity, categories, moment, asked in told:
        party = parties[key]
        one = found.setdefault(party.pk, Recipient(party, heard.get(party.pk), secret=True))
        one.count += 1
        one.capacities.add(capacity)
        one.categories |= set(categories) & about if about else set(categories)
        one.moments.append(moment)
        one.secret = one.secret and asked in secret
    for notice in heard.values():
        party = parties[notice.recipient_id]
        found.setdefault(party.pk, Recipient(party, notice))
    return Received(
        recipients=sorted(found.values(), key=lambda one: (one.party.name.casefold(), one.party.pk)),
        clients=sorted({parties[key].name for key in clients}, key=str.casefold),
        records=records,
    )


def _of_organisations(
    notices: Iterable[RecipientNotice], parties: Mapping[int, Party]
) -> dict[int, RecipientNotice]:
    """Per organisation what it heard: of several records first what the person must still hear, then who was told."""

    def first(one: RecipientNotice) -> tuple[bool, bool, bool]:
        heard = one.person_told_on is not None or one.kept_from_person
        return heard, one.told_on is None, one.recipient_id != parties[one.recipient_id].pk

    found: dict[int, RecipientNotice] = {}
    for one in sorted(notices, key=first):
        found.setdefault(parties[one.recipient_id].pk, one)
    return found


def recipients_told(request: RightsRequest) -> bool:
    """Whether everybody who received the data was told of the decision, or is excepted with a reason (art. 19)."""
    rows = received(request).filter(on_behalf_of=None)
    told = records_of(request.notices.values_list("recipient_id", flat=True))
    return not rows.exclude(recipient__in=told).exists()


def unheard_of(recipients: Iterable[Recipient]) -> list[Recipient]:
    """Those of whom the person was not told yet that they know, or why not."""
    return [one for one in recipients if one.is_named and one.notice and one.notice.person_told_on is None]


def untold() -> Q:
    """Requests of which a recipient is neither told nor excepted: also as the door of destruction asks it."""
    told = RecipientNotice.objects.filter(request=OuterRef(OuterRef("id")))
    rows = Disclosure.objects.counting().filter(
        ~for_organisation(told, "recipient", "recipient"),
        dossier=OuterRef("dossier"),
        on_behalf_of=None,
        disclosed_at__lte=OuterRef("decided_at"),
    )
    rows = rows.order_by()
    of_some = rows.filter(data_categories__overlap=OuterRef("data_categories"))
    return _HEARD_OF & ((Q(data_categories=[]) & Q(Exists(rows))) | Q(Exists(of_some)))


def unheard() -> Q:
    """Requests of which the person does not know yet who was told."""
    rows = RecipientNotice.objects.filter(
        request=OuterRef("id"), person_told_on__isnull=True, kept_from_person=False
    )
    return Q(Exists(rows.order_by()))


# What telling recipients of a decision asks of its request: its key, the dossier, the data and when it was decided.
_Asked = tuple[int, Any, Iterable[int], Any]


def _waiting_at(requests: Iterable[_Asked], moment: datetime) -> tuple[set[int], set[int]]:
    """``untold`` and ``unheard`` of requests as they stood: by the log and the notices of that moment (keys)."""
    asked = list(requests)
    into = merged_into(moment) if asked else {}
    names = ("request_id", "recipient_id", "person_told_on", "kept_from_person")
    notices = (
        rows_at(RecipientNotice, moment).filter(request_id__in=[key for key, *_rest in asked]).order_by()
    )
    rows = list(notices.values_list(*names))
    told = {(request, into.get(recipient, recipient)) for request, recipient, *_rest in rows}
    unheard = {request for request, _recipient, day, kept in rows if day is None and not kept}
    given = _given_at({bytes(dossier) for _key, dossier, *_rest in asked if dossier is not None}, moment)
    untold = {
        key
        for key, dossier, categories, decided_at in asked
        for recipient, received_categories, disclosed_at in (given[bytes(dossier)] if dossier else ())
        if disclosed_at <= decided_at
        and (not categories or not set(categories).isdisjoint(received_categories))
        and (key, into.get(recipient, recipient)) not in told
    }
    return untold, unheard


def _given_at(seals: set[bytes], moment: datetime) -> dict[bytes, list[Any]]:
    """Per dossier what counted in the log of a moment, of what is ours: to whom (a key), which data, and when."""
    later = Disclosure.history.filter(history_date__gt=moment).exclude(history_type="+")
    changed = rows_at(Disclosure, moment).filter(id__in=later.order_by().values("id"))
    given: dict[bytes, list[Any]] = defaultdict(list)
    names = ("recipient_id", "data_categories", "disclosed_at")
    sets = [
        rows.filter(dossier__in=seals, voided_at=None, on_behalf_of=None).order_by().values("dossier", *names)
        for rows in (unchanged_since(moment), changed)
    ]
    for rows in values_together(sets) if seals else ():
        for row in rows:
            given[bytes(row["dossier"])].append(tuple(row[name] for name in names))
    return given


class Unfinished:
    """Of which requests somebody is still to be told; read once for however many, or for one (``only``).

    ``moment``: as the log and the notices stood then; the one is given as it stood.
    """

    def __init__(self, only: RightsRequest | None = None, *, moment: datetime | None = None) -> None:
        self._only, self._moment = only, moment

    @cached_property
    def _waiting(self) -> tuple[set[int], set[int]]:
        """The keys of requests of which a recipient, and of which the person, does not know it yet."""
        if self._moment is None:
            return self._keys(self.asked())
        one = self._only
        if one is not None:
            return _waiting_at([(one.pk, one.dossier, one.data_categories, one.decided_at)], self._moment)
        rows = rows_at(RightsRequest, self._moment).filter(_HEARD_OF).order_by()
        return _waiting_at(rows.values_list("id", "dossier", "data_categories", "decided_at"), self._moment)

    def asked(self) -> QuerySet[RightsRequest]:
        """The requests that somebody may wait for, each with whether that is so now."""
        rows = RightsRequest.objects.filter(_HEARD_OF).order_by()
        if self._only is not None:
            rows = rows.filter(pk=self._only.pk)
        return rows.only("pk").annotate(untold=_answer(untold()), unheard=_answer(unheard()))

    def learn(self, rows: Iterable[Any]) -> None:
        """The answer to ``asked``, by who reads more with it."""
        self._waiting = self._keys(rows)

    @staticmethod
    def _keys(rows: Iterable[Any]) -> tuple[set[int], set[int]]:
        found = list(rows)
        return {one.pk for one in found if one.untold}, {one.pk for one in found if one.unheard}

    def added_to(self, progress: Progress, request: RightsRequest) -> Progress:
        """The progress of a request, with whether its recipients and the person are still to be told."""
        if not is_heard_of(request):
            return progress
        untold, unheard = self._waiting
        return replace(progress, untold=request.pk in untold, unheard=request.pk in unheard)


def _answer(condition: Q) -> ExpressionWrapper[Q]:
    return ExpressionWrapper(condition, output_field=BooleanField())


def day_of_decision(request: RightsRequest) -> date | None:
    """The Amsterdam day of the decision."""
    return amsterdam_day(request.decided_at) if request.decided_at else None
