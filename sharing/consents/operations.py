"""Consents, objections, restrictions and authorities' requests: the only writers."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sharing.consents.choices import Assessment, ObjectionDecision, ObjectionKind
from sharing.consents.models import AuthorityRequest, Consent, Objection
from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.dossiers import normal_form, normal_number, seal, unseal
from sharing.core.exceptions import InputError, NotUnderstood, RecordedBefore, Refused, RefusedInput
from sharing.core.operations import save_record
from sharing.core.seen import check_seen, lock_as_seen
from sharing.parties.choices import Capacity
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
    source: Any = None,
    external_id: str = "",
    by: Actor,
    reason: str,
) -> Consent:
    """Record a consent (art. 7). The same one again from the same source is answered with the first.

    Raises RefusedInput on a dossier number that cannot be one, without recipient and purpose, or without
    data.
    """
    consent = Consent(
        dossier=_sealed(dossier),
        recipient=recipient,
        purpose=purpose,
        data_categories=sorted({category.pk for category in data_categories}),
        explicit=explicit,
        given_at=given_at,
        evidence=evidence,
        source=source,
        external_id=external_id,
    )
    same = ("recipient_id", "purpose_id", "data_categories", "explicit", "given_at", "evidence")
    return _add_once(consent, same, by=by, reason=reason)


def withdraw_consent(consent: Consent, *, withdrawn_at: datetime, by: Actor, reason: str) -> Consent:
    """Record that a consent was withdrawn (art. 7(3)); the same withdrawal again changes nothing.

    Raises RefusedInput when it was withdrawn at another moment or lies before the consent.
    """
    with acting(by=by, reason=reason):
        current = Consent.objects.select_for_update().get(pk=consent.pk)
        if current.withdrawn_at == withdrawn_at:
            return current
        if current.withdrawn_at is not None:
            message = "Deze toestemming is al op een ander moment ingetrokken; corrigeer dan die intrekking."
            raise RecordedBefore([InputError(message, "withdrawn_at", "already-withdrawn")])
        if withdrawn_at < current.given_at:
            message = "De intrekking ligt voor het geven van de toestemming; controleer het tijdstip."
            raise RefusedInput([InputError(message, "withdrawn_at", "invalid")])
        current.withdrawn_at = withdrawn_at
        current.save(update_fields=["withdrawn_at"])
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
    source: Any = None,
    external_id: str = "",
    by: Actor,
    reason: str,
) -> Objection:
    """Record an objection (art. 21) or a restriction (art. 18) with its decision.

    ``kind`` is a code of ``ObjectionKind``, ``decision`` of ``ObjectionDecision``. An objection names a recipient or
    a purpose; a restriction covers the whole dossier. The same one again from the same source is answered with the
    first. Raises RefusedInput.
    """
    objection = Objection(
        dossier=_sealed(dossier),
        kind=ObjectionKind(kind),
        recipient=recipient,
        purpose=purpose,
        decision=ObjectionDecision(decision),
        in_force_from=in_force_from,
        in_force_until=in_force_until,
        explanation=explanation,
        source=source,
        external_id=external_id,
    )
    same = (
        "kind",
        "recipient_id",
        "purpose_id",
        "decision",
        "in_force_from",
        "in_force_until",
        "explanation",
    )
    return _add_once(objection, same, by=by, reason=reason)


def correct_consent(
    consent: Consent, *, changes: Mapping[str, Any], by: Actor, reason: str, seen: str | None = None
) -> Consent:
    """Give a consent a new state (model fields; ``dossier`` as a number).

    ``seen`` is its ``version_of`` when it was opened. Raises RefusedInput and ChangedMeanwhile.
    """
    return _correct(consent, changes, by=by, reason=reason, seen=seen)


def correct_objection(
    objection: Objection, *, changes: Mapping[str, Any], by: Actor, reason: str, seen: str | None = None
) -> Objection:
    """Give an objection or restriction a new state (model fields; ``dossier`` as a number).

    ``seen`` is its ``version_of`` when it was opened. Raises RefusedInput and ChangedMeanwhile.
    """
    return _correct(objection, changes, by=by, reason=reason, seen=seen)


def register_authority_request(
    *,
    reference: str,
    authority: Party,
    legal_provision: str,
    asked: str,
    received_on: date,
    by: Actor,
    reason: str,
) -> AuthorityRequest:
    """Record what an authority asks, still to be assessed.

    Raises RefusedInput when the party never held the capacity of authority, or the reference is taken.
    """
    request = AuthorityRequest(
        reference=reference,
        authority=authority,
        legal_provision=legal_provision,
        asked=asked,
        received_on=received_on,
    )
    if not authority.capacities.filter(capacity=Capacity.AUTHORITY).exists():
        message = f"{authority} staat niet als autoriteit in het register; leg die hoedanigheid eerst vast."
        raise RefusedInput([InputError(message, "authority")])
    with acting(by=by, reason=reason):
        _check(request)
        request.save()
    return request


def change_authority_request(
    *, form: Any, by: Actor, reason: str, seen: str | None = None
) -> AuthorityRequest:
    """Save a valid form on what an authority asks, as long as nobody assessed it.

    ``seen`` is the ``version_of`` the request when it was opened. Raises ChangedMeanwhile, and Refused after the
    assessment: that is about these words.
    """
    with acting(by=by, reason=reason):
        if seen is not None:
            lock_as_seen(form.instance, seen)
        current = AuthorityRequest.objects.select_for_update().get(pk=form.instance.pk)
        if current.assessed_by_id is not None:
            raise Refused(
                _("Dit verzoek is al beoordeeld en verandert niet meer. Leg een nieuw verzoek vast.")
            )
        saved: Any = save_record(form=form, by=by, reason=reason)
        return saved  # type: ignore[no-any-return]  # the form is of this model


def assess_request(
    request: AuthorityRequest,
    *,
    assessment: str,
    note: str = "",
    seen: str,
    by: Actor,
    at: datetime,
    reason: str = "",
) -> AuthorityRequest:
    """The first person's conclusion (a code of ``Assessment``); may be changed until the second confirms.

    ``seen`` is the ``version_of`` the request that was judged. Raises ChangedMeanwhile when it is another by now,
    Refused after the confirmation.
    """
    if assessment not in Assessment.values:
        raise Refused("Kies of aan het verzoek wordt voldaan of dat het wordt afgewezen.")
    refuse_bsn(note=note)
    with acting(by=by, reason=reason or note):
        current = AuthorityRequest.objects.select_for_update().get(pk=request.pk)
        if current.confirmed_by_id is not None:
            raise Refused(
                "Deze beoordeling is al bevestigd en verandert niet meer; leg een nieuw verzoek vast."
            )
        check_seen(current, seen)
        current.assessment, current.assessment_note = assessment, note
        current.assessed_by_id, current.assessed_at = by.pk, at
        current.save()
    return current


def confirm_request(
    request: AuthorityRequest, *, seen: str, by: Actor, at: datetime, reason: str = ""
) -> AuthorityRequest:
    """The second person's confirmation of exactly what he saw; from then on the request can be relied on.

    ``seen`` is the ``version_of`` the request on his screen. Raises ChangedMeanwhile with what changed since,
    Refused without an assessment, by the assessor, or when it was confirmed already.
    """
    with acting(by=by, reason=reason):
        current = AuthorityRequest.objects.select_for_update().get(pk=request.pk)
        if current.assessed_by_id is None:
            raise Refused("Dit verzoek is nog niet beoordeeld; laat eerst iemand anders het beoordelen.")
        if current.assessed_by_id == by.pk:
            raise Refused("U hebt dit verzoek zelf beoordeeld; bevestigen doet een ander.")
        if current.confirmed_by_id is not None:
            raise Refused("Dit verzoek is al bevestigd.")
        check_seen(current, seen)
        current.confirmed_by_id, current.confirmed_at = by.pk, at
        current.save()
    return current


def _sealed(number: str) -> bytes:
    try:
        return seal(normal_number(number))
    except NotUnderstood as error:
        raise RefusedInput([InputError(str(error), "dossier", error.code)]) from error


def _check(row: Consent | Objection | AuthorityRequest) -> None:
    """Raise RefusedInput with what the model's own rules have against the row, and where a BSN stands in it."""
    refuse_bsn(**{name: getattr(row, name) for name in type(row).free_text})
    try:
        row.full_clean()
    except ValidationError as error:
        raise RefusedInput(
            [
                InputError(message, "" if name == "__all__" else name)
                for name, messages in error.message_dict.items()
                for message in messages
            ]
        ) from error


def _add_once(row: RecordT, same: Collection[str], *, by: Actor, reason: str) -> RecordT:
    """Store the row unless its source did already; RecordedBefore when the stored one differs in ``same``."""
    model = type(row)
    with acting(by=by, reason=reason):
        if not (row.source_id and row.external_id):
            _check(row)
            row.save()
            return row
        before = model.objects.filter(source=row.source_id, external_id=row.external_id).first()
        if before is None:
            _check(row)
            try:
                with transaction.atomic():
                    row.save()
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
    row: RecordT, changes: Mapping[str, Any], *, by: Actor, reason: str, seen: str | None
) -> RecordT:
    if not reason.strip():
        raise Refused("Een correctie heeft een reden nodig; schrijf op wat er niet klopte.")
    with acting(by=by, reason=reason):
        if seen is not None:
            lock_as_seen(row, seen)
        current = type(row).objects.select_for_update().get(pk=row.pk)
        for name, value in changes.items():
            setattr(current, name, _sealed(value) if name == "dossier" else value)
        _check(current)
        current.save()
    return current
