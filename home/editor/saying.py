"""What a part of a draft says, as people read it: the words of a choice and the names of fields, not what is stored."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Field
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from home.editor.merging import Part
from home.text.blocks import SectionBodyBlock

_TAG = re.compile(r"<[^>]+>")
_APART = "; "  # between the fields of a block


def words_of(name: str, part: Part | None) -> str:
    """A block (``text``) or a heading, without its markup; empty when only its hash is known."""
    if part is None or part.raw is None:
        return ""
    if name != "text":
        return _plain(part.raw)
    block = SectionBodyBlock().child_blocks[part.raw["type"]]
    return f"{block.label}: {_said(block, part.raw['value'])}"


def words_of_field(field: Field[Any, Any], value: Any) -> str:
    """What is filled in beside the text: a day as people write it, a choice by its words."""
    if value in (None, ""):
        return ""
    if isinstance(value, datetime):
        return _("%(moment)s uur") % {"moment": date_format(timezone.localtime(value), "j F Y H:i")}
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return _chosen(getattr(field, "flatchoices", ()), [value]) if field.choices else str(value)


def _said(block: Any, value: Any) -> str:
    """What is stored of a block, in words."""
    if isinstance(block, blocks.BooleanBlock):
        return _("ja") if value else _("nee")
    if value in (None, "", []):
        return ""
    if isinstance(block, TypedTableBlock):
        return _of_table(block, value)
    if isinstance(block, blocks.StructBlock) and isinstance(value, Mapping):
        return _together(_of_child(child, value.get(name)) for name, child in block.child_blocks.items())
    if isinstance(block, blocks.ListBlock):
        return _together(_said(block.child_block, _own(one)) for one in value)
    if isinstance(block, blocks.ChooserBlock):
        return str(block.to_python(value) or "")
    if isinstance(block, blocks.ChoiceBlock | blocks.MultipleChoiceBlock):
        return _chosen(block.field.choices, value if isinstance(value, list | tuple) else [value])
    return _plain(value)


def _of_child(child: Any, value: Any) -> str:
    """A text for readers speaks for itself; of anything else it is said what it is called."""
    words = _said(child, value)
    return words if isinstance(child, blocks.RichTextBlock) or not words else f"{child.label}: {words}"


def _own(item: Any) -> Any:
    return item["value"] if isinstance(item, Mapping) and item.get("type") == "item" else item


def _of_table(block: Any, table: Mapping[str, Any]) -> str:
    columns = table.get("columns") or []
    kinds = [block.child_blocks.get(column["type"]) for column in columns]
    rows = [", ".join(filter(None, map(_said, kinds, row["values"]))) for row in table.get("rows") or []]
    headings = ", ".join(filter(None, (column["heading"] for column in columns)))
    return _together([table.get("caption") or "", headings, *rows])


def _chosen(choices: Iterable[tuple[Any, Any]], given: Iterable[Any]) -> str:
    known = {str(value): " ".join(str(label).strip("– ").split()) for value, label in choices}
    return ", ".join(known.get(str(one), str(one)) for one in given)


def _together(words: Iterable[str]) -> str:
    return _APART.join(filter(None, words))


def _plain(value: Any) -> str:
    return " ".join(_TAG.sub(" ", str(value)).split())
