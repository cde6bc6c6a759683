"""Where an authority's request stands; follows from who assessed and confirmed it."""

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sharing.consents.models import AuthorityRequest


class RequestState(models.TextChoices):
    """The steps of an authority's request."""

    TO_ASSESS = "to_assess", _("Te beoordelen")
    TO_CONFIRM = "to_confirm", _("Te bevestigen")
    GRANTED = "granted", _("Bevestigd: voldoen")
    REFUSED = "refused", _("Bevestigd: afwijzen")


_CONDITIONS = {
    RequestState.TO_ASSESS: Q(assessed_by__isnull=True),
    RequestState.TO_CONFIRM: Q(assessed_by__isnull=False, confirmed_by__isnull=True),
    RequestState.GRANTED: Q(confirmed_by__isnull=False, assessment="granted"),
    RequestState.REFUSED: Q(confirmed_by__isnull=False, assessment="refused"),
}


def state_of(request: AuthorityRequest) -> RequestState:
    """Where the request stands."""
    if request.assessed_by_id is None:
        return RequestState.TO_ASSESS
    if request.confirmed_by_id is None:
        return RequestState.TO_CONFIRM
    return RequestState(request.assessment)


def with_state(requests: QuerySet, state: str) -> QuerySet:
    """Those of the requests that stand there."""
    return requests.filter(_CONDITIONS[RequestState(state)])
