"""Web pages: made by hand, saved from a browser, and pages nobody should make."""

import re
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.reading import ReadStatement, read_file
from home.reading.stream import stream_of
from home.text.anchors import fill_anchors
from home.text.blocks import body_of
from home.text.plain import html_to_text
from home.text.rendering import render_sections, whole_html, whole_text
from sharing.public import RefusedInput

PAGE = "<!doctype html><html lang=nl><head><title>Site</title></head><body>{}</body></html>"


def read(html: str | bytes) -> ReadStatement:
    return read_file(html.encode() if isinstance(html, str) else html, name="pagina.html")


def sections_of(statement: ReadStatement):
    body = body_of(stream_of(statement))
    fill_anchors(body)
    return render_sections(body, on=None)


def rendered(inner: str) -> str:
    """The HTML of the first section of a page with this in it."""
    return sections_of(read(PAGE.format(f"<h1>T</h1><h2>Kop</h2>{inner}")))[0].html


def notes(statement: ReadStatement) -> str:
    return "\n".join(map(str, statement.notes))


def refusal_of(html: str | bytes) -> str:
    with pytest.raises(RefusedInput) as refused:
        read(html)
    return str(refused.value)


def test_title_sections_and_opening():
    statement = read(
        PAGE.format("<h1>Onze  verklaring</h1><p>Welkom.</p><h2>1. Eerste</h2><p>a<h2>2. Tweede</h2>b")
    )
    assert statement.title == "Onze verklaring"
    found = [(one.number, one.anchor, one.heading, one.html) for one in sections_of(statement)]
    assert found == [
        (None, "inleiding", "", "<p>Welkom.</p>"),
        (1, "eerste", "Eerste", "<p>a</p>"),
        (2, "tweede", "Tweede", "<p>b</p>"),
    ]
    assert statement.notes == []


