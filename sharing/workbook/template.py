"""An empty workbook with all headings and an explanation, to be filled in."""

import io
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from sharing.workbook import values
from sharing.workbook.columns import EXPLANATION, Column
from sharing.workbook.sheets import SHEETS

# Formats reach this far down; rows below it work just as well.
PREPARED_ROWS = 500
_HEADING = PatternFill("solid", start_color="FFE3E8EF")


def template_workbook() -> bytes:
    """The workbook as the bytes of an .xlsx file."""
    book = Workbook()
    explanation: Any = book.active
    explanation.title = EXPLANATION
    _explain(explanation)
    for sheet in SHEETS:
        worksheet = book.create_sheet(sheet.name)
        worksheet.freeze_panes = "A2"
        for number, column in enumerate(sheet.columns, start=1):
            cell = worksheet.cell(1, number, column.name)
            cell.font, cell.fill = Font(bold=column.required), _HEADING
            letter = get_column_letter(number)
            worksheet.column_dimensions[letter].width = max(14, len(column.name) + 4)
            # The whole column: text stays text, so that Excel makes no number or date of it.
            worksheet.column_dimensions[letter].number_format = _number_format(column)
            _offer_words(worksheet, column, letter)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _number_format(column: Column) -> str:
    match column.kind:
        case values.Day():
            return "yyyy-mm-dd"
        case values.WholeNumber():
            return "0"
    return "@"


def _offer_words(worksheet: Any, column: Column, letter: str) -> None:
    words = _words(column)
    listed = ",".join(words)
    if words and len(listed) < 250:  # Excel's limit for a list in the cell rule itself
        choice = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=not column.required)
        choice.error = _("Kies een van de waarden uit de lijst.")
        worksheet.add_data_validation(choice)
        choice.add(f"{letter}2:{letter}{PREPARED_ROWS}")


def _words(column: Column) -> list[str]:
    match column.kind:
        case values.Word(words=words):
            return list(words)
        case values.YesNo():
            return ["ja", "nee"]
    return []


def _explain(worksheet: Any) -> None:
    lines = [
        _("Vul de bladen hiernaast in en lees de werkmap in onder Privacyregister > Werkmap inlezen."),
        _("Een blad of kolom die u niet gebruikt, mag weg; verander geen namen van bladen of kolommen."),
        _("Rijen die al in het register staan (zelfde code of kenmerk) worden bijgewerkt."),
        _("Een lege cel maakt het gegeven leeg; een kolom die ontbreekt, laat het gegeven zoals het is."),
        _("Een lijst in een cel is de hele lijst: wat er niet in staat, valt er niet meer onder."),
    ]
    for line in lines:
        worksheet.append([line])
    worksheet.append([])
    worksheet.append([_("blad"), _("kolom"), _("verplicht"), _("wat er komt te staan")])
    for cell in worksheet[worksheet.max_row]:
        cell.font, cell.fill = Font(bold=True), _HEADING
    for sheet in SHEETS:
        for column in sheet.columns:
            needed = _("ja") if column.required else _("nee")
            worksheet.append([sheet.name, column.name, needed, explanation_of(column)])
            worksheet.cell(worksheet.max_row, 4).alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCD", (24, 26, 11, 90), strict=True):
        worksheet.column_dimensions[letter].width = width


def explanation_of(column: Column) -> str:
    """What may stand in a cell of the column, for people."""
    text = column.kind.explanation
    if words := _words(column):
        text = _("Een van: %(words)s.") % {"words": ", ".join(words)}
    sheet = getattr(column.kind, "sheet", "")
    return f"{text} " + _("Zie blad “%(sheet)s”.") % {"sheet": sheet} if sheet else text
