"""The door to somebody's calendar at a secret address: how often it may be knocked at, and no trace of the secret."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from cms.users.addresses import place_of, visitor_address
from cms.users.limits import Limit
from sharing.public import calendar_at

HOUR, _AN_HOUR = timedelta(hours=1), "3600"
# Calendars look every few minutes at most; several people of one office share an address.
BY_SECRET = Limit("calendar", 60, HOUR)
BY_PLACE = Limit("calendar-place", 600, HOUR)


@sensitive_variables("secret")
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar; 404 for what is no address (any more), 429 for who asks too often.

    The secret stands in the address, so what is refused here is not told to the log: Django would write the address
    down. What is logged elsewhere goes through ``cms.front.secrets``.
    """
    if request.method not in ("GET", "HEAD"):
        return _unlogged(_("Hier valt alleen te lezen."), 405, Allow="GET, HEAD")
    now = timezone.now()
    for ticket in (BY_PLACE.ticket(place_of(visitor_address(request))), BY_SECRET.ticket(secret)):
        if ticket.take(at=now) > ticket.limit.most:
            return _unlogged(
                _("Te vaak gevraagd; probeer het over een uur opnieuw."), 429, **{"Retry-After": _AN_HOUR}
            )
    text = calendar_at(secret, at=now)
    if text is None:
        return _unlogged(_("Dit agenda-adres bestaat niet of is ingetrokken."), 404)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="termijnen.ics"'
    return _private(answer)


def _unlogged(sentence: str, status: int, **headers: str) -> HttpResponse:
    answer = HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=status, headers=headers)
    answer._has_been_logged = True  # type: ignore[attr-defined]  # what django.utils.log asks
    return _private(answer)


def _private(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
