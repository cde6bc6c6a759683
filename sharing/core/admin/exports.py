"""Exports that a spreadsheet program cannot be tricked with."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from sharing.core.periods import on_the_clock

FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")


def neutral(text: str) -> str:
    """Text that no spreadsheet program takes for a formula, without characters that break a workbook."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    return f"'{text}" if text.startswith(FORMULA_MARKS) else text


class _RowsOfModel(list[Any]):
    """Rows that know their model, which the export asks for its headings."""

    def __init__(self, model: type[Model], rows: Iterable[Any]) -> None:
        super().__init__(rows)
        self.model = model


class NeutralExportMixin(SpreadsheetExportMixin):
    """Numbers and dates stay real cells, moments are on the Amsterdam clock, text is never a formula.

    A view gives ``completed(records)`` to load what the cells show of related records.
    """

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse:
        return super().as_spreadsheet(_RowsOfModel(self.model, self.completed(queryset)), spreadsheet_format)

    def completed(self, records: Iterable[Any]) -> list[Any]:
        """The records as a list, ready to be written."""
        return list(records)

    def preprocess_field_value(self, field: Any, value: Any, export_format: str | None) -> Any:
        if isinstance(value, bool):
            return "ja" if value else "nee"
        if value is None:
            return "" if export_format == self.FORMAT_CSV else None
        if isinstance(value, datetime):
            local = on_the_clock(value)
            return (
                local.isoformat(timespec="seconds")
                if export_format == self.FORMAT_CSV
                else local.replace(tzinfo=None)
            )
        if isinstance(value, (list, tuple, set)):
            value = ", ".join(map(str, value))
        return super().preprocess_field_value(field, value, export_format)
