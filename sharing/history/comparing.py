"""The register at two moments beside each other: what was added, changed, ended and removed in between.

Only what has history between the two is read, and what ended by its own dates; so a comparison over years of a large
register costs what changed, not what there is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeAlias

from django.db import connection, models
from django.db.models import CharField, F, IntegerField, Q, Value
from django.db.models.functions import Cast
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from sharing.core.asof import rows_at
from sharing.core.gathering import rows_together
from sharing.core.models import Period, Register, holding_on
from sharing.core.periods import amsterdam_day
from sharing.core.readable import (
    EMPTY,
    ReadableValues,
    label_of,
    learn_names,
    named_after,
    readable_fields,
    references_of,
)
from sharing.core.records import children_of
from sharing.core.timeline import Change
from sharing.core.whole import Asked, bring_along

# A record by the place of its register in the list, and its key as text: not every key is a number.
Key: TypeAlias = tuple[int, str]
Ends: TypeAlias = Callable[[type[Register], date], Q]


class Kind(models.TextChoices):
    """What happened to a record between two moments, seen from the second."""

    ADDED = "added", _("Toegevoegd")
    CHANGED = "changed", _("Gewijzigd")
    ENDED = "ended", _("Afgelopen")
    REMOVED = "removed", _("Verwijderd")
    SAME = "same", _("Per saldo gelijk")


@dataclass(frozen=True, slots=True)
class Difference:
    """One record; ``changes`` are empty for one that was added or removed as a whole."""

    model: type[Register]
    pk: Any
    name: str
    kind: Kind
    changes: tuple[Change, ...] = ()


class Differences:
    """Between two instants, by register and key; countable and sliceable, for a paginator and a file.

    ``holds`` gives for a register whose records have a first and last day the condition that they hold on a day.
    """

    def __init__(
        self, registers: Sequence[type[Register]], first: datetime, second: datetime, *, holds: Ends
    ) -> None:
        self.registers = registers
        self.first, self.second = first, second
        self.holds = holds

    def count(self) -> int:
        """How many records differ."""
        return len(self)

    def __len__(self) -> int:
        return self._asked("SELECT count(*) FROM ({keys}) one")[0][0] if self.registers else 0

    def __getitem__(self, part: slice) -> list[Difference]:
        if not self.registers:
            return []
        first, end = part.start or 0, part.stop
        keys: list[Key] = self._asked(
            "SELECT place, key FROM ({keys}) one ORDER BY 1, 2 OFFSET %s LIMIT %s",
            first,
            None if end is None else max(0, end - first),
        )
        grouped: dict[int, list[str]] = defaultdict(list)
        for place, key in keys:
            grouped[place].append(key)
        found = self._told(grouped)
        return [found[key] for key in keys]

    def _asked(self, sql: str, *values: Any) -> list[Any]:
        keys, params = self._keys
        with connection.cursor() as cursor:
            cursor.execute(sql.format(keys=keys), [*params, *values])
            return list(cursor.fetchall())

    @cached_property
    def _keys(self) -> tuple[str, tuple[Any, ...]]:
        """Which records differ, as a question and its values: Django takes as long to write it as it takes to answer,
        and a page asks it twice.
        """
        first, *others = (
            query
            for place, model in enumerate(self.registers)
            for query in (*self._touched(place, model), *self._ended(place, model))
        )
        differing: models.QuerySet[Any] = first.union(*others) if others else first.distinct()
        sql, params = differing.query.sql_with_params()
        return str(sql), tuple(params)

    def _touched(self, place: int, model: type[Register]) -> Iterable[models.QuerySet[Any]]:
        own: Any = model._meta.pk
        for part, attname in (
            (model, own.attname),
            *((key.model, key.attname) for key in children_of(model)),
        ):
            yield _keys_of(self._between(part), place, attname)

    def _between(self, model: Any) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = model.history.filter(
            history_date__gt=self.first, history_date__lte=self.second
        )
        return rows

    def _ended(self, place: int, model: type[Register]) -> Iterable[models.QuerySet[Any]]:
        before, after = amsterdam_day(self.first), amsterdam_day(self.second)
        own: Any = model._meta.pk
        dated: list[tuple[Any, str, Any, Any]] = [
            (model, own.attname, self.holds(model, before), self.holds(model, after))
        ]
        if not issubclass(model, Period):
            dated = [
                (key.model, key.attname, holding_on(before), holding_on(after))
                for key in children_of(model)
                if issubclass(key.model, Period)
            ]
        for part, attname, held, holding in dated:
            yield _keys_of(rows_at(part, self.second).filter(held).exclude(holding), place, attname)

    def _told(self, keys: dict[int, list[str]]) -> dict[Key, Difference]:
        """What is told of these records, by register: a fixed number of questions for all of them."""
        ended = self._ended_of(keys)
        read = self._rows(keys)
        words = _Words(self.first, self.second)
        words.prepare(read)
        parts = _changed_parts(read, words)
        found = {}
        for one in (one for one in read if one.owner is None):
            for key in keys[one.place]:
                changes: tuple[Change, ...] = ()
                if key in one.before and key in one.after:
                    own = words.changes(one.model, one.before[key], one.after[key])
                    changes = (*own, *parts[one.place, key])
                found[one.place, key] = one.difference(key, changes, ended=(one.place, key) in ended)
        return found

    def _ended_of(self, keys: dict[int, list[str]]) -> set[Key]:
        """Which of these ended between the two by their own dates."""
        queries = [
            query.filter(key__in=wanted)
            for place, wanted in keys.items()
            for query in self._ended(place, self.registers[place])
        ]
        return set(queries[0].union(*queries[1:])) if queries else set()

    def _rows(self, keys: dict[int, list[str]]) -> "list[_Twice]":
        """The records, and the rows that are part of them and changed, at both moments."""
        wanted: list[tuple[int, Any, Any, list[str]]] = [
            *((place, None, self.registers[place], pks) for place, pks in keys.items()),
            *((place, key, key.model, pks) for place, key, pks in self._touched_parts(keys)),
        ]
        sets = [
            rows_at(model, moment).filter(**{f"{model._meta.pk.attname}__in": pks})
            for _place, _owner, model, pks in wanted
            for moment in (self.first, self.second)
        ]
        read = [{str(row.pk): row for row in rows} for rows in rows_together(sets)]
        found = [
            _Twice(place, owner, model, before, after)
            for (place, owner, model, _pks), before, after in zip(wanted, read[::2], read[1::2], strict=True)
        ]
        named: dict[Asked, Any] = {
            (one.model, row.pk, moment): row
            for one in found
            if one.owner is None
            for moment, rows in ((self.first, one.before), (self.second, one.after))
            for row in rows.values()
        }
        bring_along(named, names_of=named_after)
        return found

    def _touched_parts(self, keys: dict[int, list[str]]) -> list[tuple[int, Any, list[str]]]:
        """Per kind of part the keys of those that changed; one statement for all kinds."""
        kinds = [(place, key) for place in keys for key in children_of(self.registers[place])]
        queries = [
            _keys_of(
                self._between(key.model).filter(**{f"{key.attname}__in": keys[place]}),
                number,
                key.model._meta.pk.attname,
            )
            for number, (place, key) in enumerate(kinds)
        ]
        found: dict[int, list[str]] = defaultdict(list)
        for number, row in queries[0].union(*queries[1:]) if queries else ():
            found[number].append(row)
        return [(*kinds[number], rows) for number, rows in sorted(found.items())]


@dataclass(frozen=True, slots=True)
class _Twice:
    """Rows at both moments, by key as text: of a register, or of a kind of part, with the key to its ``owner``."""

    place: int
    owner: Any
    model: Any
    before: dict[str, Any]
    after: dict[str, Any]

    def pairs(self) -> Iterable[tuple[str, Any, Any]]:
        """Each row as it was and as it became; None where there was none."""
        there = self.before | self.after
        for key in sorted(there, key=lambda key: there[key].pk):
            yield key, self.before.get(key), self.after.get(key)

    def difference(self, key: str, changes: tuple[Change, ...], *, ended: bool) -> Difference:
        """What is told of one record with these changes."""
        old, new = self.before.get(key), self.after.get(key)
        if new is None or old is None:
            kind = Kind.SAME if new is old else Kind.ADDED if old is None else Kind.REMOVED
        else:
            kind = Kind.ENDED if ended else Kind.CHANGED if changes else Kind.SAME
        shown = new or old
        name = str(shown) if shown is not None else str(_("kwam en ging in deze tijd"))
        return Difference(self.model, shown.pk if shown is not None else key, name, kind, changes)


def _changed_parts(read: Iterable[_Twice], words: "_Words") -> dict[Key, list[Change]]:
    """Per record what changed in the rows that are part of it."""
    found: dict[Key, list[Change]] = defaultdict(list)
    for one in (one for one in read if one.owner is not None):
        above, label = one.owner.related_model, capfirst(str(one.model._meta.verbose_name))
        for _key, old, new in one.pairs():
            told = words.of_part(one.model, above, old), words.of_part(one.model, above, new, later=True)
            if told[0] != told[1]:
                record = str(getattr(new or old, one.owner.attname))
                found[one.place, record].append(Change(one.owner.name, label, *told))
    return found


def _keys_of(rows: models.QuerySet[Any], place: int, attname: str) -> models.QuerySet[Any]:
    keyed: models.QuerySet[Any] = (
        rows.order_by()
        .annotate(place=Value(place, output_field=IntegerField()), key=Cast(F(attname), CharField()))
        .values_list("place", "key")
    )
    return keyed


class _Words:
    """Stored values in words, as they stood at either moment; names are read for all rows at once."""

    def __init__(self, first: datetime, second: datetime) -> None:
        self._before, self._after = ReadableValues(first), ReadableValues(second)

    def prepare(self, read: Iterable[_Twice]) -> None:
        """Read the names that will be told, of all lists at both moments together."""
        learn_names(
            one for kind in read for pair in kind.pairs() for one in self._references(kind, *pair[1:])
        )

    def _references(self, kind: _Twice, old: Any, new: Any) -> Iterable[tuple[Any, ...]]:
        fields = readable_fields(kind.model)
        if kind.owner is None:  # of a record only what differs is told
            there = old is not None and new is not None
            fields = [one for one in fields if there and _differs(one, old, new)]
        for reader, row in ((self._before, old), (self._after, new)):
            if row is not None:
                yield from references_of(reader, ((one, getattr(row, one.attname)) for one in fields))

    def changes(self, model: type[Register], old: Any, new: Any) -> Iterable[Change]:
        """The fields of the record that differ."""
        for field in readable_fields(model):
            if _differs(field, old, new):
                told = (
                    self._before.words(field, getattr(old, field.attname), old),
                    self._after.words(field, getattr(new, field.attname), new),
                )
                yield Change(field.name, label_of(field), *told)

    def of_part(self, part: type[Register], owner: type[Register], row: Any, *, later: bool = False) -> str:
        """A part in one line; EMPTY when there was none."""
        if row is None:
            return EMPTY
        reader = self._after if later else self._before
        told = (
            reader.words(field, getattr(row, field.attname), row)
            for field in readable_fields(part)
            if field.related_model is not owner
        )
        return ", ".join(one for one in told if one != EMPTY) or EMPTY


def _differs(field: "models.Field[Any, Any]", old: Any, new: Any) -> bool:
    return bool(getattr(old, field.attname) != getattr(new, field.attname))
