"""Reads of requests of persons: where each stands, by when it is answered, and what has to be done when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from sharing.agreements.choices import AgreementKind
from sharing.agreements.models import Agreement
from sharing.answers.models import AccessAnswer
from sharing.commitments.models import CommitmentSet
from sharing.consents.choices import ObjectionDecision, ObjectionKind
from sharing.consents.models import Consent, Objection
from sharing.core.asof import rows_at
from sharing.core.dossiers import unseal
from sharing.core.normalising.queries import seals_of
from sharing.core.once import once
from sharing.core.periods import amsterdam_day, start_of_day
from sharing.parties.models import Party
from sharing.parties.queries import merged_into, organisation
from sharing.reference.procedures import ComplaintProcedure
from sharing.rights.choices import IN_REGISTER, Decision, RightKind, RightState
from sharing.rights.effect_models import RightsEffect
from sharing.rights.models import RightsPause, RightsRequest
from sharing.rights.progress import Progress, state_of
from sharing.rights.recipients import Unfinished, unheard, untold
from sharing.rights.rules import (
    ByContract,
    Paused,
    Procedure,
    Promised,
    Rule,
    Term,
    forward_by,
    procedure_on,
    promise_at,
    term_of,
)

# What asking where a request stands reads of it.
PARTS = ("pauses", "effects__objection")

_CLOSED = Q(answered_on__isnull=False) | Q(decision=Decision.RETRACTED)
_UNDECIDED = Q(decision="", on_behalf_of__isnull=True)
_TO_TELL = Q(extended_on__isnull=False, extension_told_on__isnull=True)
_KNOWN = ~Q(identity_how="") | Q(kind=RightKind.QUESTION)


def _conditions() -> dict[RightState, Q]:
    """The state of ``rules.state_of`` as a condition; a test compares the two."""
    runs = RightsPause.objects.filter(request=OuterRef("id"), until__isnull=True).order_by()
    waiting = Q(Exists(runs))
    recorded = RightsEffect.objects.filter(
        request=OuterRef("id"), objection__kind=OuterRef("kind")
    ).order_by()
    known = _UNDECIDED & ~_TO_TELL & ~waiting & _KNOWN
    unhandled = Q(kind=RightKind.COMPLAINT, assigned_to__isnull=True)
    to_record = Q(kind__in=sorted(IN_REGISTER)) & ~Q(Exists(recorded))
    return {
        RightState.DONE: _CLOSED & ~_follows(),
        RightState.FOLLOW: _CLOSED & _follows(),
        RightState.INFORM: ~_CLOSED & ~Q(decision="") & untold(),
        RightState.ANSWER: ~_CLOSED & ~Q(decision="") & ~untold(),
        RightState.FORWARD: Q(decision="", on_behalf_of__isnull=False),
        RightState.TELL: _UNDECIDED & _TO_TELL,
        RightState.WAITING: _UNDECIDED & ~_TO_TELL & waiting,
        RightState.IDENTIFY: _UNDECIDED & ~_TO_TELL & ~waiting & ~_KNOWN,
        RightState.RECORD: known & to_record,
        RightState.HANDLER: known & unhandled,
        RightState.DECIDE: known & ~to_record & ~unhandled,
    }


def _follows() -> Q:
    """Still to be carried out: use was restricted only until the answer, or somebody does not know yet (art. 19)."""
    runs = RightsEffect.objects.filter(
        request=OuterRef("id"),
        objection__kind=ObjectionKind.RESTRICTION,
        objection__decision=ObjectionDecision.UPHELD,
        objection__in_force_until__isnull=True,
    ).order_by()
    return (~Q(kind=RightKind.RESTRICTION) & Q(Exists(runs))) | untold() | unheard()


def with_state(requests: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Those of the requests that stand there."""
    return requests.filter(_conditions()[RightState(state)])


