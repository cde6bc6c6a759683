"""What the screen of one's calendar asks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sharing.core.admin.forms import ReasonField


class MakeAddressForm(forms.Form):
    """A new address; why is kept with it."""

    reason = ReasonField(
        label=_("Waarvoor"),
        help_text=_("Bijvoorbeeld: in mijn agenda op kantoor."),
        error_messages={"required": _("Schrijf op waarvoor u het adres gebruikt.")},
    )


class WithdrawAddressForm(forms.Form):
    reason = ReasonField(
        label=_("Waarom trekt u het adres in?"),
        error_messages={"required": _("Schrijf op waarom u het adres intrekt.")},
    )
