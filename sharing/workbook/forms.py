"""The form with which somebody hands in a workbook."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sharing.core.admin import ReasonField


class WorkbookForm(forms.Form):
    """A file and why it is read. Whether it is a workbook at all is asked when it is read."""

    workbook = forms.FileField(
        label=_("Werkmap"),
        allow_empty_file=True,
        help_text=_("Een Excel-werkmap (.xlsx) van hoogstens 100 MB."),
        widget=forms.FileInput(
            attrs={"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
        error_messages={"required": _("Kies een werkmap.")},
    )
    reason = ReasonField()
