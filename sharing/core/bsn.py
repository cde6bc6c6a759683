"""Recognising a burgerservicenummer (BSN) in what people and systems write.

The register knows persons by the organisation's own number only. A BSN is nine digits that pass the 11-test; written
with spaces, dots or dashes, or between letters, it is still one. Pure; nothing of a text is repeated in a message.
"""

import re
import unicodedata

from sharing.core.exceptions import InputError, NotUnderstood, RefusedInput

CODE = "bsn"
IN_TEXT = (
    "Hierin staat een burgerservicenummer (BSN). Haal het weg; noem zo nodig het eigen dossiernummer van de "
    "organisatie. Is het een ander nummer, zet er dan een letter of een schuine streep tussen."
)
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
# Looked for at every digit that starts a number, since one may begin within what another could be: nine digits, and no
# tenth beside them.
_NINE_DIGITS = re.compile(r"(?<![0-9])(?=([0-9](?:[ \t.-]{0,3}[0-9]){8})(?![0-9]))")
# What nine digits certainly have; for a first look at many texts.
_MAYBE = re.compile(r"[0-9](?:[ \t.-]{0,3}[0-9]){8}")
# A day has eight digits of its own: with the number behind it, it is none.
_DAY = re.compile(
    r"(?<![0-9])(?<![0-9][.-])"
    r"(?:(?:0?[1-9]|[12][0-9]|3[01])([.-])(?:0?[1-9]|1[0-2])\1(?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))"
    r"(?![.-]?[0-9])"
)
_SPACES = re.compile(r"[^\S\n\r]")
# Read as a dash and not in Unicode's category of dashes (Pd): hyphen bullet, swung dash and the minus signs.
_OTHER_DASHES = frozenset("\u2043\u2053\u207b\u208b\u2212\u02d7")


def is_dash(mark: str) -> bool:
    """Whether people read the mark as a dash."""
    return mark in _OTHER_DASHES or unicodedata.category(mark) == "Pd"


def passes_eleven_test(digits: str) -> bool:
    """Whether nine ASCII digits are a BSN that may exist."""
    return int(digits) > 0 and sum(map(lambda w, d: w * int(d), _WEIGHTS, digits)) % 11 == 0


def holds_bsn(text: str) -> bool:
    """Whether a BSN stands anywhere in the text, with spaces, dots or dashes in it, and letters around it or not.

    Nine digits with another digit beside them are a longer number, and none. So is a date with a number behind it.
    """
    if not text.isascii():
        text = _plain(text)
    if not _MAYBE.search(text):
        return False
    text = _DAY.sub("x", text)
    return any(passes_eleven_test(re.sub(r"[^0-9]", "", found[1])) for found in _NINE_DIGITS.finditer(text))


def may_hold_bsn(text: str) -> bool:
    """Whether ``holds_bsn`` has to look; quick, for texts by the thousand."""
    if text.isascii():
        return _MAYBE.search(text) is not None
    return sum(map(str.isnumeric, text)) > 4  # some signs of other scripts stand for two digits


def _plain(text: str) -> str:
    """Digits, spaces and dashes of every script and width as those of ASCII; what is invisible is left out."""
    marks = []
    for mark in unicodedata.normalize("NFKC", text):
        category = unicodedata.category(mark)
        if category == "Nd":
            marks.append(str(unicodedata.decimal(mark)))
        elif is_dash(mark):
            marks.append("-")
        elif category not in ("Cf", "Mn"):
            marks.append(mark)
    return _SPACES.sub(" ", "".join(marks))


def without_bsn(text: str) -> str:
    """The text itself; NotUnderstood when a BSN stands in it."""
    if holds_bsn(text):
        raise NotUnderstood(IN_TEXT, CODE)
    return text


def refuse_bsn(**texts: str) -> None:
    """Raise RefusedInput that names each of these texts (by field) in which a BSN stands."""
    errors = [InputError(IN_TEXT, name, CODE) for name, text in texts.items() if holds_bsn(text)]
    if errors:
        raise RefusedInput(errors)
