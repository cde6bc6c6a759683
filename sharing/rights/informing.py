"""Telling recipients of a decision, or why not; and the person who was told (AVG art. 19). The only writers of that."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.periods import amsterdam_day
from sharing.core.refusals import readable_refusals
from sharing.core.seen import lock_as_seen
from sharing.parties.models import Party
from sharing.rights.models import RightsRequest
from sharing.rights.recipient_models import RecipientNotice
from sharing.rights.recipient_refusals import (
    known_by,
    received_by,
    why_not_acknowledged,
    why_not_excepted,
    why_not_heard,
    why_not_told,
)
from sharing.rights.recipients import Recipient, is_heard_of, recipients_of
from sharing.rights.refusals import why_not_written


def tell_recipients(
    request: RightsRequest,
    *,
    recipients: Collection[Party],
    told_on: date,
    way: str,
    address: str = "",
    note: str,
    seen: str,
    by: Actor,
    at: datetime,
) -> list[RecipientNotice]:
    """Record that these recipients were told on that day; ``way`` is a code of ``Way``.

    It went to the address for notices of each; ``address`` is for those that have none. Told again it is a correction,
    until it is acknowledged. Raises RefusedInput for a day before the decision or to come, for who received nothing,
    and where no address is known.
    """
    with _step(request, seen=seen, by=by, note=note, address=address) as current:
        found = received_by(current, recipients, at)
        if errors := why_not_told(current, found, told_on, address, at=at):
            raise RefusedInput(errors)
        return [
            _stored(
                current,
                one,
                told_on=told_on,
                told_way=way,
                address=one.party.notice_address or address.strip(),
                exception="",
                explanation="",
                excepted_by_id=None,
                excepted_on=None,
            )
            for one in found
        ]


def told_by_letter(
    request: RightsRequest, *, party: Party, on: date, way: str, by: Actor, at: datetime, reason: str
) -> RecipientNotice | None:
    """A letter to this recipient went out, so it was told; part of the operation that notes that, in its transaction.

    None for one that was told before or need not hear it, and where no address is known: that is told by hand.
    """
    known = {one.party.pk: one for one in recipients_of(request, on=amsterdam_day(at))}
    one = known.get(party.organisation.pk)
    if one is None or not one.waits or not one.party.notice_address:
        return None
    with acting(by=by, reason=reason):
        return _stored(request, one, told_on=on, told_way=way, address=one.party.notice_address)


def except_recipients(
    request: RightsRequest,
    *,
    recipients: Collection[Party],
    exception: str,
    note: str,
    seen: str,
    by: Actor,
    at: datetime,
) -> list[RecipientNotice]:
    """Decide that these need not be told; ``exception`` is a code of ``NotTold``, ``note`` why, which the person hears.

    Raises RefusedInput for who received nothing, and Refused for who was told.
    """
    account: Any = by.pk
    with _step(request, seen=seen, by=by, note=note) as current:
        found = received_by(current, recipients, at)
        if errors := why_not_excepted(found, exception):
            raise RefusedInput(errors)
        return [
            _stored(
                current,
                one,
                exception=exception,
                explanation=note,
                excepted_by_id=account,
                excepted_on=amsterdam_day(at),
                person_told_on=None,  # of this the person has not heard
            )
            for one in found
        ]


def acknowledge_notices(
    request: RightsRequest,
    *,
    recipients: Collection[Party],
    acknowledged_on: date,
    note: str,
    seen: str,
    by: Actor,
    at: datetime,
) -> list[RecipientNotice]:
    """Record that these recipients answered that they have it. Raises RefusedInput for who was not told before."""
    with _step(request, seen=seen, by=by, note=note) as current:
        found = received_by(current, recipients, at)
        if errors := why_not_acknowledged(found, acknowledged_on, at=at):
            raise RefusedInput(errors)
        return [_stored(current, one, acknowledged_on=acknowledged_on) for one in found]


def record_person_told(
    request: RightsRequest, *, told_on: date, note: str, seen: str, by: Actor, at: datetime
) -> list[RecipientNotice]:
    """The person heard on that day which recipients know, and which do not and why.

    Raises RefusedInput for a day to come, or on which nobody knew yet.
    """
    with _step(request, seen=seen, by=by, note=note) as current:
        if errors := why_not_heard(current, told_on, at=at):
            raise RefusedInput(errors)
        return person_told(current, on=told_on, by=by, at=at, reason=note)


def person_told(
    request: RightsRequest, *, on: date, by: Actor, at: datetime, reason: str
) -> list[RecipientNotice]:
    """The person heard that day what was done by then; part of another operation, in its transaction."""
    with acting(by=by, reason=reason):
        return [_stored(request, one, person_told_on=on) for one in known_by(request, on, at=at)]


def _stored(request: RightsRequest, recipient: Recipient, **values: Any) -> RecipientNotice:
    notice = recipient.notice or RecipientNotice(request=request, recipient=recipient.party)
    for name, value in values.items():
        setattr(notice, name, value)
    # What was secret stays out of what the person hears, also when its disclosures are no longer there to say so.
    notice.kept_from_person = recipient.secret or (notice.kept_from_person and not recipient.count)
    notice.full_clean(exclude=["request"])
    notice.save()
    return notice


@contextmanager
def _step(
    request: RightsRequest, *, seen: str, by: Actor, note: str, **texts: str
) -> Iterator[RightsRequest]:
    """One step on the request as it was seen; what is refused stores nothing."""
    refuse_bsn(note=note, **texts)
    with readable_refusals(), acting(by=by, reason=note):
        lock_as_seen(request, seen)
        current = RightsRequest.objects.get(pk=request.pk)
        if not is_heard_of(current):
            raise Refused(
                _(
                    "Ontvangers horen alleen van een verzoek om verbetering, aanvulling, wissing of beperking dat wij "
                    "toewezen."
                )
            )
        if errors := why_not_written(current, note=note, **texts):
            raise RefusedInput(errors)
        yield current
