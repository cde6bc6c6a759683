"""What a cell says of something outside the workbook: its code, name, number or address. Pure: no database."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext as _

from sharing.workbook.values import Text, as_text


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
class Provision(RowCode):
    """A legal provision, by its code or as it is cited."""

    limit: int = 300
    explanation: str = "Code of aanhaling van een bepaling, zoals art. 54 Wet SUWI."


@dataclass(frozen=True, slots=True)
class DecisionNumber(Text):
    """The number of an adequacy decision; whether it is one of the country the register knows."""

    limit: int = 40
    explanation: str = "Nummer van het adequaatheidsbesluit. Leeg: het besluit dat gold op geldig_vanaf."


@dataclass(frozen=True, slots=True)
class Engager(Text):
    """The party of the sub-processor that engages this one, within the same agreement."""

    limit: int = 64
    explanation: str = (
        "Code van de partij die deze subverwerker inschakelt; zij staat als subverwerker bij dezelfde overeenkomst. "
        "Leeg: de verwerker zelf."
    )


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
