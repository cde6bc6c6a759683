"""Forms of the reference lists."""

from django.utils.translation import gettext_lazy as _

from sharing.core.admin.forms import RegisterForm
from sharing.reference.fields import PurposeChoiceField
from sharing.reference.queries import falls_under


class PurposeForm(RegisterForm):
    """A purpose falls under another one, never under itself or under what falls under it."""

    parent = PurposeChoiceField(
        label=_("Valt onder"),
        required=False,
        empty_label=_("Niets: dit is een hoofddoeleinde"),
        help_text=_("Wat voor het bovenliggende doeleinde is afgesproken, geldt ook voor dit doeleinde."),
    )

    def clean_parent(self):
        parent = self.cleaned_data["parent"]
        if parent is not None and self.instance.pk and falls_under(parent, self.instance):
            self.add_error(
                "parent",
                _("“%(parent)s” is dit doeleinde zelf of valt eronder. Kies een ander doeleinde.")
                % {"parent": parent},
            )
        return parent


class CountryForm(RegisterForm):
    """A country code is written in capitals."""

    def clean_code(self):
        return self.cleaned_data["code"].upper()
