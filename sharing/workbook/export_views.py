"""Asking for the register as a workbook; it is made in the background."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin import messages

from sharing.agreements.models import Agreement
from sharing.background.models import BackgroundWork
from sharing.background.operations import order_work
from sharing.background.viewsets import FETCH
from sharing.core.actor import Actor
from sharing.core.admin import may
from sharing.core.admin.forms import RegisterOfDayForm
from sharing.core.admin.screens import FormScreen
from sharing.core.dutch import day_in_words
from sharing.core.fields import DayField
from sharing.core.periods import amsterdam_day
from sharing.parties.models import Party
from sharing.workbook.saving import needs_of, sheets_for
from sharing.workbook.tasks import export_register

NEEDS = ("sharing.view_party", "sharing.view_agreement")


def may_export(user: Actor) -> bool:
    """Whether this person may take the register along; what he may not see of it stays out."""
    return may(user, "view", Party) and may(user, "view", Agreement) and may(user, FETCH, BackgroundWork)


class RegisterExportForm(RegisterOfDayForm):
    """Of which day, and what it is for."""

    on = DayField(
        label=gettext_lazy("Zoals het was op"),
        required=False,
        help_text=gettext_lazy("Aan het eind van deze dag. Leeg: zoals het nu is."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarvoor"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Komt bij de export te staan, waar ook de auditor haar ziet."),
    )


class RegisterExportView(FormScreen):
    """Says what the workbook will hold, and puts it in the queue."""

    page_title = gettext_lazy("Register exporteren")
    header_icon = "download"
    submit_label = gettext_lazy("Werkmap maken")
    template_name = "sharing/workbook/export.html"
    form_class = RegisterExportForm
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_export(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def perform(self, form: forms.Form) -> HttpResponse:
        day, (seen, _hidden) = form.cleaned_data["on"], sheets_for(self.request.user)
        order_work(
            export_register,
            title=_("Register als werkmap"),
            filename=f"register-{day or amsterdam_day(timezone.now()):%Y-%m-%d}.xlsx",
            parameters={"on": day.isoformat() if day else "", "language": get_language() or "nl"},
            words=[(_("Zoals het was op"), day_in_words(day))] if day else [],
            needs=sorted({*NEEDS, *needs_of(seen)}),
            by=self.request.user,
            reason=form.cleaned_data["reason"],
        )
        messages.success(
            self.request,
            _("De werkmap wordt gemaakt. Hieronder ziet u hoe ver het is; u kunt intussen verder werken."),
        )
        return redirect("exports:index")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seen, hidden = sheets_for(self.request.user)
        return super().get_context_data(**kwargs) | {"seen": seen, "hidden": hidden}
