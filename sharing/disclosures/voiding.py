"""Letting a disclosure become void that turned out not to be one, and letting it count again (ADR 0030).

It stays in the log, to be seen, and counts in no answer, figure, conflict or worklist; a breach it was, it stays.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.core.actor import Actor, acting
from sharing.core.dossiers import unseal
from sharing.core.exceptions import Refused
from sharing.core.normalising.queries import seals_of
from sharing.core.refusals import readable_refusals
from sharing.core.seen import check_seen
from sharing.disclosures.choices import Proposal, Review
from sharing.disclosures.models import Disclosure
from sharing.disclosures.oppositions import doubt_if_opposed
from sharing.disclosures.proposals import (
    check_nothing_waits,
    forget_proposal,
    locked_proposal,
    propose,
    reason_of,
)
from sharing.disclosures.queries import check_not_own, hold_consents, is_judged, takes_two
from sharing.disclosures.withdrawals import mark_if_withdrawn

# Kept with the proposal, and so plain Dutch.
VOIDS = "De verstrekking vervalt: zij telt niet meer mee in antwoorden, cijfers en lijsten."
RESTORES = "De verstrekking geldt weer, zoals zij was vastgelegd."


def void_disclosure(
    disclosure: Disclosure, *, by: Actor, at: datetime, reason: str, seen: str | None = None
) -> Disclosure:
    """Let a disclosure become void; ``reason`` says what it was instead, such as which other one it repeats.

    When something was ever to be judged about it, a finding would disappear: then it is only proposed, and waits for
    `confirm_void` by somebody else. ``seen`` is the ``version_of`` the disclosure when it was opened. Raises Refused
    without a reason, when it is void or a proposal waits, and ChangedMeanwhile.
    """
    if not reason.strip():
        raise Refused(
            _("Schrijf op waarom deze verstrekking vervalt, bijvoorbeeld van welke zij een dubbele is.")
        )
    with readable_refusals(), acting(by=by, reason=reason):
        current = _locked(disclosure, seen)
        if current.is_void:
            raise Refused(_("Deze verstrekking is al vervallen; er is niets gewijzigd."))
        if takes_two(current):
            propose(current, Proposal.VOID, [_change(VOIDS)], by=by, at=at, reason=reason)
        else:
            current.voided_at, current.voided_by_id, current.void_reason = at, by.pk, reason
        current.save()
    return current


def confirm_void(disclosure: Disclosure, *, by: Actor, at: datetime, seen: str, note: str = "") -> Disclosure:
    """Let it become void as proposed, as somebody who neither recorded, corrected nor proposed it.

    What was judged stays as it was; ``note`` comes in the history. Raises ChangedMeanwhile, OwnWork, Refused when
    nothing waits.
    """
    with readable_refusals(), acting(by=by, reason=reason_of(disclosure, note)):
        current = locked_proposal(disclosure, seen, kind=Proposal.VOID)
        check_not_own(current, by=by)
        current.voided_at, current.void_reason = at, current.proposal_reason
        current.voided_by_id, current.void_confirmed_by_id = current.proposed_by_id, by.pk
        forget_proposal(current)
        current.save()
    return current


def restore_disclosure(
    disclosure: Disclosure, *, by: Actor, at: datetime, reason: str, seen: str | None = None
) -> Disclosure:
    """Propose that a void disclosure counts again, as it was; it always waits for `confirm_restored` by somebody else.

    Raises Refused without a reason, when it is not void or a proposal waits, and ChangedMeanwhile.
    """
    if not reason.strip():
        raise Refused(_("Schrijf op waarom deze verstrekking weer moet gelden."))
    with readable_refusals(), acting(by=by, reason=reason):
        current = _locked(disclosure, seen)
        if not current.is_void:
            raise Refused(_("Deze verstrekking is niet vervallen; er is niets gewijzigd."))
        propose(current, Proposal.RESTORE, [_change(RESTORES)], by=by, at=at, reason=reason)
        current.save()
    return current


def confirm_restored(
    disclosure: Disclosure, *, by: Actor, at: datetime, seen: str, note: str = ""
) -> Disclosure:
    """Let it count again as proposed, as somebody else; a deviation that was settled is judged anew.

    A consent that was withdrawn or an objection that was recorded meanwhile has it judged, as it would have. Raises
    ChangedMeanwhile, OwnWork, Refused when nothing waits.
    """
    reason = reason_of(disclosure, note)
    with readable_refusals(), acting(by=by, reason=reason):
        hold_consents(seals_of(unseal(disclosure.dossier)))
        current = locked_proposal(disclosure, seen, kind=Proposal.RESTORE)
        check_not_own(current, by=by)
        current.voided_at = current.voided_by = current.void_confirmed_by = None
        current.void_reason = ""
        forget_proposal(current)
        if is_judged(current) and current.review in (Review.ACCEPTED, Review.CORRECTED):
            current.review, current.review_note = Review.PENDING, ""
            current.reviewed_by = current.reviewed_at = current.review_seen = None
        current.save()
        mark_if_withdrawn(current, by=by, reason=reason)
        doubt_if_opposed(current, by=by, reason=reason)
    return current


def _change(message: str) -> dict[str, Any]:
    return {"field": "voided_at", "value": None, "message": message}


def _locked(disclosure: Disclosure, seen: str | None) -> Disclosure:
    current = Disclosure.objects.select_for_update().get(pk=disclosure.pk)
    if seen is not None:
        check_seen(current, seen)
    check_nothing_waits(current)
    return current
