import logging
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from sharing.core.logfilters import WithoutNumbers
from sharing.core.uncut import nothing_is_cut


class SharingConfig(AppConfig):
    """The register of everyone personal data is shared with."""

    name = "sharing"
    verbose_name = _("Privacyregister")
    default_auto_field = "django.db.models.BigAutoField"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nothing_is_cut()  # before the models, whose modules make forms

    def ready(self) -> None:
        # Wagtail's reports and forms need loaded models.
        from sharing.core.admin.dates import use_one_field_for_each
        from sharing.core.admin.report_exports import neutralise_exports

        # Listens: consents know nothing of the log that rests on them.
        from sharing.disclosures import oppositions, withdrawals  # noqa: F401

        for refusals in ("django.request", "django.security.csrf"):
            logging.getLogger(refusals).addFilter(WithoutNumbers())
        neutralise_exports()
        use_one_field_for_each()
