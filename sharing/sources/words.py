"""A source and its tokens in words for people."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from sharing.core.dutch import day_in_words, instant_in_words
from sharing.core.periods import amsterdam_day
from sharing.core.readable import EMPTY, named
from sharing.sources.choices import Scope

if TYPE_CHECKING:
    from sharing.sources.models import Source


def owner_words(source: "Source") -> str:
    """Who answers for the token, and whether that account is still there."""
    if source.owner is None:
        return EMPTY
    name = named(source.owner)
    return name if source.owner.is_active else _("%s (niet actief)") % name


def expiry_words(source: "Source") -> str:
    """Until when the token is valid, or that it is no longer."""
    if source.expires_at is None:
        return EMPTY
    if source.expires_at <= timezone.now():
        return _("verlopen op %s") % day_in_words(amsterdam_day(source.expires_at))
    return day_in_words(amsterdam_day(source.expires_at))


def use_words(source: "Source", uses: Mapping[str, datetime]) -> str:
    """When the token was last used; ``uses`` are the moments by the hash of a token."""
    return _moment(uses.get(source.token_hash)) if source.token_hash else EMPTY


def old_token_words(source: "Source", uses: Mapping[str, datetime]) -> str:
    """Of the token before the last renewal: until when it works, and whether somebody still needs it."""
    if source.old_expires_at is None or not source.has_old_token(at=timezone.now()):
        return EMPTY
    return _("werkt nog tot %(end)s; laatst gebruikt: %(used)s") % {
        "end": instant_in_words(source.old_expires_at),
        "used": _moment(uses.get(source.old_token_hash or "")),
    }


def _moment(used_at: datetime | None) -> str:
    return instant_in_words(used_at) if used_at else _("nog niet")


def scope_words(source: "Source") -> str:
    """What the token may do; a source of the system itself has none."""
    if source.token_hash is None:
        return _("ingebouwd, zonder token")
    return ", ".join(str(Scope(scope).label) for scope in Scope.values if scope in source.scopes) or EMPTY
