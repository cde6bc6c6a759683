"""Which versions there are: the last one, the one in force, and what readers last got of a page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Max

from home.versions.models import StatementTranslation, StatementVersion

if TYPE_CHECKING:
    from home.models import StatementPage


def latest_version() -> StatementVersion | None:
    """The last version published, in force or not yet; one that was withdrawn is none."""
    version: StatementVersion | None = StatementVersion.objects.standing().order_by("-number").first()
    return version


def next_number() -> int:
    """The number of the next version: that of a withdrawn one is not given again."""
    last = StatementVersion.objects.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def version_in_force(at: datetime) -> StatementVersion | None:
    """The version in force at an instant: from its moment of effect until the next one's."""
    version: StatementVersion | None = StatementVersion.objects.in_force_at(at).first()
    return version


def versions_to_come(at: datetime) -> list[StatementVersion]:
    """The versions that are fixed and hold later than that instant, the first to come first."""
    return list(StatementVersion.objects.standing().filter(in_force_from__gt=at).order_by("number"))


def last_withdrawn() -> StatementVersion | None:
    """The newest version of all, when that is one that was withdrawn."""
    newest: StatementVersion | None = StatementVersion.objects.order_by("-number").first()
    return newest if newest and newest.withdrawn else None


def last_published(page: StatementPage) -> StatementVersion | StatementTranslation | None:
    """What readers last got of this page: its last edition, or for the Dutch page the latest version."""
    if page.is_translation:
        standing = page.translated_versions.filter(version__withdrawal__isnull=True)
        return standing.order_by("-version__number", "-edition").first()
    return latest_version()
