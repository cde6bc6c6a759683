"""The generic writers of a register record: save and delete, with actor, reason and readable refusals."""

from typing import Any

from django.db import connection

from sharing.core.actor import Actor, acting
from sharing.core.exceptions import Refused
from sharing.core.models import Register
from sharing.core.refusals import readable_refusals, refuse_if_referred
from sharing.core.seen import lock_as_seen


def save_record(
    *, by: Actor, reason: str, form: Any = None, instance: Register | None = None, seen: str | None = None
) -> Register:
    """Save a valid form, or an instance after its full validation, and return the record.

    ``seen`` is the ``version_of`` the record when it was opened: ChangedMeanwhile when it is no longer that. Raises
    Refused with a sentence when the database refuses, ValidationError when an instance is not valid.
    """
    given: Any = form.instance if form is not None else instance
    record: Register = given
    with readable_refusals(), acting(by=by, reason=reason):
        if seen is not None:
            lock_as_seen(record, seen)
        if form is not None:
            record = form.save()
        else:
            record.full_clean()
            record.save()
        connection.check_constraints()
    return record


def delete_record(record: Register, *, by: Actor, reason: str, seen: str | None = None) -> None:
    """Delete a record and what belongs to it. StillReferred names what refers to it, as far as ``by`` may see."""
    with readable_refusals(), acting(by=by, reason=reason):
        if seen is not None:
            lock_as_seen(record, seen)
        if kept := record.why_kept():
            raise Refused(kept)
        refuse_if_referred(record, by=by)
        record.delete()
        connection.check_constraints()
