"""What the fields of one form read alike, such as the choices of every row of a table, is read once for the page."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import EmptyResultSet
from django.db import models
from django.forms.models import ModelChoiceIterator
from wagtail.admin.widgets import BaseChooser

from sharing.core.gathering import rows_together
from sharing.core.once import on_a_page, once, remember


class SharedChoices(ModelChoiceIterator):  # type: ignore[type-arg]  # not when it runs
    """The choices that a field offers; those of another field of the same kind on the page when they are the same."""

    def __iter__(self) -> Iterator[Any]:
        if not on_a_page():
            return super().__iter__()
        try:
            asked = self.queryset.query.sql_with_params()
        except EmptyResultSet:
            return super().__iter__()
        key = (type(self.field), str(self.field.empty_label), str(asked))
        return iter(once(key, lambda: list(super(SharedChoices, self).__iter__())))


class RegisterChooser(BaseChooser):
    """A chooser that does not read again what the page has read."""

    def get_instance(self, value: Any) -> Any:
        if value is None or isinstance(value, self.model_class):
            return value
        return once(_key(self.model_class, value), lambda: super(RegisterChooser, self).get_instance(value))


def read_choices(form: Any) -> None:
    """Let the fields of a form and of the rows in it share what they offer, and read all that they hold together."""
    held: dict[type[models.Model], set[Any]] = defaultdict(set)
    formsets = list(getattr(form, "formsets", {}).values())
    for formset in formsets:
        for field in formset.form.base_fields.values():  # of the empty row, which is made anew each time
            _share(field)
    for one in (form, *(row for formset in formsets for row in formset.forms)):
        for name, field in one.fields.items():
            _share(field)
            if isinstance(field.widget, RegisterChooser) and (value := one[name].value()):
                held[field.widget.model_class].add(value)
    if not on_a_page() or sum(map(len, held.values())) < 2:
        return
    for model, rows in zip(held, rows_together([_rows(*one) for one in held.items()]), strict=True):
        for row in rows:
            remember(_key(model, row.pk), row)


def _share(field: forms.Field) -> None:
    if isinstance(field, forms.ModelChoiceField) and field.iterator is ModelChoiceIterator:
        field.iterator = SharedChoices
        field.widget.choices = field.choices


def _rows(model: type[models.Model], keys: set[Any]) -> "models.QuerySet[Any]":
    return model._default_manager.filter(pk__in=keys).order_by()


def _key(model: type[models.Model], value: Any) -> tuple[type[models.Model], str]:
    return model, str(value)
