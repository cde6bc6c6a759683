"""Which versions there are: of the statement the last one and the one in force; of a page what readers last got of it.

The statement is asked for without saying so: `latest_version`, `version_in_force`, `versions_to_come`. Whatever works
on any page asks of that page (`latest_of`, `in_force_of`, `to_come_of`), and never takes the version of another.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

from django.db.models import Max

from home.core.languages import ENGLISH
from home.versions.bases import FrozenEdition, FrozenVersion, VersionQuerySet
from home.versions.models import StatementVersion
from home.versions.plain_models import PlainTranslation, PlainVersion
from sharing import public

AnyVersion: TypeAlias = StatementVersion | PlainVersion
WithVersions: TypeAlias = Any  # a StatementPage or PlainPage, stored or not


def versions_of(page: WithVersions) -> VersionQuerySet:
    """The versions of this page; a page that is not stored yet has none."""
    model = type(page)._meta.get_field("versions").related_model
    versions: VersionQuerySet = model.objects.filter(page=page.pk) if page.pk else model.objects.none()
    return versions


class _Mark(NamedTuple):
    """What says which version holds: texts are read of those that are asked for."""

    pk: int
    page: int
    number: int
    in_force_from: datetime
    stands: bool


@public.asked_once
def _all_marks() -> dict[type[FrozenVersion], list[_Mark]]:
    """Of all versions of each kind of page, the newest first."""
    kinds: tuple[type[FrozenVersion], ...] = (StatementVersion, PlainVersion)
    names = ("pk", "page_id", "number", "in_force_from", "withdrawal__pk")
    read = public.values_together(
        [kind._default_manager.order_by("-number").values(*names) for kind in kinds]
    )
    return {kind: [_mark(*row.values()) for row in rows] for kind, rows in zip(kinds, read, strict=True)}


def _mark(pk: int, page: int, number: int, since: datetime, withdrawal: int | None) -> _Mark:
    return _Mark(pk, page, number, since, withdrawal is None)


def _marks(model: type[FrozenVersion]) -> list[_Mark]:
    return _all_marks()[model]


def _marks_of(page: WithVersions) -> list[_Mark]:
    return [mark for mark in _marks(versions_of(page).model) if mark.page == page.pk] if page.pk else []


def _first(model: type[FrozenVersion], marks: Iterable[_Mark]) -> Any:
    """The version of the first of these marks; None without any."""
    pk = next((mark.pk for mark in marks), None)
    return None if pk is None else public.once((model, pk), lambda: model._default_manager.get(pk=pk))


def _first_of(page: WithVersions, marks: Iterable[_Mark]) -> AnyVersion | None:
    version: AnyVersion | None = _first(versions_of(page).model, marks)
    return version


def latest_of(page: WithVersions) -> AnyVersion | None:
    """The last version published of this page, in force or not yet; one that was withdrawn is none."""
    return _first_of(page, (mark for mark in _marks_of(page) if mark.stands))


def next_number(page: WithVersions) -> int:
    """The number of the next version of this page: that of a withdrawn one is not given again."""
    last = versions_of(page).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def in_force_of(page: WithVersions, at: datetime) -> AnyVersion | None:
    """The version of this page in force at an instant: from its moment of effect until the next one's."""
    return _first_of(page, (mark for mark in _marks_of(page) if mark.stands and mark.in_force_from <= at))


def to_come_of(page: WithVersions, at: datetime) -> list[AnyVersion]:
    """The versions of this page that are fixed and hold later than that instant, the first to come first."""
    coming = [mark for mark in _marks_of(page) if mark.stands and mark.in_force_from > at]
    return [version for mark in reversed(coming) if (version := _first_of(page, [mark]))]


def last_withdrawn_of(page: WithVersions) -> AnyVersion | None:
    """The newest version of all of this page, when that is one that was withdrawn."""
    return _first_of(page, (mark for mark in _marks_of(page)[:1] if not mark.stands))


def source_of(page: WithVersions) -> WithVersions:
    """The Dutch page that this one translates; the page itself when it is that one."""
    if not page.is_translation:
        return page
    return type(page).objects.source().filter(translation_key=page.translation_key).first()


def version_of_translation(page: WithVersions) -> AnyVersion | None:
    """Of a translation the version that was chosen on it, or else the latest of its Dutch page."""
    source = source_of(page)
    version: AnyVersion | None = page.translates or (source and latest_of(source))
    return version


def last_published(page: WithVersions) -> AnyVersion | FrozenEdition | None:
    """What readers last got of this page: its last edition, or for a Dutch page the latest version."""
    if page.is_translation:
        standing = page.translated_versions.filter(version__withdrawal__isnull=True)
        edition: FrozenEdition | None = standing.order_by("-version__number", "-edition").first()
        return edition
    return latest_of(page)


def plain_in_force(at: datetime) -> list[PlainVersion]:
    """The version in force of every plain page that has one, in the order of the pages; without their texts."""
    held = PlainVersion.objects.in_force_at(at).order_by("page__path", "-number").distinct("page__path")
    return list(
        held.select_related("page").only("title", "number", "in_force_from", "page__slug", "page__path")
    )


def plain_marks(at: datetime) -> tuple[dict[int, Any], set[int]]:
    """Of the plain pages, by their key: the number of the version in force; and those that have one to come."""
    marks = [mark for mark in _marks(PlainVersion) if mark.stands]
    held: dict[int, Any] = {}
    for mark in marks:  # the newest first
        if mark.in_force_from <= at:
            held.setdefault(mark.page, mark)
    return held, {mark.page for mark in marks if mark.in_force_from > at}


def plain_in_english(versions: Iterable[PlainVersion]) -> dict[int, PlainTranslation]:
    """The English edition that readers get of each of these versions, by the version's key; without their texts."""
    found = PlainTranslation.objects.filter(language=ENGLISH, version__in=[one.pk for one in versions])
    latest = found.order_by("version_id", "-edition").distinct("version_id").select_related("page")
    return {one.version_id: one for one in latest.only("title", "published_at", "version_id", "page__slug")}


def latest_version() -> StatementVersion | None:
    """The last version of the statement, in force or not yet; one that was withdrawn is none."""
    standing = (mark for mark in _marks(StatementVersion) if mark.stands)
    version: StatementVersion | None = _first(StatementVersion, standing)
    return version


def version_in_force(at: datetime) -> StatementVersion | None:
    """The version of the statement in force at an instant."""
    version: StatementVersion | None = StatementVersion.objects.in_force_at(at).first()
    return version


def versions_to_come(at: datetime) -> list[StatementVersion]:
    """The versions of the statement that are fixed and hold later than that instant, the first to come first."""
    return list(StatementVersion.objects.standing().filter(in_force_from__gt=at).order_by("number"))
