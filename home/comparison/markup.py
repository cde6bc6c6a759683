"""Writes blocks and words with marks: to be seen without colour, and heard by who listens."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from django.utils.html import escape
from django.utils.translation import gettext as _

from home.comparison.pieces import BREAK, Piece, Word, Wrapper, shown_address

KEPT, INSERTED, DELETED = "", "ins", "del"
Unit = tuple[str, Word]  # what became of a word, and the word


def note(word: Word) -> Word:
    """Where the link that ends with this word leads, in words."""
    words = _("(link naar %(address)s)") % {"address": shown_address(word.address)}
    return Word(words, space=word.space, wrappers=(("span", (("class", "address"),)),))


def with_address(status: str, word: Word) -> Iterator[Unit]:
    """A word that came or went, with where its link led: that came or went as well."""
    if word.ends_link and not word.is_address:
        yield status, replace(word, space=True)
        yield status, note(word)
    else:
        yield status, word


def write_blocks(blocks: Sequence[Piece], status: str, *, in_structure: bool) -> str:
    """Blocks that all came, went or stayed. In a list or table the marks stand inside its parts."""
    if not blocks:
        return ""
    if in_structure or status == KEPT:
        return "".join(_write_block(block, status) for block in blocks)
    if all(not block.tag for block in blocks):
        return "".join(_write_block(block, status) for block in blocks)
    inside = "".join(_write_block(block, KEPT, with_addresses=True) for block in blocks)
    return f'<{status} class="whole">{_said(status, "whole-label")}{inside}{_said_at_end(status)}</{status}>'


def write_tag(block: Piece, inside: str) -> str:
    """An element of this block's kind around HTML that is already written."""
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in block.attributes)
    if block.tag == "hr":
        return "<hr>"
    return f"<{block.tag}{attributes}>{inside}</{block.tag}>"


def _write_block(block: Piece, status: str, *, with_addresses: bool = False) -> str:
    if not block.tag:
        return write_units(_units(block.words, status, with_addresses=with_addresses or status != KEPT))
    if with_addresses:
        return write_tag(
            block, "".join(_write_block(child, KEPT, with_addresses=True) for child in block.children)
        )
    return write_tag(block, write_blocks(block.children, status, in_structure=block.is_structure))


def _units(words: Iterable[Word], status: str, *, with_addresses: bool) -> Iterable[Unit]:
    for word in words:
        yield from with_address(status, word) if with_addresses else [(status, word)]


def write_units(units: Iterable[Unit]) -> str:
    """A run of words; a mark goes around all that came or went together, inside a link that they share."""
    parts: list[str] = []
    open_now: list[Wrapper] = []
    last, last_status = None, KEPT
    for status, run in groupby(units, key=lambda unit: unit[0]):
        words = [word for _status, word in run]
        shared = _shared([word.wrappers for word in words]) if status else 0
        for word in words:
            path = [*word.wrappers]
            if status:
                path.insert(shared, (status, ()))
            keep = _shared([open_now, path])
            if last and last.ends_link and last_status != DELETED:
                keep = min(keep, _place_of_link(open_now))
            for tag, _attributes in reversed(open_now[keep:]):
                parts.append(_closed(tag))
            if last and (last.space or (last_status and status and last_status != status)):
                parts.append(" ")
            for tag, attributes in path[keep:]:
                parts.append(_opened(tag, attributes))
            parts.append("<br>" if word.text == BREAK else escape(word.text))
            open_now, last, last_status = path, word, status
    for tag, _attributes in reversed(open_now):
        parts.append(_closed(tag))
    return "".join(parts)


def _place_of_link(path: Sequence[Wrapper]) -> int:
    return next((place for place, (tag, _attributes) in enumerate(path) if tag == "a"), len(path))


def _shared(paths: Sequence[Sequence[Wrapper]]) -> int:
    """How many elements these all begin with."""
    count = 0
    for level in zip(*paths, strict=False):
        if any(one != level[0] for one in level):
            break
        count += 1
    return count


def _opened(tag: str, attributes: Iterable[tuple[str, str]]) -> str:
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes)
    return f"<{tag}{written}>{_said(tag)}"


def _closed(tag: str) -> str:
    return f"{_said_at_end(tag)}</{tag}>"


def _said(tag: str, css: str = "visually-hidden") -> str:
    words = {INSERTED: _("toegevoegd:"), DELETED: _("verwijderd:")}.get(tag)
    return f'<span class="{css}">{words} </span>' if words else ""


def _said_at_end(tag: str) -> str:
    words = {INSERTED: _("einde toevoeging."), DELETED: _("einde verwijdering.")}.get(tag)
    return f'<span class="visually-hidden"> {words} </span>' if words else ""
