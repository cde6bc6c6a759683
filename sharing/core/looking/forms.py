"""Which dossier, and why: asked whenever somebody wants to see what is kept of one person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sharing.core.bsn import without_bsn
from sharing.core.exceptions import NotUnderstood
from sharing.core.fields import DossierField
from sharing.core.looking.choices import ASKED
from sharing.core.looking.rules import LONGEST_NOTE, why_not_looked


class ReasonToLookForm(forms.Form):
    """Why somebody looks at a dossier whose number is known already (``number``, in its normal form)."""

    number = ""

    reason = forms.ChoiceField(
        label=_("Waarom"),
        choices=[("", _("Kies een reden")), *ASKED],
        error_messages={
            "required": _("Kies waarom u dit dossier bekijkt."),
            "invalid_choice": _("Kies een reden uit de lijst."),
        },
    )
    note = forms.CharField(
        label=_("Toelichting"),
        max_length=LONGEST_NOTE,
        required=False,
        help_text=_("Verplicht bij “Anders”. Zonder naam en zonder dossiernummer."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "note" in cleaned:
            note, number = cleaned["note"], self.number_meant(cleaned)
            for wrong in why_not_looked(cleaned.get("reason"), note.strip(), number):
                self.add_error(wrong.field, wrong.message)
            try:
                without_bsn(note)
            except NotUnderstood as error:
                self.add_error("note", str(error))
        return cleaned

    def number_meant(self, cleaned: dict[str, Any]) -> str:
        """The number of the dossier in its normal form; empty when it is not known (yet)."""
        return self.number


class LookForm(ReasonToLookForm):
    """A dossier by its number, and why."""

    dossier = DossierField(label=_("Dossiernummer"))

    field_order = ["dossier", "reason", "note"]

    def number_meant(self, cleaned: dict[str, Any]) -> str:
        return str(cleaned.get("dossier", ""))
