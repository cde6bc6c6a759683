"""What a form of a record is made of beside fields: rows that are part of the record, and tabs."""

from copy import copy
from typing import Any

from wagtail.admin.panels import InlinePanel, TabbedInterface


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
