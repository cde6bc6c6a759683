"""What rows may not be together. Pure: no models, no clock."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sharing.reference.choices import TermUnit

_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Held:
    """A period of something, from its first through its last day (None: open), and where it comes from."""

    first_day: date
    last_day: date | None
    row: int | None


_UNITS = {
    TermUnit.DAYS: ("dag", "dagen"),
    TermUnit.WEEKS: ("week", "weken"),
    TermUnit.MONTHS: ("maand", "maanden"),
    TermUnit.YEARS: ("jaar", "jaar"),
}


def term_as_written(length: int | None, unit: str, criterion: str) -> str:
    """A retention term as the workbook writes it: a number with a unit (a code of ``TermUnit``), else its words."""
    if not length:
        return criterion
    one, more = _UNITS[TermUnit(unit)]
    return f"{length} {one if length == 1 else more}"


def comparable(text: str) -> str:
    """A citation or number without what people write differently: case and spaces."""
    return "".join(text.split()).casefold()


def overlaps(periods: Iterable[Held]) -> Iterator[tuple[Held, Held]]:
    """Pairs (earlier, later) of periods of one thing that share a day; each later one at most once."""
    longest: Held | None = None
    for period in sorted(periods, key=lambda held: (held.first_day, held.last_day or date.max)):
        if longest and (longest.last_day is None or period.first_day <= longest.last_day):
            yield longest, period
        if longest is None or (period.last_day or date.max) > (longest.last_day or date.max):
            longest = period


def on_a_cycle(parents: Mapping[_Key, _Key | None]) -> set[_Key]:
    """The keys that, going up from parent to parent, come back at themselves."""
    cyclic: set[_Key] = set()
    done: set[_Key] = set()
    for start in parents:
        path: dict[_Key, int] = {}
        key: _Key | None = start
        while key is not None and key not in done and key not in path:
            path[key] = len(path)
            key = parents.get(key)
        if key in path:
            cyclic |= {one for one, position in path.items() if position >= path[key]}
        done |= path.keys()
    return cyclic
