"""Two drafts of one statement as rows that can be brought together: the fields, the sections and each block in them.

What a form started from is known by short hashes only: they travel in the form itself, for a draft can be written over
by the autosave of who made it.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeAlias

from lxml import html
from wagtail import blocks

from home.text.blocks import body_of
from sharing.public import Merged, merge_order

FIELDS = ""  # the row of what stands beside the text
ORDER = "order"
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


@dataclass(frozen=True, slots=True)
class Part:
    """A value, equal to another when the hash is; ``raw`` is as it is stored, None when only the hash is known."""

    digest: str
    raw: Any = field(default=None, compare=False)


Rows: TypeAlias = dict[str, dict[str, Part]]


@dataclass(slots=True)
class Draft:
    """A draft as rows, and the order of sections (at ``FIELDS``) and of the blocks in each section."""

    rows: Rows
    order: dict[str, list[str]]

    def as_hashes(self) -> str:
        """What a form carries of the draft that it started from."""
        rows = {key: {name: part.digest for name, part in row.items()} for key, row in self.rows.items()}
        return json.dumps({"rows": rows, "order": self.order}, separators=(",", ":"))


def draft_of(body: Iterable[Any], fields: Mapping[str, Any]) -> Draft:
    """The rows of a text (a StreamValue) and of the values beside it."""
    rows: Rows = {FIELDS: {name: _part(_plain(value), value) for name, value in fields.items()}}
    order: dict[str, list[str]] = {FIELDS: []}
    for place, section in enumerate(body):
        key = f"s:{section.id or f'+{place}'}"
        order[FIELDS].append(key)
        order[key] = []
        rows[key] = {name: _part(section.value[name], section.value[name]) for name in ("heading", "anchor")}
        for number, block in enumerate(section.value["body"]):
            own = f"b:{block.id or f'{key}+{number}'}"
            order[key].append(own)
            said = [block.block_type, _normal(block.block, block.value)]
            raw = {"type": block.block_type, "value": block.block.get_prep_value(block.value), "id": block.id}
            rows[own] = {"in": _part(key, key), "text": _part(said, raw)}
    return Draft(rows, order)


def draft_from_hashes(sent: str) -> Draft | None:
    """The draft that a form says it started from; None when it says nothing that can be read."""
    try:
        told = json.loads(sent)
        rows = {
            str(key): {str(name): Part(str(digest)) for name, digest in row.items()}
            for key, row in told["rows"].items()
        }
        order = {str(key): [str(one) for one in keys] for key, keys in told["order"].items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return Draft(rows, order)


def with_known_anchors(mine: Draft, theirs: Draft) -> None:
    """A section that is open in a browser hears of its anchor only when the page is opened again."""
    for key, row in mine.rows.items():
        if key.startswith("s:") and key in theirs.rows and not row["anchor"].raw:
            row["anchor"] = theirs.rows[key]["anchor"]


def orders_between(base: Draft, theirs: Draft, mine: Draft) -> tuple[dict[str, list[str]], set[str]]:
    """The order of sections and of blocks in each, and where both moved things differently."""
    merged, both = {}, set()
    for key in dict.fromkeys([*mine.order, *theirs.order]):
        merged[key], differ = merge_order(*(one.order.get(key, []) for one in (base, theirs, mine)))
        if differ:
            both.add(key)
    return merged, both


def body_from(
    merged: Merged, orders: Mapping[str, Sequence[str]], drafts: Sequence[Draft]
) -> blocks.StreamValue:
    """The text of the merged rows. ``drafts``: where to find what is known by its hash only, and a lost section."""
    rows: dict[str, dict[str, Part]] = dict(merged.rows)
    inside: dict[str, list[str]] = {}
    for key, row in rows.items():
        if key.startswith("b:"):
            inside.setdefault(_raw(drafts, key, "in", row), []).append(key)
    for key in inside:
        if key not in rows:  # the section went, and a paragraph that is asked about was in it
            rows[key] = next(draft.rows[key] for draft in drafts if key in draft.rows)
    raw = []
    for key in _sorted((one for one in rows if one.startswith("s:")), orders.get(FIELDS, [])):
        parts = {name: _raw(drafts, key, name, rows[key]) for name in ("heading", "anchor")}
        own = _sorted(inside.get(key, []), orders.get(key, []))
        body = [_raw(drafts, one, "text", rows[one]) for one in own]
        raw.append({"type": "section", "id": _id(key), "value": {**parts, "body": body}})
    return body_of(raw)


def _raw(drafts: Sequence[Draft], key: str, name: str, row: Mapping[str, Part]) -> Any:
    part = row[name]
    if part.raw is not None:
        return part.raw
    same = (draft.rows[key][name] for draft in drafts if draft.rows.get(key, {}).get(name) == part)
    found = next((one.raw for one in same if one.raw is not None), None)
    return (
        found
        if found is not None
        else next(draft.rows[key][name].raw for draft in drafts if key in draft.rows)
    )


def _sorted(keys: Iterable[str], order: Sequence[str]) -> list[str]:
    place = {key: number for number, key in enumerate(order)}
    return sorted(keys, key=lambda key: place.get(key, len(order)))


def _id(key: str) -> str | None:
    found = key[2:]
    return None if "+" in found else found


def _part(normal: Any, raw: Any) -> Part:
    told = json.dumps(normal, sort_keys=True, default=str, ensure_ascii=False)
    return Part(hashlib.sha256(told.encode()).hexdigest()[:12], raw)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return "\n".join(value.splitlines())
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return getattr(value, "pk", value)


def _normal(block: Any, value: Any) -> Any:
    """A value in the form that it has after a visit to the editor, so that nobody changed what nobody touched."""
    if isinstance(block, blocks.RichTextBlock):
        return _normal_text(value.source if value else "")
    if isinstance(block, blocks.StructBlock):
        return {name: _normal(child, value.get(name)) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [_normal(block.child_block, one) for one in value]
    return _plain(block.get_prep_value(value))


def _normal_text(source: str) -> str:
    """Rich text without the keys of the editor and without what differs only in writing."""
    plain = _BLOCK_KEY.sub("", source).strip()
    if not plain:
        return ""
    tree = html.fragment_fromstring(plain, create_parent="div")
    written = "".join(html.tostring(child, encoding="unicode") for child in tree)
    return (tree.text or "") + written
