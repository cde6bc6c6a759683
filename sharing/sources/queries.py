"""Which source a token belongs to. Stored is its SHA-256: it has 256 random bits, so a slow hash adds nothing."""

import hashlib
import hmac
from datetime import datetime
from typing import NamedTuple

from django.db import Error, close_old_connections
from django.db.models import Q
from django.db.models.functions import Now

from sharing.sources.models import Source, TokenUse


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


class Caller(NamedTuple):
    """Who calls, and what the token that came along may do: an old one keeps its own rights."""

    source: Source
    token_hash: str
    scopes: frozenset[str]
    all_entries: bool


def caller_of(authorization: str) -> Caller | None:
    """Whose token an Authorization header carries (RFC 6750); none when it is nobody's."""
    scheme, _, token = authorization.partition(" ")
    token = token.strip()
    return caller_with(token) if scheme.lower() == "bearer" and token.isascii() and token else None


def is_known_caller(authorization: str) -> bool:
    """Whether that is anybody's token, for who asks outside a request: the connection is given back."""
    try:
        return caller_of(authorization) is not None
    except Error:
        return False  # the call itself then says that the database does not answer
    finally:
        close_old_connections()


def caller_with(token: str) -> Caller | None:
    """The active source that a token belongs to; none when the token has expired or was revoked.

    Asked of the database at every call, so that what was revoked is heard by no process any more.
    """
    wanted = hash_of(token)
    now = Q(token_hash=wanted, expires_at__gt=Now()) | Q(old_token_hash=wanted, old_expires_at__gt=Now())
    source = Source.objects.filter(now, active=True).select_related("user").first()
    if source is None or not source.user.is_active:
        return None
    if hmac.compare_digest(source.token_hash or "", wanted):
        return Caller(source, wanted, frozenset(source.scopes), source.all_entries)
    if hmac.compare_digest(source.old_token_hash or "", wanted):
        return Caller(source, wanted, frozenset(source.old_scopes), source.old_all_entries)
    return None


def source_of(token: str) -> Source | None:
    """The active source that a token belongs to, with its account; none when it is nobody's."""
    caller = caller_with(token)
    return caller.source if caller else None


def last_uses(*sources: Source) -> dict[str, datetime]:
    """When tokens of these sources were last used, by their hash; what was never used is absent."""
    keys = [source.pk for source in sources]
    return dict(TokenUse.objects.filter(source__in=keys).values_list("token_hash", "used_at"))
