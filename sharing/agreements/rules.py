"""When an agreement holds, and which one covers a disclosure best.

Only dates decide: an agreement holds from its first through its last day, and a termination date is a last
day too. The signing date is often unknown for older agreements, so it never ends or prevents anything; it
only tells, before the first day, a draft from an agreement that is signed and waiting.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from sharing.agreements.choices import AgreementStatus
from sharing.core.periods import holds_on


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """What the rules need to know of one agreement.

    ``kind`` is a code of ``AgreementKind``; ``last_day`` None means indefinite; ``terminated_per`` is the
    last day after a termination; ``notice_days`` None means no notice period; ``purposes`` and
    ``data_categories`` are codes.
    """

    id: int
    reference: str
    kind: str
    signed_on: date | None
    first_day: date
    last_day: date | None
    terminated_per: date | None
    notice_days: int | None
    purposes: frozenset[str]
    data_categories: frozenset[str]


class Cover(NamedTuple):
    """How far an agreement covers a disclosure: its purpose, and which categories go beyond it."""

    agreement: AgreementFacts
    purpose: bool
    excess: frozenset[str]


def last_effective_day(agreement: AgreementFacts) -> date | None:
    """The last day on which the agreement holds, termination included; None when it is indefinite."""
    return min((day for day in (agreement.last_day, agreement.terminated_per) if day), default=None)


def was_terminated(agreement: AgreementFacts) -> bool:
    """Whether a termination, rather than the agreed term, sets the last day."""
    return agreement.terminated_per is not None and agreement.terminated_per == last_effective_day(agreement)


def is_in_force(agreement: AgreementFacts, day: date) -> bool:
    """Whether the agreement holds on that day."""
    return holds_on(agreement.first_day, last_effective_day(agreement), day)


def last_day_for_notice(agreement: AgreementFacts) -> date | None:
    """The last day on which notice can be given; None without an end or without a notice period."""
    last = last_effective_day(agreement)
    if last is None or agreement.notice_days is None:
        return None
    return last - timedelta(days=agreement.notice_days)


def ends_soon(agreement: AgreementFacts, day: date) -> bool:
    """Whether an agreement in force ends within its notice period, counted from that day."""
    notice = last_day_for_notice(agreement)
    return notice is not None and notice <= day


def status_on(agreement: AgreementFacts, day: date) -> AgreementStatus:
    """Where the agreement stands on that day."""
    last = last_effective_day(agreement)
    if last is not None and last < day:
        return AgreementStatus.TERMINATED if was_terminated(agreement) else AgreementStatus.ENDED
    if day < agreement.first_day:
        signed = agreement.signed_on is not None and agreement.signed_on <= day
        return AgreementStatus.SIGNED_NOT_STARTED if signed else AgreementStatus.DRAFT
    return AgreementStatus.ENDS_SOON if ends_soon(agreement, day) else AgreementStatus.IN_FORCE


def best_cover(
    agreements: Iterable[AgreementFacts],
    day: date,
    purpose_line: Collection[str],
    data_categories: frozenset[str],
) -> Cover | None:
    """The agreement in force that day that covers most; None when none is in force.

    ``purpose_line`` is the purpose with all its ancestors: an agreed purpose covers its sub-purposes. The
    purpose counts first, then the categories; of equals the one that lasts longest, then the first reference.
    """
    covers = [
        Cover(
            agreement,
            not agreement.purposes.isdisjoint(purpose_line),
            data_categories - agreement.data_categories,
        )
        for agreement in agreements
        if is_in_force(agreement, day)
    ]
    return min(covers, key=_preference, default=None)


def _preference(cover: Cover) -> tuple[Any, ...]:
    last = last_effective_day(cover.agreement) or date.max
    return (
        not cover.purpose,
        len(cover.excess),
        -last.toordinal(),
        cover.agreement.reference,
        cover.agreement.id,
    )


def nearest(agreements: Iterable[AgreementFacts], day: date) -> AgreementFacts:
    """Of agreements that are not in force that day, the one that ended last, else the one that starts first.

    Raises ValueError when there are none.
    """

    def distance(agreement: AgreementFacts) -> tuple[int, int, str]:
        last = last_effective_day(agreement)
        if last is not None and last < day:
            return 0, -last.toordinal(), agreement.reference
        return 1, agreement.first_day.toordinal(), agreement.reference

    return min(agreements, key=distance)
