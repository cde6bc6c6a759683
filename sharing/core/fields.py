"""Form fields for what people type by hand: a day, a moment on the Amsterdam clock, a number, a dossier number."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_filters.fields import DateRangeField, RangeField

from sharing.core.bsn import without_bsn
from sharing.core.dates import read_day, read_moment, show_moment, which_time
from sharing.core.dossiers import normal_number
from sharing.core.exceptions import NotUnderstood
from sharing.core.keys import key_in
from sharing.core.periods import parse_instant, start_of_day
from sharing.core.whole_numbers import InThousands, read_whole_number
from sharing.core.widgets import (
    FIRST,
    SECOND,
    DayInput,
    DayRangeInput,
    MomentInput,
    TypedMoment,
    WholeNumberInput,
    as_typed,
    in_our_place,
)

T = TypeVar("T")


class DayField(forms.DateField):
    """A day, typed in one of the ways that `sharing.core.dates` reads."""

    widget = DayInput

    def __init__(self, *, widget: Any = None, **kwargs: Any) -> None:
        super().__init__(widget=in_our_place(widget, DayInput), **kwargs)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str):
            return _read(read_day, value) if value.strip() else None
        return super().to_python(value)


class DayRangeField(DateRangeField):
    """A first and a last day, either of which may be left out, as the instants at which they begin and end."""

    widget = DayRangeInput

    def __init__(self, *args: Any, widget: Any = None, **kwargs: Any) -> None:
        days = (DayField(), DayField())
        RangeField.__init__(self, days, *args, widget=in_our_place(widget, DayRangeInput), **kwargs)

    def compress(self, days: list[Any]) -> Any:
        if days and all(days) and days[1] < days[0]:
            raise ValidationError(_("De laatste dag ligt voor de eerste dag."), code="reversed")
        between: slice | None = super().compress(days)
        return between


class MomentField(forms.DateTimeField):
    """An instant in UTC from a date and a time in Amsterdam.

    A time that the clock skips is refused; one that it shows twice is asked for (first or second time). With an input
    for days alone it is the beginning of that day.
    """

    widget = MomentInput
    default_error_messages = {"required": _("Vul de datum en de tijd in.")}

    def __init__(self, *, widget: Any = None, **kwargs: Any) -> None:
        kind = widget if isinstance(widget, type) else type(widget)
        self.is_day = issubclass(kind, forms.DateInput)
        super().__init__(widget=in_our_place(widget, DayInput if self.is_day else MomentInput), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value  # an aware instant; the input shows it on the Amsterdam clock

    def to_python(self, value: Any) -> datetime | None:
        if value is None or isinstance(value, datetime):
            return value
        typed = as_typed(value)
        if not typed.text.strip():
            return None
        if self.is_day:
            return start_of_day(_read(read_day, typed.text))
        which = int(typed.which) if typed.which in (FIRST, SECOND) else None
        return _untouched(typed) or _read(read_moment, typed.text, which)


class WholeNumberField(forms.IntegerField):
    """A whole number, typed as `sharing.core.whole_numbers` reads it."""

    widget = WholeNumberInput
    # Also of what the model refuses: a form says that in the words of its field.
    default_error_messages: ClassVar[Any] = {
        "min_value": InThousands(_("%(show_value)s is te laag. Vul %(limit_value)s of meer in.")),
        "max_value": InThousands(_("%(show_value)s is te hoog. Vul %(limit_value)s of minder in.")),
    }

    def __init__(self, *, widget: Any = None, **kwargs: Any) -> None:
        kind = widget if isinstance(widget, type) else type(widget)
        if issubclass(kind, forms.NumberInput):
            widget = WholeNumberInput if isinstance(widget, type) else WholeNumberInput(attrs=widget.attrs)
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            return _read(read_whole_number, value) if value.strip() else None
        number: int | None = super().to_python(value)
        return number


def _read(reader: Callable[..., T], *said: Any) -> T:
    try:
        return reader(*said)
    except NotUnderstood as error:
        raise ValidationError(str(error), code=error.code) from None


def _untouched(typed: TypedMoment) -> datetime | None:
    """The moment as it was shown, to the microsecond, when its text still says so."""
    try:
        exact = parse_instant(typed.exact)
    except ValueError:
        return None
    same = typed.text.strip() == show_moment(exact) and typed.which in ("", str(which_time(exact)))
    return exact if same else None


class FreeTextField(forms.CharField):
    """What people write in their own words; a BSN is refused."""

    def clean(self, value: Any) -> Any:
        try:
            return without_bsn(super().clean(value))
        except NotUnderstood as error:
            raise ValidationError(str(error), code=error.code) from None


class DossierField(forms.CharField):
    """A dossier number of the organisation, in its normal form; a BSN is refused."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Dossiernummer"))
        kwargs.setdefault("help_text", _("Het eigen dossiernummer van de organisatie, nooit een BSN."))
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}))
        kwargs.setdefault("error_messages", {"required": _("Vul het dossiernummer in.")})
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if not value:
            return value
        try:
            return normal_number(value)
        except ValueError as error:
            raise ValidationError(str(error), code="dossier") from None


def focus_first_error(form: forms.BaseForm) -> None:
    """Let the page open at the first field that needs attention; works without script."""
    for name, field in form.fields.items():
        if name in form.errors:
            widget = field.widget.widgets[0] if isinstance(field.widget, forms.MultiWidget) else field.widget
            widget.attrs["autofocus"] = True
            return


class _BoxesOfTheScreen(forms.MultipleHiddenInput):
    """Nothing of its own: the screen has a box for each, and a hidden copy would be sent ticked or not."""

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        return SafeString("")


class EntriesField(forms.Field):
    """Records with the state in which each was on the screen: a mapping of keys to what ``version_of`` says."""

    widget = _BoxesOfTheScreen
    default_error_messages = {"required": _("Kies er minstens één.")}

    @staticmethod
    def value_of(key: int, version: str) -> str:
        """What the browser sends of one."""
        return f"{key}:{version}"

    def to_python(self, value: Any) -> dict[int, str]:
        pairs = (str(one).partition(":") for one in value or ())
        # What is no key was not on any screen of ours.
        return {found: version for key, _colon, version in pairs if (found := key_in(key))}
