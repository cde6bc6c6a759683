"""Records that were read as of a moment, with what hangs on them as it stood: a level at a time, all of it together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import models
from modelcluster.fields import ParentalKey

from sharing.core.asof import rows_at
from sharing.core.caches import remember_parts, remember_related
from sharing.core.gathering import rows_together
from sharing.core.models import Register
from sharing.core.records import children_of

_DEPTH = 3


def record_at(model: type[Register], pk: int, moment: datetime) -> Register | None:
    """The whole record as it stood; None when it did not exist at that moment."""
    found = list(rows_at(model, moment).filter(**{model._meta.pk.attname: pk}))
    complete(found, moment)
    return found[0] if found else None


def complete(
    records: Sequence[models.Model],
    moment: datetime | None,
    names: Iterable[str] | None = None,
    depth: int = _DEPTH,
) -> None:
    """Give records read at a moment their related records as these stood: references, children, many-to-many.

    Without a moment there is nothing to do: the live relations are right. ``names`` are those that are needed, as for
    ``prefetch_related`` ("party__country", "purposes"); without them all are read, and what hangs on these.
    """
    if moment is None:
        return
    level = list(_related_of(records, names, depth))
    given: list[tuple[_Related, list[Any]]] = []
    while level:  # one deeper at a time, with a question or two for all of it
        read = list(zip(level, _read([one.asked for one in level], moment), strict=True))
        level = []
        for one, rows in read:
            one.give(rows)
            level += _related_of(rows, one.names, one.depth)
        given += read
    for one, rows in given:
        one.give_many(rows)


class _Asked(NamedTuple):
    """Rows of a model with one of these values in a column; by its key what is not there is as it was last known."""

    model: Any
    column: str
    values: set[Any]
    by_key: bool = True


def _read(asked: Sequence[_Asked], moment: datetime) -> list[list[Any]]:
    """The rows of each as they stood."""
    found = _together(
        [rows_at(one.model, moment).filter(**{f"{one.column}__in": one.values}) for one in asked]
    )
    gone = {}
    for place, (one, rows) in enumerate(zip(asked, found, strict=True)):
        missing = one.values - {row.pk for row in rows} if one.by_key else set()
        if missing and issubclass(one.model, Register):
            gone[place] = one.model.history.filter(**{f"{one.column}__in": missing}).latest_of_each()
    for place, rows in zip(gone, _together(list(gone.values())), strict=True):
        found[place] += [row.instance for row in rows]
    return found


def _together(sets: "list[models.QuerySet[Any]]") -> list[list[Any]]:
    return rows_together(sets) if len(sets) > 1 else [list(one) for one in sets]


class _Related(NamedTuple):
    """What some records have by a foreign key: a reference of their own, or the rows that are part of them.

    ``names`` are the relations that are wanted of what it leads to, and ``depth`` how many deep.
    """

    records: Sequence[Any]
    key: Any
    is_part: bool
    names: list[str] | None
    depth: int

    @property
    def asked(self) -> _Asked:
        """The rows that it leads to."""
        if self.is_part:
            return _Asked(self.key.model, self.key.attname, {one.pk for one in self.records}, by_key=False)
        keys = {getattr(one, self.key.attname) for one in self.records} - {None}
        return _Asked(self.key.related_model, self.key.related_model._meta.pk.attname, keys)

    def give(self, rows: list[Any]) -> None:
        """Let the records have these rows."""
        if not self.is_part:
            found = {row.pk: row for row in rows}
            for record in self.records:
                if (key := getattr(record, self.key.attname)) in found:
                    setattr(record, self.key.name, found[key])
            return
        relation, grouped = self.key.remote_field, _grouped_by(self.key.attname, rows)
        for record in self.records:
            if isinstance(self.key, ParentalKey):
                remember_parts(record, relation.get_accessor_name(), grouped[record.pk])
            else:
                remember_related(record, relation.cache_name, self.key.model, grouped[record.pk])

    def give_many(self, rows: list[Any]) -> None:
        """Let the records have what these parts of theirs lead to, once the parts have it."""
        many = _many_to_many(self.key) if self.is_part and self.depth else None
        if many is None:
            return
        name = self.key.model._meta.get_field(many.m2m_reverse_field_name()).name
        if self.names is None or name in _grouped(self.names):
            grouped = _grouped_by(self.key.attname, rows)
            for record in self.records:
                targets = [getattr(row, name) for row in grouped[record.pk]]
                remember_related(record, many.name, many.related_model, targets)


def _related_of(records: Sequence[Any], names: Iterable[str] | None, depth: int) -> Iterator[_Related]:
    """What is wanted of these records of one model."""
    if not records or depth == 0:
        return
    model: type[models.Model] = type(records[0])
    below = None if names is None else _grouped(names)
    for field in model._meta.concrete_fields:
        if field.related_model is not None and (below is None or field.name in below):
            yield _Related(records, field, False, None if below is None else below[field.name], depth - 1)
    for key in children_of(model):
        if below is None or names_of_relation(key) & below.keys():
            yield _Related(records, key, True, None if below is None else _through(key, below), depth - 1)


def _grouped_by(attname: str, rows: Iterable[Any]) -> dict[Any, list[Any]]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[getattr(row, attname)].append(row)
    return grouped


def _grouped(names: Iterable[str]) -> dict[str, list[str]]:
    """Per first part of the names what follows it."""
    grouped: dict[str, list[str]] = {}
    for name in names:
        first, _joined, rest = name.partition("__")
        grouped.setdefault(first, []).extend([rest] if rest else [])
    return grouped


def _many_to_many(key: "models.ForeignKey[Any, Any]") -> "models.ManyToManyField[Any, Any] | None":
    """The many-to-many field of the owner whose rows these are."""
    owner: Any = key.related_model
    return next((one for one in owner._meta.many_to_many if one.remote_field.through is key.model), None)


def names_of_relation(key: "models.ForeignKey[Any, Any]") -> set[str]:
    """What one calls the rows of this key from their owner: the reverse relation, and the many-to-many field."""
    many = _many_to_many(key)
    return {key.remote_field.get_accessor_name(), *({many.name} if many else ())}


def _through(key: "models.ForeignKey[Any, Any]", below: dict[str, list[str]]) -> list[str]:
    """What is needed of the rows themselves, when that is needed of their owner."""
    many = _many_to_many(key)
    needed = list(below.get(key.remote_field.get_accessor_name(), ()))
    if many and many.name in below:
        target: Any = key.model._meta.get_field(many.m2m_reverse_field_name())
        needed += [target.name, *(f"{target.name}__{rest}" for rest in below[many.name])]
    return needed


def fetch(
    model: type[models.Model],
    keys: Iterable[Any],
    moment: datetime,
    depth: int = 1,
    names: Iterable[str] | None = None,
) -> dict[Any, Any]:
    """Records of the model by key as they stood; what had gone by then (or came later) as it was last known."""
    asked = _Asked(model, model._meta.pk.attname, set(keys))
    (rows,) = _read([asked], moment) if asked.values else ([],)
    complete(rows, moment, names, depth)
    return {row.pk: row for row in rows}
