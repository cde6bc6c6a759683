"""Forms of measures and declarations, and of the steps on them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sharing.activities.models import ProcessingActivity
from sharing.core.admin import ReasonField, RegisterForm, StepForm, possible_owners
from sharing.core.dutch import day_in_words
from sharing.core.fields import DayField, FreeTextField
from sharing.core.readable import named
from sharing.measures.choices import CheckOutcome, Declarer
from sharing.measures.models import Confidentiality, SecurityMeasure
from sharing.reference.fields import DataCategoriesField

LISTED = ("data_categories", "activities")


class SecurityMeasureForm(RegisterForm):
    """A measure, and what it protects: all, or what is chosen."""

    data_categories = DataCategoriesField(label=_("Gegevenscategorieën"), required=False)
    activities = forms.ModelMultipleChoiceField(
        ProcessingActivity.objects.order_by("name", "code"),
        label=_("Verwerkingsactiviteiten"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_owners(self, SecurityMeasure)

    @property
    def changed_values(self) -> list[str]:
        # The lists have rows of their own.
        return [name for name in super().changed_values if name not in LISTED]

    def has_changed_anything(self) -> bool:
        return super().has_changed_anything() or bool(super().changed_values)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen = any(cleaned.get(name) for name in LISTED)
        if cleaned.get("protects_all") and chosen:
            self.add_error(
                "protects_all", _("De maatregel beschermt alles, of wat u kiest. Haal een van beide weg.")
            )
        elif not cleaned.get("protects_all") and not chosen and not set(LISTED) & self.errors.keys():
            self.add_error(
                "protects_all",
                _(
                    "Zeg wat de maatregel beschermt: alle persoonsgegevens, of gegevens of verwerkingen die u kiest."
                ),
            )
        _ask_a_later_check(self)
        return cleaned


class ConfidentialityForm(RegisterForm):
    """Declarations of a group of own staff as numbers, or that of a processor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_owners(self, Confidentiality)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        staff = cleaned.get("declarer") == Declarer.STAFF
        needed = ("group", "people", "signed") if staff else ("party",)
        for name in needed if cleaned.get("declarer") else ():
            if cleaned.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, _("Vul dit in."))
        for name in ("party",) if staff else ("group", "people", "signed"):
            if cleaned.get("declarer") and cleaned.get(name) not in (None, ""):
                self.add_error(name, _("Laat dit leeg: dat hoort niet bij deze verklaringen."))
        _ask_a_later_check(self)
        return cleaned


def _ask_a_later_check(form: Any) -> None:
    """What does not hold yet is not checked; what was stored before this was asked, is asked at its next change."""
    first, check = (form.cleaned_data.get(name) for name in ("first_day", "next_check"))
    if first and check and check < first and {"first_day", "next_check"} & set(form.changed_data):
        form.add_error(
            "next_check",
            _("De volgende controle ligt voor de eerste dag (%(day)s). Kies een latere dag.")
            % {"day": day_in_words(first)},
        )


def _offer_owners(form: Any, model: Any) -> None:
    owner = form.fields["owner"]
    owner.queryset = possible_owners(model, form.instance.owner_id)
    owner.label_from_instance = named
    owner.empty_label = _("Nog niemand")


class CheckForm(StepForm):
    """What a check found, and when the next one is."""

    checked_on = DayField(label=_("Gecontroleerd op"))
    outcome = forms.ChoiceField(label=_("Uitkomst"), choices=CheckOutcome.choices, widget=forms.RadioSelect)
    note = FreeTextField(label=_("Wat u zag"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    next_check = DayField(label=_("Volgende controle"), help_text=_("Uiterlijk op deze dag."))
    reason = ReasonField(label=_("Reden van deze controle"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("outcome") == CheckOutcome.INSUFFICIENT and not cleaned.get("note"):
            self.add_error("note", _("Schrijf op wat er tekortschiet."))
        return cleaned


class RetireForm(StepForm):
    """Until when it holds."""

    last_day = DayField(label=_("Geldt tot en met"))
    reason = ReasonField(label=_("Reden van het einde"))
