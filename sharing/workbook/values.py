"""What a cell holds, as a value of the register. Pure: no database.

A cell comes as None, text, a number, a date or time, true or false, or one of the marks below. Every parser
returns a value or raises ValueError with a Dutch sentence that says what is there and what would be right.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from enum import Enum, auto

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sharing.core.dates import check_register_day, read_day
from sharing.core.models import validate_code
from sharing.core.xlsx import LONGEST_CELL
from sharing.reference.choices import TermUnit


class Mark(Enum):
    """A cell without a value of its own."""

    FORMULA_WITHOUT_RESULT = auto()
    ERROR = auto()


def is_empty(raw: object) -> bool:
    """Whether there is nothing in the cell."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


def did_you_mean(value: str, known: Mapping[str, object] | list[str]) -> str:
    """“ Bedoelt u “…”?” for the known word that is most like this one; otherwise nothing."""
    close = get_close_matches(value.casefold(), list(known), n=1)
    return _(" Bedoelt u “%(word)s”?") % {"word": close[0]} if close else ""


def as_text(raw: object) -> str:
    """The text of a cell, trimmed; a whole number is the text of its digits."""
    match raw:
        case Mark.FORMULA_WITHOUT_RESULT:
            raise ValueError(
                _("bevat een formule zonder bewaarde uitkomst; sla op in Excel, of plak de waarde.")
            )
        case Mark.ERROR:
            raise ValueError(_("bevat een Excel-fout, zoals #N/B; herstel de cel."))
        case str():
            text = raw.strip()
            if any(unicodedata.category(mark) == "Cc" and mark not in "\n\t\r" for mark in text):
                raise ValueError(_("bevat een onzichtbaar stuurteken; typ de tekst opnieuw."))
            return text.replace("\r\n", "\n")
        case bool():
            raise ValueError(
                _("bevat waar of onwaar in plaats van tekst; maak de cel op als Tekst en typ opnieuw.")
            )
        case int():
            return str(raw)
        case float() if raw.is_integer() and abs(raw) < 1e15:
            return str(int(raw))
        case float():
            raise ValueError(
                _("is in Excel een getal geworden (%(value)s); maak de cel op als Tekst en typ opnieuw.")
                % {"value": raw}
            )
    raise ValueError(_("is in Excel een datum of tijd geworden; maak de cel op als Tekst en typ opnieuw."))


