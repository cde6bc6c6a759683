"""A version as PDF: every word, tagged for assistive technology, the same bytes every time."""

import hashlib
import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.pdf import render_pdf, statement_pdf
from home.pdf.content import blocks_of
from home.sample.statement import load_sample_statement
from home.text.plain import html_to_text
from home.text.rendering import Section, whole_text
from home.versions.models import StatementVersion
from sharing.core.pdf import engine
from sharing.core.pdf.document import Letterhead
from tests import factories
from tests.sharing.core.pdf_reader import Pdf, squeezed
from tests.sharing.organisation.house import LOGO, picture

RICH = """
<p>Gewone <b>vette <i>en schuine</i></b> tekst met <a href="https://example.org/?a=1&amp;b=2">een link</a>,
<a href="mailto:privacy@example.org">privacy@example.org</a>, <a href="/contact/">een eigen pagina</a>
en <a href="#twee">een andere paragraaf</a>.</p>
<ul><li>eerste<ul><li>onder<ol><li>genummerd</li></ol></li></ul></li><li>tweede</li></ul>
<dl><dt>Begrip</dt><dd><p>Uitleg</p></dd></dl>
<table><caption>Termijnen</caption><thead><tr><th>Gegeven</th><th>Termijn</th></tr></thead>
<tbody><tr><td>Naam</td><td rowspan="2">Twee jaar</td></tr><tr><td>Adres</td></tr></tbody></table>
<address>Werkpad<br>Kade 1</address>
<h3>Tussenkop</h3><blockquote><p>Aangehaald</p></blockquote>
<marquee>Onbekend <p>onderdeel</p></marquee>
"""
DANGER = '#panic("x") $x^2$ #import "@preview/a:1.0.0" *vet* _schuin_ `code` @ref <label> \\ [ ] = // weg /* weg */ "q"'


def part(number: int | None, anchor: str, heading: str, html: str) -> Section:
    return Section(number, anchor, heading, html, html_to_text(html))


def version(*sections: Section, **fields) -> StatementVersion:
    """A version that is not stored."""
    title = fields.pop("title", "Privacyverklaring Werkpad")
    text = whole_text(title, list(sections))
    return StatementVersion(
        **{
            "number": 3,
            "title": title,
            "language": "nl",
            "effective_from": date(2026, 1, 1),
            "in_force_from": datetime(2025, 12, 31, 23, 0, tzinfo=UTC),
            "published_at": datetime(2025, 12, 20, 10, 0, tzinfo=UTC),
            "change_note": "Eerste regel.\nTweede regel.",
            "sections": [section.as_json() for section in sections],
            "text": text,
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            **fields,
        }
    )


@pytest.fixture
def rich() -> StatementVersion:
    return version(
        part(None, "inleiding", "", "<p>Opening.</p>"),
        part(1, "een", "Eerste", RICH),
        part(2, "twee", "Tweede", "<p>Tot slot.</p>"),
    )


def missing_words(made: Pdf, text: str) -> list[str]:
    """The words of a text that the PDF does not show; list numbers stand as ``1.`` on paper."""
    shown = squeezed(made.text)
    words = [re.sub(r"^(\d+)\)$", r"\1.", word) for word in text.split() if word not in ("-", "|")]
    return [word for word in words if word not in shown]


def test_every_word_of_the_sample_is_in_it(statement_page):
    load_sample_statement(by=factories.tester())
    for stored in StatementVersion.objects.all():
        made = Pdf(statement_pdf(stored))
        assert missing_words(made, stored.text) == []
        assert stored.sha256 in squeezed(made.text)


def test_every_word_of_every_element(rich):
    made = Pdf(render_pdf(rich, Letterhead()))
    text = rich.text.replace("(/contact/)", "(http://testserver/contact/)").replace("(#twee)", "(bladzijde1)")
    assert missing_words(made, text) == []
    shown = squeezed(made.text)
    for words in (
        "eenlink(https://example.org/?a=1&b=2)",
        "Onbekend",
        "onderdeel",
        "eenandereparagraaf(bladzijde1)",
    ):
        assert words in shown


