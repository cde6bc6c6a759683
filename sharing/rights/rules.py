"""By when a request of a person is answered: pure, the clock and all facts are passed in.

Two layers that are kept apart: what the statement promised that was in force at the moment of receipt, and what the law
says. The earlier of the two days counts. Each day comes with the rule that made it, as codes and days; the words are in
``words``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sharing.core.holidays import working_day_from
from sharing.core.periods import amsterdam_day, holds_on, months_after, next_day, weeks_after
from sharing.reference.law import AVG_APPLIES
from sharing.rights.choices import STATUTORY, PauseGround


@dataclass(frozen=True, slots=True)
class TermOfLaw:
    """What the law says of the term for requests received from ``first_day`` through ``last_day`` (None is open).

    ``pauses`` are the grounds on which its clock stands still while the person is asked something; ``moves`` whether a
    term that ends on a weekend or public holiday ends with the next working day.
    """

    citation: str
    months: int
    extension_months: int
    pauses: frozenset[str]
    moves: bool
    first_day: date | None = None
    last_day: date | None = None


# A change of the law is a row here: the earlier one gets a last day. Source of the first: AVG art. 12(3); of its
# pauses: art. 12(6), recital 63 and EDPB Guidelines 01/2022, 157-159; of the move: Regulation 1182/71 art. 3(4).
TERMS_OF_LAW: tuple[TermOfLaw, ...] = (
    TermOfLaw(
        citation="art. 12, lid 3, AVG",
        months=1,
        extension_months=2,
        pauses=frozenset({PauseGround.IDENTITY.value, PauseGround.CLARIFY.value}),
        moves=True,
        first_day=AVG_APPLIES,
    ),
)


def law_on(received_on: date, rows: Iterable[TermOfLaw] = TERMS_OF_LAW) -> TermOfLaw | None:
    """The row that speaks of what was received that day; None when the law gave no term yet."""
    return next((row for row in rows if holds_on(row.first_day, row.last_day, received_on)), None)


@dataclass(frozen=True, slots=True)
class Promised:
    """What one version of the statement promises about answering, from the instant at which it is in force."""

    version: int
    in_force_from: datetime
    response_weeks: int
    extension_months: int


@dataclass(frozen=True, slots=True)
class Procedure:
    """What we published about complaints that come in on its days: a term of its own, and by how much it can grow."""

    first_day: date
    last_day: date | None
    weeks: int
    extension_weeks: int


def procedure_on(received_on: date, procedures: Iterable[Procedure]) -> Procedure | None:
    """The procedure for a complaint that came in that day; None when nothing was published then."""
    return next((one for one in procedures if holds_on(one.first_day, one.last_day, received_on)), None)


def promise_at(moment: datetime, promises: Iterable[Promised]) -> Promised | None:
    """The promise of the version in force at that instant; None before the first version.

    The order is irrelevant. Of two that began at the same instant the later version counts.
    """
    begun = [one for one in promises if one.in_force_from <= moment]
    return max(begun, key=lambda one: (one.in_force_from, one.version), default=None)


@dataclass(frozen=True, slots=True)
class Paused:
    """Days on which we waited for the person: from the day we asked until the day of the answer (None: still)."""

    ground: str
    since: date
    until: date | None = None


def paused_days(pauses: Iterable[Paused], *, grounds: frozenset[str], on: date) -> list[date]:
    """The days on which the clock stood still, as known on that day, in order.

    A day on which two pauses ran counts once.
    """
    days: set[int] = set()
    for one in pauses:
        if one.ground in grounds:
            days.update(range(one.since.toordinal(), (one.until or on).toordinal()))
    return [date.fromordinal(day) for day in sorted(days)]


@dataclass(frozen=True, slots=True)
class ByPromise:
    """The last day by a promise: so many weeks, and months when it is extended, after receipt. It does not move."""

    day: date
    version: int
    weeks: int
    months: int


@dataclass(frozen=True, slots=True)
class ByProcedure:
    """The last day by the procedure for complaints: so many weeks after receipt, of which ``longer`` by extension."""

    day: date
    first_day: date
    weeks: int
    longer: int


@dataclass(frozen=True, slots=True)
class ByLaw:
    """The last day by law: so many months after receipt, ``paused`` days later, and moved to a working day.

    ``reckoned`` is the day before it was moved.
    """

    day: date
    citation: str
    months: int
    paused: int
    reckoned: date


@dataclass(frozen=True, slots=True)
class Term:
    """The last days to answer; either may be absent. ``due`` is the earlier one."""

    promise: ByPromise | ByProcedure | None
    law: ByLaw | None

    @property
    def due(self) -> date | None:
        """The day by which there is an answer; None when neither a promise nor the law gives a term."""
        return min((one.day for one in (self.promise, self.law) if one), default=None)

    @property
    def rule(self) -> ByPromise | ByProcedure | ByLaw | None:
        """What made ``due``; on equal days the promise."""
        found = (one for one in (self.promise, self.law) if one and one.day == self.due)
        return next(found, None)


def term_of(
    kind: str,
    received_at: datetime,
    *,
    promise: Promised | Procedure | None,
    pauses: Sequence[Paused] = (),
    extended: bool = False,
    on: date,
) -> Term:
    """When a request of this kind (a code of ``RightKind``), received at that instant, is to be answered.

    ``promise`` is that of the version in force at receipt, or for a complaint the procedure of that day. ``extended``:
    the person was told within the first term. A
    pause that still runs counts through ``on``; it moves the law's term and never the promise.
    """
    received_on = amsterdam_day(received_at)
    return Term(
        promise=_by_promise(received_on, promise, extended=extended) if promise else None,
        law=_by_law(received_on, pauses, extended=extended, on=on) if kind in STATUTORY else None,
    )


def _by_promise(
    received_on: date, promise: Promised | Procedure, *, extended: bool
) -> ByPromise | ByProcedure:
    if isinstance(promise, Procedure):
        longer = promise.extension_weeks if extended else 0
        weeks = promise.weeks + longer
        return ByProcedure(weeks_after(received_on, weeks), promise.first_day, weeks, longer)
    months = promise.extension_months if extended else 0
    day = months_after(weeks_after(received_on, promise.response_weeks), months)
    return ByPromise(day, promise.version, promise.response_weeks, months)


def _by_law(received_on: date, pauses: Sequence[Paused], *, extended: bool, on: date) -> ByLaw | None:
    law = law_on(received_on)
    if law is None:
        return None
    months = law.months + (law.extension_months if extended else 0)
    month = months_after(received_on, months)

    def last_day(paused: int) -> date:
        reckoned = month + timedelta(days=paused)
        return working_day_from(reckoned) if law.moves else reckoned

    paused = 0
    before: date | None = None
    for day in paused_days(pauses, grounds=law.pauses, on=on):
        # A term that has ended does not stand still any more, and never begins again.
        if day > last_day(paused) and (before is None or day != next_day(before)):
            break
        paused, before = paused + 1, day
    return ByLaw(
        day=last_day(paused),
        citation=law.citation,
        months=months,
        paused=paused,
        reckoned=month + timedelta(days=paused),
    )


def may_extend(kind: str, received_at: datetime, promise: Promised | Procedure | None) -> bool:
    """Whether a term can be made longer at all: the law gives that for its rights, a promise where it says so."""
    if isinstance(promise, Procedure):
        return bool(promise.extension_weeks)
    law = law_on(amsterdam_day(received_at)) if kind in STATUTORY else None
    return bool((law and law.extension_months) or (promise and promise.extension_months))


@dataclass(frozen=True, slots=True)
class ByContract:
    """Until when what is meant for a client has to be with him: so many hours after receipt, by his contract."""

    until: datetime
    hours: int
    agreement: str  # its reference

    @property
    def day(self) -> date:
        """The last Amsterdam day before it: what has to be there by midnight is sent the day before."""
        return amsterdam_day(self.until - timedelta(microseconds=1))

    def is_over(self, at: datetime) -> bool:
        """Whether the hours have passed by that moment."""
        return self.until <= at


Rule = ByPromise | ByProcedure | ByLaw | ByContract


def forward_by(received_at: datetime, hours: int | None, agreement: str = "") -> ByContract | None:
    """When a client has to have it. Real hours, also over a change of the clock.

    None when the contract names none: then without delay.
    """
    return (
        ByContract(received_at.astimezone(UTC) + timedelta(hours=hours), hours, agreement)
        if hours is not None
        else None
    )
