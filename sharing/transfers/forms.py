"""The form of a transfer."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sharing.core.admin import RegisterForm
from sharing.transfers.choices import SAFEGUARDS, Mechanism


class TransferForm(RegisterForm):
    """Asks for what belongs to the mechanism, and refuses what does not."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        mechanism = cleaned.get("mechanism")
        if mechanism and mechanism != Mechanism.ADEQUACY and cleaned.get("inside_scope") is not None:
            self.add_error(
                "inside_scope",
                _("Dit geldt alleen bij een adequaatheidsbesluit. Kies “Onbekend” bij dit mechanisme."),
            )
        if mechanism and mechanism not in SAFEGUARDS and cleaned.get("tia_date"):
            self.add_error(
                "tia_date",
                _("Een TIA hoort bij een waarborg van artikel 46 of 47. Laat dit leeg bij dit mechanisme."),
            )
        return cleaned
