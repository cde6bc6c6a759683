"""From when until when the law says what: the days by which rules judge a disclosure of their own day.

Pure data. A day here is the first on which a rule speaks, or the last on which something still counts; decisions,
memberships, provisions and grounds carry their own days in the registers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sharing.breaches.choices import RiskLevel
from sharing.core.periods import holds_on, next_day
from sharing.transfers.choices import Mechanism

# The AVG applies (art. 99(2)). Its own rules do not judge what happened before.
AVG_APPLIES = date(2018, 5, 25)
# The Court asks an assessment of the country's law beside every safeguard of art. 46 (C-311/18, Schrems II).
ASSESSMENT_ASKED = date(2020, 7, 16)


@dataclass(frozen=True, slots=True)
class Period:
    """The days on which something counts in law, both ends inclusive; None is open."""

    first_day: date | None = None
    last_day: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it counts that day."""
        return holds_on(self.first_day, self.last_day, day)


# Decisions 2001/497/EC, 2004/915/EC and 2010/87/EU were repealed; what was agreed under them counted for 18 months
# more (Decision (EU) 2021/914 art. 4(4)).
_OLD_CLAUSES = Period(last_day=date(2022, 12, 27))
# Decision (EU) 2021/914 entered into force twenty days after its publication of 7 June 2021.
_NEW_CLAUSES = Period(first_day=date(2021, 6, 27))
# The clauses that count in law on some days only; other mechanisms count whenever they are registered.
MECHANISM_COUNTS: dict[str, Period] = {
    Mechanism.SCC_2001: _OLD_CLAUSES,
    Mechanism.SCC_2004: _OLD_CLAUSES,
    Mechanism.SCC_2010: _OLD_CLAUSES,
    Mechanism.SCC_MODULE_1: _NEW_CLAUSES,
    Mechanism.SCC_MODULE_2: _NEW_CLAUSES,
    Mechanism.SCC_MODULE_3: _NEW_CLAUSES,
    Mechanism.SCC_MODULE_4: _NEW_CLAUSES,
}


def counts_in_law(mechanism: str, day: date) -> bool:
    """Whether the law knows this mechanism that day."""
    period = MECHANISM_COUNTS.get(mechanism)
    return period is None or period.holds(day)


def turning_days() -> frozenset[date]:
    """The days on which the law itself changes, as far as it stands here."""
    days = {AVG_APPLIES, ASSESSMENT_ASKED}
    for period in MECHANISM_COUNTS.values():
        if period.first_day:
            days.add(period.first_day)
        if period.last_day:
            days.add(next_day(period.last_day))
    return frozenset(days)


@dataclass(frozen=True, slots=True)
class BreachLaw:
    """What the law says of reporting a breach that became known on one of these days, both inclusive; None is open.

    ``hours`` after it became known it is reported, from the risk ``threshold`` (a code of ``RiskLevel``) on.
    """

    citation: str
    hours: int
    threshold: str
    first_day: date | None = None
    last_day: date | None = None


# A change of the law is a row here: the earlier one gets a last day. COM(2025) 837 proposes 96 hours and only from a
# high
# risk on; until that is law with a day on which it applies, it is no row. Before the AVG the Wbp asked the same
# (art. 34a,
# and the policy rules of the authority on it).
BREACH_LAWS: tuple[BreachLaw, ...] = (
    BreachLaw(
        citation="art. 34a, lid 1, Wbp",
        hours=72,
        threshold=RiskLevel.RISK,
        first_day=date(2016, 1, 1),
        last_day=date(2018, 5, 24),
    ),
    BreachLaw(citation="art. 33, lid 1, AVG", hours=72, threshold=RiskLevel.RISK, first_day=AVG_APPLIES),
)


def breach_law_on(day: date, rows: Iterable[BreachLaw] = BREACH_LAWS) -> BreachLaw | None:
    """The row that speaks of a breach that became known that day; None while no law asked for a report."""
    return next((row for row in rows if holds_on(row.first_day, row.last_day, day)), None)
