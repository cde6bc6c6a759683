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


# What the law asks further, on the same parties and lists.
LAW: Sheets = {
    **WHOLE,
    "betrokkenen": [["code", "naam", "personeel"], ["deelnemers", "Deelnemers", "nee"], ["medewerkers", "Medewerkers", "ja"]],
    "gegevenscategorieen": [
        ["code", "naam", "soort", "herkomst"],
        ["naam", "Naam en adres", None, None],
        ["gezondheid", "Gezondheid", "bijzonder", "de bedrijfsarts"],
        ["bsn", "BSN", "identificatienummer", None],
        ["vog", "Verklaring omtrent gedrag", "strafrechtelijk", None],
    ],
    "bepalingen": [
        ["code", "aanhaling", "rechtsgebied", "vanaf", "tot_en_met"],
        ["suwi-54", "art. 54 Wet SUWI", None, "2002-01-01", None],
        ["cloud-act", "US CLOUD Act", "ander", None, None],
    ],
    "gevoelige_gegevens": [
        ["kenmerk", "gegevenscategorie", "soort", "doeleinde", "partij", "hoedanigheid", "uitzondering", "bepaling", "vanaf", "tot_en_met"],
        ["bsn-uwv", "bsn", None, None, "gemeente", "opdrachtgever", "art_46_uavg", "Art. 54  wet SUWI", "2018-05-25", None],
        ["zorg", None, "bijzonder", "begeleiding", None, None, "art_9_2_h", None, "2018-05-25", "2030-12-31"],
    ],
    "bewaartermijnen": [
        ["code", "omschrijving", "termijn", "grond", "vanaf_gebeurtenis", "doeleinden", "gegevenscategorieen"],
        ["dossier", "Het dossier", "2 jaar", "contract", "het einde van het traject", "begeleiding, begeleiding-plaatsing", "naam,gezondheid"],
        ["loon", "Loonadministratie", "7 jaar na het einde van het kalenderjaar", "artikel 52 AWR", None, None, None],
        ["nieuws", "Nieuwsbrief", "tot u zich afmeldt", None, None, None, None],
        ["kort", "Beelden", "28 dagen", None, None, None, None],
    ],
    "verwerkingsactiviteiten": [
        ["code", "naam", "rol", "opdrachtgever", "doeleinden", "grondslagen", "bepaling", "betrokkenen", "gegevenscategorieen", "ontvangers", "bewaartermijnen", "dpia", "beheerder", "vanaf"],
        ["begeleiden", "Begeleiden", "verantwoordelijke", None, "begeleiding", "taak_algemeen_belang, toestemming", "suwi-54", "deelnemers", "naam,gezondheid", "gemeente, opslag", "dossier", "Gedaan op 1 mei 2025", "manager", "2020-01-01"],
        ["voor-gemeente", "Voor de gemeente", "verwerker", "gemeente", "begeleiding", None, None, "deelnemers", "naam", None, None, None, None, "2020-01-01"],
    ],
    "artikel_28": [
        ["overeenkomst", "onderdeel", "stand", "vindplaats", "toelichting"],
        ["VO-1", "a", "nee", None, "Staat er niet in"],
        ["VO-1", "d", "ja", "artikel 6", None],
        ["VO-1", "h", "nvt", None, None],
    ],
    "beoordelingen": [
        ["partij", "land", "datum", "conclusie", "maatregelen", "herzien_voor"],
        ["cloud", "US", "2025-01-10", "negatief", "Versleuteling", "2026-01-10"],
    ],
}  # fmt: skip


def lawful(sheet: str, row: int, column: str, value: Any) -> Sheets:
    """The example with what the law asks, and one cell different; a column that is not there is added."""
    sheets = {name: [list(cells) for cells in rows] for name, rows in LAW.items()}
    if column not in sheets[sheet][0]:
        for cells in sheets[sheet]:
            cells.append(None)
        sheets[sheet][0][-1] = column
    sheets[sheet][row - 1][sheets[sheet][0].index(column)] = value
    return sheets
