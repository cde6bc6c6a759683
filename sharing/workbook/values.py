"""What a cell holds, as a value of the register. Pure: no database.

A cell comes as None, text, a number, a date or time, true or false, or one of the marks below. Every parser
returns a value or raises ValueError with a Dutch sentence that says what is there and what would be right.
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from enum import Enum, auto

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext as _

from sharing.core.dates import check_register_day, read_day
from sharing.core.models import validate_code


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


@dataclass(frozen=True, slots=True)
class Text:
    """Text of at most so many characters."""

    limit: int = 20_000
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
class RowCode(Text):
    """The code of a row of another sheet, or one that is in the register already."""

    sheet: str = ""
    explanation: str = "Code van een rij op het genoemde blad, of van wat al in het register staat."


@dataclass(frozen=True, slots=True)
class RowCodes:
    """Codes of rows of another sheet, separated by commas."""

    sheet: str
    explanation: str = "Codes, gescheiden door komma's."

    def parse(self, raw: object) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part.strip() for part in as_text(raw).split(",") if part.strip()))


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


@dataclass(frozen=True, slots=True)
class KvkNumber:
    """Eight digits; Excel drops a leading zero of a number."""

    explanation: str = "8 cijfers; maak de kolom op als Tekst, anders laat Excel een voorloopnul weg."

    def parse(self, raw: object) -> str:
        text = as_text(raw)
        digits = text.isascii() and text.isdigit()
        if digits and len(text) == 8:
            return text
        if digits and len(text) == 7:
            raise ValueError(
                _(
                    "“%(value)s” heeft 7 cijfers in plaats van 8. Misschien liet Excel een voorloopnul weg: "
                    "maak de cel op als Tekst en typ het nummer zoals het in het Handelsregister staat."
                )
                % {"value": text}
            )
        raise ValueError(
            _("“%(value)s” is geen KvK-nummer van 8 cijfers; controleer het in het Handelsregister.")
            % {"value": text}
        )


@dataclass(frozen=True, slots=True)
class UserName(Text):
    """The name by which somebody signs in; whether it exists the register knows."""

    limit: int = 150
    explanation: str = "Naam waarmee de beheerder van de overeenkomst zich aanmeldt."


@dataclass(frozen=True, slots=True)
class CountryCode(Text):
    """An ISO country code, in capitals; whether it exists the register knows."""

    limit: int = 100
    explanation: str = "Landcode van twee letters (ISO 3166-1), bijvoorbeeld NL."

    def parse(self, raw: object) -> str:
        text = Text.parse(self, raw)
        return text.upper() if len(text) == 2 else text


@dataclass(frozen=True, slots=True)
class Email(Text):
    """An e-mail address."""

    limit: int = 254
    explanation: str = "E-mailadres."

    def parse(self, raw: object) -> str:
        return _valid(Text.parse(self, raw), EmailValidator(), _("“%(value)s” is geen e-mailadres."))


@dataclass(frozen=True, slots=True)
class Website(Text):
    """An address on the web."""

    limit: int = 200
    explanation: str = "Webadres dat begint met https:// of http://."

    def parse(self, raw: object) -> str:
        message = _("“%(value)s” is geen webadres; schrijf het voluit, zoals https://www.voorbeeld.nl.")
        return _valid(Text.parse(self, raw), URLValidator(schemes=["http", "https"]), message)


def _valid(text: str, validator: Callable[[str], None], message: str) -> str:
    try:
        validator(text)
    except ValidationError:
        raise ValueError(message % {"value": text}) from None
    return text
