"""The scripts that every form of the admin has."""

from django.templatetags.static import static
from django.utils.html import format_html


def form_scripts() -> str:
    """What is typed at once counts as a change."""
    return format_html('<script src="{}"></script>', static("sharing/unsaved.js"))
