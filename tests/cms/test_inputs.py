"""Inputs are written as Django writes them, by our templates too."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

COUNTRIES = [("", "---------"), ("NL", "Nederland"), ("CI", "Côte d'Ivoire & <b>co</b>"), (1234, 5678.5)]
GROUPS = [("Binnen de 'EER'", [("NL", "Nederland"), ("BE", "België")]), ("US", "Verenigde Staten")]
# Booleans of attributes are a name alone, or nothing at all.
ATTRS = {"id": "x", "required": True, "disabled": False, "data-<odd>": "\"a\" & 'b'", "data-number": 1234}


def closed_up(html: str) -> str:
    """Without empty lines, of which Django's included templates leave one behind each option."""
    return re.sub(r"\s*\n\s*", "\n", html)


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.Select(choices=COUNTRIES), "CI"),
        (forms.Select(choices=COUNTRIES), 1234),
        (forms.Select(choices=COUNTRIES), None),
        (forms.Select(choices=GROUPS), "BE"),
        (forms.Select(choices=[]), "BE"),
        (
            forms.Select(choices=[("a", mark_safe("<b>a</b>")), (mark_safe("&amp;"), gettext_lazy("Yes"))]),
            "a",
        ),
        (forms.SelectMultiple(choices=GROUPS), ["NL", "US"]),
        (forms.NullBooleanSelect(), True),
        (forms.TextInput(), "een 'woord'"),
        (forms.NumberInput(attrs={"min": 0, "max": 1000}), 1234),
        (forms.CheckboxInput(), True),
        (forms.CheckboxSelectMultiple(choices=GROUPS), ["NL"]),
        (forms.RadioSelect(choices=COUNTRIES), "NL"),
        (forms.Textarea(), "<script>"),
    ],
)
def test_ours_are_djangos(widget: forms.Widget, value: object) -> None:
    ours = widget.render("land", value, ATTRS)
    assert closed_up(ours) == closed_up(widget.render("land", value, ATTRS, renderer=DjangoTemplates()))
    assert escape("\"a\" & 'b'") in ours
