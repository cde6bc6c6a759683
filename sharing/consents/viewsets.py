"""The screens of consents, objections, restrictions and authorities' requests."""

from collections.abc import Callable, Iterable
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from sharing.consents.choices import Assessment
from sharing.consents.forms import ConsentForm
from sharing.consents.models import Consent, ConsentDocument
from sharing.consents.operations import correct_consent, give_consent
from sharing.consents.request_models import AuthorityRequest
from sharing.consents.request_viewset import AuthorityRequestViewSet, WithoutDeleting
from sharing.consents.screens import ConsentInspectView
from sharing.consents.views import CorrectionMixin, WithdrawView, dossier_number
from sharing.consents.viewsets_objections import ObjectionViewSet
from sharing.core.admin import (
    Column,
    DayColumn,
    RecordFilter,
    RegisterChooserViewSet,
    RegisterCreateView,
    RegisterEditView,
    RegisterFilterSet,
    RegisterViewSet,
    Status,
    StatusColumn,
)
from sharing.core.admin.dossiers import DossierIndexView, DossierViewSetMixin
from sharing.core.admin.tables import CLIPPED
from sharing.core.asof import rows_at
from sharing.core.dutch import day_in_words
from sharing.documents.forms import documents_panel
from sharing.documents.views import DocumentsViewSet
from sharing.parties.models import Party
from sharing.reference.models import DataCategory, Purpose

REFUSED = "refused"


def standing_of(consent: Consent) -> Status:
    """Whether the consent was refused or withdrawn."""
    if consent.refused:
        return Status("refused", _("Geweigerd"))
    return Status("withdrawn", _("Ingetrokken")) if consent.withdrawn_at else Status("given", _("Gegeven"))


class ConsentFilterSet(RegisterFilterSet):
    """Consents by recipient and purpose, and by whether they were withdrawn."""

    recipient = RecordFilter(Party, label=_("Ontvanger"))
    purpose = django_filters.ModelChoiceFilter(
        label=_("Doeleinde"), queryset=Purpose.objects.order_by("code")
    )
    withdrawn = django_filters.ChoiceFilter(
        label=_("Stand"),
        field_name="withdrawn_at",
        lookup_expr="isnull",
        choices=[("True", _("Niet ingetrokken")), ("False", _("Ingetrokken")), (REFUSED, _("Geweigerd"))],
        widget=forms.RadioSelect,
        empty_label=_("Alle"),
        method="by_state",
    )

    class Meta:
        model = Consent
        fields = ["recipient", "purpose", "explicit", "withdrawn", "peildatum"]

    def by_state(self, queryset: QuerySet[Any], _name: str, value: Any) -> QuerySet[Any]:
        """Whether it was refused, or else a withdrawal was recorded."""
        if value == REFUSED:
            return queryset.filter(refused=True)
        queryset = queryset.filter(refused=False)
        return queryset.filter(withdrawn_at__isnull=value == "True")


class ConsentIndexView(DossierIndexView):
    def completed(self, records: Iterable[Any]) -> list[Any]:
        records = super().completed(records)
        names = dict(rows_at(DataCategory, self.moment).values_list("id", "name"))
        for record in records:
            record.data_words = ", ".join(sorted(names.get(key, str(key)) for key in record.data_categories))
        return records


class ConsentCreateView(RegisterCreateView):
    def write(self, form: Any) -> Any:
        return give_consent(**form.given(), by=self.request.user, reason=form.cleaned_data["reason"])


class ConsentEditView(CorrectionMixin, RegisterEditView):
    operation = staticmethod(correct_consent)


class ConsentViewSet(WithoutDeleting, DocumentsViewSet, DossierViewSetMixin, RegisterViewSet):
    model = Consent
    documents = ConsentDocument
    name = "consents"
    url_prefix = "toestemmingen"
    icon = "check"
    menu_label = _("Toestemmingen")
    index_view_class = ConsentIndexView
    add_view_class = ConsentCreateView
    edit_view_class = ConsentEditView
    inspect_view_class = ConsentInspectView
    form_class = ConsentForm
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("dossier_number"),
                FieldPanel("given_by"),
                FieldPanel("refused"),
                FieldPanel("given_at"),
                FieldPanel("withdrawn_at"),
            ],
            heading=_("Van wie en wanneer"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("recipient"),
                FieldPanel("purpose"),
                FieldPanel("for_any"),
                FieldPanel("data_categories"),
                FieldPanel("explicit"),
            ],
            heading=_("Waarvoor"),
            help_text=_("Noem een ontvanger, een doeleinde of beide; wat leeg blijft, telt voor alle."),
        ),
        MultiFieldPanel(
            [FieldPanel("evidence"), FieldPanel("statement_version")],
            heading=_("Hoe wij haar kunnen aantonen"),
        ),
        documents_panel(
            heading=_("Bewijsstukken"),
            help_text=_(
                "Het ondertekende formulier, de e-mail: PDF, Word (.docx), PNG of JPG, hoogstens 25 MB. Alleen "
                "zichtbaar voor wie toestemmingen mag inzien."
            ),
        ),
    ]
    filterset_class = ConsentFilterSet
    list_select_related = ("recipient", "purpose", "statement_version")
    list_display = [
        Column("recipient", label=_("Ontvanger"), sort_key="recipient__name", classname="register-grow"),
        Column("purpose", label=_("Doeleinde"), sort_key="purpose__code", classname=CLIPPED),
        Column("data_words", label=_("Gegevens"), classname=CLIPPED),
        Column("explicit", label=_("Uitdrukkelijk"), sort_key="explicit"),
        DayColumn("given_at", label=_("Gegeven op"), sort_key="given_at"),
        DayColumn("withdrawn_at", label=_("Ingetrokken op"), sort_key="withdrawn_at"),
        StatusColumn("status", label=_("Stand"), accessor=standing_of),
    ]
    list_export = [
        "dossier",
        "recipient",
        "purpose",
        "data_words",
        "explicit",
        "get_given_by_display",
        "refused",
        "given_at",
        "withdrawn_at",
        "evidence",
        "statement_version",
    ]
    export_headings = {"data_words": _("Gegevens"), "get_given_by_display": _("Gegeven door")}
    inspect_view_fields = [
        *("dossier", "recipient", "purpose", "data_categories", "explicit", "given_by", "refused"),
        *("given_at", "withdrawn_at", "evidence", "statement_version", "source", "external_id"),
    ]

    def export_dossier(self, consent: Consent) -> str:
        return dossier_number(consent)

    @property
    def withdraw_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(WithdrawView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("<int:pk>/intrekken/", self.withdraw_view, name="withdraw")]


viewsets = [ConsentViewSet(), ObjectionViewSet(), AuthorityRequestViewSet()]
choosers = [
    RegisterChooserViewSet(
        "authorityrequest_chooser",
        model=AuthorityRequest,
        url_prefix="verzoeken-kiezen",
        icon="mail",
        choose_one_text=_("Een verzoek kiezen"),
        choose_another_text=_("Een ander verzoek kiezen"),
        edit_item_text=_("Dit verzoek wijzigen"),
        code_field="reference",
        search_fields=["authority__name", "authority__code", "legal_provision"],
        described=lambda request: f"{request.legal_provision}, {day_in_words(request.received_on)}",
        # What nobody confirmed yet, or what was refused, answers nothing.
        in_use=Q(confirmed_by__isnull=False, assessment=Assessment.GRANTED),
    )
]
