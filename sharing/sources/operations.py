"""Source systems and their tokens: the only writers of Source. A token is shown once, when it is made."""

import secrets
from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from sharing.core.actor import Actor, acting
from sharing.core.exceptions import InputError, Refused, RefusedInput
from sharing.sources.choices import Scope
from sharing.sources.models import Source
from sharing.sources.queries import hash_of

FILE_IMPORT = "Bestandsimport"
BY_HAND = "Handmatig"
LONGEST_NAME = 100


def create_source(
    *, name: str, scopes: Collection[str], by: Actor | None = None, reason: str
) -> tuple[Source, str]:
    """A new source with its own account, and its token, which is nowhere else to be found.

    Without ``by`` the source's own account stands in the history. Raises RefusedInput on a name that is
    empty, too long or taken, and on unknown or no scopes.
    """
    errors = []
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        message = f"De naam moet 1 tot en met {LONGEST_NAME} gewone tekens tellen."
        errors.append(InputError(message, "name"))
    unknown = [scope for scope in scopes if scope not in Scope.values]
    if unknown or not scopes:
        given = f"“{', '.join(unknown)}” is onbekend; " if unknown else ""
        errors.append(InputError(f"{given}kies uit {', '.join(Scope.values)}.", "scopes"))
    if not errors and Source.objects.filter(name=name).exists():
        errors.append(InputError(f"Er is al een bron “{name}”; kies een andere naam.", "name"))
    if errors:
        raise RefusedInput(errors)
    token = secrets.token_urlsafe(32)
    source = _make(name, by=by, reason=reason, scopes=sorted(set(scopes)), token_hash=hash_of(token))
    return source, token


def renew_token(source: Source, *, by: Actor, reason: str) -> str:
    """A new token; the old one stops working at once."""
    token = secrets.token_urlsafe(32)
    with acting(by=by, reason=reason):
        source.token_hash = hash_of(token)
        source.save(update_fields=["token_hash"])
    return token


def change_source(
    source: Source,
    *,
    scopes: Collection[str] | None = None,
    active: bool | None = None,
    by: Actor,
    reason: str,
) -> Source:
    """Change what a source may do, or whether it may do anything. Raises RefusedInput on unknown scopes."""
    if scopes is not None:
        unknown = set(scopes) - set(Scope.values)
        if unknown:
            raise RefusedInput([InputError(f"Kies uit {', '.join(Scope.values)}.", "scopes")])
        source.scopes = sorted(set(scopes))
    if active is not None:
        source.active = active
    with acting(by=by, reason=reason):
        source.save(update_fields=["scopes", "active"])
    return source


def built_in_source(name: str) -> Source:
    """A source of the system itself (``FILE_IMPORT``, ``BY_HAND``), made when first needed; it has no
    token.
    """
    source = Source.objects.filter(name=name).first()
    if source:
        return source
    try:
        with transaction.atomic():
            return _make(name, by=None, reason="Ingebouwde bron, gemaakt bij het eerste gebruik", scopes=[])
    except (IntegrityError, Refused):
        return Source.objects.get(name=name)


def _make(name: str, *, by: Actor | None, reason: str, **fields: Any) -> Source:
    """Store a source with its account; two at once with one name: the second is refused."""
    try:
        with transaction.atomic():
            user = get_user_model()(username=_free_username(name), first_name=name[:150], is_active=True)
            user.set_unusable_password()
            user.save()
            with acting(by=by or user, reason=reason):
                return Source.objects.create(name=name, user=user, **fields)
    except IntegrityError as error:
        raise RefusedInput(
            [InputError(f"Er is al een bron “{name}”; kies een andere naam.", "name")]
        ) from error


def _free_username(name: str) -> str:
    users = get_user_model().objects
    wanted = f"bron-{slugify(name) or 'systeem'}"[:140]
    if not users.filter(username=wanted).exists():
        return wanted
    return f"{wanted}-{secrets.token_hex(3)}"
