"""The screens of the transfer register."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import django_filters
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from sharing.core.admin import (
    Column,
    DayColumn,
    Link,
    RecordFilter,
    RegisterFilterSet,
    RegisterIndexView,
    RegisterInspectView,
    RegisterViewSet,
    Section,
    Status,
    StatusColumn,
    may,
)
from sharing.core.admin.tables import CLIPPED, SENTENCE, WORDS
from sharing.core.asof import rows_at
from sharing.core.dutch import day_in_words
from sharing.core.readable import EMPTY
from sharing.parties.models import Party
from sharing.reference.models import Country
from sharing.transfers.choices import Mechanism
from sharing.transfers.forms import TransferForm
from sharing.transfers.models import ImpactAssessment, Transfer
from sharing.transfers.queries import chapter_five
from sharing.transfers.views import TransferCreateView, TransferEditView
from sharing.transfers.viewsets_assessment import TRANSFER, ImpactAssessmentViewSet


def assess_all(transfers: list[Transfer], moment: datetime | None) -> None:
    """Give each transfer its ``assessment`` on the day it is shown for."""
    registered = chapter_five(
        countries=(row.country_id for row in transfers),
        parties=(row.party_id for row in transfers),
        moment=moment,
    )
    for row in transfers:
        row.assessment = registered.assess(row.party, row.country, on=row.viewed_on)


def reason_of(transfer: Transfer) -> str:
    """Why an assessed transfer stands as it does."""
    return transfer.assessment.reason


def status_of(transfer: Transfer) -> Status:
    """How an assessed transfer stands towards chapter V, and why."""
    found = transfer.assessment
    return Status(found.status if found.sound else "unsound", found.label, reason_of(transfer))


class TransferIndexView(RegisterIndexView):
    def completed(self, records: Iterable[Any]) -> list[Any]:
        rows = super().completed(records)
        assess_all(rows, self.moment)
        return rows


class TransferInspectView(RegisterInspectView):
    def get_fields_context(self) -> list[dict[str, Any]]:
        assess_all([self.object], self.moment)
        status = {
            "label": _("Stand op %s") % day_in_words(self.day),
            "value": status_of(self.object).tag(),
            "name": "status",
        }
        return [
            status,
            {"label": _("Waarom"), "value": reason_of(self.object), "name": "reason"},
            *super().get_fields_context(),
        ]

    def get_sections(self) -> list[Section]:
        return [*super().get_sections(), self.assessments()]

    def assessments(self) -> Section:
        """Every assessment of this party in this country, and the way to add one."""
        of_this = {"party_id": self.object.party_id, "country_id": self.object.country_id}
        rows = rows_at(ImpactAssessment, self.moment).filter(**of_this).order_by("-assessed_on", "id")
        listed = [
            (
                Link(day_in_words(row.assessed_on), reverse("assessments:inspect", args=[row.id])),
                row.get_conclusion_display(),
                row.measures or EMPTY,
                day_in_words(row.review_due) if row.review_due else EMPTY,
            )
            for row in rows
        ]
        if not self.viewpoint.looks_back and may(self.request.user, "add", ImpactAssessment):
            asked = urlencode(
                {
                    "party": self.object.party_id,
                    "country": self.object.country_id,
                    TRANSFER: self.object.pk,
                }
            )
            listed.append(
                (Link(gettext("Beoordeling toevoegen"), f"{reverse('assessments:add')}?{asked}"), "", "", "")
            )
        columns = (_("Beoordeeld op"), _("Conclusie"), _("Aanvullende maatregelen"), _("Herzien voor"))
        return Section(
            gettext("Beoordelingen van deze partij in dit land (TIA)"),
            tuple(map(str, columns)),
            tuple(listed),
            empty=gettext("Er is nog geen beoordeling vastgelegd."),
        )


class TransferFilterSet(RegisterFilterSet):
    """Transfers by party, country and mechanism."""

    party = RecordFilter(Party, label=_("Partij"))
    country = django_filters.ModelChoiceFilter(
        label=_("Land"), queryset=lambda request: Country.objects.filter(transfers__isnull=False).distinct()
    )
    mechanism = django_filters.ChoiceFilter(label=_("Mechanisme"), choices=Mechanism.choices)

    class Meta:
        model = Transfer
        fields = ["party", "country", "mechanism", "peildatum"]


class TransferViewSet(RegisterViewSet):
    model = Transfer
    name = "transfers"
    url_prefix = "doorgiften"
    icon = "globe"
    menu_label = _("Doorgiften")
    index_view_class = TransferIndexView
    add_view_class = TransferCreateView
    edit_view_class = TransferEditView
    inspect_view_class = TransferInspectView
    form_class = TransferForm
    panels = [
        MultiFieldPanel(
            [FieldPanel("party"), FieldPanel("country"), FieldPanel("scope")], heading=_("Wat gaat waarheen")
        ),
        MultiFieldPanel(
            [
                FieldPanel("mechanism"),
                FieldPanel("decision"),
                FieldRowPanel([FieldPanel("inside_scope"), FieldPanel("covers_staff")]),
                FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
            ],
            heading=_("Op welke grond"),
            help_text=_(
                "Een waarborg van artikel 46 of 47 vraagt ook een beoordeling (TIA). Die legt u vast op het scherm van "
                "de doorgifte, nadat u deze hebt opgeslagen."
            ),
        ),
    ]
    list_title = WORDS
    list_display = [
        "party",
        Column("country", label=_("Land"), sort_key="country__name"),
        Column(
            "mechanism",
            label=_("Mechanisme"),
            sort_key="mechanism",
            accessor="get_mechanism_display",
            classname=CLIPPED,
        ),
        DayColumn("first_day", label=_("Vanaf"), sort_key="first_day"),
        DayColumn("last_day", label=_("Tot en met"), sort_key="last_day", empty=_("onbepaald")),
        StatusColumn("status", label=_("Stand"), accessor=status_of),
        Column("reason", label=_("Waarom"), accessor=reason_of, classname=SENTENCE),
    ]
    list_export = [
        "party.code",
        "party.name",
        "country.code",
        "get_mechanism_display",
        "first_day",
        "last_day",
        "decision.reference",
        "inside_scope",
        "covers_staff",
        "scope",
        "status",
        "status_reason",
    ]
    export_headings = {
        "party.code": _("Partij (code)"),
        "party.name": _("Partij"),
        "country.code": _("Land"),
        "get_mechanism_display": _("Mechanisme"),
        "decision.reference": _("Adequaatheidsbesluit"),
        "status": _("Stand"),
        "status_reason": _("Waarom"),
    }
    filterset_class = TransferFilterSet
    search_fields = ["party__name", "party__code", "country__name", "scope"]
    list_select_related = ("party__country", "country", "decision")

    def status_of(self, record: Transfer) -> Status:
        return status_of(record)

    def export_status_reason(self, transfer: Transfer) -> str:
        """Why that is the status."""
        return reason_of(transfer)


viewsets = [TransferViewSet(), ImpactAssessmentViewSet()]
