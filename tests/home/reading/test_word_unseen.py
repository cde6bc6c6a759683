"""Word files: notes at the foot, hidden and struck words, changes, fields, signs and files that Word opens."""

import io
import zipfile

import pytest

from home.reading import ReadStatement, read_file
from home.reading.model import words_of
from tests.home.reading.test_word import read, refusal_of, sections_of, with_part
from tests.home.reading.word_files import R, W, docx, heading, p, run, table, title

START = (title("Verklaring"), heading("Eerste"))
REFERENCE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def of(*body: str, **options) -> tuple[str, str]:
    """The text of the first section with these paragraphs, and the notes."""
    statement = read(docx(*START, *body, **options))
    return sections_of(statement)[0].text, notes(statement)


def notes(statement: ReadStatement) -> str:
    return "\n".join(map(str, statement.notes))


def styled(*, paragraph: str = "", character: str = "") -> list[tuple[str, str, str]]:
    """The usual styles, and two with these properties of characters."""
    return [
        ("Titel", "Title", ""),
        ("Kop1", "heading 1", ""),
        ("Basis", "Basis", f"<w:rPr>{character}</w:rPr>"),
        ("Eigen", "Eigen", '<w:basedOn w:val="Basis"/>'),
        ("Alinea", "Alinea", f"<w:rPr>{paragraph}</w:rPr>"),
    ]


OWN = '<w:rStyle w:val="Eigen"/>'
HIDDEN_ROW = table(["a", "b"], ["stil", "x"]).replace(
    "</w:tr><w:tr><w:trPr>", "</w:tr><w:tr><w:trPr><w:hidden/>"
)


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        (
            f"<w:del>{'<w:r><w:delText>oud</w:delText></w:r>'}</w:del>",
            "verwijderde tekst “oud” is weggelaten",
        ),
        (f"<w:ins>{run('nieuw')}</w:ins>", "toegevoegde tekst “nieuw” is overgenomen"),
        (run("stil", more="<w:vanish/>"), "De verborgen tekst “stil” is weggelaten"),
        (run("streep", more="<w:strike/>"), "Doorgehaalde tekst “streep”"),
        ('<w:r><w:sym w:font="Onbekend" w:char="F001"/></w:r>', "lettertype “Onbekend” is weggelaten"),
    ],
)
@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_go_through_every_check_of_the_text(inside, said, kind):
    part = f'<w:{kind}s xmlns:w="{W}"><w:{kind} w:id="2">{p("Noot ", inside)}</w:{kind}></w:{kind}s>'
    reference = f'<w:r><w:{kind}Reference w:id="2"/></w:r>'
    text, said_of_it = of(p("Een", reference), extra={f"word/{kind}s.xml": part})
    assert text.startswith("Een[1]\n\n[1] Noot")
    assert said in said_of_it
    assert "niet overgenomen" not in said_of_it


def test_a_footnote_of_a_heading_stands_in_the_section_it_begins():
    statement = read(
        docx(*START, p("x"), p("Bewaren", REFERENCE, style="Kop1"), p("y"), footnotes={2: "Uitleg."})
    )
    assert [one.heading for one in statement.sections] == ["Eerste", "Bewaren"]
    assert sections_of(statement)[1].text == "y\n\n[1] Uitleg."
    assert "“[1] Uitleg.” bij de kop staat als alinea aan het eind van de paragraaf" in notes(statement)


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        (p("open ", run("stil", more=OWN)), styled(character="<w:vanish/>")),
        (p("open ") + p("stil", style="Alinea"), styled(paragraph="<w:vanish/>")),
        (p("open ") + HIDDEN_ROW, None),
    ],
)  # fmt: skip
def test_what_a_style_or_a_row_hides_is_left_out_and_said(body, styles):
    text, said = of(body, styles=styles)
    assert text.startswith("open")
    assert "stil" not in text
    assert "De verborgen tekst “stil" in said


def test_a_style_of_characters_turns_hidden_off_again():
    both = styled(paragraph="<w:vanish/>", character="<w:vanish/>")
    text, _said = of(p("open"), p(run("zichtbaar", more=OWN), style="Alinea"), styles=both)
    assert text == "open\n\nzichtbaar"
    assert of(p(run("x", more='<w:vanish w:val="0"/>'), style="Alinea"), styles=both) == ("x", "")


