"""When an agreement holds, and which one covers a disclosure best.

An agreement holds from its first through its last day, and a termination date is a last day too. Without a date of
signature it is a draft, whatever its other dates; one that was signed later holds from its first day all the same,
and the gate warns of the time in between.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from sharing.agreements.choices import (
    OBJECTION_STANDS,
    AgreementStatus,
    Article28Item,
    ItemStatus,
    SubProcessorAuthorisation,
)
from sharing.core.periods import holds_on


@dataclass(frozen=True, slots=True)
class SubProcessorFacts:
    """A sub-processor in the tree of an agreement, at whatever depth: ``party`` is a code, days are inclusive.

    ``objection_until``: the last day on which the engagement may be objected to, under a general authorisation.
    ``objected_on`` and ``objection_outcome`` (a code of ``ObjectionOutcome``): that somebody did, and what came of it.
    """

    party: str
    first_day: date | None = None
    last_day: date | None = None
    approved_on: date | None = None
    objection_until: date | None = None
    objected_on: date | None = None
    objection_outcome: str = ""


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """What the rules need to know of one agreement.

    ``kind`` is a code of ``AgreementKind``; ``last_day`` None means indefinite; ``terminated_per`` is the
    last day after a termination; ``notice_days`` None means no notice period; ``purposes``, ``data_categories``
    and ``subject_categories`` are codes (no subject categories: it names none). ``clauses`` holds per item of art.
    28(3) a code of ``ItemStatus``; ``authorisation`` is a code of ``SubProcessorAuthorisation``.
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
    subject_categories: frozenset[str] = frozenset()
    clauses: Mapping[str, str] = field(default_factory=dict, hash=False)
    sub_processors: tuple[SubProcessorFacts, ...] = ()
    authorisation: str = SubProcessorAuthorisation.NONE.value


class Cover(NamedTuple):
    """How far an agreement covers a disclosure: its purpose, which categories go beyond it, and the subject."""

    agreement: AgreementFacts
    purpose: bool
    excess: frozenset[str]
    subject: bool


def last_effective_day(agreement: AgreementFacts) -> date | None:
    """The last day on which the agreement holds, termination included; None when it is indefinite."""
    return min((day for day in (agreement.last_day, agreement.terminated_per) if day), default=None)


def was_terminated(agreement: AgreementFacts) -> bool:
    """Whether a termination, rather than the agreed term, sets the last day."""
    return agreement.terminated_per is not None and agreement.terminated_per == last_effective_day(agreement)


def is_in_force(agreement: AgreementFacts, day: date) -> bool:
    """Whether the agreement is signed and holds on that day."""
    return agreement.signed_on is not None and holds_on(
        agreement.first_day, last_effective_day(agreement), day
    )


def last_day_for_notice(agreement: AgreementFacts) -> date | None:
    """The last day on which notice can be given; None without an end or a notice period, and once it was given."""
    return None if agreement.terminated_per is not None else _before_end(agreement)


def _before_end(agreement: AgreementFacts) -> date | None:
    """The day that lies the notice period before the end, whatever brings that end."""
    last = last_effective_day(agreement)
    if last is None or agreement.notice_days is None:
        return None
    return last - timedelta(days=agreement.notice_days)


def ends_soon(agreement: AgreementFacts, day: date) -> bool:
    """Whether an agreement in force ends within its notice period, counted from that day."""
    notice = _before_end(agreement)
    return notice is not None and notice <= day


def status_on(agreement: AgreementFacts, day: date) -> AgreementStatus:
    """Where the agreement stands on that day."""
    if agreement.signed_on is None:
        return AgreementStatus.DRAFT
    last = last_effective_day(agreement)
    if last is not None and last < day:
        return AgreementStatus.TERMINATED if was_terminated(agreement) else AgreementStatus.ENDED
    if day < agreement.first_day:
        signed = agreement.signed_on <= day
        return AgreementStatus.SIGNED_NOT_STARTED if signed else AgreementStatus.DRAFT
    if was_terminated(agreement):  # whatever its notice period: notice was given
        return AgreementStatus.TERMINATING
    return _in_force(agreement, day)


def exchanged_status_on(agreement: AgreementFacts, day: date) -> AgreementStatus:
    """``status_on`` in the words that other systems know (``EXCHANGED``): what was terminated and still runs holds."""
    status = status_on(agreement, day)
    return _in_force(agreement, day) if status == AgreementStatus.TERMINATING else status


def _in_force(agreement: AgreementFacts, day: date) -> AgreementStatus:
    return AgreementStatus.ENDS_SOON if ends_soon(agreement, day) else AgreementStatus.IN_FORCE


