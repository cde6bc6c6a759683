"""Writing what was planned: bulk statements, in the order in which rows refer to each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db.models import Model

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.models import Agreement
from sharing.reference.models import Purpose
from sharing.workbook.known import LISTS, MODELS
from sharing.workbook.opening import as_read
from sharing.workbook.progress import Followed

BATCH = 2_000


@dataclass(slots=True)
class Writes:
    """What has to be written for one model.

    ``changed`` holds records by their identity, ``fields`` those in which they differ; ``removed`` are keys.
    """

    added: list[Any] = field(default_factory=list)
    changed: dict[int, Model] = field(default_factory=dict)
    fields: set[str] = field(default_factory=set)
    removed: list[int] = field(default_factory=list)

    def change(self, record: Model, *fields: str) -> None:
        """A stored record has other values in these fields."""
        self.changed[id(record)] = record
        self.fields.update(fields)


def same(old: Any, value: Any) -> bool:
    """Whether a stored value (of a reference its key) is this value; a list is the same in another order."""
    if isinstance(value, Model):
        return value.pk is not None and bool(value.pk == old)
    if isinstance(value, list | tuple):
        return sorted(old) == sorted(value)
    if isinstance(value, str) and isinstance(old, str) and old != value:
        return as_read(old) == value  # what a workbook does not tell apart is no change
    return bool(old == value)


def put(writes: Mapping[type[Model], Writes], record: Any, attribute: str, value: Any, *, new: bool) -> bool:
    """Set a value of the record, to be written when it is a stored one; whether it was another."""
    if same(getattr(record, record._meta.get_field(attribute).attname), value):
        return False
    setattr(record, attribute, value)
    if not new:
        writes[type(record)].change(record, attribute)
    return True


# Models whose rows name a row of the same model, and the field that does.
_ABOVE: dict[type[Model], str] = {Purpose: "parent", Agreement: "replaces", SubProcessor: "parent"}


def write(planned: Mapping[type[Model], Writes], followed: Followed) -> None:
    """Write everything; the caller opened a transaction with an actor."""
    lists = [listed.model for columns in LISTS.values() for listed in columns.values()]
    models: list[Any] = [*MODELS.values(), *lists]
    for model in models:
        if model not in planned:
            continue
        writes = planned[model]
        if writes.removed:
            model.objects.filter(pk__in=writes.removed).delete()
        for rows in _levels(writes.added, _ABOVE[model]) if model in _ABOVE else [writes.added]:
            for batch in batched(rows):
                model.objects.bulk_create(batch)
                followed.step(len(batch))
        for changed in batched(list(writes.changed.values())):
            model.objects.bulk_update(changed, sorted(writes.fields))
            followed.step(len(changed))


def batched(records: Sequence[Any]) -> Iterator[list[Any]]:
    """As many at once as one statement takes well."""
    rest = iter(records)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _levels(records: list[Any], above: str) -> list[list[Any]]:
    """New records in groups, each after the one that holds what they name. There are no cycles among them."""
    levels: list[list[Any]] = []
    placed: set[int] = set()
    waiting = records
    while waiting:
        # A parent that is stored, or that an earlier level stores; keys come with storing.
        level = []
        for one in waiting:
            parent = getattr(one, above)
            if parent is None or parent.pk or id(parent) in placed:
                level.append(one)
        placed |= {id(one) for one in level}
        waiting = [one for one in waiting if id(one) not in placed]
        levels.append(level)
    return levels
