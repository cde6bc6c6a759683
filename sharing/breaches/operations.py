"""What is decided about a breach, and whom we told: assessed, confirmed, reported, closed. The only writers of that."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.breaches.checking import locked, refuse_numbers
from sharing.breaches.choices import (
    AT_HIGH_RISK,
    BreachState,
    PersonsDecision,
    RiskLevel,
    ToldHow,
)
from sharing.breaches.models import Breach
from sharing.breaches.queries import disclosures_of, standing_of
from sharing.breaches.refusals import why_not_assessed, why_not_client_told, why_not_informed
from sharing.breaches.telling import tell_log
from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.checking import check_record
from sharing.core.dates import not_before
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.refusals import readable_refusals
from sharing.core.seen import lock_as_seen


def assess_breach(
    breach: Breach, *, risk: str, decision: str, note: str, seen: str, by: Actor, at: datetime
) -> Breach:
    """Judge the risk (a code of ``RiskLevel``) and whether it is reported (of ``ReportDecision``), with why.

    Not to report counts once another confirmed it; an earlier confirmation ends with this. Raises RefusedInput when the
    law asks to report a breach with this risk.
    """
    with a_step(breach, seen=seen, by=by, at=at, reason=note, texts={"note": note}) as current:
        if current.on_behalf_of_id is not None:
            raise Refused(_("Over dit datalek beslist de opdrachtgever; meld het aan hem."))
        if errors := why_not_assessed(current, risk, decision):
            raise RefusedInput(errors)
        account: Any = by.pk
        current.risk, current.decision, current.assess_reason = risk, decision, note
        current.assessed_by_id, current.assessed_at = account, at
        current.confirmed_by = current.confirmed_at = None
        current.confirm_note = ""
        if risk == RiskLevel.HIGH and current.persons_ground and current.persons_ground not in AT_HIGH_RISK:
            _forget_persons(current)  # the ground no longer holds: it is decided anew
    return current


def confirm_not_reporting(breach: Breach, *, note: str, seen: str, by: Actor, at: datetime) -> Breach:
    """Confirm, as another than who registered or assessed it, that the breach on the screen is not reported.

    Raises Refused when that is not asked, or not of this person; OwnWork of who recorded a disclosure that it came
    from.
    """
    with a_step(breach, seen=seen, by=by, at=at, reason=note, texts={"note": note}) as current:
        if standing_of(current).state != BreachState.CONFIRM:
            raise Refused(_("Er is geen besluit om niet te melden dat nog bevestigd moet worden."))
        _refuse_own(
            current,
            by,
            _("U legde dit datalek vast of beoordeelde het. Dat niet wordt gemeld, bevestigt een collega."),
        )
        account: Any = by.pk
        current.confirmed_by_id, current.confirmed_at, current.confirm_note = account, at, note
    return current


def tell_client(
    breach: Breach, *, told_at: datetime, how: str, note: str, seen: str, by: Actor, at: datetime
) -> Breach:
    """Record when and how (a code of ``ToldHow``) the client was told (art. 33(2)).

    Raises RefusedInput for a moment before it became known or to come, or too late without a note that says why.
    """
    with a_step(
        breach, seen=seen, by=by, at=at, reason=note or str(ToldHow(how).label), texts={"note": note}
    ) as current:
        if current.on_behalf_of_id is None:
            raise Refused(_("Dit datalek is van onszelf; er is geen opdrachtgever om het aan te melden."))
        if current.client_told_at is not None:
            raise Refused(_("Dit datalek is al aan de opdrachtgever gemeld."))
        if errors := why_not_client_told(current, told_at, note, at=at):
            raise RefusedInput(errors)
        moment = not_before(told_at, standing_of(current).known_since)
        current.client_told_at, current.client_told_how, current.client_told_note = moment, how, note
    return current


def decide_on_persons(
    breach: Breach,
    *,
    decision: str,
    on: date | None = None,
    how: str = "",
    number: int | None = None,
    ground: str = "",
    note: str,
    seen: str,
    by: Actor,
    at: datetime,
) -> Breach:
    """Record that the persons were told (``on``, ``how``, to how many), or why not (``ground``: of ``NotInformed``).

    Raises RefusedInput for what is missing, for more persons than it is about, or a ground that does not excuse from
    telling of a high risk.
    """
    informed = decision == PersonsDecision.INFORMED
    with a_step(breach, seen=seen, by=by, at=at, reason=note, texts={"note": note}) as current:
        if current.on_behalf_of_id is not None:
            raise Refused(_("De opdrachtgever informeert de betrokkenen; meld het aan hem."))
        if errors := why_not_informed(current, decision, on=on, how=how, number=number, ground=ground, at=at):
            raise RefusedInput(errors)
        account: Any = by.pk
        current.persons_decision, current.persons_reason = decision, note
        current.persons_on, current.persons_how = (on, how) if informed else (None, "")
        current.persons_number = number if informed else None
        current.persons_ground = "" if informed else ground
        current.persons_decided_by_id, current.persons_decided_at = account, at
    return current


def _forget_persons(breach: Breach) -> None:
    breach.persons_decision = breach.persons_how = breach.persons_ground = breach.persons_reason = ""
    breach.persons_on = breach.persons_number = breach.persons_decided_by = breach.persons_decided_at = None


def close_breach(breach: Breach, *, note: str, seen: str, by: Actor, at: datetime) -> Breach:
    """Close it as another than who registered or assessed it, with a conclusion; it stays in the register.

    Raises Refused while a step is left, or for who registered or assessed it.
    """
    with a_step(breach, seen=seen, by=by, at=at, reason=note, texts={"note": note}) as current:
        state = standing_of(current).state
        if state != BreachState.CLOSE:
            message = _("Dit datalek kan nog niet worden afgesloten: %(step)s.")
            raise Refused(message % {"step": state.label.lower()})
        _refuse_own(current, by, _("U legde dit datalek vast of beoordeelde het. Een collega sluit het af."))
        account: Any = by.pk
        current.closed_by_id, current.closed_at, current.close_note = account, at, note
    return current


def reopen_breach(breach: Breach, *, note: str, seen: str, by: Actor, at: datetime) -> Breach:
    """Open it again, because something became known; what was concluded stays in the history."""
    refuse_bsn(note=note)
    with readable_refusals(), acting(by=by, reason=note):
        lock_as_seen(breach, seen)
        current = Breach.objects.get(pk=breach.pk)
        if current.closed_at is None:
            raise Refused(_("Dit datalek is niet afgesloten."))
        current.closed_by = current.closed_at = None
        current.close_note = ""
        current.save()
    return current


def _refuse_own(breach: Breach, by: Actor, sentence: str) -> None:
    if by.pk in (breach.registered_by_id, breach.assessed_by_id):
        raise Refused(sentence)


@contextmanager
def a_step(
    breach: Breach, *, seen: str, by: Actor, at: datetime, reason: str, texts: Mapping[str, str]
) -> Iterator[Breach]:
    """One step on the breach as it was seen, stored when the block ends, and told to the log of its disclosures.

    What is refused stores nothing.
    """
    refuse_bsn(**texts)
    with readable_refusals(), acting(by=by, reason=reason):
        current = locked(breach, seen)
        disclosures = disclosures_of(current)
        refuse_numbers(disclosures, **texts)
        yield current
        check_record(current)
        current.save()
        tell_log(current, disclosures, by=by, at=at)
