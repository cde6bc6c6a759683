"""Asking for what a regulator wants to see: the record of processing activities, and the whole dossier of a day."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from sharing.activities.choices import ProcessingRole
from sharing.activities.models import ProcessingActivity
from sharing.agreements.models import AgreementDocument
from sharing.article_30.choices import RecordFormat
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
from sharing.inspection.breaches import BREACH_NEEDS
from sharing.inspection.measures import MEASURE_NEEDS, REVIEW_NEEDS
from sharing.inspection.rights import RIGHTS_NEEDS
from sharing.inspection.tasks import make_dossier, make_record
from sharing.transfers.models import Transfer
from sharing.workbook.saving import needs_of, sheets_for

RECORD_NEEDS = ("sharing.view_processingactivity",)
DOSSIER_NEEDS = (
    *RECORD_NEEDS,
    "sharing.view_agreement",
    "sharing.view_agreementdocument",
    "sharing.view_transfer",
)


def breach_needs(user: Any) -> tuple[str, ...]:
    """What it takes to see the breaches in it; nothing of who may not see them."""
    return BREACH_NEEDS if user.has_perms(BREACH_NEEDS) else ()


def measure_needs(user: Any) -> set[str]:
    """What it takes to see the measures and the reviews of roles in it, as far as this person may."""
    return {one for needs in (MEASURE_NEEDS, REVIEW_NEEDS) if user.has_perms(needs) for one in needs}


def rights_needs(user: Any) -> tuple[str, ...]:
    """What it takes to see requests and complaints in it; nothing of who may not see them."""
    return RIGHTS_NEEDS if user.has_perms(RIGHTS_NEEDS) else ()


def may_have_record(user: Actor) -> bool:
    """Whether this person may take the record of processing activities along."""
    return may(user, "view", ProcessingActivity) and may(user, FETCH, BackgroundWork)


def may_have_dossier(user: Actor) -> bool:
    """Whether this person may take everything along that a regulator asks for."""
    return may_have_record(user) and may(user, "view", AgreementDocument) and may(user, "view", Transfer)


class DayForm(RegisterOfDayForm):
    """Of which day, and what it is for."""

    on = DayField(
        label=gettext_lazy("Van welke dag"),
        required=False,
        help_text=gettext_lazy("Zoals het aan het eind van die dag was. Leeg: vandaag, zoals het nu is."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarvoor"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Komt bij de export te staan, waar ook de auditor haar ziet."),
    )

    @property
    def day(self) -> date:
        """The day that was chosen; today when none was."""
        return self.cleaned_data["on"] or amsterdam_day(timezone.now())


class RecordForm(DayForm):
    """In which role, and what kind of file."""

    role = forms.ChoiceField(
        label=gettext_lazy("In welke rol"),
        choices=[
            (ProcessingRole.CONTROLLER, gettext_lazy("Als verwerkingsverantwoordelijke (artikel 30, lid 1)")),
            (ProcessingRole.PROCESSOR, gettext_lazy("Als verwerker voor opdrachtgevers (artikel 30, lid 2)")),
        ],
        widget=forms.RadioSelect,
        initial=ProcessingRole.CONTROLLER,
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Bestand"),
        choices=RecordFormat.choices,
        widget=forms.RadioSelect,
        initial=RecordFormat.PDF,
    )
    field_order = ["on", "role", "format", "reason"]


class RegulatorScreen(FormScreen):
    """A form that puts a file in the queue."""

    _show_breadcrumbs = True

    def allowed(self) -> bool:
        """Whether this person may ask for it."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def ordered(self) -> HttpResponse:
        """Say that it is being made, and where."""
        messages.success(
            self.request,
            _("Het bestand wordt gemaakt. Hieronder ziet u hoe ver het is; u kunt intussen verder werken."),
        )
        return redirect("exports:index")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]


class RecordView(RegulatorScreen):
    """The record of processing activities of a day, in one of three forms."""

    page_title = gettext_lazy("Verwerkingsregister")
    header_icon = "clipboard-list"
    submit_label = gettext_lazy("Bestand maken")
    template_name = "sharing/inspection/record.html"
    form_class = RecordForm

    def allowed(self) -> bool:
        return may_have_record(self.request.user)

    def perform(self, form: Any) -> HttpResponse:
        day, data = form.day, form.cleaned_data
        role = ProcessingRole(data["role"])
        order_work(
            make_record,
            title=_("Verwerkingsregister (%(role)s)") % {"role": str(role.label).lower()},
            filename=f"verwerkingsregister-{role.label.lower()}-{day:%Y-%m-%d}.{data['format']}",
            parameters={"on": day.isoformat(), "role": role.value, "format": data["format"]},
            words=[(_("Van"), day_in_words(day))],
            needs=RECORD_NEEDS,
            by=self.request.user,
            reason=data["reason"],
        )
        return self.ordered()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dossier = may_have_dossier(self.request.user)
        return super().get_context_data(**kwargs) | {
            "activities_url": reverse("activities:index"),
            "dossier_url": reverse("inspection:index") if dossier else "",
        }


class DossierView(RegulatorScreen):
    """Everything of a day that a regulator asks for, in one file."""

    page_title = gettext_lazy("Dossier toezichthouder")
    header_icon = "folder-open-inverse"
    submit_label = gettext_lazy("Dossier maken")
    template_name = "sharing/inspection/dossier.html"
    form_class = DayForm

    def allowed(self) -> bool:
        return may_have_dossier(self.request.user)

    def perform(self, form: Any) -> HttpResponse:
        day, (seen, _hidden) = form.day, sheets_for(self.request.user)
        order_work(
            make_dossier,
            title=_("Dossier voor de toezichthouder"),
            filename=f"dossier-toezichthouder-{day:%Y-%m-%d}.zip",
            parameters={"on": day.isoformat()},
            words=[(_("Van"), day_in_words(day))],
            needs=sorted(
                {
                    *DOSSIER_NEEDS,
                    *needs_of(seen),
                    *breach_needs(self.request.user),
                    *measure_needs(self.request.user),
                    *rights_needs(self.request.user),
                }
            ),
            by=self.request.user,
            reason=form.cleaned_data["reason"],
        )
        return self.ordered()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        _seen, hidden = sheets_for(self.request.user)
        return super().get_context_data(**kwargs) | {
            "hidden": hidden,
            "breaches": bool(breach_needs(self.request.user)),
            "rights": bool(rights_needs(self.request.user)),
            "measures": bool(measure_needs(self.request.user)),
        }
