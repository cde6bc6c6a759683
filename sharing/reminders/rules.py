"""Who is to be told of what: pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from sharing.duties.choices import Stage
from sharing.duties.rules import Moment, is_told


class Event(NamedTuple):
    """What a person is told of once: a moment to act at a stage. A moment that is moved is another one."""

    kind: str
    record: int
    day: date


class Telling(NamedTuple):
    """A moment to act, and how near it is."""

    moment: Moment
    stage: Stage


def to_tell(
    moments: Iterable[Moment],
    *,
    audiences: Mapping[str, frozenset[int]],
    told: Mapping[tuple[int, Event], set[str]],
    on: date,
) -> dict[int, list[Telling]]:
    """Per person (the key of an account) what he has to be told that day, the most urgent first.

    ``audiences`` are per kind the people whose work that is: a moment is told to its owners among them, and to all of
    them when nobody else would be told. What was missed is caught up at the stage that has been reached by now.
    """
    found: dict[int, list[Telling]] = defaultdict(list)
    for moment in sorted(moments):
        stage = moment.stage(on)
        if stage is None:
            continue
        event = Event(moment.kind, moment.record, moment.day)
        people = audiences[moment.kind]
        for person in moment.owners & people or people:
            if not is_told(stage, told.get((person, event), ())):
                found[person].append(Telling(moment, stage))
    return dict(found)
