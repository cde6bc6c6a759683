"""Tables as readers get them: ready to stand as small lists where there is no room."""

import pytest
from lxml import html as lxml_html

from home.text.blocks import table_value
from home.text.stacking import with_stacking_tables
from home.text.tables import TableBlock

GROUPED = (
    "<table><caption>Ontvangers</caption>"
    '<thead><tr><th scope="col">Organisatie</th><th scope="col">Land</th></tr></thead>'
    '<tbody><tr><th scope="rowgroup" colspan="2">Opdrachtgevers</th></tr>'
    '<tr><th scope="row">Gemeente &amp; Zn.</th><td>Nederland</td></tr></tbody></table>'
)


def shown(html: str):
    return lxml_html.fragment_fromstring(with_stacking_tables(html), create_parent="div")


def test_a_cell_knows_the_heading_of_its_column_and_everything_keeps_its_role():
    page = shown(GROUPED)
    (cell,) = page.iter("td")
    assert dict(cell.attrib) == {"role": "cell", "data-label": "Land"}
    roles = {element.get("role") for element in page.iter("table", "thead", "tbody", "tr", "th", "td")}
    assert roles == {"table", "rowgroup", "row", "columnheader", "rowheader", "cell"}
    assert [row.get("class") for row in page.iter("tr")] == [None, "group", None]


def test_every_word_stays_and_what_is_not_a_table_is_left_alone():
    around = '<h2 id="a">1. A</h2>\n<p>Een &lt;b&gt; &amp; twee<br>drie</p>\n'
    result = with_stacking_tables(f"{around}{GROUPED}<p>na</p>")
    assert result.startswith(around)
    assert result.endswith("</table></div><p>na</p>")
    plain = lxml_html.fragment_fromstring(GROUPED, create_parent="div")
    assert " ".join(shown(GROUPED).text_content().split()) == " ".join(plain.text_content().split())


def test_a_table_that_was_typed_no_longer_scrolls_sideways():
    block = TableBlock()
    rows = [["Waarvoor", "Hoe lang"], ["Dossier", "een\ntwee"]]
    html = block.render(block.to_python(table_value(rows, header_row=True, caption="Termijnen")))
    page = shown(html)
    assert page.find_class("table-scroll") == []
    assert [cell.get("data-label") for cell in page.iter("td")] == ["Waarvoor", "Hoe lang"]
    assert "een<br>twee" in with_stacking_tables(html)


def test_a_table_without_headings_has_no_labels():
    block = TableBlock()
    page = shown(block.render(block.to_python(table_value([["a", "b"]], caption="x"))))
    assert [cell.get("data-label") for cell in page.iter("td")] == [None, None]


@pytest.mark.parametrize(("columns", "names"), [(6, "table"), (7, "table stacked")])
def test_many_columns_stack_always(columns, names):
    row = "".join(f'<th scope="col">{n}</th>' for n in range(columns))
    page = shown(f"<table><thead><tr>{row}</tr></thead><tbody><tr><td>x</td></tr></tbody></table>")
    assert page[0].get("class") == names


def test_of_a_comparison_a_label_says_what_the_heading_says_now():
    changed = '<th scope="col"><del><span class="visually-hidden">verwijderd: </span>Land</del> <ins>Staat</ins></th>'
    page = shown(f"<table><thead><tr>{changed}</tr></thead><tbody><tr><td>x</td></tr></tbody></table>")
    assert page.find(".//td").get("data-label") == "Staat"
