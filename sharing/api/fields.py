"""The fields of one small object in the API, checked one by one."""

import unicodedata
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, TypeVar

from sharing.core.bsn import CODE as BSN
from sharing.core.bsn import IN_TEXT, holds_bsn
from sharing.core.exceptions import InputErrors, NotUnderstood, RefusedInput
from sharing.core.periods import last_instant_of, next_day, parse_day, parse_instant, start_of_day


def has_control_character(text: str, *, line_breaks: bool = False) -> bool:
    """Whether the text holds a control character or half a character (a lone surrogate)."""
    if text.isprintable():
        return False
    allowed = "\n\r" if line_breaks else ""
    return any(unicodedata.category(mark) in ("Cc", "Cs") and mark not in allowed for mark in text)


ValueT = TypeVar("ValueT")


# So much of a name that we do not know is repeated.
SHOWN = 60


class Fields:
    """The fields of one small object, checked one by one; ``finish`` raises all errors together."""

    def __init__(self, values: Mapping[str, Any], known: Collection[str]):
        self.values = values
        self.errors = InputErrors()
        unknown = f"Onbekend veld; bekend zijn {', '.join(known)}."
        for name in values:
            if name not in known:
                self.refuse(name, "unknown-field", unknown)

    def refuse(self, name: str, code: str, message: str) -> None:
        """Add an error."""
        self.errors.refuse(message, name[:SHOWN], code)

    def _given(self, name: str, kind: type[ValueT], what: str, required: bool) -> ValueT | None:
        value = self.values.get(name)
        if value is None:
            if required:
                self.refuse(name, "required", f"Dit veld ontbreekt; geef {what}.")
        elif not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.refuse(name, "type", f"Dit moet {what} zijn.")
        else:
            return value
        return None

    def text(self, name: str, *, required: bool = False, longest: int = 255, free: bool = False) -> str:
        """A text without control characters and, when people write it (``free``), without a BSN; empty when absent."""
        text = self._given(name, str, "een tekst", required) or ""
        if required and name in self.values and isinstance(self.values[name], str) and not text.strip():
            self.refuse(name, "required", "Dit veld is leeg; vul het in.")
        if len(text) > longest:
            self.refuse(
                name, "too-long", f"De tekst telt {len(text)} tekens; gebruik er hoogstens {longest}."
            )
        elif has_control_character(text):
            self.refuse(name, "control-character", "De tekst bevat een stuurteken; haal het weg.")
        elif free and holds_bsn(text):
            self.refuse(name, BSN, IN_TEXT)
        else:
            return text
        return ""

    def flag(self, name: str, *, required: bool = False) -> bool:
        """True or false; false when absent."""
        return bool(self._given(name, bool, "true of false", required))

    def number(self, name: str, *, least: int, most: int, default: int) -> int:
        """A whole number within limits."""
        value = self._given(name, int, "een geheel getal", False)
        if value is None:
            return default
        if not least <= value <= most:
            self.refuse(name, "invalid", f"Kies een getal van {least} tot en met {most}.")
            return default
        return value

    def choice(self, name: str, allowed: Collection[str], *, required: bool = False) -> str:
        """One of some codes; empty when absent."""
        value = self._given(name, str, f"een van {', '.join(allowed)}", required)
        if value is not None and value not in allowed:
            self.refuse(name, "unknown-code", f"Kies uit {', '.join(allowed)}.")
            return ""
        return value or ""

    def codes(self, name: str) -> list[str]:
        """A list of codes, not empty, without repetition."""
        value = self._given(name, list, "een lijst van codes", True)
        if value is None:
            return []
        if not value:
            self.refuse(name, "required", "De lijst is leeg; noem minstens één code.")
        if not all(isinstance(code, str) for code in value):
            self.refuse(name, "type", "Dit moet een lijst van codes zijn.")
            return []
        if len(set(value)) < len(value):
            self.refuse(name, "duplicate", "Een code staat er twee keer; laat de herhaling weg.")
        return value

    def instant(
        self,
        name: str,
        *,
        required: bool = False,
        day: bool = False,
        end: bool = False,
        through: bool = False,
    ) -> datetime | None:
        """An RFC 3339 instant in UTC; with ``day`` also a plain day, meaning its start in Amsterdam.

        Or its last instant (``end``), or the first one after it: of what holds ``through`` that day.
        """
        value = self._given(name, str, "een tijdstip met tijdzone (RFC 3339)", required)
        if value is None:
            return None
        plain = day and len(value) == 10
        try:
            if not plain:
                return parse_instant(value)
            named = parse_day(value)
            if through:
                return start_of_day(next_day(named))
            return last_instant_of(named) if end else start_of_day(named)
        except OverflowError:
            self.refuse(name, "invalid-instant", "Deze waarde ligt te ver weg.")
        except NotUnderstood as error:
            self.refuse(name, "invalid-instant" if plain else error.code, f"Deze waarde {error}")
        return None

    def finish(self) -> None:
        """Raise RefusedInput with all errors, if there are any."""
        if self.errors:
            raise RefusedInput(self.errors)
