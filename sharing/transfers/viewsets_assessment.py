"""The screens of the dated assessments of transfers (TIA)."""

from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import QuerySet
from django.forms import RadioSelect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from sharing.core.admin import (
    Column,
    DayColumn,
    RecordFilter,
    RegisterCreateView,
    RegisterFilterSet,
    RegisterViewSet,
    Status,
    StatusColumn,
    may,
)
from sharing.core.admin.tables import CLIPPED
from sharing.core.keys import key_in
from sharing.parties.models import Party
from sharing.reference.models import Country
from sharing.transfers.choices import TiaConclusion
from sharing.transfers.forms import ImpactAssessmentForm
from sharing.transfers.models import ImpactAssessment, Transfer

TRANSFER = "doorgifte"  # in the address: the transfer that one came from


def status_of(assessment: ImpactAssessment) -> Status:
    """What was concluded; a review that is overdue on the day shown says so."""
    if assessment.review_due and assessment.review_due < assessment.viewed_on:
        return Status("warning", _("Herzien: termijn voorbij"))
    positive = assessment.conclusion == TiaConclusion.POSITIVE
    return Status("granted" if positive else "unsound", assessment.get_conclusion_display())


class AssessmentFilterSet(RegisterFilterSet):
    """Assessments by party, country, conclusion and overdue review."""

    party = RecordFilter(Party, label=_("Partij"))
    country = django_filters.ModelChoiceFilter(label=_("Land"), queryset=Country.objects.order_by("name"))
    conclusion = django_filters.ChoiceFilter(
        label=_("Conclusie"), choices=TiaConclusion.choices, widget=RadioSelect, empty_label=_("Alle")
    )
    overdue = django_filters.ChoiceFilter(
        label=_("Herziening"),
        choices=[("yes", _("Termijn voorbij"))],
        widget=RadioSelect,
        empty_label=_("Alle"),
        method="is_overdue",
    )

    class Meta:
        model = ImpactAssessment
        fields = ["party", "country", "conclusion", "overdue", "peildatum"]

    def is_overdue(self, queryset: QuerySet[Any], _name: str, _wanted: str) -> QuerySet[Any]:
        """Assessments that should have been looked at again before the day shown."""
        return queryset.filter(review_due__lt=self.day)


class AssessmentCreateView(RegisterCreateView):
    """Who adds one from a transfer is back at that transfer afterwards."""

    prefilled = ("party", "country", "assessed_on")

    @cached_property
    def transfer(self) -> Transfer | None:
        return Transfer.objects.filter(pk=key_in(self.request.GET.get(TRANSFER, ""))).first()

    def get_add_url(self) -> str:
        address: str = super().get_add_url()
        return f"{address}?{urlencode({TRANSFER: self.transfer.pk})}" if self.transfer else address

    def get_success_url(self) -> str:
        if self.transfer and may(self.request.user, "view", Transfer):
            return reverse("transfers:inspect", args=[self.transfer.pk])
        address: str = super().get_success_url()
        return address


class ImpactAssessmentViewSet(RegisterViewSet):
    model = ImpactAssessment
    name = "assessments"
    url_prefix = "beoordelingen"
    icon = "check"
    menu_label = _("Beoordelingen (TIA)")
    form_class = ImpactAssessmentForm
    add_view_class = AssessmentCreateView
    panels = [
        MultiFieldPanel(
            [FieldPanel("party"), FieldPanel("country")],
            heading=_("Welke doorgifte"),
            help_text=_(
                "Bij elke waarborg van artikel 46 of 47 hoort een beoordeling of het recht van dat land de gegevens "
                "genoeg beschermt. Zonder positieve beoordeling krijgt elke verstrekking daarheen een bevinding."
            ),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("assessed_on"), FieldPanel("review_due")]),
                FieldPanel("conclusion"),
                FieldPanel("measures"),
            ],
            heading=_("De beoordeling"),
        ),
    ]
    list_display = [
        "party",
        Column("country", label=_("Land"), sort_key="country__name"),
        DayColumn("assessed_on", label=_("Beoordeeld op"), sort_key="assessed_on"),
        StatusColumn("status", label=_("Conclusie"), accessor=status_of, sort_key="conclusion"),
        DayColumn("review_due", label=_("Herzien voor"), sort_key="review_due"),
        Column("measures", label=_("Aanvullende maatregelen"), classname=CLIPPED),
    ]
    list_export = [
        "party.code",
        "party.name",
        "country.code",
        "assessed_on",
        "get_conclusion_display",
        "measures",
        "review_due",
    ]
    export_headings = {
        "party.code": _("Partij (code)"),
        "party.name": _("Partij"),
        "country.code": _("Land"),
        "get_conclusion_display": _("Conclusie"),
    }
    filterset_class = AssessmentFilterSet
    search_fields = ["party__name", "party__code", "country__name", "measures"]
    list_select_related = ("party", "country")

    def status_of(self, record: ImpactAssessment) -> Status:
        return status_of(record)
