"""Where requests stand on a day: their state, and the last day of a step with its rule (art. 12(3))."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from sharing.agreements.choices import AgreementKind
from sharing.agreements.models import Agreement
from sharing.commitments.models import CommitmentSet
from sharing.core.asof import rows_at
from sharing.core.completing import complete
from sharing.core.gathering import rows_together
from sharing.core.once import once, remember
from sharing.core.periods import amsterdam_day
from sharing.parties.queries import merged_into
from sharing.reference.procedures import ComplaintProcedure
from sharing.rights.choices import RightKind, RightState
from sharing.rights.erasures import Undestroyed, lists_of
from sharing.rights.models import RightsRequest
from sharing.rights.progress import state_of
from sharing.rights.queries import PARTS, not_done, progress_of
from sharing.rights.recipients import Unfinished, is_heard_of
from sharing.rights.rules import (
    ByContract,
    Paused,
    Procedure,
    Promised,
    Rule,
    Term,
    forward_by,
    procedure_on,
    promise_at,
    term_of,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a request stands on a day: its state, its term, and when a client has to have what is his.

    ``first`` is the term without an extension: within it a person is told of one. ``promise`` is that of the version in
    force at receipt, or of a complaint the procedure that was published then. ``untold`` and
    ``unheard``: a recipient, or the person, does not know of it (art. 19). ``destroyed_at``: when what was granted to
    be erased was. ``at`` is the moment for which this is so, by which a term of hours may be over; None by the day.
    """

    state: RightState
    term: Term
    first: Term
    promise: Promised | Procedure | None
    contract: ByContract | None
    for_client: bool
    untold: bool = False
    unheard: bool = False
    destroyed_at: datetime | None = None
    at: datetime | None = None

    @property
    def rule(self) -> Rule | None:
        """What made ``due``."""
        if not self.for_client:
            return self.term.rule
        return self.contract or self.term.law

    @property
    def due(self) -> date | None:
        """The last day of what has to be done; None when nothing gives one."""
        return self.rule.day if self.rule else None

    @property
    def next_day(self) -> date | None:
        """The last day of the step that comes next."""
        if self.state in (RightState.FOLLOW, RightState.DESTROY):
            return None  # it was answered; what remains has no term of its own
        return self.first.due if self.state == RightState.TELL else self.due

    def in_time(self, request: RightsRequest, *, on: date) -> bool | None:
        """Whether it was answered on its last day or before; None while it is open and that day has not passed.

        Of a term of hours the moment counts, where that is known.
        """
        if request.answered_on is None:
            return False if self.is_late(on) else None
        if request.answered_at is not None and isinstance(self.rule, ByContract):
            return not self.rule.is_over(request.answered_at)
        return self.due is None or request.answered_on <= self.due

    def is_late(self, on: date) -> bool:
        """Whether it is not done while its day, or its hours, have passed."""
        if self.state == RightState.DONE or self.next_day is None:
            return False
        return self.next_day < on or self.hours_over

    @property
    def hours_over(self) -> bool:
        """Whether the term is one of hours that have passed by the moment for which this is so."""
        return self.at is not None and isinstance(self.rule, ByContract) and self.rule.is_over(self.at)


def _promised(rows: Iterable[CommitmentSet]) -> list[Promised]:
    return [
        Promised(one.version, one.in_force_from, one.response_weeks, one.extension_months) for one in rows
    ]


