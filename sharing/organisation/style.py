"""The organisation's own look as a small stylesheet: rules on data, no models.

It sets the custom properties of ``statement.css``, named after the Dutch design-system community's tokens
(https://nldesignsystem.nl), on top of the house's own values. Colours that are not chosen are taken from the house
or computed, so that every combination on a page has the contrast it needs once ``shortcomings`` is empty.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from sharing.organisation.contrast import EDGE, TEXT, mix, nearest_passing, passes, ratio, readable_on

FAMILY = "Huisstijl"
FONTS = {
    "system": '"Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif',
    "humanist": 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", sans-serif',
    "grotesque": 'Inter, Roboto, "Helvetica Neue", "Arial Nova", "Nimbus Sans", Arial, sans-serif',
    "wide": 'Verdana, "DejaVu Sans", Geneva, sans-serif',
    "serif": 'Charter, "Bitstream Charter", "Sitka Text", Cambria, serif',
    "old_style": '"Iowan Old Style", "Palatino Linotype", "URW Palladio L", P052, Georgia, serif',
}


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme, ``#rrggbb``; empty is not chosen."""

    background: str = ""
    text: str = ""
    heading: str = ""
    link: str = ""
    accent: str = ""

    def or_else(self, other: "Colours") -> "Colours":
        """These colours, and the other's where there is none."""
        return Colours(*(getattr(self, f.name) or getattr(other, f.name) for f in fields(self)))


COLOUR_NAMES = tuple(f.name for f in fields(Colours))
# As in statement.css; a test compares them.
LIGHT = Colours(background="#ffffff", text="#1b2733", heading="#0f3a52", link="#0b5680", accent="#14506e")
DARK = Colours(background="#12181d", text="#e4e9ed", heading="#cfe6f3", link="#8ccbf0", accent="#8ccbf0")
_VISITED = {False: "#5b3a86", True: "#cbb2ee"}
_FOCUS = {False: "#ffd84d", True: "#4a3f0c"}


@dataclass(frozen=True, slots=True)
class Style:
    """What an organisation chose; a font is the address of a file."""

    light: Colours = Colours()
    dark: Colours = Colours()
    font: str = "system"
    font_regular: str = ""
    font_bold: str = ""
    font_is_variable: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours that meet on a page, by their names in ``Colours`` or in the tokens."""

    front: str
    behind: str
    front_colour: str
    behind_colour: str
    needed: float

    @property
    def measured(self) -> float:
        return ratio(self.front_colour, self.behind_colour)

    @property
    def is_enough(self) -> bool:
        return self.measured >= self.needed

    @property
    def suggestion(self) -> str:
        """The nearest colour in front that would be enough."""
        return nearest_passing(self.front_colour, [self.behind_colour], self.needed)


def colours_of(style: Style, *, dark: bool) -> Colours:
    """All colours of a scheme. A dark one that is not chosen is the light one, made light enough."""
    if not dark:
        return style.light.or_else(LIGHT)
    base = style.dark.or_else(Colours(background=DARK.background, text=DARK.text))
    needed = {"heading": TEXT, "link": TEXT, "accent": EDGE}
    derived = {
        name: nearest_passing(getattr(style.light, name), [base.background], need)
        for name, need in needed.items()
        if getattr(style.light, name) and not getattr(base, name)
    }
    return replace(base, **derived).or_else(DARK)


def pairs(style: Style, *, dark: bool) -> list[Pair]:
    """Every combination that a reader must be able to tell apart, measured."""
    colours = colours_of(style, dark=dark)
    tokens = _tokens(colours, dark=dark)
    return [
        *(
            Pair(name, "background", getattr(colours, name), colours.background, TEXT)
            for name in ("text", "heading", "link")
        ),
        Pair("on_accent", "accent", tokens["--statement-on-accent-color"], colours.accent, TEXT),
        Pair("edge", "background", tokens["--utrecht-form-control-border-color"], colours.background, EDGE),
        Pair("focus", "background", tokens["--utrecht-focus-outline-color"], colours.background, EDGE),
    ]


def shortcomings(style: Style) -> Iterator[tuple[bool, Pair]]:
    """The combinations without enough contrast, each with whether it is in the dark scheme."""
    for dark in (False, True):
        for pair in pairs(style, dark=dark):
            if not pair.is_enough:
                yield dark, pair


@lru_cache(maxsize=16)
def stylesheet(style: Style) -> str:
    """The stylesheet, empty when nothing was chosen. Colours are for screens: paper stays black on white."""
    parts = [_font_face(style.font_regular, "100 900" if style.font_is_variable else "400")]
    if not style.font_is_variable:
        parts.append(_font_face(style.font_bold, "700"))
    if style.font != "system" or style.font_regular:
        own = f'"{FAMILY}", ' if style.font_regular else ""
        parts.append(_rule({"--utrecht-document-font-family": own + FONTS[style.font]}))
    if style.light != Colours():
        rule = _rule(_tokens(colours_of(style, dark=False), dark=False))
        parts.append(f"@media screen {{\n{rule}}}\n")
    if style.dark != Colours() or style.light != Colours():
        rule = _rule(_tokens(colours_of(style, dark=True), dark=True))
        parts.append(f"@media screen and (prefers-color-scheme: dark) {{\n{rule}}}\n")
    return "".join(parts)


def stylesheet_digest(text: str) -> str:
    """The name of a stylesheet: another text has another name, so that browsers may keep it for good."""
    return hashlib.sha256(text.encode()).hexdigest()


def _tokens(colours: Colours, *, dark: bool) -> dict[str, str]:
    """The custom properties of a scheme; those that nobody chooses follow from those that are chosen."""
    background, text = colours.background, colours.text
    written = (text, colours.heading, colours.link)
    shades = (mix(background, text, share) for share in (0.06, 0.04, 0.02))
    surface = next((shade for shade in shades if _readable(written, shade)), background)
    faded = (mix(text, background, share) for share in (0.3, 0.2, 0.1))
    quiet = next((shade for shade in faded if passes(shade, (background, surface), TEXT)), text)
    visited = _VISITED[dark] if passes(_VISITED[dark], (background, surface), TEXT) else colours.link
    focus = _FOCUS[dark] if _readable((*written, visited), _FOCUS[dark]) else background
    edge = colours.accent if passes(colours.accent, [background], EDGE) else text
    return {
        "--utrecht-document-background-color": background,
        "--utrecht-document-color": text,
        "--utrecht-heading-color": colours.heading,
        "--utrecht-link-color": colours.link,
        "--utrecht-link-visited-color": visited,
        "--utrecht-focus-outline-color": text,
        "--utrecht-focus-background-color": focus,
        "--utrecht-form-control-border-color": edge,
        "--statement-accent-color": colours.accent,
        "--statement-on-accent-color": readable_on(colours.accent),
        "--statement-quiet-color": quiet,
        "--statement-surface-color": surface,
        "--statement-border-color": mix(background, text, 0.3),
    }


def _readable(colours: tuple[str, ...], background: str) -> bool:
    return all(passes(colour, [background], TEXT) for colour in colours)


def _rule(properties: dict[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    return f":root {{\n{lines}}}\n"


def _font_face(address: str, weight: str) -> str:
    if not address:
        return ""
    return (
        f'@font-face {{\n  font-family: "{FAMILY}";\n  src: url("{address}") format("woff2");\n'
        f"  font-weight: {weight};\n  font-display: swap;\n}}\n"
    )
