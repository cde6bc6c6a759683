"""The filter that every register list has: as it stood on a reference date."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from sharing.core.asof import parse_moment
from sharing.core.models import holding_on
from sharing.core.periods import amsterdam_day
from sharing.core.widgets import DayInput

REFERENCE_DATE = "peildatum"


class MomentTextField(forms.CharField):
    """A day (its end), or a date and time; the text stays as typed, so that it can be shown and sent again."""

    def clean(self, value: Any) -> str:
        value = super().clean(value)
        if value:
            try:
                parse_moment(value)
            except ValueError as error:
                raise ValidationError(str(error)) from None
        return value


class ReferenceDateFilter(django_filters.CharFilter):
    """Narrows nothing by itself: the list reads the register as of this moment."""

    field_class = MomentTextField

    def filter(self, queryset: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return queryset


class RegisterFilterSet(WagtailFilterSet):
    """The base of every filter set on a register list.

    Filters on children ask ``rows_at(Model, self.moment)`` and compare with ``id``, so that they are right on a
    reference date too.
    """

    peildatum = ReferenceDateFilter(
        label=_("Peildatum"),
        help_text=_("Toont de lijst zoals die aan het einde van deze dag was."),
        widget=DayInput,
    )

    @property
    def moment(self) -> datetime | None:
        """The instant of the reference date; None for now."""
        return moment_in(self.data)

    @property
    def day(self) -> date:
        """The Amsterdam day that the list speaks of."""
        return amsterdam_day(self.moment or timezone.now())

    def by_day(self, queryset: QuerySet[Any], _name: str, wanted: str) -> QuerySet[Any]:
        """Records with a first and a last day that hold on the day shown (``yes``), or do not."""
        held = holding_on(self.day)
        return queryset.filter(held if wanted == "yes" else ~held)


def moment_in(query: Mapping[str, Any]) -> datetime | None:
    """The instant that ``peildatum`` in a query string means; None when it is absent or cannot be understood."""
    return _asked(query)[0]


def error_in(query: Mapping[str, Any]) -> str:
    """Why ``peildatum`` in a query string cannot be understood; empty when it can, or is absent."""
    return _asked(query)[1]


def reference_date_input(asked: str, error: str = "") -> str:
    """The field for a reference date of a screen that has no filters, with what was asked."""
    attrs = {"id": f"id_{REFERENCE_DATE}"}
    if error:
        attrs |= {"aria-invalid": "true", "aria-describedby": f"{REFERENCE_DATE}-error"}
    return DayInput(attrs).render(REFERENCE_DATE, asked)


def _asked(query: Mapping[str, Any]) -> tuple[datetime | None, str]:
    text = (query.get(REFERENCE_DATE) or "").strip()
    if not text:
        return None, ""
    try:
        return parse_moment(text), ""
    except ValueError as error:
        return None, str(error)
