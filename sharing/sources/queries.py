"""Which source a token belongs to. Stored is its SHA-256: it has 256 random bits, so a slow hash adds nothing."""

import hashlib
import hmac

from django.db import Error, close_old_connections
from django.db.models.functions import Now

from sharing.sources.models import Source


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def caller_of(authorization: str) -> Source | None:
    """The source whose token an Authorization header carries (RFC 6750); none when it is nobody's."""
    scheme, _, token = authorization.partition(" ")
    token = token.strip()
    return source_of(token) if scheme.lower() == "bearer" and token.isascii() and token else None


def is_known_caller(authorization: str) -> bool:
    """Whether that is anybody's token, for who asks outside a request: the connection is given back."""
    try:
        return caller_of(authorization) is not None
    except Error:
        return False  # the call itself then says that the database does not answer
    finally:
        close_old_connections()


def source_of(token: str) -> Source | None:
    """The active source that a token belongs to, with its account; none when the token has expired."""
    wanted = hash_of(token)
    valid = Source.objects.filter(token_hash=wanted, active=True, expires_at__gt=Now())
    source = valid.select_related("user").first()
    if source and source.user.is_active and hmac.compare_digest(source.token_hash or "", wanted):
        return source
    return None
