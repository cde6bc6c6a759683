"""Changing what an agreement in force covers: was it always so, or is it so from a day on?"""

from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sharing.agreements.queries import facts_of
from sharing.agreements.rules import is_in_force
from sharing.core.periods import amsterdam_day

COVERAGE = ("purposes", "data_categories", "subject_categories")


class CoverageChange(models.TextChoices):
    """What a change of what is covered means."""

    CORRECTION = (
        "correction",
        _("Het was altijd al zo: dit verbetert wat verkeerd is vastgelegd, vanaf de eerste dag"),
    )
    SUCCESSOR = "successor", _("Het is zo vanaf een bepaalde dag: maak een opvolger vanaf die dag")


def coverage_field() -> forms.ChoiceField:
    """The question, below what is covered."""
    return forms.ChoiceField(
        label=_("Als u wijzigt wat eronder valt"),
        choices=CoverageChange.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "Deze overeenkomst is van kracht: een wijziging hierboven geldt ook voor wat al is verstrekt."
        ),
    )


_Form: Any = object  # of a register, to which the mixin is added


class AsksAboutCoverage(_Form):
    """A form that does not change silently what an agreement in force covered: past disclosures were judged by it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self._in_force():
            del self.fields["coverage"]

    def _in_force(self) -> bool:
        stored = not self.is_new
        return stored and is_in_force(facts_of(self.instance), amsterdam_day(timezone.now()))

    @property
    def changed_coverage(self) -> bool:
        """Whether something else is covered now."""
        return bool(set(COVERAGE) & set(self.changed_data))

    @property
    def wants_successor(self) -> bool:
        """Whether what is covered changes from a day on, which is another agreement's."""
        return self.changed_coverage and self.cleaned_data.get("coverage") == CoverageChange.SUCCESSOR

    @property
    def changed_values(self) -> list[str]:
        return [name for name in super().changed_values if name != "coverage"]

    def changed_besides(self) -> bool:
        """Whether something is changed beside what is covered."""
        besides = set(self.changed_data) - {*COVERAGE, "coverage", "reason", "version"}
        parts = (form for formset in self.formsets.values() for form in formset.forms)
        return bool(besides) or any(form.has_changed() for form in parts)

    def leave_coverage(self) -> None:
        """Save everything else: what is covered stays as it is stored."""
        for name in COVERAGE:
            self.cleaned_data[name] = getattr(self.instance, name).all()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "coverage" in self.fields and self.changed_coverage and not cleaned.get("coverage"):
            self.add_error(
                "coverage",
                _(
                    "U wijzigt wat onder een overeenkomst valt die van kracht is. Kies of het altijd "
                    "al zo was, of vanaf een dag."
                ),
            )
        return cleaned
