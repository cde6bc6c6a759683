"""Signs that plain text has no place for: raised and lowered ones, and those of fonts with pictures."""

import re

from django.utils.translation import gettext as _
from mammoth.docx.dingbats import dingbats

from home.reading.parts import Remark
from home.reading.refusing import shortened

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_RAISABLE = re.compile(r"[0-9+\-−=()n\s]+")
_LOWERABLE = re.compile(r"[0-9+\-−=()\s]+")
# A sign of which Unicode does not say what it is: only one font knows.
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]+")
_FONTS = {font.casefold(): font for font, _code in dingbats}


def raised(text: str) -> str | None:
    """Text as raised signs; None when there are none for it."""
    return text.translate(_RAISED) if _RAISABLE.fullmatch(text) else None


def lowered(text: str) -> str | None:
    """Text as lowered signs; None when there are none for it."""
    return text.translate(_LOWERED) if _LOWERABLE.fullmatch(text) else None


def made_plain(text: str, *, is_raised: bool) -> Remark:
    """What is said of raised or lowered words that stand there as ordinary ones."""
    if is_raised:
        message = _("“%(words)s” stond hoger (superscript) en is gewone tekst geworden. Controleer de zin.")
    else:
        message = _("“%(words)s” stond lager (subscript) en is gewone tekst geworden. Controleer de zin.")
    return Remark(message % {"words": shortened(text)}, lost=False)


def is_picture_font(font: str) -> bool:
    """Whether the letters of a font are pictures."""
    return font.strip(" \"'").casefold() in _FONTS


def in_font(text: str, font: str) -> str:
    """Text in a font of pictures as the signs that show; those that nobody knows stay what they are."""
    name = _FONTS.get(font.strip(" \"'").casefold())
    if name is None:
        return text
    signs = []
    for sign in text:
        code = ord(sign) - 0xF000 if 0xF000 <= ord(sign) <= 0xF0FF else ord(sign)
        known = dingbats.get((name, code))
        signs.append(chr(known) if known is not None and not sign.isspace() else sign)
    return "".join(signs)


def without_private(text: str) -> tuple[str, Remark | None]:
    """Text without signs that only one font has, and what is said of them."""
    if text.isascii() or not _PRIVATE.search(text):
        return text, None
    left = _PRIVATE.sub("", text)
    message = _(
        "Een teken dat alleen in een speciaal lettertype bestaat, is weggelaten bij “%(words)s”. Zet er zo nodig een "
        "woord of ander teken voor in de plaats."
    )
    return left, Remark(message % {"words": shortened(left)})
