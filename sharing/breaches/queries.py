"""Reads of breaches: where each stands, until when somebody is told, and what waits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from sharing.agreements.choices import AgreementKind
from sharing.agreements.models import Agreement
from sharing.breaches.choices import UNDER_THE_CLOCK, BreachState, Phase, ReportDecision, RiskLevel
from sharing.breaches.models import Breach
from sharing.breaches.report_models import BreachNotification
from sharing.breaches.rules import (
    Clock,
    Progress,
    Standing,
    clock_of_contract,
    clock_of_law,
    possible_phases,
    state_of,
)
from sharing.core.asof import rows_at
from sharing.core.periods import amsterdam_day
from sharing.disclosures.models import Disclosure
from sharing.duties.choices import MomentKind
from sharing.duties.rules import Moment
from sharing.parties.models import Party
from sharing.parties.queries import merged_into, organisation

_OWN = Q(on_behalf_of__isnull=True)
_OPEN = Q(closed_at__isnull=True)
_UNSURE = Q(decision=ReportDecision.NOT_REPORT, confirmed_by__isnull=True)
_UNSENT = Q(decision=ReportDecision.REPORT, reported_at__isnull=True)
_PERSONS = Q(risk=RiskLevel.HIGH, persons_decision="")
_SETTLED = _OPEN & _OWN & ~Q(decision="") & ~_UNSURE & ~_UNSENT
_UNFINISHED = Q(reported_at__isnull=False, report_complete=False)
# The state of ``rules.state_of`` as a condition; a test compares the two.
_CONDITIONS: dict[BreachState, Q] = {
    BreachState.DONE: ~_OPEN,
    BreachState.TELL_CLIENT: _OPEN & ~_OWN & Q(client_told_at__isnull=True),
    BreachState.ASSESS: _OPEN & _OWN & Q(decision=""),
    BreachState.CONFIRM: _OPEN & _OWN & _UNSURE,
    BreachState.REPORT: _OPEN & _OWN & _UNSENT,
    BreachState.PERSONS: _SETTLED & _PERSONS,
    BreachState.COMPLETE: _SETTLED & ~_PERSONS & _UNFINISHED,
    BreachState.CLOSE: (_SETTLED & ~_PERSONS & ~_UNFINISHED)
    | (_OPEN & ~_OWN & Q(client_told_at__isnull=False)),
}


def with_state(breaches: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Those of the breaches that stand there."""
    return breaches.filter(_CONDITIONS[BreachState(state)])


