"""Whom to tell about a leak."""

from email.utils import parseaddr

from django.conf import settings
from django.http import HttpRequest


def security_contact(request: HttpRequest) -> str:
    """The address for reports as a URI, ``mailto:`` or ``https:``."""
    return as_uri(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])


def as_uri(contact: str) -> str:
    """A mail address as ``mailto:``; anything that already names its way stays as it is."""
    return contact if ":" in contact else f"mailto:{contact}"
