"""What a draft shows, now that it is not a version yet; and which pages stay because of what was published."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from home.publication.rules import day_of_effect
from home.versions.models import StatementTranslation, StatementVersion
from home.versions.plain_models import PlainTranslation, PlainVersion
from home.versions.queries import version_of_translation

if TYPE_CHECKING:
    from home.written import WrittenPage


def day_shown(page: WrittenPage, *, at: datetime) -> date:
    """The day whose facts of the register a text shows: that of the version it becomes, or translates.

    Of a version without a chosen day: that of ``at``, as if it were published then.
    """
    version = version_of_translation(page) if page.is_translation else None
    return version.effective_from if version else day_of_effect(page.effective_from, at=at)


def why_kept(page: Page) -> str:
    """Why this page cannot be deleted; empty when it can.

    Published versions and stored drafts outlive everything, so their page stays, and so does the page above it.
    """
    pages = page.get_descendants(inclusive=True).values_list("pk", flat=True)
    title = {"title": page.get_admin_display_title()}
    frozen = (StatementVersion, StatementTranslation, PlainVersion, PlainTranslation)
    if any(made._default_manager.filter(page__in=pages).exists() for made in frozen):
        return (
            _(
                "“%(title)s” kan niet worden verwijderd: er zijn versies van gepubliceerd, en die blijven altijd "
                "opvraagbaar."
            )
            % title
        )
    if Revision.page_revisions.filter(object_id__in=map(str, pages)).exists():
        return (
            _(
                "“%(title)s” kan niet worden verwijderd: er zijn concepten van bewaard, en die tonen wie wat schreef."
            )
            % title
        )
    return ""
