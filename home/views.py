"""The public pages: read-only, from published versions, without cookie or script."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date
from functools import wraps
from itertools import pairwise

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.formats import date_format
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from home import health
from home.models import HomePage, StatementVersion
from home.publication import version_in_force
from home.rendering import Section
from sharing import public


def public_page(view: Callable) -> Callable:
    """A page that anyone may keep; a browser that asks again hears that it is unchanged."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code != 200:
            return response
        patch_cache_control(response, public=True, no_cache=True)
        etag = quote_etag(hashlib.blake2b(response.content, digest_size=16).hexdigest())
        response["ETag"] = etag
        return get_conditional_response(request, etag, response=response)

    return require_safe(wrapped)


def _page(
    request: HttpRequest, template: str, context: dict | None = None, *, status: int = 200
) -> HttpResponse:
    site = Site.objects.filter(is_default_site=True).first()
    context = {"site_name": site.site_name if site else "", **(context or {})}
    return render(request, f"home/{template}.html", context, status=status)


def _explain(request: HttpRequest, title: str, explanation: str) -> HttpResponse:
    """A 404 that says why there is nothing here and where to look."""
    return _page(request, "not_found", {"title": title, "explanation": explanation}, status=404)


def _today() -> date:
    return public.amsterdam_day(timezone.now())


def _readable():
    """Versions that readers may see: those in force now or before. A planned one is not public yet."""
    return StatementVersion.objects.in_force_by(_today())


def _successors() -> dict[int, date]:
    """The day on which each public version was replaced, by number."""
    versions = list(_readable().values_list("number", "effective_from"))
    return {number: later for (_n, later), (number, _d) in pairwise(versions)}


def _show(request: HttpRequest, version: StatementVersion) -> HttpResponse:
    context = {
        "version": version,
        "sections": [Section(**section) for section in version.sections],
        "replaced_on": _successors().get(version.number),
    }
    return _page(request, "statement", context)


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """The front page."""
    home = HomePage.objects.source().live().first()
    return _page(request, "index", {"home": home, "version": version_in_force(timezone.now())})


@public_page
def statement(request: HttpRequest) -> HttpResponse:
    """The version in force."""
    version = version_in_force(timezone.now())
    if version is None:
        return _explain(
            request,
            _("Er is nog geen privacyverklaring"),
            _("Wij hebben nog geen privacyverklaring gepubliceerd. Zodra die er is, staat zij hier."),
        )
    return _show(request, version)


@public_page
def versions(request: HttpRequest) -> HttpResponse:
    """All public versions, latest first."""
    rows = list(_readable().defer("sections", "html", "text", "commitments", "body"))
    replaced = _successors()
    for row in rows:
        row.replaced_on = replaced.get(row.number)
    return _page(request, "versions", {"versions": rows, "today": _today()})


@public_page
def version(request: HttpRequest, number: int) -> HttpResponse:
    """One version as it stood."""
    found = _readable().filter(number=number).first()
    if found is None:
        return _explain(
            request,
            _("Versie %(number)s is er niet") % {"number": number},
            _("Wij hebben geen versie met dit nummer gepubliceerd. In de lijst staan alle versies."),
        )
    return _show(request, found)


@public_page
def version_json(request: HttpRequest, number: int) -> HttpResponse:
    """One version for machines; the fields are those of the exchange format."""
    found = _readable().filter(number=number).first()
    if found is None:
        return JsonResponse({"detail": _("Er is geen gepubliceerde versie met dit nummer.")}, status=404)
    data = {
        "number": found.number,
        "title": found.title,
        "effective_from": found.effective_from.isoformat(),
        "published_at": found.published_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "kind": found.kind,
        "change_note": found.change_note,
        "language": found.language,
        "sha256": found.sha256,
        "text": found.text,
        "sections": [
            {name: section[name] for name in ("number", "anchor", "heading", "text")}
            for section in found.sections
        ],
        "commitments": found.commitments,
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


@public_page
def on_day(request: HttpRequest, day: str) -> HttpResponse:
    """The version in force at the end of a day."""
    try:
        wanted = public.parse_day(day)
    except ValueError:
        return _explain(
            request,
            _("Dit is geen bestaande dag"),
            _("“%(day)s” is geen dag die wij herkennen. Schrijf een dag als 2026-03-31: jaar, maand, dag.")
            % {"day": day[:40]},
        )
    found = _readable().filter(effective_from__lte=wanted).first()
    if found is None:
        first = _readable().last()
        words = {
            "day": date_format(wanted, "j F Y"),
            "first": first and date_format(first.effective_from, "j F Y"),
        }
        reason = (
            _("De eerste versie geldt sinds %(first)s.")
            if first
            else _("Er is nog geen versie van kracht geworden.")
        )
        return _explain(request, _("Op %(day)s gold er nog geen privacyverklaring") % words, reason % words)
    return redirect("home:version", found.number)


@public_page
def find_day(request: HttpRequest) -> HttpResponse:
    """The form "welke verklaring gold op …": a plain GET, so that it works without script."""
    day = request.GET.get("datum", "").strip()
    if not day:
        return redirect("home:versions")
    try:
        return redirect("home:on-day", public.parse_day(day).isoformat())
    except ValueError:
        return on_day(request, day)


@require_safe
def healthy(request: HttpRequest) -> JsonResponse:
    """Whether this installation can serve: 200, or 503 with what is wrong."""
    state = health.check(timezone.now())
    response = JsonResponse(state, status=200 if state["status"] == "ok" else 503)
    patch_cache_control(response, no_store=True)
    return response
