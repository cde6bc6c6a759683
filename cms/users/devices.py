"""A browser in which somebody signed in before: whoever guesses from elsewhere does not make it wait.

The cookie says who signed in here (hashed) and has a number of its own; it gives no access. See ADR 0023.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac

COOKIE = "bekend-apparaat"
_SALT = "cms.users.devices"
_AGE = 180 * 24 * 60 * 60


def remember_device(response: HttpResponseBase, username: str) -> None:
    """Let this browser be known as one in which this account signed in."""
    value = signing.dumps({"who": _who(username), "number": secrets.token_urlsafe(16)}, salt=_SALT)
    response.set_cookie(
        COOKIE,
        value,
        max_age=_AGE,
        path=settings.ADMIN_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def known_device(request: HttpRequest | None, username: str) -> str:
    """The number of this browser when this account signed in here before; else empty."""
    value = request.COOKIES.get(COOKIE, "") if request is not None else ""
    try:
        found = signing.loads(value, salt=_SALT, max_age=_AGE) if value else {}
    except signing.BadSignature:
        return ""
    return found.get("number", "") if constant_time_compare(found.get("who", ""), _who(username)) else ""


def _who(username: str) -> str:
    return salted_hmac(_SALT, username.casefold(), algorithm="sha256").hexdigest()
