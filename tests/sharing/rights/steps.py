"""A request of a person as tests register it, and what they ask of it."""

from datetime import UTC, date, datetime
from typing import Any

from sharing.core.records import version_of
from sharing.models import RightsRequest
from sharing.rights.choices import RightState
from sharing.rights.operations import check_identity
from sharing.rights.requests import register_rights_request
from sharing.rights.standings import standing_of
from tests import factories as make

RECEIVED = datetime(2026, 3, 5, 10, tzinfo=UTC)
AT = datetime(2026, 3, 9, 10, tzinfo=UTC)
TODAY = date(2026, 3, 9)


def registered(**values: Any) -> RightsRequest:
    usual = {
        "kind": "access",
        "received_at": RECEIVED,
        "received_way": "post",
        "asked": "Een overzicht van mijn gegevens",
        "dossier": "d-0001",
        "by": make.tester(),
        "at": AT,
        "reason": "Per post ontvangen",
    }
    return register_rights_request(**{**usual, **values})


def said(request: RightsRequest, **values: Any) -> dict[str, Any]:
    return {"seen": version_of(RightsRequest, request.pk), "by": make.tester(), "at": AT, **values}


def known(request: RightsRequest, **values: Any) -> RightsRequest:
    return check_identity(request, how="shown", on=TODAY, **said(request, **values))


def state(request: RightsRequest, on: date = TODAY) -> RightState:
    return standing_of(RightsRequest.objects.get(pk=request.pk), on=on).state


def fields(refused: Any) -> set[str]:
    return {error.field for error in refused.value.errors}
