"""The workbook as a file: headings, explanation, choices and notes, around the rows that it is given or none."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from sharing.core import xlsx
from sharing.workbook import values
from sharing.workbook.columns import EXPLANATION, Column, Sheet
from sharing.workbook.sheets import SHEETS

_LAST_ROW = 1_048_576
_LONGEST_TITLE = 32  # of a note; Excel's limit

Rows = Callable[[Sheet], Iterable[Sequence[Any]]]


def template_workbook() -> bytes:
    """An empty workbook, to be filled in, as the bytes of an .xlsx file."""
    stream = io.BytesIO()
    write_workbook(stream, lambda sheet: ())
    return stream.getvalue()


def write_workbook(
    out: xlsx.Output, rows: Rows, *, about: Sequence[str] = (), but: Iterable[str] = ()
) -> None:
    """Write a workbook to a stream; ``rows`` gives those of a sheet, each with a value per column.

    ``about``: sentences on what this one holds, on the sheet with the explanation. ``but``: sheets that are left out,
    which reading the workbook leaves alone.
    """
    left_out = set(but)
    sheets = [sheet for sheet in SHEETS if sheet.name not in left_out]
    book = xlsx.XlsxBook(out)
    _explain(book, sheets, about)
    for sheet in sheets:
        book.begin(sheet.name, "".join(_widths(sheet)))
        book.row(
            xlsx.text_cell(column.name, xlsx.NEEDED if column.required else xlsx.TEXT)
            for column in sheet.columns
        )
        for row in rows(sheet):
            book.row(map(_cell, row))
        book.end(_choices_and_notes(sheet))
    book.close()


def _cell(value: Any) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, str):
        # To Excel this is text as well when somebody changes it, and the text stays as it was.
        return xlsx.text_cell(value, xlsx.QUOTED if value.startswith(xlsx.FORMULA_MARKS) else xlsx.TEXT)
    return xlsx.day_cell(value) if isinstance(value, date) else xlsx.number_cell(value)


def _widths(sheet: Sheet) -> Iterator[str]:
    """The columns; in one of text Excel makes no number or date of what somebody types."""
    for number, column in enumerate(sheet.columns, start=1):
        match column.kind:
            case values.Day():
                style = xlsx.DAY
            case values.WholeNumber():
                style = xlsx.PLAIN
            case _:
                style = xlsx.TEXT
        width = max(14, len(column.name) + 4)
        yield f'<col min="{number}" max="{number}" width="{width}" style="{style}" customWidth="1"/>'


def _choices_and_notes(sheet: Sheet) -> str:
    """Per column what may be chosen, and what is told to who comes in one of its cells."""
    rules = []
    for number, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(number)
        words = ",".join(_words(column))
        listed = f'"{words}"' if words else ""
        error = quoteattr(_("Kies een van de waarden uit de lijst."))
        choice = f' type="list" showErrorMessage="1" error={error}'
        title = _("verplicht") if column.required else ""
        name = f"{column.name} ({title})" if title else column.name
        rules.append(
            f'<dataValidation{choice if listed else ""} allowBlank="1" showInputMessage="1"'
            f" promptTitle={quoteattr(name[:_LONGEST_TITLE])} prompt={quoteattr(explanation_of(column))}"
            f' sqref="{letter}2:{letter}{_LAST_ROW}">'
            + (f"<formula1>{escape(listed)}</formula1>" if listed else "")
            + "</dataValidation>"
        )
    return f'<dataValidations count="{len(rules)}">{"".join(rules)}</dataValidations>'


def _words(column: Column) -> list[str]:
    match column.kind:
        case values.Word(words=words):
            return list(words)
        case values.YesNo():
            return ["ja", "nee"]
    return []


def _explain(book: xlsx.XlsxBook, sheets: Iterable[Sheet], about: Sequence[str]) -> None:
    columns = (
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate((24, 26, 11, 90), start=1)
    )
    book.begin(EXPLANATION, "".join(columns))
    for line in (*about, *_how_to()):
        book.row([xlsx.text_cell(line)])
    book.row([])
    head = (_("blad"), _("kolom"), _("verplicht"), _("wat er komt te staan"))
    book.row(xlsx.text_cell(one, xlsx.HEADING) for one in head)
    for sheet in sheets:
        for column in sheet.columns:
            needed = _("ja") if column.required else _("nee")
            cells = (sheet.name, column.name, needed, explanation_of(column))
            book.row(xlsx.text_cell(one, xlsx.WRAPPED) for one in cells)
    book.end()


def _how_to() -> list[str]:
    return [
        _("Vul de bladen hiernaast in en lees de werkmap in onder Privacyregister > Werkmap inlezen."),
        _("Een blad of kolom die u niet gebruikt, mag weg; verander geen namen van bladen of kolommen."),
        _("Rijen die al in het register staan (zelfde code of kenmerk) worden bijgewerkt."),
        _("Een lege cel maakt het gegeven leeg; een kolom die ontbreekt, laat het gegeven zoals het is."),
        _("Een lijst in een cel is de hele lijst: wat er niet in staat, valt er niet meer onder."),
    ]


def explanation_of(column: Column) -> str:
    """What may stand in a cell of the column, for people."""
    text = column.kind.explanation
    if words := _words(column):
        text = _("Een van: %(words)s.") % {"words": ", ".join(words)}
    sheet = getattr(column.kind, "sheet", "")
    return f"{text} " + _("Zie blad “%(sheet)s”.") % {"sheet": sheet} if sheet else text
