"""What machines ask for: a version as JSON or PDF, the feed, and what may be found."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from home.core.clock import today
from home.organisation.security import security_contact
from home.pdf import statement_pdf
from home.public.common import (
    Written,
    address,
    as_exchanged,
    forms_of,
    instant,
    not_here,
    public_page,
    site_name,
    the_statement,
    with_links,
)
from home.public.english import english_pages
from home.public.feeds import version_feed
from home.versions.addresses import TEXT, TEXT_IN_ENGLISH, Addresses
from home.versions.archive import archive_on, earlier_versions, in_force
from home.versions.linked import MEDIA_TYPE, About, as_linked_data
from home.versions.models import StatementVersion
from home.versions.queries import plain_in_english, plain_in_force
from sharing import public

EXPIRES_AFTER = timedelta(days=180)  # of security.txt; RFC 9116 advises less than a year


def _readable(of: Written, number: int) -> Any:
    return of.versions.public_on(today()).filter(number=number).first()


@public_page
def version_json(request: HttpRequest, number: int, of: Written | None = None) -> HttpResponse:
    """One version for machines; the fields are those of the exchange format."""
    found = _readable(of or the_statement(), number)
    if found is None:
        return JsonResponse({"detail": _("Er is geen gepubliceerde versie met dit nummer.")}, status=404)
    return with_links(as_exchanged(found, found), found, "application/json")


@public_page
def version_jsonld(request: HttpRequest, number: int) -> HttpResponse:
    """What one version promises, as linked data in the Data Privacy Vocabulary."""
    found = _readable(the_statement(), number)
    if found is None:
        return JsonResponse({"detail": _("Er is geen gepubliceerde versie met dit nummer.")}, status=404)
    gone = found.withdrawn
    standing = StatementVersion.objects.public_on(today()).standing()
    before = standing.filter(number__lt=number).values_list("number", flat=True).first()
    about = About(
        address=address("version", number),
        statement=address("statement"),
        title=found.title,
        language=found.language,
        number=number,
        published_at=instant(found.published_at),
        in_force_from=instant(found.in_force_from),
        withdrawn_at=instant(gone.confirmed_at) if gone else None,
        replaces=address("version", before) if before and not gone else None,
        organisation=public.OrganisationSettings.current().organisation or site_name(),
        formats=forms_of(found),
    )
    response = JsonResponse(
        as_linked_data(about, found.commitments),
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
    return with_links(response, found, MEDIA_TYPE)


@public_page
def version_pdf(request: HttpRequest, number: int, of: Written | None = None) -> HttpResponse:
    """One version to keep and to print."""
    of = of or the_statement()
    found = _readable(of, number)
    if found is None:
        return not_here(
            request,
            _("Versie %(number)s is er niet") % {"number": number},
            _("Wij hebben geen versie met dit nummer gepubliceerd. In de lijst staan alle versies."),
            of=of,
        )
    earlier = earlier_versions(found, on=today())
    response = HttpResponse(statement_pdf(found, earlier=earlier), content_type="application/pdf")
    response["Content-Disposition"] = (
        f'inline; filename="{of.addresses.slug or "privacyverklaring"}-versie-{found.number}.pdf"'
    )
    return with_links(response, found, "application/pdf")


@public_page
def feed(request: HttpRequest, of: Written | None = None) -> HttpResponse:
    """New and announced versions, for who wants to be told."""
    of = of or the_statement()
    xml = version_feed(archive_on(today(), of.versions), of, name=site_name())
    return HttpResponse(xml, content_type="application/atom+xml; charset=utf-8")


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """What is in force, by the address under which it is to be known, with the day of its last change.

    Versions of before, to come or withdrawn are found in the list of versions, by who looks for them.
    """
    entries = archive_on(today())
    latest = max((entry.changed_on for entry in entries), default=None)
    pages = [(address(name), latest) for name in ("index", "versions", "rights", "rights-en")]
    current = in_force(entries)
    if current:
        pages.append((address("statement"), latest))
    if public.OrganisationSettings.current().public_capacities:
        pages += [(address(name), None) for name in ("recipients", "recipients-en")]
    pages += english_pages(current) + _plain_pages()
    xml = render_to_string("home/sitemap.xml", {"pages": pages})
    return HttpResponse(xml, content_type="application/xml; charset=utf-8")


def _plain_pages() -> list[tuple[str, date | None]]:
    """Every plain page that is in force, with the day from which its version holds; and its translation."""
    pages: list[tuple[str, date | None]] = []
    held = plain_in_force(timezone.now())
    editions = plain_in_english(held)
    for one in held:
        changed = public.amsterdam_day(one.in_force_from)
        pages.append((one.addresses.whole(TEXT), changed))
        if edition := editions.get(one.pk):
            addresses = Addresses(one.page.slug, edition.page.slug)
            changed = max(changed, public.amsterdam_day(edition.published_at))
            pages.append((addresses.whole(TEXT_IN_ENGLISH), changed))
    return pages


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: everything but the rooms of staff."""
    lines = [
        "User-agent: *",
        f"Disallow: {settings.ADMIN_PATH}",
        "Disallow: /api/",
        "Allow: /",
        "",
        f"Sitemap: {address('sitemap')}",
    ]
    return _plain(lines)


@public_page
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a leak (RFC 9116); the same all day, so that it can be kept."""
    expires = public.start_of_day(today() + EXPIRES_AFTER)
    lines = [
        f"Contact: {security_contact()}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {address('security')}",
    ]
    return _plain(lines)


def _plain(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
