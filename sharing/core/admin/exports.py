"""Exports that a spreadsheet program cannot be tricked with, written while they are read: no list is ever in memory."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import Model
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import get_language, override
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from sharing.core.asof import streamed
from sharing.core.periods import on_the_clock
from sharing.core.spreadsheets import XlsxFile

ROWS_AT_ONCE = 2000


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


class Written:
    """Takes what a file is made of, and gives it on."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def write(self, data: bytes, /) -> int:
        """Keep these bytes until they are taken; how many there were."""
        self._bytes += data
        return len(data)

    def flush(self) -> None:
        """Nothing is between this and who takes."""

    def take(self) -> bytes:
        """What was written since the last time."""
        taken = bytes(self._bytes)
        self._bytes.clear()
        return taken


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

    def write_xlsx_response(self, queryset: Any) -> StreamingHttpResponse:
        answer = StreamingHttpResponse(self.stream_xlsx(queryset), content_type=XlsxFile.kind)
        answer["Content-Disposition"] = f'attachment; filename="{self.get_filename()}.xlsx"'
        return answer

    def stream_xlsx(self, queryset: Any) -> Iterator[bytes]:
        """The workbook as it is written. A file of its own would hold what the list shows of persons."""
        with override(get_language()):
            written = Written()
            headings = [self.get_heading(queryset, field) for field in self.list_export]
            book = XlsxFile(written, headings, title=self.get_filename())
            for part in in_parts(queryset, ROWS_AT_ONCE):
                for item in part:
                    book.write(self.cells_of(item))
                yield written.take()
            book.close()
            yield written.take()

    def cells_of(self, item: Any) -> Iterator[Any]:
        """A row of the workbook."""
        for field, value in self.to_row_dict(item).items():
            yield self.preprocess_field_value(field, value, self.FORMAT_XLSX)

    def completed(self, records: Iterable[Any]) -> list[Any]:
        """The records as a list, ready to be written."""
        return list(records)

    def preprocess_field_value(self, field: Any, value: Any, export_format: str | None) -> Any:
        if isinstance(value, bool):
            return "ja" if value else "nee"
        if value is None:
            return "" if export_format == self.FORMAT_CSV else None
        if isinstance(value, datetime):
            # In a workbook it is put on the clock when it is written.
            csv = export_format == self.FORMAT_CSV
            return on_the_clock(value).isoformat(timespec="seconds") if csv else value
        if isinstance(value, (list, tuple, set)):
            value = ", ".join(map(str, value))
        return super().preprocess_field_value(field, value, export_format)