@pytest.mark.parametrize(
    ("html", "title", "headings"),
    [
        ("<h1>A</h1><p>x</p><h1>B</h1><p>y</p>", "Site", ["A", "B"]),
        ("<h1>T</h1><h3>A</h3>x<h4>lager</h4>y<h3>B</h3>z", "T", ["A", "B"]),
        ("<h2>A</h2>x<h2>B</h2>y", "Site", ["A", "B"]),
        ("<header><h1>T</h1></header><main><h2>A</h2>x</main>", "T", ["A"]),
        ("<p><b>Onze tekst</b></p><p><b>1. A</b></p>x<p><b>2) B</b></p>y", "Site", ["A", "B"]),
        ("<h1>T</h1><h2>4. A</h2>x<h2>24 uur per dag</h2>y<h2>3 C</h2>z", "T", ["A", "24 uur per dag", "C"]),
        ("<h1>T</h1><h2><button>A</button></h2>x<h2>  </h2><h2>B</h2>y", "T", ["A", "B"]),
    ],
)
def test_which_headings_count(html, title, headings):
    statement = read(PAGE.format(html))
    assert statement.title == title
    assert [one.heading for one in statement.sections if one.number] == headings


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a <b>b</b> <em>c</em></p>", "<p>a <b>b</b> <i>c</i></p>"),
        ("<p><strong><em>x</em></strong>\n\n y</p>", "<p><b><i>x</i></b> y</p>"),
        ("een<br>twee<br><br>drie", "<p>een<br/>twee</p>\n<p>drie</p>"),
        ("<pre>a\n b</pre>", "<p>a<br/>b</p>"),
        ("<p>x &lt;y&gt; &amp; &#146;z&#x92;</p>", "<p>x &lt;y&gt; &amp; ’z’</p>"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ol><li><p>a</p><p>b</p></li></ol>", "<ol><li>a<br/>b</li></ol>"),
        ("<ul><li>a<ul><li>b</li></ul>c</li></ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("<ul>los<li>a</li><p>b</p></ul>", "<ul><li>los</li><li>a</li><li>b</li></ul>"),
        ("<div>a<section>b</section>c</div>", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
        ("<table><tr><td><p>a</p><ul><li>b</li></ul></td></tr></table>", "<p>a</p>\n<ul><li>b</li></ul>"),
        ('<p><a href="https://a.example/?x=1&amp;y=2">b</a></p>', '<p><a href="https://a.example/?x=1&amp;y=2">b</a></p>'),
        ("<p><a href='mailto:a@b.example'>c</a></p>", '<p><a href="mailto:a@b.example">c</a></p>'),
        ("<p><a href='//a.example'>b</a></p>", '<p><a href="https://a.example">b</a></p>'),
        ("<p><a href='#T'>b</a></p>", "<p>b</p>"),
        ("<details><summary>Meer</summary>tekst</details>", "<p><b>Meer</b></p>\n<p>tekst</p>"),
    ],
)  # fmt: skip
def test_what_becomes_of_the_markup(html, expected):
    assert rendered(html) == expected


def test_definitions():
    html = rendered("<dl><dt>AVG<dd>De <b>wet</b>.<dt>Dossier<dd>Een map.</dl>")
    assert html_to_text(html) == "AVG\nDe wet.\nDossier\nEen map."
    raw = stream_of(read(PAGE.format("<h1>T</h1><h2>K</h2><dl><div><dt>AVG<dd>De <b>wet</b>.</div></dl>")))
    assert raw[0]["value"]["body"] == [
        {"type": "definitions", "value": [{"term": "AVG", "text": "<p>De <b>wet</b>.</p>"}]}
    ]


def test_a_definition_that_holds_a_list_becomes_paragraphs():
    statement = read(PAGE.format("<h1>T</h1><h2>K</h2><dl><dt>Recht<dd>op:<ul><li>inzage</ul></dl>"))
    assert sections_of(statement)[0].html == "<p><b>Recht</b></p>\n<p>op:</p>\n<ul><li>inzage</li></ul>"
    assert "begrippenlijst is als alinea's overgenomen" in notes(statement)


TABLE = (
    "<table><caption>Hoe lang</caption><thead><tr><th>Wat<th>Termijn</thead>"
    "<tr><th>Naam<td>2 <a href='https://a.example'>jaar</a><tr><td colspan=2>Alles</table>"
)


def test_a_table_is_a_table():
    statement = read(PAGE.format(f"<h1>T</h1><h2>K</h2>{TABLE}"))
    assert stream_of(statement)[0]["value"]["body"] == [
        {
            "type": "table",
            "value": {
                "data": [["Wat", "Termijn"], ["Naam", "2 jaar (https://a.example)"], ["Alles", ""]],
                "first_row_is_table_header": True,
                "first_col_is_header": False,
                "table_caption": "Hoe lang",
            },
        }
    ]
    table = sections_of(statement)[0].html
    assert table.count("<th ") == 2 and "Hoe lang</caption>" in table
    assert "Samengevoegde cellen" in notes(statement)
    assert "Links in een tabel" in notes(statement)


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)", "java\nscript:alert(1)", " JaVaScRiPt:x", "data:text/html,x", "vbscript:x",
        "file:///etc/passwd", "/contact", "pagina.html", "http://", "https:///x", "http://[::1", "tel:", "ftp://a.example",
    ],
)  # fmt: skip
def test_links_that_readers_may_not_follow_are_dropped_and_reported(href):
    statement = read(PAGE.format(f'<h1>T</h1><h2>K</h2><p>zie <a href="{href}">hier</a></p>'))
    assert sections_of(statement)[0].html == "<p>zie hier</p>"
    assert "De link van “hier”" in notes(statement)
    assert "paragraaf 1 “K”, onderdeel 1" in notes(statement)


def test_relative_links_start_from_where_the_page_came_from():
    head = "<link rel=canonical href='https://a.example/over/privacy'>"
    statement = read(f"<html><head>{head}</head><h1>T</h1><h2 id=een>K</h2><p><a href='../mail'>m</a>"
                     "<a href='https://a.example/over/privacy#een'>terug</a></p>")  # fmt: skip
    assert sections_of(statement)[0].html == (
        '<p><a href="https://a.example/mail">m</a><a href="#k">terug</a></p>'
    )


