"""Loading the facts of law that the transfer rules reason with (AVG art. 45, chapter V)."""

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from django_countries import countries

from sharing.core.actor import Actor, acting
from sharing.core.models import Register
from sharing.reference.models import AdequacyDecision, Country, EeaMembership

DATA = Path(__file__).parent / "data"
# The one international organisation with a decision of its own; the code is ours (ISO has none).
ORGANISATIONS = {"XX-EPO": "Europese Octrooiorganisatie"}


@dataclass(frozen=True, slots=True)
class LoadedFacts:
    """How many rows were added, and a Dutch sentence for every row that was left as somebody made it."""

    added: int
    differing: tuple[str, ...]


def load_reference_data(*, by: Actor, reason: str) -> LoadedFacts:
    """Add the countries, EEA memberships and adequacy decisions that are missing.

    Rows that are there are never changed: an administrator may have corrected or extended them. Rows that
    somebody removed stay removed. Both are reported when they differ from the facts of this release.
    """
    with acting(by=by, reason=reason):
        loads = [
            _add_missing(Country, _countries(), identity=("code",)),
            _add_missing(EeaMembership, _memberships(), identity=("country_id",)),
            _add_missing(AdequacyDecision, _decisions(), identity=("country_id", "reference")),
        ]
    return LoadedFacts(
        added=sum(load.added for load in loads),
        differing=tuple(one for load in loads for one in load.differing),
    )


def _countries() -> Iterator[Country]:
    with override("nl"):
        for code, name in countries:
            yield Country(code=code, name=str(name))
    for code, name in ORGANISATIONS.items():
        yield Country(code=code, name=name)


def _memberships() -> Iterator[EeaMembership]:
    for row in _rows("eea.csv"):
        yield EeaMembership(
            country_id=row["country"],
            first_day=_day(row["member_from"]),
            last_day=_day(row["member_until"]),
            note=row["note"],
        )


def _decisions() -> Iterator[AdequacyDecision]:
    for row in _rows("adequacy.csv"):
        yield AdequacyDecision(
            country_id=row["country"],
            scope=row["scope"],
            reference=row["decision"],
            adopted=date.fromisoformat(row["adopted"]),
            ends=_day(row["ends"]),
            annulled=row["annulled"] == "1",
            confidence=row["confidence"],
            note=row["note"],
        )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _add_missing(
    model: type[Register], facts: Iterator[Register], *, identity: Collection[str]
) -> LoadedFacts:
    columns = [field.attname for field in model._meta.concrete_fields if field.attname != "id"]

    def key(row: Register) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in identity)

    # A country with other periods than ours has them for a reason: by its key alone it counts as present.
    present: dict[tuple[Any, ...], list[Register]] = {}
    for row in model._default_manager.all():
        present.setdefault(key(row), []).append(row)
    removed = set(model.history.filter(history_type="-").values_list(*identity))
    missing, differing = [], []
    for fact in facts:
        values = {name: getattr(fact, name) for name in columns}
        there = present.get(key(fact), [])
        if any(all(getattr(row, name) == value for name, value in values.items()) for row in there):
            continue
        label = f"{model._meta.verbose_name} {' '.join(key(fact))}"
        if there:
            differing.append(_("%(row)s is door iemand aangepast en blijft zo.") % {"row": label})
        elif key(fact) in removed:
            differing.append(_("%(row)s is door iemand verwijderd en blijft weg.") % {"row": label})
        else:
            missing.append(fact)
    model._default_manager.bulk_create(missing)
    return LoadedFacts(added=len(missing), differing=tuple(differing))
