"""Judging a disclosure: the review of a deviation, a breach, that it is void, and what another proposes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sharing.core.admin.forms import NoteField, ReasonField
from sharing.core.fields import EntriesField, FreeTextField, MomentField
from sharing.disclosures.choices import Review
from sharing.disclosures.refusals import FIELD, why_not_judged


class AwareForm(forms.Form):
    """When a breach became known; what is done about it stands in the register of breaches."""

    aware_at = MomentField(
        label=_("Bekend geworden op"),
        required=False,
        help_text=_(
            "Alleen bij een datalek: wanneer wij er met redelijke zekerheid van wisten. Vanaf dan loopt de "
            "termijn om te melden."
        ),
    )
    # The record as it was shown: nobody judges what they did not see.
    version = forms.CharField(widget=forms.HiddenInput)


class ReviewForm(AwareForm):
    """What legal staff decides about a deviation."""

    field_order = ("decision", "note")
    decision = forms.ChoiceField(
        label=_("Oordeel"),
        choices=[choice for choice in Review.choices if choice[0] != Review.PENDING],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een oordeel.")},
    )
    note = FreeTextField(
        label=_("Toelichting"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Waarop het oordeel berust. Een datalek blijft een datalek, ook na een correctie."),
        error_messages={"required": _("Licht het oordeel toe.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if FIELD not in self.errors:
            for error in why_not_judged(cleaned.get("decision"), cleaned.get(FIELD)):
                self.add_error(FIELD, error.message)
        return cleaned


class BreachForm(AwareForm):
    """What became known of a breach; it comes below what was written."""

    field_order = ("note",)
    note = FreeTextField(
        label=_("Aanvulling"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Komt onder de toelichting te staan; wat er stond, blijft staan."),
        error_messages={"required": _("Schrijf op wat er bekend is geworden.")},
    )


class ReopenForm(forms.Form):
    """Why what was decided must be looked at again."""

    reason = NoteField(label=_("Waarom opnieuw beoordelen?"))
    version = forms.CharField(widget=forms.HiddenInput)


class ProposalForm(forms.Form):
    """What becomes of what somebody else proposes."""

    CONFIRM, DROP = "confirm", "drop"
    decision = forms.ChoiceField(
        label=_("Besluit"),
        choices=[(CONFIRM, _("Bevestigen")), (DROP, _("Afwijzen: de verstrekking blijft zoals zij is"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of u het voorstel bevestigt of afwijst.")},
    )
    reason = ReasonField(
        label=_("Toelichting"), required=False, help_text=_("Verplicht bij afwijzen; komt in de historie.")
    )
    version = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") == self.DROP and not cleaned.get("reason"):
            self.add_error("reason", _("Schrijf op waarom het voorstel niet doorgaat."))
        return cleaned


class WithdrawForm(ProposalForm):
    """The only thing to do with a proposal that one may not confirm oneself: take it back."""

    decision = forms.ChoiceField(
        choices=[(ProposalForm.DROP, "")], initial=ProposalForm.DROP, widget=forms.HiddenInput
    )
    reason = NoteField(label=_("Waarom gaat het voorstel niet door?"))


_NONE_CHOSEN = {"required": _("Kies minstens één verstrekking.")}


class ReviewTogetherForm(ReviewForm):
    """One decision about the deviations of one cause."""

    version = None  # type: ignore[assignment]  # Django's way to leave a field out: each entry has its own
    entries = EntriesField(error_messages=_NONE_CHOSEN)


class BreachTogetherForm(BreachForm):
    """The same about the breaches that were judged in one decision."""

    version = None  # type: ignore[assignment]
    entries = EntriesField(error_messages=_NONE_CHOSEN)


class VoidForm(forms.Form):
    """Why a disclosure is void."""

    reason = NoteField(
        label=_("Waarom vervalt deze verstrekking?"),
        help_text=_(
            "Bijvoorbeeld: dubbel vastgelegd, zie verstrekking 123. Staat voorgoed in de historie; noem geen personen."
        ),
    )
    version = forms.CharField(widget=forms.HiddenInput)


class RestoreForm(forms.Form):
    """Why a void disclosure counts again."""

    reason = NoteField(label=_("Waarom moet deze verstrekking weer gelden?"))
    version = forms.CharField(widget=forms.HiddenInput)
