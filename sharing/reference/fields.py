"""Form fields for choosing from the reference lists."""

from collections.abc import Iterator

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from sharing.reference.choices import DataKind
from sharing.reference.models import DataCategory, Purpose

CHOOSE = _("Kies…")
_INDENT = "\u00a0" * 4  # ordinary spaces disappear in a choice


class _TreeOrder(ModelChoiceIterator):
    """Sub-purposes follow what they fall under, indented."""

    def __iter__(self) -> Iterator[tuple]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        below: dict[int | None, list[Purpose]] = {}
        for purpose in self.queryset.order_by("code"):
            below.setdefault(purpose.parent_id, []).append(purpose)
        waiting = [(purpose, 0) for purpose in reversed(below.get(None, []))]
        while waiting:
            purpose, depth = waiting.pop()
            yield self.field.prepare_value(purpose), f"{_INDENT * depth}{purpose.description}"
            waiting += [(child, depth + 1) for child in reversed(below.get(purpose.pk, []))]


class PurposeChoiceField(forms.ModelChoiceField):
    """One purpose from the tree."""

    iterator = _TreeOrder

    def __init__(self, **kwargs):
        kwargs.setdefault("empty_label", CHOOSE)
        super().__init__(Purpose.objects.all(), **kwargs)


class PurposesField(forms.ModelMultipleChoiceField):
    """Purposes from the tree as checkboxes."""

    iterator = _TreeOrder
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(Purpose.objects.all(), **kwargs)


class DataCategoriesField(forms.ModelMultipleChoiceField):
    """Data categories as checkboxes; what the law protects further says so."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(DataCategory.objects.order_by("name"), **kwargs)

    def label_from_instance(self, category: DataCategory) -> str:
        if category.kind == DataKind.ORDINARY:
            return category.name
        return f"{category.name} ({category.get_kind_display().lower()})"
