"""The handbook's files as pages: the same text that stands beside the code."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

from cms.handbook.places import GLOSSARY, PAGES

FOLDER = Path(settings.BASE_DIR) / "docs"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the handbook: its title, its text as HTML without that title, and its headings (address, text)."""

    title: str
    html: SafeString
    headings: tuple[tuple[str, str], ...]


@cache
def page(name: str) -> Page:
    """One of ``PAGES``; read once, since a release brings its own text. Raises KeyError for another name."""
    if name not in PAGES:
        raise KeyError(name)
    path = FOLDER / (f"{name}.md" if name == GLOSSARY else f"handboek/{name}.md")
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(path.read_text(encoding="utf-8"))
    title, headings = _name_headings(tokens)
    _name_cells(tokens)
    for token in tokens:
        for child in token.children or []:
            if child.type == "link_open":
                _lead_inside(child)
    # The title is the screen's own heading.
    html = markdown.renderer.render(tokens[3:], markdown.options, {})
    return Page(title, mark_safe(html), headings)  # noqa: S308  our own text; HTML in it is shown as text


def _name_headings(tokens: Sequence[Token]) -> tuple[str, tuple[tuple[str, str], ...]]:
    title, found = "", []
    for opening, content in itertools.pairwise(tokens):
        if opening.type != "heading_open":
            continue
        if opening.tag == "h1":
            title = content.content
        else:
            opening.attrSet("id", slugify(content.content))
            found.append((slugify(content.content), content.content))
    return title, tuple(found)


def _name_cells(tokens: Sequence[Token]) -> None:
    """Each cell knows the heading of its column: on a telephone there is no room for columns."""
    columns: list[str] = []
    place = 0
    for opening, content in itertools.pairwise(tokens):
        if opening.type == "table_open":
            columns = []
        elif opening.type == "tr_open":
            place = 0
        elif opening.type == "th_open":
            columns.append(content.content)
        elif opening.type == "td_open":
            opening.attrSet("data-label", columns[place])
            place += 1


def _lead_inside(link: Token) -> None:
    """A link to another file leads to its page; one to a file that is not in the handbook is for who has the files."""
    target, _hash, heading = str(link.attrGet("href")).partition("#")
    name = target.rpartition("/")[2].removesuffix(".md")
    if target.endswith(".md") and name in PAGES:
        address = reverse("handbook", args=[name])
        link.attrSet("href", f"{address}#{heading}" if heading else address)
