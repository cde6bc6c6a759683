"""Settings for real use. Refuses to start when something is missing, and says what."""

import base64
import binascii
import os

from django.core.exceptions import ImproperlyConfigured

from cms.settings.base import *  # noqa: F403
from cms.settings.base import (
    ALLOWED_HOSTS,
    BASE_URL,
    DATABASE_OWNER,
    DATABASES,
    DOSSIER_KEY,
    OTLP_ENDPOINT,
    TRUSTED_PROXIES,
)
from cms.users.addresses import networks

NEEDED = {
    "SECRET_KEY": "geheime sleutel voor sessies en links, minstens 50 willekeurige tekens",
    "DOSSIER_KEY": "sleutel voor dossiernummers: 64 willekeurige bytes in base64",
    "DATABASE_URL": "adres van de database in de rol van de toepassing, postgresql://rol:wachtwoord@server/database",
    "ALLOWED_HOSTS": "namen waaronder de site bereikbaar is, gescheiden door komma's",
    "BASE_URL": "volledig adres van de site, bijvoorbeeld https://privacy.voorbeeld.nl",
    "EMAIL_URL": "mailserver, bijvoorbeeld smtp+tls://gebruiker:wachtwoord@mail.voorbeeld.nl:587",
}


def _refuse_when_incomplete() -> None:
    """Raise ImproperlyConfigured with every missing or unusable variable at once."""
    problems = [f"- {name}: {what}" for name, what in NEEDED.items() if not os.environ.get(name, "").strip()]
    if DOSSIER_KEY:
        try:
            length = len(base64.b64decode(DOSSIER_KEY, validate=True))
        except binascii.Error:
            length = -1
        if length != 64:
            problems.append("- DOSSIER_KEY: is geen base64 van precies 64 bytes")
    if os.environ.get("BASE_URL") and not BASE_URL.startswith(("http://", "https://")):
        problems.append(f"- BASE_URL: begint niet met http:// of https:// (nu: {BASE_URL})")
    if OTLP_ENDPOINT and not OTLP_ENDPOINT.startswith(("https://", "http://")):
        problems.append("- OTLP_ENDPOINT: begint niet met https:// (alleen op deze machine mag http://)")
    if "*" in ALLOWED_HOSTS:
        problems.append("- ALLOWED_HOSTS: noem de namen van de site; * laat iedere naam toe")
    try:
        networks(TRUSTED_PROXIES)
    except ValueError as error:
        problems.append(f"- TRUSTED_PROXIES: noemt iets dat geen adres of netwerk is ({error})")
    if DATABASE_OWNER is not None:
        application = DATABASES["default"]
        if application["USER"] == DATABASE_OWNER["USER"]:
            problems.append("- DATABASE_OWNER_URL: noemt de rol van DATABASE_URL; die mag niets bezitten")
        if application["NAME"] != DATABASE_OWNER["NAME"]:
            problems.append("- DATABASE_OWNER_URL: noemt een andere database dan DATABASE_URL")
    if problems:
        raise ImproperlyConfigured(
            "De instellingen zijn niet compleet. Zet of verbeter deze variabelen (zie docs/operations.md):\n"
            + "\n".join(problems)
        )


_refuse_when_incomplete()

_HTTPS = BASE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
if _HTTPS:
    # TLS ends at the proxy in front, which must set this header itself and drop a visitor's own.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^gezondheid/(leeft/)?$"]  # asked on the machine itself, without TLS
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60

SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # whether other names under this domain have TLS is not ours to decide
    "security.W021",  # nor whether the domain goes on the browsers' list
    "security.W002",  # our own FrameMiddleware is Django's, with the admin's own value
]
