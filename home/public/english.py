"""The public pages in English: editions of versions, tied to the Dutch text that is authoritative."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _

from home.core.clock import today
from home.core.languages import ENGLISH
from home.models import HomePage
from home.public.common import (
    Written,
    address,
    as_exchanged,
    page,
    public_page,
    the_statement,
    wishes,
    with_links,
)
from home.text.rendering import Section
from home.versions.addresses import STATEMENT, TEXT, Addresses
from home.versions.archive import Entry, archive_on, in_force, news
from home.versions.permalinks import with_permalinks
from sharing import public


def in_english(view: Callable[..., Any]) -> Callable[..., Any]:
    """The page around the text is in English too."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(ENGLISH):
            return view(request, *args, **kwargs)

    return wrapped


# The addresses in English of what the pages around a text link to.
ROUTES = {
    "home_route": "home:index-en",
    "statement_route": "home:statement-en",
    "versions_route": "home:versions-en",
    "rights_route": "home:rights-en",
    "recipients_route": "home:recipients-en",
}


def english_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of ours in English."""
    return page(request, template, {"language": ENGLISH, **ROUTES, **context}, status=status)


@public_page
@in_english
def index(request: HttpRequest) -> HttpResponse:
    """The front page, once it has been translated and published."""
    current = in_force(archive_on(today()))
    home = HomePage.objects.english().live().first()
    if home is None:
        return not_in_english(request, current)
    context = {
        "home": home,
        "version": current and current.version,
        "canonical": address("index-en"),
        "alternates": alternates_of_home(home),
    }
    return english_page(request, "index", context)


@public_page
@in_english
def statement(request: HttpRequest, of: Written | None = None) -> HttpResponse:
    """The English edition of the version in force."""
    of = of or the_statement()
    entries = archive_on(today(), of.versions)
    return _show(request, of, in_force(entries), entries)


@public_page
@in_english
def version(request: HttpRequest, number: int, of: Written | None = None) -> HttpResponse:
    """The English edition of one version."""
    of = of or the_statement()
    entries = archive_on(today(), of.versions)
    found = next((one for one in entries if one.version.number == number), None)
    return _show(request, of, found, entries)


def _show(request: HttpRequest, of: Written, entry: Entry | None, entries: list[Entry]) -> HttpResponse:
    edition = entry.version.english if entry else None
    if entry is None or edition is None:
        return not_in_english(request, entry, of=of)
    number = entry.version.number
    current = in_force(entries)
    sections = [Section(**section) for section in edition.sections]
    context = {
        "version": entry.version,
        "edition": edition,
        "entry": entry,
        "before": entry.before.number if entry.before and entry.before.english else None,
        "current": current and current.version,
        "upcoming": news(entries) if entry.is_in_force else [],
        "sections": sections,
        "text": with_permalinks(edition, address=of.addresses.path("version-en", number)),
        "wishes": wishes(entry.version, sections, language=edition.language) if entry.is_in_force else [],
        "replaced_on": entry.replaced_on,
        "permanent": of.addresses.whole("version-en", number),
        "canonical": _canonical(entry, of.addresses, english=True),
        "alternates": alternates(entry),
        **of.context,
    }
    return english_page(request, "translation", context)


def not_in_english(
    request: HttpRequest,
    entry: Entry | None,
    *,
    of: Written | None = None,
    compared: tuple[int, int] | None = None,
) -> HttpResponse:
    """A 404 in both languages, with the Dutch text and the latest that there is in English.

    ``compared`` are the numbers of two versions of which somebody asked what changed.
    """
    of = of or the_statement()
    known = of.versions.in_force_by(today()).filter(translations__language=ENGLISH)
    latest = known.order_by("-number").values_list("number", flat=True).first()
    context = {"version": entry and entry.version, "latest": latest, "compared_in_dutch": compared}
    return english_page(request, "no_translation", context | of.context, status=404)


@public_page
@in_english
def version_json(request: HttpRequest, number: int, of: Written | None = None) -> HttpResponse:
    """The English edition of one version for machines; the fields are those of the Dutch one."""
    of = of or the_statement()
    found = of.versions.public_on(today()).filter(number=number).first()
    edition = found and found.english
    if found is None or edition is None:
        return JsonResponse({"detail": _("Van deze versie is er geen Engelse uitgave.")}, status=404)
    answer = as_exchanged(found, edition)
    return with_links(answer, found, "application/json", language=ENGLISH)


def _canonical(entry: Entry, addresses: Addresses, *, english: bool) -> str:
    """The version in force is known by the address that always has it; the others by their own."""
    suffix = "-en" if english else ""
    if entry.is_in_force:
        return addresses.whole(f"{TEXT}{suffix}")
    return addresses.whole(f"version{suffix}", entry.version.number)


def alternates(entry: Entry) -> list[tuple[str, str]]:
    """The address of a version per language (``hreflang``), empty when it stands in one language only."""
    edition = entry.version.english
    if edition is None:
        return []
    addresses = edition.addresses
    dutch, english = (_canonical(entry, addresses, english=is_english) for is_english in (False, True))
    return [("nl", dutch), ("en", english), ("x-default", dutch)]


def both(route: str, *args: Any, addresses: Addresses = STATEMENT) -> list[tuple[str, str]]:
    """The same for a page that is always there in both languages."""
    dutch = addresses.whole(route, *args)
    return [("nl", dutch), ("en", addresses.whole(f"{route}-en", *args)), ("x-default", dutch)]


def alternates_of_home(home: HomePage | None) -> list[tuple[str, str]]:
    """The same for the front page."""
    if home is None or home.in_other_language is None:
        return []
    return [("nl", address("index")), ("en", address("index-en")), ("x-default", address("index"))]


def english_pages(current: Entry | None) -> list[tuple[str, date | None]]:
    """What can be found in English beside the version in force, with the day of its last change."""
    pages: list[tuple[str, date | None]] = (
        [(address("index-en"), None)] if HomePage.objects.english().live().exists() else []
    )
    edition = current and current.version.english
    if current and edition:
        changed = max(public.amsterdam_day(edition.published_at), current.changed_on)
        pages += [(_canonical(current, STATEMENT, english=True), changed), (address("versions-en"), changed)]
    return pages
