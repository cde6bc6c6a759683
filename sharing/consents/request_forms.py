"""Forms on what authorities ask, and on the two steps that follow."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sharing.consents.choices import Assessment, SecrecyKind
from sharing.consents.forms import DataCategoryKeysField
from sharing.consents.request_models import KEPT_DOCUMENT
from sharing.core.admin import NoteField, ReasonField, RegisterForm, StepForm
from sharing.core.dates import to_come
from sharing.core.dossiers import normal_number, unseal
from sharing.core.exceptions import NotUnderstood
from sharing.core.fields import DayField, FreeTextField
from sharing.core.periods import amsterdam_day, holds_on
from sharing.documents.forms import KeepsDocuments
from sharing.parties.choices import Capacity
from sharing.parties.models import Party
from sharing.reference.choices import Confidence, Jurisdiction
from sharing.reference.fields import CHOOSE
from sharing.reference.models import LegalProvision

MOST_DOSSIERS = 500


def provisions_that_oblige() -> QuerySet[LegalProvision]:
    """Provisions of Union or Dutch law; those alone oblige (AVG art. 6(3), 48)."""
    return LegalProvision.objects.exclude(jurisdiction=Jurisdiction.OTHER).order_by("citation", "code")


class CitedProvisionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not when it runs
    """A provision of the list, kept as it is cited."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(provisions_that_oblige(), to_field_name="code", empty_label=CHOOSE, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The code of the provision that is cited; nothing for what is not in the list."""
        if isinstance(value, str) and value:
            cited = provisions_that_oblige().filter(Q(code=value) | Q(citation__iexact=value.strip())).first()
            return cited.code if cited else ""
        return super().prepare_value(value)

    def label_from_instance(self, provision: LegalProvision) -> str:
        if provision.confidence == Confidence.TO_CHECK:
            return f"{provision.citation} ({provision.get_confidence_display().lower()})"
        return provision.citation


