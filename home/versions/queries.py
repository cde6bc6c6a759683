"""Which versions there are: the last one, the one in force, and what readers last got of a page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from home.versions.models import StatementTranslation, StatementVersion
from sharing import public

if TYPE_CHECKING:
    from home.models import StatementPage


def latest_version() -> StatementVersion | None:
    """The last version published, in force or not yet."""
    return StatementVersion.objects.order_by("-number").first()


def version_in_force(at: datetime) -> StatementVersion | None:
    """The version in force at an instant: from 00:00 in Amsterdam of its effective date to the next one's."""
    version: StatementVersion | None = StatementVersion.objects.in_force_by(public.amsterdam_day(at)).first()
    return version


def last_published(page: StatementPage) -> StatementVersion | StatementTranslation | None:
    """What readers last got of this page: its last edition, or for the Dutch page the latest version."""
    if page.is_translation:
        return page.translated_versions.order_by("-version__number", "-edition").first()
    return latest_version()
