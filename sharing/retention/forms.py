"""Forms on rules of retention, holds, and proposals to destroy."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sharing.core.admin import ReasonField, RegisterForm, StepForm
from sharing.core.admin.records import RecordField
from sharing.core.dutch import day_in_words
from sharing.core.fields import DayField, DossierField, FreeTextField
from sharing.core.normalising.queries import seals_of
from sharing.parties.models import Party
from sharing.reference.models import DataCategory, Purpose
from sharing.retention.choices import EVENTS, WITH_TERM, RecordKind
from sharing.retention.models import RetentionHold
from sharing.retention.queries import is_on_record

_NAMELESS = _("Dit blijft bewaard als het dossier weg is: schrijf geen naam en geen dossiernummer op.")


class RetentionRuleForm(RegisterForm):
    """A stated term, and what it is about in this register."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: Any = self.fields["record_kind"]
        kinds.choices = [("", _("Kies…")), *((one.value, one.label) for one in WITH_TERM)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind, event, term = (cleaned.get(name) for name in ("record_kind", "counted_from", "term"))
        if kind and event and event not in EVENTS[RecordKind(kind)]:
            fitting = _(" of ").join(f"“{one.label}”" for one in EVENTS[RecordKind(kind)])
            message = _("Voor deze gegevens kan niet vanaf die dag worden geteld. Kies uit: %(fitting)s.")
            self.add_error("counted_from", message % {"fitting": fitting})
        if term is not None and term.length is None:
            message = _(
                "“%(term)s” heeft geen vaste termijn; daarvan is niet uit te rekenen wanneer zij voorbij is. Kies een "
                "bewaartermijn met een getal en een eenheid."
            )
            self.add_error("term", message % {"term": term})
        return cleaned


class RetentionHoldForm(RegisterForm):
    """Why nothing of a dossier is destroyed for the time being.

    Asks whether a number of which nothing is kept is meant: after a typing mistake the real dossier is destroyed all
    the same. ``about`` is the number that was asked about: who then types another is asked about that one.
    """

    dossier_number = DossierField(
        label=_("Dossiernummer"), help_text=_("Het nummer wordt versleuteld bewaard.")
    )
    unknown = forms.BooleanField(label=_("Dit nummer klopt zoals het er staat"), required=False)
    about = forms.CharField(required=False, widget=forms.HiddenInput)
    data: Any  # what was sent, with the number that is asked about

    class Meta:
        model = RetentionHold
        fields = ["ground", "explanation"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            del self.fields["unknown"], self.fields["about"]

    @property
    def changed_values(self) -> list[str]:
        return [name for name in super().changed_values if name not in ("unknown", "about")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        number = cleaned.get("dossier_number")
        if not number or is_on_record(seals_of(number)):
            self.fields.pop("unknown", None)
        elif not cleaned.get("unknown") or cleaned.get("about") != number:
            message = _(
                "Van dit dossiernummer is hier niets vastgelegd: geen verstrekking, toestemming, bezwaar of verzoek. "
                "Met een tikfout blijft het echte dossier zonder blokkade. Verbeter het nummer, of vink hier aan dat "
                "het klopt."
            )
            self.add_error("unknown", message)
            self.data = self.data.copy()
            self.data.pop(self.add_prefix("unknown"), None)
            self.data[self.add_prefix("about")] = number
        return cleaned


class ReleaseForm(StepForm):
    """The end of a hold."""

    reason = ReasonField(
        label=_("Waarom dit niet langer hoeft te blijven"),
        help_text=_NAMELESS,
        error_messages={"required": _("Schrijf op waarom dit niet langer hoeft te blijven.")},
    )


class KindsField(forms.MultipleChoiceField):
    """Which kinds of records go; all of them unless somebody says otherwise."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Wat wordt vernietigd"),
            choices=[(one.value, one.label) for one in WITH_TERM],
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Alles aangevinkt: het hele dossier, met wat er alleen om dit dossier is."),
            error_messages={"required": _("Kies wat er wordt vernietigd.")},
            **kwargs,
        )
        self.initial = [one.value for one in WITH_TERM]


class ProposeForm(forms.Form):
    """Proposing the list of what is due."""

    reason = ReasonField(
        label=_("Toelichting"),
        help_text=_NAMELESS,
        error_messages={"required": _("Schrijf bij “Toelichting” waarom dit wordt vernietigd.")},
    )


class EarlyForm(ProposeForm):
    """Proposing what goes before its time, after a decision."""

    kinds = KindsField()
    field_order = ["kinds", "reason"]


class CandidatesForm(forms.Form):
    """Which dossiers to look at: by what was disclosed of them, and when that was the last time."""

    recipient = RecordField(Party, label=_("Ontvanger"), required=False)
    purpose = forms.ModelChoiceField(
        label=_("Doeleinde"), queryset=Purpose.objects.all(), required=False, empty_label=_("Alle")
    )
    category = forms.ModelChoiceField(
        label=_("Gegevens"), queryset=DataCategory.objects.all(), required=False, empty_label=_("Alle")
    )
    first = DayField(label=_("Verstrekt van"), required=False)
    last = DayField(label=_("Verstrekt tot en met"), required=False)
    before = DayField(label=_("Laatste verstrekking voor"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            message = _("%(last)s ligt voor %(first)s. Kies een latere dag, of maak “Verstrekt van” vroeger.")
            self.add_error("last", message % {"last": day_in_words(last), "first": day_in_words(first)})
        if not self.errors and not any(cleaned.values()):
            self.add_error(None, _("Vul in waaraan u de dossiers herkent: ten minste één van deze velden."))
        return cleaned


class ArchiveForm(forms.Form):
    """Dossiers that do not or no longer belong here, of those that were found (``offered``: how each is named)."""

    dossiers = forms.MultipleChoiceField(
        label=_("Dossiers"),
        widget=forms.MultipleHiddenInput,
        error_messages={
            "required": _("Kies ten minste één dossier."),
            "invalid_choice": _(
                "Van een dossier dat u koos, is intussen iets gewijzigd, of het kan nu niet worden vernietigd. Kies "
                "opnieuw uit de lijst."
            ),
        },
    )
    kinds = KindsField()
    reason = FreeTextField(
        label=_("Waarom hoort dit niet (meer) in het archief?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_NAMELESS,
        error_messages={"required": _("Schrijf op waarom dit hier niet (meer) hoort.")},
    )

    def __init__(self, *args: Any, offered: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["dossiers"]
        chosen.choices = [(one, one) for one in offered]


class ContactForm(forms.Form):
    """Somebody at a party, or who asked in the name of a person, whose name or address goes."""

    words = forms.CharField(
        label=_("Naam of e-mailadres"),
        max_length=255,
        help_text=_("Zoals het er staat; hoofdletters maken niet uit. Zoek naam en e-mailadres elk apart."),
        error_messages={"required": _("Vul de naam of het e-mailadres in.")},
    )
    reason = ReasonField(
        label=_("Toelichting"),
        help_text=_NAMELESS,
        error_messages={
            "required": _("Schrijf bij “Toelichting” waarom deze naam of dit e-mailadres weg moet.")
        },
    )


class ApproveForm(forms.Form):
    """What a colleague thinks of exactly this list."""

    AGREE, DECLINE = "agree", "decline"

    manifest = forms.CharField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("Besluit"),
        choices=[
            (AGREE, _("Alles op deze lijst wordt nu vernietigd. Dat kan niet ongedaan worden gemaakt.")),
            (DECLINE, _("Er wordt niets vernietigd; het voorstel gaat niet door.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of de lijst wordt vernietigd.")},
    )
    reason = ReasonField(
        label=_("Toelichting"),
        help_text=_NAMELESS,
        error_messages={"required": _("Schrijf bij “Toelichting” waarop uw besluit rust.")},
    )


class TakeBackForm(forms.Form):
    """Taking one's own proposal back."""

    manifest = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = ReasonField(label=_("Reden van het intrekken"), help_text=_NAMELESS)
