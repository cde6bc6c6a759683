"""Inputs for days, moments and numbers: text, days with a picker (`sharing/dates.js`), also in Wagtail's own forms."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters.widgets import SuffixedMultiWidget

from sharing.core.dates import TWICE, read_moment, show_day, show_moment, which_time
from sharing.core.exceptions import NotUnderstood
from sharing.core.periods import AMSTERDAM, on_the_clock

FIRST, SECOND = "0", "1"
WHICH = [(FIRST, _("de eerste keer (zomertijd)")), (SECOND, _("de tweede keer (wintertijd)"))]


def _text_attrs(attrs: dict[str, Any] | None, hint: Any) -> dict[str, Any]:
    # A keyboard of digits only has no dash on many telephones, and a month may be a word.
    usual = {"autocomplete": "off", "inputmode": "text", "spellcheck": "false", "placeholder": hint}
    return usual | {name: value for name, value in (attrs or {}).items() if name != "autocomplete"}


class WholeNumberInput(forms.TextInput):
    """A number as text: what a browser does not take for one stays, and is told."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "inputmode": "numeric"} | (attrs or {}))


class DayInput(forms.DateInput):
    """A day as text; what was typed stays until it is a day."""

    template_name = "sharing/core/day_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(_text_attrs(attrs, _("dd-mm-jjjj")))

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, datetime) and value.tzinfo:
            value = on_the_clock(value)
        return show_day(value) if isinstance(value, date) else value or None


class DayOrMomentInput(DayInput):
    """A day as text, which may be followed by a time on the Amsterdam clock."""

    template_name = "sharing/core/day_or_moment_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"placeholder": _("dd-mm-jjjj (uu:mm)")} | (attrs or {}))


@dataclass(frozen=True, slots=True)
class TypedMoment:
    """What a form sends of a moment.

    ``which`` of two that the clock shows alike; ``exact`` the moment that was shown, in full: as long as nobody
    touches the text, its fraction of a second stays.
    """

    text: str
    which: str = ""
    exact: str = ""


class MomentInput(forms.TextInput):
    """A day and a time on the Amsterdam clock as one text, and a choice for the hour that comes twice."""

    template_name = "sharing/core/moment_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(_text_attrs(attrs, _("dd-mm-jjjj uu:mm")))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> TypedMoment | datetime | None:
        given = data.get(name)
        if given is None or isinstance(given, datetime):
            return given
        return TypedMoment(str(given), data.get(f"{name}_which", ""), data.get(f"{name}_exact", ""))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        typed = as_typed(value)
        context = super().get_context(name, typed.text, attrs)
        chosen = forms.RadioSelect(choices=WHICH).get_context(f"{name}_which", typed.which, {})["widget"]
        context["widget"] |= {"exact": typed.exact, "which": chosen if _comes_twice(typed.text) else None}
        return context


def as_typed(value: Any) -> TypedMoment:
    """A moment as the form would send it when nobody touches it."""
    if not isinstance(value, datetime):
        return value if isinstance(value, TypedMoment) else TypedMoment(str(value or ""))
    instant = (value if value.tzinfo else value.replace(tzinfo=AMSTERDAM)).astimezone(UTC)
    text = show_moment(instant)
    return TypedMoment(
        text,
        which=str(which_time(instant)) if _comes_twice(text) else "",
        exact=instant.isoformat() if instant.microsecond else "",
    )


def _comes_twice(text: str) -> bool:
    try:
        read_moment(text)
    except NotUnderstood as error:
        return error.code == TWICE
    return False


class DayRangeInput(SuffixedMultiWidget):
    """The first and the last day of a period."""

    template_name = "sharing/core/day_range_input.html"
    suffixes = ["from", "to"]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__((DayInput(), DayInput()), attrs)

    def decompress(self, value: slice | None) -> list[Any]:
        return [value.start, value.stop] if value else [None, None]


def in_our_place(widget: Any, own: type[forms.Widget]) -> Any:
    """Our input for the date input that Django or Wagtail meant, with its attributes; others stay as they are."""
    kind = widget if isinstance(widget, type) else type(widget)
    if widget is None:
        return own
    if issubclass(kind, own) or not issubclass(kind, (forms.widgets.DateTimeBaseInput, SuffixedMultiWidget)):
        return widget
    return own if isinstance(widget, type) else own(attrs=widget.attrs)
