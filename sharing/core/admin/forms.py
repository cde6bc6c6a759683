"""Forms on a register: a reason at every change, codes that stay, and a mark that notices other people's changes."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils import timezone
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminAutoHeightTextInput

from sharing.core.admin.choosing import ChoosingInput
from sharing.core.admin.controls import words_of
from sharing.core.admin.overtaken import Overtaken, Question, bring_together
from sharing.core.admin.parts import say_which_row
from sharing.core.admin.shared import read_choices
from sharing.core.asof import end_of
from sharing.core.bsn import CODE as BSN
from sharing.core.bsn import IN_TEXT, holds_bsn
from sharing.core.caches import forget_parts
from sharing.core.exceptions import Refused
from sharing.core.fields import FreeTextField
from sharing.core.models import CodeField
from sharing.core.records import version_of

REASON_LENGTH = 1000


class ReasonField(FreeTextField):
    """Why this is done; it is kept with the change, for good."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "label": _("Reden van de wijziging"),
                "help_text": _(
                    "Staat voorgoed in de historie, leesbaar voor wie dit gegeven mag inzien. Noem geen personen."
                ),
                "max_length": REASON_LENGTH,
                "widget": AdminAutoHeightTextInput(attrs={"rows": 2}),
                "error_messages": {"required": _("Vul in waarom u dit doet; de reden komt in de historie.")},
                **kwargs,
            }
        )


class NoteField(ReasonField):
    """A reason that is asked for by a question of its own, and missed by the name of that question."""

    def __init__(self, *, label: Any, **kwargs: Any) -> None:
        missed = format_lazy(_("Vul iets in bij “{label}”; het komt in de historie."), label=label)
        super().__init__(label=label, error_messages={"required": missed}, **kwargs)


class ReasonForm(forms.Form):
    """Only the reason, as asked before something is deleted; ``version`` is the record as it was shown."""

    reason = ReasonField(label=_("Reden van de verwijdering"))
    version = forms.CharField(widget=forms.HiddenInput, required=False)


