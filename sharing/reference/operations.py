"""Loading the facts of law that the transfer rules reason with (AVG art. 45, chapter V)."""

import csv
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import override
from django_countries import countries

from sharing.core.actor import Actor, acting
from sharing.core.models import Register
from sharing.reference.models import AdequacyDecision, Country, EeaMembership

DATA = Path(__file__).parent / "data"
# The one international organisation with a decision of its own; the code is ours (ISO has none).
ORGANISATIONS = {"XX-EPO": "Europese Octrooiorganisatie"}

# Stands in the history of a row that follows a release, after the reason of the loading itself.
CORRECTED = "niemand had dit aangepast, dus het volgt deze uitgave"
_Key: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class LoadedFacts:
    """How many rows were added and corrected, and a Dutch sentence for every row left as somebody made it."""

    added: int
    corrected: int
    differing: tuple[str, ...]


def load_reference_data(*, by: Actor, reason: str) -> LoadedFacts:
    """Add the countries, EEA memberships and adequacy decisions that are missing, and correct those that are ours.

    Ours is a row whose whole history was written by ``by``: it follows the facts of this release, and its history
    says so. A row that anybody else ever changed stays as it is, a row that somebody removed stays away; both are
    reported when they differ from the facts of this release.
    """
    with acting(by=by, reason=reason):
        loads = [
            _load(model, facts, identity=identity, by=by, reason=reason)
            for model, facts, identity in (
                (Country, _countries(), ("code",)),
                (EeaMembership, _memberships(), ("country_id",)),
                (AdequacyDecision, _decisions(), ("country_id", "reference")),
            )
        ]
    return LoadedFacts(
        added=sum(load.added for load in loads),
        corrected=sum(load.corrected for load in loads),
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


def _load(
    model: type[Register], facts: Iterator[Register], *, identity: Collection[str], by: Actor, reason: str
) -> LoadedFacts:
    columns = [field.attname for field in model._meta.concrete_fields if not field.primary_key]

    def key(row: Register) -> _Key:
        return tuple(getattr(row, name) for name in identity)

    def values(row: Register) -> dict[str, Any]:
        return {name: getattr(row, name) for name in columns}

    wanted, present = defaultdict(list), defaultdict(list)
    for fact in facts:
        wanted[key(fact)].append(fact)
    # Nobody changes a row between our look at its history and our correction; referring to it goes on meanwhile.
    for row in model._default_manager.select_for_update(no_key=True).order_by("pk"):
        present[key(row)].append(row)
    by_hand = set(model.history.exclude(history_user_id=by.pk).values_list(model._meta.pk.attname, flat=True))
    removed = set(model.history.filter(history_type="-").values_list(*identity))
    missing, corrected, differing = [], [], []
    for identifier, ours in wanted.items():
        # A country with other periods than ours has them for a reason: only a row that equals no fact can follow one.
        others = [row for row in present[identifier] if values(row) not in map(values, ours)]
        untouched = [row for row in others if row.pk not in by_hand]
        changed = len(others) > len(untouched)
        label = f"{model._meta.verbose_name} {' '.join(identifier)}"
        for fact in ours:
            if values(fact) in map(values, present[identifier]):
                continue
            if untouched:
                corrected.append((untouched.pop(), values(fact)))
            elif changed:
                differing.append(_("%(row)s is door iemand aangepast en blijft zo.") % {"row": label})
            elif identifier in removed:
                differing.append(_("%(row)s is door iemand verwijderd en blijft weg.") % {"row": label})
            else:
                missing.append(fact)
    model._default_manager.bulk_create(missing)
    with acting(by=by, reason=f"{reason}: {CORRECTED}"):
        for row, corrections in corrected:
            model._default_manager.filter(pk=row.pk).update(**corrections)
    return LoadedFacts(added=len(missing), corrected=len(corrected), differing=tuple(differing))
