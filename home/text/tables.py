"""A table with a caption and real header cells; each column holds text, text with links, or the rows' headings."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.contrib.typed_table_block.blocks import (
    TypedTable,
    TypedTableBlock,
    TypedTableBlockAdapter,
    TypedTableBlockValidationError,
)

from home.text.features import INLINE

PLAIN, HEADING = "text", "heading"


def table_value(
    rows: Sequence[Sequence[str | None]],
    header_row: bool = False,
    header_col: bool = False,
    caption: str | None = "",
) -> dict[str, Any]:
    """The raw value of a table block from rows of plain text; short rows are filled up with empty cells.

    ``header_row``: the first row holds the columns' headings. ``header_col``: the first cell of each row is its
    heading.
    """
    cells = [[str(cell or "").strip() for cell in row] for row in rows]
    width = max(map(len, cells), default=0)
    cells = [row + [""] * (width - len(row)) for row in cells]
    headings = cells.pop(0) if header_row and cells else [""] * width
    kinds = [HEADING if header_col and not position else PLAIN for position in range(width)]
    return {
        "columns": [
            {"type": kind, "heading": heading} for kind, heading in zip(kinds, headings, strict=True)
        ],
        "rows": [{"values": row} for row in cells],
        "caption": str(caption or "").strip(),
    }


def _from_plain(value: dict[str, Any]) -> dict[str, Any]:
    """The same table out of ``{"data", "first_row_is_table_header", "first_col_is_header", "table_caption"}``."""
    return table_value(
        value["data"] or [],
        header_row=bool(value.get("first_row_is_table_header")),
        header_col=bool(value.get("first_col_is_header")),
        caption=value.get("table_caption"),
    )


class TableBlock(TypedTableBlock):
    """Rows and columns, made with plain fields and buttons so that it needs no mouse.

    Reads the value of Wagtail's other table block too (``{"data": [[…]], …}``), which is what an import makes.
    """

    text = blocks.TextBlock(label=_("Tekst"), required=False, rows=1)
    heading = blocks.CharBlock(label=_("Kop van de rij"), required=False)
    rich = blocks.RichTextBlock(label=_("Tekst met opmaak en links"), required=False, features=INLINE)

    def to_python(self, value: Any) -> Any:
        return super().to_python(_from_plain(value) if value and "data" in value else value)

    def clean(self, table: Any) -> dict[str, Any]:
        table = super().clean(table)
        if self.is_deferred_validation:
            return table
        if not table.columns or not table.row_data:
            problem = _("De tabel heeft nog geen rijen. Voeg een kolom en een rij toe, of haal de tabel weg.")
        elif not table.caption.strip() and not all(column["heading"].strip() for column in table.columns):
            problem = _(
                "Deze tabel heeft een bijschrift nodig, of een kop boven elke kolom. Wie de tabel laat voorlezen, "
                "hoort anders niet waar de cellen over gaan."
            )
        else:
            return table
        raise TypedTableBlockValidationError(non_block_errors=[ValidationError(problem)])

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        headings = [column["heading"].strip() for column in value.columns]
        return {**context, "headings": headings if any(headings) else [], "rows": list(_rows(value))}

    class Meta:
        label = _("Tabel")
        icon = "table"
        template = "home/blocks/table.html"
        help_text = _(
            "Voeg eerst kolommen toe, dan rijen. Kies “Kop van de rij” voor een kolom die zegt waar elke rij over gaat."
        )


def _rows(table: TypedTable) -> Iterator[list[dict[str, Any]]]:
    """Each row in which something stands, as cells: ``{"kind", "value"}``."""
    for row in table.row_data:
        if not any(strip_tags(str(value or "")).strip() for value in row["values"]):
            continue
        yield [
            {"kind": column["block"].name, "value": value}
            for column, value in zip(table.columns, row["values"], strict=True)
        ]


class TableAdapter(TypedTableBlockAdapter):
    """The table's buttons in our own words."""

    def js_args(self, block: Any) -> list[Any]:
        name, children, defaults, meta = super().js_args(block)
        words = {
            "CAPTION": _("Bijschrift"),
            "CAPTION_HELP_TEXT": _("Waar de tabel over gaat, in een paar woorden. Staat boven de tabel."),
            "ADD_COLUMN": _("Kolom toevoegen"),
            "ADD_ROW": _("Rij toevoegen"),
            "COLUMN_HEADING": _("Kop van de kolom"),
            "INSERT_COLUMN": _("Kolom invoegen"),
            "DELETE_COLUMN": _("Kolom weghalen"),
            "INSERT_ROW": _("Rij invoegen"),
            "DELETE_ROW": _("Rij weghalen"),
        }
        return [name, children, defaults, meta | {"strings": words}]


register(TableAdapter(), TableBlock)
