"""The forms with which somebody signs for who has which role."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sharing.core.admin.forms import REASON_LENGTH
from sharing.core.fields import FreeTextField

FIELD: dict[str, Any] = {"max_length": REASON_LENGTH, "widget": forms.Textarea(attrs={"rows": 3})}


class SignForm(forms.Form):
    """What the first person found; ``seen`` is a mark of the list on the screen."""

    seen = forms.CharField(widget=forms.HiddenInput)
    findings = FreeTextField(
        label=_("Wat u bent nagegaan"),
        help_text=_(
            "Bijvoorbeeld: iedereen werkt hier nog en heeft alleen rollen die bij het werk passen. Staat voorgoed bij "
            "deze beoordeling."
        ),
        **FIELD,
    )


class CountersignForm(forms.Form):
    """What the second person adds, if anything."""

    note = FreeTextField(
        label=_("Toelichting"), required=False, help_text=_("Staat voorgoed bij deze beoordeling."), **FIELD
    )


class StopForm(forms.Form):
    """Why it goes no further."""

    note = FreeTextField(label=_("Waarom niet"), help_text=_("Staat voorgoed bij deze beoordeling."), **FIELD)
