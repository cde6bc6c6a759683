"""Whom to tell about a leak."""

from email.utils import parseaddr

from django.conf import settings

from sharing import public


def security_contact() -> str:
    """The address for reports as a URI, ``mailto:`` or ``https:``; the sender of mail until one is filled in."""
    chosen = public.OrganisationSettings.current().security_contact
    return as_uri(chosen or parseaddr(settings.DEFAULT_FROM_EMAIL)[1])


def as_uri(contact: str) -> str:
    """A mail address as ``mailto:``; anything that already names its way stays as it is."""
    return contact if ":" in contact else f"mailto:{contact}"
