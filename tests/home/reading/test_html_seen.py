"""Web pages: what styles hide, strike or number, headings in lists and tables, fields, menus and Word's own lists."""

import pytest

from home.reading import ReadStatement, read_file
from home.reading.css import Styles, styles_of
from home.reading.html import _parse
from home.reading.model import ItemList, words_of
from tests.home.reading.test_word import sections_of


def read(body: str, style: str = "", name: str = "a.html") -> ReadStatement:
    page = f"<meta charset=utf-8><style>{style}</style><body><main><h1>V</h1><h2>Eerste</h2>{body}</main>"
    return read_file(page.encode(), name=name)


def of(body: str, style: str = "") -> tuple[str, str]:
    """The text of the first section, and the notes."""
    statement = read(body, style)
    return sections_of(statement)[0].text, notes(statement)


def notes(statement: ReadStatement) -> str:
    return "\n".join(map(str, statement.notes))


@pytest.mark.parametrize(
    ("element", "style"),
    [
        ('<p class="w">stil</p>', ".w { display: none }"),
        ('<p class="a w b">stil</p>', "p.w{visibility:hidden}"),
        ('<p id="w">stil</p>', "#w{display:none!important}"),
        ('<div class="x"><p>stil</p></div>', ".x p{display:none}"),
        ('<div class="x"><p>stil</p></div>', "h3, .x > p{display:none}"),
        ('<p style="display: NONE">stil</p>', ""),
        ('<p style="mso-hide:all">stil</p>', ""),
        ('<p style="font-size:0px">stil</p>', ""),
        ("<p hidden>stil</p>", ""),
    ],
)
def test_what_a_class_a_place_or_the_element_itself_hides_is_left_out_and_said(element, style):
    text, said = of(f"<p>open</p>{element}", style)
    assert text == "open"
    assert "De verborgen tekst “stil” is weggelaten." in said


@pytest.mark.parametrize(
    ("element", "style"),
    [
        ('<p class="w">open</p>', "@media print { .w { display: none } }"),
        ('<p class="w">open</p>', ".v .w, .ww { display: none }"),
        ('<p class="w">open</p>', ".w{display:none} p.w{display:block}"),
        ('<p class="w" style="display:block">open</p>', ".w{display:none}"),
        ('<p class="w">open</p>', ".w:hover{display:none}"),
        ('<p hidden="until-found">open</p>', ""),
    ],
)
def test_what_is_not_hidden_always_is_text(element, style):
    assert of(element, style) == ("open", "")


@pytest.mark.parametrize(
    ("element", "style"),
    [
        ('<span class="c">streep</span>', ".c{text-decoration:line-through}"),
        ('<span style="text-decoration-line: underline line-through">streep</span>', ""),
        ("<s>streep</s>", "s{text-decoration:line-through}"),
        ("<strike>streep</strike>", ""),
    ],
)
def test_struck_words_are_said_once_whatever_struck_them(element, style):
    text, said = of(f"<p>a {element}</p>", style)
    assert text == "a streep"
    assert said.count("Doorgehaalde tekst “streep”") == 1


def test_bold_and_italic_of_a_class():
    statement = read(
        '<p><span class="b">vet</span> <i class="n">gewoon</i></p>',
        ".b{font-weight:700}.n{font-style:normal}",
    )
    assert sections_of(statement)[0].html == "<p><b>vet</b> gewoon</p>"


@pytest.mark.parametrize(
    ("listed", "style", "said"),
    [
        ("<ol type=a><li>x<li>y</ol>", "", "met a, b en is nu genummerd met 1, 2"),
        ('<ol class=r><li>x</ol>', ".r{list-style-type:upper-roman}", "met I en is nu genummerd met 1"),
        ("<ol start=4><li>x</ol>", "", "met 4 en"),
        ("<ol><li>x<li value=7>y</ol>", "", "met 7 en is nu genummerd met 2"),
        ("<ol reversed><li>x<li>y</ol>", "", "met 2, 1 en is nu genummerd met 1, 2"),
        ('<ol class=g><li>x</ol>', '.g>li:before{content:"" counter(g,lower-latin) ") "}', "met a) en"),
        ("<ol><li>x<li>y</ol>", "", ""),
        ("<ul type=a><li>x</ul>", "", ""),
    ],
)  # fmt: skip
def test_numbers_that_change_are_said(listed, style, said):
    text, found = of(listed, style)
    assert said in found
    assert bool(said) == bool(found)
    assert "x" in text


def test_a_heading_in_a_list_begins_a_section_and_other_items_stay_items():
    body = "<ul><li>los<li><h2>Bewaren</h2><p>Vijf jaar.</p></li><li>punt</li></ul>"
    assert [(one.heading, one.text) for one in sections_of(read(body))] == [
        ("Eerste", "- los"),
        ("Bewaren", "Vijf jaar.\n\n- punt"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td><h2>Bewaren</h2><p>Vijf jaar.</table>",
        "<table><tr><td><h2>Bewaren</h2><td>Vijf jaar.</table>",
        "<dl><dt><h2>Bewaren</h2><dd>Vijf jaar.</dl>",
        "<details><summary><h2>Bewaren</h2></summary>Vijf jaar.</details>",
        '<div role="heading" aria-level="2">Bewaren</div><p>Vijf jaar.</p>',
        '<ol><li><ul><li><h2>Bewaren</h2><p>Vijf jaar.</ul></ol>',
    ],
)  # fmt: skip
def test_a_heading_begins_a_section_wherever_it_stands(body):
    assert [(one.heading, one.text) for one in sections_of(read(f"<p>a</p>{body}"))] == [
        ("Eerste", "a"),
        ("Bewaren", "Vijf jaar."),
    ]


