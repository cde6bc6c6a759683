"""The plain pages, each at its own address: what readers find there is what they find of the statement."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from home.core.clock import today
from home.models import PlainPage
from home.public import archive, machines, pages
from home.public.common import Written


def _written(slug: str) -> Written:
    """The page at this address, as far as readers may know of it. Raises Http404."""
    found = PlainPage.objects.source().filter(slug=slug).first()
    title = found and found.versions.public_on(today()).values_list("title", flat=True).first()
    if found is None or title is None:
        raise Http404
    return Written(found.versions.select_related("page"), found.addresses, title)


def _at_a_slug(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What this view shows of the statement, of the plain page at an address."""

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        return view(request, of=_written(slug), **kwargs)

    return wrapped


text = _at_a_slug(pages.statement)
version = _at_a_slug(pages.version)
versions = _at_a_slug(archive.versions)
difference = _at_a_slug(archive.difference)
find_difference = _at_a_slug(archive.find_difference)
on_day = _at_a_slug(archive.on_day)
find_day = _at_a_slug(archive.find_day)
version_json = _at_a_slug(machines.version_json)
version_pdf = _at_a_slug(machines.version_pdf)
feed = _at_a_slug(machines.feed)
