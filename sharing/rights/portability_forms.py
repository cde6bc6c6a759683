"""Forms on data that a person takes along (AVG art. 20)."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing.core.admin import NoteField, ReasonField, StepForm
from sharing.core.fields import DayField
from sharing.disclosures.forms import DisclosureForm
from sharing.disclosures.intake.channels import Raw
from sharing.reference.choices import LegalBasis
from sharing.rights.choices import Way
from sharing.rights.forms import OWN_WORDS
from sharing.rights.portability import GROUNDS, Processed, conditions_of
from sharing.rights.words import conditions_in_words


class MakePortableForm(StepForm):
    """Which data go along; ticked at first is what meets all three conditions by the register."""

    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("Welke gegevens gaan mee?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Kies minstens één soort gegevens uit de lijst."),
            "invalid_choice": gettext_lazy("Kies minstens één soort gegevens uit de lijst."),
        },
        help_text=gettext_lazy(
            "Alleen wat de betrokkene zelf gaf, digitaal wordt verwerkt, met toestemming of voor een overeenkomst "
            "(artikel 20, lid 1, AVG). Aangevinkt is wat volgens het register aan alle drie voldoet; u beslist."
        ),
    )
    note = ReasonField(
        label=gettext_lazy("Waarom deze gegevens"),
        help_text=OWN_WORDS,
        error_messages={"required": gettext_lazy("Schrijf op waarom deze gegevens meegaan, en andere niet.")},
    )

    def __init__(self, *args: Any, processed: Collection[Processed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["chosen"]
        field.choices = [
            (one.key, f"{one.category_name}, {one.activity_name}: {_each_condition(one)}")
            for one in processed
        ]
        self.initial.setdefault("chosen", [one.key for one in processed if conditions_of(one).met])


def _each_condition(one: Processed) -> str:
    """What the register says of each condition, after the name of it."""
    names = (_("Van de betrokkene"), _("Digitaal"), _("Grondslag"))
    return "; ".join(f"{name}: {said}" for name, said in zip(names, conditions_in_words(one), strict=True))


class ToPersonForm(StepForm):
    """When and how the person got the file."""

    delivered_on = DayField(
        label=gettext_lazy("Overgedragen op"),
        error_messages={"required": gettext_lazy("Vul in op welke dag het bestand is overgedragen.")},
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Hoe"),
        choices=[one for one in Way.choices if one[0] != Way.PHONE],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies hoe het bestand is overgedragen.")},
    )
    note = NoteField(label=gettext_lazy("Toelichting"), help_text=OWN_WORDS)


class ToPartyForm(DisclosureForm):
    """The disclosure to another organisation that the delivery is: of whom and which data the file says."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    note = NoteField(label=gettext_lazy("Toelichting"), help_text=OWN_WORDS)

    LEFT_OUT = (
        *("disclosed_at", "dossier", "data_categories", "on_behalf_of", "authority_request"),
        *("restriction_exception", "deviation_reason", "legal_provision"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.LEFT_OUT:
            del self.fields[name]
        basis: Any = self.fields["legal_basis"]
        basis.choices = [("", _("Kies…")), *(one for one in LegalBasis.choices if one[0] in GROUNDS)]

    def entry(self, moment: str) -> Raw:
        """The disclosure at that moment in the words of the exchange format, without of whom and which data."""
        data = self.cleaned_data
        country = data["destination_country"]
        return Raw(
            disclosed_at=moment,
            description=data["description"],
            recipient=data["recipient"].code,
            capacity=data["capacity"],
            subject_category=data["subject_category"].code,
            purpose=data["purpose"].code,
            legal_basis=data["legal_basis"],
            destination_country=country.code if country else "",
            channel=data["channel"],
        )

    def clean(self) -> dict[str, Any]:
        return forms.Form.clean(self) or self.cleaned_data