@pytest.mark.parametrize("property_", ["<w:strike/>", "<w:dstrike/>"])
def test_struck_words_are_said_whatever_struck_them(property_):
    for body, styles in (
        (p("a ", run("streep", more=property_)), None),
        (p("a ", run("streep", more=OWN)), styled(character=property_)),
    ):
        text, said = of(body, styles=styles)
        assert text == "a streep"
        assert "Doorgehaalde tekst “streep”" in said


def test_bold_of_a_style_is_bold_and_that_of_a_heading_is_not():
    statement = read(docx(*START, p(run("vet", more=OWN), " en"), styles=styled(character="<w:b/>")))
    assert sections_of(statement)[0].html == "<p><b>vet</b> en</p>"


def test_changes_to_rows_are_accepted_and_said():
    rows = table(["Naam", "Sinds"], ["Oud BV", "2019"], ["Nieuw BV", "2024"])
    rows = rows.replace("<w:tr><w:trPr></w:trPr><w:tc><w:tcPr/>" + p("Oud BV"),
                        "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:tcPr/>" + p("Oud BV"))  # fmt: skip
    rows = rows.replace("<w:tr><w:trPr></w:trPr><w:tc><w:tcPr/>" + p("Nieuw BV"),
                        "<w:tr><w:trPr><w:ins/></w:trPr><w:tc><w:tcPr/>" + p("Nieuw BV"))  # fmt: skip
    statement = read(docx(*START, rows))
    assert statement.sections[0].blocks[0].rows == [["Naam", "Sinds"], ["Nieuw BV", "2024"]]
    assert "verwijderde rij “Oud BV 2019” van een tabel is weggelaten" in notes(statement)
    assert "toegevoegde tekst “Nieuw BV 2024” is overgenomen" in notes(statement)
    assert "zoek ze op" not in notes(statement)


def test_a_moved_sentence_is_called_moved():
    text, said = of(
        p(f"<w:moveFrom>{run('Wij delen niets.')}</w:moveFrom>"),
        p("Tussen."),
        p(f"<w:moveTo>{run('Wij delen niets.')}</w:moveTo>"),
    )
    assert text == "Tussen.\n\nWij delen niets."
    assert "verplaatste tekst “Wij delen niets.” staat op de nieuwe plek" in said
    assert "verwijderd" not in said


def test_a_paragraph_of_which_the_end_was_deleted_goes_on_in_the_next():
    joined = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Wij bewaren ')}</w:p>"
    assert of(joined, p("vijf jaar.")) == ("Wij bewaren vijf jaar.", "")
    assert of(p("a"), joined)[0] == "a\n\nWij bewaren"


def field(instruction: str, *result: str, data: str = "") -> str:
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{"".join(result)}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText>{instruction}</w:instrText>'
        f'</w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


CHOICES = (
    '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="ja"/><w:listEntry w:val="nee"/></w:ddList>'
    "</w:ffData>"
)


def control(properties: str, words: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run(words)}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("body", "text", "said"),
    [
        (p("Keuze: ", field(" FORMDROPDOWN ", data=CHOICES)), "Keuze: nee", ""),
        (p("Naam: ", field(" FORMTEXT ", run("Jansen"))), "Naam: Jansen", ""),
        (p("Naam ", control("<w:text/>", "Jansen")), "Naam Jansen", ""),
        (p("Naam ", control("<w:showingPlcHdr/>", "Klik hier")), "Naam", "De invulplek “Klik hier” is niet ingevuld"),
        (p("Typ ", field(" MACROBUTTON  NoMacro Typ hier ")), "Typ", "Het veld “Typ hier” is weggelaten"),
        (p(field(" EQ \\f(1,2) "), "half"), "half", "Het veld “EQ"),
        (p("Bladzijde ", field(" PAGE ", run("3"))), "Bladzijde 3", ""),
    ],
)  # fmt: skip
def test_fields_keep_what_was_filled_in(body, text, said):
    found, notes_ = of(body)
    assert found == text
    assert said in notes_
    assert bool(said) == bool(notes_)


@pytest.mark.parametrize(
    "contents",
    [
        p(field(' TOC \\o "1-3" ', run("Eerste\t1"))),
        p(f'<w:fldSimple w:instr=" TOC ">{run("Eerste 1")}</w:fldSimple>'),
        p("Inhoud") + p("1. Eerste .......... 1") + p("2. Tweede .......... 2"),
        p("Inhoudsopgave", style="Kop1") + p("Eerste", level=0) + p("Tweede", level=0),
    ],
)
def test_a_contents_list_is_left_out_and_said_whatever_made_it(contents):
    statement = read(docx(title("V"), contents, heading("Eerste"), p("x"), heading("Tweede"), p("y")))
    assert [(one.heading, one.text) for one in sections_of(statement)] == [("Eerste", "x"), ("Tweede", "y")]
    assert [one.message for one in statement.notes] == [
        "De inhoudsopgave is weggelaten; de site maakt er zelf een."
    ]


