"""What a browser would send of a form field that nobody touched, and how a person reads it: taken from its HTML."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from django import forms
from django.utils.translation import gettext as _
from lxml import html

from sharing.core.readable import EMPTY

# Per control of the field (its name after that of the field) the values that are sent.
Sent: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]

_SILENT = {"submit", "button", "reset", "image", "file"}
_TICKED = {"checkbox", "radio"}


@dataclass(frozen=True, slots=True)
class _Control:
    name: str
    values: tuple[str, ...]
    words: tuple[str, ...]


def sent_by(field: forms.BoundField) -> Sent:
    """What a browser sends of this field as it is shown; controls that send nothing are named too."""
    if isinstance(field.field, forms.FileField):
        return (("", tuple(filter(None, [str(field.initial or "")]))),)
    found: dict[str, tuple[str, ...]] = {}
    for control in _controls(field):
        found[control.name] = found.get(control.name, ()) + control.values
    return tuple(found.items())


def words_of(field: forms.BoundField) -> str:
    """The value of a field as people read it on the screen."""
    kind = field.field
    if isinstance(kind, forms.FileField):
        return str(field.initial or "").rpartition("/")[2] or EMPTY
    if isinstance(kind, forms.ModelChoiceField) and not isinstance(kind, forms.ModelMultipleChoiceField):
        try:
            chosen = kind.to_python(field.value())
        except forms.ValidationError:
            return EMPTY
        return kind.label_from_instance(chosen).strip() if chosen is not None else EMPTY
    if isinstance(kind, forms.BooleanField) and not isinstance(kind, forms.NullBooleanField):
        return _("ja") if field.value() else _("nee")
    said = [words for control in _controls(field) for words in control.words]
    return ", ".join(filter(None, said)) or EMPTY


def _controls(field: forms.BoundField) -> Iterator[_Control]:
    # Without what is wrong with it: asking for that checks the whole form, which may still be in the making.
    shown = field.field.widget.render(
        field.html_name, field.value(), attrs={"id": field.auto_id}, renderer=field.form.renderer
    )
    tree = html.fragment_fromstring(shown, create_parent="div")
    for element in tree.xpath(".//input[@name] | .//select[@name] | .//textarea[@name]"):
        name = str(element.get("name")).removeprefix(field.html_name)
        values, words = _said(element)
        yield _Control(name, values, words)


def _said(element: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if element.tag == "select":
        return _selected(element)
    if element.tag == "textarea":
        text = (element.text or "").removeprefix("\n")
        return (text,), (text,)
    kind, value = element.get("type", "text"), element.get("value")
    if kind in _SILENT:
        return (), ()
    if kind in _TICKED:
        if element.get("checked") is None:
            return (), ()
        label = element.getparent()
        words = label.text_content().strip() if label.tag == "label" else ""
        return (value or "on",), (words,)
    return (value or "",), (() if kind == "hidden" else (value or "",))


def _selected(select: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    options = select.xpath(".//option")
    chosen = [option for option in options if option.get("selected") is not None]
    if not chosen and select.get("multiple") is None:
        chosen = options[:1]  # as a browser does
    values = tuple(option.get("value", option.text or "") for option in chosen)
    words = tuple((option.text or "").strip() for option in chosen if option.get("value"))
    return values, words
