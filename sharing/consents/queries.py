"""Reads of authorities' requests: where each stands, what stands in the way of its words, what is kept secret."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from sharing.consents.choices import Assessment, RequestState
from sharing.consents.request_models import AuthorityRequest
from sharing.consents.words import lists_numbers, may_be_numbers
from sharing.core.dossiers import normal_form, seal
from sharing.core.readable import DOSSIER
from sharing.core.records import registers

_CONDITIONS = {
    RequestState.TO_ASSESS: Q(assessed_by__isnull=True),
    RequestState.TO_CONFIRM: Q(assessed_by__isnull=False, confirmed_by__isnull=True),
    RequestState.GRANTED: Q(confirmed_by__isnull=False, assessment=Assessment.GRANTED),
    RequestState.REFUSED: Q(confirmed_by__isnull=False, assessment=Assessment.REFUSED),
}

# The place of the state in the life of a request, to order by.
STATE_ORDER = Case(
    *(When(condition, then=Value(place)) for place, condition in enumerate(_CONDITIONS.values())),
    output_field=IntegerField(),
)


def state_of(request: AuthorityRequest) -> RequestState:
    """Where the request stands."""
    if request.assessed_by_id is None:
        return RequestState.TO_ASSESS
    if request.confirmed_by_id is None:
        return RequestState.TO_CONFIRM
    return RequestState(request.assessment)


def with_state(requests: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Those of the requests that stand there."""
    return requests.filter(_CONDITIONS[RequestState(state)])


def numbers_in(text: str, dossiers: Collection[bytes]) -> bool:
    """Whether a dossier number stands in a text: one of these (sealed), one of the register, or what looks like a list.

    Every register that is about a person is asked, so also those that are built on this one.
    """
    if lists_numbers(text):
        return True
    seals = {seal(normal_form(word)) for word in may_be_numbers(text)}
    if not seals:
        return False
    about_persons: list[Any] = [
        model for model in registers() if any(field.name == DOSSIER for field in model._meta.concrete_fields)
    ]
    return not seals.isdisjoint(dossiers) or any(
        model.objects.filter(dossier__in=seals).exists() for model in about_persons
    )


@dataclass(frozen=True, slots=True)
class Withheld:
    """Why an access answer leaves out what was disclosed on a request (UAVG art. 41).

    ``until`` is the last day of secrecy; None: until somebody ends it.
    """

    reference: str
    ground: str
    until: date | None


def withheld_on(day: date) -> dict[int, Withheld]:
    """The authorities' requests that are secret on that day, by key: their disclosures stay out of an access answer."""
    secret = AuthorityRequest.objects.filter(
        Q(secret_until__isnull=True) | Q(secret_until__gte=day), secret=True
    )
    rows = secret.values_list("pk", "reference", "secrecy_ground", "secret_until")
    return {key: Withheld(reference, ground, until) for key, reference, ground, until in rows}
