"""The form of a party with its capacities."""

from django.utils.translation import gettext_lazy as _

from sharing.core.admin import RegisterForm
from sharing.core.periods import overlapping


class PartyForm(RegisterForm):
    """Names the capacity that overlaps, at the row where it was typed."""

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
