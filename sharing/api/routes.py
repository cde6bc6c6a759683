"""From an address to a view: method, token, scope, and a problem document for everything that goes wrong."""

import logging
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from sharing.api.envelope import Answer, Call, View, discard_body
from sharing.api.problems import RETRY, Problem
from sharing.background.operations import TooMuch
from sharing.core.exceptions import ChangedMeanwhile, RecordedBefore, Refused, RefusedInput, counted
from sharing.core.normalising.operations import NotConfirmed
from sharing.core.refusals import StillReferred
from sharing.core.uploads import SomebodyElses
from sharing.disclosures.checking import Blocked
from sharing.disclosures.queries import OwnWork
from sharing.disclosures.review import NothingToJudge, ReviewedBefore
from sharing.entry.operations import Doubles
from sharing.sources.choices import Scope
from sharing.sources.pace import keep_pace
from sharing.sources.queries import Caller, caller_of
from sharing.sources.usage import note_use

logger = logging.getLogger(__name__)
# What a refusal is to a caller, for every class by name. A conflict (409) is what was recorded, changed or referred to
# before or meanwhile; what the rules refuse is not.
STATUSES: Mapping[type[Refused], int] = {
    Refused: 422,
    RefusedInput: 422,
    Blocked: 422,
    RecordedBefore: 409,
    ChangedMeanwhile: 409,
    StillReferred: 409,
    ReviewedBefore: 409,
    NotConfirmed: 409,
    OwnWork: 403,
    SomebodyElses: 403,
    NothingToJudge: 409,
    Doubles: 409,
    TooMuch: 429,
}


class Endpoint(NamedTuple):
    """A view and the scope that a token needs for it; None: anybody may call."""

    view: View
    scope: Scope | None


def route(**methods: Endpoint) -> Callable[..., HttpResponse]:
    """A Django view that answers these methods (``get=…``, ``post=…``)."""
    endpoints: Mapping[str, Endpoint] = {name.upper(): endpoint for name, endpoint in methods.items()}
    allowed = {*endpoints, *(["HEAD"] if "GET" in endpoints else [])}

    @csrf_exempt  # no cookie ever counts here: a token in a header does
    def view(request: HttpRequest, **place: Any) -> HttpResponse:
        try:
            method = "GET" if request.method == "HEAD" else request.method
            endpoint = endpoints.get(method or "")
            if endpoint is None:
                allow = ", ".join(sorted(allowed))
                raise Problem(405, f"Dit adres kent alleen {allow}.", headers={"Allow": allow})
            caller = _caller(request, endpoint.scope) if endpoint.scope else None
            answer = endpoint.view(Call(request, timezone.now(), caller, place))
            response = answer.response() if isinstance(answer, Answer) else Answer(answer).response()
        except Exception as error:  # whatever happens, the caller gets a problem document
            response = _problem(error).response()
            discard_body(request)
        response["Cache-Control"] = "no-store"
        return response

    return view


@csrf_exempt
def unknown(request: HttpRequest, **place: Any) -> HttpResponse:
    """The answer for an address that does not exist."""
    response = Problem(404, "Dit adres bestaat niet; zie openapi.json voor wat er is.").response()
    response["Cache-Control"] = "no-store"
    return response


def _caller(request: HttpRequest, scope: Scope) -> Caller:
    authorization = request.headers.get("Authorization", "")
    caller = caller_of(authorization)
    if caller is None:
        wrong = 'Bearer realm="verantwoord"' + (', error="invalid_token"' if authorization else "")
        message = "Stuur een geldig token mee: Authorization: Bearer TOKEN."
        raise Problem(401, message, headers={"WWW-Authenticate": wrong})
    # Whoever may not do what is asked uses the token as well, and calls as often.
    keep_pace(caller.source)
    note_use(caller)
    if scope not in caller.scopes:
        challenge = f'Bearer realm="verantwoord", error="insufficient_scope", scope="{scope.value}"'
        message = f"Het token van “{caller.source}” mag dit niet; nodig is het recht “{scope.value}”."
        raise Problem(403, message, code="missing-scope", headers={"WWW-Authenticate": challenge})
    return caller


def _problem(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, Refused):
        return _refused(error)
    if isinstance(error, RequestDataTooBig):
        return Problem(413, "De inhoud is groter dan 16 MiB; verdeel hem over meer verzoeken.")
    if isinstance(error, (DatabaseError, InterfaceError)):
        logger.exception("The database did not answer")
        return Problem(503, "De database antwoordt nu niet; probeer het straks opnieuw.", headers=RETRY)
    logger.exception("An API view failed")
    return Problem(503, "Dit ging mis door een fout van het systeem; er is niets opgeslagen.", headers=RETRY)


def _refused(refused: Refused) -> Problem:
    status = next(STATUSES[kind] for kind in type(refused).__mro__ if kind in STATUSES)
    if not isinstance(refused, RefusedInput):
        return Problem(status, str(refused), code=refused.code)
    more = refused.total - len(refused.errors)
    listed = f"; de eerste {len(refused.errors):,} zijn genoemd".replace(",", ".") if more else ""
    before = isinstance(refused, RecordedBefore)
    what = "Dit is al eerder vastgelegd" if before else "De invoer is geweigerd"
    return Problem(
        status,
        f"{what} ({counted(refused.total)}{listed}); er is niets opgeslagen.",
        code=refused.code,
        errors=refused.errors,
        more_errors=more,
    )
