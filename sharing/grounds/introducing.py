"""Until which day missing grounds only warn: ended early by one person, made longer by two. The only writers."""

from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.exceptions import InputError, Refused, RefusedInput
from sharing.core.refusals import readable_refusals
from sharing.core.seen import lock_as_seen
from sharing.grounds.models import GroundsIntroduction


def set_warn_until(
    introduction: GroundsIntroduction, *, until: date, seen: str, by: Actor, reason: str
) -> GroundsIntroduction:
    """Ends it earlier, at once; a later day is only proposed, for somebody else to confirm. ``until`` is the last day.

    What was proposed before is replaced. ``seen`` is the ``version_of`` the record. Raises RefusedInput when nothing
    would change, ChangedMeanwhile.
    """
    with readable_refusals(), acting(by=by, reason=reason):
        current = _current(introduction, seen, reason)
        if until == current.warn_until:
            message = _("Dit is de dag die er al staat. Noem een andere dag.")
            raise RefusedInput([InputError(message, "warn_until", "invalid")])
        if until < current.warn_until:
            return _stored(current, warn_until=until, wanted_until=None, wanted_by_id=None)
        return _stored(current, wanted_until=until, wanted_by_id=by.pk)


def confirm_longer(
    introduction: GroundsIntroduction, *, seen: str, by: Actor, reason: str
) -> GroundsIntroduction:
    """The second person's agreement: from now on the proposed day holds.

    Raises Refused by who proposed it or when nothing waits, ChangedMeanwhile.
    """
    with readable_refusals(), acting(by=by, reason=reason):
        current = _waiting(introduction, seen, reason)
        if current.wanted_by_id == by.pk:
            raise Refused(_("U hebt dit zelf voorgesteld; bevestigen doet een ander."))
        return _stored(current, warn_until=current.wanted_until, wanted_until=None, wanted_by_id=None)


def decline_longer(
    introduction: GroundsIntroduction, *, seen: str, by: Actor, reason: str
) -> GroundsIntroduction:
    """It does not go on: declined by a colleague, or taken back. The day stays as it was."""
    with readable_refusals(), acting(by=by, reason=reason):
        return _stored(_waiting(introduction, seen, reason), wanted_until=None, wanted_by_id=None)


def _current(introduction: GroundsIntroduction, seen: str, reason: str) -> GroundsIntroduction:
    refuse_bsn(reason=reason)
    lock_as_seen(introduction, seen)
    return GroundsIntroduction.objects.get(pk=introduction.pk)


def _waiting(introduction: GroundsIntroduction, seen: str, reason: str) -> GroundsIntroduction:
    current = _current(introduction, seen, reason)
    if current.wanted_until is None:
        raise Refused(_("Over dit voorstel is al besloten."))
    return current


def _stored(introduction: GroundsIntroduction, **values: Any) -> GroundsIntroduction:
    for name, value in values.items():
        setattr(introduction, name, value)
    introduction.full_clean()
    introduction.save()
    connection.check_constraints()
    return introduction
