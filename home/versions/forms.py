"""What is typed to withdraw a version."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 2000


class WithdrawalForm(forms.Form):
    """Why a version is withdrawn, in words for readers."""

    explanation = forms.CharField(
        label=_("Waarom wordt deze versie ingetrokken?"),
        max_length=MOST,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("In gewone woorden: lezers zien dit bij de versie."),
        error_messages={"required": _("Schrijf waarom deze versie wordt ingetrokken; lezers zien dit.")},
    )
