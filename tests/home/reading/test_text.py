from pathlib import Path

import pytest
from django.template.defaultfilters import striptags

from home.reading import Paragraph, decode, plain, read_statement, read_text
from home.reading.stream import stream_of
from home.text.anchors import fill_anchors
from home.text.blocks import body_of
from home.text.plain import html_to_text
from home.text.rendering import render_sections, whole_text
from sharing.public import RefusedInput

TEXT = """

Verklaring van de proef

Welkom. Zo gaan wij om met gegevens:

- Wij zijn zuinig & zorgvuldig <met alles>.
- Wij letten op.

1. Waarvoor

- Werk begeleiden. Dat is:
 - sterker worden;
 - kansen vinden:
  - dichtbij;
  - ver weg;

- En anderen inschakelen
die daarbij helpen.
- Werkgever zijn.

Slotzin van deze paragraaf.

2. Rechten

Recht op inzage: U mag alles zien.

3. Contact

Schrijf ons:

Stichting Proef
ovv Gegevens
Kade 1
1234 AB Stad
"""


def rendered(text: str):
    read = read_text(text)
    body = body_of(stream_of(read))
    fill_anchors(body)
    return read, render_sections(body, on=None)


def errors_of(text: str) -> str:
    with pytest.raises(RefusedInput) as refused:
        read_text(text)
    return str(refused.value)


def test_sections_are_numbered_and_the_opening_has_no_number():
    read, sections = rendered(TEXT)
    assert read.title == "Verklaring van de proef"
    assert [(one.number, one.anchor, one.heading) for one in sections] == [
        (None, "inleiding", ""),
        (1, "waarvoor", "Waarvoor"),
        (2, "rechten", "Rechten"),
        (3, "contact", "Contact"),
    ]


def test_every_word_is_in_the_text_in_reading_order_and_reads_back_the_same():
    read, sections = rendered(TEXT)
    text = whole_text(read.title, sections)
    assert text.split() == TEXT.split()
    assert read_text(text) == read


def test_lists_keep_their_nesting_across_an_empty_line():
    _read, sections = rendered(TEXT)
    assert sections[1].html.startswith(
        "<ul><li>Werk begeleiden. Dat is:<ul><li>sterker worden;</li><li>kansen vinden:"
        "<ul><li>dichtbij;</li><li>ver weg;</li></ul></li></ul></li>"
        "<li>En anderen inschakelen die daarbij helpen.</li><li>Werkgever zijn.</li></ul>"
    )
    assert sections[1].text.splitlines()[:5] == [
        "- Werk begeleiden. Dat is:",
        " - sterker worden;",
        " - kansen vinden:",
        "  - dichtbij;",
        "  - ver weg;",
    ]


def test_lines_of_an_address_stay_lines_and_markup_is_text():
    _read, sections = rendered(TEXT)
    assert sections[3].text.endswith("Stichting Proef\novv Gegevens\nKade 1\n1234 AB Stad")
    assert "<p>Stichting Proef<br/>ovv Gegevens<br/>" in sections[3].html
    assert "zuinig &amp; zorgvuldig &lt;met alles&gt;" in sections[0].html
    assert "zuinig & zorgvuldig <met alles>." in sections[0].text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_common_encodings_and_line_ends(encoding, newline):
    text = "Titel – één\n\n1. Kop\n\nCafé, reünie en “citaat”.\n".replace("\n", newline)
    read = read_text(decode(text.encode(encoding)))
    assert read.title == "Titel – één"
    assert read.sections[0].blocks == [Paragraph(plain("Café, reünie en “citaat”."))]


def test_deeper_indents_and_tabs_are_one_level_each():
    _read, sections = rendered("T\n\n1. Kop\n\n- a\n    - b\n\t\t\t\t\t- c\n  - d\n- e\n")
    assert sections[0].html == (
        "<ul><li>a<ul><li>b<ul><li>c</li></ul></li><li>d</li></ul></li><li>e</li></ul>"
    )


