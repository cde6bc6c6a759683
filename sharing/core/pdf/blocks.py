"""What stands in a document: the building blocks that ``document.typ`` sets.

A block is a dictionary with a ``kind``. *Words* are what runs on within a line: a list of strings and of the inline
pieces below. All of it is data, so nothing needs escaping.
"""

from collections.abc import Iterable
from typing import Any, Literal

Words = list[str | dict[str, Any]]


def paragraph(words: Words) -> dict[str, Any]:
    return {"kind": "paragraph", "body": words}


def caption(words: Words) -> dict[str, Any]:
    """What a table is about, before it."""
    return {"kind": "caption", "body": words}


def heading(words: Words, *, level: int, anchor: str = "", is_listed: bool = False) -> dict[str, Any]:
    """``level`` from 1, and none skipped; ``is_listed`` puts it in the contents, ``anchor`` lets jumps lead to it."""
    return {"kind": "heading", "level": level, "body": words, "anchor": anchor, "listed": is_listed}


def anchor(name: str) -> dict[str, Any]:
    """A place without a heading that jumps lead to."""
    return {"kind": "anchor", "anchor": name}


def contents(title: str) -> dict[str, Any]:
    """The headings that are listed, with their pages."""
    return {"kind": "contents", "title": title}


def listed(items: Iterable[dict[str, Any]], *, is_ordered: bool, start: int = 1) -> dict[str, Any]:
    """A list of ``item``s; ``start`` is the first number of one in order."""
    return {"kind": "list", "ordered": is_ordered, "start": start, "items": list(items)}


def item(blocks: list[dict[str, Any]], *, number: int | None = None) -> dict[str, Any]:
    """``number`` when it is not simply the next one."""
    return {"number": number, "body": blocks}


def terms(items: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Terms (``term``) and what is said of each."""
    return {"kind": "terms", "items": list(items)}


def term(words: Words, blocks: list[dict[str, Any]]) -> dict[str, Any]:
    return {"term": words, "body": blocks}


def facts(items: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Short facts (``fact``), one below the other."""
    return {"kind": "facts", "items": list(items)}


def fact(name: str, text: str, kind: Literal["text", "link", "code"] = "text") -> dict[str, Any]:
    """A text in lines, an address to follow, or a code in letters of one width."""
    return {"term": name, "kind": kind, "text": text, "lines": text.splitlines()}


def table(cells: Iterable[dict[str, Any]], *, columns: int, head: int) -> dict[str, Any]:
    """``cell``s, each at its own place; ``head`` is how many rows at the top hold the names of the columns."""
    return {"kind": "table", "columns": columns, "head": head, "cells": list(cells)}


def cell(
    blocks: list[dict[str, Any]], *, x: int, y: int, across: int = 1, down: int = 1, is_header: bool = False
) -> dict[str, Any]:
    """At column ``x`` and row ``y``, from 0, and so many columns wide and rows high; cells never overlap."""
    return {"x": x, "y": y, "colspan": across, "rowspan": down, "header": is_header, "body": blocks}


def styled(words: Words, style: Literal["strong", "emph", "sub", "sup", "code"]) -> dict[str, Any]:
    return {"kind": style, "body": words}


def black(reason: str) -> dict[str, Any]:
    """Words that are not shown: a black bar with why in white on it, so that it is seen and heard."""
    return {"kind": "black", "text": reason}


def line_break() -> dict[str, Any]:
    return {"kind": "break"}


def link(address: str, words: Words) -> dict[str, Any]:
    """To an address of http, https, mailto or tel; whoever makes it checks that."""
    return {"kind": "link", "url": address, "body": words}


def jump(to: str, words: Words) -> dict[str, Any]:
    """To an anchor of this document; the page it is on follows the words."""
    return {"kind": "jump", "anchor": to, "body": words}
