"""What happened to a record: who, when, why, and what changed from what into what.

A moment is one transaction by one person with one reason. It holds what changed in the record itself and in the rows
that are part of it, such as a party's capacities or an agreement's purposes.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeAlias

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from sharing.core.gathering import rows_together
from sharing.core.models import Register, RegisterHistoryQuerySet
from sharing.core.readable import (
    EMPTY,
    AccountNames,
    ReadableValues,
    field_or_none,
    label_of,
    learn_names,
    readable_fields,
    references_of,
)
from sharing.core.records import children_of, historical_rows, parent_of

CREATED, CHANGED, DELETED = "+", "~", "-"
# From so many parts at once the history folds them.
FOLDED_FROM = 3
# Per moment and row, the history rows (before, after).
Steps: TypeAlias = dict[tuple[Any, ...], list[tuple[Any, ...]]]
# When, who (a key) and why.
Key: TypeAlias = tuple[datetime, int, str]
# The model, whether it is that of a part, the moment with the key of the row, and the history rows (before, after).
Step: TypeAlias = tuple[type[Register], bool, tuple[Key, Any], list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Change:
    """One field: its name in code, its label, and its values as people read them."""

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to one row. ``subject`` is empty for the record itself, else the part's kind and name.

    ``label`` and ``plural``: what the part is called, of one and of several. ``twin``: which one of those of its moment
    with this subject it is; 0 for the first.
    """

    kind: str
    subject: str
    changes: tuple[Change, ...]
    label: str = ""
    plural: str = ""
    twin: int = 0


@dataclass(slots=True)
class Moment:
    """One transaction of one person: ``kind`` is what happened to the record as a whole.

    ``twin``: which one of those of its second it is, so that what is called after it has a name of its own; 0 for the
    first.
    """

    at: datetime
    actor: str
    reason: str
    events: list[Event] = field(default_factory=list)
    user_id: int = 0
    twin: int = 0

    @property
    def kind(self) -> str:
        """CREATED or DELETED when that happened to the record itself, else CHANGED."""
        return next((event.kind for event in self.events if not event.subject), CHANGED)

    @property
    def own(self) -> list[Event]:
        """What happened to the record itself."""
        return [event for event in self.events if not event.subject]

    @property
    def parts(self) -> list[Event]:
        """What happened to the rows that are part of it."""
        return [event for event in self.events if event.subject]

    @property
    def is_folded(self) -> bool:
        """Whether the parts are told as one line that opens: who makes a whole does one thing."""
        return len(self.parts) >= FOLDED_FROM

    @property
    def parts_in_words(self) -> str:
        """How many parts of each kind were added, changed and removed, in one line."""
        counted = Counter((event.label, event.plural, event.kind) for event in self.parts)
        did = {CREATED: _("toegevoegd"), CHANGED: _("gewijzigd"), DELETED: _("verwijderd")}
        return ", ".join(
            f"{number} {one if number == 1 else plural} {did[kind]}"
            for (one, plural, kind), number in counted.items()
        )

    @property
    def nothing_changed(self) -> bool:
        """Whether the record was saved without any difference."""
        return not any(event.changes or event.kind != CHANGED for event in self.events)


