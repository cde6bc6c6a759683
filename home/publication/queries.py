"""What a draft shows, now that it is not a version yet; and which pages stay because of what was published."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from wagtail.models import Page

from home.publication.rules import day_of_effect
from home.versions.models import StatementTranslation, StatementVersion
from home.versions.queries import latest_version

if TYPE_CHECKING:
    from home.models import StatementPage


def day_shown(page: StatementPage, *, at: datetime) -> date:
    """The day whose facts of the register a text shows: that of the version it becomes, or translates.

    Of a version without a chosen day: that of ``at``, as if it were published then.
    """
    version = (page.translates or latest_version()) if page.is_translation else None
    return version.effective_from if version else day_of_effect(page.effective_from, at=at)


def why_kept(page: Page) -> str:
    """Why this page cannot be deleted; empty when it can.

    Published versions outlive everything, so their page stays, and so does the page above it.
    """
    pages = page.get_descendants(inclusive=True).values("pk")
    if not any(
        made.objects.filter(page__in=pages).exists() for made in (StatementVersion, StatementTranslation)
    ):
        return ""
    return _(
        "“%(title)s” kan niet worden verwijderd: er zijn versies van gepubliceerd, en die blijven altijd opvraagbaar. "
        "Trek de publicatie in als de pagina niet meer zichtbaar moet zijn."
    ) % {"title": page.get_admin_display_title()}
