"""The filters that every register list has: of which moment it speaks, and what is asked about that."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.active_filters import BaseFilterAdapter, register_filter_adapter_class
from wagtail.admin.filters import WagtailFilterSet

from sharing.core.admin.tables import shown
from sharing.core.admin.viewpoint import REFERENCE_DATE, Question, Viewpoint, is_dated, viewpoint_in
from sharing.core.asof import parse_moment
from sharing.core.models import holding_on
from sharing.core.widgets import DayOrMomentInput


class YesOrNoAdapter(BaseFilterAdapter):
    """Says the answer that was chosen as the list says it; by itself Wagtail writes "True"."""

    def get_active_filters(self) -> Any:
        for active in super().get_active_filters():
            yield active._replace(value=shown(self.value))


register_filter_adapter_class(django_filters.BooleanFilter, adapter_class=YesOrNoAdapter)


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


class QuestionFilter(django_filters.ChoiceFilter):
    """Narrows nothing by itself: the list reads the history, or what held that day."""

    def filter(self, queryset: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return queryset


class RegisterFilterSet(WagtailFilterSet):
    """The base of every filter set on a register list.

    Filters on children ask ``rows_at(Model, self.moment)`` and compare with ``id``, so that they are right on a
    reference date too.
    """

    peildatum = ReferenceDateFilter(
        label=_("Peildatum"),
        help_text=_("Een dag (het einde ervan), of een dag en een tijd, zoals 31-12-2025 14:05."),
        widget=DayOrMomentInput,
    )
    vraag = QuestionFilter(
        label=_("Wat wilt u weten"),
        choices=Question.choices,
        widget=forms.RadioSelect,
        empty_label=None,
        null_label=None,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_dated(self._meta.model):
            self.filters.pop("vraag", None)

    @cached_property
    def viewpoint(self) -> Viewpoint:
        """The moment that the list speaks of, and the question."""
        return viewpoint_in(self.data, dated=is_dated(self._meta.model))

    @property
    def moment(self) -> datetime | None:
        """The instant to read the history at; None when the list is read as it is known now."""
        return self.viewpoint.moment

    @property
    def day(self) -> date:
        """The Amsterdam day that the list speaks of."""
        return self.viewpoint.day

    def by_day(self, queryset: QuerySet[Any], _name: str, wanted: str) -> QuerySet[Any]:
        """Records with a first and a last day that hold on the day shown (``yes``), or do not."""
        held = holding_on(self.day)
        return queryset.filter(held if wanted == "yes" else ~held)


def moment_in(query: Mapping[str, Any]) -> datetime | None:
    """The instant that ``peildatum`` in a query string means; None when it is absent or cannot be understood."""
    return viewpoint_in(query).moment


def reference_date_input(asked: str, error: str = "") -> str:
    """The field for a reference date of a screen that has no filters, with what was asked."""
    attrs = {"id": f"id_{REFERENCE_DATE}"}
    if error:
        attrs |= {"aria-invalid": "true", "aria-describedby": f"{REFERENCE_DATE}-error"}
    return DayOrMomentInput(attrs).render(REFERENCE_DATE, asked)
