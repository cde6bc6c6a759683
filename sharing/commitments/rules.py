"""What a statement promises, as plain values: as the exchange format writes it, and as the gate needs it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, Self

from sharing.commitments.choices import SpecialCategoriesPolicy, TransferPolicy
from sharing.core.exceptions import InputError, RefusedInput
from sharing.parties.choices import Capacity

MAX_TERM = 120


def _one_of(name: str, value: object, allowed: Collection[str]) -> list[InputError]:
    if isinstance(value, str) and value in allowed:
        return []
    return [
        InputError(f"{value!r} is geen bekende waarde; kies uit {', '.join(sorted(allowed))}.", field=name)
    ]


def _codes(name: str, value: object, allowed: Collection[str]) -> list[InputError]:
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        return [InputError("moet een lijst van codes zijn.", field=name)]
    errors = [
        InputError(
            f"“{code}” is geen bekende code; kies uit {', '.join(sorted(allowed)) or '(nog geen)'}.",
            field=name,
        )
        for code in value
        if code not in allowed
    ]
    if len(set(value)) < len(value):
        errors.append(InputError("noemt een code twee keer; laat de herhaling weg.", field=name))
    return errors


def _codes_per_capacity(name: str, value: object, allowed: Collection[str]) -> list[InputError]:
    if value is None:
        return []
    if not isinstance(value, dict):
        return [InputError("moet een object zijn met per hoedanigheid een lijst van codes.", field=name)]
    errors = []
    for capacity, codes in value.items():
        errors += _one_of(name, capacity, Capacity.values)
        errors += _codes(f"{name}.{capacity}", codes, allowed)
        if codes == []:
            errors.append(
                InputError(
                    "noemt geen gegevens. Noem er ten minste één, of laat deze hoedanigheid weg: dan noemt de "
                    "verklaring niet welke gegevens zij mag ontvangen.",
                    field=f"{name}.{capacity}",
                )
            )
    return errors


@dataclass(frozen=True, slots=True)
class Commitments:
    """What a statement version promises. Purposes and capacities are codes; terms are whole weeks and months.

    ``data_categories`` are the codes that each capacity may receive. Of a capacity that is absent the text states
    none; None: it states none at all, and the exchange format leaves the name out.
    """

    transfer_policy: str
    special_categories: str
    capacities: tuple[str, ...]
    purposes: tuple[str, ...]
    response_weeks: int = 4
    extension_months: int = 2
    identity_check: bool = True
    consent_for_all_else: bool = True
    data_categories: Mapping[str, tuple[str, ...]] | None = field(default=None, hash=False)

    @classmethod
    def strictest(cls, purposes: Collection[str]) -> Self:
        """The strictest promises, with all purposes and capacities stated."""
        return cls(
            transfer_policy=TransferPolicy.LEGAL_OBLIGATION_ONLY.value,
            special_categories=SpecialCategoriesPolicy.EXPLICIT_CONSENT_ONLY.value,
            capacities=tuple(Capacity.values),
            purposes=tuple(purposes),
        )

    @classmethod
    def from_json(cls, data: object, *, purposes: Collection[str], data_categories: Collection[str]) -> Self:
        """Read the commitments object; ``purposes`` and ``data_categories`` are the known codes.

        Raises RefusedInput with every unknown, missing or impossible field.
        """
        names = [one.name for one in fields(cls)]
        if not isinstance(data, dict):
            raise RefusedInput(
                [InputError("De toezeggingen moeten een JSON-object zijn.", field="commitments")]
            )
        errors = [
            InputError("is een onbekend veld; laat het weg.", field=str(name))
            for name in data
            if name not in names
        ]
        errors += [
            InputError("ontbreekt.", field=name)
            for name in names
            if name not in data and name != "data_categories"
        ]
        checks: dict[str, Callable[[str, object], list[InputError]]] = {
            "transfer_policy": lambda name, value: _one_of(name, value, TransferPolicy.values),
            "special_categories": lambda name, value: _one_of(name, value, SpecialCategoriesPolicy.values),
            "capacities": lambda name, value: _codes(name, value, Capacity.values),
            "purposes": lambda name, value: _codes(name, value, purposes),
            "response_weeks": cls._term,
            "extension_months": cls._term,
            "identity_check": cls._flag,
            "consent_for_all_else": cls._flag,
            "data_categories": lambda name, value: _codes_per_capacity(name, value, data_categories),
        }
        for name in names:
            if name in data:
                errors += checks[name](name, data[name])
        if errors:
            raise RefusedInput(errors)
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
        }
        values["data_categories"] = per_capacity(data.get("data_categories"))
        return cls(**values)

    @staticmethod
    def _term(name: str, value: object) -> list[InputError]:
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_TERM:
            return []
        return [InputError(f"{value!r} is geen geheel getal van 0 tot en met {MAX_TERM}.", field=name)]

    @staticmethod
    def _flag(name: str, value: object) -> list[InputError]:
        return (
            [] if isinstance(value, bool) else [InputError(f"{value!r} moet true of false zijn.", field=name)]
        )

    def as_json(self) -> dict[str, Any]:
        """The commitments object; lists keep their order. What the text does not state about data is not in it."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        stated = values.pop("data_categories")
        if stated:
            values["data_categories"] = {capacity: list(codes) for capacity, codes in stated.items()}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def per_capacity(stored: Mapping[str, Collection[str]] | None) -> dict[str, tuple[str, ...]] | None:
    """Data categories per capacity as they are stored, in the order of the capacities; None when none are stated."""
    stated = stored or {}
    found = {capacity: tuple(stated[capacity]) for capacity in Capacity.values if stated.get(capacity)}
    return found or None


def capacities_in_words(stored: Collection[str], record: object = None) -> str:
    """Capacities as people call them."""
    return ", ".join(str(Capacity(one).label) for one in stored)


def data_in_words(stored: Mapping[str, Collection[str]], record: object = None) -> str:
    """Which data (codes) a capacity may receive, a capacity per line."""
    stated = per_capacity(stored) or {}
    return "\n".join(f"{Capacity(one).label}: {', '.join(codes)}" for one, codes in stated.items())


@dataclass(frozen=True, slots=True)
class Promise:
    """What one statement version promises about sharing, as far as the gate needs it.

    ``starts_at`` is 00:00 in Amsterdam of the version's effective date, or of a further version on one day the
    instant of its publication; it holds until the next version starts.
    ``purposes`` are the codes that the text states; a stated purpose states its sub-purposes too.
    ``data_categories`` are those that a capacity may receive; of a capacity that is absent the text states none.
    """

    version: int
    starts_at: datetime
    transfer_policy: str
    special_categories: str
    capacities: frozenset[str]
    purposes: frozenset[str]
    consent_for_all_else: bool = True
    data_categories: Mapping[str, frozenset[str]] | None = field(default=None, hash=False)