def best_cover(
    agreements: Iterable[AgreementFacts],
    day: date,
    purpose_line: Collection[str],
    data_categories: frozenset[str],
    subject: str = "",
) -> Cover | None:
    """The agreement in force that day that covers most; None when none is in force.

    ``purpose_line`` is the purpose with all its ancestors: an agreed purpose covers its sub-purposes; ``subject`` is
    a code of a subject category ("": not asked). The purpose counts first, then the categories, then the subject,
    then whether it was signed by then; of equals the one that lasts longest, then the first reference.
    """
    covers = [
        Cover(
            agreement,
            not agreement.purposes.isdisjoint(purpose_line),
            data_categories - agreement.data_categories,
            not (subject and agreement.subject_categories) or subject in agreement.subject_categories,
        )
        for agreement in agreements
        if is_in_force(agreement, day)
    ]
    return min(covers, key=lambda cover: _preference(cover, day), default=None)


def _preference(cover: Cover, day: date) -> tuple[Any, ...]:
    last = last_effective_day(cover.agreement) or date.max
    return (
        not cover.purpose,
        len(cover.excess),
        not cover.subject,
        was_signed_later(cover.agreement, day),
        -last.toordinal(),
        cover.agreement.reference,
        cover.agreement.id,
    )


def was_signed_later(agreement: AgreementFacts, day: date) -> bool:
    """Whether the agreement was signed, but only after that day (art. 28(9) asks it in writing)."""
    return agreement.signed_on is not None and day < agreement.signed_on


def unmet_items(agreement: AgreementFacts) -> list[Article28Item]:
    """The items of art. 28(3) that a processing agreement does not arrange; one of which nothing is said counts."""
    arranged = {ItemStatus.MET, ItemStatus.NOT_APPLICABLE}
    return [item for item in Article28Item if agreement.clauses.get(item) not in arranged]


def sub_processor_in_force(agreement: AgreementFacts, party: str, day: date) -> bool:
    """Whether the party is in the agreement's tree that day, approved where approval is needed (art. 28(2), 28(4)).

    A specific authorisation asks an approval per sub-processor; a general one that the days to object have passed.
    """
    return any(
        one.party == party and holds_on(one.first_day, one.last_day, day) and is_approved(agreement, one, day)
        for one in agreement.sub_processors
    )


def objection_until(announced_on: date, *, authorisation: str, objection_days: int | None) -> date | None:
    """The last day on which an announced sub-processor can be objected to, by the agreement's own term (art. 28(2)).

    None where there is no general authorisation, or no term was agreed.
    """
    if authorisation != SubProcessorAuthorisation.GENERAL or objection_days is None:
        return None
    return announced_on + timedelta(days=objection_days)


def on_a_circle(above: Mapping[int, int]) -> set[int]:
    """Of places with the place of who engaged them, those that come back at themselves."""
    found = set()
    for start in above:
        place, passed = above.get(start), {start}
        while place is not None and place not in passed:
            passed.add(place)
            place = above.get(place)
        if place == start:
            found.add(start)
    return found


def is_approved(agreement: AgreementFacts, link: SubProcessorFacts, day: date) -> bool:
    """Whether the sub-processor may be engaged that day, by its approval or because nobody objected in time."""
    if link.approved_on is not None and link.approved_on <= day:
        return True
    general = agreement.authorisation == SubProcessorAuthorisation.GENERAL
    over = link.objection_until is None or link.objection_until < day
    return general and over and not is_objected_to(link, day)


def is_objected_to(link: SubProcessorFacts, day: date) -> bool:
    """Whether an objection that was made within its term stands that day."""
    made = link.objected_on
    if made is None or made > day or link.objection_outcome not in OBJECTION_STANDS:
        return False
    return link.objection_until is None or made <= link.objection_until


def nearest(agreements: Iterable[AgreementFacts], day: date) -> AgreementFacts:
    """Of agreements that are not in force that day, the one that needs least: a draft for that day, else the one that
    ended last, else the one that starts first.

    Raises ValueError when there are none.
    """

    def distance(agreement: AgreementFacts) -> tuple[int, int, str, int]:
        last = last_effective_day(agreement)
        if last is not None and last < day:
            return 1, -last.toordinal(), agreement.reference, agreement.id
        if agreement.first_day <= day:
            return 0, 0, agreement.reference, agreement.id
        return 2, agreement.first_day.toordinal(), agreement.reference, agreement.id

    return min(agreements, key=distance)
