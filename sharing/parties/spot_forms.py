"""The short form of a party that is made where it is needed, such as at an agreement."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sharing.core.actor import Actor
from sharing.core.admin.forms import ReasonField, say_what_is_empty
from sharing.core.fields import DayField
from sharing.parties.choices import Capacity
from sharing.parties.doubles import doubles_of, question_about
from sharing.parties.models import Party, kvk_validator
from sharing.parties.operations import make_party
from sharing.reference.models import Country


class SpotPartyForm(forms.Form):
    """What a party needs at least, and why it is added; one that seems to be there already is asked about."""

    name = forms.CharField(label=_("Naam"), max_length=255)
    country = forms.ModelChoiceField(Country.objects.all(), label=_("Land"))
    kvk_number = forms.CharField(
        label=_("KvK-nummer"),
        max_length=8,
        required=False,
        validators=[kvk_validator],
        help_text=_("8 cijfers."),
    )
    capacity = forms.ChoiceField(
        label=_("Hoedanigheid"), choices=[("", _("Nog niet")), *Capacity.choices], required=False
    )
    first_day = DayField(label=_("Hoedanigheid vanaf"), required=False)
    another = forms.BooleanField(label=_("Dit is een andere organisatie"), required=False)
    reason = ReasonField(label=_("Reden van de toevoeging"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The page behind the dialog has fields of the same names, and a label belongs to one field.
        super().__init__(*args, **{"auto_id": "id_new_party_%s", **kwargs})
        self.fields["country"].initial = "NL"
        say_what_is_empty(self.fields.values())
        if not self.is_bound:
            del self.fields["another"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("capacity")) != bool(cleaned.get("first_day")) and "first_day" not in self.errors:
            missing = "first_day" if cleaned.get("capacity") else "capacity"
            self.add_error(
                missing, gettext("Vul de hoedanigheid en haar eerste dag samen in, of laat beide leeg.")
            )
        name, number = cleaned.get("name", ""), cleaned.get("kvk_number", "")
        asked = doubles_of(name=name, kvk_number=number, foreign_number="") if name else []
        if not asked:
            self.fields.pop("another", None)
        elif not cleaned.get("another"):
            self.add_error("another", question_about(asked))
        return cleaned

    def make(self, *, by: Actor) -> Party:
        """The party, stored. Raises Refused."""
        wanted = {name: self.cleaned_data[name] for name in ("name", "country", "kvk_number", "capacity")}
        return make_party(
            **wanted, first_day=self.cleaned_data["first_day"], by=by, reason=self.cleaned_data["reason"]
        )
