"""What people paste is not made shorter without a word."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sharing.core.whole_numbers import InThousands

# While one writes (``lengths.js``) and when it was sent, the same.
TOO_LONG: Any = _(
    "Te lang: er passen %(limit_value)s tekens, en dit zijn er %(show_value)s. Er wordt niets afgekapt; maak de tekst "
    "korter."
)


def nothing_is_cut() -> None:
    """Let no text field tell the browser how long its text may be.

    A browser cuts what is pasted there and says nothing. The field itself tells how long the text may be and is, with
    the text in it; ``lengths.js`` tells it while one writes. Before any form is made: a field gives its widget these
    attributes when it is made.
    """
    told: Any = {"max_length": InThousands(TOO_LONG)}
    forms.CharField.default_error_messages = told
    forms.CharField.widget_attrs = _most  # type: ignore[assignment, method-assign]


def _most(field: forms.CharField, widget: forms.Widget) -> dict[str, int]:
    if field.max_length is None or widget.is_hidden:
        return {}
    return {"data-most": field.max_length}
