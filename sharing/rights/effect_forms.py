"""Forms on what a request does in the register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sharing.consents.choices import RestrictionGround
from sharing.core.admin import NoteField, StepForm
from sharing.core.admin.records import RecordField
from sharing.parties.models import Party
from sharing.reference.fields import PurposeChoiceField
from sharing.rights.forms import OWN_WORDS


class RecordForm(StepForm):
    """What the person asks, as it stands among the objections and restrictions."""

    recipient = RecordField(Party, label=_("Ontvanger"), required=False)
    purpose = PurposeChoiceField(label=_("Doeleinde"), required=False)
    restriction_ground = forms.ChoiceField(
        label=_("Waarom wordt het gebruik beperkt?"),
        choices=RestrictionGround.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _(
                "Kies waarom het gebruik wordt beperkt (artikel 18, lid 1, onder a tot en met d, AVG)."
            )
        },
    )
    until_answered = forms.BooleanField(
        label=_("De betrokkene vraagt om tot het besluit niets te verstrekken"),
        required=False,
        help_text=_("Dan geldt vanaf nu een beperking (artikel 18, lid 1, onder d, AVG)."),
    )
    note = NoteField(label=_("Toelichting"), help_text=OWN_WORDS)

    def __init__(self, *args: Any, is_restriction: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        absent = ("recipient", "purpose", "until_answered") if is_restriction else ("restriction_ground",)
        for name in absent:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        names = ("recipient", "purpose")
        named = any(cleaned.get(name) for name in names)
        if "recipient" in self.fields and not named and self.errors.keys().isdisjoint(names):
            self.add_error("recipient", _("Noem bij een bezwaar een ontvanger of een doeleinde."))
        return cleaned


class RestrictForm(StepForm):
    """Why nothing is disclosed until there is an answer."""

    note = NoteField(label=_("Waarom vraagt de betrokkene dit?"), help_text=OWN_WORDS)
