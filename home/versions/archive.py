"""The versions that readers may see on a day, each with its place among the others."""

from dataclasses import dataclass
from datetime import date, datetime

from home.versions.models import StatementVersion
from sharing import public

# What a list of versions does not need; a statement can be 200 pages long.
LARGE = ("sections", "html", "text", "commitments", "body", "shown_facts", "conflicts")


@dataclass(frozen=True, slots=True)
class Entry:
    """A public version, the public ones before and after it, and the day on which somebody reads it."""

    version: StatementVersion
    before: StatementVersion | None
    after: StatementVersion | None
    day: date

    @property
    def is_announced(self) -> bool:
        """Not in force yet, but readers know that it comes."""
        return self.version.effective_from > self.day

    @property
    def replaced_on(self) -> date | None:
        """The day on which a later version took its place."""
        later = self.after and self.after.effective_from
        return later if later and later <= self.day else None

    @property
    def is_in_force(self) -> bool:
        return not self.is_announced and self.replaced_on is None

    @property
    def public_since(self) -> date:
        """The first day on which readers could see it; for an archive loaded later, the day it took effect."""
        version = self.version
        if version.announce_from is None:
            return version.effective_from
        announced = max(version.announce_from, public.amsterdam_day(version.published_at))
        return min(announced, version.effective_from)

    @property
    def changed_on(self) -> date:
        """The last day on which something about it changed for readers: announced, then in force."""
        return self.public_since if self.is_announced else self.version.effective_from

    @property
    def updated(self) -> datetime:
        """That day's first moment in Amsterdam."""
        return public.start_of_day(self.changed_on)


def archive_on(day: date) -> list[Entry]:
    """All versions that are public on that day, latest first, without their texts."""
    versions = list(StatementVersion.objects.public_on(day).defer(*LARGE))
    return [
        Entry(version, before=before, after=after, day=day)
        for version, before, after in zip(
            versions, [*versions[1:], None], [None, *versions[:-1]], strict=False
        )
    ]


def in_force(entries: list[Entry]) -> Entry | None:
    """The one that holds, None when none does yet."""
    return next((entry for entry in entries if entry.is_in_force), None)


def announced(entries: list[Entry]) -> list[Entry]:
    """Those that come, the first to come first."""
    return [entry for entry in reversed(entries) if entry.is_announced]
