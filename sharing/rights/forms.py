"""Forms on requests of persons, and on the steps that follow."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sharing.answers.choices import AnswerFormat
from sharing.answers.forms import MadeAnswerField
from sharing.answers.models import AccessAnswer
from sharing.consents.forms import DataCategoryKeysField
from sharing.consents.models import Consent, Objection
from sharing.core.admin import ReasonField, RegisterForm, StepForm, possible_owners
from sharing.core.dates import to_come
from sharing.core.dossiers import unseal
from sharing.core.fields import DayField, DossierField, FreeTextField, MomentField
from sharing.core.readable import named
from sharing.documents.forms import KeepsDocuments
from sharing.rights.choices import AGAINST, OUTCOMES, TO_BE_SHOWN, Decision, IdentityHow, PauseGround, Way
from sharing.rights.models import KEPT_DOCUMENT, RightsRequest
from sharing.rights.queries import clients
from sharing.rights.words import in_short

# What a new complaint is about, in the address of its form and on it.
ABOUT_REQUEST, ABOUT_DISCLOSURE = "over-verzoek", "over-verstrekking"
OWN_WORDS = _("Zonder naam en zonder dossiernummer.")


class RightsRequestForm(KeepsDocuments, RegisterForm):
    """What a person asks, when and how it came in, and for whom it is."""

    kept_sentence = KEPT_DOCUMENT

    received_at = MomentField(
        label=_("Ontvangen op"),
        help_text=_(
            "De dag en het tijdstip waarop het bij ons binnenkwam; vanaf die dag loopt de termijn. Van een brief telt "
            "de dag van de bezorging."
        ),
    )
    dossier_number = DossierField(
        label=_("Dossiernummer"),
        required=False,
        help_text=_("Leeg zolang het niet bekend is. Het nummer wordt versleuteld bewaard."),
    )

    VALUES = (
        *("kind", "received_at", "received_way", "asked", "representative", "on_behalf_of", "assigned_to"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        client, owner = self.fields["on_behalf_of"], self.fields["assigned_to"]
        client.queryset = clients()
        client.empty_label = _("Nee, wij zijn zelf verantwoordelijk")
        owner.queryset = possible_owners(RightsRequest, self.instance.assigned_to_id)
        owner.label_from_instance, owner.empty_label = named, _("Nog niemand")
        if self.is_new:
            for name in (ABOUT_REQUEST, ABOUT_DISCLOSURE):
                self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)
        if not self.is_new and self.instance.dossier is not None:
            self.initial["dossier_number"] = unseal(self.instance.dossier)
        if not self.is_new and self.instance.decision:
            # What was decided on stays; who deals with it may change.
            for name in {*self.VALUES, "dossier_number"} - {"assigned_to"}:
                self.fields[name].disabled = True

    def clean_received_at(self) -> datetime:
        moment: datetime = self.cleaned_data["received_at"]
        if moment > timezone.now():
            raise forms.ValidationError(to_come(moment))
        return moment

    def values(self) -> dict[str, Any]:
        """The cleaned values by the names that the operations use."""
        return changes_in(self.cleaned_data)


def changes_in(given: Mapping[str, Any]) -> dict[str, Any]:
    """What of a request could be read, by the names that the operations use."""
    own = {name: given[name] for name in RightsRequestForm.VALUES if name in given}
    return own | ({"dossier": given["dossier_number"] or ""} if "dossier_number" in given else {})


class IdentityForm(StepForm):
    """How it was made sure who asks."""

    how = forms.ChoiceField(
        label=_("Hoe weten wij wie dit vraagt?"),
        choices=IdentityHow.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe vaststaat wie dit vraagt, of dat het niet meer nodig was.")},
    )
    on = DayField(label=_("Op"), error_messages={"required": _("Vul in op welke dag dit is nagegaan.")})
    note = FreeTextField(
        label=_("Toelichting"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Verplicht als controle niet meer nodig was: waarom er geen twijfel is. Bewaar geen kopie van een "
            "identiteitsbewijs en schrijf geen nummer over."
        ),
    )


class WaitForm(StepForm):
    """What we asked the person, and since when we wait."""

    ground = forms.ChoiceField(
        label=_("Waarop wachten wij?"),
        choices=PauseGround.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Alleen bij de eerste twee staat de termijn van de wet stil. Wat wij beloofden, loopt door."
        ),
        error_messages={"required": _("Kies waarop wij wachten.")},
    )
    since = DayField(
        label=_("Gevraagd op"), error_messages={"required": _("Vul in op welke dag wij dit vroegen.")}
    )
    note = FreeTextField(
        label=_("Wat vroegen wij?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=OWN_WORDS,
        error_messages={"required": _("Schrijf op wat wij vroegen.")},
    )


class StopWaitingForm(StepForm):
    """When the answer came."""

    until = DayField(
        label=_("Antwoord ontvangen op"),
        help_text=_("Komt er geen antwoord meer? Vul dan de dag in waarop wij niet langer wachten."),
        error_messages={"required": _("Vul in op welke dag het antwoord kwam.")},
    )
    note = ReasonField(
        label=_("Wat kwam er binnen?"),
        help_text=OWN_WORDS,
        error_messages={"required": _("Schrijf op wat er binnenkwam.")},
    )


class ExtendForm(StepForm):
    """Why it takes longer, and when the person heard that."""

    note = FreeTextField(
        label=_("Waarom duurt het langer?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Alleen omdat het verzoek ingewikkeld is of omdat er veel tegelijk zijn (art. 12, lid 3, AVG). De "
            "betrokkene krijgt dit te horen."
        ),
        error_messages={"required": _("Schrijf op waarom het langer duurt.")},
    )
    told_on = DayField(
        label=_("Verteld op"),
        required=False,
        help_text=_("De verlenging telt pas als de betrokkene het hoorde. Leeg: dat moet nog."),
    )
    told_way = forms.ChoiceField(label=_("Hoe verteld"), required=False, choices=[("", "—"), *Way.choices])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("told_on") and not cleaned.get("told_way"):
            self.add_error("told_way", _("Kies hoe de betrokkene dit hoorde."))
        if cleaned.get("told_way") and not cleaned.get("told_on") and "told_on" not in self.errors:
            self.add_error("told_on", _("Vul in op welke dag de betrokkene dit hoorde."))
        return cleaned


class DecideForm(StepForm):
    """What is decided, and why."""

    decision = forms.ChoiceField(
        label=_("Besluit"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat u besluit.")},
    )
    provision = FreeTextField(
        label=_("Grond"),
        required=False,
        max_length=300,
        help_text=_(
            "Verplicht als niet (geheel) wordt gedaan wat is gevraagd: het artikel waarop dat rust, bijvoorbeeld art. "
            "17, lid 3, onder b, AVG."
        ),
    )
    note = FreeTextField(
        label=_("Reden van het besluit"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=OWN_WORDS,
        error_messages={"required": _("Schrijf op waarom dit het besluit is.")},
    )
    evidence = FreeTextField(
        label=_("Waaruit dat blijkt"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Verplicht bij ongegrond of buitensporig: wij moeten het kunnen aantonen, ook bij een eerste verzoek "
            "(art. 12, lid 5, AVG)."
        ),
    )

    upheld = forms.ModelMultipleChoiceField(
        label=_("Welke bezwaren worden toegewezen?"),
        queryset=Objection.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Alleen nodig als u deels toewijst. De andere worden afgewezen."),
    )
    consents = forms.ModelMultipleChoiceField(
        label=_("Welke toestemmingen eindigen?"),
        queryset=Consent.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Bij toewijzen zijn deze ingetrokken vanaf het moment waarop het verzoek binnenkwam; wat daarna nog is "
            "verstrekt, komt bij de afwijkingen die te beoordelen zijn."
        ),
    )

    data_categories = DataCategoryKeysField(
        label=_("Over welke gegevens gaat het?"),
        required=False,
        help_text=_(
            "Leeg: over alles in dit dossier. Wie deze gegevens van ons kreeg, hoort van het besluit (art. 19 AVG)."
        ),
    )

    field_order = ["decision", "upheld", "consents", "data_categories", "note", "provision", "evidence"]

    def __init__(
        self,
        *args: Any,
        decisions: Collection[Decision] = (),
        consents: QuerySet[Consent] | None = None,
        objections: QuerySet[Objection] | None = None,
        names_data: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not names_data:
            del self.fields["data_categories"]
        for name, rows in (("consents", consents), ("upheld", objections)):
            field: Any = self.fields[name]
            if not rows:
                del self.fields[name]
            else:
                field.queryset, field.label_from_instance = rows, in_short
        choice: Any = self.fields["decision"]
        choice.choices = [(one.value, one.label) for one in decisions]
        if (AGAINST - set(OUTCOMES)).isdisjoint(decisions):
            del self.fields["provision"]
        if TO_BE_SHOWN.isdisjoint(decisions):
            del self.fields["evidence"]


class AnsweredForm(StepForm):
    """When and how the answer was sent, with a copy of it."""

    answered_on = DayField(
        label=_("Verstuurd op"), error_messages={"required": _("Vul in op welke dag het is verstuurd.")}
    )
    answered_at = MomentField(
        label=_("Verstuurd op"),
        help_text=_("De dag en het tijdstip: met de opdrachtgever is een aantal uren afgesproken."),
    )
    way = forms.ChoiceField(
        label=_("Hoe"),
        choices=Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe het antwoord is gegeven.")},
    )
    answer = MadeAnswerField(
        label=_("Antwoord uit het verstrekkingenlog (PDF)"),
        help_text=_("De brief die is meegestuurd, als er een is gemaakt."),
    )
    answer_data = MadeAnswerField(
        label=_("Antwoord als gegevensbestand (JSON)"),
        help_text=_("Het bestand dat is meegestuurd, ook als de brief er al bij zat."),
    )
    names_recipients = forms.BooleanField(
        label=_("In het antwoord staat welke ontvangers dit weten"),
        required=False,
        help_text=_("Het overzicht om mee te sturen staat bij het verzoek, bij “Ontvangers” (art. 19 AVG)."),
    )
    note = ReasonField(
        label=_("Toelichting"),
        help_text=OWN_WORDS,
        error_messages={"required": _("Schrijf bij “Toelichting” hoe u hebt geantwoord.")},
    )

    def __init__(
        self,
        *args: Any,
        answers: QuerySet[AccessAnswer],
        has_recipients: bool = False,
        in_hours: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["answered_on" if in_hours else "answered_at"]
        if not has_recipients:
            del self.fields["names_recipients"]
        for name, of_format in (("answer", AnswerFormat.PDF), ("answer_data", AnswerFormat.JSON)):
            choice: Any = self.fields[name]
            choice.queryset = answers.filter(format=of_format)
            if not choice.queryset.exists():
                del self.fields[name]
