"""The register at two moments beside each other: what was added, changed, ended and removed in between.

Only what has history between the two is read, and what ended by its own dates; so a comparison over years of a large
register costs what changed, not what there is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from django.db import models
from django.db.models import CharField, F, IntegerField, Q, Value
from django.db.models.functions import Cast
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from sharing.core.asof import complete, rows_at
from sharing.core.models import Period, Register, holding_on
from sharing.core.periods import amsterdam_day
from sharing.core.readable import EMPTY, ReadableValues, label_of, named_after, readable_fields
from sharing.core.records import children_of
from sharing.core.timeline import Change

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
        return self._keys().count() if self.registers else 0

    def __getitem__(self, part: slice) -> list[Difference]:
        if not self.registers:
            return []
        keys: list[Key] = list(self._keys().order_by("place", "key")[part])
        grouped: dict[int, list[str]] = defaultdict(list)
        for place, key in keys:
            grouped[place].append(key)
        found = {place: self._of_register(place, wanted) for place, wanted in grouped.items()}
        return [found[place][key] for place, key in keys]

    def _keys(self) -> models.QuerySet[Any]:
        first, *others = (
            query
            for place, model in enumerate(self.registers)
            for query in (*self._touched(place, model), *self._ended(place, model))
        )
        return first.union(*others) if others else first.distinct()

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

    def _of_register(self, place: int, keys: list[str]) -> dict[str, Difference]:
        model = self.registers[place]
        attname = model._meta.pk.attname
        before, after = (
            {str(row.pk): row for row in self._rows(model, {f"{attname}__in": keys}, moment)}
            for moment in (self.first, self.second)
        )
        ended = {
            key
            for query in self._ended(place, model)
            for _place, key in query.filter(key__in=keys).values_list("place", "key")
        }
        words = _Words(self.first, self.second)
        words.prepare(model, before.values(), after.values())
        parts = self._parts(model, keys, words)
        found = {}
        for key in keys:
            old, new = before.get(key), after.get(key)
            if new is None or old is None:
                kind = Kind.SAME if new is old else Kind.ADDED if old is None else Kind.REMOVED
                changes: tuple[Change, ...] = ()
            else:
                changes = (*words.changes(model, old, new), *parts[key])
                kind = Kind.ENDED if key in ended else Kind.CHANGED if changes else Kind.SAME
            shown = new or old
            name = str(shown) if shown is not None else str(_("kwam en ging in deze tijd"))
            pk = shown.pk if shown is not None else key
            found[key] = Difference(model, pk, name, kind, changes)
        return found

    def _rows(self, model: Any, wanted: dict[str, Any], moment: datetime) -> list[Any]:
        rows = list(rows_at(model, moment).filter(**wanted))
        complete(rows, moment, named_after(model))
        return rows

    def _parts(self, model: type[Register], keys: list[str], words: "_Words") -> dict[str, list[Change]]:
        """Per record what changed in the rows that are part of it."""
        found: dict[str, list[Change]] = defaultdict(list)
        for key, rows in self._touched_parts(model, keys).items():
            part: Any = key.model
            before, after = (
                {
                    row.pk: row
                    for row in rows_at(part, moment).filter(**{f"{part._meta.pk.attname}__in": rows})
                }
                for moment in (self.first, self.second)
            )
            words.prepare(part, before.values(), after.values())
            for pk in sorted({*before, *after}):
                old, new = before.get(pk), after.get(pk)
                told = words.of_part(part, model, old), words.of_part(part, model, new, later=True)
                if told[0] != told[1]:
                    owner = str(getattr(new or old, key.attname))
                    label = capfirst(str(part._meta.verbose_name))
                    found[owner].append(Change(key.name, label, *told))
        return found

    def _touched_parts(self, model: type[Register], keys: list[str]) -> dict[Any, list[str]]:
        """Per kind of part the keys of those that changed; one statement for all kinds."""
        parts = children_of(model)
        queries = [
            _keys_of(
                self._between(key.model).filter(**{f"{key.attname}__in": keys}),
                place,
                key.model._meta.pk.attname,
            )
            for place, key in enumerate(parts)
        ]
        found: dict[Any, list[str]] = defaultdict(list)
        for place, row in queries[0].union(*queries[1:]) if queries else ():
            found[parts[place]].append(row)
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

    def prepare(self, model: type[Register], before: Iterable[Any], after: Iterable[Any]) -> None:
        """Read the names that these rows refer to, once per list."""
        for reader, rows in ((self._before, list(before)), (self._after, list(after))):
            for field in readable_fields(model):
                if field.related_model is not None:
                    wanted = {getattr(row, field.attname) for row in rows} - {None}
                    reader.names(field.related_model, list(wanted))

    def changes(self, model: type[Register], old: Any, new: Any) -> Iterable[Change]:
        """The fields of the record that differ."""
        for field in readable_fields(model):
            was, now = getattr(old, field.attname), getattr(new, field.attname)
            if was != now:
                told = self._before.words(field, was), self._after.words(field, now)
                yield Change(field.name, label_of(field), *told)

    def of_part(self, part: type[Register], owner: type[Register], row: Any, *, later: bool = False) -> str:
        """A part in one line; EMPTY when there was none."""
        if row is None:
            return EMPTY
        reader = self._after if later else self._before
        told = (
            reader.words(field, getattr(row, field.attname))
            for field in readable_fields(part)
            if field.related_model is not owner
        )
        return ", ".join(one for one in told if one != EMPTY) or EMPTY
