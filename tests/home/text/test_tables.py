"""Tables: what goes in, what readers get, and what is refused."""

import pytest
from wagtail.contrib.typed_table_block.blocks import TypedTableBlockValidationError

from home.text.blocks import table_value
from home.text.plain import html_to_text
from home.text.tables import TableBlock

ROWS = [["Waarvoor", "Hoe lang"], ["Dossier", "2 jaar"], ["Loon", "7 jaar"]]


@pytest.fixture
def block():
    return TableBlock()


def rendered(block, value) -> str:
    return block.render(block.to_python(value))


def test_headings_of_columns_and_rows_are_header_cells_with_a_caption(block):
    html = rendered(block, table_value(ROWS, header_row=True, header_col=True, caption="Termijnen"))
    assert "<caption>Termijnen</caption>" in html
    assert '<th scope="col">Waarvoor</th><th scope="col">Hoe lang</th>' in html
    assert '<th scope="row">Dossier</th><td>2 jaar</td>' in html


def test_a_wide_table_scrolls_in_itself_and_can_be_reached_with_the_keyboard(block):
    html = rendered(block, table_value(ROWS, caption="Termijnen"))
    assert 'role="region" aria-label="Termijnen" tabindex="0"' in html
    assert 'aria-label="Tabel"' in rendered(block, table_value(ROWS, header_row=True))


def test_without_a_header_row_there_is_no_empty_one(block):
    html = rendered(block, table_value(ROWS, caption="Termijnen"))
    assert "thead" not in html
    assert "<td>Waarvoor</td>" in html


def test_the_corner_above_row_headings_is_no_empty_heading(block):
    html = rendered(block, table_value([["", "Hoe lang"], ["Dossier", "2 jaar"]], True, True, ""))
    assert '<tr><td></td><th scope="col">Hoe lang</th></tr>' in html


@pytest.mark.parametrize("header_row", [True, False])
@pytest.mark.parametrize("header_col", [True, False])
def test_the_other_form_of_a_table_is_read_as_the_same_table(block, header_row, header_col):
    other = {
        "data": ROWS,
        "first_row_is_table_header": header_row,
        "first_col_is_header": header_col,
        "table_caption": "Termijnen",
    }
    assert rendered(block, other) == rendered(block, table_value(ROWS, header_row, header_col, "Termijnen"))
    assert block.get_prep_value(block.to_python(other)) == table_value(
        ROWS, header_row, header_col, "Termijnen"
    )


def test_every_word_is_in_the_text(block):
    html = rendered(block, table_value(ROWS, header_row=True, header_col=True, caption="Termijnen"))
    assert html_to_text(html) == "Termijnen\n\nWaarvoor | Hoe lang\n\nDossier | 2 jaar\n\nLoon | 7 jaar"


def test_short_rows_and_empty_cells_are_filled_up_and_empty_rows_left_out(block):
    value = table_value([["a", "b"], ["c"], [None, " "], ["d", None]], header_row=True)
    assert [row["values"] for row in value["rows"]] == [["c", ""], ["", ""], ["d", ""]]
    assert rendered(block, value).count("<tr>") == 3


def test_what_is_typed_is_text(block):
    html = rendered(block, table_value([["<script>x</script>", "een\ntwee"]], caption="<b>"))
    assert "&lt;script&gt;" in html
    assert "een<br>twee" in html
    assert "<caption>&lt;b&gt;</caption>" in html


def test_a_column_with_links(block):
    value = {
        "columns": [{"type": "rich", "heading": "Meer"}],
        "rows": [{"values": ['<p><a href="https://example.org">site</a></p>']}],
        "caption": "",
    }
    html = rendered(block, value)
    assert '<td><p><a href="https://example.org">site</a></p></td>' in html
    assert "site (https://example.org)" in html_to_text(html)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (table_value([]), "nog geen rijen"),
        (table_value([["a", "b"]], header_row=True), "nog geen rijen"),
        (table_value(ROWS), "een bijschrift nodig, of een kop boven elke kolom"),
        (table_value([["", "b"], ["c", "d"]], header_row=True), "een bijschrift nodig"),
    ],
)
def test_a_table_nobody_could_follow_is_refused(block, value, words):
    with pytest.raises(TypedTableBlockValidationError) as refused:
        block.clean(block.to_python(value))
    assert words in str(refused.value.non_block_errors.as_data())


@pytest.mark.parametrize("value", [table_value(ROWS, header_row=True), table_value(ROWS, caption="x")])
def test_a_caption_or_headings_are_enough(block, value):
    block.clean(block.to_python(value))


def test_a_draft_may_hold_an_unfinished_table(block):
    block.defer_required_validation()
    try:
        block.clean(block.to_python(table_value([])))
    finally:
        block.restore_deferred_validation()
