"""Forms on complaints: what each is about, and who deals with it."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sharing.core.admin import NoteField, StepForm
from sharing.core.dutch import day_in_words
from sharing.core.fields import WholeNumberField
from sharing.core.periods import amsterdam_day
from sharing.core.readable import named
from sharing.disclosures.models import Disclosure
from sharing.rights.forms import OWN_WORDS
from sharing.rights.models import RightsRequest
from sharing.rights.subjects import Subject


class SubjectForm(StepForm):
    """One request or one disclosure."""

    about_request = forms.ModelChoiceField(
        label=_("Een verzoek van deze persoon"),
        queryset=RightsRequest.objects.none(),
        required=False,
        empty_label=_("Geen"),
    )
    about_disclosure = WholeNumberField(
        label=_("Of een verstrekking: haar nummer"),
        required=False,
        min_value=1,
        max_value=2**63 - 1,
        help_text=_(
            "Het nummer staat boven de verstrekking, zoals “Verstrekking 12”. Op haar scherm legt u met “Klacht "
            "hierover” ook een nieuwe klacht vast."
        ),
    )
    note = NoteField(label=_("Waaruit dat blijkt"), help_text=OWN_WORDS)

    def __init__(
        self, *args: Any, asked: QuerySet[RightsRequest], told: QuerySet[Disclosure], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._told = told
        field: Any = self.fields["about_request"]
        field.queryset = asked
        field.label_from_instance = lambda row: f"{row} ({day_in_words(amsterdam_day(row.received_at))})"

    def clean_about_disclosure(self) -> Disclosure | None:
        number = self.cleaned_data["about_disclosure"]
        if number is None:
            return None
        found = self._told.filter(pk=number).first()
        if found is None:
            raise forms.ValidationError(
                _(
                    "Deze verstrekking is er niet, gaat over een ander dossier, of is van na de klacht. Controleer "
                    "het nummer."
                )
            )
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        names = ("about_request", "about_disclosure")
        named = sum(cleaned.get(name) is not None for name in names)
        if self.errors.keys().isdisjoint(names) and named != 1:
            self.add_error("about_request", _("Noem één verzoek of één verstrekking."))
        return cleaned

    @property
    def about(self) -> Subject:
        """What was chosen."""
        found: Subject = self.cleaned_data["about_request"] or self.cleaned_data["about_disclosure"]
        return found


class HandlerForm(StepForm):
    """Who deals with the complaint."""

    handler = forms.ModelChoiceField(
        label=_("Behandelaar"),
        queryset=get_user_model().objects.none(),
        empty_label=_("Kies…"),
        error_messages={
            "required": _("Kies wie deze klacht behandelt."),
            "invalid_choice": _(
                "Deze collega was betrokken bij waar de klacht over gaat, of mag verzoeken niet behandelen. Kies een "
                "ander."
            ),
        },
    )
    note = NoteField(label=_("Toelichting"), help_text=OWN_WORDS)

    def __init__(self, *args: Any, handlers: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["handler"]
        field.queryset, field.label_from_instance = handlers, named
