"""The form of a party with its capacities."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sharing.core.admin import RegisterForm
from sharing.core.periods import overlapping
from sharing.parties.doubles import doubles_of, proposed_code, question_about
from sharing.parties.models import Party, kvk_validator

_TELLING = ("name", "kvk_number", "foreign_register_number")


class PartyForm(RegisterForm):
    """Asks whether a party that looks like another is another; names the capacity that overlaps, where it was typed.

    Without a code a new party gets one made from its name.
    """

    another = forms.BooleanField(label=_("Dit is een andere organisatie"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            del self.fields["another"]
        # A number that is too long is not a text to make shorter.
        self.fields["kvk_number"].error_messages["max_length"] = kvk_validator.message
        if self.is_new:
            self.fields["code"].required = False
            self.fields["code"].help_text = _(
                "Kort, blijvend kenmerk; bronsystemen verwijzen hiernaar. Leeg: wordt van de naam gemaakt."
            )

    def clean_aliases(self) -> str:
        """Each name once, however often and with whatever spaces it was typed."""
        typed: str = self.cleaned_data["aliases"]
        if "aliases" not in self.changed_data:
            return typed
        names: dict[str, str] = {}
        for line in typed.splitlines():
            if name := " ".join(line.split()):
                names.setdefault(name.casefold(), name)
        # As a browser sends lines, so that who changes nothing later changes nothing.
        return "\r\n".join(names.values())

    @property
    def changed_values(self) -> list[str]:
        return [name for name in super().changed_values if name != "another"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name = cleaned.get("name", "")
        if self.is_new and name and "code" not in self.errors and not cleaned.get("code"):
            cleaned["code"] = proposed_code(name)
        asked = self._doubles(cleaned) if name else []
        if not asked:
            self.fields.pop("another", None)
        elif not cleaned.get("another"):
            self.add_error("another", question_about(asked))
        return cleaned

    def _doubles(self, cleaned: dict[str, Any]) -> list[Party]:
        if not self.is_new and not set(_TELLING) & set(self.changed_data):
            return []
        return doubles_of(
            name=cleaned["name"],
            kvk_number=cleaned.get("kvk_number", ""),
            foreign_number=cleaned.get("foreign_register_number", ""),
            but=self.instance.pk,
        )

    def is_valid(self) -> bool:
        # Both, so that all that is wrong is told at once.
        return all([super().is_valid(), self._capacities_apart()])

    def _capacities_apart(self) -> bool:
        rows = [
            form
            for form in self.formsets["capacities"].forms
            if form.is_valid() and form.cleaned_data.get("capacity") and not form.cleaned_data.get("DELETE")
        ]
        periods = [
            (form.cleaned_data["capacity"], form.cleaned_data["first_day"], form.cleaned_data["last_day"])
            for form in rows
        ]
        for _first, second in overlapping(periods):
            rows[second].add_error(
                "first_day",
                _(
                    "Deze partij heeft deze hoedanigheid al in (een deel van) deze periode. Pas de datums aan."
                ),
            )
        return not any(form.errors for form in rows)
