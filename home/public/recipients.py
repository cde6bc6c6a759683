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
from home.public.recipient_feed import MOST, change_feed, told
from home.public.recipient_schema import as_json, schema
from home.public.sheets import sheets_of
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
    def wrapped(request: HttpRequest, **given: Any) -> HttpResponse:
        try:
            capacities = _shown()
        except Http404:
            if otherwise is None:
                raise
            return otherwise(request, slug="ontvangers")
        return view(request, public.public_list_as_it_is(on=today(), capacities=capacities), **given)

    return wrapped


def _context(found: public.PublicList, route: str, number: int) -> dict[str, Any]:
    """What the page with that number shows. Raises Http404 when the list has no such page.

    The first page has the address of the list, and tells what changed.
    """
    sheets = sheets_of(found)
    if not 1 <= number <= len(sheets):
        raise Http404
    is_english, is_first = route.endswith("-en"), number == 1
    days: dict[Any, list[str]] = {}
    for change in found.changes[:MOST] if is_first else ():
        days.setdefault(change.day, []).append(told(change))
    sheet_route = "recipients-sheet-en" if is_english else "recipients-sheet"
    return {
        "list": found,
        "sheet": sheets[number - 1],
        "sheets": sheets,
        "beside": [one for one in sheets if abs(one.number - number) == 1],
        "sheet_route": f"home:{sheet_route}",
        "is_first": is_first,
        "days": days.items(),
        "most": MOST if len(found.changes) > MOST else 0,
        "canonical": address(route) if is_first else address(sheet_route, number),
        "alternates": both("recipients") if is_first else both("recipients-sheet", number),
    }


def _dutch(request: HttpRequest, found: public.PublicList, number: int = 1) -> HttpResponse:
    return with_schema(page(request, "recipients", _context(found, "recipients", number)))


def _english(request: HttpRequest, found: public.PublicList, number: int = 1) -> HttpResponse:
    return english_page(request, "recipients", _context(found, "recipients-en", number))


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
recipients_sheet = public_page(_when_shown(_dutch))
recipients_sheet_english = public_page(in_english(_when_shown(_english)))
recipients_json = public_page(_when_shown(_json))
recipients_schema = public_page(_when_shown(_schema))
recipients_feed = public_page(_when_shown(_feed, otherwise=plain.feed))
