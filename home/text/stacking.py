"""Tables as readers get them: where there is no room, each row stands as a small list of its own.

Added when a page is shown, never frozen: a version's HTML, text and hash are what they were. What a style sheet takes
away from a table once its rows are no longer laid out as rows is written out here: the roles, and beside each cell the
heading of its column.
"""

import re
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from lxml import etree
from lxml import html as lxml_html

_TABLE = re.compile(r'(<div class="table-scroll"[^>]*>)?(<table>.*?</table>)(?(1)</div>)', re.DOTALL)
_ROLES = {
    "table": "table",
    "thead": "rowgroup",
    "tbody": "rowgroup",
    "tfoot": "rowgroup",
    "tr": "row",
    "td": "cell",
}
WIDEST = 6  # columns: with more than these a table stacks always


def with_stacking_tables(html: str) -> SafeString:
    """The HTML of a text or of a comparison with every table ready to stack; nothing else is touched."""
    return mark_safe(_TABLE.sub(lambda found: _stacking(found[2]), html))  # noqa: S308 - rendered by our own templates


def _stacking(table: str) -> str:
    root: Any = lxml_html.fragment_fromstring(table)
    rows = list(root.iter("tr"))
    head = [row for row in rows if row.getparent().tag == "thead"] or _heading_rows(rows)
    labels = [_words(cell) for cell in _spread(head[-1])] if head else []
    for element in root.iter("table", "thead", "tbody", "tfoot", "tr", "td"):
        element.set("role", _ROLES[element.tag])
    for row in rows:
        cells = list(row.iterchildren("th", "td"))
        for cell, label in zip(_spread(row), labels, strict=False):
            if cell.tag == "td" and row not in head and label:
                cell.set("data-label", label)
        for cell in row.iterchildren("th"):
            scope = cell.get("scope", "")
            cell.set("role", "columnheader" if row in head or scope == "col" else "rowheader")
        if len(cells) == 1 and cells[0].get("scope") == "rowgroup":
            row.set("class", "group")
    columns = max((len(_spread(row)) for row in rows), default=0)
    always = " stacked" if columns > WIDEST else ""
    written = etree.tostring(root, encoding="unicode", method="html")
    return f'<div class="table{always}">{written}</div>'


def _heading_rows(rows: list[Any]) -> list[Any]:
    """A first row of nothing but headings of columns."""
    first = list(rows[0].iterchildren("th", "td")) if rows else []
    return rows[:1] if first and all(cell.get("scope") == "col" for cell in first) else []


def _spread(row: Any) -> list[Any]:
    """The cells of a row by column: a cell over more columns stands in each."""
    return [
        cell
        for cell in row.iterchildren("th", "td")
        for _column in range(int(cell.get("colspan", "1") if cell.get("colspan", "1").isdecimal() else 1))
    ]


def _words(cell: Any) -> str:
    """What a heading says; of a comparison what it says now."""
    now: list[str] = cell.xpath(
        ".//text()[not(ancestor::del) and not(ancestor::*[@class='visually-hidden'])]"
    )
    return " ".join("".join(now).split())
