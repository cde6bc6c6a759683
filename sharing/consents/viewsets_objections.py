"""The screens of objections and restrictions."""

from collections.abc import Callable
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from sharing.consents.forms import ObjectionForm
from sharing.consents.models import Objection, ObjectionDocument
from sharing.consents.operations import correct_objection, decide_objection
from sharing.consents.request_viewset import WithoutDeleting
from sharing.consents.screens import ObjectionInspectView
from sharing.consents.views import CorrectionMixin, DecideView, LiftView, dossier_number
from sharing.core.admin import (
    Column,
    DayColumn,
    RecordFilter,
    RegisterCreateView,
    RegisterEditView,
    RegisterFilterSet,
    RegisterViewSet,
    Status,
    StatusColumn,
)
from sharing.core.admin.dossiers import DossierViewSetMixin
from sharing.core.admin.tables import CLIPPED
from sharing.documents.forms import documents_panel
from sharing.documents.views import DocumentsViewSet
from sharing.parties.models import Party


def decision_of(objection: Objection) -> Status:
    """What was decided on the objection or restriction."""
    return Status(objection.decision, objection.get_decision_display())


class ObjectionFilterSet(RegisterFilterSet):
    recipient = RecordFilter(Party, label=_("Ontvanger"))

    class Meta:
        model = Objection
        fields = ["kind", "decision", "recipient", "peildatum"]


class ObjectionCreateView(RegisterCreateView):
    def write(self, form: Any) -> Any:
        return decide_objection(
            **form.values(),
            documents=form.changed_documents(),
            by=self.request.user,
            reason=form.cleaned_data["reason"],
        )


class ObjectionEditView(CorrectionMixin, RegisterEditView):
    operation = staticmethod(correct_objection)


class ObjectionViewSet(WithoutDeleting, DocumentsViewSet, DossierViewSetMixin, RegisterViewSet):
    model = Objection
    documents = ObjectionDocument
    name = "objections"
    url_prefix = "bezwaren"
    icon = "no-view"
    menu_label = _("Bezwaren en beperkingen")
    add_view_class = ObjectionCreateView
    edit_view_class = ObjectionEditView
    inspect_view_class = ObjectionInspectView
    form_class = ObjectionForm
    panels = [
        MultiFieldPanel(
            [FieldPanel("dossier_number"), FieldPanel("kind"), FieldPanel("received_at")],
            heading=_("Van wie"),
        ),
        MultiFieldPanel(
            [FieldPanel("recipient"), FieldPanel("purpose"), FieldPanel("restriction_ground")],
            heading=_("Waartegen"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("decision"),
                FieldPanel("decision_reason"),
                FieldPanel("in_force_from"),
                FieldPanel("in_force_until"),
                FieldPanel("informed_on"),
                FieldPanel("explanation"),
            ],
            heading=_("Beslissing"),
        ),
        documents_panel(
            heading=_("Documenten"),
            help_text=_(
                "De brief van de betrokkene, het antwoord: PDF, Word (.docx), PNG of JPG, hoogstens 25 MB. Alleen "
                "zichtbaar voor wie bezwaren en beperkingen mag inzien."
            ),
        ),
    ]
    filterset_class = ObjectionFilterSet
    list_select_related = ("recipient", "purpose")
    list_display = [
        Column("kind", label=_("Soort"), accessor="get_kind_display", sort_key="kind"),
        Column("recipient", label=_("Ontvanger"), sort_key="recipient__name", classname="register-grow"),
        Column("purpose", label=_("Doeleinde"), sort_key="purpose__code", classname=CLIPPED),
        DayColumn("in_force_from", label=_("Geldt vanaf"), sort_key="in_force_from"),
        DayColumn("in_force_until", label=_("Geldt tot"), sort_key="in_force_until"),
        StatusColumn("status", label=_("Beslissing"), accessor=decision_of, sort_key="decision"),
    ]
    list_export = [
        *("dossier", "get_kind_display", "recipient", "purpose", "received_at"),
        *("get_restriction_ground_display", "get_decision_display", "decision_reason"),
        *("in_force_from", "in_force_until", "informed_on", "explanation"),
    ]
    export_headings = {
        "get_kind_display": _("Soort"),
        "get_restriction_ground_display": _("Grond van de beperking"),
        "get_decision_display": _("Besluit"),
    }
    inspect_view_fields = [
        *("dossier", "kind", "recipient", "purpose", "received_at", "restriction_ground"),
        *("decision", "decided_by", "decision_reason", "in_force_from", "in_force_until", "informed_on"),
        *("explanation", "source", "external_id"),
    ]

    def export_dossier(self, objection: Objection) -> str:
        return dossier_number(objection)

    @property
    def decide_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(DecideView)

    @property
    def lift_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(LiftView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/beslissen/", self.decide_view, name="decide"),
            path("<int:pk>/opheffen/", self.lift_view, name="lift"),
        ]