class Standings:
    """Where requests stand, with few questions for however many: promises and contracts are read once.

    ``only``: the one request that is asked about. ``moment``: as procedures, contracts, the log and what
    recipients were told of stood then. ``at``: the moment now, by which hours are over.
    """

    def __init__(
        self,
        only: RightsRequest | None = None,
        *,
        moment: datetime | None = None,
        at: datetime | None = None,
    ) -> None:
        self._unfinished = Unfinished(only, moment=moment)
        self._undestroyed = Undestroyed(only.pk if only else None, moment=moment)
        self._moment, self._at = moment, moment or at
        if only is not None and moment is None:
            self._read_together(only)

    def _read_together(self, one: RightsRequest) -> None:
        """What is asked of one request as it is now, with one question."""
        asked = self._unfinished.asked() if is_heard_of(one) else RightsRequest.objects.none()
        states, promised, lists = rows_together([asked, CommitmentSet.objects.standing(), lists_of(one.pk)])
        self._unfinished.learn(states)
        self.promises = _promised(promised)
        self._undestroyed.learn(lists)
        remember((lists_of, one.pk), lists)  # a screen tells of them too

    @cached_property
    def promises(self) -> list[Promised]:
        """What every version promises that was not withdrawn."""
        return once(Promised, lambda: _promised(CommitmentSet.objects.standing()))

    @cached_property
    def procedures(self) -> list[Procedure]:
        """What was published about complaints, whenever."""

        def read() -> list[Procedure]:
            names = ("first_day", "last_day", "response_weeks", "extension_weeks")
            return [Procedure(*row) for row in rows_at(ComplaintProcedure, self._moment).values_list(*names)]

        return once((Procedure, self._moment), read)

    def promise(self, request: RightsRequest) -> Promised | Procedure | None:
        """What we promised about it: of a complaint the procedure that was published goes before the statement."""
        if request.kind == RightKind.COMPLAINT:
            found = procedure_on(amsterdam_day(request.received_at), self.procedures)
            if found is not None:
                return found
        return promise_at(request.received_at, self.promises)

    @cached_property
    def _into(self) -> dict[int, int]:
        """The record under which an organisation is known, for those that went into another."""
        return merged_into(self._moment)

    @cached_property
    def _contracts(self) -> list[dict[str, Any]]:
        """Signed agreements by which we are a client's processor and that name hours, the shortest first."""
        rows = rows_at(Agreement, self._moment).filter(
            kind=AgreementKind.PROCESSING_AS_PROCESSOR,
            breach_notice_hours__isnull=False,
            signed_on__isnull=False,
        )
        names = ("reference", "first_day", "last_day", "terminated_per", "breach_notice_hours", "party_id")
        return list(rows.order_by("breach_notice_hours", "reference").values(*names))

    def contract(self, request: RightsRequest) -> ByContract | None:
        """When the client has to have it, by the agreement that held on the day of receipt."""
        day, client = amsterdam_day(request.received_at), request.on_behalf_of_id
        if client is None:
            return None
        client = self._into.get(client, client)
        for row in self._contracts:
            ends = min((one for one in (row["last_day"], row["terminated_per"]) if one), default=None)
            party = self._into.get(row["party_id"], row["party_id"])
            if party == client and row["first_day"] <= day <= (ends or day):
                return forward_by(request.received_at, row["breach_notice_hours"], row["reference"])
        return None

    def of(self, request: RightsRequest, *, on: date) -> Standing:
        """Where it stands; what is done is reckoned as on its last day."""
        progress = self._unfinished.added_to(progress_of(request), request)
        progress = self._undestroyed.added_to(progress, request)
        promise = self.promise(request)
        pauses = [Paused(one.ground, one.since, one.until) for one in request.pauses.all()]
        last = request.answered_on or on

        def reckoned(*, extended: bool) -> Term:
            return term_of(
                request.kind, request.received_at, promise=promise, pauses=pauses, extended=extended, on=last
            )

        first, told = reckoned(extended=False), request.extension_told_on
        # What was told in time by the days that were known then, may be too late by a correction since.
        extended = told is not None and first.due is not None and told <= first.due
        return Standing(
            state=state_of(progress),
            term=reckoned(extended=True) if extended else first,
            first=first,
            promise=promise,
            contract=self.contract(request),
            for_client=progress.for_client,
            untold=progress.untold,
            unheard=progress.unheard,
            destroyed_at=self._undestroyed.carried_out_at(request) if progress.answered else None,
            at=self._at,
        )


def standing_of(
    request: RightsRequest, *, on: date, moment: datetime | None = None, at: datetime | None = None
) -> Standing:
    """Where one request stands that day; ``moment``: as all was known then, ``at``: the moment now."""
    return Standings(request, moment=moment, at=at).of(request, on=on)


def as_it_stood(
    requests: QuerySet[Any], moment: datetime, *, on: date, wanted: Callable[[Standing], bool]
) -> QuerySet[Any]:
    """Those of the requests of ``rows_at`` a moment that stood, by all that was known then, as ``wanted`` asks."""
    known, rows = Standings(moment=moment), list(requests)
    complete(rows, moment, PARTS)
    return requests.filter(id__in=[one.pk for one in rows if wanted(known.of(one, on=on))])


def overdue(requests: QuerySet[Any], *, on: date, at: datetime) -> QuerySet[Any]:
    """Those of the requests that are not done while the day of their next step, or its hour, has passed."""
    known = Standings(at=at)
    late = [one.pk for one in not_done(requests) if known.of(one, on=on).is_late(on)]
    return requests.filter(pk__in=late)
