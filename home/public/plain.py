"""The plain pages, each at its own address: what readers find there is what they find of the statement."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from home.core.clock import today
from home.models import PlainPage
from home.public import archive, english, english_archive, machines, pages
from home.public.common import Written
from home.versions.queries import last_published, source_of


def _written(slug: str) -> Written:
    """The page at this address, as far as readers may know of it. Raises Http404."""
    found = PlainPage.objects.source().filter(slug=slug).first()
    title = found and found.versions.public_on(today()).values_list("title", flat=True).first()
    if found is None or title is None:
        raise Http404
    return Written(found.versions.select_related("page"), found.addresses_in_both, title)


def _in_english(slug: str) -> Written:
    """The page of which the translation stands at this address, by its English title. Raises Http404."""
    translation = PlainPage.objects.english().filter(slug=slug).first()
    source = translation and source_of(translation)
    edition = translation and last_published(translation)
    if source is None or edition is None or not source.versions.public_on(today()).exists():
        raise Http404
    return Written(source.versions.select_related("page"), source.addresses_in_both, edition.title)


def _at_a_slug(
    view: Callable[..., HttpResponse], at: Callable[[str], Written] = _written
) -> Callable[..., HttpResponse]:
    """What this view shows of the statement, of the plain page at an address."""

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        return view(request, of=at(slug), **kwargs)

    return wrapped


def text(request: HttpRequest, slug: str) -> HttpResponse:
    """The page; where only a translation has this address, the way to it.

    Wagtail's lists of all kinds of pages know no language in an address.
    """
    try:
        of = _written(slug)
    except Http404:
        _in_english(slug)
        return redirect("home:plain-en", slug)
    return pages.statement(request, of=of)


version = _at_a_slug(pages.version)
versions = _at_a_slug(archive.versions)
difference = _at_a_slug(archive.difference)
find_difference = _at_a_slug(archive.find_difference)
on_day = _at_a_slug(archive.on_day)
find_day = _at_a_slug(archive.find_day)
version_json = _at_a_slug(machines.version_json)
version_pdf = _at_a_slug(machines.version_pdf)
feed = _at_a_slug(machines.feed)

text_en = _at_a_slug(english.statement, _in_english)
version_en = _at_a_slug(english.version, _in_english)
versions_en = _at_a_slug(english_archive.versions, _in_english)
difference_en = _at_a_slug(english_archive.difference, _in_english)
version_json_en = _at_a_slug(english.version_json, _in_english)
version_pdf_en = _at_a_slug(english_archive.version_pdf, _in_english)
