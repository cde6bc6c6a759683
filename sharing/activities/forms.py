"""The form of a processing activity, in sections in the order of work."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sharing.activities.choices import ProcessingRole
from sharing.activities.models import ProcessingActivity
from sharing.core.admin import RegisterForm, possible_owners
from sharing.core.admin.records import RecordsField
from sharing.core.readable import named
from sharing.parties.merger_triggers import why_not_chosen
from sharing.parties.models import Party
from sharing.reference.choices import LEGAL_BASIS_HELP, LegalBasis
from sharing.reference.fields import DataCategoriesField, ProvisionField, PurposesField
from sharing.reference.models import SubjectCategory
from sharing.reference.terms import RetentionTerm

LISTED = ("purposes", "subject_categories", "data_categories", "recipients", "retention_terms")


def _recipient_in_words(party: Party) -> str:
    return party.name if party.active else gettext("%(party)s (niet meer in gebruik)") % {"party": party}


class ProcessingActivityForm(RegisterForm):
    """What the role asks (art. 30(1) or 30(2)) is said at its field; what it names it lists in rows of their own."""

    purposes = PurposesField(
        label=_("Doeleinden"),
        required=False,
        help_text=_("Waarvoor u dit doet. Een doeleinde omvat ook wat eronder valt."),
    )
    legal_bases = forms.MultipleChoiceField(
        label=_("Grondslagen"),
        choices=LegalBasis.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=LEGAL_BASIS_HELP,
    )
    provision = ProvisionField(
        label=_("Wettelijke bepaling"),
        required=False,
        empty_label=_("Geen"),
        help_text=_("De bepaling die tot deze verwerking verplicht of haar opdraagt."),
    )
    subject_categories = forms.ModelMultipleChoiceField(
        SubjectCategory.objects.order_by("name"),
        label=_("Categorieën betrokkenen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    data_categories = DataCategoriesField(label=_("Gegevenscategorieën"), required=False)
    recipients = RecordsField(
        Party,
        words=_recipient_in_words,
        label=_("Ontvangers"),
        required=False,
        help_text=_(
            "De partijen die gegevens krijgen, verwerkers en subverwerkers inbegrepen. Typ een deel van de naam en "
            "kies; in elk vak één partij. Haal het vinkje weg bij wie niets meer krijgt."
        ),
    )
    retention_terms = forms.ModelMultipleChoiceField(
        RetentionTerm.objects.order_by("description", "code"),
        label=_("Bewaartermijnen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = possible_owners(ProcessingActivity, self.instance.owner_id)
        self.fields["owner"].label_from_instance = named
        self.fields["owner"].empty_label = _("Nog niemand")

    @property
    def changed_values(self) -> list[str]:
        # The lists have rows of their own.
        return [name for name in super().changed_values if name not in LISTED]

    def has_changed_anything(self) -> bool:
        return super().has_changed_anything() or bool(super().changed_values)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        role, bases = cleaned.get("role"), cleaned.get("legal_bases") or []
        if role == ProcessingRole.PROCESSOR and not cleaned.get("client") and "client" not in self.errors:
            self.add_error("client", _("Kies voor welke opdrachtgever u dit als verwerker doet."))
        if role == ProcessingRole.CONTROLLER and cleaned.get("client"):
            self.add_error(
                "client",
                _("Een eigen verwerking heeft geen opdrachtgever. Laat dit leeg, of kies “Verwerker”."),
            )
        if role == ProcessingRole.CONTROLLER:
            for name in ("purposes", "legal_bases"):
                if name not in self.errors and not cleaned.get(name):
                    self.add_error(name, MISSING[name])
        if LegalBasis.LEGITIMATE_INTERESTS in bases and not cleaned.get("legitimate_interest"):
            self.add_error(
                "legitimate_interest",
                _("Schrijf op welk gerechtvaardigd belang dit is (art. 13, lid 1, onder d)."),
            )
        if (
            LegalBasis.LEGAL_OBLIGATION in bases
            and not cleaned.get("provision")
            and "provision" not in self.errors
        ):
            self.add_error(
                "provision", _("Kies de bepaling die tot deze verwerking verplicht (art. 6, lid 3).")
            )
        held = set() if self.is_new else set(self.instance.recipients.values_list("pk", flat=True))
        for party in cleaned.get("recipients") or ():
            if party.pk not in held and (gone := why_not_chosen(party)):
                self.add_error("recipients", gone)
        return cleaned


MISSING = {
    "purposes": _("Kies minstens één doeleinde (art. 30, lid 1, onder b)."),
    "legal_bases": _("Kies minstens één grondslag (art. 6, lid 1)."),
}
