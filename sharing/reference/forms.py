"""Forms of the reference lists."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sharing.core.admin.forms import RegisterForm
from sharing.core.periods import overlapping
from sharing.core.whole_numbers import InThousands
from sharing.reference.fields import DataCategoriesField, PurposeChoiceField, PurposesField
from sharing.reference.models import LegalProvision
from sharing.reference.queries import falls_under
from sharing.reference.rules import ProvisionFacts, listed_provisions


class PurposeForm(RegisterForm):
    """A purpose falls under another one, never under itself or under what falls under it."""

    parent = PurposeChoiceField(
        label=_("Valt onder"),
        required=False,
        empty_label=_("Niets: dit is een hoofddoeleinde"),
        help_text=_("Wat voor het bovenliggende doeleinde is afgesproken, geldt ook voor dit doeleinde."),
    )

    def clean_parent(self) -> Any:
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

    def clean_code(self) -> str:
        return self.cleaned_data["code"].upper()


class RetentionTermForm(RegisterForm):
    """A term with its unit and beginning, or what decides how long; what is missing is said at the field."""

    purposes = PurposesField(
        label=_("Doeleinden"), required=False, help_text=_("Geen: niet aan een doeleinde gebonden.")
    )
    data_categories = DataCategoriesField(
        label=_("Gegevenscategorieën"),
        required=False,
        help_text=_("Geen: niet aan bepaalde gegevens gebonden."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["length"].error_messages["min_value"] = InThousands(
            _("%(show_value)s is te laag. Vul 1 of meer in, of laat het veld leeg.")
        )

    @property
    def changed_values(self) -> list[str]:
        # The lists have rows of their own.
        return [name for name in super().changed_values if name not in ("purposes", "data_categories")]

    def has_changed_anything(self) -> bool:
        return super().has_changed_anything() or bool(super().changed_values)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        length, criterion = cleaned.get("length"), cleaned.get("criterion")
        if "length" in self.errors:
            return cleaned
        if length is None and not criterion:
            self.add_error(
                "length", _("Vul een termijn in, of bij “Of: tot wanneer” wat de termijn bepaalt.")
            )
        elif length == 0:
            self.add_error(
                "length", _("De termijn is 0. Vul een getal van 1 of meer in, of laat het veld leeg.")
            )
        elif length and criterion:
            self.add_error(
                "criterion", _("Laat dit leeg als er een vaste termijn is, of haal de termijn weg.")
            )
        elif length:
            if not cleaned.get("unit"):
                self.add_error("unit", _("Kies of de termijn in dagen, weken, maanden of jaren telt."))
            if not cleaned.get("counted_from"):
                self.add_error("counted_from", _("Vul in waarna de termijn begint."))
        else:
            for name in ("unit", "counted_from"):
                if cleaned.get(name):
                    self.add_error(name, _("Laat dit leeg: er is geen termijn ingevuld."))
        return cleaned


class LegalProvisionForm(RegisterForm):
    """A provision is cited once for any day: of two rows that say the same, each would count for half."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        citation = cleaned.get("citation")
        if not citation or self.errors.keys() & {"first_day", "last_day"}:
            return cleaned
        others = (
            ProvisionFacts(row.code, row.citation, row.jurisdiction, row.first_day, row.last_day)
            for row in LegalProvision.objects.exclude(pk=self.instance.pk)
        )
        own = ("", cleaned.get("first_day"), cleaned.get("last_day"))
        for other in listed_provisions(citation, others):
            if overlapping([("", other.first_day, other.last_day), own]):
                self.add_error(
                    "citation",
                    _(
                        "“%(citation)s” staat voor (een deel van) deze periode al in de lijst, met code “%(code)s”. "
                        "Open die bepaling, of pas de datums aan."
                    )
                    % {"citation": other.citation, "code": other.code},
                )
                break
        return cleaned
