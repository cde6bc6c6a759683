"""Lists of Word files: what was numbered otherwise is said, and a list begins at the top."""

import pytest

from home.reading import ReadStatement, read_file
from home.reading.model import ItemList, words_of
from home.reading.numbering import counted, doubled_letters, letters, roman
from tests.home.reading.word_files import W, docx, heading, p, table, title

START = (title("Verklaring"), heading("Eerste"))


def numbering(*levels: str, starts: str = "", lists: int = 1) -> dict[str, str]:
    """A part with one kind of list, and as many lists of that kind; ``starts`` changes the second."""
    made = "".join(f'<w:lvl w:ilvl="{depth}">{level}</w:lvl>' for depth, level in enumerate(levels))
    numbers = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{starts if number == 2 else ""}</w:num>'
        for number in range(1, lists + 1)
    )
    made = f'<w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>{numbers}'
    return {"word/numbering.xml": f'<w:numbering xmlns:w="{W}">{made}</w:numbering>'}


def level(style: str, text: str = "", more: str = "") -> str:
    return f'<w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/>'


def read(*body: str, **options) -> ReadStatement:
    return read_file(docx(*START, *body, **options), name="verklaring.docx")


def notes(statement: ReadStatement) -> str:
    return "\n".join(map(str, statement.notes))


def lists_of(statement: ReadStatement) -> list[list[str]]:
    return [
        [words_of(item.content) for item in block.items]
        for block in statement.sections[0].blocks
        if isinstance(block, ItemList)
    ]


@pytest.mark.parametrize(
    ("style", "text", "said"),
    [
        ("lowerLetter", "%1)", "genummerd met a), b) en is nu genummerd met 1, 2"),
        ("upperRoman", "%1.", "genummerd met I, II en is nu genummerd met 1, 2"),
        ("decimal", "Artikel %1", "genummerd met Artikel 1, Artikel 2"),
        ("decimal", "(%1)", ""),
        ("decimal", "%1.", ""),
        ("bullet", "o", ""),
    ],
)
def test_letters_and_other_numbers_are_said(style, text, said):
    statement = read(p("een", level=0), p("twee", level=0), extra=numbering(level(style, text)))
    assert lists_of(statement) == [["een", "twee"]]
    assert said in notes(statement)
    assert bool(said) == bool(statement.notes)


def test_a_list_that_goes_on_after_a_paragraph_is_said():
    statement = read(
        *(p("een", level=0), p("twee", level=0), p("Tussendoor."), p("drie", level=0)),
        extra=numbering(level("decimal", "%1.")),
    )
    assert lists_of(statement) == [["een", "twee"], ["drie"]]
    assert notes(statement).endswith(
        "De lijst vanaf “drie” was genummerd met 3 en is nu genummerd met 1. Controleer verwijzingen ernaar."
    )


def test_a_second_list_that_begins_anew_is_as_it_was():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    statement = read(
        p("een", level=0),
        p("Tussendoor."),
        p("opnieuw", level=0, ordered=True),
        extra=numbering(level("decimal", "%1."), starts=override, lists=2),
    )
    assert lists_of(statement) == [["een"], ["opnieuw"]]
    assert statement.notes == []


def test_numbers_of_more_levels_are_said_of_the_deeper_list():
    parts = numbering(level("decimal", "%1."), level("decimal", "%1.%2"))
    statement = read(
        p("een", level=0), p("a", level=1), p("b", level=1), p("twee", level=0), p("c", level=1), extra=parts
    )
    assert "De lijst vanaf “a” was genummerd met 1.1, 1.2 en is nu genummerd met 1, 2." in notes(statement)
    assert "De lijst vanaf “c” was genummerd met 2.1 en is nu genummerd met 1." in notes(statement)


def test_a_list_that_begins_deeper_begins_at_the_top():
    statement = read(p("een", level=2), p("twee", level=2), p("dieper", level=3), p("hoger", level=0))
    (block,) = statement.sections[0].blocks
    assert [words_of(item.content) for item in block.items] == ["een", "twee", "hoger"]
    assert [words_of(item.content) for item in block.items[1].lists[0].items] == ["dieper"]
    assert statement.notes == []


def test_paragraphs_without_a_number_are_no_list_but_keep_what_stands_before_them():
    statement = read(p("een", level=0), extra=numbering(level("none", "Let op:")))
    assert words_of(statement.sections[0].blocks[0].content) == "Let op: een"


def test_numbers_of_headings_are_kept_in_the_text_or_said():
    styles = [
        ("Titel", "Title", ""),
        ("Kop1", "heading 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
        ("Kop2", "heading 2", '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'),
    ]
    parts = numbering(level("decimal", "%1."), level("decimal", "%1.%2"))
    parts["word/numbering.xml"] = parts["word/numbering.xml"].replace(
        '<w:start w:val="1"/>', '<w:start w:val="3"/>', 1
    )
    statement = read_file(
        docx(
            *START,
            p("x"),
            heading("Termijn", 2),
            p("y"),
            heading("Tweede"),
            p("z"),
            styles=styles,
            extra=parts,
        ),
        name="a.docx",
    )
    assert [one.heading for one in statement.sections] == ["Eerste", "Tweede"]
    assert words_of(statement.sections[0].blocks[1].content) == "3.1 Termijn"
    assert "De kop had nummer 3 en krijgt nu nummer 1." in notes(statement)
    assert "De kop had nummer 4 en krijgt nu nummer 2." in notes(statement)


def test_numbers_in_a_table_are_words():
    cell = f"<w:tc><w:tcPr/>{p('een', level=0)}{p('twee', level=0)}</w:tc>"
    statement = read(table([cell, "x"], ["y", "z"]), extra=numbering(level("lowerLetter", "%1)")))
    assert statement.sections[0].blocks[0].rows[0][0] == "a) een\nb) twee"


def test_counting():
    assert [letters(one) for one in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "az", "ba"]
    assert [doubled_letters(one) for one in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]
    assert [roman(one) for one in (1, 4, 9, 14, 1999)] == ["i", "iv", "ix", "xiv", "mcmxcix"]
    assert [counted(3, style) for style in ("lower-alpha", "upperRoman", "decimal-leading-zero", "ethiopic", "")] == [
        "c", "III", "03", "3", "3",
    ]  # fmt: skip
    assert counted(0, "lower-alpha") == "0"
