"""Recording by hand: the form for one or several persons, and that of a template."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sharing.consents.forms import DataCategoryKeysField
from sharing.consents.queries import numbers_in
from sharing.core.admin import RegisterForm
from sharing.core.admin.records import RecordField
from sharing.core.dossiers import normal_number
from sharing.core.exceptions import NotUnderstood
from sharing.disclosures.forms import DisclosureForm
from sharing.disclosures.intake.channels import Raw
from sharing.disclosures.models import Disclosure
from sharing.disclosures.representations import raw_of
from sharing.entry.models import EntryTemplate
from sharing.parties.models import Party
from sharing.reference.fields import PurposeChoiceField
from sharing.reference.models import DataCategory

MOST_PERSONS = 200
# What belongs to one person or one occasion, and is never filled in from another entry.
OF_ITS_OWN = frozenset({"external_id", "disclosed_at", "dossier", "deviation_reason"})


class DossierLinesField(forms.CharField):
    """Dossier numbers, one on each line, as they were typed; what is wrong names its line.

    Gives pairs of the number of the line and its text; empty lines are passed over and counted.
    """

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"rows": 2, "autocomplete": "off", "spellcheck": "false"}
        kwargs.setdefault("widget", forms.Textarea(attrs=attrs))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[tuple[int, str]]:
        lines = [
            (number, line.strip())
            for number, line in enumerate(super().clean(value).splitlines(), start=1)
            if line.strip()
        ]
        if len(lines) > MOST_PERSONS:
            raise ValidationError(
                _("Dit zijn %(count)d regels; leg er hoogstens %(most)d tegelijk vast."),
                params={"count": len(lines), "most": MOST_PERSONS},
            )
        errors: list[ValidationError] = []
        first: dict[str, int] = {}
        for number, line in lines:
            try:
                normal = normal_number(line)
            except NotUnderstood as error:
                words = {"line": number, "error": str(error)}
                errors.append(ValidationError(_("Regel %(line)d: %(error)s"), params=words, code=error.code))
                continue
            if first.setdefault(normal, number) != number:
                words = {"line": number, "first": first[normal]}
                errors.append(
                    ValidationError(
                        _("Regel %(line)d is hetzelfde dossier als regel %(first)d; haal er één weg."),
                        params=words,
                        code="double",
                    )
                )
        if errors:
            raise ValidationError(errors)
        return lines


class EntryForm(DisclosureForm):
    """One disclosure to one recipient, of one or several persons: the recipient first, because much follows from it."""

    dossier = DossierLinesField(  # type: ignore[assignment]  # one field, of more than one person
        label=_("Dossiernummers"),
        help_text=_(
            "Het eigen dossiernummer van de organisatie, nooit een BSN. Gaat het om meer personen, zet dan elk nummer "
            "op een eigen regel; elk wordt een eigen verstrekking."
        ),
        error_messages={"required": _("Vul het dossiernummer in.")},
    )

    SECTIONS = (
        ("aan-wie", _("Aan wie"), ("recipient",)),
        ("wanneer", _("Wanneer en over wie"), ("disclosed_at", "dossier", "subject_category")),
        ("rol", _("In welke rol"), ("capacity", "on_behalf_of")),
        ("gegevens", _("Welke gegevens"), ("data_categories",)),
        ("waarvoor", _("Waarvoor"), ("purpose",)),
        (
            "grondslag",
            _("Op welke grondslag"),
            ("legal_basis", "legal_provision", "authority_request", "restriction_exception"),
        ),
        ("hoe", _("Hoe en waarheen"), ("channel", "destination_country", "description")),
    )
    field_order = [name for *_heading, names in SECTIONS for name in names]

    @property
    def lines(self) -> list[tuple[int, str]]:
        """Numbers and texts of the lines with a dossier."""
        lines: list[tuple[int, str]] = self.cleaned_data["dossier"]
        return lines

    @property
    def parties(self) -> list[Party]:
        """Whom the register must be asked about."""
        found = (self.cleaned_data["recipient"], self.cleaned_data["on_behalf_of"])
        return [party for party in found if party is not None]

    def raws(self, key: str) -> list[Raw]:
        """An entry per line; the first has the key of the form as its id, the others follow it."""
        common = self.raw(key)
        return [
            common._replace(dossier=text, external_id=f"{key}-{place}" if place else key)
            for place, (_number, text) in enumerate(self.lines)
        ]

    @property
    def still_empty(self) -> list[str]:
        """Labels of what must still be filled in."""
        return [
            str(self.fields[name].label)
            for name, errors in self.errors.as_data().items()
            if name in self.fields and any(error.code == "required" for error in errors)
        ]

    @property
    def mistakes(self) -> list[str]:
        """What is wrong with what was filled in, with the label of its field."""
        return [
            f"{self.fields[name].label}: {message}" if name in self.fields else message
            for name, errors in self.errors.as_data().items()
            for error in errors
            if error.code != "required"
            for message in error.messages
        ]


def initial_again(disclosure: Disclosure) -> dict[str, Any]:
    """The form for another disclosure like this one: all but the moment and the person."""
    values = raw_of(disclosure)._asdict() | {"restriction_exception": ""}
    if disclosure.destination_country_id == disclosure.recipient.country_id:
        values["destination_country"] = ""
    return {name: value for name, value in values.items() if name not in OF_ITS_OWN}


def initial_from(template: EntryTemplate) -> dict[str, Any]:
    """The form as a template begins it."""
    codes = DataCategory.objects.filter(pk__in=template.data_categories).values_list("code", flat=True)
    return {
        "recipient": template.recipient.code,
        "capacity": template.capacity,
        "on_behalf_of": template.on_behalf_of.code if template.on_behalf_of else "",
        "subject_category": template.subject_category.code,
        "data_categories": sorted(codes),
        "purpose": template.purpose.code,
        "legal_basis": template.legal_basis,
        "legal_provision": template.legal_provision,
        "channel": template.channel,
        "destination_country": template.destination_country_id or "",
        "description": template.description,
    }


def template_from(disclosure: Disclosure) -> dict[str, Any]:
    """A template as a disclosure begins it; whoever saves it gives it a name."""
    return {
        "recipient": disclosure.recipient_id,
        "capacity": disclosure.capacity,
        "on_behalf_of": disclosure.on_behalf_of_id,
        "subject_category": disclosure.subject_category_id,
        "data_categories": disclosure.data_categories,
        "purpose": disclosure.purpose_id,
        "legal_basis": disclosure.legal_basis,
        "legal_provision": disclosure.legal_provision,
        "channel": disclosure.channel,
        "destination_country": disclosure.destination_country_id,
        "description": disclosure.description,
    }


def empty_filled(data: Any, defaults: Mapping[str, Any], untouched: Mapping[str, Any]) -> Any:
    """What was sent, with the defaults where nothing was filled in or what stood there to begin with."""
    filled = data.copy()
    for name, value in defaults.items():
        sent = [one for one in filled.getlist(name) if one.strip()]
        if not sent or sent == [untouched.get(name)]:
            filled.setlist(name, list(value) if isinstance(value, (list, tuple)) else [value])
    return filled


class EntryTemplateForm(RegisterForm):
    """A template; a dossier number has no place in it, not in its words either."""

    recipient = RecordField(Party, label=_("Ontvanger"))
    on_behalf_of = RecordField(
        Party,
        label=_("Namens"),
        required=False,
        help_text=_("Alleen als wij dit als verwerker doen: de opdrachtgever namens wie."),
    )
    purpose = PurposeChoiceField(label=_("Doeleinde"))
    data_categories = DataCategoryKeysField(
        label=_("Gegevens"), error_messages={"required": _("Kies minstens één soort gegevens.")}
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("name", "description", "legal_provision"):
            if numbers_in(cleaned.get(name) or "", ()):
                self.add_error(
                    name,
                    ValidationError(
                        _(
                            "Hier lijkt een dossiernummer te staan. Een sjabloon gaat over niemand in het bijzonder; "
                            "haal het nummer weg."
                        ),
                        code="dossier",
                    ),
                )
        return cleaned
