"""What people paste is not made shorter without a word."""

from django import forms


def nothing_is_cut() -> None:
    """Let no text field tell the browser how long its text may be.

    A browser cuts what is pasted there and says nothing. The field itself tells how long the text may be and is, with
    the text in it; ``lengths.js`` tells it while one writes. Before any form is made: a field gives its widget these
    attributes when it is made.
    """
    forms.CharField.widget_attrs = _most  # type: ignore[method-assign]


def _most(field: forms.CharField, widget: forms.Widget) -> dict[str, int]:
    shown = field.max_length is not None and not widget.is_hidden
    return {"data-most": field.max_length} if shown else {}