class DossiersField(forms.CharField):
    """Dossier numbers, one on each line; gives them in their normal form, each once."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"rows": 4, "autocomplete": "off", "spellcheck": "false"}
        super().__init__(widget=forms.Textarea(attrs=attrs), required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        errors: list[Any] = []
        found: dict[str, None] = {}
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_DOSSIERS:
            raise forms.ValidationError(
                _("Dit zijn %(count)d regels; noem er hoogstens %(most)d per verzoek."),
                params={"count": len(lines), "most": MOST_DOSSIERS},
            )
        for number, line in enumerate(lines, start=1):
            try:
                found[normal_number(line.strip())] = None
            except NotUnderstood as error:
                errors.append(
                    forms.ValidationError(
                        _("Regel %(line)d: %(error)s"), params={"line": number, "error": error}
                    )
                )
        if errors:
            raise forms.ValidationError(errors)
        return list(found)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed("\n".join(sorted(_lines(initial))), "\n".join(sorted(_lines(data))))


def _lines(text: Any) -> list[str]:
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]


class AuthorityRequestForm(KeepsDocuments, RegisterForm):
    """What an authority asks: which data, about whom, on which provision and until when."""

    fixed_fields = ("reference",)
    kept_sentence = KEPT_DOCUMENT

    authority = forms.ModelChoiceField(
        # Who is not registered as an authority cannot ask as one.
        # Nor as a record that went into another, but for a request in which it stands.
        Party.objects.filter(
            Q(capacities__capacity=Capacity.AUTHORITY) | Q(merged__capacities__capacity=Capacity.AUTHORITY),
            Q(merged_into__isnull=True) | Q(authority_requests__isnull=False),
        )
        .distinct()
        .order_by("name"),
        label=_("Autoriteit"),
        empty_label=CHOOSE,
        help_text=_("Staat de autoriteit er niet bij? Laat de contractbeheerder haar eerst registreren."),
    )
    legal_provision = CitedProvisionField(
        label=_("Wettelijke bepaling"),
        help_text=_(
            "De bepaling die tot verstrekken verplicht. Staat zij er niet bij? Laat haar eerst toevoegen aan de lijst "
            "van wettelijke bepalingen; alleen Nederlands recht en recht van de Unie verplichten."
        ),
    )
    data_categories = DataCategoryKeysField(
        label=_("Gegevens"),
        help_text=_("Alleen deze gegevens mogen op dit verzoek worden verstrekt."),
        error_messages={"required": _("Kies minstens één soort gegevens; meer mag op dit verzoek niet.")},
    )
    dossiers = DossiersField(
        label=_("Dossiers"),
        help_text=_(
            "Elk dossiernummer op een eigen regel; alleen hierover mag op dit verzoek worden verstrekt. Leeg: het "
            "verzoek gaat niet over bepaalde personen. De nummers worden versleuteld bewaard."
        ),
    )

    VALUES = (
        *("reference", "authority", "legal_provision", "asked", "received_on", "dossiers"),
        *("period_from", "period_until", "answer_by", "secret", "secrecy_ground", "secret_until"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_new:
            rows = self.instance.dossiers.all()
            self.initial["dossiers"] = "\n".join(sorted(unseal(row.dossier) for row in rows))

    @property
    def changed_values(self) -> list[str]:
        # The dossiers have rows of their own.
        return [name for name in super().changed_values if name != "dossiers"]

    def has_changed_anything(self) -> bool:
        return super().has_changed_anything() or "dossiers" in self.changed_data

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > amsterdam_day(timezone.now()):
            raise forms.ValidationError(to_come(day))
        return day

    def clean_legal_provision(self) -> str:
        provision: LegalProvision = self.cleaned_data["legal_provision"]
        self.cited = provision
        return provision.citation

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, cited = cleaned.get("received_on"), getattr(self, "cited", None)
        if day and cited and not holds_on(cited.first_day, cited.last_day, day):
            self.add_error(
                "legal_provision",
                _("Deze bepaling gold niet op de dag van ontvangst; kies een bepaling die toen gold."),
            )
        answer_by = cleaned.get("answer_by")
        if day and answer_by and answer_by < day:
            self.add_error("answer_by", _("Deze dag ligt voor de dag van ontvangst."))
        if cleaned.get("secret") and not (cleaned.get("secrecy_ground") or "").strip():
            self.add_error("secrecy_ground", _("Schrijf op waarom dit verzoek geheim blijft (art. 41 UAVG)."))
        if not cleaned.get("secret") and (cleaned.get("secrecy_ground") or cleaned.get("secret_until")):
            self.add_error(
                "secret", _("U vulde in waarom of tot wanneer; vink dan ook “Geheim te houden” aan.")
            )
        return cleaned

    def registered(self) -> dict[str, Any]:
        """What ``register_authority_request`` wants."""
        data = self.cleaned_data
        categories = self.fields["data_categories"].queryset.filter(pk__in=data["data_categories"])
        return {name: data[name] for name in self.VALUES} | {
            "data_categories": list(categories),
            "documents": self.changed_documents(),
        }


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

    reason = NoteField(label=_("Toelichting bij de bevestiging"), help_text=_("Wat u zelf hebt nagegaan."))


class SecrecyForm(StepForm):
    """What is decided on the secrecy of a request: kept longer, or ended earlier."""

    kind = forms.ChoiceField(
        label=_("Besluit"),
        choices=SecrecyKind.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Langer geheim houden geldt meteen. Eerder beëindigen geldt pas als een collega het bevestigt."
        ),
        error_messages={"required": _("Kies of de geheimhouding langer duurt of eerder eindigt.")},
    )
    last_day = DayField(
        label=_("Geheim tot en met"),
        required=False,
        help_text=_(
            "Vanaf de dag erna staat wat op dit verzoek is verstrekt weer in een antwoord op een inzageverzoek. Leeg, "
            "alleen bij langer geheim houden: zonder einddatum."
        ),
    )
    reason = ReasonField(
        label=_("Reden"),
        help_text=_(
            "Op welke grond, bijvoorbeeld wat de autoriteit schreef. Staat voorgoed bij het verzoek."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        ends = cleaned.get("kind") == SecrecyKind.END
        if ends and not cleaned.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", _("Vul in tot en met welke dag het verzoek nog geheim blijft."))
        return cleaned


class EndingForm(StepForm):
    """What a colleague thinks of ending the secrecy earlier."""

    AGREE, DECLINE = "agree", "decline"

    decision = forms.ChoiceField(
        label=_("Besluit"),
        choices=[(AGREE, _("De geheimhouding eindigt eerder")), (DECLINE, _("Het verzoek blijft geheim"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of de geheimhouding eerder eindigt.")},
    )
    reason = NoteField(label=_("Toelichting"), help_text=_("Wat u zelf hebt nagegaan."))


class TakeBackForm(StepForm):
    """Taking one's own proposal back."""

    reason = ReasonField(label=_("Reden van het intrekken"))
