"""One decision about several disclosures: each keeps what was seen, and what could not be decided on is named."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sharing.core.actor import Actor, acting
from sharing.core.exceptions import ChangedMeanwhile, Refused
from sharing.disclosures.models import Disclosure
from sharing.disclosures.queries import OwnWork
from sharing.disclosures.review import (
    NOT_DECIDED,
    NothingToJudge,
    Report,
    ReviewedBefore,
    add_to_breach,
    review_disclosure,
)

MOST_TOGETHER = 100
# What concerns one of them only; anything else is wrong for all, and then nothing is decided.
_PASSED_OVER = (OwnWork, ReviewedBefore, ChangedMeanwhile, NothingToJudge)


@dataclass(frozen=True, slots=True)
class Together:
    """What was decided on, and what was not, each with why: a sentence for people."""

    decided: tuple[Disclosure, ...]
    passed_over: tuple[tuple[Disclosure, Refused], ...]


def review_together(
    entries: Mapping[int, str],
    *,
    decision: str,
    note: str,
    by: Actor,
    at: datetime,
    aware_at: datetime | None = None,
    report: Report = NOT_DECIDED,
) -> Together:
    """Decide on deviations at once, as ``review_disclosure`` does on one: all in one transaction.

    ``entries`` are keys with the ``version_of`` each when they were opened. One's own, and those that changed or were
    decided on meanwhile, are passed over. Raises Refused when something is missing or fits one of them not; then
    nothing is decided.
    """

    def decide(row: Disclosure, seen: str) -> Disclosure:
        return review_disclosure(
            row,
            decision=decision,
            note=note,
            by=by,
            at=at,
            aware_at=aware_at,
            report=report,
            seen=seen,
            among=len(entries),
        )

    return _each(entries, decide, by=by, reason=note)


def add_to_breaches(
    entries: Mapping[int, str],
    *,
    note: str,
    by: Actor,
    at: datetime,
    aware_at: datetime | None = None,
    report: Report = NOT_DECIDED,
) -> Together:
    """Add the same to what is kept of several breaches, as ``add_to_breach`` does; see ``review_together``."""

    def add(row: Disclosure, seen: str) -> Disclosure:
        return add_to_breach(row, note=note, by=by, at=at, aware_at=aware_at, report=report, seen=seen)

    return _each(entries, add, by=by, reason=note)


def _each(
    entries: Mapping[int, str], step: Callable[[Disclosure, str], Disclosure], *, by: Actor, reason: str
) -> Together:
    decided: list[Disclosure] = []
    passed_over: list[tuple[Disclosure, Refused]] = []
    with acting(by=by, reason=reason):
        for row in _in_order(entries):
            try:
                decided.append(step(row, entries[row.pk]))
            except _PASSED_OVER as why:
                passed_over.append((row, why))
    return Together(tuple(decided), tuple(passed_over))


def _in_order(entries: Mapping[int, str]) -> Iterator[Disclosure]:
    """In the order of their keys, so that two who decide at once never wait for each other."""
    if len(entries) > MOST_TOGETHER:
        raise Refused(f"Besluit over hoogstens {MOST_TOGETHER} verstrekkingen tegelijk.")
    yield from Disclosure.objects.filter(pk__in=entries).prefetch_related("recipient").order_by("pk")
