"""One field for dates and one for numbers in the whole admin: Wagtail's forms and filters get ours (ADR 0021)."""

import django_filters
from django.db import models
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import register_form_field_override

from sharing.core.fields import DayField, DayRangeField, MomentField, WholeNumberField


def use_one_field_for_each() -> None:
    """Every form of a model and every filter, Wagtail's too, reads and shows dates and numbers as ours do."""
    register_form_field_override(models.DateField, override={"form_class": DayField})
    register_form_field_override(models.DateTimeField, override={"form_class": MomentField})
    register_form_field_override(models.IntegerField, override={"form_class": WholeNumberField})
    django_filters.NumberFilter.field_class = WholeNumberField
    django_filters.DateFilter.field_class = DayField
    django_filters.DateTimeFilter.field_class = MomentField
    django_filters.DateFromToRangeFilter.field_class = DayRangeField


def picker_script() -> str:
    """The picker, with its words; months and days of the week are those of the page's language."""
    words = {
        "choose": _("Kies een datum"),
        "previous_month": _("Vorige maand"),
        "next_month": _("Volgende maand"),
        "previous_year": _("Vorig jaar"),
        "next_year": _("Volgend jaar"),
        "today": _("Vandaag"),
        "close": _("Sluiten"),
        "keys": _("Kies met de pijltoetsen, bevestig met Enter."),
    }
    return format_html(
        '<script src="{}" defer data-choose="{choose}" data-previous-month="{previous_month}" '
        'data-next-month="{next_month}" data-previous-year="{previous_year}" data-next-year="{next_year}" '
        'data-today="{today}" data-close="{close}" data-keys="{keys}"></script>',
        static("sharing/dates.js"),
        **words,
    )


def picker_styles() -> str:
    """What the fields and the picker look like."""
    return format_html('<link rel="stylesheet" href="{}">', static("sharing/dates.css"))
