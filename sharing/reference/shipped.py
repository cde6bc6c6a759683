"""The facts of law that come with a release, and how the register's rows stand towards them.

A row is ours when its whole history was written by the account that loads: it follows the release. What anybody else
ever changed stays as it is, what somebody removed stays away, and what somebody added is left alone.
"""

import csv
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import override
from django_countries import countries

from sharing.core.actor import Actor
from sharing.core.gathering import rows_together, values_together
from sharing.core.models import Register
from sharing.core.readable import named_after
from sharing.core.whole import bring_along
from sharing.reference.choices import Confidence
from sharing.reference.models import AdequacyDecision, Country, EeaMembership

DATA = Path(__file__).parent / "data"
# The one international organisation with a decision of its own; the code is ours (ISO has none).
ORGANISATIONS = {"XX-EPO": "Europese Octrooiorganisatie"}


@dataclass(frozen=True, slots=True)
class Shipped:
    """The facts of one list.

    ``identity`` are the fields by which a row is one of these facts. ``alike`` says whether a row whose identity a
    release corrected may be that fact all the same, ``bars`` whether it stands in the way of the fact. ``kept_fields``
    are for the people who keep the list: no release says anything of them.
    """

    model: type[Register]
    facts: Callable[[], Iterable[Register]]
    identity: tuple[str, ...]
    alike: Callable[[Any, Any], bool] = lambda row, fact: False
    bars: Callable[[Any, Any], bool] = lambda row, fact: False
    kept_fields: tuple[str, ...] = ()

    @property
    def fields(self) -> list[str]:
        """The columns that a release fills in."""
        return [
            one.attname
            for one in self.model._meta.concrete_fields
            if not one.primary_key and one.name not in self.kept_fields
        ]

    def key(self, row: Any) -> tuple[Hashable, ...]:
        """What the row is known by."""
        return tuple(getattr(row, name) for name in self.identity)

    def values(self, row: Any) -> dict[str, Any]:
        """What the row says, as far as a release fills it in."""
        return {name: getattr(row, name) for name in self.fields}

    def label(self, row: Any) -> str:
        """What the row is called in a sentence."""
        words = [str(part) for part in self.key(row) if part is not None]
        return f"{self.model._meta.verbose_name} {' '.join(words)}"


@dataclass(slots=True)
class Standing:
    """How the rows of a list stand towards the facts: what to add, correct and remove, and what stays different."""

    missing: list[Any] = field(default_factory=list)
    corrected: list[tuple[Any, Any]] = field(default_factory=list)  # (row, fact)
    left: list[Any] = field(default_factory=list)  # rows of ours whose fact left the release
    changed: list[tuple[Any, Any]] = field(default_factory=list)  # (row that a person changed, fact)
    removed: list[Any] = field(default_factory=list)  # facts that a person removed
    barred: list[tuple[Any, Any]] = field(
        default_factory=list
    )  # (row that a person made, fact it leaves no room for)


@dataclass(frozen=True, slots=True)
class Past:
    """What people did to the rows of a list: the keys of those they ever touched, and what they removed of it."""

    by_hand: frozenset[Any]
    gone: tuple[Any, ...]


def past_of(lists: Sequence[Shipped], *, loader: Actor) -> list[Past]:
    """What people did to each of these lists, with two questions; ``loader`` is the account that loads them."""
    touched, gone = [], []
    for shipped in lists:
        own = shipped.model._meta.pk.attname
        history = shipped.model.history.order_by()
        by_people = history.exclude(history_user_id=loader.pk)
        touched.append(by_people.values(own).distinct())
        # What people made and removed themselves says nothing of a fact.
        loaded = history.filter(history_type="+", history_user_id=loader.pk).values(own)
        gone.append(by_people.filter(history_type="-", **{f"{own}__in": loaded}))
    return [
        Past(frozenset(key for row in keys for key in row.values()), tuple(rows))
        for keys, rows in zip(values_together(touched), rows_together(gone), strict=True)
    ]


def standing(shipped: Shipped, rows: Sequence[Any], past: Past) -> Standing:
    """Compare rows with the facts."""
    found = Standing()
    by_hand = past.by_hand
    facts = {shipped.key(fact): fact for fact in shipped.facts()}
    rest = {shipped.key(row): row for row in rows}
    for key in facts.keys() & rest.keys():
        _judge(found, shipped, rest.pop(key), facts.pop(key), by_hand)
    for key, fact in list(facts.items()):
        # The release corrected what the fact is known by: the row that it was before follows, or is told of.
        former = [row for row in rest.values() if shipped.alike(row, fact)]
        former.sort(key=lambda row: (row.pk in by_hand, row.pk))
        if former:
            row = rest.pop(shipped.key(former[0]))
            _judge(found, shipped, row, facts.pop(key), by_hand)
    hand_made = [row for row in rows if row.pk in by_hand]
    for pair in list(found.corrected):
        if (bar := _bar(shipped, pair[1], hand_made)) is not None:
            found.corrected.remove(pair)
            found.barred.append((bar, pair[1]))
    for fact in facts.values():
        if (bar := _bar(shipped, fact, hand_made)) is not None:
            found.barred.append((bar, fact))
        elif any(shipped.key(row) == shipped.key(fact) or shipped.alike(row, fact) for row in past.gone):
            found.removed.append(fact)
        else:
            found.missing.append(fact)
    found.left = [row for row in rest.values() if row.pk not in by_hand]
    return found