# "7 jaar", "28 dagen", "2 jaar na het einde van het traject".
_UNITS = {
    "dag": TermUnit.DAYS,
    "dagen": TermUnit.DAYS,
    "week": TermUnit.WEEKS,
    "weken": TermUnit.WEEKS,
    "maand": TermUnit.MONTHS,
    "maanden": TermUnit.MONTHS,
    "jaar": TermUnit.YEARS,
    "jaren": TermUnit.YEARS,
}
_TERM = re.compile(
    rf"(?P<length>[0-9]{{1,6}})\s+(?P<unit>{'|'.join(_UNITS)})(?:\s+na\s+(?P<event>.+))?",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class ReadTerm:
    """A term as it was read: with a length it has a unit, and perhaps what it counts from; else only its text."""

    text: str
    length: int | None = None
    unit: str = ""
    event: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Text of at most so many characters; a cell of Excel takes no more than that of itself."""

    limit: int = LONGEST_CELL
    explanation: str = "Tekst."

    def parse(self, raw: object) -> str:
        text = as_text(raw)
        if len(text) > self.limit:
            raise ValueError(
                _("telt %(count)s tekens; gebruik er hoogstens %(limit)s.")
                % {"count": len(text), "limit": self.limit}
            )
        return text


@dataclass(frozen=True, slots=True)
class Code(Text):
    """A short lower-case code."""

    limit: int = 64
    explanation: str = "Kort, blijvend kenmerk: kleine letters, cijfers, streepje, punt of onderstreping."

    def parse(self, raw: object) -> str:
        text = Text.parse(self, raw)
        try:
            validate_code(text)
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from None
        return text


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters of article 28(3), separated by commas."""

    letters: str = "abcdefgh"
    explanation: str = (
        "Letters a tot en met h die geregeld zijn, gescheiden door komma's. Overige zijn niet geregeld."
    )

    def parse(self, raw: object) -> tuple[str, ...]:
        given = [part.strip().lower() for part in as_text(raw).split(",") if part.strip()]
        for letter in given:
            if len(letter) != 1 or letter not in self.letters:
                raise ValueError(
                    _("“%(letter)s” is geen onderdeel van artikel 28, lid 3; kies uit a tot en met h.")
                    % {"letter": letter}
                )
        return tuple(sorted(set(given)))


@dataclass(frozen=True, slots=True)
class Letter(Letters):
    """One letter of article 28(3)."""

    explanation: str = "Een letter, a tot en met h."

    def parse(self, raw: object) -> str:  # type: ignore[override]  # one of what the other gives
        letters = Letters.parse(self, raw)
        if len(letters) != 1:
            raise ValueError(_("“%(text)s” is niet één onderdeel; geef elk een eigen rij.") % {"text": raw})
        return letters[0]


@dataclass(frozen=True, slots=True)
class Term:
    """How long: a number with a unit, with or without what it counts from, or else in words until when."""

    explanation: str = "Een termijn zoals 7 jaar, 28 dagen of 4 weken; anders in woorden tot wanneer."

    def parse(self, raw: object) -> ReadTerm:
        text = Text.parse(Text(300), raw)
        match = _TERM.fullmatch(text)
        if match is None:
            return ReadTerm(text)
        length = int(match["length"])
        if not 1 <= length <= 32_767:
            raise ValueError(
                _("“%(text)s” is geen termijn; gebruik een getal van 1 tot en met 32767.") % {"text": text}
            )
        event = (match["event"] or "").strip()
        if len(event) > 200:
            raise ValueError(_("noemt een gebeurtenis van meer dan 200 tekens; maak haar korter."))
        return ReadTerm(text, length, _UNITS[match["unit"].casefold()], event)


@dataclass(frozen=True, slots=True)
class Word:
    """One of the words of the exchange format."""

    words: Mapping[str, str]
    explanation: str = ""

    def parse(self, raw: object) -> str:
        text = as_text(raw)
        if text.casefold() not in self.words:
            raise ValueError(
                _("“%(word)s” is geen bekende waarde; kies uit %(words)s.%(hint)s")
                % {"word": text, "words": ", ".join(self.words), "hint": did_you_mean(text, self.words)}
            )
        return self.words[text.casefold()]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the exchange format, separated by commas; in the order of the format."""

    words: Mapping[str, str]
    explanation: str = "Gescheiden door komma's."

    def parse(self, raw: object) -> list[str]:
        word = Word(self.words)
        found = {word.parse(part) for part in as_text(raw).split(",") if part.strip()}
        return [value for value in self.words.values() if value in found]


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes or no."""

    explanation: str = "ja of nee."

    def parse(self, raw: object) -> bool:
        if isinstance(raw, bool):
            return raw
        text = as_text(raw).casefold()
        if text not in ("ja", "nee"):
            raise ValueError(_("“%(word)s” is geen ja of nee.") % {"word": text})
        return text == "ja"


@dataclass(frozen=True, slots=True)
class Day:
    """A date: a real one, or text as people type it."""

    explanation: str = "Datum (een Excel-datum, of tekst als 31-03-2026 of 2026-03-31)."

    def parse(self, raw: object) -> date:
        match raw:
            case datetime() if raw.time() != time():
                raise ValueError(_("bevat ook een tijd; laat alleen de datum staan."))
            case datetime():
                return raw.date()
            case date():
                return raw
            case bool() | int() | float():
                raise ValueError(
                    _("is een getal (%(value)s) in plaats van een datum; maak de cel op als Datum.")
                    % {"value": raw}
                )
        return read_day(as_text(raw))


@dataclass(frozen=True, slots=True)
class FirstAssessment(Day):
    """The day of an assessment that is registered as a row of its own."""

    explanation: str = (
        "Datum van de eerste TIA; zij komt bij de beoordelingen. Leeg: die blijven zoals ze zijn."
    )


@dataclass(frozen=True, slots=True)
class RegisterDay(Day):
    """The first or last day of a period of the register."""

    explanation: str = (
        "Datum van 1995 tot en met 2100 (een Excel-datum, of tekst als 31-03-2026 of 2026-03-31)."
    )

    def parse(self, raw: object) -> date:
        day = Day.parse(self, raw)
        check_register_day(day)
        return day


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """A whole number from 0 to the limit."""

    limit: int = 32_767
    explanation: str = "Geheel getal."

    def parse(self, raw: object) -> int:
        text = raw if isinstance(raw, float) else as_text(raw)
        number = (
            int(text)
            if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 10
            else None
        )
        if isinstance(text, float) and text.is_integer():
            number = int(text)
        if number is None or not 0 <= number <= self.limit:
            raise ValueError(
                _("“%(value)s” is geen geheel getal van 0 tot en met %(limit)s.")
                % {"value": text, "limit": self.limit}
            )
        return number
