"""The only module that reaches into what Django and modelcluster keep to themselves about related rows.

Neither has a public way to say "these are the related rows", which reading the register as it stood needs. The tests
of ``asof`` and of the forms fail when these places move.
"""

from collections.abc import Sequence

from django.db import models


def remember_related(
    record: models.Model, name: str, model: type[models.Model], rows: Sequence[models.Model]
) -> None:
    """Fill what ``prefetch_related`` fills, so that ``.all()`` of the relation gives these rows."""
    queryset = model._default_manager.all()
    queryset._result_cache = list(rows)
    queryset._prefetch_done = True  # type: ignore[attr-defined]  # Django keeps it to itself
    record.__dict__.setdefault("_prefetched_objects_cache", {})[name] = queryset


def remember_parts(record: models.Model, accessor: str, rows: Sequence[models.Model]) -> None:
    """Give a clusterable record these rows as its parts."""
    record.__dict__.setdefault("_cluster_related_objects", {})[accessor] = list(rows)


def forget_parts(record: models.Model) -> None:
    """Let a clusterable record read its parts from the database again."""
    record.__dict__.pop("_cluster_related_objects", None)


def remembers_related(record: models.Model, name: str) -> bool:
    """Whether the rows of this relation have been read, or given, already."""
    return name in record.__dict__.get("_prefetched_objects_cache", {})
