"""Ending or prolonging the secrecy of an authority's request (UAVG 41) after its assessment. The only writers."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.consents.choices import SecrecyKind
from sharing.consents.queries import secrecy_of
from sharing.consents.request_models import AuthorityRequest, SecrecyDecision
from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.dutch import day_in_words
from sharing.core.exceptions import InputError, Refused, RefusedInput
from sharing.core.periods import amsterdam_day, previous_day
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
        secrecy = secrecy_of(current)
        if until is not None and until < amsterdam_day(at):
            raise _wrong_day(
                _("Deze dag is voorbij; noem een dag tot en met wanneer het verzoek geheim blijft.")
            )
        if secrecy is not None and secrecy.until is None:
            raise _wrong_day(_("Dit verzoek is al geheim zonder einddatum; verlengen kan niet meer."))
        if secrecy is not None and until is not None and until <= (secrecy.until or until):
            message = _(
                "Het verzoek is al geheim tot en met %(day)s. Noem een latere dag, of kies “Eerder beëindigen”."
            )
            raise _wrong_day(message % {"day": day_in_words(secrecy.until or until)})
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
        secrecy = secrecy_of(current)
        if secrecy is None or not secrecy.holds_on(amsterdam_day(at)):
            raise _wrong_day(_("Dit verzoek is niet (meer) geheim; er valt niets te beëindigen."))
        if secrecy.until is not None and until >= secrecy.until:
            message = _("De geheimhouding duurt nu tot en met %(day)s. Noem een eerdere dag.")
            raise _wrong_day(message % {"day": day_in_words(secrecy.until)})
        if until < previous_day(amsterdam_day(at)):
            message = _(
                "Met terugwerkende kracht kan niet: wat tot nu toe is achtergehouden, blijft dat. Noem op zijn vroegst "
                "%(day)s; dan is het meteen na de bevestiging zichtbaar."
            )
            raise _wrong_day(message % {"day": day_in_words(previous_day(amsterdam_day(at)))})
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


def _wrong_day(message: str) -> RefusedInput:
    return RefusedInput([InputError(message, "last_day", "invalid")])
