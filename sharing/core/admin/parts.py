"""Rows that are part of a record, on the form of the record itself."""

from typing import Any

from wagtail.admin.panels import InlinePanel


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
