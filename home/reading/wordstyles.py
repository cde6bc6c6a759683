"""What the styles of a Word file mean, whatever they are called and in whatever language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml.etree import _Element

TITLE_STYLE, HEADING_STYLE, TOC_STYLE = "VerantwoordTitel", "VerantwoordKop", "VerantwoordInhoud"
_HEADING = re.compile(r"(?:heading|kop)\s*([1-6])")
_TITLES = {"title", "titel"}
_TOC = re.compile(r"(?:toc|inhopg|contents|inhoudsopgave)\s*(?:\d|heading|kop)")
_BODY_LEVEL = 9  # outline level of ordinary text (ECMA-376 part 1, 17.3.1.20)
# Properties of characters that a style of the paragraph and one of the characters turn on and off again (17.7.3).
TOGGLES = ("b", "i", "strike", "dstrike", "vanish")
_BY_NAME = {"strong": "b", "emphasis": "i"}  # built-in styles that a file may name without describing them


@dataclass(slots=True)
class Styles:
    """What the styles of a file say, by their identifier."""

    meanings: dict[str, str] = field(
        default_factory=dict
    )  # titles, headings and contents lists: a style of ours
    toggles: dict[str, dict[str, bool]] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, tuple[str, str]] = field(default_factory=dict)  # list and level
    default: str = ""  # the style of a paragraph that names none

    def is_on(self, name: str, paragraph: str, run: str) -> bool:
        """Whether the styles of a paragraph and a run turn something on."""
        in_paragraph = self.toggles.get(paragraph or self.default, {}).get(name, False)
        return in_paragraph != self.toggles.get(run, {}).get(name, False)


def styles_of(root: _Element) -> Styles:
    """What the part with the styles says.

    A style counts as what its name says, else as what its outline level or the style under it says.
    """
    known = {attribute(one, "styleId"): one for one in root if local_name(one) == "style"}
    styles = Styles()
    for name, style in known.items():
        chain = list(_chain(name, known))
        if meaning := next(filter(None, map(_meaning, chain)), ""):
            styles.meanings[name] = meaning
        styles.toggles[name] = {
            one: value for one in TOGGLES if (value := _toggle_in(chain, one)) is not None
        }
        if font := next((found for one in chain if (found := font_of(child(one, "rPr")))), ""):
            styles.fonts[name] = font
        for one in chain:
            numbers = child(child(one, "pPr"), "numPr")
            if numbers is not None and name not in styles.numbers:
                styles.numbers[name] = value_of(numbers, "numId"), value_of(numbers, "ilvl")
        if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on"):
            styles.default = name
    return styles


def _toggle_in(chain: list[Any], name: str) -> bool | None:
    for style in chain:
        if (value := toggle_of(child(style, "rPr"), name)) is not None:
            return value
        if _BY_NAME.get(_name(style).lower()) == name:
            return True
    return None


def toggle_of(properties: Any, name: str) -> bool | None:
    """Whether properties turn something on; None when they say nothing of it."""
    element = child(properties, name)
    return None if element is None else attribute(element, "val") not in ("0", "false", "off")


def font_of(properties: Any) -> str:
    """The font that properties name; empty when they name none."""
    fonts = child(properties, "rFonts")
    return "" if fonts is None else attribute(fonts, "ascii") or attribute(fonts, "hAnsi")


def child(element: Any, name: str) -> Any:
    """The first child of that name; None when there is none."""
    return None if element is None else next((one for one in element if local_name(one) == name), None)


def value_of(element: Any, name: str) -> str:
    """The value of the child of that name; empty when there is none."""
    found = child(element, name)
    return "" if found is None else attribute(found, "val")


def _chain(name: str, styles: dict[str, Any]) -> Iterator[Any]:
    """A style and the styles it is based on."""
    seen = set()
    while name in styles and name not in seen:
        seen.add(name)
        yield styles[name]
        name = value_of(styles[name], "basedOn")


def _name(style: _Element) -> str:
    return value_of(style, "name").strip()


def _meaning(style: _Element) -> str:
    for given in (_name(style).lower(), attribute(style, "styleId").lower()):
        if given in _TITLES:
            return TITLE_STYLE
        if match := _HEADING.fullmatch(given):
            return f"{HEADING_STYLE}{match[1]}"
        if _TOC.fullmatch(given):
            return TOC_STYLE
    return heading_by_outline(child(style, "pPr"))


def heading_by_outline(properties: Any) -> str:
    """The style of ours for properties with the outline level of a heading; empty for ordinary text."""
    level = value_of(properties, "outlineLvl")
    if level.isdecimal() and int(level) < _BODY_LEVEL:
        return f"{HEADING_STYLE}{min(int(level) + 1, 6)}"
    return ""


def local_name(element: _Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attribute(element: _Element, name: str) -> str:
    """An attribute of an element, in the element's own namespace."""
    return element.get(f"{element.tag[: element.tag.index('}') + 1]}{name}") or ""
