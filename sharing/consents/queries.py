"""Reads of authorities' requests: where each stands follows from who assessed and confirmed it."""

from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from sharing.consents.choices import Assessment, RequestState
from sharing.consents.models import AuthorityRequest

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
