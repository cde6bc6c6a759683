"""Recording and correcting a disclosure by hand."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sharing.consents.request_models import AuthorityRequest
from sharing.core.admin.forms import ReasonField
from sharing.core.admin.records import RecordField
from sharing.core.dates import not_before
from sharing.core.fields import DossierField, MomentField
from sharing.disclosures.choices import Channel, RestrictionException
from sharing.disclosures.intake.channels import Raw
from sharing.disclosures.models import Disclosure
from sharing.disclosures.representations import raw_of
from sharing.parties.choices import Capacity
from sharing.parties.models import Party
from sharing.reference.choices import LEGAL_BASIS_HELP, LegalBasis
from sharing.reference.fields import CHOOSE, DataCategoriesField, PurposeChoiceField
from sharing.reference.models import Country, SubjectCategory


class DisclosureForm(forms.Form):
    """One disclosure, in the order in which people tell it.

    ``raw()`` gives it in the words of the exchange format (codes), as the operations want it.
    """

    disclosed_at = MomentField(label=_("Datum en tijd"))
    recipient = RecordField(
        Party,
        label=_("Ontvanger"),
        help_text=_(
            "Typ een deel van de naam en kies. Staat de organisatie er niet bij? Laat de contractbeheerder haar eerst "
            "registreren."
        ),
    )
    capacity = forms.ChoiceField(
        choices=[("", CHOOSE), *Capacity.choices],
        label=_("Hoedanigheid"),
        help_text=_("De rol waarin deze organisatie de gegevens nu krijgt."),
    )
    dossier = DossierField()
    subject_category = forms.ModelChoiceField(
        SubjectCategory.objects.order_by("name"),
        to_field_name="code",
        label=_("Categorie betrokkene"),
        empty_label=CHOOSE,
    )
    data_categories = DataCategoriesField(
        to_field_name="code",
        label=_("Gegevens"),
        error_messages={"required": _("Kies minstens één soort gegevens.")},
    )
    purpose = PurposeChoiceField(to_field_name="code", label=_("Doeleinde"))
    legal_basis = forms.ChoiceField(
        choices=[("", CHOOSE), *LegalBasis.choices], label=_("Grondslag"), help_text=LEGAL_BASIS_HELP
    )
    legal_provision = forms.CharField(
        label=_("Wettelijke bepaling"),
        max_length=300,
        required=False,
        help_text=_("Verplicht bij een wettelijke verplichting, bijvoorbeeld “artikel 54 Wet SUWI”."),
    )
    authority_request = RecordField(
        AuthorityRequest,
        label=_("Verzoek van een autoriteit"),
        required=False,
        help_text=_(
            "Typ een deel van het kenmerk of van de naam van de autoriteit, en kies. Een autoriteit krijgt pas "
            "gegevens na een beoordeeld en bevestigd verzoek."
        ),
    )
    on_behalf_of = RecordField(
        Party,
        label=_("Namens"),
        required=False,
        help_text=_(
            "Alleen als u dit als verwerker deed: de opdrachtgever namens wie. Zijn overeenkomst telt dan, en niet "
            "onze privacyverklaring."
        ),
    )
    restriction_exception = forms.ChoiceField(
        choices=[("", _("Niet van toepassing")), *RestrictionException.choices],
        label=_("Uitzondering op de beperking"),
        required=False,
        help_text=_(
            "Alleen als het gebruik van deze gegevens is beperkt: waarom verstrekken toch mag (artikel 18, lid 2, AVG)."
        ),
    )
    channel = forms.ChoiceField(choices=Channel.choices, initial=Channel.SECURE_MAIL, label=_("Kanaal"))
    destination_country = forms.ModelChoiceField(
        Country.objects.order_by("name"),
        label=_("Land van bestemming"),
        required=False,
        empty_label=_("Het land van de ontvanger"),
    )
    description = forms.CharField(
        label=_("Omschrijving"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wat er is verstrekt, zonder namen of andere gegevens van personen."),
    )
    deviation_reason = forms.CharField(
        label=_("Reden van de afwijking"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Leg uit waarom er is verstrekt terwijl een regel het niet toestaat. De verstrekking wordt dan "
            "vastgelegd als afwijking en komt op de lijst van te beoordelen afwijkingen."
        ),
    )

    SECTIONS = (
        ("wanneer", _("Wanneer"), ("disclosed_at",)),
        ("aan-wie", _("Aan wie"), ("recipient", "capacity", "on_behalf_of")),
        ("over-wie", _("Over wie"), ("dossier", "subject_category")),
        ("gegevens", _("Welke gegevens"), ("data_categories",)),
        ("waarvoor", _("Waarvoor"), ("purpose",)),
        (
            "grondslag",
            _("Op welke grondslag"),
            ("legal_basis", "legal_provision", "authority_request", "restriction_exception"),
        ),
        ("hoe", _("Hoe en waarheen"), ("channel", "destination_country", "description")),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        moment, request = cleaned.get("disclosed_at"), cleaned.get("authority_request")
        if moment and request:  # what was confirmed in that very minute, was confirmed
            cleaned["disclosed_at"] = not_before(moment, request.confirmed_at)
        return cleaned

    def sections(self) -> list[dict[str, Any]]:
        """The fields by question, for the template."""
        return [
            {"anchor": anchor, "heading": heading, "fields": [self[name] for name in names]}
            for anchor, heading, names in self.SECTIONS
        ]

    def raw(self, external_id: str) -> Raw:
        """The cleaned input in the words of the exchange format; what could not be read is empty."""
        data = self.cleaned_data
        moment, request = data.get("disclosed_at"), data.get("authority_request")
        return Raw(
            external_id=external_id,
            disclosed_at=moment.isoformat() if moment else "",
            dossier=self["dossier"].data or "",  # as typed: the reader brings it to its normal form
            legal_provision=data.get("legal_provision", ""),
            authority_request=request.reference if request else "",
            description=as_kept(data.get("description", "")),
            deviation_reason=as_kept(data.get("deviation_reason", "")),
            recipient=self._code("recipient"),
            capacity=data.get("capacity", ""),
            subject_category=self._code("subject_category"),
            purpose=self._code("purpose"),
            data_categories=tuple(sorted(category.code for category in data.get("data_categories", ()))),
            legal_basis=data.get("legal_basis", ""),
            destination_country=self._code("destination_country"),
            channel=data.get("channel", ""),
            on_behalf_of=self._code("on_behalf_of"),
            restriction_exception=data.get("restriction_exception", ""),
        )

    def _code(self, name: str) -> str:
        record = self.cleaned_data.get(name)
        return record.code if record else ""

    @property
    def unread(self) -> frozenset[str]:
        """The fields that could not be read."""
        return frozenset(Raw._fields) - self.cleaned_data.keys() - {"external_id"}

    @classmethod
    def initial_of(cls, disclosure: Disclosure) -> dict[str, Any]:
        """The fields as they stand in a recorded disclosure."""
        return raw_of(disclosure)._asdict() | {"disclosed_at": disclosure.disclosed_at}


class CorrectionForm(DisclosureForm):
    """A recorded disclosure as it should have been; the old state stays in the history."""

    reason = ReasonField(label=_("Reden van de correctie"))
    # The record as it was shown, so that somebody else's change meanwhile is noticed.
    version = forms.CharField(widget=forms.HiddenInput)


class DossierSearchForm(forms.Form):
    """Find one person's disclosures."""

    dossier = DossierField(help_text=_("Het nummer komt niet in het adres van de pagina te staan."))


def initial_now() -> dict[str, Any]:
    """What an empty form starts with: now, in seconds, so that it is not before what happened this minute."""
    return {"disclosed_at": timezone.now().replace(microsecond=0)}


def as_kept(text: str) -> str:
    """Line breaks as the register keeps them, whatever the browser sends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
