"""Form fields for choosing parties."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from sharing.parties.models import Party


class PartiesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not when it runs
    """Parties as checkboxes: those in use, and those that were chosen before."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Party.objects.filter(active=True).order_by("name"), **kwargs)

    def keep(self, chosen: Iterable[int]) -> None:
        """Offer these as well, also when they are no longer in use."""
        self.queryset = Party.objects.filter(Q(active=True) | Q(pk__in=list(chosen))).order_by("name")

    def label_from_instance(self, party: Party) -> str:
        return party.name if party.active else _("%(party)s (niet meer in gebruik)") % {"party": party}
