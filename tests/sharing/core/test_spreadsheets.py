"""Files written row by row: they read as what they say, and no program takes text for a formula."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest

from sharing.core import spreadsheets
from sharing.core.spreadsheets import CsvFile, XlsxFile

HEADINGS = ["Nummer", "Wat", "Op"]


def workbook(*rows, title="Lijst & zo", headings=HEADINGS):
    out = io.BytesIO()
    file = XlsxFile(out, headings, title=title)
    for row in rows:
        file.write(row)
    file.close()
    return openpyxl.load_workbook(io.BytesIO(out.getvalue()))


def text(*rows):
    out = io.BytesIO()
    file = CsvFile(out, HEADINGS)
    for row in rows:
        file.write(row)
    file.close()
    return out.getvalue()


class TestXlsx:
    def test_cells_are_what_they_are(self):
        moment, day = datetime(2026, 7, 1, 10, 30, 15, tzinfo=UTC), date(2026, 7, 2)
        sheet = workbook([7, "één <& 'twee'> ", moment], [None, "", day], [True, 2.5, False]).active
        assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
            HEADINGS,
            [7, "één <& 'twee'> ", datetime(2026, 7, 1, 12, 30, 15)],  # noqa: DTZ001 - on the Amsterdam clock
            [None, None, datetime(2026, 7, 2)],  # noqa: DTZ001
            ["ja", 2.5, "nee"],
        ]
        assert sheet["C2"].number_format == "dd\\-mm\\-yyyy\\ hh:mm:ss"
        assert sheet["C3"].number_format == "dd\\-mm\\-yyyy"
        assert sheet["A1"].font.b
        assert sheet.freeze_panes == "A2"

    @pytest.mark.parametrize("sent", ["=1+1", "+31", "-5", "@cmd", "\t=1", "\r=1"])
    def test_text_is_never_a_formula(self, sent):
        cell = workbook([1, sent, None]).active["B2"]
        assert cell.data_type != "f"
        assert cell.value.startswith("'")

    def test_what_xml_does_not_know_is_left_out(self):
        assert workbook([1, "a\x00b\x0bc\ufffe", None]).active["B2"].value == "abc"

    def test_a_cell_holds_no_more_than_excel_takes(self):
        assert len(workbook([1, "x" * 40_000, None]).active["B2"].value) == 32_767

    def test_a_full_sheet_goes_on_in_the_next(self, monkeypatch):
        monkeypatch.setattr(spreadsheets, "ROWS_PER_SHEET", 3)
        book = workbook(*([number, "x", None] for number in range(7)), title="Verstrekkingen/[2026]")
        assert book.sheetnames == ["Verstrekkingen  2026", "Verstrekkingen  2026 2", "Verstrekkingen  2026 3"]
        assert [sheet["A1"].value for sheet in book] == ["Nummer"] * 3
        assert [row[0] for sheet in book for row in sheet.iter_rows(min_row=2, values_only=True)] == [
            *range(7)
        ]

    def test_it_is_written_to_a_stream_that_cannot_go_back(self):
        class OneWay:
            def __init__(self):
                self.parts = []

            def write(self, data):
                self.parts.append(bytes(data))
                return len(data)

            def flush(self):
                pass

        out = OneWay()
        file = XlsxFile(out, HEADINGS)
        file.write([1, "a", None])
        file.close()
        archive = zipfile.ZipFile(io.BytesIO(b"".join(out.parts)))
        assert archive.testzip() is None
        assert openpyxl.load_workbook(io.BytesIO(b"".join(out.parts))).active["B2"].value == "a"


class TestCsv:
    def test_it_opens_in_columns_in_a_dutch_excel(self):
        written = text([1, "a;b\n“c”", datetime(2026, 1, 1, 12, tzinfo=UTC)], [None, True, date(2026, 1, 2)])
        assert written.startswith(b"\xef\xbb\xbfNummer;Wat;Op\r\n")
        rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""), delimiter=";"))
        assert rows[1:] == [["1", "a;b\n“c”", "2026-01-01T13:00:00+01:00"], ["", "ja", "2026-01-02"]]

    def test_text_is_never_a_formula(self):
        assert b";'=1+1;" in text([1, "=1+1", None])
