"""The versions of a page that readers may see on a day, each with its place among the others."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from home.versions.bases import FrozenVersion, FrozenWithdrawal, VersionQuerySet
from home.versions.models import StatementVersion
from home.versions.words import in_force_words
from sharing import public

# What a list of versions does not need; a statement can be 200 pages long.
_LARGE = ("sections", "html", "text", "commitments", "body", "shown_facts", "conflicts", "completeness")


def without_texts(versions: VersionQuerySet) -> VersionQuerySet:
    """These versions without what only a reader of one of them needs."""
    fields = {field.name for field in versions.model._meta.concrete_fields}
    return versions.defer(*(name for name in _LARGE if name in fields))


@dataclass(frozen=True, slots=True)
class Entry:
    """A public version, the public ones before and after it, and the day on which somebody reads it.

    Before and after are those that stand: a version that was withdrawn comes in nobody's place.
    """

    version: FrozenVersion
    before: FrozenVersion | None
    after: FrozenVersion | None
    day: date

    @property
    def withdrawal(self) -> FrozenWithdrawal | None:
        """When and why it was withdrawn before it held; None when it stands."""
        return self.version.withdrawn

    @property
    def withdrawn_on(self) -> date | None:
        """The day of that in Amsterdam."""
        return public.amsterdam_day(self.withdrawal.confirmed_at) if self.withdrawal else None

    @property
    def is_announced(self) -> bool:
        """Not in force yet, but readers know that it comes."""
        return self.withdrawal is None and _day_of_effect(self.version) > self.day

    @property
    def was_announced(self) -> bool:
        """Withdrawn after readers had heard that it would come."""
        told = self.version.announce_from
        return bool(self.withdrawn_on and told and told <= self.withdrawn_on)

    @property
    def replaced_on(self) -> date | None:
        """The day on which a later version took its place; nothing takes the place of one that never held."""
        if self.withdrawal or not self.after:
            return None
        later = _day_of_effect(self.after)
        return later if later <= self.day else None

    @property
    def first_words(self) -> str:
        """From when it holds, for readers."""
        return in_force_words(self.version.in_force_from)

    @property
    def replaced_words(self) -> str:
        """When the next one took its place, for readers."""
        return in_force_words(self.after.in_force_from) if self.after and self.replaced_on else ""

    @property
    def is_in_force(self) -> bool:
        return self.withdrawal is None and not self.is_announced and self.replaced_on is None

    @property
    def public_since(self) -> date:
        """The first day on which readers could see it; for an archive loaded later, the day it took effect."""
        version = self.version
        first = self.withdrawn_on or _day_of_effect(version)
        if version.announce_from is None:
            return first
        announced = max(version.announce_from, public.amsterdam_day(version.published_at))
        return min(announced, first)

    @property
    def changed_on(self) -> date:
        """The last day on which something about it changed for readers: announced, then in force or withdrawn."""
        return self.public_since if self.is_announced else self.withdrawn_on or _day_of_effect(self.version)

    @property
    def updated(self) -> datetime:
        """The moment of that: of a withdrawal or a second version on one day its own, else the day's first."""
        if self.withdrawal:
            return self.withdrawal.confirmed_at
        return public.start_of_day(self.public_since) if self.is_announced else self.version.in_force_from


def archive_on(day: date, of: VersionQuerySet | None = None) -> list[Entry]:
    """All versions that are public on that day, latest first, without their texts: those ``of`` a page.

    Left out: those of the statement.
    """
    known = StatementVersion.objects.all() if of is None else of
    versions = list(without_texts(known.public_on(day)))
    standing = [version for version in versions if version.withdrawn is None]
    return [
        Entry(
            version,
            before=next((one for one in standing if one.number < version.number), None),
            after=next((one for one in reversed(standing) if one.number > version.number), None),
            day=day,
        )
        for version in versions
    ]


def news(entries: list[Entry]) -> list[Entry]:
    """What readers of the statement hear of versions after the one in force: what comes, and what was announced and
    does not come.
    """
    now = in_force(entries)
    later = [entry for entry in reversed(entries) if now is None or entry.version.number > now.version.number]
    return [entry for entry in later if entry.is_announced or entry.was_announced]


def _day_of_effect(version: FrozenVersion) -> date:
    """The day on which it begins to hold: of a further version on one day that of its publication."""
    return public.amsterdam_day(version.in_force_from)


def in_force(entries: list[Entry]) -> Entry | None:
    """The one that holds, None when none does yet."""
    return next((entry for entry in entries if entry.is_in_force), None)


def announced(entries: list[Entry]) -> list[Entry]:
    """Those that come, the first to come first."""
    return [entry for entry in reversed(entries) if entry.is_announced]


def earlier_versions(version: FrozenVersion, *, on: date) -> list[Any]:
    """The versions before this one that readers know of on that day.

    What had been withdrawn by its publication never changed anything; later withdrawals change no page that exists.
    """
    versions: Any = type(version)._default_manager
    before = versions.filter(page=version.page_id).public_on(on).filter(number__lt=version.number)
    return list(without_texts(before).exclude(withdrawal__confirmed_at__lte=version.published_at))
