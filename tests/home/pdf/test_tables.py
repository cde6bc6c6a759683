"""Tables on paper: no word runs over its neighbour, headings are tagged, and the standard's rules hold."""

import re
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from home.pdf import render_pdf
from home.pdf.content import blocks_of
from sharing.core.pdf import tagging
from sharing.core.pdf.document import Letterhead
from tests.home.pdf.test_pdf import part, version
from tests.sharing.core.pdf_reader import LITERAL, Pdf, plain, squeezed

GROUPED = (
    "<table><caption>Ontvangers</caption>"
    '<thead><tr><th scope="col">Organisatie</th><th scope="col">Land</th></tr></thead>'
    '<tbody><tr><th scope="rowgroup" colspan="2">Opdrachtgevers</th></tr>'
    '<tr><th scope="row">Gemeente</th><td>Nederland</td></tr></tbody>'
    '<tbody><tr><th scope="rowgroup" colspan="2">Verwerkers</th></tr>'
    '<tr><th scope="row">Deskline</th><td>India</td></tr></tbody></table>'
)
BARE = '<table><tbody><tr><th scope="row">Naam</th><td>Twee jaar</td></tr></tbody></table>'


def wide(columns: int) -> str:
    head = "".join(f'<th scope="col">Verwerkersovereenkomst {n}</th>' for n in range(columns))
    row = "<td>https://www.voorbeeld.example/een/heel/lang/adres</td>" * columns
    return f"<table><thead><tr>{head}</tr></thead><tbody><tr>{row}</tr></tbody></table>"


def made(*html: str, **options) -> Pdf:
    sections = (part(n, f"p{n}", f"Kop {n}", one) for n, one in enumerate(html, start=1))
    return Pdf(render_pdf(version(*sections), Letterhead("Werkpad"), **options))


def elements(pdf: Pdf, kind: str) -> list[str]:
    return [body.decode("latin-1") for body in pdf.objects.values() if f"/S/{kind}/".encode() in body]


def runs(pdf: Pdf) -> list[tuple[int, float, float, float]]:
    """Each run of letters as drawn: page, line, where it starts and where it ends."""
    found = []
    for page_number, page in enumerate(pdf.pages):
        resources = pdf.objects[int(re.search(rb"/Resources (\d+) 0 R", page)[1])]
        fonts = dict(re.findall(rb"/(f\d+) (\d+) 0 R", re.search(rb"/Font<<(.*?)>>", resources)[1]))
        widths = {name: _widths(pdf, int(number)) for name, number in fonts.items()}
        content = pdf.stream(int(re.search(rb"/Contents (\d+) 0 R", page)[1]))
        drawn = re.findall(
            rb"q 1 0 0 -1 ([\d.]+) ([\d.]+) cm[^\n]*\nBT 0 Tr/(f\d+) ([\d.]+) Tf(.*?)ET", content, re.DOTALL
        )
        for start, line, font, size, text in drawn:
            text = re.sub(rb"<<.*?>>\s*BDC", b"", text, flags=re.DOTALL)  # what is to be read out instead
            codes = b"".join(plain(one[1:-1]) for one in re.findall(LITERAL, text, re.DOTALL))
            codes += b"".join(bytes.fromhex(one.decode()) for one in re.findall(rb"<([0-9A-Fa-f]+)>", text))
            letters = (int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2))
            width = sum(widths[font][letter] for letter in letters) * float(size) / 1000
            found.append((page_number, float(line), float(start), float(start) + width))
    return found


def _widths(pdf: Pdf, font: int) -> dict[int, float]:
    """How wide each letter of a font is, in thousandths of its size."""
    below = pdf.objects[int(re.search(rb"/DescendantFonts\[(\d+) 0 R", pdf.objects[font])[1])]
    listed = re.search(rb"/W\[([^\]]*)\]", below)[1].split()
    spans = zip(listed[::3], listed[1::3], listed[2::3], strict=True)
    return {code: float(width) for first, last, width in spans for code in range(int(first), int(last) + 1)}


def test_headings_of_rows_and_groups_are_tagged_as_what_they_are():
    pdf = made(GROUPED)
    scopes = [re.search(r"/Scope/(\w+)", one)[1] for one in elements(pdf, "TH")]
    assert sorted(scopes) == ["Column"] * 4 + ["Row"] * 2
    assert len(elements(pdf, "TD")) == 2
    assert squeezed(pdf.text).count("Deskline") == 1


def test_a_table_without_headings_of_columns_has_those_of_its_rows():
    (heading,) = elements(made(BARE), "TH")
    assert "/O/Table/Scope/Row" in heading


