"""The chain of sub-processors in one screen: a row each, and who engaged it by the number of a row."""

from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.chain_refusals import Link, why_not_linked
from sharing.agreements.models import Agreement
from sharing.agreements.rules import on_a_circle
from sharing.agreements.step_forms import StepForm
from sharing.core.admin import ReasonField, RecordField
from sharing.core.admin.parts import say_which_row
from sharing.core.dates import check_register_day
from sharing.core.exceptions import NotUnderstood
from sharing.core.fields import DayField, WholeNumberField, focus_first_error
from sharing.core.models import ENDS_BEFORE
from sharing.parties.models import Party
from sharing.reference.models import Country

ROOM = 6  # empty rows below those that are stored; who needs more saves and goes on
ROWS = "rows"  # where the form keeps that something is wrong in a row
DAYS = ("announced_on", "approved_on", "first_day", "last_day")


class LinkForm(forms.Form):
    """One sub-processor."""

    id = WholeNumberField(widget=forms.HiddenInput, required=False, min_value=1)
    party = RecordField(Party, label=gettext_lazy("Partij"))
    service = forms.CharField(label=gettext_lazy("Dienst"), max_length=200)
    country = forms.ModelChoiceField(Country.objects.order_by("name"), label=gettext_lazy("Land"))
    engaged_by = WholeNumberField(
        label=gettext_lazy("Ingeschakeld door rij"), required=False, min_value=1, max_value=999
    )
    announced_on = DayField(label=gettext_lazy("Aangekondigd op"), required=False)
    approved_on = DayField(label=gettext_lazy("Goedgekeurd op"), required=False)
    first_day = DayField(label=gettext_lazy("Vanaf"), required=False)
    last_day = DayField(label=gettext_lazy("Tot en met"), required=False)
    flow_down = forms.CharField(
        label=gettext_lazy("Doorgegeven verplichtingen"), max_length=200, required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in DAYS:
            try:
                if cleaned.get(name):
                    check_register_day(cleaned[name])
            except NotUnderstood as error:
                self.add_error(name, str(error))
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", ENDS_BEFORE)
        return cleaned


class _Links(BaseFormSet):  # type: ignore[type-arg]  # not when it runs
    """The rows; a row that engages itself, or names a row that says nothing, is told so."""

    agreement: Agreement

    def clean(self) -> None:
        say_which_row(self.forms, self._missing)
        filled = {place: form for place, form in enumerate(self.forms) if form.cleaned_data or form.errors}
        above = {}
        for place, form in filled.items():
            number = form.cleaned_data.get("engaged_by")
            if number is None:
                continue
            if number - 1 not in filled or number - 1 == place:
                message = _("Rij %(number)d is leeg of deze rij zelf. Kies een andere rij, of laat het leeg.")
                form.add_error("engaged_by", message % {"number": number})
                continue
            above[place] = number - 1
        for place in on_a_circle(above):
            self.forms[place].add_error(
                "engaged_by", _("Zo schakelt deze partij langs een omweg zichzelf in. Kies een andere rij.")
            )
        self._foresee(filled)

    def _foresee(self, filled: dict[int, forms.Form]) -> None:
        """What storing them would refuse as well, of each row of which it is known who does what."""
        shown = [key for form in filled.values() if (key := form.cleaned_data.get("id"))]
        known = {
            place: Link(**{"country": None, **data, "engaged_by": None})
            for place, form in filled.items()
            if {"party", "service"} <= (data := form.cleaned_data).keys()
        }
        for error in why_not_linked(self.agreement, known, shown=shown):
            if not self.forms[error.index or 0].has_error(error.field):
                self.forms[error.index or 0].add_error(error.field, error.message)

    @staticmethod
    def _missing(row: forms.Form, words: dict[str, Any]) -> str:
        if row.empty_permitted:
            return _("Vul “%(field)s” in bij rij %(row)d, of maak die rij helemaal leeg.") % words
        return _("Vul “%(field)s” in bij rij %(row)d.") % words

    def links(self) -> list[Link]:
        """What was filled in, in the order of the rows; ``engaged_by`` is a place in this list."""
        filled = [form.cleaned_data for form in self.forms if form.cleaned_data]
        places = {
            number: place
            for place, number in enumerate(one for one, form in enumerate(self.forms, 1) if form.cleaned_data)
        }
        return [
            Link(**row | {"engaged_by": places[row["engaged_by"]] if row["engaged_by"] else None})
            for row in filled
        ]


class ChainForm(forms.Form):
    """The rows, and why."""

    reason = ReasonField(label=gettext_lazy("Reden"))
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        rows: Any = formset_factory(LinkForm, formset=_Links, extra=ROOM, max_num=500, absolute_max=500)
        self.rows = rows(
            data, prefix="rijen", initial=_stored(agreement), form_kwargs={"use_required_attribute": False}
        )
        self.rows.agreement = agreement

    def is_valid(self) -> bool:
        if not self.rows.is_valid() and ROWS not in self.errors:
            # Not of the form as a whole: each row says for itself what is wrong.
            self.errors[ROWS] = self.error_class([_("Niet elke rij is goed ingevuld.")])
            for row in self.rows.forms:
                if row.errors:
                    focus_first_error(row)
                    break
        return super().is_valid()


class PasteForm(StepForm):
    """Rows as they were copied from a spreadsheet. What is wrong in them the screen tells per cell."""

    rows = forms.CharField(
        label=gettext_lazy("Rijen"),
        strip=False,
        max_length=400_000,
        widget=forms.Textarea(
            attrs={"rows": 12, "wrap": "off", "spellcheck": "false", "class": "register-paste"}
        ),
        help_text=gettext_lazy(
            "Kopieer de cellen in het werkblad en plak ze hier, met of zonder de koppen erboven."
        ),
        error_messages={"required": gettext_lazy("Plak eerst een of meer rijen.")},
    )

    field_order = ("rows", "reason")


def _stored(agreement: Agreement) -> list[dict[str, Any]]:
    """The stored links, each after who engaged it where that can be, with the number of that row."""
    links = list(SubProcessor.objects.filter(agreement=agreement).select_related("party").order_by("pk"))
    numbers = {link.pk: number for number, link in enumerate(links, 1)}
    return [
        {
            "id": link.pk,
            "party": link.party,
            "country": link.country_id,
            "engaged_by": numbers.get(link.parent_id or 0),
            **{name: getattr(link, name) for name in ("service", "flow_down", *DAYS)},
        }
        for link in links
    ]