class Timeline:
    """The moments of one record, newest first; sliceable and countable, so that a paginator can use it."""

    def __init__(self, model: type[Register], pk: int, *, dossiers: bool = False) -> None:
        self.model = model
        self.pk = pk
        self.dossiers = dossiers

    def _keys(self) -> models.QuerySet[Any]:
        first, *others = (
            rows.order_by().values_list("history_date", "history_user_id", "history_change_reason")
            for _part, rows in historical_rows(self.model, self.pk)
        )
        return first.union(*others) if others else first.distinct()

    def __len__(self) -> int:
        return self._keys().count()

    def count(self) -> int:
        """How many moments there are."""
        return len(self)

    @property
    def last_state(self) -> Register | None:
        """The record as it last was, also when it is gone; None when it never was."""
        row = self.model.history.filter(**{self.model._meta.pk.attname: self.pk}).first()
        return row.instance if row else None

    def __getitem__(self, part: slice) -> list[Moment]:
        if not children_of(self.model):
            # Of a record without parts a day and time is one moment: no question for these first.
            own = self.model.history.filter(**{self.model._meta.pk.attname: self.pk})
            dates = own.order_by("-history_date").values("history_date").distinct()[part]
            return self._told(_steps(self.model, self.pk, dates))
        keys = self._keys().order_by("-history_date", "history_user_id", "history_change_reason")[part]
        return self._moments(list(keys))

    def since(self, seen: str) -> list[Moment]:
        """The moments after the version that somebody saw (``version_of``), newest first."""
        marks = [int(mark) for mark in seen.split(".")]
        keys = {
            (row.history_date, row.history_user_id, row.history_change_reason)
            for (_part, rows), mark in zip(historical_rows(self.model, self.pk), marks, strict=True)
            for row in rows.filter(history_id__gt=mark)
        }
        return self._moments(sorted(keys, key=lambda key: key[0], reverse=True))

    def _moments(self, keys: list[tuple[Any, ...]]) -> list[Moment]:
        found = self._told(_steps(self.model, self.pk, {at for at, *_rest in keys}), set(keys))
        place = {key: number for number, key in enumerate(keys)}
        return sorted(found, key=lambda moment: place[moment.at, moment.user_id, moment.reason])

    def _told(self, steps: list[Step], wanted: Collection[Key] | None = None) -> list[Moment]:
        """The moments that these steps make up, newest first; of them the wanted ones."""
        steps = [step for step in steps if wanted is None or step[2][0] in wanted]
        keys = sorted({key for _model, _part, (key, _pk), _rows in steps}, key=lambda key: key[1:])
        keys.sort(key=lambda key: key[0], reverse=True)
        names = AccountNames(user for _at, user, _why in keys)
        seconds: Counter[datetime] = Counter()
        moments = {}
        for key in keys:
            second = timezone.localtime(key[0]).replace(microsecond=0, tzinfo=None)
            actor = names.at(key[1], key[0])
            moments[key] = Moment(key[0], actor, key[2], user_id=key[1], twin=_next_of(seconds, second))
        readers = {at: ReadableValues(at, dossiers=self.dossiers) for at, *_rest in keys}
        learn_names(
            one
            for model, _parted, (key, _pk), rows in steps
            for one in _references(model, rows, readers[key[0]])
        )
        subjects: Counter[tuple[Key, str]] = Counter()
        for model, is_part, (key, _pk), rows in steps:
            event = _event(model, rows, readers[key[0]], is_part=is_part)
            if event is not None:
                twin = _next_of(subjects, (key, event.subject))
                moments[key].events.append(replace(event, twin=twin))
        return list(moments.values())


def _next_of(counted: Counter[Any], key: Any) -> int:
    """How often this was counted before: 0 for the first."""
    counted[key] += 1
    return counted[key] - 1


def _steps(model: type[Register], pk: int, dates: Any) -> list[Step]:
    """Per kind, moment and row: its (before, after) history rows, oldest first; one question for all kinds."""
    kinds = list(historical_rows(model, pk))
    sets = [_with_before(part, rows.filter(history_date__in=dates)) for part, rows in kinds]
    before = [
        part.history.filter(history_id__in=rows.order_by().values("earlier_id"))
        for (part, _rows), rows in zip(kinds, sets, strict=True)
    ]
    read = rows_together([*sets, *before])
    found = []
    for place, (part, _rows) in enumerate(kinds):
        earlier = {row.history_id: row for row in read[len(kinds) + place]}
        name = part._meta.pk.attname
        steps: Steps = {}
        for row in read[place]:
            key = (row.history_date, row.history_user_id, row.history_change_reason)
            steps.setdefault((key, getattr(row, name)), []).append((earlier.get(row.earlier_id), row))
        found += [(part, part is not model, key, rows) for key, rows in steps.items()]
    return found


