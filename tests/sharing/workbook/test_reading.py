"""Files that are no workbook, or a dangerous or damaged one; headings and formulas."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from sharing.core.exceptions import RefusedInput
from sharing.workbook import archive
from sharing.workbook.reading import read_workbook
from tests.sharing.workbook.books import WHOLE, workbook

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
TYPES = (
    '<Types xmlns="x"><Override ContentType="application/vnd.openxmlformats-officedocument.{}+xml"/></Types>'
)


def zipped(**parts: bytes | str) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return stream


def changed_part(part: str, change) -> io.BytesIO:
    """The example with one part of the archive different."""
    stream = io.BytesIO()
    with zipfile.ZipFile(workbook(WHOLE)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            content = old.read(name)
            made.writestr(name, change(content) if name == part else content)
    return stream


def refusal(stream: io.BytesIO) -> str:
    with pytest.raises(RefusedInput) as refused:
        read_workbook(stream)
    assert len(refused.value.errors) == 1
    return str(refused.value)


NOT_WORKBOOKS = {
    "leeg": (io.BytesIO(), "Het bestand is leeg"),
    "tekst": (io.BytesIO(b"code;naam\nuwv;UWV\n"), "geen Excel-werkmap"),
    "plaatje": (io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"\0" * 100), "geen Excel-werkmap"),
    "half": (io.BytesIO(workbook(WHOLE).getvalue()[:2000]), "beschadigd"),
    "zip": (zipped(**{"brief.txt": "hallo"}), "ook al is het een zip-bestand"),
    "docx": (zipped(**{"[Content_Types].xml": TYPES.format("wordprocessingml.document.main")}), "geen Excel"),
    "sjabloon": (
        zipped(**{"[Content_Types].xml": TYPES.format("spreadsheetml.template.main")}),
        "Dit is een sjabloon",
    ),
    "ods": (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "LibreOffice"),
    "xls": (io.BytesIO(OLE + b"\0" * 1000 + "Workbook".encode("utf-16-le")), "oud formaat (.xls)"),
    "wachtwoord": (io.BytesIO(OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")), "wachtwoord"),
    "macro": (zipped(**{"[Content_Types].xml": TYPES.format("macroEnabled.main")}), "macro's"),
    "vba": (
        zipped(
            **{"[Content_Types].xml": TYPES.format("spreadsheetml.sheet.main"), "xl__vbaProject.bin": b"x"}
        ),
        "macro's",
    ),
}


@pytest.mark.parametrize("name", NOT_WORKBOOKS)
def test_what_is_no_workbook_is_called_by_its_name(name: str) -> None:
    stream, sentence = NOT_WORKBOOKS[name]
    assert sentence in refusal(stream)


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    stream = changed_part("xl/worksheets/sheet1.xml", lambda _content: b" " * (64 * 1024 * 1024))
    assert len(stream.getvalue()) < 1024 * 1024
    assert "veel te groot" in refusal(stream)


def test_too_much_in_total_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED", 10_000)
    assert "veel te groot" in refusal(workbook(WHOLE))


def test_too_many_parts_are_refused() -> None:
    assert "meer dan 1000 delen" in refusal(zipped(**{f"deel{number}": b"" for number in range(1_001)}))


def test_a_file_of_more_than_100_mb_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "groot.xlsx"
    with path.open("wb") as file:
        file.truncate(archive.MAX_FILE + 1)
    with pytest.raises(RefusedInput, match="groter dan 100 MB"):
        read_workbook(path)


def test_entities_are_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    assert "XML-definities" in refusal(changed_part("xl/worksheets/sheet1.xml", lambda _content: bomb))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"])
def test_a_damaged_part_is_no_crash(part: str) -> None:
    assert "beschadigd" in refusal(changed_part(part, lambda content: content[: len(content) // 2]))


def test_a_strict_workbook_says_how_to_save_it() -> None:
    strict = changed_part(
        "xl/workbook.xml",
        lambda content: content.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
    )
    assert "Strict Open XML" in refusal(strict)


def errors(sheets) -> list[str]:
    return [str(error) for error in read_workbook(workbook(sheets)).errors]


def test_unknown_sheets_and_columns_are_named_with_the_nearest_one() -> None:
    found = errors(
        {
            "Partijen": [["code"]],
            "doorgifte": [["partij"]],
            "betrokkenen": [["code", "naam", "nmaa"], ["a", "A", None]],
        }
    )
    assert any("blad “Partijen”" in one and "Bedoelt u “partijen”?" in one for one in found)
    assert any("blad “doorgifte”" in one and "“doorgiften”" in one for one in found)
    assert any("blad “betrokkenen”, rij 1, nmaa" in one for one in found)


def test_missing_and_double_columns_are_named() -> None:
    found = errors({"partijen": [["code", "code", " naam "], ["a", "b", "c"]]})
    assert found == [
        "blad “partijen”, rij 1, code: staat er twee keer; verwijder een van beide kolommen.",
        "blad “partijen”, rij 1, land: is een verplichte kolom en ontbreekt.",
    ]


def test_values_under_no_heading_are_named() -> None:
    found = errors({"betrokkenen": [["code", "naam"], ["a", "A", "verdwaald"]]})
    assert len(found) == 1 and "kolom zonder naam" in found[0] and "rij 2" in found[0]


def test_a_workbook_without_any_sheet_of_ours() -> None:
    assert "geen enkel blad van het register" in errors({"uitleg": [["hallo"]]})[0]


def test_a_sheet_with_headings_only_or_nothing_is_no_error() -> None:
    assert errors({"betrokkenen": [["code", "naam"]], "partijen": []}) == []


def test_ten_thousand_empty_rows_are_skipped_quickly() -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "betrokkenen"
    sheet.append(["code", "naam"])
    for number in range(2, 10_002):
        sheet.cell(number, 1).font = Font(bold=True)
        sheet.cell(number, 2, "   ")
    sheet.cell(10_002, 1, "laatste")
    sheet.cell(10_002, 2, "Laatste")
    stream = io.BytesIO()
    book.save(stream)
    rows = read_workbook(stream)
    assert not rows.errors
    assert [(row.number, row.values["code"]) for row in rows.sheets["betrokkenen"]] == [(10_002, "laatste")]


def test_a_row_far_down_and_a_wrong_size_do_not_matter() -> None:
    def far(content: bytes) -> bytes:
        moved = content.replace(b'<row r="2"', b'<row r="900000"').replace(b'r="A2"', b'r="A900000"')
        moved = moved.replace(b'r="B2"', b'r="B900000"')
        return moved.replace(b"<sheetData>", b'<dimension ref="A1:A1"/><sheetData>')

    part = f"xl/worksheets/sheet{list(WHOLE).index('betrokkenen') + 1}.xml"
    rows = read_workbook(changed_part(part, far))
    assert rows.sheets["betrokkenen"][0].number == 900_000


def test_rows_beyond_what_excel_has_end_the_reading() -> None:
    part = f"xl/worksheets/sheet{list(WHOLE).index('betrokkenen') + 1}.xml"
    stream = changed_part(part, lambda content: content.replace(b'<row r="2"', b'<row r="999999999999"'))
    rows = read_workbook(stream)  # would not come back if it went through them
    assert [str(one) for one in rows.errors] == [
        "blad “betrokkenen”: heeft meer dan 100000 rijen. Verdeel ze over meer werkmappen."
    ]


def test_too_many_rows_are_refused(monkeypatch) -> None:
    monkeypatch.setattr("sharing.workbook.reading.MAX_ROWS", 3)
    found = errors({"betrokkenen": [["code", "naam"], *([f"c{n}", "x"] for n in range(4))]})
    assert any("meer dan 3 rijen" in one for one in found)


def test_a_formula_gives_its_kept_result_or_an_error() -> None:
    sheets = {"betrokkenen": [["code", "naam"], ["a", '=CONCATENATE("Een"," groep")'], ["b", "=A1"]]}
    stream = io.BytesIO()
    with zipfile.ZipFile(workbook(sheets)) as old, zipfile.ZipFile(stream, "w") as made:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                # As Excel writes it: the first formula with its result, the second without.
                content = content.replace(b"</f><v></v>", b"</f><v>Een groep</v>", 1)
                content = content.replace(b'<c r="B2"', b'<c r="B2" t="str"', 1)
            made.writestr(name, content)
    rows = read_workbook(stream)
    assert rows.sheets["betrokkenen"][0].values["naam"] == "Een groep"
    assert [str(one) for one in rows.errors] == [
        "blad “betrokkenen”, rij 3, naam: bevat een formule zonder bewaarde uitkomst; sla op in Excel, of "
        "plak de waarde."
    ]


def test_a_hidden_sheet_and_hidden_rows_are_read_and_said() -> None:
    book = load_workbook(workbook(WHOLE))
    book["hoedanigheden"].sheet_state = "hidden"
    book["partijen"].row_dimensions[3].hidden = True
    book["partijen"].row_dimensions[9].hidden = True  # nothing in it
    stream = io.BytesIO()
    book.save(stream)
    rows = read_workbook(stream)
    assert [row.number for row in rows.sheets["partijen"]] == [2, 3, 4]
    assert rows.notes == [
        "Blad “partijen”: verborgen rijen zijn wel gelezen (3).",
        "Blad “hoedanigheden” is verborgen en is wel gelezen.",
    ]
    assert not read_workbook(workbook(WHOLE)).notes
