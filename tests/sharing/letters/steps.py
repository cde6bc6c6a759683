"""What letters need before one can be made."""

from wagtail.models import Site

from sharing.core.actor import system_user
from sharing.letters.operations import load_letter_templates
from sharing.organisation.models import OrganisationSettings


def letters_ready() -> None:
    """The texts of this release, and an organisation to write from."""
    load_letter_templates(by=system_user(), reason="Teksten van deze uitgave")
    OrganisationSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True),
        defaults={"organisation": "De organisatie", "email": "privacy@voorbeeld.example"},
    )
