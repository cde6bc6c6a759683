"""The form of the workbench: the title, the note, and the sections that are worked on."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.blocks.base import BlockField

from home.text.blocks import SectionBlock


class WorkbenchForm(forms.Form):
    """``sections`` are the blocks that may be changed here, by their address.

    A draft may be unfinished: what publication asks is asked when it is handed in.
    """

    title = forms.CharField(label=_("Titel"), max_length=255)
    change_note = forms.CharField(
        label=_("Wat is er veranderd"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, sections: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.anchors: dict[str, str] = {}
        for place, section in enumerate(sections):
            name = f"section-{place}"
            field = BlockField(SectionBlock(), label="", required=False)
            field.is_deferred_validation = True
            self.fields[name] = field
            self.initial[name] = section.value
            self.anchors[section.value["anchor"]] = name

    def of(self, anchor: str) -> Any:
        """The field in which a section is written, None when it is not worked on."""
        name = self.anchors.get(anchor)
        return self[name] if name else None

    def written(self) -> dict[str, Any]:
        """The sections as they were written, by address, in the form in which they are stored."""
        fields: dict[str, Any] = self.fields
        return {
            anchor: fields[name].block.get_prep_value(self.cleaned_data[name])
            for anchor, name in self.anchors.items()
        }
