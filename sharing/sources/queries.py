"""Which source a token belongs to. Stored is its SHA-256: it has 256 random bits, so a slow hash adds nothing."""

import hashlib
import hmac

from django.db.models.functions import Now

from sharing.sources.models import Source


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def source_of(token: str) -> Source | None:
    """The active source that a token belongs to, with its account; none when the token has expired."""
    wanted = hash_of(token)
    valid = Source.objects.filter(token_hash=wanted, active=True, expires_at__gt=Now())
    source = valid.select_related("user").first()
    if source and source.user.is_active and hmac.compare_digest(source.token_hash or "", wanted):
        return source
    return None
