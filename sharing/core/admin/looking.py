"""What a session knows of the dossiers that somebody is looking at, and the row that says so.

A dossier number never stands in an address. What the session keeps is its sealed form with the reason that was given,
under a random key; only that key stands in addresses. It ends with the session.
"""

import base64
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from sharing.core.dossiers import normal_form, seal, unseal
from sharing.core.looking.choices import LookAct, LookReason
from sharing.core.looking.operations import record_look, record_looks
from sharing.core.looking.queries import looked_at_since
from sharing.core.normalising.queries import seals_of
from sharing.core.readable import DOSSIER
from sharing.core.records import children_of

PARAMETER = "dossier"
_SESSION = "register.dossiers"
_REMEMBERED = 20
# Somebody who leafs through a dossier looks once; who comes back after so long looks again.
ONE_LOOK = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Looking:
    """A dossier that this session looks at: its seals, that of the normal form first, and why."""

    key: str
    seals: tuple[bytes, ...]
    reason: str
    note: str
    noted_at: datetime

    @property
    def number(self) -> str:
        """The dossier number, to show."""
        return unseal(self.seals[0])

    @property
    def words(self) -> str:
        """Why, in words."""
        label = str(LookReason(self.reason).label)
        return f"{label}: {self.note}" if self.note else label


def begin_look(
    request: HttpRequest, typed: str, *, act: LookAct = LookAct.SEARCHED, reason: str, note: str
) -> Looking:
    """Record that this person looks for a dossier and why, and let the session know it under a key from now on."""
    seals = tuple(seals_of(typed))
    made = record_look(seals[0], act=act, reason=reason, note=note, by=request.user)
    looking = Looking(secrets.token_urlsafe(9), seals, reason, made.note, made.looked_at)
    _keep(request, looking)
    return looking


def looking_under(request: HttpRequest, key: str) -> Looking | None:
    """What this session looks at under the key; None when it does not know the key (any more)."""
    return _read(key, request.session.get(_SESSION, {}).get(key)) if key else None


def looking_at(request: HttpRequest, dossier: bytes) -> Looking | None:
    """What this session said last about this dossier (sealed); None when it did not look at it."""
    number = normal_form(unseal(dossier))
    known = (_read(key, kept) for key, kept in reversed(request.session.get(_SESSION, {}).items()))
    return next((one for one in known if one is not None and one.number == number), None)


def look_on(request: HttpRequest, looking: Looking) -> None:
    """Record that somebody looks at what he was looking at; within a quarter of an hour it is the same look."""
    if timezone.now() - looking.noted_at >= ONE_LOOK:
        made = note_act(request, looking, LookAct.OPENED)
        _keep(request, Looking(looking.key, looking.seals, looking.reason, looking.note, made.looked_at))


def note_act(request: HttpRequest, looking: Looking, act: LookAct, *, about: str = "") -> Any:
    """Record what was done with the dossier that is looked at, for the reason that was given."""
    return record_look(
        looking.seals[0], act=act, reason=looking.reason, note=looking.note, by=request.user, about=about
    )


def note_shown(
    request: HttpRequest, record: Any, *, act: LookAct = LookAct.RECORD, again: bool = True
) -> None:
    """Record that one record was shown, of every person that it is about.

    For the reason that was given in this session, else by its nature. Without ``again`` what this person looked at
    less than a quarter of an hour ago is the same look: a form that comes back with what is wrong in it.
    """
    note_dossiers(request, _dossiers_of(record), about=str(record), act=act, again=again)


def note_dossiers(
    request: HttpRequest,
    dossiers: Iterable[bytes],
    *,
    about: str,
    act: LookAct = LookAct.RECORD,
    again: bool = True,
) -> None:
    """``note_shown`` for something that is about these dossiers (sealed) and is no record of a register."""
    seals = {seal(normal_form(unseal(dossier))): None for dossier in dossiers}
    if not seals:
        return
    before = set() if again else looked_at_since(timezone.now() - ONE_LOOK, list(seals), by=request.user)
    unasked = []
    for dossier in seals.keys() - before:
        if (found := looking_at(request, dossier)) is not None:
            note_act(request, found, act, about=about)
        else:
            unasked.append(dossier)
    record_looks(unasked, act=act, reason=LookReason.NATURE, by=request.user, about=about)


def _dossiers_of(record: Any) -> list[bytes]:
    """The dossiers (sealed) that a record names, itself or in its parts."""
    own = getattr(record, DOSSIER, None)
    if isinstance(own, (bytes, memoryview)):
        return [bytes(own)]
    found: list[bytes] = []
    for key in children_of(type(record)) if isinstance(record, Model) else ():
        if any(field.name == DOSSIER for field in key.model._meta.concrete_fields):
            parts: Any = key.model._default_manager.filter(**{key.name: record})
            found += map(bytes, parts.values_list(DOSSIER, flat=True))
    return found


def _keep(request: HttpRequest, looking: Looking) -> None:
    kept = {key: one for key, one in request.session.get(_SESSION, {}).items() if key != looking.key}
    kept = dict(list(kept.items())[-_REMEMBERED + 1 :])
    seals = [base64.b64encode(one).decode() for one in looking.seals]
    request.session[_SESSION] = kept | {
        looking.key: [seals, looking.reason, looking.note, looking.noted_at.isoformat()]
    }


def _read(key: str, kept: Any) -> Looking | None:
    if not (isinstance(kept, list) and len(kept) == 4 and isinstance(kept[0], list)):
        return None  # unknown, or of before reasons were asked
    seals, reason, note, noted_at = kept
    return Looking(
        key, tuple(base64.b64decode(one) for one in seals), reason, note, datetime.fromisoformat(noted_at)
    )
