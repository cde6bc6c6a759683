"""Reads of measures and declarations: what holds on a day, and when the next check is due."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sharing.core.asof import rows_at
from sharing.core.models import holding_on
from sharing.measures.choices import Declarer
from sharing.measures.models import (
    Confidentiality,
    MeasureActivity,
    MeasureDataCategory,
    SecurityMeasure,
)
from sharing.measures.rules import Protects


def measures_on(day: date, moment: datetime | None = None) -> list[tuple[Any, Protects]]:
    """The measures that hold on the day, by name, each with what it protects; ``moment`` as for ``rows_at``."""
    rows = list(rows_at(SecurityMeasure, moment).filter(holding_on(day)).order_by("name", "code"))
    keys = [row.pk for row in rows]
    activities = _listed(MeasureActivity, "activity_id", keys, moment)
    categories = _listed(MeasureDataCategory, "data_category_id", keys, moment)
    return [
        (row, Protects(row.protects_all, frozenset(activities[row.pk]), frozenset(categories[row.pk])))
        for row in rows
    ]


def _listed(model: Any, column: str, keys: Iterable[int], moment: datetime | None) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = rows_at(model, moment).filter(measure_id__in=list(keys)).order_by("id")
    for measure, key in rows.values_list("measure_id", column):
        found[measure].append(key)
    return found


def declarations_on(day: date, moment: datetime | None = None) -> list[Any]:
    """The declarations that hold on the day: own staff first."""
    rows = rows_at(Confidentiality, moment).filter(holding_on(day)).order_by("group", "id")
    return sorted(rows, key=lambda row: row.declarer != Declarer.STAFF)
