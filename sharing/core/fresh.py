"""A form that is refused when somebody else stored the record since it was opened; for what is not merged."""

import hashlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

STAMP = "stamp"


def stamp_of(record: Any) -> str:
    """A mark of what the record says; empty for one that is still to be made."""
    if record.pk is None or record._state.adding:
        return ""
    said = [f"{one.name}={one.value_to_string(record)}" for one in record._meta.concrete_fields]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


class FreshForm(WagtailAdminModelForm):
    """Carries the mark of the record as it was shown, and is refused when the record says something else by now."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Before what is sent is put on the record.
        self.initial[STAMP] = stamp_of(self.instance)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        opened = cleaned.get(STAMP)
        if opened and opened != self.initial[STAMP]:
            raise ValidationError(
                _(
                    "Iemand anders heeft dit intussen gewijzigd; er is niets opgeslagen. Wat u invulde staat er nog: "
                    "open dit scherm in een ander venster, bekijk wat er nu staat, en doe daar uw wijziging."
                ),
                code="changed-meanwhile",
            )
        return cleaned