class StepForm(forms.Form):
    """A decision on a record; ``version`` is the record as it stood on the screen (``version_of``)."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)


CHOOSE = "choose"
_CHOOSE = _("U en een ander hebben dit beiden gewijzigd. Kies hieronder wat geldt.")


def _both_changed(overtaken: Overtaken) -> str:
    remedy = gettext(
        "Er is nog niets opgeslagen en uw invoer staat er nog. Waar u beiden hetzelfde wijzigde, kiest u wat geldt; "
        "sla dan opnieuw op."
    )
    return f"{overtaken.sentence} {remedy}".strip()


def say_what_is_empty(fields: Iterable[forms.Field]) -> None:
    """A list in which nothing is chosen says so in words, where Django draws dashes."""
    value, dashes = BLANK_CHOICE_DASH[0]
    for field in fields:
        words = _("Kies…") if field.required else _("Niet ingevuld")
        if isinstance(field, forms.ModelChoiceField):
            if field.empty_label == dashes:
                field.empty_label = words
        elif isinstance(field, forms.ChoiceField):
            choices: list[Any] = list(field.widget.choices)
            if choices and choices[0] == (value, dashes):
                field.choices = [(value, words), *choices[1:]]


def read_again(record: Any) -> None:
    """Read the record after its version, so that the version is never newer than what is shown."""
    try:
        record.refresh_from_db()
    except type(record).DoesNotExist:
        return  # deleted meanwhile: saving says so
    forget_parts(record)


class RegisterForm(WagtailAdminModelForm):
    """The base of every form on a register.

    Codes and natural keys are read-only once given; subclasses name more in ``fixed_fields``. Saving writes only what
    changed, so that the history of a record tells no changes that were none.
    """

    fixed_fields: tuple[str, ...] = ()

    reason = ReasonField()
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    overtaken: Overtaken | None = None  # somebody else stored the record since this form was opened

    def __init__(self, data: Any = None, files: Any = None, *, as_seen: bool = False, **kwargs: Any) -> None:
        """``as_seen``: the instance is a state of its own, which is not to be read again from the database."""
        record: Any = kwargs.get("instance")
        stored = record is not None and not record._state.adding
        version = version_of(type(record), record.pk) if stored else ""
        if stored and not as_seen:
            read_again(record)
            if data is not None:
                self.overtaken = bring_together(
                    type(self), data, files, record=record, now=version, for_user=kwargs.get("for_user")
                )
        if self.overtaken is not None:
            data, files = self.overtaken.data, self.overtaken.files
        super().__init__(data, files, **kwargs)
        say_what_is_empty(self.fields.values())
        read_choices(self)
        if self.is_new:
            del self.fields["version"]
            self.fields["reason"].label = _("Reden van de toevoeging")
            return
        self.initial["version"] = version
        if self.overtaken is not None:
            self._ask()
        for name in self._fixed_names():
            if name in self.fields:
                self.fields[name].disabled = True
                self.fields[name].help_text = _("Ligt vast: andere gegevens verwijzen hiernaar.")

    @property
    def is_new(self) -> bool:
        """Whether the record is being made rather than changed."""
        return self.instance._state.adding

    def _fixed_names(self) -> set[str]:
        given = {
            field.name
            for field in self.instance._meta.concrete_fields
            if isinstance(field, CodeField) or field.primary_key
        }
        return given | set(self.fixed_fields)

    @property
    def changed_values(self) -> list[str]:
        """The fields of the record itself that were changed."""
        return [name for name in self.changed_data if name not in ("reason", "version")]

    def has_changed_anything(self) -> bool:
        """Whether the record or a row that is part of it was changed."""
        return bool(self.changed_values) or any(
            form.has_changed() for formset in self.formsets.values() for form in formset.forms
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in type(self.instance).free_text:
            if holds_bsn(cleaned.get(name) or ""):
                self.add_error(name, ValidationError(IN_TEXT, code=BSN))
        if self.overtaken is not None and self.overtaken.questions:
            for question in self.overtaken.questions:
                if not question.form:
                    self.add_error(question.field, ValidationError(_CHOOSE, code=CHOOSE))
            self.add_error(None, ValidationError(_both_changed(self.overtaken), code=CHOOSE))
        elif not self.is_new and not self.has_changed_anything():
            raise ValidationError(
                _("U hebt niets gewijzigd, dus er is niets om op te slaan."), code="unchanged"
            )
        return cleaned

    def _ask(self) -> None:
        """Put below each field that both changed the question whose value counts."""
        asked = self.overtaken.questions if self.overtaken else []
        for question in asked:
            form = self._form_of(question)
            bound = form[question.field]
            question.mine = question.mine or words_of(bound)
            field = form.fields[question.field]
            field.widget = ChoosingInput(field.widget, question, str(bound.label))

    def _form_of(self, question: Question) -> Any:
        parts = (form for formset in self.formsets.values() for form in formset.forms)
        return next((form for form in parts if form.prefix == question.form), self)

    def is_valid(self) -> bool:
        valid = super().is_valid()
        for formset in self.formsets.values():
            formset.is_valid()  # its rows too are told at once: the above stops at the first table with an error
            self._say_which_row(formset)
        return all([valid, not self._ask_in_parts()])

    def _say_which_row(self, formset: Any) -> None:
        table = capfirst(formset.model._meta.verbose_name_plural)
        shown = [row for row in formset.forms if not formset._should_delete_form(row)]
        say_which_row(
            shown,
            lambda _row, words: (
                gettext("Vul “%(field)s” in bij rij %(row)d van “%(table)s”, of verwijder die rij.")
                % {**words, "table": table}
            ),
        )

    def _ask_in_parts(self) -> bool:
        asked = [one for one in (self.overtaken.questions if self.overtaken else []) if one.form]
        for question in asked:
            form = self._form_of(question)
            if not form.has_error(question.field, CHOOSE):
                form.add_error(question.field, ValidationError(_CHOOSE, code=CHOOSE))
        return bool(asked)

    def save(self, commit: bool = True) -> Any:
        new = self.is_new
        record = super().save(commit=False)
        if not commit:
            return record
        if new:
            record.save()
        else:
            if self.changed_values:
                record.save(
                    update_fields=[
                        field.name for field in record._meta.local_concrete_fields if not field.primary_key
                    ]
                )
            self._save_parts()
        self._save_m2m()
        return record

    def _save_parts(self) -> None:
        for formset in self.formsets.values():
            for part in formset.deleted_objects:
                part.delete()
            for part in [*(part for part, _changed in formset.changed_objects), *formset.new_objects]:
                part.save()
        # The parts in memory have been written; what follows reads the database again.
        forget_parts(self.instance)


class RegisterOfDayForm(forms.Form):
    """Asks for the register as it was ``on`` a day."""

    def clean_on(self) -> date | None:
        """The day: one that is to come is said at its field, and not only in the background."""
        day: date | None = self.cleaned_data["on"]
        try:
            end_of(day, at=timezone.now())
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
        return day
