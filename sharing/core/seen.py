"""Whether a record is still what somebody saw on a screen, and what changed when it is not."""

import re

from django.utils.translation import gettext as _

from sharing.core.dutch import instant_in_words
from sharing.core.exceptions import ChangedMeanwhile, Refused
from sharing.core.models import Register
from sharing.core.records import version_of
from sharing.core.timeline import Moment, Timeline

NAMED_AT_MOST = 5
_MARKS = re.compile(r"\d+(\.\d+)*", re.ASCII)


def lock_as_seen(record: Register, seen: str, *, remedy: str = "") -> None:
    """Lock the record until the transaction ends. Raises ChangedMeanwhile unless it is what was ``seen``.

    ``remedy`` says what to do now, where opening the screen again does not help.
    """
    model = type(record)
    if not model._base_manager.select_for_update().filter(pk=record.pk).exists():
        raise ChangedMeanwhile(_("Iemand anders heeft dit intussen verwijderd; er is niets opgeslagen."))
    again = _("Bekijk eerst die wijziging: open dit scherm opnieuw en doe daar uw wijziging.")
    check_seen(record, seen, remedy=remedy or again)


def check_seen(record: Register, seen: str, *, remedy: str = "") -> None:
    """Raise ChangedMeanwhile, with who changed what and why, unless the locked record is what was ``seen``.

    ``seen`` is a ``version_of``: who decides, decides on what was on the screen. ``remedy`` says what to do now.
    """
    model = type(record)
    if version_of(model, record.pk) == seen:
        return
    moments = _since(record, seen)
    if not moments:
        raise Refused(_("Er is niets opgeslagen: dit scherm is verouderd. Open het opnieuw en beslis dan."))
    who = _("%(who)s heeft dit intussen gewijzigd (%(when)s, reden: “%(why)s”).") % {
        "who": moments[0].actor,
        "when": instant_in_words(moments[0].at),
        "why": moments[0].reason,
    }
    told = [who, _what_changed(moments), _("Er is niets opgeslagen.")]
    told.append(remedy or _("Bekijk hoe het nu is en beslis dan opnieuw."))
    raise ChangedMeanwhile(" ".join(filter(None, told)))


def _since(record: Register, seen: str) -> list[Moment]:
    """What happened after that version; nothing when it is none that the record ever had."""
    if not _MARKS.fullmatch(seen):
        return []
    try:
        return Timeline(type(record), record.pk).since(seen)
    except ValueError:  # as many marks as something else has, or longer than any
        return []


def _what_changed(moments: list[Moment]) -> str:
    changes = [
        (f"{event.subject}: {change.label}" if event.subject else change.label, change)
        for moment in moments
        for event in moment.events
        for change in event.changes
    ]
    said = [
        _("%(label)s was “%(old)s” en is nu “%(new)s”") % {"label": label, "old": one.old, "new": one.new}
        for label, one in changes[:NAMED_AT_MOST]
    ]
    return f"{'; '.join([*said, '…'] if len(changes) > len(said) else said)}." if said else ""
