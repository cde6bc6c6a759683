"""Names for the fields of the windows in which a link is made, which Wagtail leaves in English."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import choosers

_WINDOWS = (
    choosers.ExternalLinkChooserForm,
    choosers.AnchorLinkChooserForm,
    choosers.EmailLinkChooserForm,
    choosers.PhoneLinkChooserForm,
)


def name_fields() -> None:
    """Wagtail gives these fields no label that can be translated: each gets one of ours, in every window."""
    labels = {
        "link_text": _("Tekst van de link"),
        "email_address": _("E-mailadres"),
        "subject": _("Onderwerp"),
        "body": _("Bericht"),
        "phone_number": _("Telefoonnummer"),
    }
    for window in _WINDOWS:
        for name, field in window.base_fields.items():
            field.label = labels.get(name, field.label)
    choosers.AnchorLinkChooserForm.base_fields["url"].label = _("Naam van het anker op deze pagina")
