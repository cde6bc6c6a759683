"""Until when a breach is told to whom, and what comes next: pure, the clock and all facts are passed in.

A term of hours runs by the hour, weekends, holidays and the change of the clock included (Regulation 1182/71, art.
3(1),
(3) and (4)). The law is a dated row (`sharing.reference.law.BREACH_LAWS`), a contract's hours are the agreement's.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sharing.breaches.choices import BreachState, Phase, ReportDecision, RiskLevel
from sharing.core.periods import amsterdam_day
from sharing.reference.law import BREACH_LAWS, BreachLaw, breach_law_on

_ORDER = (RiskLevel.UNLIKELY, RiskLevel.RISK, RiskLevel.HIGH)


@dataclass(frozen=True, slots=True)
class Clock:
    """Until when somebody is told: ``hours`` after ``since``, by an article of law or the agreement with a client."""

    since: datetime
    hours: int
    rule: str  # the citation, or the reference of the agreement
    by_contract: bool = False

    @property
    def until(self) -> datetime:
        """The last instant, in UTC."""
        return self.since.astimezone(UTC) + timedelta(hours=self.hours)

    @property
    def day(self) -> date:
        """The Amsterdam day of it: what has to be there by midnight is sent the day before."""
        return amsterdam_day(self.until - timedelta(microseconds=1))

    def left(self, at: datetime) -> timedelta:
        """What is left then; below 0 it is too late."""
        return self.until - at.astimezone(UTC)

    def is_over(self, at: datetime) -> bool:
        """Whether it has passed."""
        return self.left(at) < timedelta(0)


def law_of(known_since: datetime, rows: Iterable[BreachLaw] = BREACH_LAWS) -> BreachLaw | None:
    """The law that speaks of a breach that became known then."""
    return breach_law_on(amsterdam_day(known_since), rows)


def clock_of_law(known_since: datetime, rows: Iterable[BreachLaw] = BREACH_LAWS) -> Clock | None:
    """When the supervisory authority has to know; None while the law gave no hours."""
    law = law_of(known_since, rows)
    return Clock(known_since, law.hours, law.citation) if law else None


def clock_of_contract(known_since: datetime, hours: int | None, agreement: str) -> Clock | None:
    """When a client has to know (art. 33(2)); None when the contract names no hours: then without delay."""
    return None if hours is None else Clock(known_since, hours, agreement, by_contract=True)


def must_report(risk: str, law: BreachLaw | None) -> bool:
    """Whether the law asks to report a breach with this risk (a code of ``RiskLevel``)."""
    return law is not None and _ORDER.index(RiskLevel(risk)) >= _ORDER.index(RiskLevel(law.threshold))


def possible_phases(sent: Collection[str]) -> tuple[Phase, ...]:
    """What a next report can be, after these (codes of ``Phase``): nothing after one that was withdrawn."""
    if Phase.WITHDRAWN in sent:
        return ()
    return (Phase.ADDITIONAL, Phase.CHANGED, Phase.WITHDRAWN) if sent else (Phase.INITIAL,)


@dataclass(frozen=True, slots=True)
class Progress:
    """What was done about a breach so far."""

    for_client: bool = False
    client_told: bool = False
    decision: str = ""
    confirmed: bool = False
    reported: bool = False
    complete: bool = False  # the last report says that nothing follows
    risk: str = ""
    persons: str = ""
    closed: bool = False


def state_of(progress: Progress) -> BreachState:
    """Where it stands: the step that comes next."""
    if progress.closed:
        return BreachState.DONE
    if progress.for_client:
        return BreachState.CLOSE if progress.client_told else BreachState.TELL_CLIENT
    if not progress.decision:
        return BreachState.ASSESS
    if progress.decision == ReportDecision.NOT_REPORT and not progress.confirmed:
        return BreachState.CONFIRM
    if progress.decision == ReportDecision.REPORT and not progress.reported:
        return BreachState.REPORT
    if progress.risk == RiskLevel.HIGH and not progress.persons:
        return BreachState.PERSONS
    if progress.reported and not progress.complete:
        return BreachState.COMPLETE
    return BreachState.CLOSE


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a breach stands at a moment, and the clock of what comes next (None: there is none, or it stopped)."""

    state: BreachState
    known_since: datetime
    clock: Clock | None
    runs: bool

    def is_late(self, at: datetime) -> bool:
        """Whether the clock ran out before somebody was told."""
        return self.runs and self.clock is not None and self.clock.is_over(at)
