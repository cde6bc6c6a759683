"""The lists to choose from in the filters of the log: a page shows all of them, and reads them with one question."""

from collections.abc import Iterator
from typing import Any

import django_filters
from django.db.models import Model, QuerySet
from django_filters.fields import ModelChoiceField, ModelChoiceIterator

from sharing.commitments.models import CommitmentSet
from sharing.core.gathering import rows_together
from sharing.core.once import once
from sharing.reference.models import DataCategory, Purpose
from sharing.sources.models import Source


def _sets() -> dict[type[Model], QuerySet[Any]]:
    return {
        Purpose: Purpose.objects.all(),
        DataCategory: DataCategory.objects.all(),
        CommitmentSet: CommitmentSet.objects.all(),
        Source: Source.objects.order_by("name"),
    }


def _listed() -> dict[type[Model], list[Any]]:
    sets = _sets()
    return dict(zip(sets, rows_together([*sets.values()]), strict=True))


class _Listed(ModelChoiceIterator):
    def __iter__(self) -> Iterator[tuple[Any, str]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        if self.field.null_label is not None:
            yield self.field.null_value, self.field.null_label
        rows = once(("lists of the log",), _listed)
        yield from map(self.choice, rows[self.queryset.model])


class _ListedField(ModelChoiceField):
    iterator = _Listed


class ListedFilter(django_filters.ModelChoiceFilter):
    """One of a list of the registers: a purpose, a category of data, a version or a source."""

    field_class = _ListedField

    def __init__(self, model: type[Model], **kwargs: Any) -> None:
        super().__init__(queryset=_sets()[model], **kwargs)
