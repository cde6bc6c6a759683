"""What takes two people: proposed by one, done when another confirms exactly that. The only writers of proposals."""

from typing import Any, cast

from django.contrib.auth import get_user_model
from django.contrib.postgres.functions import TransactionNow
from django.utils.translation import gettext as _

from sharing.access.choices import Decision, ProposalKind
from sharing.access.models import AccessProposal
from sharing.access.queries import deciders_on
from sharing.access.refusals import REASON_NEEDED, why_not_beside
from sharing.access.rules import differences
from sharing.access.subjects import subject_of
from sharing.access.words import State, described
from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.dutch import enumerated
from sharing.core.exceptions import ChangedMeanwhile, InputError, Refused, RefusedInput
from sharing.core.readable import named
from sharing.core.refusals import readable_refusals


def propose(*, kind: ProposalKind, record: Any, after: State, by: Actor, reason: str) -> AccessProposal:
    """Ask a second person to make ``record`` as in ``after`` (the state of its kind).

    Raises Refused without a reason, when nothing would change, for one's own rights, and while there is an open
    proposal about the same.
    """
    subject = subject_of(kind)
    if not reason.strip():
        raise RefusedInput([InputError(str(REASON_NEEDED), "reason")])
    if by.pk in subject.concerned(record):
        raise Refused(_("Niemand wijzigt zijn eigen rollen of rechten; vraag een andere beheerder."))
    with readable_refusals(), acting(by=by, reason=reason):
        before = subject.state(subject.locked(record.pk))
        if not differences(before, after):
            raise Refused(_("Er verandert niets: dit is al zo."))
        if waits := why_not_beside(kind, record.pk):
            raise Refused(waits)
        return AccessProposal.objects.create(
            kind=kind,
            subject_id=record.pk,
            subject_name=str(record)[:255],
            before=before,
            after=after,
            explanation=reason,
            proposed_by_id=cast(int, by.pk),  # nobody acts without a saved account
        )


def confirm(proposal: AccessProposal, *, by: Actor, note: str = "") -> None:
    """Do what was proposed, as a second person. Raises Refused, ChangedMeanwhile with what changed meanwhile."""
    reason = _("Voorstel %(number)s bevestigd: %(reason)s") % {
        "number": proposal.pk,
        "reason": proposal.explanation,
    }
    with readable_refusals(), acting(by=by, reason=reason):
        current = _still_open(proposal)
        _check_second_person(current, by)
        subject = subject_of(current.kind)
        record = subject.locked(current.subject_id)
        now = subject.state(record) if record else {}
        if changed := differences(current.before, now):
            raise ChangedMeanwhile(
                _(
                    "Sinds dit voorstel is er iets veranderd: %(what)s. Er is niets gewijzigd. Wijs dit voorstel af; "
                    "daarna kan het opnieuw worden gedaan."
                )
                % {"what": described(subject, changed)}
            )
        _decide(current, Decision.CONFIRMED, by=by, note=note)
        subject.change(record, current.after, before=now)


def reject(proposal: AccessProposal, *, by: Actor, note: str) -> None:
    """Refuse it as a second person; nothing changes but the proposal."""
    with readable_refusals(), acting(by=by, reason=note):
        current = _still_open(proposal)
        _check_second_person(current, by)
        _decide(current, Decision.REJECTED, by=by, note=note)


def withdraw(proposal: AccessProposal, *, by: Actor, note: str) -> None:
    """Take back one's own proposal."""
    with readable_refusals(), acting(by=by, reason=note):
        current = _still_open(proposal)
        if current.proposed_by_id != by.pk:
            raise Refused(_("Alleen wie het voorstel deed, trekt het in; een ander wijst het af."))
        _decide(current, Decision.WITHDRAWN, by=by, note=note)


def _still_open(proposal: AccessProposal) -> AccessProposal:
    current = AccessProposal.objects.select_for_update().get(pk=proposal.pk)
    if current.decision:
        raise Refused(_("Over dit voorstel is al beslist: %s.") % current.get_decision_display().lower())
    return current


def _check_second_person(proposal: AccessProposal, by: Actor) -> None:
    able = deciders_on(proposal)
    if by.pk in able:
        return
    people = get_user_model().objects.filter(pk__in=able).order_by("first_name", "username")
    remedy = (
        _("Dit kan wel worden gedaan door: %s.") % enumerated([named(one) for one in people])
        if able
        else _("Er is nu niemand anders die dit mag: de beheerder van de server kan een account maken.")
    )
    raise Refused(_("Over een voorstel van uzelf, of over uzelf, beslist een ander.") + " " + remedy)


def _decide(proposal: AccessProposal, decision: Decision, *, by: Actor, note: str) -> None:
    refuse_bsn(note=note)
    proposal.decision, proposal.decision_note = decision, note
    proposal.decided_by_id, proposal.decided_at = by.pk, TransactionNow()
    proposal.save(update_fields=["decision", "decision_note", "decided_by", "decided_at"])
