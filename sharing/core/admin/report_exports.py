"""The exports of Wagtail's own reports and lists, made as safe and as Dutch as ours."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from functools import wraps
from typing import Any

from django.utils import timezone
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView

from sharing.core.spreadsheets import neutral

_CELLS = (str, int, float, Decimal, date, time, type(None))
# Wagtail gives the files of its own reports English names.
_REPORTS = {
    LogEntriesView: "sitehistorie",
    LockedPagesView: "vergrendelde-paginas",
    WorkflowView: "workflows",
    WorkflowTasksView: "workflowtaken",
}


def neutralise_exports() -> None:
    """Let no export of the admin carry a formula, Wagtail's own reports and lists included (ready(), once).

    Every export of Wagtail passes `SpreadsheetExportMixin.preprocess_field_value`, but each report chooses its own
    functions before it; so what comes out is treated here, at the one place that all share.
    """
    SpreadsheetExportMixin.preprocess_field_value = _neutralised(
        SpreadsheetExportMixin.preprocess_field_value
    )
    for view, name in _REPORTS.items():
        view.get_filename = _dated(name)


def _neutralised(original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def preprocess_field_value(
        self: SpreadsheetExportMixin, field: str, value: Any, export_format: str
    ) -> Any:
        cell = original(self, field, value, export_format)
        if not isinstance(cell, _CELLS):
            cell = str(cell)  # as the file would show it: a user, a page, a translated word
        return neutral(cell) if isinstance(cell, str) else cell

    return preprocess_field_value


def _dated(name: str) -> Callable[[SpreadsheetExportMixin], str]:
    return lambda view: f"{name}-{timezone.localdate():%Y-%m-%d}"
