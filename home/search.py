"""What the statement adds to the search of the admin: its pages, versions, translations and reusable texts."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from home.reusable.models import ReusableText
from home.reusable.viewsets import ReusableTextViewSet
from home.versions.bases import FrozenEdition, FrozenVersion
from home.versions.choices import Standing
from home.versions.plain_models import PlainTranslation, PlainVersion
from home.versions.viewsets import statement_translations, statement_versions
from home.versions.viewsets_plain import plain_translations, plain_versions
from sharing.public import SHOWN_AT_MOST, Actor, Found, Hit, found_among, found_by_text

_MAY_FIND_PAGES = ("add", "change", "publish")


def pages(request: HttpRequest, text: str) -> Found | None:
    """Pages that this person may open, by a word of their title or of their text."""
    policy = policy_registry.get_by_type(Page)
    if not policy.user_has_any_permission(request.user, _MAY_FIND_PAGES):
        return None
    mine = policy.explorable_instances(request.user).filter(depth__gt=1)
    by_text = [page.pk for page in mine.search(text, operator="and")[:SHOWN_AT_MOST]]
    found = mine.filter(found_by_text(Page, ["title", "draft_title"], text) | Q(pk__in=by_text))
    return found_among(
        found,
        map(_page_hit, found.select_related("locale").order_by("path")[:SHOWN_AT_MOST]),
        label=_("Pagina's"),
        icon="doc-empty-inverse",
        url=reverse("wagtailadmin_pages:search"),
        text=text,
    )


def _page_hit(page: Any) -> Hit:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return Hit(page.get_admin_display_title(), page.locale.get_display_name(), url)


def versions(request: HttpRequest, text: str) -> Found | None:
    """Published versions of the statement, by a word of what readers saw or of the note."""
    return _kept(request.user, statement_versions, "-number", _holds, text)


def plain(request: HttpRequest, text: str) -> Found | None:
    """Published versions of plain pages, likewise."""

    def detail(version: PlainVersion) -> str:
        return f"{version.title}, {_holds(version)}"

    return _kept(request.user, plain_versions, "-in_force_from", detail, text)


def _holds(version: FrozenVersion) -> str:
    if version.withdrawn:
        return str(Standing.WITHDRAWN.label)
    return _("geldt vanaf %(day)s") % {"day": date_format(localtime(version.in_force_from), "j F Y")}


def translations(request: HttpRequest, text: str) -> Found | None:
    """Published translations, likewise."""

    def detail(translation: FrozenEdition) -> str:
        return date_format(localtime(translation.published_at), "j F Y")

    return _kept(request.user, statement_translations, "-published_at", detail, text)


def plain_translated(request: HttpRequest, text: str) -> Found | None:
    """Published translations of plain pages, likewise."""

    def detail(translation: PlainTranslation) -> str:
        return f"{translation.title}, {date_format(localtime(translation.published_at), 'j F Y')}"

    return _kept(request.user, plain_translations, "-published_at", detail, text)


def _kept(user: Actor, screen: Any, order: str, detail: Callable[[Any], str], text: str) -> Found | None:
    model = screen.model
    if not policy_registry.get_by_type(model).user_has_permission(user, "view"):
        return None
    found = model.objects.filter(found_by_text(model, screen.search_fields, text))
    # A version is told with its withdrawal, an edition by the number of its version.
    related = [name for name in ("withdrawal", "version") if hasattr(model, name)]
    first = found.select_related(*related).defer("text").order_by(order)[:SHOWN_AT_MOST]
    return found_among(
        found,
        (Hit(str(one), detail(one), reverse(screen.get_url_name("inspect"), args=[one.pk])) for one in first),
        label=model._meta.verbose_name_plural,
        icon=screen.icon,
        url=reverse(screen.get_url_name("index")),
        text=text,
    )


def reusable_texts(request: HttpRequest, text: str) -> Found | None:
    """Reusable texts, by their title or a word of them."""
    policy = policy_registry.get_by_type(ReusableText)
    if not policy.user_has_any_permission(request.user, ["add", "change", "view"]):
        return None
    found = ReusableText.objects.filter(found_by_text(ReusableText, ReusableTextViewSet.search_fields, text))
    screen = ReusableText.snippet_viewset
    hits = (
        Hit(one.title, "", reverse(screen.get_url_name("edit"), args=[one.pk]))
        for one in found.order_by("title")[:SHOWN_AT_MOST]
    )
    return found_among(
        found,
        hits,
        label=ReusableText._meta.verbose_name_plural,
        icon="snippet",
        url=reverse(screen.get_url_name("list")),
        text=text,
    )


SOURCES = (pages, versions, plain, translations, plain_translated, reusable_texts)
