"""What a complaint is about, and who deals with it: somebody who had no part in that. The only writers of it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.core.actor import Actor, acting
from sharing.core.checking import check_record
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.refusals import readable_refusals
from sharing.core.seen import lock_as_seen
from sharing.rights.choices import RightKind
from sharing.rights.complaint_models import ComplaintSubject
from sharing.rights.models import RightsRequest
from sharing.rights.refusals import why_not_written
from sharing.rights.subjects import Subject, why_not_about, why_not_by


def note_subject(complaint: RightsRequest, *, about: Subject, by: Actor, reason: str) -> ComplaintSubject:
    """Say what the complaint is about; part of another operation, in its transaction.

    Raises RefusedInput for what is of another person, and when who deals with the complaint had a part in it.
    """
    if errors := why_not_about(complaint, about):
        raise RefusedInput(errors)
    name = "about_request" if isinstance(about, RightsRequest) else "about_disclosure"
    subject = ComplaintSubject(request=complaint, **{name: about})
    with acting(by=by, reason=reason):
        subject.full_clean(exclude=["request"])
        subject.save()
    return subject


def add_subject(
    complaint: RightsRequest, *, about: Subject, note: str, seen: str, by: Actor, at: datetime
) -> ComplaintSubject:
    """Say what an open complaint is about, a request or a disclosure as it was at receipt.

    Raises ChangedMeanwhile, Refused when it is no complaint or was judged, RefusedInput as `note_subject`.
    """
    with readable_refusals(), acting(by=by, reason=note):
        current = _open(complaint, seen, note)
        return note_subject(current, about=about, by=by, reason=note)


def assign_handler(
    complaint: RightsRequest, *, handler: Any, note: str, seen: str, by: Actor, at: datetime
) -> RightsRequest:
    """Let somebody (an account) deal with the complaint who had no part in what it is about; RefusedInput otherwise."""
    with readable_refusals(), acting(by=by, reason=note):
        current = _open(complaint, seen, note)
        if errors := why_not_by(current, handler.pk, "handler"):
            raise RefusedInput(errors)
        current.assigned_to = handler
        check_record(current)
        current.save()
    return current


def _open(complaint: RightsRequest, seen: str, note: str) -> RightsRequest:
    """The complaint as it was seen, locked, while it is not judged."""
    lock_as_seen(complaint, seen)
    current = RightsRequest.objects.get(pk=complaint.pk)
    if current.kind != RightKind.COMPLAINT:
        raise Refused(_("Dit is geen klacht."))
    if current.decision:
        raise Refused(_("Deze klacht is al beoordeeld en verandert niet meer; leg een nieuwe vast."))
    if current.on_behalf_of_id is not None:
        raise Refused(_("Over deze klacht beslist de opdrachtgever; stuur haar door."))
    if errors := why_not_written(current, note=note):
        raise RefusedInput(errors)
    return current