def test_a_heading_over_a_column_leaves_the_table_a_table():
    (section,) = read("<table><tr><th><h3>Wat</h3><th><h3>Hoe lang</h3><tr><td>a<td>b</table>").sections
    assert section.blocks[0].rows == [["Wat", "Hoe lang"], ["a", "b"]]


def test_an_item_of_nothing_but_a_list_is_lifted():
    statement = read("<ul><li><ul><li>een<li>twee</ul></li></ul>")
    (block,) = statement.sections[0].blocks
    assert isinstance(block, ItemList)
    assert [words_of(item.content) for item in block.items] == ["een", "twee"]


def test_a_menu_that_was_not_closed_is_read_and_said():
    page = (
        "<!doctype html><meta charset=utf-8><body><nav><ul><li><a href=/>Home</a></ul><h1>Onze verklaring</h1>"
        "<h2>Bewaren</h2><p>Wij bewaren gegevens vijf jaar.<h2>Delen</h2><p>Wij delen ze met niemand.</body>"
    )
    statement = read_file(page.encode(), name="a.html")
    assert [one.heading for one in statement.sections if one.number] == ["Bewaren", "Delen"]
    assert "Het menu omvat de tekst zelf en is daarom gelezen." in notes(statement)


def test_a_menu_beside_the_text_is_left_out():
    assert "Het menu “Home" in of("<nav><h2>Menu</h2><a href=/>Home</a></nav><p>Tekst.</p>")[1].replace(
        "Menu", ""
    )


WORD = (
    '<p class=MsoListParagraph style="mso-list:l0 level{level} lfo1"><![if !supportLists]><span>'
    '<span style="mso-list:Ignore">{mark}<span>&nbsp;&nbsp; </span></span></span><![endif]>{words}<o:p></o:p></p>'
)


def test_lists_that_word_made_are_lists():
    marked = [(1, "·", "inzage"), (2, "o", "afschrift"), (1, "·", "wissing")]
    items = "\n".join(WORD.format(level=level, mark=mark, words=words) for level, mark, words in marked)
    assert of(f"{items}<p>Slot.</p>") == ("- inzage\n - afschrift\n- wissing\n\nSlot.", "")


def test_numbers_of_a_list_that_word_made():
    items = "".join(WORD.format(level=1, mark=mark, words=mark[0]) for mark in ("a)", "b)"))
    text, said = of(items)
    assert text == "1) a\n2) b"
    assert "genummerd met a), b) en is nu genummerd met 1, 2" in said


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('<p>Naam: <input value="Jansen"></p>', "Naam: Jansen"),
        ("<p><input type=checkbox checked>ja <input type=radio>nee</p>", "☒ ja ○ nee"),
        ("<p>Keuze: <select><option>a<option selected>b</select></p>", "Keuze: b"),
        ("<p>Uitleg: <textarea>omdat</textarea></p>", "Uitleg: omdat"),
        ("<p>x<input type=hidden value=geheim><input type=submit value=Verstuur></p>", "x"),
    ],
)
def test_fields_keep_their_value(body, text):
    assert of(body)[0] == text


def test_what_could_have_been_chosen_is_said():
    assert (
        "Van een keuzelijst staat alleen “b” in de tekst; “a” is weggelaten."
        in of("<p><select><option>a<option selected>b</select></p>")[1]
    )


@pytest.mark.parametrize(
    ("body", "text", "said"),
    [
        ("<p>m<sup>2</sup></p>", "m²", ""),
        ("<p>CO<sub>2</sub></p>", "CO₂", ""),
        ('<p>10<span style="vertical-align:super">-6</span></p>', "10⁻⁶", ""),
        ("<p>1<sup>e</sup></p>", "1e", "“e” stond hoger (superscript)"),
        ('<p><span style="font-family:Wingdings">\uf0fc</span> ja</p>', "✓ ja", ""),
        ('<p><span style="font-family:Wingdings, serif">\xfc</span> ja</p>', "✓ ja", ""),
        ("<p><font face=Wingdings>\xfc</font> ja</p>", "✓ ja", ""),
        ("<p>\uf123 ja</p>", "ja", "alleen in een speciaal lettertype bestaat"),
    ],
)
def test_signs_are_kept_or_said(body, text, said):
    found, notes_ = of(body)
    assert found == text
    assert said in notes_
    assert bool(said) == bool(notes_)


def test_a_contents_list_of_links_is_left_out_and_said():
    page = (
        '<!doctype html><meta charset=utf-8><body><h1>V</h1><p>Inhoud</p><ul><li><a href="#a">Bewaren</a>'
        '<li><a href="#b">Delen</a></ul><h2 id=a>Bewaren</h2><p>x</p><h2 id=b>Delen</h2><p>y</p>'
    )
    statement = read_file(page.encode(), name="a.html")
    assert [(one.heading, one.text) for one in sections_of(statement)] == [("Bewaren", "x"), ("Delen", "y")]
    assert "De inhoudsopgave is weggelaten" in notes(statement)


def test_style_sheets_are_read_within_bounds():
    assert styles_of(_parse("<style>" + ".a{display:none}" * 20_000 + "</style><p>x")).rules.keys() == {".a"}
    for broken in ("{{{", "}}}", ".a{display:none", "@import 'x'; .a{display:none}", ".a{};b{", "a,,b{x:y}"):
        assert isinstance(styles_of(_parse(f"<style>{broken}</style><p>x")), Styles)
