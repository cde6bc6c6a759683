"""Rows of several tables with one question: a record has parts of many kinds, and a page should not ask for each apart.

The database gives each row as an object, of which the row of its model is made again.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import connection, models

# What the database's object says of these the field itself would have said.
_AS_IT_CAME = (
    models.JSONField,
    models.IntegerField,
    models.CharField,
    models.TextField,
    models.BooleanField,
)


def rows_together(sets: Sequence[Any]) -> list[list[Any]]:
    """The rows of each set, in its own order. A set is of whole rows of one table, without ``select_related``; what it
    prefetches is asked apart.
    """
    compiled = []
    for place, rows in enumerate(sets):
        with suppress(EmptyResultSet):  # asks nothing
            compiled.append((place, rows.query.sql_with_params()))
    found: list[list[Any]] = [[] for _one in sets]
    for (place, _sql), answers in zip(compiled, _answers([sql for _place, sql in compiled]), strict=True):
        found[place] = made = [_made(sets[place], one) for one in answers]
        models.prefetch_related_objects(made, *sets[place]._prefetch_related_lookups)
    return found


def values_together(sets: Sequence[models.QuerySet[Any, Any]]) -> list[list[dict[str, Any]]]:
    """``rows_together`` for sets of ``values()``."""
    compiled = []
    for place, rows in enumerate(sets):
        with suppress(EmptyResultSet):
            compiler = rows.query.get_compiler(rows.db)
            sql = compiler.as_sql(with_col_aliases=True)
            compiled.append((place, _columns(rows, compiler), sql))
    found: list[list[dict[str, Any]]] = [[] for _one in sets]
    for (place, columns, _sql), answers in zip(
        compiled, _answers([one[-1] for one in compiled]), strict=True
    ):
        for one in answers:
            found[place].append({name: _value(field, one[column]) for name, column, field in columns})
    return found


def counts_together(sets: Sequence[models.QuerySet[Any, Any]]) -> list[int]:
    """How many rows each set has."""
    asked = []
    for place, rows in enumerate(sets):
        with suppress(EmptyResultSet):
            sql, params = rows.query.sql_with_params()
            asked.append((f"SELECT {place}, count(*) FROM ({sql}) one", params))  # noqa: S608 - as below
    numbers = [0] * len(sets)
    if asked:
        with connection.cursor() as cursor:
            cursor.execute(
                " UNION ALL ".join(sql for sql, _params in asked),
                [value for _sql, params in asked for value in params],
            )
            for place, number in cursor.fetchall():
                numbers[place] = number
    return numbers


def _columns(rows: models.QuerySet[Any, Any], compiler: Any) -> list[tuple[str, str, Any]]:
    """Per name that was asked what its column is called, and the field that reads it."""
    numbers = count(1)
    named: dict[str, Any] = rows.query.selected or {}
    return [
        (name, alias or f"col{next(numbers)}", expression.output_field)
        for name, (expression, _sql, alias) in zip(named, compiler.select, strict=True)
    ]


def _answers(asked: Sequence[tuple[str, Any]]) -> list[list[dict[str, Any]]]:
    """What each of these questions answers, row by row as an object, with one statement."""
    found: list[list[dict[str, Any]]] = [[] for _one in asked]
    if not asked:
        return found
    arms = (
        # The text is what Django makes of the set itself; its values go apart.
        f"SELECT {place}, row_number() OVER (), to_jsonb(one) FROM ({sql}) one"  # noqa: S608
        for place, (sql, _params) in enumerate(asked)
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(arms), [value for _sql, params in asked for value in params])
        for place, _number, row in sorted(cursor.fetchall(), key=lambda answer: answer[:2]):
            found[place].append(json.loads(row) if isinstance(row, str) else row)
    return found


def _made(rows: models.QuerySet[Any], values: dict[str, Any]) -> Any:
    fields = [field for field in rows.model._meta.concrete_fields if field.column in values]
    given = [_value(field, values.pop(str(field.column))) for field in fields]
    made = rows.model.from_db(rows.db, [field.attname for field in fields], given)
    if getattr(rows, "_as_instances", False):
        made = made.instance
    for name, value in values.items():  # what the set was annotated with
        setattr(made, name, value)
    return made


def _value(field: "models.Field[Any, Any]", value: Any) -> Any:
    """A value of the database's object as the field itself would have read it."""
    if value is None or isinstance(field, _AS_IT_CAME):
        return value
    if isinstance(field, ArrayField):
        return [_value(field.base_field, one) for one in value]
    if isinstance(field, models.BinaryField):
        return bytes.fromhex(value.removeprefix("\\x"))
    return field.to_python(value)