def not_done(requests: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the requests that somebody still has to do something about."""
    return requests.filter(~_CLOSED | _follows())


def open_requests() -> QuerySet[RightsRequest]:
    """Requests that are not done, with what their terms ask."""
    return not_done(RightsRequest.objects.all()).prefetch_related(*PARTS)


def progress_of(request: RightsRequest) -> Progress:
    """What was done with it; asks ``PARTS`` of the request."""
    objections = [one.objection for one in request.effects.all() if one.objection is not None]
    return Progress(
        kind=request.kind,
        for_client=request.on_behalf_of_id is not None,
        identified=bool(request.identity_how),
        waiting=any(pause.until is None for pause in request.pauses.all()),
        extension_asked=request.extended_on is not None,
        extension_told=request.extension_told_on is not None,
        handled=request.assigned_to_id is not None,
        objections=sum(one.kind == request.kind for one in objections),
        decision=request.decision,
        answered=request.answered_on is not None,
        follows=request.kind != RightKind.RESTRICTION and any(map(is_restricting, objections)),
    )


def is_restricting(objection: Objection) -> bool:
    """Whether it is a restriction that was granted and has no end yet."""
    granted = objection.decision == ObjectionDecision.UPHELD and objection.in_force_until is None
    return granted and objection.kind == ObjectionKind.RESTRICTION


def meanwhile(request: RightsRequest) -> Objection | None:
    """The restriction that holds only until the request is answered, while it has no end."""
    if request.kind == RightKind.RESTRICTION:
        return None
    found = (one.objection for one in request.effects.all() if one.objection is not None)
    return next(filter(is_restricting, found), None)


def pending(request: RightsRequest) -> list[Objection]:
    """What it asks among the objections and restrictions that is not decided."""
    found = (one.objection for one in request.effects.all() if one.objection is not None)
    return [one for one in found if one.decision == ObjectionDecision.PENDING]


def open_consents(request: RightsRequest) -> QuerySet[Consent]:
    """What this person consented to and has not withdrawn."""
    if request.dossier is None:
        return Consent.objects.none()
    seals = seals_of(unseal(request.dossier))
    return Consent.objects.filter(dossier__in=seals, refused=False, withdrawn_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a request stands on a day: its state, its term, and when a client has to have what is his.

    ``first`` is the term without an extension: within it a person is told of one. ``promise`` is that of the version in
    force at receipt, or of a complaint the procedure that was published then.
    """

    state: RightState
    term: Term
    first: Term
    promise: Promised | Procedure | None
    contract: ByContract | None
    for_client: bool

    @property
    def rule(self) -> Rule | None:
        """What made ``due``."""
        if not self.for_client:
            return self.term.rule
        return self.contract or self.term.law

    @property
    def due(self) -> date | None:
        """The last day of what has to be done; None when nothing gives one."""
        return self.rule.day if self.rule else None

    @property
    def next_day(self) -> date | None:
        """The last day of the step that comes next."""
        if self.state == RightState.FOLLOW:
            return None  # it was answered; what remains has no term of its own
        return self.first.due if self.state == RightState.TELL else self.due

    def in_time(self, answered_on: date | None, *, on: date) -> bool | None:
        """Whether it was answered on its last day or before; None while it is open and that day has not passed."""
        if answered_on is None:
            return False if self.is_late(on) else None
        return self.due is None or answered_on <= self.due

    def is_late(self, on: date) -> bool:
        """Whether it is not done while its day has passed."""
        return self.state != RightState.DONE and self.next_day is not None and self.next_day < on


def _promises() -> list[Promised]:
    rows = CommitmentSet.objects.standing().values_list(
        "version", "in_force_from", "response_weeks", "extension_months"
    )
    return [Promised(*row) for row in rows]


class Standings:
    """Where requests stand, with few questions for however many: promises and contracts are read once.

    ``only``: the key of the one request that is asked about. ``moment``: as procedures stood then.
    """

    def __init__(self, only: int | None = None, *, moment: datetime | None = None) -> None:
        self._unfinished = Unfinished(only)
        self._moment = moment

    @cached_property
    def promises(self) -> list[Promised]:
        """What every version promises that was not withdrawn."""
        return once(Promised, _promises)

    @cached_property
    def procedures(self) -> list[Procedure]:
        """What was published about complaints, whenever."""

        def read() -> list[Procedure]:
            names = ("first_day", "last_day", "response_weeks", "extension_weeks")
            return [Procedure(*row) for row in rows_at(ComplaintProcedure, self._moment).values_list(*names)]

        return once((Procedure, self._moment), read)

    def promise(self, request: RightsRequest) -> Promised | Procedure | None:
        """What we promised about it: of a complaint the procedure that was published goes before the statement."""
        if request.kind == RightKind.COMPLAINT:
            found = procedure_on(amsterdam_day(request.received_at), self.procedures)
            if found is not None:
                return found
        return promise_at(request.received_at, self.promises)

    @cached_property
    def _into(self) -> dict[int, int]:
        """The record under which an organisation is known, for those that went into another."""
        return merged_into()

    @cached_property
    def _contracts(self) -> list[dict[str, Any]]:
        """Signed agreements by which we are a client's processor and that name hours, the shortest first."""
        rows = Agreement.objects.filter(
            kind=AgreementKind.PROCESSING_AS_PROCESSOR,
            breach_notice_hours__isnull=False,
            signed_on__isnull=False,
        )
        names = ("reference", "first_day", "last_day", "terminated_per", "breach_notice_hours")
        return list(rows.order_by("breach_notice_hours", "reference").values(*names, _party=organisation()))

    def contract(self, request: RightsRequest) -> ByContract | None:
        """When the client has to have it, by the agreement that held on the day of receipt."""
        day, client = amsterdam_day(request.received_at), request.on_behalf_of_id
        if client is None:
            return None
        client = self._into.get(client, client)
        for row in self._contracts:
            ends = min((one for one in (row["last_day"], row["terminated_per"]) if one), default=None)
            if row["_party"] == client and row["first_day"] <= day <= (ends or day):
                return forward_by(request.received_at, row["breach_notice_hours"], row["reference"])
        return None

    def of(self, request: RightsRequest, *, on: date) -> Standing:
        """Where it stands; what is done is reckoned as on its last day."""
        progress = self._unfinished.added_to(progress_of(request), request)
        promise = self.promise(request)
        pauses = [Paused(one.ground, one.since, one.until) for one in request.pauses.all()]
        last = request.answered_on or on

        def reckoned(*, extended: bool) -> Term:
            return term_of(
                request.kind, request.received_at, promise=promise, pauses=pauses, extended=extended, on=last
            )

        first, told = reckoned(extended=False), request.extension_told_on
        # What was told in time by the days that were known then, may be too late by a correction since.
        extended = told is not None and first.due is not None and told <= first.due
        return Standing(
            state=state_of(progress),
            term=reckoned(extended=True) if extended else first,
            first=first,
            promise=promise,
            contract=self.contract(request),
            for_client=progress.for_client,
        )


def standing_of(request: RightsRequest, *, on: date) -> Standing:
    """Where one request stands that day."""
    return Standings(request.pk).of(request, on=on)


def overdue(requests: QuerySet[Any], *, on: date) -> QuerySet[Any]:
    """Those of the requests that are not done while the day of their next step has passed."""
    known = Standings()
    late = [one.pk for one in not_done(requests) if known.of(one, on=on).is_late(on)]
    return requests.filter(id__in=late)  # the key of a request, also among rows of its history


def answers_for(request: RightsRequest) -> QuerySet[AccessAnswer]:
    """Answers from the log made of this dossier since the request came in, the newest first."""
    if request.dossier is None:
        return AccessAnswer.objects.none()
    return AccessAnswer.objects.filter(
        dossier__in=seals_of(unseal(request.dossier)),
        made_at__gte=start_of_day(amsterdam_day(request.received_at)),
    )


def requests_of(seals: Sequence[bytes]) -> QuerySet[RightsRequest]:
    """What this person asked."""
    return RightsRequest.objects.filter(dossier__in=seals)


def clients() -> QuerySet[Party]:
    """Parties for whom we are or were the processor."""
    kinds = (
        Agreement.objects.filter(kind=AgreementKind.PROCESSING_AS_PROCESSOR)
        .order_by()
        .values(_party=organisation())
    )
    # A record that went into another still stands in what was asked before.
    before = Q(merged_into__isnull=False, pk__in=RightsRequest.objects.order_by().values("on_behalf_of"))
    return Party.objects.filter(Q(pk__in=kinds) | before).order_by("name")
