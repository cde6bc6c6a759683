"""Contrast between colours, by WCAG 2.2: pure functions on ``#rrggbb``.

Relative luminance and contrast ratio as WCAG 2.2 defines them (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
and #dfn-contrast-ratio). Needed: 4.5 for text (1.4.3), 3 for edges of controls and the focus indicator (1.4.11).
"""

import colorsys
import re
from collections.abc import Iterable

TEXT = 4.5
EDGE = 3.0
BLACK, WHITE = "#000000", "#ffffff"
_COLOUR = re.compile(r"#([0-9a-f]{6})")
_STEPS = 200


def is_colour(text: str) -> bool:
    """Whether a text is a colour in the one notation that is stored: ``#`` and six small hexadecimal digits."""
    return bool(_COLOUR.fullmatch(text))


def luminance(colour: str) -> float:
    """Relative luminance: 0 for black to 1 for white."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """The contrast ratio between two colours: 1 (the same) to 21 (black and white)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def passes(colour: str, against: Iterable[str], needed: float) -> bool:
    """Whether a colour stands out enough against each of the others."""
    return all(ratio(colour, other) >= needed for other in against)


def readable_on(background: str) -> str:
    """Black or white, whichever reads best; at least 4.58 on every colour there is."""
    return max((WHITE, BLACK), key=lambda colour: ratio(colour, background))


def mix(colour: str, other: str, share: float) -> str:
    """``colour`` with this share (0 to 1) of ``other`` in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return _written(round(mine + (theirs - mine) * share) for mine, theirs in pairs)


def nearest_passing(colour: str, against: Iterable[str], needed: float) -> str:
    """The colour itself when it passes, else the same hue made just as much darker or lighter as is needed.

    White or black, whichever comes closest to passing, when the hue cannot pass at all.
    """
    against = list(against)
    hue, lightness, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in _channels(colour)))
    for step in range(_STEPS + 1):
        for moved in (lightness - step / _STEPS, lightness + step / _STEPS):
            if step == 0:
                candidate = colour
            elif 0 <= moved <= 1:
                candidate = _written(
                    round(channel * 255) for channel in colorsys.hls_to_rgb(hue, moved, saturation)
                )
            else:
                continue
            if passes(candidate, against, needed):
                return candidate
    return max((BLACK, WHITE), key=lambda end: min(ratio(end, other) for other in against))


def _channels(colour: str) -> tuple[int, int, int]:
    found = _COLOUR.fullmatch(colour)
    if not found:
        raise ValueError(f"{colour!r} is not a colour like #0b5680")
    red, green, blue = bytes.fromhex(found[1])
    return red, green, blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _written(channels: Iterable[int]) -> str:
    return f"#{bytes(channels).hex()}"