def test_facts_of_the_version(rich):
    shown = squeezed(Pdf(render_pdf(rich, Letterhead())).text)
    for words in (
        "Versie 3, geldt vanaf 1 januari 2026.",
        "20 december 2025, 11:00",
        "Eerste regel.",
        "Tweede regel.",
        "http://testserver/privacyverklaring/versies/3/",
        rich.sha256,
        "bladzijde 1 van 2",
        "Inhoud",
    ):
        assert squeezed(words) in shown, words


def test_it_is_tagged_titled_and_in_dutch(rich):
    made = Pdf(render_pdf(rich, Letterhead("Werkpad", LOGO, "svg", "Logo van Werkpad")))
    catalog = made.one(b"/Type/Catalog").decode()
    assert "/Lang(nl)" in catalog
    assert "/Marked true" in catalog
    assert "/DisplayDocTitle true" in catalog
    assert "/StructTreeRoot" in catalog
    assert "/Outlines" in catalog
    assert "<pdfuaid:part>1</pdfuaid:part>" in made.metadata
    assert "<pdfaid:part>2</pdfaid:part>" in made.metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in made.metadata
    assert "Privacyverklaring Werkpad" in made.metadata
    tags = made.tags
    assert tags["H1"] == 4, "the contents, two sections and the facts"
    assert tags["H2"] == 1
    assert tags["TOCI"] == 3
    assert tags["L"] == 3 + 2, "three lists in each other, two lists of definitions"
    assert (tags["Table"], tags["THead"], tags["TH"], tags["TD"]) == (1, 1, 2, 3)
    assert tags["Link"] >= 4 + 3 + 1
    assert tags["Figure"] == 1
    assert b"/Alt(Logo van Werkpad)" in made.data
    bookmarks = [body for body in made.objects.values() if b"/Title" in body and b"/Dest" in body]
    assert len(bookmarks) >= 3
    assert b"/Names[(section-een)" in made.data, "a link to an anchor works in the file too"


def test_the_same_version_gives_the_same_bytes(rich):
    first = render_pdf(rich, Letterhead("Werkpad"))
    engine._remembered.cache_clear()
    assert render_pdf(rich, Letterhead("Werkpad")) == first
    assert b"D:20251220" in first
    assert render_pdf(rich, Letterhead("Anders")) != first


def test_a_version_that_was_asked_before_is_not_made_again(rich, monkeypatch):
    first = render_pdf(rich, Letterhead())
    monkeypatch.setattr(engine, "_typeset", lambda document: pytest.fail("made again"))
    assert render_pdf(rich, Letterhead()) is first


def test_no_word_is_read_as_markup():
    escaped = DANGER.replace("<", "&lt;").replace('"', "&quot;")
    made = version(
        part(1, "a\"'#[x", DANGER, f"<p>{escaped}</p><ul><li>{escaped}</li></ul>"),
        title=f"Titel {DANGER}",
        change_note=DANGER,
    )
    shown = squeezed(Pdf(render_pdf(made, Letterhead(DANGER))).text)
    assert shown.count(squeezed(DANGER)) >= 5


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[", "//"]
)
def test_only_safe_addresses_become_links(address):
    made = render_pdf(version(part(1, "a", "Kop", f'<p><a href="{address}">woorden</a></p>')), Letterhead())
    assert b"javascript" not in made
    assert b"file:" not in made
    assert "woorden" in squeezed(Pdf(made).text)


def test_characters_without_a_letter_are_shown_by_their_number():
    text = "<p>Groet 😀 met Łódź, İstanbul, Ελλάδα, Україна.</p>"
    made = Pdf(render_pdf(version(part(1, "a", "Kop 漢", text)), Letterhead()))
    shown = squeezed(made.text)
    for words in (
        "Kop[U+6F22]",
        "Groet[U+1F600]",
        "Łódź",
        "İstanbul",
        "Ελλάδα",
        "Україна",
        "Enkeletekenskan",
    ):
        assert words in shown


