"""Writing what was planned: bulk statements, in the order in which rows refer to each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from sharing.agreements.models import Article28Clause
from sharing.reference.models import Purpose
from sharing.workbook.known import COVERED, MODELS

BATCH = 2_000


@dataclass(slots=True)
class Writes:
    """What has to be written for one model.

    ``fields`` are those that differ in ``changed``; ``removed`` are keys.
    """

    added: list[Any] = field(default_factory=list)
    changed: list[Model] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    removed: list[int] = field(default_factory=list)


def write(planned: Mapping[type[Model], Writes]) -> None:
    """Write everything; the caller opened a transaction with an actor."""
    after_agreements = [model for model, _attribute, _sheet in COVERED.values()]
    models: list[Any] = [*MODELS.values(), *after_agreements, Article28Clause]
    for model in models:
        if model not in planned:
            continue
        writes = planned[model]
        if writes.removed:
            model.objects.filter(pk__in=writes.removed).delete()
        for rows in _levels(writes.added) if model is Purpose else [writes.added]:
            model.objects.bulk_create(rows, batch_size=BATCH)
        if writes.changed:
            model.objects.bulk_update(writes.changed, sorted(writes.fields), batch_size=BATCH)


def _levels(purposes: list[Purpose]) -> list[list[Purpose]]:
    """New purposes in groups, each after the one that holds its parents. There are no cycles among them."""
    levels: list[list[Purpose]] = []
    placed: set[int] = set()
    waiting = purposes
    while waiting:
        # A parent that is stored, or that an earlier level stores; keys come with storing.
        level = [one for one in waiting if one.parent is None or one.parent.pk or id(one.parent) in placed]
        placed |= {id(one) for one in level}
        waiting = [one for one in waiting if id(one) not in placed]
        levels.append(level)
    return levels
