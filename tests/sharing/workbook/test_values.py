"""What a cell may hold. Excel's dates have no time zone."""

# ruff: noqa: DTZ001

from datetime import date, datetime, time

import pytest

from sharing.parties.choices import CAPACITY_WORDS
from sharing.workbook import references, values


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (values.Text(), "  naam ", "naam"),
        (values.Text(), 42, "42"),
        (values.Text(), 42.0, "42"),
        (values.Text(), "regel 1\r\nregel 2", "regel 1\nregel 2"),
        (values.Code(), "uwv", "uwv"),
        (references.RowCodes("partijen"), " a, b ,a,", ("a", "b")),
        (references.RowCodes("partijen"), 7, ("7",)),
        (values.Letters(), "c, A,b", ("a", "b", "c")),
        (values.Word(CAPACITY_WORDS), "Opdrachtgever", "client"),
        (values.YesNo(), "Ja", True),
        (values.YesNo(), False, False),
        (values.Day(), datetime(2026, 3, 31), date(2026, 3, 31)),
        (values.Day(), date(2026, 3, 31), date(2026, 3, 31)),
        (values.Day(), "2026-03-31", date(2026, 3, 31)),
        (values.Day(), "31-03-2026", date(2026, 3, 31)),
        (values.Day(), " 31 maart 2026 ", date(2026, 3, 31)),
        (values.Day(), "1-1-1990", date(1990, 1, 1)),
        (values.RegisterDay(), "1-1-1995", date(1995, 1, 1)),
        (values.WholeNumber(), 30.0, 30),
        (values.WholeNumber(), "30", 30),
        (references.KvkNumber(), 12345678, "12345678"),
        (references.KvkNumber(), "01234567", "01234567"),
        (references.CountryCode(), "nl", "NL"),
        (references.Email(), "a@b.example", "a@b.example"),
        (references.Website(), "https://www.voorbeeld.nl/x", "https://www.voorbeeld.nl/x"),
    ],
)
def test_understood(kind, raw, value) -> None:
    assert kind.parse(raw) == value


@pytest.mark.parametrize(
    ("kind", "raw", "sentence"),
    [
        (values.Text(5), "te lang", "telt 7 tekens; gebruik er hoogstens 5"),
        (values.Text(), 1.5, "een getal geworden (1.5)"),
        (values.Text(), True, "waar of onwaar"),
        (values.Text(), datetime(2026, 1, 1), "datum of tijd geworden"),
        (values.Text(), time(2), "datum of tijd geworden"),
        (values.Text(), "a\x07b", "stuurteken"),
        (values.Text(), values.Mark.ERROR, "Excel-fout"),
        (values.Text(), values.Mark.FORMULA_WITHOUT_RESULT, "formule zonder bewaarde uitkomst"),
        (values.Code(), "UWV", "geen geldige code"),
        (values.Code(), "met spatie", "geen geldige code"),
        (values.Letters(), "a-h", "“a-h” is geen onderdeel"),
        (values.Letters(), "a,i", "“i” is geen onderdeel"),
        (values.Word(CAPACITY_WORDS), "verwerkr", "Bedoelt u “verwerker”?"),
        (values.YesNo(), "x", "geen ja of nee"),
        (values.Day(), "31-13-2026", "31-13-2026 bestaat niet: er is geen maand 13."),
        (values.Day(), "2026-02-30", "februari 2026 heeft 28 dagen"),
        (values.RegisterDay(), "31-12-1994", "31-12-1994 ligt niet in de jaren 1995 tot en met 2100"),
        (values.RegisterDay(), datetime(2101, 1, 1), "ligt niet in de jaren"),
        (values.Day(), 46000, "is een getal (46000) in plaats van een datum"),
        (values.Day(), datetime(2026, 3, 31, 14, 0), "bevat ook een tijd"),
        (values.WholeNumber(), -1, "geen geheel getal"),
        (values.WholeNumber(), 1.5, "geen geheel getal"),
        (values.WholeNumber(), "40000", "geen geheel getal van 0 tot en met 32767"),
        (values.WholeNumber(), "²", "geen geheel getal"),
        (references.KvkNumber(), 1234567, "heeft 7 cijfers in plaats van 8"),
        (references.KvkNumber(), "1234567", "voorloopnul"),
        (references.KvkNumber(), "NL1234", "geen KvK-nummer van 8 cijfers"),
        (references.KvkNumber(), "١٢٣٤٥٦٧٨", "geen KvK-nummer van 8 cijfers"),
        (references.Email(), "geen adres", "is geen e-mailadres"),
        (references.Website(), "www.voorbeeld.nl", "is geen webadres"),
        (references.Website(), "javascript:alert(1)", "is geen webadres"),
    ],
)
def test_refused_with_what_would_be_right(kind, raw, sentence: str) -> None:
    with pytest.raises(ValueError) as refused:
        kind.parse(raw)
    assert sentence in str(refused.value)
