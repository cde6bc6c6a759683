"""Forms on what persons decided: consents, objections and restrictions."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sharing.commitments.models import CommitmentSet
from sharing.consents.choices import ObjectionDecision, ObjectionKind
from sharing.consents.models import KEPT_EVIDENCE
from sharing.core.admin import ReasonField, RegisterForm
from sharing.core.admin.records import RecordField
from sharing.core.dates import not_before, to_come
from sharing.core.dossiers import unseal
from sharing.core.dutch import instant_in_words
from sharing.core.fields import DayField, DossierField, MomentField
from sharing.core.periods import amsterdam_day
from sharing.documents.forms import KeepsDocuments
from sharing.parties.models import Party
from sharing.reference.fields import DataCategoriesField, PurposeChoiceField
from sharing.reference.models import DataCategory

ANY = _("Alle")


class DataCategoryKeysField(DataCategoriesField):
    """Data categories as the keys that an array field holds."""

    def clean(self, value: Any) -> Any:
        return sorted(category.pk for category in super().clean(value))


class PersonForm(KeepsDocuments, RegisterForm):
    """A record of one person; the number is sealed by the operation, so the model's form does not hold it."""

    VALUES: tuple[str, ...] = ()
    kept_sentence = KEPT_EVIDENCE

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
    for_any = forms.BooleanField(
        label=_("Wat leeg is, geldt voor alles"),
        required=False,
        help_text=_(
            "Alleen aanvinken als de betrokkene toestemming gaf voor elke ontvanger of elk doeleinde. Een toestemming "
            "hoort specifiek te zijn (artikel 4, onder 11, AVG)."
        ),
    )
    given_at = MomentField(
        label=_("Gegeven op"), help_text=_("Bij een weigering: wanneer de betrokkene nee zei.")
    )
    withdrawn_at = MomentField(
        label=_("Ingetrokken op"),
        required=False,
        help_text=_("Alleen om een vastgelegde intrekking te corrigeren."),
    )

    VALUES = (
        *("recipient", "purpose", "data_categories", "explicit", "given_at", "evidence"),
        *("given_by", "refused", "statement_version"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = self.fields["statement_version"]
        versions.empty_label = _("Niet bekend")
        versions.queryset = CommitmentSet.objects.order_by("-version")
        if self.is_new:
            versions.queryset = versions.queryset.standing()
            in_force = CommitmentSet.objects.in_force_before(timezone.now())
            self.initial.setdefault("statement_version", in_force.values_list("pk", flat=True).first())
        else:
            self.initial["for_any"] = not (self.instance.recipient_id and self.instance.purpose_id)
        if self.is_new or self.instance.withdrawn_at is None:
            del self.fields["withdrawn_at"]  # withdrawing is a step of its own

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        given, withdrawn = cleaned.get("given_at"), cleaned.get("withdrawn_at")
        if given and withdrawn:
            cleaned["withdrawn_at"] = not_before(withdrawn, given)
        if not cleaned.get("refused"):
            self._ask_what_is_empty(cleaned)
            if not (cleaned.get("evidence") or "").strip() and not self.has_documents:
                self.add_error(
                    "evidence",
                    _(
                        "Waar blijkt de toestemming uit? Wij moeten haar kunnen aantonen (artikel 7, lid 1, AVG); noem "
                        "bijvoorbeeld het ondertekende formulier en waar het ligt, of voeg het hieronder toe."
                    ),
                )
        return cleaned

    def _ask_what_is_empty(self, cleaned: dict[str, Any]) -> None:
        """What is left empty counts for all; nobody means that by accident."""
        empty = [name for name in ("recipient", "purpose") if name in cleaned and not cleaned[name]]
        if len(empty) == 1 and not cleaned.get("for_any"):
            message = (
                _("U noemt geen ontvanger: dan geldt de toestemming voor elke ontvanger.")
                if empty == ["recipient"]
                else _("U noemt geen doeleinde: dan geldt de toestemming voor elk doeleinde.")
            )
            remedy = _("Kies er een, of vink “Wat leeg is, geldt voor alles” aan als dat zo is bedoeld.")
            self.add_error(empty[0], forms.ValidationError(f"{message} {remedy}", code="for-any"))

    def corrected(self) -> dict[str, Any]:
        """What ``correct_consent`` wants."""
        data = self.cleaned_data
        return self.values() | ({"withdrawn_at": data["withdrawn_at"]} if "withdrawn_at" in data else {})

    def given(self) -> dict[str, Any]:
        """What ``give_consent`` wants."""
        values = self.values()
        return values | {
            "data_categories": list(DataCategory.objects.filter(pk__in=values["data_categories"])),
            "documents": self.changed_documents(),
        }

    def clean_given_at(self) -> datetime:
        moment = self.cleaned_data["given_at"]
        if moment > timezone.now():
            raise forms.ValidationError(to_come(moment))
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
            raise forms.ValidationError(to_come(moment))
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
    received_at = MomentField(label=_("Ontvangen op"), required=False)
    in_force_from = MomentField(label=_("Geldt vanaf"))
    in_force_until = MomentField(
        label=_("Geldt tot"), required=False, help_text=_("Leeg laten zolang er geen einde is.")
    )
    informed_on = DayField(
        label=_("Ingelicht op"),
        required=False,
        help_text=_(
            "Verplicht als een beperking eindigt: wanneer de betrokkene is ingelicht vóórdat de beperking wordt "
            "opgeheven (artikel 18, lid 3, AVG)."
        ),
    )

    VALUES = (
        *("kind", "recipient", "purpose", "received_at", "restriction_ground", "decision", "decision_reason"),
        *("in_force_from", "in_force_until", "informed_on", "explanation"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_new and self.instance.decision == ObjectionDecision.PENDING:
            # Deciding is a step of its own.
            del self.fields["decision"], self.fields["decision_reason"]

    def values(self) -> dict[str, Any]:
        present = {name for name in self.VALUES if name in self.fields}
        own = {name: self.cleaned_data[name] for name in self.VALUES if name in present}
        return own | {"dossier": self.cleaned_data["dossier_number"]}

    def clean_received_at(self) -> datetime | None:
        moment: datetime | None = self.cleaned_data["received_at"]
        if moment and moment > timezone.now():
            raise forms.ValidationError(to_come(moment))
        return moment

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        restriction = cleaned.get("kind") == ObjectionKind.RESTRICTION
        if restriction and not cleaned.get("restriction_ground") and "restriction_ground" in cleaned:
            self.add_error(
                "restriction_ground",
                _("Kies waarom het gebruik wordt beperkt (artikel 18, lid 1, onder a tot en met d, AVG)."),
            )
        until, informed = cleaned.get("in_force_until"), cleaned.get("informed_on")
        if restriction and until and not informed and "informed_on" in cleaned:
            self.add_error(
                "informed_on",
                _(
                    "Vul in wanneer de betrokkene is ingelicht; dat gebeurt vóórdat de beperking wordt opgeheven."
                ),
            )
        if restriction and until and informed and informed > amsterdam_day(until):
            self.add_error(
                "informed_on",
                _("De betrokkene is pas na het einde ingelicht; dat moet ervoor. Controleer beide datums."),
            )
        self._refuse_at_fields(cleaned, restriction=restriction)
        return cleaned

    def _refuse_at_fields(self, cleaned: dict[str, Any], *, restriction: bool) -> None:
        """What the table would refuse too, of the whole record: here it stands at the field that can be improved."""
        start, until = cleaned.get("in_force_from"), cleaned.get("in_force_until")
        if start and until and until < start:
            words = _("%(late)s ligt voor “Geldt vanaf” (%(early)s); verbeter een van beide.")
            said = {"late": instant_in_words(until), "early": instant_in_words(start)}
            self.add_error("in_force_until", words % said)
        against = [name for name in ("recipient", "purpose") if cleaned.get(name)]
        if restriction:
            for name in against:
                self.add_error(
                    name, _("Een beperking geldt voor het hele dossier; laat ontvanger en doeleinde leeg.")
                )
        elif cleaned.get("kind"):
            if not against and {"recipient", "purpose"} <= cleaned.keys():
                self.add_error("recipient", _("Noem bij een bezwaar een ontvanger of een doeleinde."))
            if cleaned.get("restriction_ground"):
                self.add_error(
                    "restriction_ground", _("Alleen een beperking heeft een grond van artikel 18, lid 1.")
                )


class DecisionForm(forms.Form):
    """What is decided on an objection or restriction, and why."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    decision = forms.ChoiceField(
        label=_("Besluit"),
        choices=[one for one in ObjectionDecision.choices if one[0] != ObjectionDecision.PENDING],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of u toewijst of afwijst.")},
    )
    in_force_from = MomentField(
        label=_("Geldt vanaf"),
        help_text=_("Vanaf dit moment houdt een toegewezen bezwaar verstrekkingen tegen."),
    )
    reason = ReasonField(
        label=_("Reden van het besluit"),
        error_messages={"required": _("Schrijf op waarom dit het besluit is.")},
    )


class LiftForm(forms.Form):
    """When a restriction ends, and when the person was told (art. 18(3))."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    informed_on = DayField(
        label=_("Ingelicht op"),
        help_text=_("De dag waarop de betrokkene hoorde dat de beperking eindigt."),
        error_messages={"required": _("Vul in wanneer de betrokkene is ingelicht; dat gebeurt vooraf.")},
    )
    until = MomentField(label=_("Geldt tot"), help_text=_("Vanaf dit moment mag er weer worden verstrekt."))
    reason = ReasonField(label=_("Reden"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        informed = cleaned.get("informed_on")
        if informed and informed > amsterdam_day(timezone.now()):
            self.add_error("informed_on", to_come(informed))
        return cleaned
