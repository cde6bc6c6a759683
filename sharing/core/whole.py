"""Records with all that they refer to, of several models and at several moments, with one question or two."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from django.db import models

from sharing.core.asof import rows_at
from sharing.core.caches import remember_related, remembers_related
from sharing.core.gathering import rows_together
from sharing.core.models import Register
from sharing.core.records import children_of


def bring_whole(record: models.Model) -> None:
    """Give a live record all that it refers to and the rows that are part of it, with one question."""
    model = type(record)
    fields: list[Any] = [
        field
        for field in model._meta.concrete_fields
        if field.is_relation and getattr(record, field.attname) is not None and not field.is_cached(record)  # type: ignore[attr-defined]  # of a relation
    ]
    keys = [key for key in children_of(model) if not remembers_related(record, key.remote_field.cache_name)]
    referred = [_rows_called(one.related_model, {getattr(record, one.attname)}, None) for one in fields]
    parts = [getattr(record, key.remote_field.get_accessor_name()).all() for key in keys]
    read = rows_together([*referred, *parts])
    for field, rows in zip(fields, read, strict=False):
        if rows:
            setattr(record, field.name, rows[0])
    for key, rows in zip(keys, read[len(fields) :], strict=True):
        for row in rows:
            setattr(row, key.name, record)
        remember_related(record, key.remote_field.cache_name, key.model, rows)


# A record as it was called at a moment; None is now.
Asked: TypeAlias = tuple[type[models.Model], Any, datetime | None]


def fetch_together(
    asked: Collection[Asked], names_of: Callable[[type[models.Model]], Iterable[str]]
) -> dict[Asked, Any]:
    """``fetch`` for records of several models at several moments, with one question for all of them.

    ``names_of`` gives the references of a model that come along, with one more question for all those.
    """
    found, _others = fetch_beside(asked, ())
    bring_along(found, names_of)
    return found


def fetch_beside(
    asked: Collection[Asked], others: "Sequence[models.QuerySet[Any]]"
) -> tuple[dict[Asked, Any], list[list[Any]]]:
    """The records that are asked for, and the rows of other questions, with one question; nothing comes along."""
    places: dict[tuple[type[models.Model], datetime | None], set[Any]] = defaultdict(set)
    for model, key, moment in asked:
        places[model, moment if issubclass(model, Register) else None].add(key)
    past = {model for model, moment in places if moment is not None}
    last_known = {model: {key for one, key, _at in asked if one is model} for model in past}
    read = rows_together(
        [
            *others,
            *(_rows_called(model, keys, moment) for (model, moment), keys in places.items()),
            *(
                model.history.filter(**{f"{model._meta.pk.attname}__in": keys}).latest_of_each()  # type: ignore[attr-defined]  # simple-history has no hints
                for model, keys in last_known.items()
            ),
        ]
    )
    beside, read = read[: len(others)], read[len(others) :]
    then = dict(zip(places, ({row.pk: row for row in rows} for rows in read), strict=False))
    last = {
        model: {getattr(row, model._meta.pk.attname): row.instance for row in rows}
        for model, rows in zip(last_known, read[len(places) :], strict=True)
    }
    found = {}
    for model, key, moment in asked:
        record = then[model, moment if issubclass(model, Register) else None].get(key)
        if record is None and moment is not None:
            record = last.get(model, {}).get(key)
        if record is not None:
            found[model, key, moment] = record
    return found, beside


def _rows_called(
    model: type[models.Model], keys: set[Any], moment: datetime | None
) -> "models.QuerySet[Any]":
    name: Any = model._meta.pk
    return rows_at(model, moment).filter(**{f"{name.attname}__in": keys}).order_by()


def bring_along(found: dict[Asked, Any], names_of: Callable[[type[models.Model]], Iterable[str]]) -> None:
    """Give records the ones that they are called after."""
    wanted = {}
    for (model, key, moment), record in found.items():
        for name in names_of(model):
            field: Any = model._meta.get_field(name)
            other = getattr(record, field.attname)
            if other is not None and not field.is_cached(record):
                wanted[model, key, moment, name] = (field.related_model, other, moment)
    others = fetch_together(set(wanted.values()), names_of) if wanted else {}
    for (model, key, moment, name), other in wanted.items():
        if other in others:
            setattr(found[model, key, moment], name, others[other])
