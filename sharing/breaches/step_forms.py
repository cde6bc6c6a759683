"""Forms on the steps of a breach."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sharing.breaches.choices import (
    NotInformed,
    PersonsDecision,
    Phase,
    ReportDecision,
    RiskLevel,
    ToldHow,
)
from sharing.breaches.forms import OWN_WORDS
from sharing.core.admin import NoteField, StepForm
from sharing.core.fields import DayField, FreeTextField, MomentField, WholeNumberField


class NoteForm(StepForm):
    """Why, and nothing else."""

    note = FreeTextField(
        label=_("Toelichting"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=OWN_WORDS,
        error_messages={"required": _("Schrijf op waarom.")},
    )


class CloseForm(NoteForm):
    """What came of it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note = self.fields["note"]
        note.label, note.error_messages["required"] = _("Conclusie"), _("Schrijf op wat de uitkomst is.")


class AssessForm(StepForm):
    """The risk, and whether it is reported."""

    risk = forms.ChoiceField(
        label=_("Risico voor de betrokkenen"),
        choices=RiskLevel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe groot het risico is.")},
    )
    decision = forms.ChoiceField(
        label=_("Melden?"),
        choices=ReportDecision.choices,
        widget=forms.RadioSelect,
        help_text=_("Niet melden kan alleen als een risico onwaarschijnlijk is; een collega bevestigt het."),
        error_messages={"required": _("Kies of het datalek wordt gemeld.")},
    )
    note = FreeTextField(
        label=_("Waarop dat oordeel berust"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Bijvoorbeeld de soort gegevens, om hoeveel mensen het gaat, wie ze kreeg en of ze zijn gewist. "
            "Zonder namen "
            "en zonder dossiernummers."
        ),
        error_messages={"required": _("Schrijf op waarop dit oordeel berust.")},
    )


class ReportForm(StepForm):
    """What was sent to the supervisory authority."""

    phase = forms.ChoiceField(
        label=_("Soort melding"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat voor melding het is.")},
    )
    sent_at = MomentField(
        label=_("Gemeld op"), error_messages={"required": _("Vul in wanneer het formulier is verstuurd.")}
    )
    reference = FreeTextField(
        label=_("Nummer van de AP"),
        max_length=100,
        help_text=_("Staat in de bevestiging die u na het versturen van het formulier krijgt."),
        error_messages={"required": _("Vul het nummer in dat de AP aan de melding gaf.")},
    )
    is_complete = forms.BooleanField(
        label=_("De melding is hiermee volledig"),
        required=False,
        help_text=_("Niet aangevinkt: er volgt nog een aanvulling (art. 33, lid 4, AVG)."),
    )
    delay_reason = FreeTextField(
        label=_("Waarom niet eerder"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Verplicht als de eerste melding na de termijn kwam (art. 33, lid 1, AVG)."),
    )
    missing_reason = FreeTextField(
        label=_("Waarom volledig zonder wat nog ontbreekt"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    note = FreeTextField(
        label=_("Toelichting"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, phases: Collection[Phase], lacking: str = "", **kwargs: Any) -> None:
        """``lacking``: what the law asks and the register does not know yet, in words."""
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["phase"]
        choice.choices = [(one.value, one.label) for one in phases]
        if len(phases) == 1:
            choice.initial = next(iter(phases)).value
        if Phase.INITIAL not in phases:
            del self.fields["delay_reason"]
        if lacking:
            self.fields["missing_reason"].help_text = (
                _(
                    "Verplicht als u “volledig” aanvinkt. In het register ontbreekt nog: %s. Vul dat liever eerst aan, "
                    "of meld het later in een aanvulling."
                )
                % lacking
            )
        else:
            del self.fields["missing_reason"]


class ClientForm(StepForm):
    """When and how a client was told."""

    told_at = MomentField(
        label=_("Gemeld op"), error_messages={"required": _("Vul in wanneer de opdrachtgever het hoorde.")}
    )
    how = forms.ChoiceField(
        label=_("Hoe"),
        choices=ToldHow.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe het is gemeld.")},
    )
    note = FreeTextField(
        label=_("Toelichting"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Verplicht als het later was dan de overeenkomst zegt: waarom."),
    )


class PersonsForm(StepForm):
    """Whether the persons were told, how, and why not."""

    decision = forms.ChoiceField(
        label=_("Zijn de betrokkenen geïnformeerd?"),
        choices=PersonsDecision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of de betrokkenen zijn geïnformeerd.")},
    )
    on = DayField(label=_("Geïnformeerd op"), required=False)
    how = forms.ChoiceField(label=_("Hoe"), required=False, choices=[("", "—"), *ToldHow.choices])
    number = WholeNumberField(
        label=_("Hoeveel personen"), required=False, min_value=0, max_value=2_000_000_000
    )
    ground = forms.ChoiceField(
        label=_("Grond om niet te informeren"),
        required=False,
        choices=[("", "—"), *NotInformed.choices],
        help_text=_("Bij een hoog risico kan dat alleen op een van de andere gronden dan de eerste."),
    )
    note = FreeTextField(
        label=_("Toelichting"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wat is verteld, of waarom niet. Zonder namen en zonder dossiernummers."),
        error_messages={"required": _("Schrijf op wat is verteld, of waarom niet.")},
    )


class ReopenForm(StepForm):
    """Why it is opened again."""

    note = NoteField(label=_("Waarom heropenen?"), help_text=OWN_WORDS)