def not_closed(breaches: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the breaches about which somebody still has to do something."""
    return breaches.filter(_OPEN)


def open_breaches() -> QuerySet[Breach]:
    """Breaches that are not closed, with what their clocks ask."""
    return not_closed(Breach.objects.all()).prefetch_related("disclosures__disclosure")


def progress_of(breach: Breach) -> Progress:
    """What was done about it."""
    return Progress(
        for_client=breach.on_behalf_of_id is not None,
        client_told=breach.client_told_at is not None,
        decision=breach.decision,
        confirmed=breach.confirmed_by_id is not None,
        reported=breach.reported_at is not None,
        complete=breach.report_complete,
        risk=breach.risk,
        persons=breach.persons_decision,
        closed=breach.closed_at is not None,
    )


def known_since(breach: Breach) -> datetime:
    """When it became known: as it was registered, or earlier by the log of a disclosure that it came from."""
    logged = (one.disclosure.aware_at for one in breach.disclosures.all())
    return min([breach.aware_at, *(moment for moment in logged if moment is not None)])


class Standings:
    """Where breaches stand, with few questions for however many: contracts are read once.

    ``moment``: as contracts stood then.
    """

    def __init__(self, *, moment: datetime | None = None) -> None:
        self._moment = moment

    @cached_property
    def _into(self) -> dict[int, int]:
        """The record under which an organisation is known, for those that went into another."""
        return merged_into(self._moment)

    @cached_property
    def _contracts(self) -> list[dict[str, Any]]:
        """Signed agreements that name hours for telling of a breach, the shortest first."""
        rows = rows_at(Agreement, self._moment).filter(
            breach_notice_hours__isnull=False, signed_on__isnull=False
        )
        names = (
            *("kind", "reference", "first_day", "last_day", "terminated_per"),
            *("breach_notice_hours", "party_id"),
        )
        return list(rows.order_by("breach_notice_hours", "reference").values(*names))

    def contract(self, party: int | None, kind: AgreementKind, since: datetime) -> Clock | None:
        """The hours in which is told by the agreement of this kind with the party that held on that day."""
        day, party = amsterdam_day(since), self._into.get(party or 0, party)
        for row in self._contracts if party is not None else ():
            ends = min((one for one in (row["last_day"], row["terminated_per"]) if one), default=None)
            of = self._into.get(row["party_id"], row["party_id"])
            if (of, row["kind"]) == (party, kind) and row["first_day"] <= day <= (ends or day):
                return clock_of_contract(since, row["breach_notice_hours"], row["reference"])
        return None

    def of(self, breach: Breach) -> Standing:
        """Where it stands; its clock is that of the law, or of the contract with the client."""
        progress, since = progress_of(breach), known_since(breach)
        state = state_of(progress)
        if breach.on_behalf_of_id is not None:
            clock = self.contract(breach.on_behalf_of_id, AgreementKind.PROCESSING_AS_PROCESSOR, since)
        else:
            clock = clock_of_law(since)
        return Standing(state=state, known_since=since, clock=clock, runs=state in UNDER_THE_CLOCK)

    def of_processor(self, breach: Breach) -> Clock | None:
        """Until when the processor that told us had to, by its agreement; None when nothing is known of that."""
        if breach.told_by_knew_at is None:
            return None
        return self.contract(breach.told_by_id, AgreementKind.PROCESSING, breach.told_by_knew_at)


def standing_of(breach: Breach) -> Standing:
    """Where one breach stands."""
    return Standings().of(breach)


def overdue(breaches: QuerySet[Any], *, at: datetime) -> QuerySet[Any]:
    """Those of the breaches of which nobody was told before the clock ran out."""
    known = Standings()
    rows = not_closed(breaches).prefetch_related("disclosures__disclosure")
    late = [one.pk for one in rows if known.of(one).is_late(at)]
    return breaches.filter(id__in=late)


def notifications_of(breach: Breach) -> list[BreachNotification]:
    """What was sent to the authority, the first first."""
    return list(BreachNotification.objects.filter(breach=breach).order_by("made_at", "id"))


def next_phases(breach: Breach) -> tuple[Phase, ...]:
    """What the next report can be."""
    sent = BreachNotification.objects.filter(breach=breach).values_list("phase", flat=True)
    return possible_phases(set(sent))


def unregistered() -> QuerySet[Disclosure]:
    """Disclosures that were judged a breach and stand in no breach yet; what is void included."""
    return Disclosure.objects.breaches().filter(in_breach__isnull=True).order_by("id")


def disclosures_of(breach: Breach) -> list[Disclosure]:
    """The disclosures that it came from."""
    return list(Disclosure.objects.filter(in_breach__breach=breach).order_by("id"))


def judged_with(disclosure: Disclosure) -> QuerySet[Disclosure]:
    """Of ``unregistered`` those that were judged in one decision with this one, itself included."""
    return unregistered().filter(
        reviewed_by=disclosure.reviewed_by_id,
        reviewed_at=disclosure.reviewed_at,
        aware_at=disclosure.aware_at,
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for whoever deals with breaches: how many are open, and of what runs by the clock the first."""

    open: int
    late: int
    to_confirm: int
    first: Clock | None


def waiting(found: Sequence[Breach], *, person: int, at: datetime) -> Waiting:
    """Of ``open_breaches`` how many there are; ``to_confirm`` are those that this person (a key) may confirm."""
    known = Standings()
    standings = [(one, known.of(one)) for one in found]
    clocks = [standing.clock for _one, standing in standings if standing.runs and standing.clock]
    return Waiting(
        open=len(found),
        late=sum(standing.is_late(at) for _one, standing in standings),
        to_confirm=sum(
            standing.state == BreachState.CONFIRM and person not in (one.registered_by_id, one.assessed_by_id)
            for one, standing in standings
        ),
        first=min(clocks, key=lambda clock: clock.until, default=None),
    )


def moments(*, on: date, within: int) -> list[Moment]:
    """Breaches of which somebody has to be told at most ``within`` days after that day, or should have been; by day.

    Where no hours are known it is without delay: the day on which it became known.
    """
    known, until = Standings(), on + timedelta(days=within)
    found = []
    for breach in open_breaches():
        standing = known.of(breach)
        day = standing.clock.day if standing.clock else amsterdam_day(standing.known_since)
        if standing.runs and day <= until:
            owner = breach.assigned_to_id
            found.append(
                Moment(
                    day,
                    MomentKind.BREACH.value,
                    breach.pk,
                    str(breach),
                    "",
                    0,
                    owners=frozenset({owner} if owner else ()),
                )
            )
    return sorted(found)


def clients() -> QuerySet[Party]:
    """Parties for whom we are or were the processor."""
    return _with_agreement(AgreementKind.PROCESSING_AS_PROCESSOR)


def processors() -> QuerySet[Party]:
    """Parties that are or were our processor."""
    return _with_agreement(AgreementKind.PROCESSING)


def _with_agreement(kind: AgreementKind) -> QuerySet[Party]:
    keys = Agreement.objects.filter(kind=kind).order_by().values(_party=organisation())
    # A record that went into another still stands in breaches of before.
    named = (Breach.objects.order_by().values(name) for name in ("on_behalf_of", "told_by"))
    before = Q(pk__in=next(named)) | Q(pk__in=next(named))
    return Party.objects.filter(Q(pk__in=keys) | Q(before, merged_into__isnull=False)).order_by("name")


def seals_in(disclosures: Iterable[Disclosure]) -> Sequence[bytes]:
    """The sealed dossier numbers of disclosures."""
    return [bytes(one.dossier) for one in disclosures]
