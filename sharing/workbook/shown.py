"""What became of a workbook that was handed in, kept for a day and shown on a screen."""

import json
import re
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import QuerySet

from sharing.background.models import BackgroundWork
from sharing.background.working import bytes_of
from sharing.core.actor import Actor
from sharing.core.dates import show_day
from sharing.core.exceptions import Refused
from sharing.workbook.report import Report, SheetReport

# Where the tasks are found that look at a workbook and that store it.
CHECK, STORE = "sharing.workbook.tasks.check_workbook", "sharing.workbook.tasks.store_workbook"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_BETWEEN = " / "  # the parts of a key
SHOWN = 500  # rows of a sheet: more help nobody, and the counts are there


def handed_in(by: Actor) -> "QuerySet[BackgroundWork]":
    """The workbooks that this person handed in, and those that were confirmed; the last one first."""
    return BackgroundWork.objects.filter(task__in=(CHECK, STORE), asked_by=by.pk)


def of_report(report: Report) -> bytes:
    """What is added and changed: per sheet the counts, and as many rows as a screen can hold."""
    return _written(
        {
            "digest": report.digest(),
            "touches": report.touches,
            "added": sum(len(sheet.added) for sheet in report.sheets.values()),
            "changed": sum(len(sheet.changed) for sheet in report.sheets.values()),
            "notes": list(report.notes),
            "changes": [_shown(name, sheet) for name, sheet in report.sheets.items()],
        }
    )


def _shown(name: str, sheet: SheetReport) -> dict[str, Any]:
    added, changed = len(sheet.added), len(sheet.changed)
    return {
        "name": name,
        "added": added,
        "changed": changed,
        "unchanged": sheet.unchanged,
        "rows_added": [_for_people(row.key) for row in sheet.added[:SHOWN]],
        "rows_changed": [_told(asdict(row)) for row in sheet.changed[:SHOWN]],
        "more": max(0, added - SHOWN) + max(0, changed - SHOWN),
    }


def _told(row: dict[str, Any]) -> dict[str, Any]:
    changes = [one | {name: _for_people(one[name]) for name in ("old", "new")} for one in row["changes"]]
    return row | {"key": _for_people(row["key"]), "changes": changes}


def _for_people(words: str) -> str:
    """The words of a cell or a key, with days as screens show them; the report writes them as the workbook does."""
    return _BETWEEN.join(map(_day_for_people, words.split(_BETWEEN)))


def _day_for_people(words: str) -> str:
    try:
        return show_day(date.fromisoformat(words)) if _DAY.fullmatch(words) else words
    except ValueError:  # somebody's text that only looks like a day
        return words


def of_refusal(refused: Refused) -> bytes:
    """Everything that is wrong, as far as it was listed, and how much that is."""
    return _written({"errors": shown_errors(refused), "total_errors": refused.total})


def shown_errors(refused: Refused) -> list[dict[str, str]]:
    """The errors as the screen shows them."""
    return [{"place": one.place, "field": one.field, "message": one.message} for one in refused.errors]


def _written(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def outcome_of(work: BackgroundWork) -> dict[str, Any]:
    """What the work told when it was done. Raises FileNotFoundError when it is gone."""
    found: dict[str, Any] = json.loads(b"".join(bytes_of(work)))
    return found