@pytest.mark.parametrize(
    ("data", "kind"), [(LOGO, "svg"), (picture("PNG"), "png"), (picture("WEBP"), "webp")]
)
def test_a_logo_of_every_kind(rich, data, kind):
    made = render_pdf(rich, Letterhead("Werkpad", data, kind, "Werkpad"))
    assert Pdf(made).tags["Figure"] == 1


def test_a_logo_that_cannot_be_drawn_is_left_out(rich, caplog):
    made = render_pdf(rich, Letterhead("Werkpad", b"geen tekening", "png", "Werkpad"))
    assert Pdf(made).tags["Figure"] == 0
    assert "logo" in caplog.text


def test_a_text_without_anything_and_a_long_one():
    assert Pdf(
        render_pdf(version(part(None, "a", "", ""), part(1, "b", "Leeg", "<p></p>")), Letterhead())
    ).pages
    long = "<p>" + "Aaneengeschreven" * 400 + "</p>" + "<p>Woorden.</p>" * 900
    assert len(Pdf(render_pdf(version(part(1, "b", "Lang", long)), Letterhead())).pages) > 10


def test_another_language_has_its_own_words(rich):
    rich.language = "en"
    assert b"/Lang(en)" in render_pdf(rich, Letterhead())


def test_headings_skip_no_level():
    made = version(part(1, "a", "Kop", "<h6>Diep</h6><p>x</p><h2>Hoog</h2><h6>Weer diep</h6>"))
    tags = Pdf(render_pdf(made, Letterhead())).tags
    assert (tags["H2"], tags["H3"], tags["H4"]) == (2, 1, 0)


@pytest.mark.parametrize(
    ("html", "cells"),
    [
        ("<table><tr><td>a</td><td>b</td></tr></table>", [(0, 0, 1, 1), (1, 0, 1, 1)]),
        ("<table><tr><td rowspan='9'>a</td><td>b</td></tr></table>", [(0, 0, 1, 1), (1, 0, 1, 1)]),
        (
            "<table><tr><td rowspan='2'>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
            [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)],
        ),
        (
            "<table><tr><td colspan='9'>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
            [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)],
        ),
        (
            "<table><tr><td>a</td><td rowspan='2'>b</td></tr><tr><td colspan='2'>c</td></tr></table>",
            [(0, 0, 1, 1), (1, 0, 1, 2), (0, 1, 1, 1)],
        ),
        (
            "<table><tr><th rowspan='5'>a</th></tr><tr><td>b</td></tr></table>",
            [(0, 0, 1, 1), (0, 1, 1, 1)],
        ),
        ("<table><tr><td colspan='x' rowspan='-1'>a</td></tr></table>", [(0, 0, 1, 1)]),
    ],
)
def test_cells_of_a_table_never_overlap(html, cells):
    (table,) = blocks_of(html, base_url="http://testserver")
    assert [(c["x"], c["y"], c["colspan"], c["rowspan"]) for c in table["cells"]] == cells
    render_pdf(version(part(1, "a", "Kop", html)), Letterhead())


ELEMENTS = "p b i ul ol li dl dt dd table tr td th thead a div span h2 h5 br blockquote address sub code x-y"
TAGS = st.sampled_from(ELEMENTS.split())
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs", "Mn"]), max_size=8)
TREE = st.recursive(
    WORDS.map(lambda words: words.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=4)).map(
        lambda made: f"<{made[0]} href='#twee' colspan='3' rowspan='2'>{' '.join(made[1])}</{made[0]}>"
    ),
    max_leaves=12,
)


@given(TREE)
def test_any_html_becomes_a_document_with_all_its_words(html):
    section = part(1, "een", "Kop", html)
    blocks = str(blocks_of(html, base_url="http://testserver"))
    for word in re.findall(r"[a-zA-Z]+", section.text.replace("(#twee)", "")):
        assert word in blocks
    render_pdf(version(section), Letterhead())
