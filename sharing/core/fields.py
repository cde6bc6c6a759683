"""Form fields for what people type by hand: a moment on the Amsterdam clock, and a dossier number."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from sharing.core.dossiers import check_number
from sharing.core.periods import instants_at, on_the_clock

FIRST, SECOND = "0", "1"


class MomentWidget(forms.MultiWidget):
    """A native date and time input (they work without script), and a choice for the hour that comes twice."""

    layout = "sharing/core/moment_widget.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": forms.DateInput(
                format="%Y-%m-%d", attrs={"type": "date", "aria-label": _("Datum"), "max": "9999-12-31"}
            ),
            "time": forms.TimeInput(format="%H:%M", attrs={"type": "time", "aria-label": _("Tijd")}),
            "which": forms.RadioSelect(
                choices=[(FIRST, _("de eerste keer (zomertijd)")), (SECOND, _("de tweede keer (wintertijd)"))]
            ),
        }
        super().__init__(widgets, attrs)

    def decompress(self, value: datetime | None) -> list[Any]:
        if value is None:
            return [None, None, None]
        local = on_the_clock(value)
        twice = len(instants_at(local.date(), local.time().replace(fold=0))) == 2
        return [local.date(), local.time(), str(local.fold) if twice else None]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The parts, or the instant itself when code passes one."""
        given = data.get(name)
        return (
            self.decompress(given)
            if isinstance(given, datetime)
            else super().value_from_datadict(data, files, name)
        )

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        context = self.get_context(name, value, attrs)
        day, clock, which = (
            self._render(  # type: ignore[attr-defined]  # as Django renders a widget
                part["template_name"], {"widget": part}, renderer
            )
            for part in context["widget"]["subwidgets"]
        )
        twice = _is_twice(value if isinstance(value, list) else self.decompress(value))
        return mark_safe(  # noqa: S308 - rendered templates
            render_to_string(self.layout, {"day": day, "time": clock, "which": which if twice else ""})
        )


def _is_twice(parts: list[Any]) -> bool:
    try:
        day, clock = (forms.DateField().to_python(parts[0]), forms.TimeField().to_python(parts[1]))
    except ValidationError:
        return False
    return day is not None and clock is not None and len(instants_at(day, clock)) == 2


class MomentField(forms.MultiValueField):
    """An instant in UTC from a date and a time in Amsterdam.

    A time that the clock skips is refused; one that it shows twice is asked for (first or second time).
    """

    widget = MomentWidget

    def __init__(self, **kwargs: Any) -> None:
        fields = (
            forms.DateField(
                input_formats=["%Y-%m-%d", "%d-%m-%Y"],
                error_messages={
                    "invalid": _("Dit is geen bestaande dag. Kies een dag, bijvoorbeeld 31-03-2026.")
                },
            ),
            forms.TimeField(
                input_formats=["%H:%M", "%H:%M:%S"],
                error_messages={"invalid": _("Dit is geen bestaande tijd. Schrijf de tijd als 14:05.")},
            ),
            forms.ChoiceField(choices=[(FIRST, FIRST), (SECOND, SECOND)], required=False),
        )
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"] = {
            "required": _("Vul de datum en de tijd in."),
            "incomplete": _("Vul zowel de datum als de tijd in."),
        } | kwargs["error_messages"]
        super().__init__(fields=fields, require_all_fields=False, **kwargs)
        # The third part is only asked for when it is needed.
        self.fields[2].required = False

    def compress(self, parts: list[Any]) -> datetime | None:
        if not parts or not parts[0]:
            return None
        day, clock, which = parts
        found = instants_at(day, clock)
        shown = {"day": date_format(day, "j F Y"), "time": f"{clock:%H:%M}"}
        if not found:
            raise ValidationError(
                _(
                    "Op %(day)s bestond %(time)s niet: de klok ging toen een uur vooruit. "
                    "Kies een andere tijd."
                ),
                code="gap",
                params=shown,
            )
        if len(found) == 1:
            return found[0]
        if which not in (FIRST, SECOND):
            raise ValidationError(
                _(
                    "Op %(day)s was het twee keer %(time)s: de klok ging toen een uur terug. "
                    "Kies welke van de twee."
                ),
                code="twice",
                params=shown,
            )
        return found[int(which)]

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = MomentWidget().decompress(initial)
        try:
            return bool(self.clean(data) != self.clean(before))
        except ValidationError:
            return True


class DossierField(forms.CharField):
    """A dossier number of the organisation; a BSN is refused."""

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
            return check_number(value)
        except ValueError as error:
            raise ValidationError(str(error), code="dossier") from None


def focus_first_error(form: forms.BaseForm) -> None:
    """Let the page open at the first field that needs attention; works without script."""
    for name, field in form.fields.items():
        if name in form.errors:
            widget = field.widget.widgets[0] if isinstance(field.widget, forms.MultiWidget) else field.widget
            widget.attrs["autofocus"] = True
            return
