"""Where versions stand, in words for who works on the text; the dates are those on which they really hold."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def short_standing(now: Any, coming: Sequence[Any]) -> str:
    """A label: which version holds, and which is planned."""
    parts = (
        [_("versie %(number)s geldt") % {"number": now.number}] if now else [_("er geldt nog geen versie")]
    )
    parts += [_("versie %(number)s gepland") % {"number": version.number} for version in coming]
    return ", ".join(parts)


def told_standing(now: Any, coming: Sequence[Any], *, gone: Any = None) -> list[str]:
    """A sentence per version that holds, that is planned, and for the last one when it was withdrawn (``gone``)."""
    said = [
        _("Versie %(number)s geldt sinds %(day)s.") % _words(now) if now else _("Er geldt nog geen versie.")
    ]
    for version in coming:
        told = _("Versie %(number)s is gepland en geldt vanzelf vanaf %(day)s.") % _words(version)
        if version.announce_from:
            words = {"day": date_format(version.announce_from, "j F Y")}
            told += " " + _("Lezers zien de aankondiging vanaf %(day)s.") % words
        said.append(told)
    if gone:
        words = {"number": gone.number, "day": in_force_words(gone.withdrawn.confirmed_at)}
        said.append(_("Versie %(number)s is op %(day)s ingetrokken en gaat niet in.") % words)
    return said


def _words(version: Any) -> dict[str, Any]:
    return {"number": version.number, "day": in_force_words(version.in_force_from)}


def in_force_words(moment: Any) -> str:
    """The day of a moment, with its time when that is not the day's first: of a second version on one day."""
    local = timezone.localtime(moment)
    return date_format(
        local, "j F Y" if (local.hour, local.minute, local.second) == (0, 0, 0) else "j F Y H:i"
    )
