"""Which letters fit where a request stands, and what is known of their fields."""

from datetime import date

from django.utils import timezone
from django.utils.translation import override

from sharing.core.periods import amsterdam_day
from sharing.letters.choices import LetterKind, LetterWay
from sharing.letters.words import AS_SOON, day
from sharing.rights.choices import AGAINST, AS_WAY, CLOSED, Decision, PauseGround, RightKind, RightState
from sharing.rights.models import RightsRequest
from sharing.rights.progress import needs_identity
from sharing.rights.rules import Paused, term_of
from sharing.rights.standings import Standing


def fitting(request: RightsRequest) -> tuple[LetterKind, ...]:
    """The letters that can be made of it now; what a client decides is his to write."""
    if request.on_behalf_of_id is not None or request.decision in (Decision.RETRACTED, Decision.FORWARDED):
        return ()
    if request.decision:
        # What is answered to a question is no decision.
        return () if request.kind == RightKind.QUESTION else (_outcome(request),)
    found = [LetterKind.RECEIPT]
    if needs_identity(request.kind) and not request.identity_how:
        found.append(LetterKind.IDENTITY)
    if request.extended_on is not None:
        found.append(LetterKind.EXTENSION)
    return tuple(found)


def suggested(request: RightsRequest, state: RightState) -> LetterKind | None:
    """The letter that the next step asks for and that was not made yet; None when there is none."""
    possible = fitting(request)
    made = {one.kind for one in request.letters.all()}
    wanted = [LetterKind.RECEIPT]
    if state in CLOSED:
        wanted = []
    elif request.decision:
        wanted = list(possible)
    elif state == RightState.TELL:
        wanted = [LetterKind.EXTENSION]
    elif state == RightState.IDENTIFY or (state == RightState.WAITING and _waits_for_identity(request)):
        wanted = [LetterKind.RECEIPT, LetterKind.IDENTITY]
    return next((one for one in wanted if one in possible and one not in made), None)


def sent_of(request: RightsRequest, *kinds: LetterKind) -> tuple[date, str] | None:
    """When and how (of ``Way``) the last letter of these kinds went out to the person; None when none did."""
    sent = [one for one in request.letters.all() if one.kind in kinds and one.sent_on is not None]
    last = max(sent, key=lambda one: (one.sent_on, one.pk), default=None)
    if last is None or last.sent_on is None:
        return None
    return last.sent_on, AS_WAY[LetterWay(last.sent_way)].value


def _outcome(request: RightsRequest) -> LetterKind:
    if request.kind == RightKind.COMPLAINT:
        return LetterKind.COMPLAINT
    return LetterKind.REFUSAL if request.decision in AGAINST else LetterKind.DECISION


def _when_extended(request: RightsRequest, standing: Standing) -> date | None:
    """By when there is an answer once the person was told that it takes longer."""
    pauses = [Paused(one.ground, one.since, one.until) for one in request.pauses.all()]
    on = amsterdam_day(timezone.now())
    return term_of(
        request.kind, request.received_at, promise=standing.promise, pauses=pauses, extended=True, on=on
    ).due


def _waits_for_identity(request: RightsRequest) -> bool:
    return any(one.until is None and one.ground == PauseGround.IDENTITY for one in request.pauses.all())


def number_of(request: RightsRequest, language: str) -> str:
    """What a letter about it is known by: its number, and nothing of whom or what."""
    return f"Request {request.pk}" if language == "en" else f"Verzoek {request.pk}"


def values_of(request: RightsRequest, standing: Standing, language: str) -> dict[str, str]:
    """What is known of the fields of its letters, in that language; no name of a colleague is among them."""
    with override(language):
        asked, decided = request.get_kind_display(), request.get_decision_display()
    first, due = standing.first.due, standing.term.due
    if request.extended_on is not None and request.extension_told_on is None:
        due = _when_extended(request, standing)
    reason = request.decision_reason if request.decision else request.extension_reason
    return {
        "gevraagd": str(asked),
        "ontvangen_op": day(amsterdam_day(request.received_at), language),
        "eerste_termijn": day(first, language) if first else AS_SOON[language],
        "uiterlijk_op": day(due, language) if due else AS_SOON[language],
        "besluit": str(decided),
        "besloten_op": day(amsterdam_day(request.decided_at), language) if request.decided_at else "",
        "reden": reason,
        "grond": request.decision_provision,
    }
