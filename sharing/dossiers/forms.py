"""Which looks to show."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from sharing.core.fields import DayField
from sharing.core.looking.choices import LookAct, LookReason
from sharing.core.readable import named


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not when it runs
    """An account by the name that people know."""

    def label_from_instance(self, user: Any) -> str:
        return named(user)


class LooksForm(forms.Form):
    """A period, and whose looks, of what kind and why."""

    first = DayField(label=_("Van"), required=False)
    last = DayField(label=_("Tot en met"), required=False)
    person = PersonField(
        label=_("Door"),
        required=False,
        queryset=get_user_model().objects.order_by("last_name", "first_name", "username"),
        empty_label=_("Iedereen"),
    )
    act = forms.ChoiceField(label=_("Wat"), required=False, choices=[("", _("Alles")), *LookAct.choices])
    reason = forms.ChoiceField(
        label=_("Waarom"), required=False, choices=[("", _("Alles")), *LookReason.choices]
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("first") and cleaned.get("last") and cleaned["last"] < cleaned["first"]:
            self.add_error("last", _("Deze dag ligt voor de eerste dag."))
        return cleaned
