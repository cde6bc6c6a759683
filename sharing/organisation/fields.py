"""What is read of the organisation's own fields: a telephone number, and a colour.

A colour is typed as ``#0b5680`` or picked; empty is possible, which the browser's own field cannot.
"""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sharing.organisation.contrast import is_colour


def is_phone_number(text: str) -> None:
    """Digits, with whatever people write between and beside them. Raises ValidationError where there are none."""
    if not re.search(r"\d.*\d", text):
        raise ValidationError(
            _("“%(value)s” is geen telefoonnummer: er staan geen cijfers in. Schrijf het als 088 123 45 67."),
            params={"value": text[:20]},
        )


class ColourInput(forms.TextInput):
    """The code of the colour with the browser's picker beside it; without script the code is enough."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        code = super().render(name, value, attrs, renderer)
        picker = format_html(
            '<input type="color" data-colour-of="{}" value="{}" tabindex="-1" aria-hidden="true">',
            (attrs or {}).get("id", ""),
            next(filter(is_colour, (value or "", self.attrs.get("placeholder", ""))), "#ffffff"),
        )
        return format_html('<div class="colour-input">{}{}</div>', code, picker)

    class Media:
        css = {"all": ["sharing/colour_input.css"]}
        js = ["sharing/colour_input.js"]


def read_colour(text: str) -> str:
    """``#rrggbb`` in small letters, or nothing; ``#ABC`` and a missing ``#`` are understood. Raises ValidationError."""
    written = (text or "").strip().lower()
    code = written.removeprefix("#")
    if len(code) == 3:
        code = "".join(digit * 2 for digit in code)
    if written and not is_colour(f"#{code}"):
        raise ValidationError(
            _(
                "“%(value)s” is geen kleurcode. Schrijf een kleur als #0b5680: een hekje en zes tekens (0-9, a-f)."
            ),
            params={"value": written[:20]},
        )
    return f"#{code}" if written else ""


class ColourFormField(forms.CharField):
    """Refuses what is not a colour before it reaches the settings, so that they can always be shown."""

    def to_python(self, value: Any) -> Any:
        return read_colour(super().to_python(value) or "")


class ColourField(models.CharField):  # type: ignore[type-arg]  # Django has no such parameters when it runs
    """A colour, ``#rrggbb``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 7, "blank": True, **kwargs})

    def clean(self, value: Any, model_instance: Any) -> Any:
        return super().clean(read_colour(value), model_instance)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": ColourFormField, "max_length": None, **kwargs})
