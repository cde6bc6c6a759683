"""Form fields for choosing from the reference lists."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from sharing.reference.choices import DataKind
from sharing.reference.models import DataCategory, Purpose
from sharing.reference.queries import in_tree_order

CHOOSE = _("Kies…")
_INDENT = "\u00a0" * 4  # ordinary spaces disappear in a choice


class _TreeOrder(ModelChoiceIterator):  # type: ignore[type-arg]  # not when it runs
    """Sub-purposes follow what they fall under, indented."""

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for purpose, depth in in_tree_order(self.queryset):
            yield self.field.prepare_value(purpose), f"{_INDENT * depth}{purpose.description}"


class PurposeChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not when it runs
    """One purpose from the tree."""

    iterator = _TreeOrder

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", CHOOSE)
        super().__init__(Purpose.objects.all(), **kwargs)


class PurposesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not when it runs
    """Purposes from the tree as checkboxes."""

    iterator = _TreeOrder
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Purpose.objects.all(), **kwargs)


class DataCategoriesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not when it runs
    """Data categories as checkboxes; what the law protects further says so."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(DataCategory.objects.order_by("name"), **kwargs)

    def label_from_instance(self, category: DataCategory) -> str:
        if category.kind == DataKind.ORDINARY:
            return category.name
        return f"{category.name} ({category.get_kind_display().lower()})"
