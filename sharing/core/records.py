"""What belongs to a record, and what refers to it."""

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.deletion import get_candidate_relations_to_delete

from sharing.core.constraints import SetReferences
from sharing.core.models import Register

COUNTED_AT_MOST = 1000


def registers() -> list[type[Register]]:
    """Every register model, in a fixed order."""
    found = [model for model in apps.get_models() if issubclass(model, Register)]
    return sorted(found, key=lambda model: model._meta.label)


@cache
def children_of(model: type[models.Model]) -> "tuple[models.ForeignKey[Any, Any], ...]":
    """The foreign keys by which other registers are part of this one: their rows go when the record goes."""
    relations: list[Any] = sorted(
        model._meta.related_objects, key=lambda relation: relation.related_model._meta.label
    )
    return tuple(
        relation.field
        for relation in relations
        if relation.on_delete is models.CASCADE and issubclass(relation.related_model, Register)
    )


def parent_of(model: type[models.Model]) -> type[models.Model] | None:
    """The register that rows of this model are part of; None for a record of its own."""
    for field in model._meta.concrete_fields:
        if field.related_model is not None and field in children_of(field.related_model):
            return field.related_model
    return None


@cache
def referred_by_array(model: type[models.Model]) -> dict[str, type[models.Model]]:
    """Fields that hold an array of keys, and the model these keys belong to."""
    tables = {other._meta.db_table: other for other in apps.get_models()}
    return {
        column: tables[table]
        for constraint in model._meta.constraints
        if isinstance(constraint, SetReferences)
        for column, is_array, table, _key in map(constraint._parse, constraint.columns)
        if is_array
    }


def historical_rows(model: type[Register], pk: int) -> Iterator[tuple[type[Register], models.QuerySet[Any]]]:
    """Per model that makes up the record: the model, and all its history rows, newest first."""
    order = ("-history_date", "-history_id")
    yield model, model.history.filter(**{model._meta.pk.attname: pk}).order_by(*order)
    for key in children_of(model):
        part: Any = key.model
        yield part, part.history.filter(**{key.attname: pk}).order_by(*order)


def version_of(model: type[Register], pk: int) -> str:
    """A mark that changes with every change of the record or of what belongs to it."""
    return versions_of(model, [pk])[pk]


def versions_of(model: type[Register], pks: Iterable[int]) -> dict[int, str]:
    """``version_of`` several records, by key, with one question."""
    keys = list(pks)
    parts = [(model, model._meta.pk.attname), *((key.model, key.attname) for key in children_of(model))]
    first, *others = (
        part.history.filter(**{f"{foreign}__in": keys})  # type: ignore[attr-defined]  # simple-history has no hints
        .order_by()
        .values_list(foreign)
        .annotate(place=models.Value(place), newest=models.Max("history_id"))
        for place, (part, foreign) in enumerate(parts)
    )
    newest = {(key, place): mark for key, place, mark in first.union(*others, all=True)} if keys else {}
    return {key: ".".join(str(newest.get((key, place), 0)) for place in range(len(parts))) for key in keys}


def _with_rows(record: models.Model, relations: list[Any]) -> list[Any]:
    """Those of the relations by which a row refers to the record: one question for all of them."""
    asked: dict[str, Any] = {
        f"_refers_{place}": models.Exists(
            relation.related_model._base_manager.filter(
                **{relation.field.name: models.OuterRef("pk")}
            ).order_by()
        )
        for place, relation in enumerate(relations)
    }
    if not asked:
        return []
    rows = type(record)._base_manager.filter(pk=record.pk).annotate(**asked).values_list(*asked)
    found = next(iter(rows.order_by()), ())
    return [relation for relation, is_there in zip(relations, found, strict=False) if is_there]


def referrers(
    record: models.Model, *, indexed_only: bool = False, without: Collection[type[models.Model]] = ()
) -> Iterator[tuple[type[models.Model], models.QuerySet[Any]]]:
    """Per model whose rows keep this record from being deleted: the model and these rows.

    ``indexed_only`` leaves out references that cannot be looked up fast in a log of millions, ``without`` these models.
    """
    relations: Iterable[Any] = get_candidate_relations_to_delete(type(record)._meta)
    keeping = [
        relation
        for relation in relations
        if relation.on_delete in (models.PROTECT, models.RESTRICT)
        and relation.related_model not in without
        and (relation.field.db_index or not indexed_only)
    ]
    for relation in _with_rows(record, keeping):
        yield (
            relation.related_model,
            relation.related_model._base_manager.filter(**{relation.field.name: record}),
        )
    for model in () if indexed_only else registers():
        for column, target in referred_by_array(model).items():
            if target is type(record):
                rows = model._base_manager.filter(**{f"{column}__contains": [record.pk]})
                if rows.exists():
                    yield model, rows
