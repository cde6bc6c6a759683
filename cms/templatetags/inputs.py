"""What inputs are made of, written in one go: `templates/django/forms/widgets/` (the same as Django's own, sooner).

Django's template of a select includes two templates for each option. A form in which five countries are chosen has
thirteen hundred options, and took most of a second for those alone.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
Option = Mapping[str, Any]


def _escaped(value: Any) -> str:
    return conditional_escape(value if isinstance(value, SafeString) else str(value))


@register.filter
def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """``' name="value"'`` of each; True is a name alone, False is left out (`attrs.html`)."""
    return mark_safe(  # noqa: S308  each part is escaped
        "".join(
            f" {_escaped(name)}" if value is True else f' {_escaped(name)}="{_escaped(value)}"'
            for name, value in attrs.items()
            if value is not False
        )
    )


@register.filter
def options(groups: Iterable[tuple[str | None, list[Option], int]]) -> SafeString:
    """The options of a select, in their groups: ``widget.optgroups`` (`select.html`, `select_option.html`)."""
    lines: list[str] = []
    for name, group, _ in groups:
        if name:
            lines.append(f'\n  <optgroup label="{_escaped(localize(name))}">')
        lines += (
            f'\n  <option value="{_escaped(option["value"])}"{attributes(option["attrs"])}>'
            f"{_escaped(localize(option['label']))}</option>"
            for option in group
        )
        if name:
            lines.append("\n  </optgroup>")
    return mark_safe("".join(lines))  # noqa: S308  each part is escaped
