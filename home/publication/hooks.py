"""What the admin refuses because of what was published."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page

from home.publication.page import VersionedPage, why_not_unpublished
from home.publication.queries import why_kept


def refuse_deletion(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Send who deletes a page that stays back to where it stands, with the reason."""
    if reason := why_kept(page):
        messages.error(request, reason)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def refuse_unpublishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Send who unpublishes a statement, or a page with one below it, back with the reason before half of it is done."""
    kept = _with_versions(page, below="include_descendants" in request.POST)
    if not kept:
        return None
    messages.error(request, why_not_unpublished(kept[0]))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _with_versions(page: Page, *, below: bool) -> list[VersionedPage]:
    pages = page.get_descendants(inclusive=True) if below else Page.objects.filter(pk=page.pk)
    return [one for one in pages.live().specific() if isinstance(one, VersionedPage)]


def refuse_bulk_deletion(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for pages that are ticked in a list."""
    if action_type != "delete":
        return None
    pages = (one for one in objects if isinstance(one, Page))
    return next((response for page in pages if (response := refuse_deletion(request, page))), None)


def refuse_bulk_unpublishing(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for pages that are ticked in a list: there Wagtail's own model saves them, without asking ours."""
    if action_type != "unpublish":
        return None
    pages = (one for one in objects if isinstance(one, Page))
    return next((response for page in pages if (response := refuse_unpublishing(request, page))), None)
