"""Choosing two records of one organisation, saying what holds, and deciding about a proposal."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing.core.admin import NoteField, RecordField
from sharing.parties.merging import KEPT, MERGED, differing
from sharing.parties.models import Party
from sharing.parties.queries import said, why_not_joined, why_not_proposed
from sharing.relations.merger_held import in_words, label_of

THIS, OTHER = "this", "other"


class OtherRecordForm(forms.Form):
    """Which record is the same organisation, and which of both stays."""

    other = RecordField(
        Party,
        label=gettext_lazy("De andere partij"),
        help_text=gettext_lazy("Typ een deel van de naam, of de code, en kies."),
        error_messages={"required": gettext_lazy("Kies de partij die dezelfde organisatie is.")},
    )
    stays = forms.ChoiceField(
        label=gettext_lazy("Welke blijft?"),
        widget=forms.RadioSelect,
        initial=THIS,
        help_text=gettext_lazy("Onder deze naam en code kent iedereen de organisatie daarna."),
    )

    def __init__(self, *args: Any, party: Party, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.party = party
        stays: Any = self.fields["stays"]
        stays.choices = [(THIS, f"{party.name} ({party.code})"), (OTHER, _("De andere partij"))]

    def clean_other(self) -> Party:
        other: Party = self.cleaned_data["other"]
        if other.pk == self.party.pk:
            raise forms.ValidationError(_("Dit is deze partij zelf. Kies de andere."))
        if other.merged_into is not None:
            words = {"gone": other.name, "stays": f"{other.merged_into.name} ({other.merged_into.code})"}
            raise forms.ValidationError(
                _("%(gone)s is al samengevoegd met %(stays)s. Kies die partij.") % words
            )
        return other

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        other, stays = cleaned.get("other"), cleaned.get("stays")
        if other is not None and stays:
            merged, kept = (self.party, other) if stays == OTHER else (other, self.party)
            if wrong := why_not_joined(merged, kept) or why_not_proposed(merged):
                self.add_error("stays", wrong)
        return cleaned


class MergeForm(forms.Form):
    """What holds of every field in which both differ, and why this is one organisation."""

    seen_merged = forms.CharField(widget=forms.HiddenInput)
    seen_kept = forms.CharField(widget=forms.HiddenInput)
    reason = NoteField(
        label=gettext_lazy("Waarom is dit dezelfde organisatie?"),
        help_text=gettext_lazy(
            "Waaraan u dat ziet: een nummer, een adres, een bericht. Staat voorgoed in de historie; noem geen personen."
        ),
    )

    def __init__(self, *args: Any, merged: Party, kept: Party, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differ = [one.name for one in differing(said(kept), said(merged))]
        for name in self.differ:
            self.fields[f"choice_{name}"] = forms.ChoiceField(
                label=label_of(name),
                choices=[(KEPT, in_words(kept, name)), (MERGED, in_words(merged, name))],
                widget=forms.RadioSelect,
                error_messages={"required": gettext_lazy("Kies wat geldt.")},
            )
        self.order_fields([*(f"choice_{name}" for name in self.differ), "reason"])

    @property
    def choices(self) -> dict[str, str]:
        """Per field that differs whose value holds."""
        return {name: self.cleaned_data[f"choice_{name}"] for name in self.differ}


class PartForm(forms.Form):
    """Why a record is an organisation of its own after all."""

    seen_merged = forms.CharField(widget=forms.HiddenInput)
    seen_kept = forms.CharField(widget=forms.HiddenInput)
    reason = NoteField(label=gettext_lazy("Waarom is dit toch een andere organisatie?"))


class DecideForm(forms.Form):
    """What a colleague decides about the proposal as it was shown."""

    CONFIRM, DECLINE = "confirm", "decline"

    version = forms.CharField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=gettext_lazy("Uw besluit"),
        choices=[
            (CONFIRM, gettext_lazy("Bevestigen: het gebeurt meteen")),
            (DECLINE, gettext_lazy("Afwijzen: er verandert niets")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wat u besluit.")},
    )
    reason = NoteField(label=gettext_lazy("Toelichting"))


class TakeBackForm(forms.Form):
    """Who proposed it, takes it back."""

    version = forms.CharField(widget=forms.HiddenInput)
    reason = NoteField(label=gettext_lazy("Waarom trekt u het in?"))
