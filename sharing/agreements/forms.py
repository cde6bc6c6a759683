"""The form of an agreement and of what hangs from it: article 28, sub-processors, documents."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import Panel

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.choices import (
    DIRECTION_WORDS,
    NEEDS_ARTICLE_28,
    Article28Item,
    ItemStatus,
    ObjectionOutcome,
)
from sharing.agreements.constraints import KEPT_DOCUMENT
from sharing.agreements.coverage import AsksAboutCoverage, coverage_field
from sharing.agreements.models import Agreement
from sharing.agreements.rules import objection_until, on_a_circle
from sharing.agreements.succession import why_not_audited, why_not_due, why_not_gone, why_not_signed
from sharing.core.admin import RegisterForm, possible_owners
from sharing.core.admin.parts import RegisterInlinePanel
from sharing.core.dates import to_come
from sharing.core.dutch import day_in_words
from sharing.core.fields import FreeTextField
from sharing.core.once import once
from sharing.core.periods import amsterdam_day
from sharing.core.readable import named
from sharing.documents.forms import KeepsDocuments
from sharing.reference.fields import DataCategoriesField, PurposesField
from sharing.reference.models import SubjectCategory


class SubProcessorForm(WagtailAdminModelForm):
    """A sub-processor; who engaged it is chosen from those already saved with this agreement."""

    def __init__(self, *args: Any, agreement: Agreement | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreement = agreement
        saved = saved_with(agreement.pk) if agreement is not None and agreement.pk else []
        under = below(self.instance) if self.instance.pk else set()
        parent: Any = self.fields["parent"]
        offered = [one for one in saved if one.pk not in under]
        parent.queryset = SubProcessor.objects.filter(pk__in=[one.pk for one in offered])
        # Read once for all rows of the form.
        parent.choices = [("", _("De verwerker zelf")), *((one.pk, str(one)) for one in offered)]
        parent.help_text = _("Een nieuwe subverwerker kan hier gekozen worden nadat die is opgeslagen.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        announced, until = cleaned.get("announced_on"), cleaned.get("objection_until")
        if announced and until and until < announced:
            self.add_error(
                "objection_until",
                _("De termijn voor bezwaar eindigt voor de aankondiging. Kies een latere dag."),
            )
        elif until is None and announced and self.agreement is not None:
            cleaned["objection_until"] = objection_until(
                announced,
                authorisation=self.agreement.sub_processor_authorisation,
                objection_days=self.agreement.objection_days,
            )
        for name in ("announced_on", "approved_on"):
            day = cleaned.get(name)
            if day and name in self.changed_data and day > amsterdam_day(timezone.now()):
                self.add_error(name, to_come(day))
        self._check_objection(cleaned)
        return cleaned

    def _check_objection(self, cleaned: dict[str, Any]) -> None:
        """An objection has a day and a reason; until somebody says what came of it, it is open."""
        made = cleaned.get("objected_on")
        if made is None:
            if "objected_on" not in self.errors and (
                cleaned.get("objection_reason") or cleaned.get("objection_outcome")
            ):
                self.add_error("objected_on", _("Vul in op welke dag het bezwaar is gemaakt."))
            return
        if not cleaned.get("objection_reason"):
            self.add_error("objection_reason", _("Vul in waarom u bezwaar maakte."))
        if "objected_on" in self.changed_data and made > amsterdam_day(timezone.now()):
            self.add_error(
                "objected_on",
                _("%(day)s moet nog komen. Vul de dag in waarop u bezwaar maakte.")
                % {"day": day_in_words(made)},
            )
        announced = cleaned.get("announced_on")
        if announced and made < announced:
            self.add_error("objected_on", _("Het bezwaar ligt voor de aankondiging. Controleer beide dagen."))
        cleaned["objection_outcome"] = cleaned.get("objection_outcome") or ObjectionOutcome.OPEN


def saved_with(agreement: int) -> list[SubProcessor]:
    """The sub-processors that are stored with an agreement (a key)."""
    return once(
        ("sub-processors", agreement),
        lambda: list(SubProcessor.objects.filter(agreement=agreement).select_related("party")),
    )


def below(sub_processor: SubProcessor) -> set[int]:
    """The keys of a sub-processor and of all it engages in turn: none of these can have engaged it."""
    links = [(one.pk, one.parent_id) for one in saved_with(sub_processor.agreement_id)]
    found, new = set(), {sub_processor.pk}
    while new:
        found |= new
        new = {key for key, parent in links if parent in new} - found
    return found


class SubProcessorsPanel(RegisterInlinePanel):
    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["inherit_kwargs"] = ["agreement"]
        return options


def _article_28_fields() -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for item, label in Article28Item.choices:
        fields[f"item_{item}"] = forms.ChoiceField(
            choices=ItemStatus.choices, initial=ItemStatus.NOT_MET, label=label, required=False
        )
        fields[f"clause_{item}"] = forms.CharField(
            max_length=200,
            required=False,
            label=format_lazy(_("Bepaling of bladzijde bij {item}"), item=label),
        )
        fields[f"note_{item}"] = FreeTextField(
            max_length=500, required=False, label=format_lazy(_("Toelichting bij {item}"), item=label)
        )
    return fields


# Per item of article 28(3) its status (`item_a`), the clause that shows it (`clause_a`) and a note (`note_a`).
Article28Fields: Any = type("Article28Fields", (forms.Form,), _article_28_fields())


class Article28Panel(Panel):
    """The eight items as one table: every agreement has all of them, so there is nothing to add or remove."""

    def get_form_options(self) -> dict[str, Any]:
        # Claims the fields: Wagtail renders what no panel claims a second time, and that one would count.
        return {"fields": list(Article28Fields.base_fields)}

    class BoundPanel(Panel.BoundPanel):
        template_name = "sharing/agreements/article_28_panel.html"

        @property
        def rows(self) -> list[dict[str, Any]]:
            """Per item its fields."""
            return self.form.article_28_rows()

        @property
        def open(self) -> str:
            """The items that a stored processing agreement does not arrange, by their letters."""
            stored = self.form.agreement
            if stored.pk is None or stored.kind not in NEEDS_ARTICLE_28:
                return ""
            return ", ".join(
                item
                for item in Article28Item.values
                if self.form[f"item_{item}"].value() == ItemStatus.NOT_MET
            )


# Days on which something has happened, each with why it did not on a day that is still to come.
_OF_THE_PAST = {"signed_on": why_not_signed, "audited_on": why_not_audited, "data_gone_on": why_not_gone}


class AgreementForm(AsksAboutCoverage, KeepsDocuments, RegisterForm, Article28Fields):
    """An agreement with what it covers; the items of article 28 are fields of the form itself.

    What both directions arrange is asked in the words of the one that is meant: they process for us, or we for them.
    """

    fixed_fields = ("reference",)
    kept_sentence = KEPT_DOCUMENT

    purposes = PurposesField(
        label=_("Doeleinden"),
        help_text=_("Een doeleinde omvat ook wat eronder valt."),
        error_messages={"required": _("Kies minstens één doeleinde.")},
    )
    data_categories = DataCategoriesField(
        label=_("Gegevenscategorieën"),
        help_text=_("Meer dan dit mag er op grond van deze overeenkomst niet worden verstrekt."),
        error_messages={"required": _("Kies minstens één gegevenscategorie.")},
    )
    subject_categories = forms.ModelMultipleChoiceField(
        SubjectCategory.objects.order_by("name"),
        label=_("Categorieën betrokkenen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    coverage = coverage_field()

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.fields["owner"].queryset = possible_owners(Agreement, self.instance.owner_id)
        self.fields["owner"].label_from_instance = named
        self.fields["owner"].empty_label = _("Nog niemand")
        kind = (data.get("kind") if data else "") or self.instance.kind or self.initial.get("kind", "")
        for name, label in DIRECTION_WORDS.get(kind, {}).items():
            self.fields[name].label = label
        arranged = {}
        if self.instance.pk:
            arranged = {clause.item: clause for clause in self.instance.clauses.all()}
        for item, clause in arranged.items():
            self.initial |= {
                f"item_{item}": clause.status,
                f"clause_{item}": clause.clause,
                f"note_{item}": clause.note,
            }

    def is_valid(self) -> bool:
        # Both, so that all that is wrong is told at once.
        return all([super().is_valid(), self._without_circle()])

    def _without_circle(self) -> bool:
        rows = {
            form.instance.pk: form
            for form in (self.formsets["sub_processors"].forms if "sub_processors" in self.formsets else ())
            if form.instance.pk and form.is_valid() and not form.cleaned_data.get("DELETE")
        }
        found = on_a_circle(
            {key: parent.pk for key, form in rows.items() if (parent := form.cleaned_data.get("parent"))}
        )
        for key in found:
            rows[key].add_error(
                "parent", _("Zo schakelt deze partij langs een omweg zichzelf in. Kies een andere.")
            )
        return not found

    @property
    def agreement(self) -> Agreement:
        """What the forms of sub-processors are told."""
        return self.instance

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        on = amsterdam_day(timezone.now())
        for name, why_not in _OF_THE_PAST.items():
            # What was stored before this was asked, is asked at its next change.
            if (day := cleaned.get(name)) and name in self.changed_data and (wrong := why_not(day, on=on)):
                self.add_error(name, wrong)
        due, last = cleaned.get("audit_due"), cleaned.get("audited_on")
        changed = {"audit_due", "audited_on"} & set(self.changed_data)
        if due and last and changed and (wrong := why_not_due(due, last)):
            self.add_error("audit_due", wrong)
        return cleaned

    def clean_replaces(self) -> Agreement | None:
        """Not what replaces this one in its turn, whatever stands between."""
        former: Agreement | None = self.cleaned_data["replaces"]
        passed, one = {self.instance.pk}, former
        while one is not None and one.pk not in passed:
            passed.add(one.pk)
            one = one.replaces
        if one is not None and one.pk == self.instance.pk and former != one:
            raise ValidationError(
                _("“%(code)s” vervangt zo via “%(parent)s” zichzelf; kies de vorige overeenkomst."),
                params={"code": self.instance, "parent": former},
            )
        return former

    def article_28_rows(self) -> list[dict[str, Any]]:
        """Per item its label and its fields, for the table."""
        return [
            {
                "label": label,
                "status": self[f"item_{item}"],
                "clause": self[f"clause_{item}"],
                "note": self[f"note_{item}"],
            }
            for item, label in Article28Item.choices
        ]

    def article_28(self) -> dict[str, tuple[str, str, str]]:
        """Per item the chosen status, clause and note."""
        data = self.cleaned_data
        return {
            item: (data[f"item_{item}"] or ItemStatus.NOT_MET, data[f"clause_{item}"], data[f"note_{item}"])
            for item in Article28Item.values
        }

    @property
    def changed_values(self) -> list[str]:
        # What the agreement covers and the items of article 28 have rows of their own.
        own = {field.name for field in self.instance._meta.concrete_fields}
        return [name for name in super().changed_values if name in own]

    def has_changed_anything(self) -> bool:
        return super().has_changed_anything() or bool(set(super().changed_values) - set(self.changed_values))
