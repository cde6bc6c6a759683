"""What is asked for a step on an agreement: extend, terminate, replace, copy; looked at before it is stored."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sharing.agreements.models import Agreement
from sharing.core.admin import ReasonField, RecordField
from sharing.core.dates import check_register_day
from sharing.core.exceptions import NotUnderstood
from sharing.core.fields import DayField
from sharing.core.models import ENDS_BEFORE
from sharing.parties.models import Party
from sharing.reference.fields import DataCategoriesField, PurposesField
from sharing.reference.models import SubjectCategory


class StepForm(forms.Form):
    """A step; ``previewed`` is the mark of what was filled in when its consequences were shown."""

    reason = ReasonField(label=_("Reden"))
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    previewed = forms.CharField(widget=forms.HiddenInput, required=False)

    field_order: Any = None  # subclasses: what is asked first; the reason comes last

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, field in self.fields.items():
            day = cleaned.get(name)
            if isinstance(field, DayField) and day is not None:
                try:
                    check_register_day(day)
                except NotUnderstood as error:
                    self.add_error(name, ValidationError(str(error)))
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", ENDS_BEFORE)
        return cleaned


class ExtendForm(StepForm):
    last_day = DayField(
        label=_("Nieuwe laatste dag"),
        required=False,
        help_text=_("De laatste dag waarop de overeenkomst nog geldt."),
    )
    indefinite = forms.BooleanField(label=_("Voor onbepaalde tijd"), required=False)

    field_order = ("last_day", "indefinite", "reason")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "last_day" not in self.errors and bool(cleaned.get("last_day")) == bool(cleaned.get("indefinite")):
            self.add_error(
                "last_day",
                _(
                    "Vul de nieuwe laatste dag in, of vink aan dat de overeenkomst voor onbepaalde tijd geldt."
                ),
            )
        return cleaned


class TerminateForm(StepForm):
    last_day = DayField(
        label=_("Opgezegd per"),
        help_text=_("De laatste dag waarop de overeenkomst nog geldt."),
        error_messages={"required": _("Vul de laatste dag in.")},
    )

    field_order = ("last_day", "reason")


class _ReferenceField(forms.CharField):
    """A reference that no agreement has yet."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Kenmerk van de nieuwe overeenkomst"),
            max_length=60,
            help_text=_("Ligt daarna vast."),
            error_messages={"required": _("Vul het kenmerk in.")},
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if text and Agreement.objects.filter(reference=text).exists():
            raise ValidationError(
                _("Er is al een overeenkomst “%(text)s”. Kies een ander kenmerk."), params={"text": text}
            )
        return text


class ReplaceForm(StepForm):
    reference = _ReferenceField()
    first_day = DayField(
        label=_("Vanaf"),
        help_text=_(
            "De eerste dag van de opvolger. De huidige overeenkomst eindigt uiterlijk de dag ervoor."
        ),
        error_messages={"required": _("Vul de eerste dag van de opvolger in.")},
    )
    last_day = DayField(label=_("Tot en met"), required=False, help_text=_("Leeg: onbepaalde tijd."))
    signed_on = DayField(
        label=_("Ondertekend op"),
        required=False,
        help_text=_("Leeg: de opvolger blijft een concept tot er is getekend."),
    )
    purposes = PurposesField(
        label=_("Doeleinden"), error_messages={"required": _("Kies minstens één doeleinde.")}
    )
    data_categories = DataCategoriesField(
        label=_("Gegevenscategorieën"), error_messages={"required": _("Kies minstens één gegevenscategorie.")}
    )
    subject_categories = forms.ModelMultipleChoiceField(
        SubjectCategory.objects.order_by("name"),
        label=_("Categorieën betrokkenen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    field_order = (
        *("reference", "first_day", "last_day", "signed_on"),
        *("purposes", "data_categories", "subject_categories", "reason"),
    )


class CopyForm(StepForm):
    reference = _ReferenceField()
    party = RecordField(Party, label=_("Partij"), help_text=_("Typ een deel van de naam en kies."))
    first_day = DayField(label=_("Vanaf"), error_messages={"required": _("Vul de eerste dag in.")})
    last_day = DayField(label=_("Tot en met"), required=False, help_text=_("Leeg: onbepaalde tijd."))

    field_order = ("reference", "party", "first_day", "last_day", "reason")