def test_links_within_the_page_lead_to_the_section_and_its_anchor_stays():
    html = "<h1>T</h1><h2>A</h2><p>zie <a href='#x'>B</a></p><h2 id=x>B</h2><p>y</p>"
    statement = read(PAGE.format(html))
    body = stream_of(statement, {"B": "oud-adres"})
    assert body[0]["value"]["body"][0]["value"] == '<p>zie <a href="#oud-adres">B</a></p>'
    assert body[1]["value"]["anchor"] == "oud-adres"


SAVED = """<!DOCTYPE html>
<!-- saved from url=(0035)https://site.example/privacy -->
<html><head><meta charset="windows-1252"><title>Privacy | Site</title><script>x()</script></head>
<body class="home"><header><a href="/">Start</a></header><nav><ul><li>Menu</li></ul></nav>
<form action="?"><input name=q><main id=inhoud>
<article><header><h1>Privacyverklaring</h1></header>
<div role="dialog"><p>Wij gebruiken cookies.</p><button>Akkoord</button></div>
<h2 id="a">Wie wij zijn</h2><p>Wij zijn café Proef. <img src=logo.png alt="Ons logo"></p>
<h2>Contact</h2><p>Bel <a href="tel:0101234567">ons</a>. <button>Print</button></p>
<aside>Lees ook iets anders</aside><iframe src="https://kaart.example"></iframe>
</article></main></form><footer>Alle rechten voorbehouden</footer></body></html>"""


def test_a_page_saved_from_a_browser():
    statement = read(SAVED.encode("cp1252"))
    assert statement.title == "Privacyverklaring"
    assert whole_text("", sections_of(statement)).split("\n\n") == [
        "", "1. Wie wij zijn", "Wij zijn café Proef.", "2. Contact", "Bel ons (0101234567).\n",
    ]  # fmt: skip
    for left_out in (
        "Start", "Menu", "Wij gebruiken cookies", "Ons logo", "Print", "Lees ook iets anders", "iframe",
        "Alle rechten voorbehouden",
    ):  # fmt: skip
        assert left_out in notes(statement), left_out


def test_our_own_page_reads_back_the_same():
    html = "<h1>T</h1><p>Zo.</p><h2>A</h2><ul><li>x<ul><li>y</li></ul></li></ul><h2>B</h2><p><b>z</b></p>"
    sections = sections_of(read(PAGE.format(html)))
    again = sections_of(read(PAGE.format(f"<nav>menu</nav><main><h1>T</h1>{whole_html(sections)}</main>")))
    assert again == sections


@pytest.mark.parametrize(
    "data",
    [
        SAVED.replace("windows-1252", "utf-8").encode(),
        SAVED.replace("windows-1252", "utf-8").encode("utf-8-sig"),
        SAVED.replace("windows-1252", "utf-16").encode("utf-16"),
        SAVED.replace("windows-1252", "utf-16").encode("utf-16-le"),
        SAVED.replace("windows-1252", "ISO-8859-1").encode("latin-1"),
        SAVED.replace("windows-1252", "iso-8859-1").encode(),
        SAVED.replace("windows-1252", "x-onbekend").encode("cp1252"),
        SAVED.replace('<meta charset="windows-1252">', "").encode("cp1252"),
        SAVED.replace("windows-1252", "cp850").encode("cp850"),
    ],
)
def test_every_encoding_that_pages_come_in(data):
    assert "café Proef" in whole_text("", sections_of(read(data)))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "bevat geen tekst"),
        (b"  \n", "bevat geen tekst"),
        (b"<html><body><img src=x></body></html>", "bevat geen tekst"),
        (b"<h1>Titel</h1><p>Alleen tekst.</p>", "geen koppen"),
        (b"<p>Alleen tekst.</p>", "<h2>"),
        (b"<h1>T</h1><h2>" + b"lang " * 50 + b"</h2>", "langer dan 200 tekens"),
        (b"<h1>" + b"lang " * 60 + b"</h1><h2>K</h2>x", "langer dan 255 tekens"),
        (b"<meta charset=utf-8><h1>T</h1><h2>K</h2>caf\xe9", "niet te lezen als “utf-8”"),
        (b"<h1>T</h1><h2>K</h2>" + b"<div>" * 400 + b"diep", "te diep genest"),
        (b"<h1>T</h1><h2>K</h2>" + b"<ul><li>" * 5000 + b"diep", "te diep genest"),
        (b"x" * (5 * 1024 * 1024 + 1), "groter dan 5 MB"),
        (b"PK\x03\x04", "met een andere naam"),
        (b"%PDF-1.7", "PDF-bestand"),
    ],
)
def test_pages_that_cannot_be_read_are_refused_with_the_remedy(data, expected):
    assert expected in refusal_of(data)


