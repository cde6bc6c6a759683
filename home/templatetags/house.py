"""What the public pages need of the organisation's own look."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from home.core.languages import ENGLISH
from home.organisation.views import stylesheet_address
from home.text.stacking import with_stacking_tables
from home.versions.addresses import STATEMENT, TEXT, TEXT_IN_ENGLISH, Addresses
from home.versions.queries import plain_in_english, plain_in_force
from sharing import public

register = template.Library()
register.filter("stacking", with_stacking_tables)


@register.filter
def newest_edition(page: Any) -> Any:
    """What was last made of an English page; None of another, and before the first."""
    return page.translated_versions.order_by("-pk").first() if page.is_translation else None


@register.simple_tag(takes_context=True)
def house_style(context: dict[str, Any]) -> str:
    """The link to the organisation's stylesheet; nothing when it has none."""
    organisation = _organisation(context)
    if not organisation.stylesheet:
        return ""
    if getattr(context.get("request"), "_house_preview", None):  # not stored yet, so it has no address
        return format_html("<style>{}</style>", mark_safe(organisation.stylesheet))  # noqa: S308 - our own rules
    return format_html('<link rel="stylesheet" href="{}">', stylesheet_address(organisation.stylesheet))


@register.inclusion_tag("home/house_mark.html", takes_context=True)
def house_mark(context: dict[str, Any], site_name: str = "") -> dict[str, Any]:
    """The logo, or the name of the site when there is none."""
    return {"organisation": _organisation(context), "name": site_name or _("Voorpagina")}


@register.inclusion_tag("home/site_footer.html", takes_context=True)
def site_footer(context: dict[str, Any]) -> dict[str, Any]:
    """Who is behind this site, where a question can go and who supervises; what nobody filled in is left out."""
    organisation = _organisation(context)
    is_translated = context.get("language") == ENGLISH
    return {
        "contact": organisation.contact,
        "officer": organisation.officer,
        "shows_recipients": bool(organisation.public_capacities),
        "recipients_route": context.get("recipients_route") or "home:recipients",
        "authority": public.SUPERVISORY_AUTHORITY,
        "is_translated": is_translated,
        "pages": list(_pages_below(in_english=is_translated)),
    }


def _pages_below(*, in_english: bool) -> Iterator[tuple[str, str, bool]]:
    """Title and address of every plain page in force, and whether it is in Dutch: in English where that is there."""
    held = plain_in_force(timezone.now())
    editions = plain_in_english(held) if in_english else {}
    for one in held:
        if edition := editions.get(one.pk):
            addresses = Addresses(one.page.slug, edition.page.slug)
            yield edition.title, addresses.path(TEXT_IN_ENGLISH), False
        else:
            yield one.title, one.addresses.path(TEXT), True


@register.simple_tag(takes_context=True)
def place(context: dict[str, Any], name: str, *args: Any) -> str:
    """Where readers find something of the text that this page is about: the statement, unless the view says of what."""
    of: Addresses = context.get("addresses") or STATEMENT
    return of.path(name, *args)


def _organisation(context: dict[str, Any]) -> public.OrganisationSettings:
    """Asked once per page."""
    request = context.get("request")
    known = getattr(request, "_house_preview", None) or getattr(request, "_house", None)
    if known is None:
        known = public.OrganisationSettings.current()
        if request is not None:
            request._house = known
    return known
