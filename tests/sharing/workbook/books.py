"""Workbooks made for a test."""

# ruff: noqa: E501 - a row of a sheet stays a row

import io
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

Sheets = dict[str, list[list[Any]]]

WHOLE: Sheets = {
    "doeleinden": [
        ["code", "omschrijving", "boven"],
        ["begeleiding-plaatsing", "Plaatsing", "begeleiding"],
        ["begeleiding", "Begeleiding naar werk", None],
    ],
    "gegevenscategorieen": [
        ["code", "naam", "soort"],
        ["naam", "Naam en adres", None],
        ["gezondheid", "Gezondheid", "bijzonder"],
    ],
    "betrokkenen": [["code", "naam"], ["deelnemers", "Deelnemers"]],
    "partijen": [
        ["code", "naam", "kvk_nummer", "land", "adres", "contactpersoon", "email", "website"],
        ["gemeente", "Gemeente Voorbeeldstad", 12345678, "NL", "Plein 1", None, "avg@voorbeeldstad.example", None],
        ["opslag", "Opslag BV", "01234567", "NL", None, None, None, "https://opslag.example"],
        ["cloud", "Cloud Inc.", None, "US", None, None, None, None],
    ],
    "hoedanigheden": [
        ["partij", "hoedanigheid", "vanaf", "tot_en_met"],
        ["gemeente", "opdrachtgever", date(2024, 1, 1), None],
        ["opslag", "verwerker", "2024-01-01", "2026-12-31"],
    ],
    "overeenkomsten": [
        [
            "kenmerk",
            "partij",
            "soort",
            "ondertekend_op",
            "geldig_vanaf",
            "geldig_tot_en_met",
            "opzegtermijn_dagen",
            "beheerder",
            "doeleinden",
            "gegevenscategorieen",
            "betrokkenen",
            "artikel_28",
            "subverwerker_toestemming",
        ],
        ["OV-1", "gemeente", "opdrachtovereenkomst", None, date(2024, 1, 1), None, 30, "manager", "begeleiding", "naam", "deelnemers", None, None],
        ["VO-1", "opslag", "verwerkersovereenkomst", date(2023, 12, 1), date(2024, 1, 1), None, None, None, "begeleiding, begeleiding-plaatsing", "naam,gezondheid", None, "a, b,c", "algemeen"],
    ],
    "subverwerkers": [
        ["overeenkomst", "partij", "dienst", "land", "goedgekeurd_op"],
        ["VO-1", "cloud", "Rekenkracht", "US", date(2024, 1, 15)],
    ],
    "doorgiften": [
        ["partij", "land", "mechanisme", "binnen_reikwijdte", "geldig_vanaf", "geldig_tot_en_met", "tia_datum", "tia_conclusie"],
        ["cloud", "US", "scc_module_3", None, date(2024, 1, 15), None, date(2024, 1, 10), "positief"],
        ["cloud", "US", "adequaatheidsbesluit", "ja", date(2024, 1, 15), None, None, None],
    ],
}  # fmt: skip


def workbook(sheets: Sheets) -> io.BytesIO:
    """An .xlsx with these sheets."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        worksheet = book.create_sheet(name)
        for row in rows:
            worksheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def saved(path: Path, sheets: Sheets) -> Path:
    """The same, as a file."""
    path.write_bytes(workbook(sheets).getvalue())
    return path


def changed(sheet: str, row: int, column: str, value: Any) -> Sheets:
    """The whole example with one cell (row as people count) different."""
    sheets = {name: [list(cells) for cells in rows] for name, rows in WHOLE.items()}
    sheets[sheet][row - 1][sheets[sheet][0].index(column)] = value
    return sheets