def _bar(shipped: Shipped, fact: Any, hand_made: Iterable[Any]) -> Any:
    """A row of a person that leaves the fact no room."""
    return next((row for row in hand_made if shipped.bars(row, fact)), None)


def _judge(found: Standing, shipped: Shipped, row: Any, fact: Any, by_hand: Collection[Any]) -> None:
    if shipped.values(row) != shipped.values(fact):
        (found.changed if row.pk in by_hand else found.corrected).append((row, fact))


def _countries() -> Iterator[Country]:
    with override("nl"):
        for code, name in countries:
            yield Country(code=code, name=str(name))
    for code, name in ORGANISATIONS.items():
        yield Country(code=code, name=name)


def _memberships() -> Iterator[EeaMembership]:
    for row in records(DATA / "eea.csv"):
        yield EeaMembership(
            country_id=row["country"],
            kind=row["kind"],
            first_day=day(row["from"]),
            last_day=day(row["until"]),
            note=row["note"],
        )


def _decisions() -> Iterator[AdequacyDecision]:
    for row in records(DATA / "adequacy.csv"):
        yield AdequacyDecision(
            country_id=row["country"],
            scope=row["scope"],
            excludes=row["excludes"],
            reference=row["decision"],
            adopted=date.fromisoformat(row["adopted"]),
            ends=day(row["ends"]),
            annulled=row["annulled"] == "1",
            confidence=row["confidence"],
            note=row["note"],
        )


def records(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a list by the names of its columns."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def day(text: str) -> date | None:
    """A day of a list; None for nothing."""
    return date.fromisoformat(text) if text else None


def _overlap(row: EeaMembership, fact: EeaMembership) -> bool:
    return (
        row.country_id == fact.country_id
        and (row.first_day or date.min) <= (fact.last_day or date.max)
        and (fact.first_day or date.min) <= (row.last_day or date.max)
    )


def _same_decision(row: AdequacyDecision, fact: AdequacyDecision) -> bool:
    return row.country_id == fact.country_id and row.adopted == fact.adopted


SHIPPED = (
    Shipped(Country, lambda: _countries(), ("code",)),
    Shipped(
        EeaMembership, lambda: _memberships(), ("country_id", "first_day"), alike=_overlap, bars=_overlap
    ),
    Shipped(
        AdequacyDecision,
        lambda: _decisions(),
        ("country_id", "reference"),
        alike=_same_decision,
        kept_fields=("under_review",),
    ),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a row that people keep otherwise than the release; ``column`` is empty for a whole row."""

    record: Any
    label: str
    column: str
    ours: Any
    shipped: Any
    fact: Any

    @property
    def confidence(self) -> str:
        """How sure the release is of the fact; empty where it does not say."""
        given = getattr(self.fact, "confidence", "")
        return str(Confidence(given).label) if given else ""

    @property
    def source(self) -> str:
        """Where the release has it from."""
        parts = (getattr(self.fact, name, "") for name in ("reference", "citation", "source", "note"))
        return "; ".join(part for part in parts if part)


def differences(lists: Sequence[Shipped], *, loader: Actor) -> Iterator[Difference]:
    """Per field what differs in these lists; a fact that is not there at all is one difference."""
    rows = rows_together([one.model._default_manager.order_by("pk") for one in lists])
    found = [
        standing(shipped, there, past)
        for shipped, there, past in zip(lists, rows, past_of(lists, loader=loader), strict=True)
    ]
    told = [row for one in found for pair in (*one.changed, *one.barred) for row in pair]
    told += [fact for one in found for fact in one.removed]
    # A fact is no record and has no key: each by its identity.
    bring_along({(type(one), id(one), None): one for one in told}, names_of=named_after)
    for shipped, one in zip(lists, found, strict=True):
        yield from _differences(shipped, one)


def _differences(shipped: Shipped, found: Standing) -> Iterator[Difference]:
    for row, fact in (*found.changed, *found.barred):
        for name in shipped.fields:
            if getattr(row, name) != getattr(fact, name):
                column = next(one for one in row._meta.concrete_fields if one.attname == name)
                yield Difference(row, str(row), column.name, getattr(row, name), getattr(fact, name), fact)
    for fact in found.removed:
        yield Difference(None, str(fact), "", None, None, fact)