def test_a_wrapped_line_that_begins_with_a_number_is_text():
    read = read_text("T\n\n1. Kop\n\nZoals bedoeld in artikel\n6. Verder niets.\n")
    assert [section.heading for section in read.sections] == ["Kop"]
    assert read.sections[0].blocks == [Paragraph(plain("Zoals bedoeld in artikel\n6. Verder niets."))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "bevat geen tekst"),
        (" \n\n \n", "bevat geen tekst"),
        ("1. Kop\n\nTekst\n", "regel 1: Hier hoort de titel"),
        ("- punt\n\n1. Kop\n", "regel 1: Hier hoort de titel"),
        ("Titel\n\nAlleen tekst.\n", "geen genummerde koppen"),
        ("T\n\n1. A\n\n2. B\n\n2. C\n", "regel 7: Kopnummer 2 staat ook al op regel 5"),
        ("T\n\n1. A\n\n3. C\n", "regel 5: Hier wordt kop 2 verwacht, niet 3"),
        ("T\n\n2. A\n", "regel 3: Hier wordt kop 1 verwacht, niet 2"),
        ("T\n\n1. " + "lang " * 50, "regel 3: De kop is langer dan 200 tekens"),
        ("t" * 256 + "\n\n1. A\n", "regel 1: De titel is langer dan 255 tekens"),
        ("T\n\n1. A\n\n- \n", "regel 5: Een lijstpunt zonder tekst"),
    ],
)
def test_errors_name_the_line_and_the_remedy(text, expected):
    assert expected in errors_of(text)


def test_all_errors_are_listed_and_one_gap_is_one_error():
    assert errors_of("T\n\n1. A\n\n3. B\n\n4. C\n\n4. D\n").count("regel") == 3


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"T\n\n1. K\x00p\n", "regel 3: Bevat het onleesbare teken U+0000"),
        ("a.txt", b"T\n\x1b[31m\n", "regel 2: Bevat het onleesbare teken U+001B"),
        ("a.txt", b"T\n\n\x81\xff\n", "regel 3: Geen leesbare tekst"),
        ("a.txt", b"PK\x03\x04rest", "Word- of zipbestand"),
        ("a.txt", "Titel".encode("utf-16"), "UTF-16"),
        ("a.txt", b"x" * (5 * 1024 * 1024 + 1), "groter dan 5 MB"),
        ("a.txt", b"{\\rtf1 x}", "RTF-bestand"),
        ("a.txt", b"<!DOCTYPE html><h1>T</h1>", "een webpagina"),
        ("a.docx", b"PK\x03\x04", "geen Word-bestand"),
        ("a.pdf", b"%PDF", "niet uit “a.pdf”"),
        ("a", b"x", "niet uit “a”"),
    ],
)
def test_files_that_are_not_plain_text_are_refused_with_the_reason(tmp_path: Path, name, data, expected):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(RefusedInput) as refused:
        read_statement(path)
    assert expected in str(refused.value)


def test_a_large_text_is_read_in_one_pass():
    text = "T\n\n1. Kop\n\n" + "".join(f"{' ' * (n % 40)}- punt {n}\n" for n in range(20_000))
    _read, sections = rendered(text)
    assert striptags(sections[0].html).count("punt") == 20_000


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Lees <a href='https://a.example/x'>verder</a>.</p>", "Lees verder (https://a.example/x)."),
        ("<p><a href='mailto:a@b.example'>a@b.example</a></p>", "a@b.example"),
        ("<p>een<br/>twee</p><p><b>drie</b></p>", "een\ntwee\n\ndrie"),
        ("<ol><li>een</li><li>twee<ul><li>diep</li></ul></li></ol>", "1) een\n2) twee\n - diep"),
        ("<dl><dt>AVG</dt><dd><p>De wet.</p></dd></dl>", "AVG\nDe wet."),
        ("<table><tr><th>A</th><td>B</td></tr></table>", "A | B"),
        ("", ""),
    ],
)
def test_html_as_text(html, text):
    assert html_to_text(html) == text
