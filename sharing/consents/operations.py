"""What persons decided: consents, objections and restrictions. The only writers of these."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from sharing.commitments.models import CommitmentSet
from sharing.consents.checking import sealed
from sharing.consents.choices import GivenBy, ObjectionDecision, ObjectionKind
from sharing.consents.models import Consent, ConsentDocument, Objection, ObjectionDocument
from sharing.consents.queries import asked_in, why_not_lifted, why_not_settled, why_not_withdrawn
from sharing.consents.signals import objection_changed, withdrawal_changed
from sharing.core import locks
from sharing.core.actor import Actor, acting
from sharing.core.checking import check_record
from sharing.core.dossiers import normal_form, unseal
from sharing.core.exceptions import InputError, RecordedBefore, Refused, RefusedInput
from sharing.core.normalising.queries import seals_of
from sharing.core.refusals import readable_refusals
from sharing.core.seen import check_seen, lock_as_seen
from sharing.documents.models import KeptDocument
from sharing.documents.operations import keep_documents
from sharing.parties.models import Party
from sharing.reference.models import DataCategory, Purpose

RecordT = TypeVar("RecordT", Consent, Objection)


def give_consent(
    *,
    dossier: str,
    recipient: Party | None = None,
    purpose: Purpose | None = None,
    data_categories: Collection[DataCategory],
    explicit: bool,
    given_at: datetime,
    evidence: str = "",
    given_by: str = GivenBy.PERSON,
    refused: bool = False,
    statement_version: CommitmentSet | None = None,
    documents: Collection[ConsentDocument] = (),
    source: Any = None,
    external_id: str = "",
    by: Actor,
    reason: str,
) -> Consent:
    """Record a consent (art. 7), or with ``refused`` that somebody was asked and said no.

    ``given_by`` is a code of ``GivenBy``, ``statement_version`` the version that was shown; ``documents`` are new and
    show it. The same one again from the same source is answered with the first. Raises RefusedInput on a dossier
    number that cannot be one, without recipient and purpose, or without data.
    """
    consent = Consent(
        dossier=sealed(dossier),
        recipient=recipient,
        purpose=purpose,
        data_categories=sorted({category.pk for category in data_categories}),
        explicit=explicit,
        given_at=given_at,
        evidence=evidence,
        given_by=given_by,
        refused=refused,
        statement_version=statement_version,
        source=source,
        external_id=external_id,
    )
    same = (
        *("recipient_id", "purpose_id", "data_categories", "explicit", "given_at", "evidence"),
        *("given_by", "refused", "statement_version_id"),
    )
    return _add_once(consent, same, documents, by=by, reason=reason)


def withdraw_consent(consent: Consent, *, withdrawn_at: datetime, by: Actor, reason: str) -> Consent:
    """Record that a consent was withdrawn (art. 7(3)); the same withdrawal again changes nothing.

    What was disclosed on it after that moment is marked, to be judged. Raises RefusedInput when it was withdrawn at
    another moment, lies before the consent, or when the consent was refused.
    """
    with acting(by=by, reason=reason):
        current = Consent.objects.select_for_update().get(pk=consent.pk)
        if current.withdrawn_at == withdrawn_at:
            return current
        if current.withdrawn_at is not None:
            message = "Deze toestemming is al op een ander moment ingetrokken; corrigeer dan die intrekking."
            raise RecordedBefore([InputError(message, "withdrawn_at", "already-withdrawn")])
        if current.refused:
            message = _("Deze toestemming is geweigerd; wat niet is gegeven, kan niet worden ingetrokken.")
            raise RefusedInput([InputError(message, "withdrawn_at", "refused")])
        if errors := why_not_withdrawn(current, withdrawn_at):
            raise RefusedInput(errors)
        current.withdrawn_at = withdrawn_at
        current.save(update_fields=["withdrawn_at"])
        withdrawal_changed.send(Consent, consent=current, by=by, reason=reason)
    return current


def decide_objection(
    *,
    dossier: str,
    kind: str,
    recipient: Party | None = None,
    purpose: Purpose | None = None,
    decision: str,
    in_force_from: datetime,
    in_force_until: datetime | None = None,
    explanation: str = "",
    received_at: datetime | None = None,
    restriction_ground: str = "",
    decision_reason: str = "",
    informed_on: date | None = None,
    documents: Collection[ObjectionDocument] = (),
    source: Any = None,
    external_id: str = "",
    by: Actor,
    reason: str,
) -> Objection:
    """Record an objection (art. 21) or a restriction (art. 18) with its decision.

    ``kind`` is a code of ``ObjectionKind``, ``decision`` of ``ObjectionDecision`` (unless it is pending ``by`` is who
    decided), ``restriction_ground`` of ``RestrictionGround``; ``informed_on`` is the day on which the person was told
    that the restriction will be lifted. An objection names a recipient or a purpose; a restriction covers the whole
    dossier. The same one again from the same source is answered with the first. Raises RefusedInput.
    """
    objection = Objection(
        dossier=sealed(dossier),
        kind=ObjectionKind(kind),
        recipient=recipient,
        purpose=purpose,
        decision=ObjectionDecision(decision),
        in_force_from=in_force_from,
        in_force_until=in_force_until,
        explanation=explanation,
        received_at=received_at,
        restriction_ground=restriction_ground,
        decision_reason=decision_reason,
        informed_on=informed_on,
        decided_by_id=None if decision == ObjectionDecision.PENDING else by.pk,
        source=source,
        external_id=external_id,
    )
    same = (
        *("kind", "recipient_id", "purpose_id", "decision", "in_force_from", "in_force_until", "explanation"),
        *("received_at", "restriction_ground"),
    )
    with acting(by=by, reason=reason):
        _wait_for_recordings(objection)
        kept = _add_once(objection, same, documents, by=by, reason=reason)
        objection_changed.send(Objection, objection=kept, by=by, reason=reason)
    return kept


def settle_objection(
    objection: Objection, *, decision: str, in_force_from: datetime, seen: str, by: Actor, reason: str
) -> Objection:
    """Decide on an objection or restriction that was pending: ``decision`` upheld or rejected, for ``reason``.

    ``in_force_from`` is from when it has effect; ``seen`` the ``version_of`` it that was on the screen. Raises
    ChangedMeanwhile, and Refused without a reason or when it was decided on before.
    """
    if decision not in (ObjectionDecision.UPHELD, ObjectionDecision.REJECTED):
        raise Refused(_("Kies of het bezwaar of de beperking wordt toegewezen of afgewezen."))
    if not reason.strip():
        raise Refused(_("Een besluit heeft een reden nodig; schrijf op waarom dit het besluit is."))
    with acting(by=by, reason=reason):
        _wait_for_recordings(objection)
        current = Objection.objects.select_for_update().get(pk=objection.pk)
        asked = asked_in(current)
        if asked is not None and not asked.decision:
            raise Refused(_("Hierover wordt beslist bij %(request)s.") % {"request": asked})
        if current.decision != ObjectionDecision.PENDING:
            raise Refused(_("Hierover is al beslist. Klopt dat besluit niet, corrigeer het dan."))
        check_seen(current, seen)
        if errors := why_not_settled(current, in_force_from):
            raise RefusedInput(errors)
        current.decision, current.decision_reason = decision, reason
        current.in_force_from, current.decided_by_id = in_force_from, by.pk
        check_record(current)
        current.save()
        objection_changed.send(Objection, objection=current, by=by, reason=reason)
    return current


def lift_restriction(
    restriction: Objection, *, until: datetime, informed_on: date, seen: str, by: Actor, reason: str
) -> Objection:
    """End a restriction at that moment, of which the person was told on ``informed_on`` (art. 18(3)).

    Raises RefusedInput when he was told after it, ChangedMeanwhile, and Refused for what is no restriction in force.
    """
    with acting(by=by, reason=reason):
        current = Objection.objects.select_for_update().get(pk=restriction.pk)
        granted = current.decision == ObjectionDecision.UPHELD and current.in_force_until is None
        if current.kind != ObjectionKind.RESTRICTION or not granted:
            raise Refused(_("Dit is geen beperking die nu geldt; er valt niets op te heffen."))
        check_seen(current, seen)
        if errors := why_not_lifted(current, until, informed_on):
            raise RefusedInput(errors)
        current.in_force_until, current.informed_on = until, informed_on
        check_record(current)
        current.save()
    return current


def correct_consent(
    consent: Consent,
    *,
    changes: Mapping[str, Any],
    documents: Collection[ConsentDocument] = (),
    by: Actor,
    reason: str,
    seen: str | None = None,
) -> Consent:
    """Give a consent a new state (model fields; ``dossier`` as a number), with new documents or versions of them.

    ``seen`` is its ``version_of`` when it was opened. A withdrawal that is corrected is looked at again: what was
    disclosed on it is marked, or no longer. Raises RefusedInput and ChangedMeanwhile.
    """
    with acting(by=by, reason=reason):
        was_withdrawn = Consent.objects.select_for_update().get(pk=consent.pk).withdrawn_at is not None
        current = _correct(consent, changes, documents, by=by, reason=reason, seen=seen)
        if was_withdrawn or current.withdrawn_at is not None:
            withdrawal_changed.send(Consent, consent=current, by=by, reason=reason)
    return current


def correct_objection(
    objection: Objection,
    *,
    changes: Mapping[str, Any],
    documents: Collection[ObjectionDocument] = (),
    by: Actor,
    reason: str,
    seen: str | None = None,
) -> Objection:
    """Give an objection or restriction a new state (model fields; ``dossier`` as a number), also with new documents.

    Who changes the decision, decides. ``seen`` is its ``version_of`` when it was opened. Raises RefusedInput and
    ChangedMeanwhile.
    """
    with readable_refusals(), acting(by=by, reason=reason):
        _wait_for_recordings(objection)
        before = Objection.objects.select_for_update().get(pk=objection.pk).decision
        decision = changes.get("decision", before)
        if decision != before:
            changes = {**changes, "decided_by": None if decision == ObjectionDecision.PENDING else by}
        current = _correct(objection, changes, documents, by=by, reason=reason, seen=seen)
        _wait_for_recordings(current)  # it may be of another dossier by now
        objection_changed.send(Objection, objection=current, by=by, reason=reason)
    return current


def _wait_for_recordings(objection: Objection) -> None:
    """Recordings that read the objections of this person are ready first; others wait until the transaction ends."""
    groups = sorted({seal[0] for seal in seals_of(unseal(objection.dossier))})
    with connection.cursor() as cursor:
        for group in groups:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [locks.OPPOSED, group])


def _add_once(
    row: RecordT, same: Collection[str], documents: Collection[KeptDocument], *, by: Actor, reason: str
) -> RecordT:
    """Store the row unless its source did already; RecordedBefore when the stored one differs in ``same``."""
    model = type(row)
    with acting(by=by, reason=reason):
        if not (row.source_id and row.external_id):
            check_record(row)
            row.save()
            keep_documents(row, documents=documents)
            return row
        before = model.objects.filter(source=row.source_id, external_id=row.external_id).first()
        if before is None:
            check_record(row)
            try:
                with transaction.atomic():
                    row.save()
                    keep_documents(row, documents=documents)
                return row
            except IntegrityError:
                before = model.objects.filter(source=row.source_id, external_id=row.external_id).first()
                if before is None:
                    raise
    # A number that is not yet in its normal form is the same number.
    same_person = normal_form(unseal(before.dossier)) == unseal(row.dossier)
    if same_person and all(getattr(before, name) == getattr(row, name) for name in same):
        return before
    message = f"Bron “{row.source}” heeft kenmerk “{row.external_id}” al voor iets anders gebruikt."
    raise RecordedBefore([InputError(message, "external_id", "external-id-used")])


def _correct(
    row: RecordT,
    changes: Mapping[str, Any],
    documents: Collection[KeptDocument],
    *,
    by: Actor,
    reason: str,
    seen: str | None,
) -> RecordT:
    if not reason.strip():
        raise Refused("Een correctie heeft een reden nodig; schrijf op wat er niet klopte.")
    with acting(by=by, reason=reason):
        if seen is not None:
            lock_as_seen(row, seen)
        current = type(row).objects.select_for_update().get(pk=row.pk)
        for name, value in changes.items():
            setattr(current, name, sealed(value) if name == "dossier" else value)
        check_record(current)
        current.save()
        keep_documents(current, documents=documents)
    return current
