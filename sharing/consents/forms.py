"""Forms on what persons decided and on what authorities ask."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sharing.consents.choices import Assessment
from sharing.core.admin import ReasonField, RegisterForm
from sharing.core.admin.records import RecordField
from sharing.core.dates import not_before
from sharing.core.dossiers import unseal
from sharing.core.fields import DossierField, FreeTextField, MomentField
from sharing.core.periods import amsterdam_day
from sharing.parties.choices import Capacity
from sharing.parties.models import Party
from sharing.reference.fields import CHOOSE, DataCategoriesField, PurposeChoiceField
from sharing.reference.models import DataCategory

ANY = _("Alle")


class DataCategoryKeysField(DataCategoriesField):
    """Data categories as the keys that an array field holds."""

    def clean(self, value: Any) -> Any:
        return sorted(category.pk for category in super().clean(value))


class PersonForm(RegisterForm):
    """A record of one person; the number is sealed by the operation, so the model's form does not hold it."""

    VALUES: tuple[str, ...] = ()

    dossier_number = DossierField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_new:
            self.initial["dossier_number"] = unseal(self.instance.dossier)
        self.fields["recipient"].widget.attrs["placeholder"] = ANY
        self.fields["purpose"].empty_label = ANY

    def corrected(self) -> dict[str, Any]:
        """What a correction is about."""
        return self.values()

    def values(self) -> dict[str, Any]:
        """The cleaned values by the names that the operations use."""
        own = {name: self.cleaned_data[name] for name in self.VALUES}
        return own | {"dossier": self.cleaned_data["dossier_number"]}


class ConsentForm(PersonForm):
    """A consent: of whom, for what and when."""

    recipient = RecordField(Party, label=_("Ontvanger"), required=False)
    purpose = PurposeChoiceField(label=_("Doeleinde"), required=False)
    data_categories = DataCategoryKeysField(
        label=_("Gegevens"), error_messages={"required": _("Kies minstens één soort gegevens.")}
    )
    given_at = MomentField(label=_("Gegeven op"))
    withdrawn_at = MomentField(
        label=_("Ingetrokken op"),
        required=False,
        help_text=_("Alleen om een vastgelegde intrekking te corrigeren."),
    )

    VALUES = ("recipient", "purpose", "data_categories", "explicit", "given_at", "evidence")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_new or self.instance.withdrawn_at is None:
            del self.fields["withdrawn_at"]  # withdrawing is a step of its own

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        given, withdrawn = cleaned.get("given_at"), cleaned.get("withdrawn_at")
        if given and withdrawn:
            cleaned["withdrawn_at"] = not_before(withdrawn, given)
        return cleaned

    def corrected(self) -> dict[str, Any]:
        """What ``correct_consent`` wants."""
        data = self.cleaned_data
        return self.values() | ({"withdrawn_at": data["withdrawn_at"]} if "withdrawn_at" in data else {})

    def given(self) -> dict[str, Any]:
        """What ``give_consent`` wants."""
        values = self.values()
        return values | {
            "data_categories": list(DataCategory.objects.filter(pk__in=values["data_categories"]))
        }

    def clean_given_at(self) -> datetime:
        moment = self.cleaned_data["given_at"]
        if moment > timezone.now():
            raise forms.ValidationError(
                _("Dit moment ligt in de toekomst. Leg een toestemming vast als zij is gegeven.")
            )
        return moment


class WithdrawalForm(forms.Form):
    """When a consent was withdrawn; that moment no longer counts."""

    withdrawn_at = MomentField(
        label=_("Ingetrokken op"),
        help_text=_("Vanaf dit moment mag er op deze toestemming niets meer worden verstrekt."),
    )
    reason = ReasonField(label=_("Reden van de vastlegging"))

    def clean_withdrawn_at(self) -> datetime:
        moment = self.cleaned_data["withdrawn_at"]
        if moment > timezone.now():
            raise forms.ValidationError(
                _("Dit moment ligt in de toekomst. Leg een intrekking vast als die is gedaan.")
            )
        return moment


class ObjectionForm(PersonForm):
    """An objection against a recipient or purpose, or a restriction on the whole dossier."""

    recipient = RecordField(
        Party,
        label=_("Ontvanger"),
        required=False,
        help_text=_(
            "Noem bij een bezwaar een ontvanger, een doeleinde of beide. Een beperking geldt voor het hele "
            "dossier."
        ),
    )
    purpose = PurposeChoiceField(label=_("Doeleinde"), required=False)
    in_force_from = MomentField(label=_("Geldt vanaf"))
    in_force_until = MomentField(
        label=_("Geldt tot"), required=False, help_text=_("Leeg laten zolang er geen einde is.")
    )

    VALUES = (
        *("kind", "recipient", "purpose", "decision"),
        *("in_force_from", "in_force_until", "explanation"),
    )


class AuthorityRequestForm(RegisterForm):
    """What an authority asks."""

    fixed_fields = ("reference",)

    authority = forms.ModelChoiceField(
        # Who is not registered as an authority cannot ask as one.
        Party.objects.filter(capacities__capacity=Capacity.AUTHORITY).distinct().order_by("name"),
        label=_("Autoriteit"),
        empty_label=CHOOSE,
        help_text=_("Staat de autoriteit er niet bij? Laat de contractbeheerder haar eerst registreren."),
    )

    VALUES = ("reference", "authority", "legal_provision", "asked", "received_on")

    def clean_received_on(self) -> date:
        day = self.cleaned_data["received_on"]
        if day > amsterdam_day(timezone.now()):
            raise forms.ValidationError(_("Deze dag ligt in de toekomst."))
        return day


class StepForm(forms.Form):
    """A decision on a record; ``version`` is the record as it stood on the screen (``version_of``)."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)


class AssessmentForm(StepForm):
    """The first person's conclusion on an authority's request."""

    assessment = forms.ChoiceField(
        label=_("Beoordeling"),
        choices=Assessment.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of aan het verzoek wordt voldaan.")},
    )
    note = FreeTextField(
        label=_("Toelichting"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Is de bepaling de juiste, is de autoriteit bevoegd, en is niet meer gevraagd dan nodig?"
        ),
        error_messages={"required": _("Licht de beoordeling toe.")},
    )


class ConfirmationForm(StepForm):
    """The second person's agreement; nothing to fill in but why."""

    reason = ReasonField(label=_("Toelichting bij de bevestiging"), help_text=_("Wat u zelf hebt nagegaan."))
