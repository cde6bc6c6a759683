"""What persons ask: registered as it came in, and corrected. The only writers of that part."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.consents.checking import sealed
from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.checking import check_record
from sharing.core.dates import to_come
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.refusals import readable_refusals
from sharing.core.seen import lock_as_seen
from sharing.documents.operations import keep_documents
from sharing.parties.models import Party
from sharing.rights.complaints import note_subject
from sharing.rights.models import RightsDocument, RightsRequest
from sharing.rights.refusals import corrected, why_not_corrected, why_not_more_time, why_not_registered, wrong
from sharing.rights.subjects import Subject, why_not_by


def register_rights_request(
    *,
    kind: str,
    received_at: datetime,
    received_way: str,
    asked: str,
    dossier: str = "",
    representative: str = "",
    on_behalf_of: Party | None = None,
    assigned_to: Any = None,
    about: Subject | None = None,
    documents: Collection[RightsDocument] = (),
    by: Actor,
    at: datetime,
    reason: str,
) -> RightsRequest:
    """Record what a person asks; ``kind`` is a code of ``RightKind``, ``received_way`` of ``Way``.

    ``dossier`` is a number as it was typed (empty: not known yet), ``on_behalf_of`` the client for whom we are the
    processor, ``about`` what a complaint is about. Raises RefusedInput when it was received in the future or is not
    whole.
    """
    if received_at > at:
        raise RefusedInput([wrong(to_come(received_at), "received_at")])
    request = RightsRequest(
        kind=kind,
        received_at=received_at,
        received_way=received_way,
        asked=asked,
        dossier=sealed(dossier) if dossier else None,
        representative=representative,
        on_behalf_of=on_behalf_of,
    )
    account: Any = by.pk
    request.registered_by_id = account
    if errors := why_not_registered(request, about):
        raise RefusedInput(errors)
    for document in documents:
        refuse_bsn(title=document.title)
    with readable_refusals(), acting(by=by, reason=reason):
        check_record(request)
        # Who had a part in what it is about is known from what is stored: assigned only after that.
        request.assigned_to = assigned_to if about is None else None
        request.save()
        if about is not None:
            note_subject(request, about=about, by=by, reason=reason)
        if about is not None and assigned_to is not None:
            if errors := why_not_by(request, assigned_to.pk, "assigned_to"):
                raise RefusedInput(errors)
            request.assigned_to = assigned_to
            request.save()
        keep_documents(request, documents=documents)
    return request


def change_rights_request(
    request: RightsRequest,
    *,
    changes: Mapping[str, Any],
    documents: Collection[RightsDocument] = (),
    seen: str | None = None,
    by: Actor,
    at: datetime,
    reason: str,
) -> RightsRequest:
    """Correct what was recorded (model fields; ``dossier`` as a number), or assign it; before the decision all of it.

    When it turns out to be another person than was checked, who asks is to be checked again. Raises RefusedInput,
    ChangedMeanwhile, and Refused after the decision for anything but who deals with it.
    """
    if not reason.strip():
        raise Refused(_("Een correctie heeft een reden nodig; schrijf op wat er niet klopte."))
    with readable_refusals(), acting(by=by, reason=reason):
        if seen is not None:
            lock_as_seen(request, seen)
        current = RightsRequest.objects.select_for_update().get(pk=request.pk)
        stored = RightsRequest.objects.get(pk=request.pk)
        current = corrected(current, changes)
        if errors := why_not_corrected(stored, current, at=at):
            raise RefusedInput(errors)
        if message := why_not_more_time(stored, current, by=by):
            raise Refused(message)
        check_record(current)
        current.save()
        keep_documents(current, documents=documents)
    return current