@pytest.mark.parametrize(
    "html",
    [
        GROUPED,
        f"{BARE}<p>x</p>{GROUPED}",
        f"<ul><li>a{BARE}</li></ul>",
        BARE.replace("Twee jaar", ""),
        wide(9),
        wide(30),
    ],
)
def test_the_rules_that_a_test_can_check(html):
    """PDF/UA-1 (ISO 14289-1): 7.1 title and language, 7.2 tags in each other, 7.5 headings of tables, 7.18 links."""
    pdf = made(html, earlier=[version(part(1, "a", "Kop", "<p>x</p>"), number=2)])
    catalog = pdf.one(b"/Type/Catalog").decode("latin-1")
    for needed in ("/MarkInfo", "/Lang(nl)", "/DisplayDocTitle true", "/StructTreeRoot"):
        assert needed in catalog, needed
    kinds = {
        number: re.search(rb"/S/(\w+)", body)
        for number, body in pdf.objects.items()
        if b"/StructElem" in body
    }
    parents = {
        "TR": {"Table", "THead", "TBody", "TFoot"},
        "TH": {"TR"},
        "TD": {"TR"},
        "LI": {"L"},
        "LBody": {"LI"},
    }
    for number, found in kinds.items():
        kind = found[1].decode()
        if kind in parents:
            parent = int(re.search(rb"/P (\d+) 0 R", pdf.objects[number])[1])
            assert kinds[parent][1].decode() in parents[kind], kind
    assert all("/Scope/" in one for one in elements(pdf, "TH"))
    assert all("/Alt(" in one for one in elements(pdf, "Figure"))
    annotations = [body for body in pdf.objects.values() if b"/Subtype/Link" in body]
    assert annotations
    assert all(b"/Contents" in body and b"/StructParent" in body for body in annotations)
    assert all(b"/Tabs/S" in page for page in pdf.pages if b"/Annots" in page)


@pytest.mark.parametrize("html", [GROUPED, BARE])
def test_the_file_says_where_everything_in_it_stands(html):
    data = made(html).data
    tables = [int(place) for place in re.findall(rb"startxref\s+(\d+)", data)]
    assert len(tables) == 2, "as it was set, and the tags behind it"
    assert f"/Prev {tables[0]}".encode() in data
    for start in tables:
        lines = data[start:].split(b"trailer")[0].split(b"\n")[1:]
        number = 0
        for line in lines:
            if found := re.fullmatch(rb"(\d+) (\d+)\s*", line):
                number = int(found[1])
            elif found := re.fullmatch(rb"(\d{10}) 00000 n\s*", line):
                assert data[int(found[1]) :].startswith(b"%d 0 obj" % number)
                number += 1
            elif line.strip():
                number += 1


def test_a_document_that_is_tagged_otherwise_stays_as_it_is(caplog):
    pdf = made("<p>Zonder tabel.</p>").data
    (table,) = blocks_of(BARE, base_url="http://testserver")
    assert tagging.with_row_headings(pdf, [table]) == pdf
    assert "0 tables are tagged, where 1 were expected" in caplog.text


@pytest.mark.parametrize("columns", [2, 5, 9, 14])
def test_no_word_runs_over_its_neighbour(columns):
    lines: dict[tuple[int, float], list[tuple[float, float]]] = {}
    for page, line, start, end in runs(made(wide(columns))):
        lines.setdefault((page, line), []).append((start, end))
    beside = 0
    for line in lines.values():
        for (_start, end), (following, _end) in pairwise(sorted(line)):
            beside += 1
            assert end < following + 1
    assert beside >= columns - 1


def test_a_wide_table_lies_across_and_a_narrow_one_does_not():
    upright, across = b"595.", b"841."
    boxes = [re.search(rb"/MediaBox\[0 0 (\d+\.)", page)[1] for page in made(wide(9), GROUPED).pages]
    assert across in boxes
    assert boxes[0] == boxes[-1] == upright
    assert {re.search(rb"/MediaBox\[0 0 (\d+\.)", page)[1] for page in made(GROUPED).pages} == {upright}
    inside = made(f"<ul><li>Punt {wide(9)}</li></ul>")
    assert "Punt" in squeezed(inside.text)


def test_a_column_is_as_wide_as_its_words_ask():
    html = (
        '<table><thead><tr><th scope="col">Nr</th><th scope="col">Wat</th></tr></thead>'
        f"<tbody><tr><td>1</td><td>{'Een lange uitleg. ' * 9}</td></tr></tbody></table>"
    )
    (table,) = blocks_of(html, base_url="http://testserver")
    narrow, broad = table["widths"]
    assert broad > 5 * narrow


def test_what_changed_in_each_version_stands_on_the_last_page():
    first = version(
        part(1, "a", "Kop", "<p>x</p>"),
        number=1,
        change_note="Eerste.",
        in_force_from=datetime(2024, 10, 1, tzinfo=UTC),
    )
    second = version(part(1, "a", "Kop", "<p>x</p>"), number=2, change_note="Korter.", kind="editorial")
    pdf = made("<p>Tekst.</p>", earlier=[second, first])
    shown = squeezed(pdf.text)
    assert "Waterperversieveranderde" in shown
    table = shown[shown.rindex("Watiserveranderd") :]
    assert table.index("Korter.(alleendeverwoording)") < table.index("1oktober2024") < table.index("Eerste.")
    assert f"bladzijde{len(pdf.pages)}van{len(pdf.pages)}" in table


def test_a_first_version_has_no_such_list():
    assert "Waterperversieveranderde" not in squeezed(made("<p>Tekst.</p>").text)
