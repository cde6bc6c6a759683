"""What a stored draft says to readers, part by part, as far as somebody wrote it.

Two drafts say the same when readers would see the same: keys of the editor, ids of blocks and the way in which HTML is
written make no difference; formatting, order and links do. What the register or the settings add are facts, and
nobody's words: of such a block only what was chosen in it counts. A reusable text has authors of its own, so that a
section says only where it stands.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from django.utils import translation
from lxml import html as lxml_html

from home.core.languages import SOURCE
from home.text.blocks import body_of
from home.text.commitment_blocks import CommitmentBlock
from home.text.contact_block import ContactBlock
from home.text.plain import with_whole_lists, without_editor_keys
from home.text.register_blocks import RegisterBlock
from home.text.rendering import heading_of
from home.text.reusable_block import ReusableTextBlock

TITLE, ORDER, PROMISES = "title", "order", "commitments"
# What readers are told about the version beside its text; a translation also says of which version it is one.
TOLD = ("change_note", "kind", "effective_from", "announce_from", "translates")
SECTION = "#"
_AROUND_BLOCKS = re.compile(
    r" ?(</?(?:p|div|[uod]l|li|d[td]|h[1-6r]|table|caption|t(?:head|body|r|h|d))\b[^>]*>) ?"
)


def words_of(content: Mapping[str, Any]) -> dict[str, str]:
    """What a revision says, by part, out of its stored ``content``."""
    words = text_of(content.get("title") or "", json.loads(content.get("body") or "[]"))
    if content.get("commitments"):
        words[PROMISES] = json.dumps(content["commitments"], sort_keys=True)
    return words | {name: str(content[name]) for name in TOLD if content.get(name)}


def text_of(title: str, body: list[dict[str, Any]]) -> dict[str, str]:
    """Title, order of the sections, and each section by its anchor."""
    sections = {_anchor(section, at): section for at, section in enumerate(body)}
    return {
        TITLE: title,
        ORDER: json.dumps(list(sections)),
        **{
            f"{SECTION}{anchor}": _said(json.dumps(_without_ids(section), sort_keys=True))
            for anchor, section in sections.items()
        },
    }


def reusable_in(body: list[dict[str, Any]]) -> set[int]:
    """The keys of the reusable texts that a stored body shows."""
    return {
        block["value"]
        for section in body
        for block in (section.get("value") or {}).get("body") or ()
        if block["type"] == "reusable" and block["value"]
    }


def canonical(html: str) -> str:
    """HTML in the one way in which this module compares it."""
    whole = without_editor_keys(with_whole_lists(html))
    root = lxml_html.fragment_fromstring(whole, create_parent="div")
    return _AROUND_BLOCKS.sub(r"\1", " ".join(lxml_html.tostring(root, encoding="unicode").split()))


def _anchor(section: dict[str, Any], position: int) -> str:
    return (section.get("value") or {}).get("anchor") or str(section.get("id") or position)


@lru_cache(maxsize=4096)  # of one draft to the next only a section or two differ
def _said(section: str) -> str:
    with translation.override(SOURCE):
        [child] = body_of([json.loads(section)])
        return json.dumps([heading_of(child), *(list(_block(block)) for block in child.value["body"])])


def _block(child: Any) -> Iterator[Any]:
    """What one block says: its kind, what was chosen in it, and its words."""
    yield child.block_type
    block, value = child.block, child.value
    if isinstance(block, ReusableTextBlock):
        yield child.get_prep_value()["value"]
    elif isinstance(block, CommitmentBlock):
        yield block.parameters(value)
        yield canonical(str(value["text"]))
    elif isinstance(block, RegisterBlock | ContactBlock):
        yield {name: canonical(str(one)) for name, one in value.items() if one}
    else:
        yield canonical(child.render())


def _without_ids(value: Any) -> Any:
    """A block's value without the ids of blocks: a block that was put back as it was says the same."""
    if isinstance(value, list):
        return [_without_ids(one) for one in value]
    if isinstance(value, dict):
        block = {"type", "value"} <= value.keys()
        return {name: _without_ids(one) for name, one in value.items() if not (block and name == "id")}
    return value
