"""What a request does in the register of consents, objections and restrictions. The only writers of that part."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.consents.choices import ObjectionDecision, ObjectionKind
from sharing.consents.models import Consent, Objection
from sharing.consents.operations import decide_objection, settle_objection, withdraw_consent
from sharing.core.actor import Actor, acting
from sharing.core.dossiers import unseal
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.records import version_of
from sharing.core.refusals import readable_refusals
from sharing.core.seen import lock_as_seen
from sharing.parties.models import Party
from sharing.reference.models import Purpose
from sharing.rights.choices import IN_REGISTER, UNTIL_ANSWERED, Decision, RightKind
from sharing.rights.effect_models import RightsEffect
from sharing.rights.models import RightsRequest
from sharing.rights.progress import needs_identity
from sharing.rights.queries import meanwhile, pending, progress_of
from sharing.rights.refusals import why_not_written, wrong


def record_objection(
    request: RightsRequest,
    *,
    recipient: Party | None = None,
    purpose: Purpose | None = None,
    restriction_ground: str = "",
    until_answered: bool = False,
    note: str,
    seen: str,
    by: Actor,
    at: datetime,
) -> Objection:
    """Write down among the objections and restrictions what the person asks, to be decided with the request.

    An objection names a recipient or a purpose, a restriction its ground (a code of ``RestrictionGround``); several
    objections may belong to one request. ``until_answered``: the person asks that meanwhile nothing is disclosed.
    Raises ChangedMeanwhile, RefusedInput, and Refused when it cannot be now.
    """
    with readable_refusals(), acting(by=by, reason=note):
        current = _open(request, seen, note)
        is_restriction = current.kind == RightKind.RESTRICTION
        if current.kind not in IN_REGISTER:
            raise Refused(_("Dit verzoek is geen bezwaar en geen beperking."))
        if is_restriction and progress_of(current).objections:
            raise Refused(_("Deze beperking is al opgenomen; zij geldt voor het hele dossier."))
        if is_restriction and not restriction_ground:
            message = _(
                "Kies waarom het gebruik wordt beperkt (artikel 18, lid 1, onder a tot en met d, AVG)."
            )
            raise RefusedInput([wrong(message, "restriction_ground")])
        objection = decide_objection(
            dossier=unseal(_dossier(current)),
            kind=ObjectionKind.RESTRICTION if is_restriction else ObjectionKind.OBJECTION,
            recipient=None if is_restriction else recipient,
            purpose=None if is_restriction else purpose,
            restriction_ground=restriction_ground if is_restriction else "",
            decision=ObjectionDecision.PENDING,
            received_at=current.received_at,
            in_force_from=at,
            by=by,
            reason=note,
        )
        RightsEffect(request=current, objection=objection).save()
        if until_answered and meanwhile(current) is None:
            _restrict(current, note=note, by=by, at=at)
    return objection


def restrict_until_answered(
    request: RightsRequest, *, note: str, seen: str, by: Actor, at: datetime
) -> Objection:
    """Restrict the use at once, as the person asks, until the request is answered (art. 18(1)(a), (d)).

    Raises ChangedMeanwhile, and Refused when that cannot be asked with this request or was done already.
    """
    with readable_refusals(), acting(by=by, reason=note):
        current = _open(request, seen, note)
        if meanwhile(current) is not None:
            raise Refused(_("Het gebruik is al beperkt tot er een antwoord is."))
        return _restrict(current, note=note, by=by, at=at)


def _restrict(request: RightsRequest, *, note: str, by: Actor, at: datetime) -> Objection:
    ground = UNTIL_ANSWERED.get(request.kind)
    if ground is None:
        raise Refused(_("Bij dit verzoek kan niet om een beperking tot het antwoord worden gevraagd."))
    restriction = decide_objection(
        dossier=unseal(_dossier(request)),
        kind=ObjectionKind.RESTRICTION,
        restriction_ground=ground,
        decision=ObjectionDecision.UPHELD,
        decision_reason=note,
        received_at=request.received_at,
        in_force_from=at,
        by=by,
        reason=note,
    )
    RightsEffect(request=request, objection=restriction).save()
    return restriction


def withdraw_consents(
    request: RightsRequest, *, consents: Collection[Consent], by: Actor, reason: str
) -> None:
    """Withdraw these as of the moment at which the person asked it; part of the decision on the request."""
    for consent in consents:
        # What was consented to after the letter had come in ends when it began.
        moment = max(request.received_at, consent.given_at)
        withdraw_consent(consent, withdrawn_at=moment, by=by, reason=reason)
        RightsEffect(request=request, consent=consent).save()


def settle(
    request: RightsRequest, *, upheld: Collection[Objection], by: Actor, at: datetime, reason: str
) -> None:
    """What was pending follows the decision on the request, from this moment; part of that decision."""
    granted = {one.pk for one in upheld}
    for objection in pending(request):
        is_upheld = request.decision == Decision.GRANTED or objection.pk in granted
        settle_objection(
            objection,
            decision=ObjectionDecision.UPHELD if is_upheld else ObjectionDecision.REJECTED,
            in_force_from=at,
            seen=version_of(Objection, objection.pk),
            by=by,
            reason=reason,
        )


def _open(request: RightsRequest, seen: str, note: str) -> RightsRequest:
    """The request as it was seen, locked, on which something can be written in the register."""
    lock_as_seen(request, seen)
    current = RightsRequest.objects.get(pk=request.pk)
    if current.decision:
        raise Refused(_("Dit verzoek is al beslist en verandert niet meer; leg een nieuw verzoek vast."))
    if current.on_behalf_of_id is not None:
        raise Refused(_("Over dit verzoek beslist de opdrachtgever; stuur het door."))
    if needs_identity(current.kind) and not current.identity_how:
        raise Refused(_("Controleer eerst wie dit vraagt."))
    if errors := why_not_written(current, note=note):
        raise RefusedInput(errors)
    return current


def _dossier(request: RightsRequest) -> bytes:
    dossier: Any = request.dossier
    if dossier is None:
        raise Refused(
            _("Vul eerst het dossiernummer in bij het verzoek; het register moet weten over wie het gaat.")
        )
    return bytes(dossier)
