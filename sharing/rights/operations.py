"""Dealing with what persons ask: who asks is checked, decided, answered. The only writers."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.answers.models import AccessAnswer
from sharing.consents.models import Consent, Objection
from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.checking import check_record
from sharing.core.dutch import day_in_words
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.periods import amsterdam_day
from sharing.core.refusals import readable_refusals
from sharing.core.seen import lock_as_seen
from sharing.documents.operations import keep_documents
from sharing.rights.choices import IN_FAVOUR, Decision, IdentityHow, RightKind
from sharing.rights.effects import settle, withdraw_consents
from sharing.rights.informing import person_told
from sharing.rights.models import RightsDocument, RightsPause, RightsRequest
from sharing.rights.progress import needs_another
from sharing.rights.recipients import is_heard_of
from sharing.rights.refusals import (
    why_not_answered,
    why_not_answered_by,
    why_not_decided,
    why_not_extended,
    why_not_identified,
    why_not_on,
    why_not_written,
)
from sharing.rights.rules import may_extend
from sharing.rights.standings import standing_of
from sharing.rights.subjects import why_not_by


def check_identity(
    request: RightsRequest, *, how: str, on: date, note: str = "", seen: str, by: Actor, at: datetime
) -> RightsRequest:
    """Record how it was made sure who asks (a code of ``IdentityHow``), or with NOT_NEEDED why no more was needed.

    Raises RefusedInput for a day before receipt or to come, or a waiver without its ground.
    """
    known = how in IdentityHow.values
    reason = note or (str(IdentityHow(how).label) if known else "")
    with _step(request, seen=seen, by=by, reason=reason, note=note) as current:
        _refuse_decided(current)
        if errors := why_not_identified(current, how, on, note, at=at):
            raise RefusedInput(errors)
        account: Any = by.pk
        current.identity_how, current.identity_on, current.identity_note = how, on, note
        current.identity_by_id = account
    return current


def start_waiting(
    request: RightsRequest, *, ground: str, since: date, note: str, seen: str, by: Actor, at: datetime
) -> RightsPause:
    """We asked the person something (``ground`` is a code of ``PauseGround``) and wait for the answer.

    Raises RefusedInput for a day before receipt or to come, Refused while we wait already.
    """
    with _step(request, seen=seen, by=by, reason=note, note=note) as current:
        _refuse_decided(current)
        if errors := why_not_on(current, since, "since", at=at):
            raise RefusedInput(errors)
        if current.pauses.filter(until__isnull=True).exists():
            raise Refused(_("Wij wachten al op de betrokkene; leg eerst vast wanneer het antwoord kwam."))
        if current.on_behalf_of_id is not None:
            raise Refused(
                _("Dit verzoek is voor een opdrachtgever; stuur het door in plaats van te wachten.")
            )
        pause = RightsPause(request=current, ground=ground, since=since, note=note)
        pause.full_clean(exclude=["request"])
        pause.save()
    return pause


def stop_waiting(
    request: RightsRequest, *, until: date, note: str, seen: str, by: Actor, at: datetime
) -> RightsPause:
    """The person answered on that day, or we no longer wait. Raises RefusedInput for a day before we asked."""
    with _step(request, seen=seen, by=by, reason=note, note=note) as current:
        pause = current.pauses.filter(until__isnull=True).first()
        if pause is None:
            raise Refused(_("Wij wachten niet (meer) op de betrokkene."))
        if errors := why_not_answered_by(current, until, at=at):
            raise RefusedInput(errors)
        pause.until = until
        pause.save()
    return pause


def extend_term(
    request: RightsRequest,
    *,
    note: str,
    told_on: date | None = None,
    told_way: str = "",
    seen: str,
    by: Actor,
    at: datetime,
) -> RightsRequest:
    """Decide, within the first term, that the answer takes longer; it counts once the person was told (``told_on``).

    Called again it records that he was told. Raises Refused after the first term, RefusedInput when the person was told
    after it: then it does not count.
    """
    with _step(request, seen=seen, by=by, reason=note, note=note) as current:
        _refuse_decided(current)
        today = amsterdam_day(at)
        standing = standing_of(current, on=today)
        last = standing.first.due
        if (
            standing.for_client
            or last is None
            or not may_extend(current.kind, current.received_at, standing.promise)
        ):
            raise Refused(_("Voor dit verzoek is er geen termijn die verlengd kan worden."))
        if current.extension_told_on is not None:
            raise Refused(_("De termijn is al verlengd; een tweede keer kan niet."))
        if current.extended_on is None and today > last:
            message = _("De eerste termijn liep tot en met %(day)s; daarna kan niet meer worden verlengd.")
            raise Refused(message % {"day": day_in_words(last)})
        if errors := why_not_extended(current, told_on, at=at):
            raise RefusedInput(errors)
        current.extension_reason = note  # as the person hears it; the history has what was written first
        current.extended_on = current.extended_on or today
        current.extension_told_on, current.extension_told_way = told_on, told_way if told_on else ""
    return current


def decide_request(
    request: RightsRequest,
    *,
    decision: str,
    note: str,
    provision: str = "",
    evidence: str = "",
    consents: Collection[Consent] = (),
    upheld: Collection[Objection] = (),
    data_categories: Collection[int] = (),
    seen: str,
    by: Actor,
    at: datetime,
) -> RightsRequest:
    """Decide on what was on the screen (``seen``): ``decision`` is a code of ``Decision``, ``note`` its reason.

    ``provision`` is the ground of a refusal, ``evidence`` what shows that it is unfounded or excessive (art. 12(5)).
    What follows in the register has effect from then on: ``consents`` are those that end by a withdrawal, ``upheld``
    the objections that are granted of a request that is granted in part, ``data_categories`` (keys) the data of which
    recipients hear; none is all of the dossier.

    Raises ChangedMeanwhile, RefusedInput for what is missing, and Refused when this cannot be decided now or not by who
    registered it.
    """
    texts = {"note": note, "provision": provision, "evidence": evidence}
    with acting(by=by, reason=note):
        with _step(request, seen=seen, by=by, reason=note, **texts) as current:
            _refuse_decided(current)
            if errors := why_not_decided(current, decision, consents=consents, upheld=upheld, **texts):
                raise RefusedInput(errors)
            _decide(current, decision=decision, by=by, at=at, **texts)
            current.data_categories = sorted(data_categories) if is_heard_of(current) else []
            if decision in IN_FAVOUR:
                withdraw_consents(current, consents=consents, by=by, reason=note)
        settle(current, upheld=upheld, by=by, at=at, reason=note)
    return current


def _decide(
    current: RightsRequest,
    *,
    decision: str,
    note: str,
    provision: str,
    evidence: str,
    by: Actor,
    at: datetime,
) -> None:
    """The decision itself, on the request that is locked."""
    if needs_another(decision) and by.pk in (current.registered_by_id, current.identity_by_id):
        message = _(
            "U hebt dit verzoek zelf vastgelegd of de identiteit gecontroleerd. Niet (geheel) doen wat is gevraagd of "
            "het sluiten zonder antwoord, besluit een ander; vraag een collega."
        )
        raise Refused(message)
    if current.kind == RightKind.COMPLAINT and (errors := why_not_by(current, by.pk, "decision")):
        raise RefusedInput(errors)
    account: Any = by.pk
    current.decision, current.decision_reason = decision, note
    current.decision_provision, current.decision_evidence = provision, evidence
    current.decided_by_id, current.decided_at = account, at
    for pause in current.pauses.filter(until__isnull=True):  # who decides does not wait any longer
        pause.until = max(amsterdam_day(at), pause.since)
        pause.save()


def answer_request(
    request: RightsRequest,
    *,
    answered_on: date,
    answered_at: datetime | None = None,
    way: str,
    answer: AccessAnswer | None = None,
    answer_data: AccessAnswer | None = None,
    note: str = "",
    names_recipients: bool = False,
    documents: Collection[RightsDocument] = (),
    seen: str,
    by: Actor,
    at: datetime,
) -> RightsRequest:
    """Record that the person (or the client) was answered; ``answer`` is the one that was made from the log, and
    ``answer_data`` the same as a file for machines, where that went as well.

    ``names_recipients``: the answer says which recipients know of the decision. ``answered_at`` is the moment on that
    day, where the term is one of hours.

    The day may lie before that of the decision, when it was written down after the letter had gone. Raises RefusedInput
    for a day before receipt or to come, or an answer about another dossier; Refused before the decision.
    """
    with _step(request, seen=seen, by=by, reason=note, note=note) as current:
        if not current.decision or current.decided_at is None:
            raise Refused(_("Dit verzoek is nog niet beslist; beantwoorden kan daarna."))
        if current.answered_on is not None or current.decision == Decision.RETRACTED:
            raise Refused(_("Dit verzoek is al afgehandeld."))
        made = {"answer": answer, "answer_data": answer_data}
        if errors := why_not_answered(current, answered_on, answered_at, made, at=at):
            raise RefusedInput(errors)
        current.answered_on, current.answered_way, current.answer = answered_on, way, answer
        current.answered_at, current.answer_data = answered_at, answer_data
        if names_recipients:
            person_told(current, on=answered_on, by=by, at=at, reason=note)
        keep_documents(current, documents=documents)
    return current


@contextmanager
def _step(
    request: RightsRequest, *, seen: str, by: Actor, reason: str, **texts: str
) -> Iterator[RightsRequest]:
    """One step on the request as it was seen, stored when the block ends; what is refused stores nothing."""
    refuse_bsn(**texts)
    with readable_refusals(), acting(by=by, reason=reason):
        lock_as_seen(request, seen)
        current = RightsRequest.objects.get(pk=request.pk)
        if errors := why_not_written(
            current, **{name: text for name, text in texts.items() if name != "provision"}
        ):
            raise RefusedInput(errors)
        yield current
        check_record(current)
        current.save()


def _refuse_decided(request: RightsRequest) -> None:
    if request.decision:
        raise Refused(_("Dit verzoek is al beslist en verandert niet meer; leg een nieuw verzoek vast."))
