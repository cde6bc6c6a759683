"""What a form of a record is made of beside fields: rows that are part of the record, and tabs."""

from collections.abc import Callable, Iterable
from copy import copy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from wagtail.admin.panels import InlinePanel, TabbedInterface


def say_which_row(rows: Iterable[forms.Form], sentence: Callable[[forms.Form, dict[str, Any]], Any]) -> None:
    """Let what is missing in rows of the same fields name the field and the row (from 1), and say what to do.

    ``sentence`` is given a row with ``field`` and ``row``; where a field says something of its own it keeps that.
    """
    usual = str(forms.Field.default_error_messages["required"])
    for number, row in enumerate(rows, 1):
        for name, errors in row.errors.items():
            for place, error in enumerate(errors.as_data()):
                if error.code == "required" and str(error.message) == usual:
                    words = {"field": capfirst(row[name].label), "row": number}
                    errors.data[place] = ValidationError(str(sentence(row, words)), code="required")


class Tabs(TabbedInterface):
    """Tabs with something below all of them: alone they carry what makes them tabs, and not the panel around them."""

    BASE_ATTRS: dict[str, str] = {}

    class BoundPanel(TabbedInterface.BoundPanel):
        alone = False

        @property
        def attrs(self) -> dict[str, str]:
            """What makes them tabs, only in their own markup."""
            return {**super().attrs, **(TabbedInterface.BASE_ATTRS if self.alone else {})}

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            shown = copy(self)
            shown.alone = True
            return {**super().get_context_data(parent_context), "self": shown}


class RegisterInlinePanel(InlinePanel):
    """An InlinePanel whose rows have a form class of their own."""

    def __init__(self, *args: Any, form_class: type[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form_class = form_class

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | {"form_class": self.form_class}

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name] |= {"form": self.form_class}
        return options
