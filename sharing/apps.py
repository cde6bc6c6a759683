from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharingConfig(AppConfig):
    """The register of everyone personal data is shared with."""

    name = "sharing"
    verbose_name = _("Privacyregister")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sharing.core.admin.report_exports import (
            neutralise_exports,  # Wagtail's reports need loaded models
        )

        neutralise_exports()
