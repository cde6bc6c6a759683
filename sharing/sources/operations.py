"""Source systems and their tokens: the only writers of Source. A token is shown once, when it is made."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from sharing.access.choices import ProposalKind
from sharing.access.models import AccessProposal
from sharing.access.operations import propose
from sharing.access.queries import is_operator
from sharing.access.subjects import subject_of
from sharing.core.actor import Actor, acting, system_user
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.refusals import readable_refusals
from sharing.core.seen import lock_as_seen
from sharing.sources.choices import Scope
from sharing.sources.models import Source
from sharing.sources.queries import hash_of
from sharing.sources.refusals import (
    DAYS,
    taken,
    why_not_kept_until,
    why_not_named,
    why_not_owned,
    why_not_revoked,
    why_not_scoped,
    why_not_valid_for,
)
from sharing.sources.subjects import TokenRights

FILE_IMPORT = "Bestandsimport"
BY_HAND = "Handmatig"
UNIQUE_VIOLATION = "23505"
_OLD = ("old_token_hash", "old_expires_at", "old_scopes", "old_all_entries")


class MadeToken(NamedTuple):
    """A source, its token (nowhere else to be found), and what waits for a second person."""

    source: Source
    token: str
    proposal: AccessProposal | None


def create_source(
    *,
    name: str,
    scopes: Collection[str],
    owner: Any = None,
    all_entries: bool = False,
    days: int = DAYS,
    by: Actor,
    at: datetime,
    reason: str,
) -> MadeToken:
    """A new source with its own account, and its token, valid for ``days`` from ``at``.

    To read takes two people: the token is made without it, and a proposal with it; only the operator gives it at once.
    Raises RefusedInput on a name that is empty, too long or taken, on unknown or no scopes, an owner who is not active
    and a term that cannot be.
    """
    name = name.strip()
    if errors := [
        *why_not_named(name),
        *why_not_scoped(scopes),
        *why_not_owned(owner),
        *why_not_valid_for(days),
    ]:
        raise RefusedInput(errors)
    wanted = {"scopes": sorted(set(scopes)), "all_entries": all_entries}
    allowed = wanted if is_operator(by) else _by_one(wanted)
    token = secrets.token_urlsafe(32)
    with readable_refusals(), transaction.atomic():
        source = _make(
            name,
            by=by,
            reason=reason,
            owner=owner,
            token_hash=hash_of(token),
            expires_at=at + timedelta(days=days),
            **allowed,
        )
        return MadeToken(source, token, _ask(source, wanted, by=by, reason=reason))


def renew_token(
    source: Source,
    *,
    days: int = DAYS,
    old_until: datetime | None = None,
    by: Actor,
    at: datetime,
    reason: str,
    seen: str | None = None,
) -> MadeToken:
    """A new token; the old one works on, with its rights, until ``old_until``, or stops working at once.

    Whoever renews it holds it: a token that read takes two people again, and until then does not. A token that was old
    already stops. ``seen`` is the ``version_of`` the source on the screen. Raises RefusedInput on a term that cannot
    be, and when the old token would have ended before; ChangedMeanwhile, such as when a colleague just renewed it.
    """
    if errors := why_not_valid_for(days):
        raise RefusedInput(errors)
    token = secrets.token_urlsafe(32)
    with readable_refusals(), acting(by=by, reason=reason):
        if seen is not None:
            lock_as_seen(source, seen)
        current = Source.objects.select_for_update().get(pk=source.pk)
        _keep_old(current, old_until, at=at)
        wanted = {"scopes": sorted(current.scopes), "all_entries": current.all_entries}
        for name, value in (wanted if is_operator(by) else _by_one(wanted)).items():
            setattr(current, name, value)
        current.token_hash, current.expires_at = hash_of(token), at + timedelta(days=days)
        current.save(update_fields=["token_hash", "expires_at", "scopes", "all_entries", *_OLD])
        return MadeToken(current, token, _ask(current, wanted, by=by, reason=reason))


def revoke_tokens(
    source: Source, *, only_old: bool, by: Actor, at: datetime, reason: str, seen: str | None = None
) -> None:
    """Let the old token, or both, stop working at once and for good; a renewal gives another.

    Raises Refused when there is none that works, and ChangedMeanwhile when the tokens are not those that were ``seen``.
    """
    with readable_refusals(), acting(by=by, reason=reason):
        if seen is not None:
            lock_as_seen(source, seen)
        current = Source.objects.select_for_update().get(pk=source.pk)
        if only_old and not current.has_old_token(at=at):
            raise Refused(_("Er is geen oud token dat nog werkt; er is niets gewijzigd."))
        if never := why_not_revoked(current, at=at):
            raise Refused(never)
        works = current.expires_at is not None and current.expires_at > at
        _forget_old(current)
        if not only_old and works:
            current.expires_at = at
        current.save(update_fields=["expires_at", *_OLD])


def change_source(
    source: Source,
    *,
    scopes: Collection[str] | None = None,
    all_entries: bool | None = None,
    owner: Any = None,
    active: bool | None = None,
    by: Actor,
    reason: str,
) -> AccessProposal | None:
    """Change owner, rights or whether a source is heard: what takes two people is proposed, the rest is done.

    What is None stays. A right that is taken away, an old token loses as well; a source that is heard again reads only
    when a second person confirms that. Raises RefusedInput on unknown scopes
    and an owner who is not active.
    """
    if errors := [*why_not_scoped(scopes or (), some=False), *why_not_owned(owner)]:
        raise RefusedInput(errors)
    with readable_refusals(), acting(by=by, reason=reason):
        current = Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
        held: dict[str, Any] = {"scopes": list(current.scopes), "all_entries": current.all_entries}
        wanted = {
            "scopes": sorted(set(held["scopes"] if scopes is None else scopes)),
            "all_entries": held["all_entries"] if all_entries is None else all_entries,
        }
        wakes = (
            bool(active) and not current.active
        )  # what reads is not brought back to life by one person either
        changes = wanted if is_operator(by) else _by_one(wanted, held=None if wakes else held)
        others = {"owner": owner, "active": active}
        changes |= {name: value for name, value in others.items() if value is not None}
        changes |= _less_of_old(current, held, changes)
        changed = [name for name, value in changes.items() if getattr(current, name) != value]
        for name in changed:
            setattr(current, name, changes[name])
        if changed:
            current.save(update_fields=changed)
        return _ask(current, wanted, by=by, reason=reason)


def built_in_source(name: str) -> Source:
    """A source of the system itself (``FILE_IMPORT``, ``BY_HAND``), made when first needed; it has no
    token.
    """
    source = Source.objects.filter(name=name).first()
    if source:
        return source
    reason = "Ingebouwde bron, gemaakt bij het eerste gebruik"
    try:
        with transaction.atomic():
            return _make(name, by=system_user(), reason=reason, scopes=[])
    except (IntegrityError, Refused):
        return Source.objects.get(name=name)


def _keep_old(source: Source, until: datetime | None, *, at: datetime) -> None:
    """Make the present token the old one, until that moment; without one, no other token works any more."""
    if until is None:
        _forget_old(source)
        return
    if errors := why_not_kept_until(source, until, at=at):
        raise RefusedInput(errors)
    source.old_token_hash, source.old_expires_at = source.token_hash, until
    source.old_scopes, source.old_all_entries = list(source.scopes), source.all_entries


def _forget_old(source: Source) -> None:
    source.old_token_hash = source.old_expires_at = None
    source.old_scopes, source.old_all_entries = [], False


def _by_one(wanted: dict[str, Any], *, held: dict[str, Any] | None = None) -> dict[str, Any]:
    """The rights that one person may give, and those that the source had."""
    held = held or {"scopes": [], "all_entries": False}
    return {
        "scopes": [one for one in wanted["scopes"] if one != Scope.READ or one in held["scopes"]],
        "all_entries": wanted["all_entries"] and held["all_entries"],
    }


def _less_of_old(source: Source, held: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The rights of the old token, without those that this takes away."""
    lost = set(held["scopes"]) - set(changes["scopes"])
    no_more = held["all_entries"] and not changes["all_entries"]
    return {
        "old_scopes": [one for one in source.old_scopes if one not in lost],
        "old_all_entries": source.old_all_entries and not no_more,
    }


def _ask(source: Source, wanted: dict[str, Any], *, by: Actor, reason: str) -> AccessProposal | None:
    """Ask a second person for what one person could not give."""
    now = subject_of(TokenRights.kind).state(source)
    if now | wanted == now:
        return None
    return propose(kind=ProposalKind.TOKEN, record=source, after=now | wanted, by=by, reason=reason)


def _make(name: str, *, by: Actor, reason: str, **fields: Any) -> Source:
    """Store a source with its account; two at once with one name: the second is refused."""
    try:
        with acting(by=by, reason=reason):
            user = get_user_model()(username=_free_username(name), first_name=name[:150], is_active=True)
            user.set_unusable_password()
            user.save()
            return Source.objects.create(name=name, user=user, **fields)
    except IntegrityError as error:
        if getattr(error.__cause__, "sqlstate", "") != UNIQUE_VIOLATION:
            raise
        raise RefusedInput([taken(name)]) from error


def _free_username(name: str) -> str:
    users = get_user_model().objects
    wanted = f"bron-{slugify(name) or 'systeem'}"[:140]
    if not users.filter(username=wanted).exists():
        return wanted
    return f"{wanted}-{secrets.token_hex(3)}"