def test_entities_that_multiply_themselves_stay_small():
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>' + PAGE.format(
        "<h1>T</h1><h2>K</h2><p>&b;&b;</p>"
    )
    assert len(sections_of(read(bomb))[0].text) < 1000


def test_a_very_wide_table_and_spans_without_end_lose_no_words():
    row = "".join(f"<td colspan=9999999 rowspan=99999>w{number}" for number in range(300))
    statement = read(PAGE.format(f"<h1>T</h1><h2>K</h2><table><tr>{row}<tr><td>slot</table>"))
    words = set(sections_of(statement)[0].text.split())
    assert {f"w{number}" for number in range(300)} | {"slot"} <= words


def test_many_small_pieces_take_linear_time():
    html = PAGE.format(f"<h1>T</h1><h2>K</h2><p>{'a<i></i>' * 100_000}</p>")
    assert sections_of(read(html))[0].text == "a" * 100_000


# Pages nobody thought of: any nesting of what people and programs put in a text.
CONTAINERS = re.findall(
    r"\w+",
    "p div section article blockquote ul ol li dl dt dd table tbody tr td th caption b i em a span u s sub sup pre "
    "h1 h2 h3 h4 figure figcaption address center font details summary fieldset label header footer q",
)


def _element(children):
    attributes = st.sampled_from(
        ["", ' href="#x"', " href=/x", ' id="x"', " rowspan=3", " colspan=0", ' class="a"', " start=4"]
    )
    return st.builds(
        lambda tag, attribute, inner: f"<{tag}{attribute}>{''.join(inner)}</{tag}>",
        st.sampled_from(CONTAINERS), attributes, st.lists(children, max_size=4),
    )  # fmt: skip


# A NUL is a place for a word.
PIECES = st.recursive(st.sampled_from(["\0", "<br>", " ", "<!-- x -->", "\n"]), _element, max_leaves=40)


def numbered(html: str) -> tuple[str, list[str]]:
    """The page with a word of its own in each place that was left open, and those words."""
    words: list[str] = []

    def word(_match) -> str:
        words.append(f"woord{len(words)}x")
        return f" {words[-1]} "

    return re.sub("\0", word, html), words


@settings(suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES, max_size=6))
def test_no_nesting_of_a_text_loses_a_word(pieces):
    html, words = numbered("".join(pieces))
    try:
        statement = read(PAGE.format(f"<main><h1>T</h1><h2>K</h2>{html}</main>"))
    except RefusedInput:
        return
    text = whole_text(statement.title, sections_of(statement))
    without_addresses = re.sub(r"\(#[^)]*\)", " ", text)
    read_words = re.findall(r"woord\d+x", without_addresses)
    assert sorted(read_words) == sorted(words)


@settings(suppress_health_check=list(HealthCheck))
@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)), st.booleans())
def test_any_bytes_are_read_or_refused_in_words(data, with_headings):
    start = b"<h1>T</h1><h2>K</h2>" if with_headings else b""
    with suppress(RefusedInput):
        sections_of(read(start + data))
