"""Sections as the raw value of the statement's StreamField."""

import html
from collections.abc import Mapping
from typing import Any

from home.reading.model import (
    Block,
    Definitions,
    Inline,
    ItemList,
    Paragraph,
    ReadStatement,
    Span,
    Table,
)
from home.text.anchors import unique_anchors


def stream_of(text: ReadStatement, anchors: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """The raw value of ``StatementPage.body``: a section block per section; ``anchors`` keeps those by heading.

    Links within the file lead to the anchor of the section they point into.
    """
    sections, anchors = text.sections, anchors or {}
    made = unique_anchors([(section.heading, anchors.get(section.heading, "")) for section in sections])
    targets = {
        target: anchor for section, anchor in zip(sections, made, strict=True) for target in section.targets
    }
    return [
        {
            "type": "section",
            "value": {
                "heading": section.heading,
                "anchor": anchor,
                "body": [raw for block in section.blocks for raw in _blocks(block, targets)],
            },
        }
        for section, anchor in zip(sections, made, strict=True)
    ]


def grid_value(table: Table) -> dict[str, Any]:
    """The table as rows of words, a form of value that the ``table`` block reads too."""
    return {
        "data": table.rows,
        "first_row_is_table_header": table.first_row_is_header,
        "first_col_is_header": table.first_column_is_header,
        "table_caption": table.caption,
    }


def _blocks(block: Block, targets: Mapping[str, str]) -> list[dict[str, Any]]:
    match block:
        case Paragraph():
            return [{"type": "paragraph", "value": f"<p>{inline_html(block.content, targets)}</p>"}]
        case ItemList():
            return [{"type": "list", "value": _list_html(block, targets)}]
        case Definitions():
            entries = [
                {"term": term, "text": f"<p>{inline_html(text, targets)}</p>"} for term, text in block.entries
            ]
            return [{"type": "definitions", "value": entries}]
        case Table():
            return [{"type": "table", "value": grid_value(block)}]


def _list_html(block: ItemList, targets: Mapping[str, str]) -> str:
    tag = "ol" if block.ordered else "ul"
    items = (
        f"<li>{inline_html(item.content, targets)}"
        f"{''.join(_list_html(sublist, targets) for sublist in item.lists)}</li>"
        for item in block.items
    )
    return f"<{tag}>{''.join(items)}</{tag}>"


def inline_html(content: Inline, targets: Mapping[str, str]) -> str:
    """Words with their format, as the rich text editor stores them."""
    return "".join(_span_html(span, targets) for span in content)


def _span_html(span: Span, targets: Mapping[str, str]) -> str:
    words = html.escape(span.text, quote=False).replace("\n", "<br/>")
    if span.italic:
        words = f"<i>{words}</i>"
    if span.bold:
        words = f"<b>{words}</b>"
    href = span.href
    if href.startswith("#"):
        href = f"#{targets[href[1:]]}" if href[1:] in targets else ""
    return f'<a href="{html.escape(href)}">{words}</a>' if href else words
