"""Forms of the grounds for sensitive data, and of until when missing ones only warn."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sharing.core.admin import ReasonField, RegisterForm, StepForm
from sharing.core.dates import check_register_day
from sharing.core.exceptions import NotUnderstood
from sharing.grounds.choices import EXCEPTIONS_OF_KIND, NEEDS_PROVISION, SensitiveException
from sharing.reference.choices import DataKind
from sharing.reference.fields import ProvisionField, PurposeChoiceField, SensitiveCategoryField


class SensitiveGroundForm(RegisterForm):
    """What does not fit together is said at its field, before the database refuses it."""

    data_category = SensitiveCategoryField(
        label=_("Gegevenscategorie"),
        required=False,
        empty_label=_("Alle gegevens van deze soort"),
        help_text=_("Kies er een als de grond niet voor alle gegevens van deze soort geldt."),
    )
    purpose = PurposeChoiceField(
        label=_("Doeleinde"),
        required=False,
        empty_label=_("Elk doeleinde"),
        help_text=_("Een doeleinde geldt ook voor wat eronder valt."),
    )
    provision = ProvisionField(
        label=_("Wettelijke bepaling"),
        required=False,
        empty_label=_("Geen"),
        help_text=_("Verplicht voor strafrechtelijke gegevens en identificatienummers."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind, exception = cleaned.get("kind"), cleaned.get("exception")
        category = cleaned.get("data_category")
        if kind and category is not None and category.kind != kind:
            self.add_error(
                "data_category",
                _(
                    "“%(category)s” is van de soort “%(its)s” en niet “%(kind)s”. Kies een andere categorie of soort."
                )
                % {
                    "category": category,
                    "its": category.get_kind_display().lower(),
                    "kind": DataKind(kind).label.lower(),
                },
            )
        if kind and exception and exception not in EXCEPTIONS_OF_KIND[kind]:
            self.add_error(
                "exception",
                _("“%(exception)s” past niet bij “%(kind)s”. %(fitting)s")
                % {
                    "exception": SensitiveException(exception).label,
                    "kind": DataKind(kind).label.lower(),
                    "fitting": FITTING[kind],
                },
            )
        elif exception in NEEDS_PROVISION and not cleaned.get("provision") and "provision" not in self.errors:
            self.add_error(
                "provision",
                _(
                    "Noem bij deze uitzondering de wettelijke bepaling die haar geeft. Staat zij nog niet in de "
                    "lijst? Voeg haar eerst toe bij “Wettelijke bepalingen”."
                ),
            )
        return cleaned


FITTING = {
    DataKind.SPECIAL: _("Kies een uitzondering van artikel 9, lid 2."),
    DataKind.CRIMINAL: _("Kies “Strafrechtelijke gegevens (art. 10)”."),
    DataKind.NATIONAL_ID: _("Kies “Nationaal identificatienummer (art. 87; art. 46 UAVG)”."),
}


class IntroductionForm(RegisterForm):
    """Until when missing grounds only warn: ended early at once, made longer once a colleague confirms it."""

    def clean_warn_until(self) -> date:
        day: date = self.cleaned_data["warn_until"]
        try:
            check_register_day(day)
        except NotUnderstood as error:
            raise ValidationError(str(error)) from None
        return day


class LongerForm(StepForm):
    """What a colleague thinks of only warning for longer."""

    AGREE, DECLINE = "agree", "decline"

    decision = forms.ChoiceField(
        label=_("Besluit"),
        choices=[(AGREE, _("De voorgestelde dag gaat gelden")), (DECLINE, _("De dag blijft zoals hij is"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of de voorgestelde dag gaat gelden.")},
    )
    reason = ReasonField(
        label=_("Toelichting"),
        help_text=_("Wat u zelf hebt nagegaan."),
        error_messages={"required": _("Schrijf bij “Toelichting” wat u zelf hebt nagegaan.")},
    )


class TakeLongerBackForm(StepForm):
    """Taking one's own proposal back."""

    reason = ReasonField(label=_("Reden van het intrekken"))
