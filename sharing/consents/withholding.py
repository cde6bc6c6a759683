"""Ending or prolonging the secrecy of an authority's request (UAVG 41) after its assessment. The only writers."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.consents.choices import SecrecyKind
from sharing.consents.queries import why_not_ended, why_not_kept_secret
from sharing.consents.request_models import AuthorityRequest, SecrecyDecision
from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.refusals import readable_refusals
from sharing.core.seen import check_seen, lock_as_seen


def keep_secret(
    request: AuthorityRequest, *, until: date | None, seen: str, by: Actor, at: datetime, reason: str
) -> SecrecyDecision:
    """Keep the request secret through a later day (None: until somebody ends it); it holds at once.

    Also for a request that is not or no longer secret. ``seen`` is the ``version_of`` the request. Raises RefusedInput
    when that is no later day, Refused before the assessment, ChangedMeanwhile.
    """
    with readable_refusals(), acting(by=by, reason=reason):
        current = _assessed(request, seen, reason)
        if errors := why_not_kept_secret(current, until, at=at):
            raise RefusedInput(errors)
        return _decided(current, SecrecyKind.KEEP, until, by=by, at=at, reason=reason)


def propose_end(
    request: AuthorityRequest, *, until: date, seen: str, by: Actor, at: datetime, reason: str
) -> SecrecyDecision:
    """Propose that the secrecy ends earlier: ``until`` is its last day. Nothing changes before another confirms.

    Raises RefusedInput when that is no earlier day, Refused before the assessment or when another proposal waits,
    ChangedMeanwhile.
    """
    with readable_refusals(), acting(by=by, reason=reason):
        current = _assessed(request, seen, reason)
        if errors := why_not_ended(current, until, at=at):
            raise RefusedInput(errors)
        if SecrecyDecision.objects.filter(
            request=current, kind=SecrecyKind.END, confirmed_by=None, declined_by=None
        ).exists():
            raise Refused(_("Er wacht al een voorstel om de geheimhouding te beëindigen."))
        return _decided(current, SecrecyKind.END, until, by=by, at=at, reason=reason)


def confirm_end(
    proposal: SecrecyDecision, *, seen: str, by: Actor, at: datetime, reason: str
) -> SecrecyDecision:
    """The second person's agreement, on what he saw; from that day on the last day counts.

    ``seen`` is the ``version_of`` the request. Raises Refused by who proposed it or when it was settled already,
    ChangedMeanwhile.
    """
    with readable_refusals(), acting(by=by, reason=reason):
        current = _waiting(proposal, seen)
        if current.decided_by_id == by.pk:
            raise Refused(_("U hebt dit zelf voorgesteld; bevestigen doet een ander."))
        current.confirmed_by_id, current.confirmed_at = by.pk, at
        current.save()
        return current


def decline_end(
    proposal: SecrecyDecision, *, seen: str, by: Actor, at: datetime, reason: str
) -> SecrecyDecision:
    """It does not go on: declined by a colleague, or taken back. The secrecy stays as it was."""
    with readable_refusals(), acting(by=by, reason=reason):
        current = _waiting(proposal, seen)
        current.declined_by_id, current.declined_at = by.pk, at
        current.save()
        return current


def _decided(
    request: AuthorityRequest, kind: SecrecyKind, until: date | None, *, by: Actor, at: datetime, reason: str
) -> SecrecyDecision:
    who: Any = by.pk
    return SecrecyDecision.objects.create(
        request=request, kind=kind, last_day=until, explanation=reason, decided_by_id=who, decided_at=at
    )


def _assessed(request: AuthorityRequest, seen: str, reason: str) -> AuthorityRequest:
    if not reason.strip():
        raise Refused(_("Schrijf op waarom de geheimhouding verandert."))
    refuse_bsn(reason=reason)
    lock_as_seen(request, seen)
    current = AuthorityRequest.objects.get(pk=request.pk)
    if current.assessed_by_id is None:
        raise Refused(_("Dit verzoek is nog niet beoordeeld; wijzig de geheimhouding in het verzoek zelf."))
    return current


def _waiting(proposal: SecrecyDecision, seen: str) -> SecrecyDecision:
    request = AuthorityRequest.objects.select_for_update().get(pk=proposal.request_id)
    check_seen(request, seen)
    current = SecrecyDecision.objects.get(pk=proposal.pk)
    if current.confirmed_by_id is not None or current.declined_by_id is not None:
        raise Refused(_("Over dit voorstel is al besloten."))
    return current
