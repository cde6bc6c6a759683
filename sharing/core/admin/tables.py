"""Lists as dense tables: one line a row, written at once instead of with a template for every cell.

A row that does not fit in a narrow window becomes a card, in which each value has the heading of its column before it.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column, Table, TitleColumn

from sharing.core.dutch import which_of_two
from sharing.core.periods import on_the_clock
from sharing.core.readable import EMPTY

__all__ = [
    "ChoosingColumn",
    "Column",
    "DayColumn",
    "DenseTable",
    "TitleColumn",
    "linked",
    "short_day",
    "short_moment",
]

# What a column is: figures below each other, words that may take two lines, words that end with … on one
# line.
NUMBER, WORDS = "register-num", "register-grow"
CLIPPED, NARROW = "register-clip", "register-clip register-clip--narrow"
SENTENCE = "register-clip register-clip--wide"
_HEAD = '<th scope="row" class="{}" data-label="{}"{}>{}</th>'
_CELL = '<td class="{}" data-label="{}"{}>{}</td>'


def short_day(day: date | None, empty: Any = EMPTY) -> str:
    """A day as a list shows it: 1 mrt 2024."""
    return date_format(day, "j b Y") if day else str(empty)


def short_moment(instant: datetime | None) -> str:
    """A moment on the Amsterdam clock as a list shows it: 1 mrt 2024 14:05; of two the same it says which."""
    if instant is None:
        return EMPTY
    local = on_the_clock(instant)
    return f"{date_format(local, 'j b Y H:i')}{which_of_two(local)}"


class DayColumn(Column):
    """A day or a moment, short, with its figures below those of other rows; ``empty`` says what none means."""

    def __init__(self, name: str, *, empty: Any = EMPTY, **kwargs: Any) -> None:
        super().__init__(name, classname=NUMBER, **kwargs)
        self.empty = empty

    def get_value(self, record: Any) -> Any:
        return super().get_value(record) or self.empty


def linked(column: Column, get_url: Callable[[Any], str | None]) -> TitleColumn:
    """The same column, of which each cell leads to what ``get_url`` says of its record."""
    return TitleColumn(
        column.name,
        label=column.label,
        accessor=column.get_value,
        sort_key=column.sort_key,
        classname=column.classname,
        get_url=get_url,
    )


class ChoosingColumn(TitleColumn):
    """The first cell with a box before it, to choose the row among several.

    ``form`` is the id of the form that sends what was chosen, under ``id``. Wagtail's script ticks them all. Who chose
    nothing goes on at the first box, whose id is ``FIRST``.
    """

    FIRST = "kies-eerste"
    _BOX = (
        '<input type="checkbox"{place} form="{form}" name="id" value="{pk}" aria-label="{name}" '
        'data-w-bulk-target="item" data-action="w-bulk#toggle"> '
    )

    def __init__(self, name: str, *, form: str, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.form = form
        self._place = format_html(' id="{}"', self.FIRST)

    def box(self, record: Any) -> SafeString:
        """The box of a row."""
        place, self._place = self._place, SafeString()
        return format_html(self._BOX, place=place, form=self.form, pk=record.pk, name=_("Kies %s") % record)


def shown(value: Any) -> Any:
    """A value as a cell shows it."""
    if isinstance(value, datetime):
        return short_moment(value)
    if isinstance(value, date):
        return short_day(value)
    if isinstance(value, bool):
        return _("Ja") if value else _("Nee")
    if value is None or value == "":
        return EMPTY
    return value


class DenseTable(Table):
    """Wagtail's table in our form. The first cell is the heading of its row, and the way to the record."""

    template_name = "sharing/core/table.html"
    classname = "listing register-dense register-stack"

    def __init__(self, columns: Any, data: Any, **kwargs: Any) -> None:
        kwargs["classname"] = f"{self.classname} {kwargs.get('classname') or ''}".strip()
        super().__init__(columns, data, **kwargs)

    @property
    def heads(self) -> Iterator[dict[str, Any]]:
        """Per column its heading; of one that orders, how it does now and the order that a click asks for."""
        for column in self.columns.values():
            key = column.sort_key
            now = "ascending" if key and self.ordering == key else ""
            now = "descending" if key and self.ordering == f"-{key}" else now
            yield {
                "column": column,
                "sorted": now,
                "ordering": f"-{key}" if now == "ascending" else key,
                "hint": self.get_descending_title_text(column)
                if now == "ascending"
                else self.get_ascending_title_text(column),
            }

    @property
    def lines(self) -> Iterator[SafeString]:
        """The cells of each row."""
        columns = [(column, column.classname or "", str(column.label)) for column in self.columns.values()]
        for record in self.data:
            yield SafeString("".join(self._cells(columns, record)))

    def _cells(self, columns: list[tuple[Any, str, str]], record: Any) -> Iterator[str]:
        for place, (column, classname, label) in enumerate(columns):
            value = shown(column.get_value(record))
            if value == EMPTY:
                classname = f"{classname} register-none"
            if isinstance(column, TitleColumn) and (url := column.get_link_url(record, {})):
                value = format_html('<a href="{}">{}</a>', url, value)
            if isinstance(column, ChoosingColumn):
                value = column.box(record) + value
            # What is shown up to where there is room, is shown in full when one points at it.
            hint = format_html(' title="{}"', value) if CLIPPED in classname else ""
            form = _CELL if place else _HEAD
            yield format_html(form, classname, label, hint, value)
