"""What Excel opens is read: parts that openpyxl trips over, and signs that nobody sees."""

import io
import re
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from sharing.workbook.opening import as_read, readable
from sharing.workbook.reading import WorkbookRows, read_workbook
from tests.sharing.workbook.books import WHOLE, workbook

STYLES = "xl/styles.xml"


def with_parts(source: io.BytesIO, **changes) -> io.BytesIO:
    """The workbook with each part (``/`` as ``__``) put through a function."""
    stream = io.BytesIO()
    changed = {name.replace("__", "/"): change for name, change in changes.items()}
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            content = old.read(name).decode()
            made.writestr(name, changed[name](content) if name in changed else content)
    return stream


def with_styles(change) -> WorkbookRows:
    return read_workbook(with_parts(workbook(WHOLE), **{"xl__styles.xml": change}))


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: re.sub(r"<cellStyleXfs.*</cellStyleXfs>", "", xml),
        lambda xml: xml.replace('cellStyle name="Normal"', "cellStyle"),
        lambda xml: xml.replace("<fonts", "<lettertypen").replace("</fonts", "</lettertypen"),
        lambda xml: re.sub(r"<borders.*</borders>", '<borders><border><left style="raar"/></border></borders>', xml),
        lambda xml: re.sub(r"<cellStyles.*</cellStyles>", "", xml),
    ],
)  # fmt: skip
def test_styles_that_excel_passes_over_leave_dates_dates(change) -> None:
    rows = with_styles(change)
    assert list(rows.errors) == []
    assert rows.sheets["hoedanigheden"][0].values["vanaf"] == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("part", "broken"),
    [
        ("docProps__core.xml", "<x>geen eigenschappen</x>"),
        ("xl__theme__theme1.xml", "<kapot"),
    ],
)
def test_what_surrounds_the_cells_is_not_looked_at(part, broken) -> None:
    rows = read_workbook(with_parts(workbook(WHOLE), **{part: lambda _xml: broken}))
    assert len(rows.sheets["partijen"]) == 3


def test_a_validation_that_openpyxl_does_not_know_is_passed_over() -> None:
    def validated(xml: str) -> str:
        return xml.replace(
            "</sheetData>", '</sheetData><dataValidations><dataValidation type="raar"/></dataValidations>'
        )

    rows = read_workbook(with_parts(workbook(WHOLE), **{"xl__worksheets__sheet1.xml": validated}))
    assert len(rows.sheets["doeleinden"]) == 2


def test_an_escaped_sign_is_the_sign_itself() -> None:
    book = workbook({"partijen": [["code", "naam", "land", "adres"], ["a", "A", "NL", "Plein 1#1234 AB"]]})
    escaped = with_parts(book, **{"xl__worksheets__sheet1.xml": lambda xml: xml.replace("#", "_x000D_\n")})
    assert read_workbook(escaped).sheets["partijen"][0].values["adres"] == "Plein 1\n1234 AB"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a_x000D_\nb", "a\r\nb"),
        ("a_x005F_x000D_b", "a_x000D_b"),
        ("Straat_xyz", "Straat_xyz"),
        ("\ufeff12345678\u200b", "12345678"),
        ("\u200dzin\u200d", "zin"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_the_text_of_a_cell_is_what_shows(text, shown) -> None:
    assert readable(text) == shown


def test_signs_that_nobody_sees_do_not_make_a_code_or_number_wrong() -> None:
    sheets = {
        "partijen": [["code\u200b", "naam", "land", "kvk_nummer"], ["uwv\u200b", "UWV", "NL\u2060", "1234\u200b5678"]],
        "hoedanigheden": [["partij", "hoedanigheid", "vanaf"], ["uwv", "verwerker\u200b", "2024-01-01\u200e"]],
    }  # fmt: skip
    rows = read_workbook(workbook(sheets))
    assert list(rows.errors) == []
    assert rows.sheets["partijen"][0].values["kvk_nummer"] == "12345678"


@pytest.mark.parametrize(
    ("cell", "error"),
    [
        ('<c r="D2" t="str"><f>IF(1,"","x")</f><v></v></c>', ""),
        ('<c r="D2" t="str"><f>IF(1,"","x")</f></c>', ""),
        ('<c r="D2"><f>A1</f><v/></c>', "formule zonder bewaarde uitkomst"),
        ('<c r="D2"><f>A1</f></c>', "formule zonder bewaarde uitkomst"),
    ],
)
def test_a_formula_that_came_to_nothing_is_an_empty_cell(cell, error) -> None:
    book = workbook({"partijen": [["code", "naam", "land", "adres"], ["a", "A", "NL", "#"]]})
    part = {"xl__worksheets__sheet1.xml": lambda xml: re.sub(r'<c r="D2".*?</c>', cell, xml)}
    rows = read_workbook(with_parts(book, **part))
    assert error in " ".join(map(str, rows.errors))
    assert bool(error) == bool(list(rows.errors))
    assert error or rows.sheets["partijen"][0].values["adres"] == ""


def test_hidden_columns_are_read_and_said() -> None:
    book = load_workbook(workbook(WHOLE))
    book["partijen"].column_dimensions["D"].hidden = True
    book["partijen"].column_dimensions["Q"].hidden = True  # nothing in it
    stream = io.BytesIO()
    book.save(stream)
    assert read_workbook(stream).notes == ["Blad “partijen”: verborgen kolommen zijn wel gelezen (D)."]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Jansen", "Jansen"),
        (" regel 1\r\nregel 2\r", "regel 1\nregel 2"),
        ("\u200b\r\u200daaa", "aaa"),
        ("a\u00adb\x01\x85", "ab"),
        ("_x000D_ =1+1", "_x000D_ =1+1"),
    ],
)
def test_what_is_read_of_a_text_that_was_written(text: str, read: str) -> None:
    assert as_read(text) == read == as_read(read)
