"""Who receives personal data, when the organisation shows it: a page, a file for machines with its schema, a feed.

What stands there comes from `sharing.recipients` alone, which knows names, capacities, public words of services,
countries, safeguards and days, and nothing else of the register.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from home.core.clock import today
from home.public import plain
from home.public.common import address, page, public_page, site_name
from home.public.english import both, english_page, in_english
from home.public.recipient_feed import change_feed, told
from home.public.recipient_schema import as_json, schema
from sharing import public

SCHEMA_TYPE = "application/schema+json"


def _shown() -> list[str]:
    """The capacities that the organisation shows. Raises Http404 when it shows none."""
    capacities = public.OrganisationSettings.current().public_capacities
    if not capacities:
        raise Http404
    return capacities


def _when_shown(view: Callable[..., HttpResponse], *, otherwise: Any = None) -> Callable[..., HttpResponse]:
    """The view, with the list of today; while there is none, what stands ``otherwise`` at that address."""

    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        try:
            capacities = _shown()
        except Http404:
            if otherwise is None:
                raise
            return otherwise(request, slug="ontvangers")
        return view(request, public.public_list(on=today(), capacities=capacities))

    return wrapped


def _context(found: public.PublicList, route: str) -> dict[str, Any]:
    days: dict[Any, list[str]] = {}
    for change in found.changes:
        days.setdefault(change.day, []).append(told(change))
    return {
        "list": found,
        "groups": [
            (public.Capacity(code), list(recipients), code == public.Capacity.PROCESSOR)
            for code, recipients in found.by_capacity
        ],
        "days": days.items(),
        "canonical": address(route),
        "alternates": both("recipients"),
    }


def _dutch(request: HttpRequest, found: public.PublicList) -> HttpResponse:
    return with_schema(page(request, "recipients", _context(found, "recipients")))


def _english(request: HttpRequest, found: public.PublicList) -> HttpResponse:
    return english_page(request, "recipients", _context(found, "recipients-en"))


def _json(request: HttpRequest, found: public.PublicList) -> HttpResponse:
    return with_schema(JsonResponse(as_json(found), json_dumps_params={"ensure_ascii": False}))


def _schema(request: HttpRequest, found: public.PublicList) -> HttpResponse:
    return JsonResponse(
        schema(address("recipients-schema")),
        content_type=SCHEMA_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )


def _feed(request: HttpRequest, found: public.PublicList) -> HttpResponse:
    return HttpResponse(
        change_feed(found, name=site_name()), content_type="application/atom+xml; charset=utf-8"
    )


def with_schema(response: HttpResponse) -> HttpResponse:
    """The answer, with the way to the other forms of the list, and to what describes its JSON (RFC 8288)."""
    links = (
        ("recipients", "canonical", "text/html"),
        ("recipients-json", "alternate", "application/json"),
        ("recipients-schema", "describedby", SCHEMA_TYPE),
        ("recipients-feed", "related", "application/atom+xml"),
    )
    response["Link"] = ", ".join(
        f'<{address(route)}>; rel="{rel}"; type="{kind}"' for route, rel, kind in links
    )
    return response


# A plain page at this address from before the product had one of its own stays where it is, until the list is shown.
recipients = public_page(_when_shown(_dutch, otherwise=plain.text))
recipients_english = public_page(in_english(_when_shown(_english)))
recipients_json = public_page(_when_shown(_json))
recipients_schema = public_page(_when_shown(_schema))
recipients_feed = public_page(_when_shown(_feed, otherwise=plain.feed))