def test_a_list_that_names_the_parts_it_is_about_further_on_is_text():
    parties = [p("Opdrachtgevers", level=0), p("Verwerkers", level=0), p("Autoriteiten", level=0)]
    of_each = [
        part for one in ("Opdrachtgevers", "Verwerkers", "Autoriteiten") for part in (heading(one), p("x"))
    ]
    statement = read(docx(*START, p("a"), heading("Delen"), p("Met:"), *parties, *of_each))
    assert "- Verwerkers" in sections_of(statement)[1].text


@pytest.mark.parametrize(
    ("body", "text", "said"),
    [
        (p("25 m", run("2", more='<w:vertAlign w:val="superscript"/>')), "25 m²", ""),
        (p("10", run("-6", more='<w:vertAlign w:val="superscript"/>')), "10⁻⁶", ""),
        (p("CO", run("2", more='<w:vertAlign w:val="subscript"/>')), "CO₂", ""),
        (p("1", run("e", more='<w:vertAlign w:val="superscript"/>')), "1e", "“e” stond hoger (superscript)"),
        (p(run("\uf0fc", more='<w:rFonts w:ascii="Wingdings"/>'), " inzage"), "✓ inzage", ""),
        (p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', " ja"), "✓ ja", ""),
        (p("\uf123 inzage"), "inzage", "alleen in een speciaal lettertype bestaat"),
    ],
)  # fmt: skip
def test_signs_are_kept_or_said(body, text, said):
    found, notes_ = of(body)
    assert found == text
    assert said in notes_
    assert bool(said) == bool(notes_)


GOOD = docx(*START, p("Tekst."))
OUTLINED = "".join(
    f'<w:p><w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>{run("Kop")}</w:p>' for level in range(2)
)
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def moved(data: bytes) -> bytes:
    """The file with its main part elsewhere, as the relations of the package say."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        main, relations = archive.read("word/document.xml"), archive.read("_rels/.rels")
    return with_part(
        data,
        **{
            "word__document.xml": None,
            "tekst__Main.xml": main,
            "_rels__.rels": relations.replace(b"word/document.xml", b"/Tekst/main.xml"),
        },
    )


LISTED = '<w:p><w:pPr><w:numPr><w:numId w:val="77"/></w:numPr></w:pPr><w:r><w:t>Tekst.</w:t></w:r></w:p>'
WIDE = '<w:tc><w:tcPr><w:gridSpan w:val="x"/></w:tcPr><w:p/></w:tc>'
OPENED = {
    "kind as default": with_part(
        GOOD,
        **{
            "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="{MAIN}"/></Types>'
        },
    ),
    "no styles": with_part(docx(OUTLINED, p("Tekst.")), **{"word__styles.xml": None}),
    "another name": moved(docx(OUTLINED, p("Tekst."))),
    "missing address": docx(*START, p(f'<w:hyperlink r:id="weg">{run("Tekst.")}</w:hyperlink>')),
    "missing note": docx(*START, p("Tekst.", '<w:r><w:footnoteReference w:id="9"/></w:r>')),
    "wrong width": docx(*START, table([WIDE]), p("Tekst.")),
    "bookmark without a name": docx(*START, p("<w:bookmarkStart/>", "Tekst.")),
    "list that is not there": docx(*START, LISTED),
}


@pytest.mark.parametrize("name", OPENED)
def test_what_word_opens_is_not_called_damaged(name):
    statement = read(OPENED[name])
    assert words_of(statement.sections[-1].blocks[-1].content) == "Tekst."


def test_a_template_is_called_one():
    assert "Dit is een sjabloon" in refusal_of(docx(*START, p("x"), main_type="template.main"))


def test_a_text_that_is_in_another_file_is_said_to_be_there():
    assert "De tekst staat in een ingesloten bestand" in refusal_of(
        docx(f'<w:altChunk xmlns:r="{R}" r:id="rId9"/>')
    )


def test_a_file_is_read_the_same_twice():
    assert read_file(GOOD, name="a.docx") == read_file(GOOD, name="a.docx")
