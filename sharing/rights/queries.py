"""Reads of requests of persons: in which state they are, what is still to be done, and for whom."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from sharing.agreements.choices import AgreementKind
from sharing.agreements.models import Agreement
from sharing.answers.models import AccessAnswer
from sharing.consents.choices import ObjectionDecision, ObjectionKind
from sharing.consents.models import Consent, Objection
from sharing.core.dossiers import unseal
from sharing.core.normalising.queries import seals_of
from sharing.core.periods import amsterdam_day, start_of_day
from sharing.parties.models import Party
from sharing.parties.queries import organisation
from sharing.rights.choices import IN_REGISTER, Decision, RightKind, RightState
from sharing.rights.effect_models import RightsEffect
from sharing.rights.erasures import undestroyed
from sharing.rights.models import RightsPause, RightsRequest
from sharing.rights.progress import Progress
from sharing.rights.recipients import unheard, untold

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
        RightState.DONE: _CLOSED & ~_follows() & ~undestroyed(),
        RightState.DESTROY: _CLOSED & ~_follows() & undestroyed(),
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
    return requests.filter(~_CLOSED | _follows() | undestroyed())


def holding(requests: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the requests that hold the dossier; one of which only the destruction is left waits for just that."""
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
    return None if request.kind == RightKind.RESTRICTION else restriction_of(request)


def restriction_of(request: RightsRequest) -> Objection | None:
    """The restriction that was granted with the request, while it has no end."""
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
