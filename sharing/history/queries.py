"""What happened in all registers together: who did what, when and why, newest first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Count, IntegerField, Max, Value

from sharing.core.gathering import rows_together
from sharing.core.models import Register
from sharing.core.periods import next_day, start_of_day
from sharing.core.readable import AccountNames
from sharing.core.records import parent_of

KEY = ("history_date", "history_user_id", "history_change_reason")


@dataclass(frozen=True, slots=True)
class Work:
    """What one moment did in one table: ``kind`` is +, ~ or -; ``row`` is the only history row, or None."""

    model: type[Register]
    kind: str
    count: int
    row: models.Model | None


@dataclass(frozen=True, slots=True)
class Changes:
    """One transaction by one person with one reason."""

    at: datetime
    actor: str
    reason: str
    works: tuple[Work, ...]


class AllChanges:
    """The changes in these registers in a period, newest first; countable and sliceable, for a paginator.

    ``first`` and ``last`` are days in Amsterdam, both included; ``user_id`` narrows to one account.
    """

    def __init__(
        self,
        registers: Sequence[type[Register]],
        *,
        first: date | None = None,
        last: date | None = None,
        user_id: int | None = None,
    ) -> None:
        self.registers = registers
        self.conditions: dict[str, Any] = {"history_user_id": user_id} if user_id else {}
        if first:
            self.conditions["history_date__gte"] = start_of_day(first)
        if last:
            self.conditions["history_date__lt"] = start_of_day(next_day(last))

    def _keys(self) -> models.QuerySet[Any]:
        first, *others = (
            model.history.filter(**self.conditions).order_by().values_list(*KEY) for model in self.registers
        )
        keys: models.QuerySet[Any] = first.union(*others) if others else first.distinct()
        return keys

    def __len__(self) -> int:
        return self._keys().count() if self.registers else 0

    def count(self) -> int:
        """How many moments there are."""
        return len(self)

    def __getitem__(self, part: slice) -> list[Changes]:
        if not self.registers:
            return []
        keys = list(self._keys().order_by("-history_date", "history_user_id", "history_change_reason")[part])
        works = self._works({at for at, *_rest in keys})
        names = AccountNames(user for _at, user, _reason in keys)
        return [Changes(key[0], names.at(key[1], key[0]), key[2], tuple(works[key])) for key in keys]

    def _works(self, dates: set[datetime]) -> dict[tuple[Any, ...], list[Work]]:
        # One statement for all registers: each says by its place in the list which one it is.
        first, *others = (
            model.history.filter(history_date__in=dates)
            .order_by()
            .annotate(place=Value(place, output_field=IntegerField()))
            .values_list("place", *KEY, "history_type")
            .annotate(count=Count("history_id"), row=Max("history_id"))
            for place, model in enumerate(self.registers)
        )
        found = list(first.union(*others, all=True) if others else first)
        single = defaultdict(list)
        for place, *_key, _kind, count, row in found:
            if count == 1:
                single[place].append(row)
        sets = [
            self.registers[place].history.filter(history_id__in=ids).order_by()
            for place, ids in single.items()
        ]
        read = zip(single, rows_together(sets), strict=True)
        rows = {place: {one.history_id: one for one in some} for place, some in read}
        works = defaultdict(list)
        for place, at, user, reason, kind, count, row in sorted(found, key=lambda one: one[0]):
            one = rows.get(place, {}).get(row)
            works[at, user, reason].append(Work(self.registers[place], kind, count, one))
        return works


def record_of(work: Work) -> tuple[type[models.Model], Any] | None:
    """Model and key of the record that a single change belongs to; a part leads to the record it is part of."""
    if work.row is None:
        return None
    owner = parent_of(work.model)
    if owner is None:
        return work.model, getattr(work.row, work.model._meta.pk.attname)
    return owner, getattr(work.row, key_to_owner(work.model).attname)


def key_to_owner(part: type[Register]) -> Any:
    """The field by which a part refers to the record that it is part of."""
    owner = parent_of(part)
    return next(field for field in part._meta.concrete_fields if field.related_model is owner)
