"""What the styles of a Word file mean, whatever they are called and in whatever language."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml.etree import _Element

TITLE_STYLE, HEADING_STYLE, TOC_STYLE = "VerantwoordTitel", "VerantwoordKop", "VerantwoordInhoud"
_HEADING = re.compile(r"(?:heading|kop)\s*([1-6])")
_TITLES = {"title", "titel"}
_TOC = re.compile(r"(?:toc|inhopg)\s*\d")
_BODY_LEVEL = 9  # outline level of ordinary text (ECMA-376 part 1, 17.3.1.20)


def paragraph_styles(root: _Element) -> dict[str, str]:
    """Style of the file -> style of ours, for titles, headings and tables of contents.

    A style counts as what its name says, else as what its outline level or the style under it says.
    """
    styles = {attribute(one, "styleId"): one for one in root if local_name(one) == "style"}
    meanings = {name: next(filter(None, map(_meaning, _chain(name, styles))), "") for name in styles}
    return {name: meaning for name, meaning in meanings.items() if meaning}


def _chain(name: str, styles: dict[str, Any]) -> Iterator[Any]:
    """A style and the styles it is based on."""
    seen = set()
    while name in styles and name not in seen:
        seen.add(name)
        yield styles[name]
        name = next((attribute(one, "val") for one in styles[name] if local_name(one) == "basedOn"), "")


def _meaning(style: _Element) -> str:
    name = next((attribute(one, "val") for one in style if local_name(one) == "name"), "")
    for given in (name.strip().lower(), attribute(style, "styleId").lower()):
        if given in _TITLES:
            return TITLE_STYLE
        if match := _HEADING.fullmatch(given):
            return f"{HEADING_STYLE}{match[1]}"
        if _TOC.fullmatch(given):
            return TOC_STYLE
    level = next((attribute(one, "val") for one in style.iter() if local_name(one) == "outlineLvl"), "")
    if level.isdecimal() and int(level) < _BODY_LEVEL:
        return f"{HEADING_STYLE}{min(int(level) + 1, 6)}"
    return ""


def local_name(element: _Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attribute(element: _Element, name: str) -> str:
    """An attribute of an element, in the element's own namespace."""
    return element.get(f"{element.tag[: element.tag.index('}') + 1]}{name}") or ""
