"""Reviewing who has which role: signed by one, and by another for the same. The only writers of reviews."""

from typing import Any, cast

from django.contrib.postgres.functions import TransactionNow
from django.utils.translation import gettext as _

from sharing.access.choices import ReviewOutcome
from sharing.access.queries import REVIEW, mark_of, roles_now
from sharing.access.review_models import RoleReview
from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.exceptions import ChangedMeanwhile, InputError, Refused, RefusedInput
from sharing.core.refusals import readable_refusals


def sign_review(*, note: str, seen: str, by: Actor) -> RoleReview:
    """Sign for who has which role now, as the first person, with what was found.

    ``seen`` is the ``mark_of`` the list on the screen.
    Raises ChangedMeanwhile when a role was given or taken since, Refused while another review waits.
    """
    _check_right(by)
    refuse_bsn(findings=note)
    if not note.strip():
        raise RefusedInput([InputError(_("Schrijf op wat u bent nagegaan."), "findings")])
    with readable_refusals(), acting(by=by, reason=_("Beoordeeld wie welke rol heeft")):
        roles = roles_now()
        if mark_of(roles) != seen:
            raise ChangedMeanwhile(
                _(
                    "Wie welke rol heeft, is intussen veranderd. Bekijk de lijst hieronder opnieuw en teken dan."
                )
            )
        made = RoleReview.objects.create(
            roles=roles,
            findings=note,
            signed_by_id=cast(int, by.pk),  # nobody acts without a saved account
        )
    return made


def countersign_review(review: RoleReview, *, by: Actor, note: str = "") -> None:
    """Sign as the second person for what the first signed. Raises Refused for the first person himself."""
    _check_right(by)
    with readable_refusals(), acting(by=by, reason=_("Als tweede persoon getekend voor wie welke rol heeft")):
        current = _still_open(review)
        if current.signed_by_id == by.pk:
            raise Refused(
                _(
                    "Wie als eerste tekent, tekent niet ook als tweede. Vraag een andere beheerder of de auditor."
                )
            )
        _close(current, ReviewOutcome.AGREED, by=by, note=note)


def stop_review(review: RoleReview, *, by: Actor, note: str) -> None:
    """It goes no further: the second person does not agree, or the first begins again."""
    _check_right(by)
    if not note.strip():
        raise RefusedInput([InputError(_("Schrijf op waarom deze beoordeling niet doorgaat."), "note")])
    with readable_refusals(), acting(by=by, reason=note):
        _close(_still_open(review), ReviewOutcome.STOPPED, by=by, note=note)


def _check_right(by: Any) -> None:
    if not by.has_perm(REVIEW):
        raise Refused(
            _("U mag niet beoordelen wie welke rol heeft; een beheerder of de auditor mag dat wel.")
        )


def _still_open(review: RoleReview) -> RoleReview:
    current = RoleReview.objects.select_for_update().get(pk=review.pk)
    if current.outcome:
        raise Refused(_("Deze beoordeling is al afgesloten: %s.") % current.get_outcome_display().lower())
    return current


def _close(review: RoleReview, outcome: ReviewOutcome, *, by: Actor, note: str) -> None:
    refuse_bsn(note=note)
    review.outcome, review.closing_note = outcome, note
    review.closed_by_id, review.closed_at = by.pk, TransactionNow()
    review.save(update_fields=["outcome", "closing_note", "closed_by", "closed_at"])
