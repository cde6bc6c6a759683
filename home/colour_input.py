"""A colour in a form: typed as ``#0b5680`` or picked; empty is possible, which the browser's own field cannot."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from home.contrast import is_colour


class ColourInput(forms.TextInput):
    """The code of the colour with the browser's picker beside it; without script the code is enough."""

    template_name = "home/colour_input.html"

    class Media:
        css = {"all": ["home/colour_input.css"]}
        js = ["home/colour_input.js"]


class ColourField(models.CharField):
    """``#rrggbb`` in small letters; ``#ABC`` and a missing ``#`` are understood."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 7, "blank": True, **kwargs})

    def clean(self, value, model_instance):
        written = (value or "").strip().lower()
        code = written.removeprefix("#")
        if len(code) == 3:
            code = "".join(digit * 2 for digit in code)
        if not written:
            return ""
        if not is_colour(f"#{code}"):
            raise ValidationError(
                _(
                    "“%(value)s” is geen kleurcode. Schrijf een kleur als #0b5680: een hekje en zes tekens (0-9, a-f)."
                ),
                params={"value": written[:20]},
            )
        return f"#{code}"