def _with_before(model: type[Register], rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """The rows, oldest first, each with the key of the one before it; None for the first."""
    pk = model._meta.pk.attname
    earlier = (
        model.history.filter(
            Q(**{pk: OuterRef(pk)}),
            Q(history_date__lt=OuterRef("history_date"))
            | Q(history_date=OuterRef("history_date"), history_id__lt=OuterRef("history_id")),
        )
        .order_by("-history_date", "-history_id")
        .values("history_id")[:1]
    )
    found: models.QuerySet[Any] = rows.annotate(earlier_id=Subquery(earlier))
    return found.order_by("history_date", "history_id")


def _references(
    model: type[Register], steps: list[tuple[Any, ...]], reader: ReadableValues
) -> Iterable[tuple[Any, ...]]:
    """What the words of these steps will name."""
    rows = [row for row in (steps[0][0], steps[-1][1]) if row is not None]
    return references_of(
        reader, ((one, getattr(row, one.attname)) for row in rows for one in readable_fields(model))
    )


def _event(
    model: type[Register], steps: list[tuple[Any, ...]], reader: ReadableValues, *, is_part: bool
) -> Event | None:
    """What the steps of one row within one moment come down to; None when that is nothing to tell."""
    old, last = steps[0][0], steps[-1][1]
    if old is not None and old.history_type == DELETED:
        old = None
    gone = last.history_type == DELETED
    if old is None and gone:
        return None
    kind = CREATED if old is None else DELETED if gone else CHANGED
    parent = parent_of(model) if is_part else None
    new = None if gone else last
    changes = (*_changes(model, old, new, reader, skip=parent), *_secrets(model, old, new))
    if kind == CHANGED and not changes and is_part:
        return None
    subject = _subject(model, last, reader, parent) if is_part else ""
    meta = model._meta
    return Event(kind, subject, changes, str(meta.verbose_name), str(meta.verbose_name_plural))


def _subject(model: type[Register], row: Any, reader: ReadableValues, parent: Any) -> str:
    label = capfirst(str(model._meta.verbose_name))
    said = (reader.words(one, getattr(row, one.attname), row) for one in _fields(model, parent))
    words = next((one for one in said if one != EMPTY), "")
    return f"{label} “{words}”" if words else label


def _fields(model: type[Register], parent: Any) -> "list[models.Field[Any, Any]]":
    above = children_of(parent) if parent is not None else ()
    return [one for one in readable_fields(model) if one not in above]


def _changes(
    model: type[Register], old: Any, new: Any, reader: ReadableValues, *, skip: type[models.Model] | None
) -> Iterable[Change]:
    for one in _fields(model, skip):
        before = getattr(old, one.attname) if old is not None else None
        after = getattr(new, one.attname) if new is not None else None
        if _comparable(before) == _comparable(after):
            continue
        was, now = reader.words_of_both(one, (before, old), (after, new))
        if was == now == EMPTY:
            continue
        yield Change(one.name, label_of(one), was, now)


def _secrets(model: type[Register], old: Any, new: Any) -> Iterable[Change]:
    """That a secret was replaced is told; neither the old nor the new one."""
    for name in getattr(model, "secret_fields", ()):
        if old is not None and new is not None and getattr(old, name) != getattr(new, name):
            field = field_or_none(model, name)
            label = label_of(field) if field else name
            yield Change(name, label, _("(niet getoond)"), _("(vervangen, niet getoond)"))


def _comparable(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def deleted_rows(model: type[Register]) -> RegisterHistoryQuerySet:
    """The last history row of every record of this model that is no longer there, last deleted first."""
    rows: RegisterHistoryQuerySet = model.history.latest_of_each().filter(history_type=DELETED)
    return rows.order_by("-history_date", "-history_id")  # type: ignore[no-any-return]  # simple-history has no hints
