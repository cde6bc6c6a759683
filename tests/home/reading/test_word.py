"""Word files: what people put in them, and files that only look like one."""

import io
import re
import zipfile
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.reading import ReadStatement, read_file
from home.reading.stream import stream_of
from home.text.anchors import fill_anchors
from home.text.blocks import body_of
from home.text.rendering import render_sections, whole_text
from sharing.public import RefusedInput
from tests.home.reading.word_files import docx, heading, link, p, picture, run, table, text_box, title

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
START = (title("Verklaring"), heading("1. Eerste"))


def read(data: bytes, name: str = "verklaring.docx") -> ReadStatement:
    return read_file(data, name=name)


def sections_of(statement: ReadStatement):
    body = body_of(stream_of(statement))
    fill_anchors(body)
    return render_sections(body, on=None)


def first(*body: str, **options) -> tuple[str, str]:
    """The HTML of the first section with these paragraphs, and the notes."""
    statement = read(docx(*START, *body, **options))
    return sections_of(statement)[0].html, "\n".join(map(str, statement.notes))


def refusal_of(data: bytes, name: str = "verklaring.docx") -> str:
    with pytest.raises(RefusedInput) as refused:
        read(data, name)
    assert len(refused.value.errors) == 1
    return str(refused.value)


def with_part(data: bytes, **parts: bytes | str | None) -> bytes:
    """The file with parts replaced, added or (None) taken out."""
    stream = io.BytesIO()
    new = {name.replace("__", "/"): content for name, content in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in dict.fromkeys([*old.namelist(), *new]):
            content = new[name] if name in new else old.read(name)
            if content is not None:
                made.writestr(name, content)
    return stream.getvalue()


GOOD = docx(*START, p("Tekst."))


def test_title_headings_and_opening_by_their_styles():
    statement = read(
        docx(title("Onze verklaring"), p("Welkom."), heading("1. Eerste"), p("a"), heading("Tweede"), p("b"))
    )
    assert statement.title == "Onze verklaring"
    assert [(one.number, one.heading, one.text) for one in sections_of(statement)] == [
        (None, "", "Welkom."), (1, "Eerste", "a"), (2, "Tweede", "b"),
    ]  # fmt: skip
    assert statement.notes == []


@pytest.mark.parametrize(
    "styles",
    [
        [("Kop1", "Kop 1", ""), ("Titel", "Titel", "")],
        [("Heading1", "heading 1", ""), ("Title", "Title", "")],
        [("Eigen", "Kansis kop", '<w:basedOn w:val="K"/>'), ("K", "Heading 1", ""), ("T", "Title", "")],
        [("Eigen", "Kopje", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'), ("Titel", "Title", "")],
        [("Kop1", "heading 1", '<w:basedOn w:val="Kop1"/>'), ("Titel", "Title", "")],
    ],
)
def test_styles_are_known_in_both_languages_and_by_what_they_are_based_on(styles):
    names = [identifier for identifier, name, _more in styles]
    top = next(one for one in names if one in ("Titel", "Title", "T"))
    head = next(one for one in names if one not in (top, "K"))
    statement = read(docx(p("V", style=top), p("A", style=head), p("x"), p("B", style=head), styles=styles))
    assert (statement.title, [one.heading for one in statement.sections]) == ("V", ["A", "B"])


def test_without_a_title_style_one_highest_heading_is_the_title():
    statement = read(docx(heading("V"), p("o"), heading("A", 2), p("x"), heading("B", 2), p("y")))
    assert (statement.title, [one.heading for one in statement.sections]) == ("V", ["", "A", "B"])


def test_bold_numbered_lines_are_headings_where_nobody_used_styles():
    statement = read(
        docx(p(run("Onze verklaring", bold=True)), p("o"), p(run("1. A", bold=True)), p("1. geen kop"),
             p(run("B", bold=True), level=0, ordered=True), p("y"))
    )  # fmt: skip
    assert (statement.title, [one.heading for one in statement.sections]) == (
        "Onze verklaring",
        ["", "A", "B"],
    )
    assert "1. geen kop" in sections_of(statement)[1].text


def test_without_any_title_the_page_keeps_its_own():
    statement = read(docx(p("Gewone zin."), heading("A"), p("x"), heading("B"), p("y")))
    assert statement.title == ""
    assert "blijft zoals hij is" in str(statement.notes[0])
    assert sections_of(statement)[0].text == "Gewone zin."


def test_bold_italic_links_and_lists_with_sublists_of_both_kinds():
    html, notes = first(
        p("a ", run("b", bold=True), run(" c", italic=True), " ", link("d ", "l1"), "e"),
        *[p(f"n{level}", level=level, ordered=level % 2 == 1) for level in range(7)],
        p("terug", level=0),
        links={"l1": "https://a.example/?x=1&y=2"},
    )
    assert html.startswith(
        '<p>a <b>b</b><i> c</i> <a href="https://a.example/?x=1&amp;y=2">d</a> e</p>\n<ul><li>n0<ol><li>n1<ul><li>n2'
    )
    assert html.count("<ul>") + html.count("<ol>") == 7
    assert html.endswith("<li>terug</li></ul>")
    assert notes == ""


def test_dangerous_links_keep_their_words_only():
    html, notes = first(p(link("klik", "l1")), links={"l1": "javascript:alert(1)"})
    assert html == "<p>klik</p>"
    assert "De link van “klik” naar “javascript:alert(1)” is weggelaten" in notes


def test_a_link_to_a_bookmark_leads_to_its_section():
    statement = read(
        docx(
            *START,
            p(f'<w:hyperlink w:anchor="plek">{run("zie")}</w:hyperlink>'),
            p('<w:bookmarkStart w:id="1" w:name="plek"/>', "Tweede", style="Kop1"),
            p("x"),
        )
    )
    assert sections_of(statement)[0].html == '<p><a href="#tweede">zie</a></p>'


def test_lower_headings_are_bold_paragraphs_and_a_table_keeps_its_words():
    html, notes = first(heading("Details", 2), table(["Wat", "Hoe lang"], ["Naam", "2 jaar"], header=True))
    assert html.startswith("<p><b>Details</b></p>")
    for word in ("Wat", "Hoe lang", "Naam", "2 jaar"):
        assert word in html
    assert "De kop van niveau 2 “Details” is een vette alinea geworden." in notes


def test_a_table_of_one_cell_is_a_frame_around_text():
    html, _notes = first(table(["In een kader"]))
    assert html == "<p>In een kader</p>"


def test_merged_cells_are_split_and_said():
    merged = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("Samen")}</w:tc>'
    statement = read(docx(*START, table([merged], ["a", "b"])))
    assert statement.sections[0].blocks[0].rows == [["Samen", ""], ["a", "b"]]
    assert "Samengevoegde cellen" in str(statement.notes[0])


def test_footnotes_come_at_the_end_of_their_section():
    statement = read(
        docx(
            *START,
            p("Een", '<w:r><w:footnoteReference w:id="2"/></w:r>', " woord."),
            p("Slot."),
            heading("Tweede"),
            p("x"),
            footnotes={2: "De uitleg."},
        )
    )
    assert sections_of(statement)[0].text == "Een[1] woord.\n\nSlot.\n\n[1] De uitleg."
    assert "staat als alinea aan het eind van de paragraaf" in str(statement.notes[0])


@pytest.mark.parametrize(
    ("body", "kept", "said"),
    [
        (p("a ", picture("Schema van ons"), " b"), "a b", "De afbeelding “Schema van ons” is weggelaten"),
        (p("a", text_box(p("kader"))), "a\n\nkader", "Het tekstvak “kader”"),
        (p("a", "<w:del><w:r><w:delText>weg</w:delText></w:r></w:del>"), "a", "verwijderde tekst “weg”"),
        (p("a ", f"<w:ins>{run('erbij')}</w:ins>"), "a erbij", "toegevoegde tekst “erbij” is overgenomen"),
        (p("a", run("stiekem", more="<w:vanish/>")), "a", "De verborgen tekst “stiekem”"),
        (p("a ", f"<w:fldSimple w:instr=\"X\">{run('veld')}</w:fldSimple>"), "a veld", ""),
        (p("a ", "<w:r><w:t>x</w:t></w:r><m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>"), "a xE=mc", "formule “E=mc”"),
        (p("a", "<w:r><w:drawing><wp:inline><a:graphic/></wp:inline></w:drawing></w:r>"), "a", "tekening of grafiek"),
        (p("a") + p("Eerste 1", style="Inhopg1"), "a", "inhoudsopgave is weggelaten"),
        ('<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
         f"<w:sdtContent>{p('Inhoud')}</w:sdtContent></w:sdt>" + p("a"), "a", "inhoudsopgave is weggelaten"),
        (p("a ", f"<w:smartTag>{run('b')}</w:smartTag>"), "a b", ""),
        (p("a ", f"<w:onbekend>{run('b')}</w:onbekend>"), "a", "zoek ze op in het bestand en typ ze erbij: b."),
    ],
)  # fmt: skip
def test_what_word_has_and_a_statement_has_not(body, kept, said):
    statement = read(docx(*START, body))
    assert sections_of(statement)[0].text == kept
    assert said in "\n".join(map(str, statement.notes))
    assert bool(said) == bool(statement.notes)


def test_comments_and_what_stands_on_every_page():
    _html, notes = first(
        p("a", '<w:r><w:commentReference w:id="0"/></w:r>'), comments={0: "Klopt dit?"}, header="CONCEPT"
    )
    assert "De opmerking “Klopt dit?” is weggelaten." in notes
    assert "“CONCEPT” staat boven of onder elke bladzijde" in notes


REFUSED = {
    "leeg": (b"", "Het bestand is leeg"),
    "wachtwoord": (OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"), "met een wachtwoord beveiligd"),
    "oud": (OLE + b"\0" * 1000, "oud formaat (.doc)"),
    "tekst": (b"hallo", "geen Word-bestand (.docx), of het is beschadigd"),
    "half": (GOOD[: len(GOOD) // 2], "beschadigd"),
    "zip": (with_part(GOOD, **{"[Content_Types].xml": "<Types/>", "word__document.xml": None}), "zip-bestand"),
    "kwijt": (with_part(GOOD, **{"word__document.xml": None}), "beschadigd"),
    "odt": (with_part(GOOD, mimetype="application/vnd.oasis.opendocument.text"), "LibreOffice"),
    "xml": (with_part(GOOD, **{"word__document.xml": "<w:document"}), "beschadigd"),
    "andere xml": (with_part(GOOD, **{"word__document.xml": "<html/>"}), "beschadigd"),
    "stijlen": (with_part(GOOD, **{"word__styles.xml": "<a><b></a>"}), "beschadigd"),
    "macro": (docx(*START, p("x"), main_type="document.macroEnabled.main"), "bevat macro's"),
    "vba": (with_part(GOOD, **{"word__vbaProject.bin": b"x"}), "bevat macro's"),
    "entiteiten": (
        with_part(GOOD, **{"word__document.xml": b'<?xml version="1.0"?>' + b" " * 70_000
                           + b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'}),
        "XML-definities",
    ),
    "bom": (with_part(GOOD, **{"word__media__x.png": b"\0" * (60 * 1024 * 1024)}), "uitgepakt veel te groot"),
    "veel tekst": (
        docx(*START, "<w:p/>" * 400_001), "veel meer tekst dan een verklaring"
    ),
    "groot": (GOOD + b"\0" * (20 * 1024 * 1024), "groter dan 20 MB"),
    "leeg document": (docx(p("")), "bevat geen tekst"),
    "zonder koppen": (docx(p("Zomaar"), p("tekst.")), "geen koppen"),
    "alleen titel": (docx(title("V"), p("tekst.")), "stijl “Kop 1”"),
    "lange kop": (docx(title("V"), heading("lang " * 50), p("x")), "langer dan 200 tekens"),
    "diep": (docx(*START, "<w:tbl><w:tr><w:tc>" * 300 + p("x") + "</w:tc></w:tr></w:tbl>" * 300), "beschadigd"),
    "pdf": (b"%PDF-1.7", "PDF-bestand met een andere naam"),
    "pagina": (b"<!DOCTYPE html><h1>x</h1>", "een webpagina, geen Word-bestand"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_files_that_cannot_be_read_are_called_by_their_name(name):
    data, sentence = REFUSED[name]
    assert sentence in refusal_of(data)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("a.doc", ".doc"),
        ("a.docm", "macro's"),
        ("a.DOCX", ""),
        ("a.rtf", "niet uit “a.rtf”"),
        ("a.txt", "andere naam"),
    ],
)
def test_the_name_counts_too(name, sentence):
    if sentence:
        assert sentence in refusal_of(GOOD, name)
    else:
        assert read(GOOD, name).title == "Verklaring"


def test_strict_documents_are_read():
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        parts = {
            name: archive.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            for name in archive.namelist()
        }
    strict = with_part(GOOD, **{name.replace("/", "__"): content for name, content in parts.items()})
    assert sections_of(read(strict))[0].text == "Tekst."


def test_every_word_of_a_long_document_is_there_once():
    body = []
    for number in range(60):
        body += [heading(f"{number + 1}. Kop{number}"), p(f"tekst{number} ", run(f"vet{number}", bold=True))]
        body += [p(f"punt{number}", level=number % 4), table([f"cel{number}", "x"], ["y", f"z{number}"])]
    text = whole_text("", sections_of(read(docx(title("V"), *body))))
    for number in range(60):
        for word in ("Kop", "tekst", "vet", "punt", "cel", "z"):
            assert len(re.findall(rf"\b{word}{number}\b", text)) == 1


_NAMES = st.sampled_from(
    ["w:p", "w:r", "w:tbl", "w:tr", "w:tc", "w:ins", "w:del", "w:hyperlink", "w:sdt", "w:sdtContent", "w:pict",
     "w:txbxContent", "w:drawing", "w:fldSimple", "m:oMath", "mc:AlternateContent", "mc:Choice", "w:smartTag"]
)  # fmt: skip
_XML = st.recursive(
    st.sampled_from(["<w:t>woord</w:t>", "<w:br/>", "<w:tab/>", "<w:pPr/>", '<w:footnoteReference w:id="9"/>',
                     '<w:fldChar w:fldCharType="end"/>', "<w:sym/>", '<w:gridSpan w:val="x"/>', ""]),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>", _NAMES, st.lists(inner, max_size=3)
    ),
    max_leaves=25,
)  # fmt: skip


@settings(suppress_health_check=list(HealthCheck))
@given(st.lists(_XML, max_size=4))
def test_any_structure_is_read_or_refused_and_missing_words_are_said(parts):
    try:
        statement = read(docx(*START, p("begin"), *parts))
    except RefusedInput:
        return
    text = whole_text(statement.title, sections_of(statement))
    assert "begin" in text
    if "woord" in "".join(parts) and "woord" not in text:
        assert "woord" in " ".join(map(str, statement.notes))


@settings(suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=60), st.integers(0, len(GOOD)), st.integers(0, 40))
def test_a_file_with_some_bytes_changed_is_read_or_refused(junk, place, cut):
    with suppress(RefusedInput):
        read(GOOD[:place] + junk + GOOD[place + cut :])
