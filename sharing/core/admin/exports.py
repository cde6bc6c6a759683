"""Exports that a spreadsheet program cannot be tricked with, written while they are read: no list is ever in memory."""

import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import Model
from django.http import FileResponse, HttpResponse
from django.utils.translation import get_language, override
from openpyxl.cell import WriteOnlyCell
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from sharing.core.asof import streamed
from sharing.core.periods import on_the_clock

ROWS_AT_ONCE = 2000
_IN_MEMORY = 4 * 1024 * 1024


class Rows:
    """The rows of an export, read and completed some thousands at a time; they know their model, for the headings."""

    def __init__(self, view: Any, records: Any) -> None:
        self.view = view
        self.records = records
        self.model: type[Model] = view.model

    def __iter__(self) -> Iterator[Any]:
        for part in in_parts(streamed(self.records, ROWS_AT_ONCE), ROWS_AT_ONCE):
            yield from self.view.completed(part)


def in_parts(things: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The things, so many at a time."""
    left = iter(things)
    while part := list(islice(left, size)):
        yield part


class NeutralExportMixin(SpreadsheetExportMixin):
    """Numbers and dates stay real cells, moments are on the Amsterdam clock, text is never a formula.

    A view gives ``completed(records)`` to load what the cells show of related records, and may give ``rows``.
    """

    def rows(self, records: Any) -> Iterable[Any]:
        """The rows to write, in order."""
        return Rows(self, records)

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse:
        return super().as_spreadsheet(self.rows(queryset), spreadsheet_format)

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        # Read after the view has answered, when the language of the person is no longer that of the thread.
        with override(get_language()):
            for part in in_parts(super().stream_csv(queryset), ROWS_AT_ONCE):
                yield b"".join(part)

    def write_xlsx_response(self, queryset: Any) -> FileResponse:
        output = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the answer closes it
        self.write_xlsx(queryset, output)
        output.seek(0)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return FileResponse(
            output, as_attachment=True, content_type=kind, filename=f"{self.get_filename()}.xlsx"
        )

    def generate_xlsx_row(self, worksheet: Any, row_dict: dict[str, Any], date_format: Any = None) -> Any:
        for field, value in row_dict.items():
            cell = self.preprocess_field_value(field, value, self.FORMAT_XLSX)
            # Only a moment needs a form of its own; what is text by now is never a formula.
            if isinstance(cell, datetime) and date_format:
                cell = WriteOnlyCell(worksheet, cell)
                cell.number_format = date_format
            yield cell

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
