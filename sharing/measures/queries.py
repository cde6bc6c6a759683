"""Reads of measures and declarations: what holds on a day, and when the next check is due."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.core.asof import rows_at
from sharing.core.dutch import day_in_words
from sharing.core.exceptions import InputError
from sharing.core.models import holding_on
from sharing.core.periods import amsterdam_day
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


def why_not_checked(checked_on: date | None, next_check: date | None, *, at: datetime) -> list[InputError]:
    """What is wrong with the days of a check; what is not known is not judged."""
    errors = []
    if checked_on and checked_on > amsterdam_day(at):
        message = _("%(day)s moet nog komen. Vul de dag in waarop is gecontroleerd.")
        errors.append(InputError(message % {"day": day_in_words(checked_on)}, "checked_on", "future"))
    if checked_on and next_check and next_check <= checked_on:
        message = _("De volgende controle ligt niet na deze controle. Kies een latere dag.")
        errors.append(InputError(message, "next_check", "order"))
    return errors


def why_not_retired(record: SecurityMeasure | Confidentiality, last_day: date | None) -> list[InputError]:
    """What is wrong with a last day."""
    if last_day is None or last_day >= record.first_day:
        return []
    message = _("Deze dag ligt voor de eerste dag. Kies een dag op of na de eerste dag.")
    return [InputError(message, "last_day", "order")]
