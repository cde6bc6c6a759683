"""The log on the screen and as an export; flat however long it grows."""

from collections.abc import Iterator
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format, number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn

from sharing.core.admin import NeutralExportMixin, RegisterFilterSet
from sharing.core.admin.dossiers import DossierIndexView
from sharing.core.asof import rows_at
from sharing.core.dossiers import unseal
from sharing.core.dutch import which_of_two
from sharing.core.keyset import NEWEST_FIRST, KeysetPage, KeysetPaginator
from sharing.core.periods import on_the_clock
from sharing.disclosures.choices import Outcome, Review
from sharing.disclosures.models import Disclosure
from sharing.parties.models import Party
from sharing.reference.models import DataCategory, Purpose
from sharing.sources.models import Source

EXPORT_LIMIT = 50_000
_EXPORT_PAGE = 2_000
EXPORTED = {
    "id": gettext_lazy("Nummer"),
    "disclosed_at": gettext_lazy("Verstrekt op"),
    "recorded_at": gettext_lazy("Vastgelegd op"),
    "recipient_code": gettext_lazy("Ontvanger (code)"),
    "recipient": gettext_lazy("Ontvanger"),
    "capacity": gettext_lazy("Hoedanigheid"),
    "dossier": gettext_lazy("Dossier"),
    "subject_category": gettext_lazy("Betrokkene"),
    "purpose_code": gettext_lazy("Doeleinde (code)"),
    "purpose": gettext_lazy("Doeleinde"),
    "data_categories": gettext_lazy("Gegevens"),
    "legal_basis": gettext_lazy("Grondslag"),
    "legal_provision": gettext_lazy("Wettelijke bepaling"),
    "destination_country": gettext_lazy("Land"),
    "channel": gettext_lazy("Kanaal"),
    "description": gettext_lazy("Omschrijving"),
    "source": gettext_lazy("Bron"),
    "external_id": gettext_lazy("Kenmerk"),
    "outcome": gettext_lazy("Uitkomst"),
    "findings": gettext_lazy("Bevindingen"),
    "deviation_reason": gettext_lazy("Reden van de afwijking"),
    "review": gettext_lazy("Beoordeling"),
}


class DisclosureFilterSet(RegisterFilterSet):
    """Narrowing the log; the dossier number is searched for separately, by POST."""

    period = django_filters.DateFromToRangeFilter(label=gettext_lazy("Periode"), method="within")
    recipient = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Ontvanger"), queryset=Party.objects.order_by("name")
    )
    purpose = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Doeleinde"), queryset=Purpose.objects.all(), method="for_purpose"
    )
    outcome = django_filters.ChoiceFilter(
        label=gettext_lazy("Uitkomst"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("Alle"),
    )
    review = django_filters.ChoiceFilter(
        label=gettext_lazy("Beoordeling"),
        choices=Review.choices,
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("Alle"),
        method="reviewed",
    )
    source = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Bron"), queryset=Source.objects.order_by("name")
    )

    class Meta:
        model = Disclosure
        fields = ["period", "recipient", "purpose", "outcome", "review", "source", "peildatum"]

    def within(self, queryset: QuerySet[Any], _name: str, days: Any) -> QuerySet[Any]:
        """From the first through the last day, in Amsterdam."""
        if days.start:
            queryset = queryset.filter(disclosed_at__gte=days.start)
        return queryset.filter(disclosed_at__lte=days.stop) if days.stop else queryset

    def for_purpose(self, queryset: QuerySet[Any], _name: str, purpose: Any) -> QuerySet[Any]:
        """For a purpose or one that falls under it."""
        wanted, new = set(), {purpose.pk}
        while new:
            wanted |= new
            new = set(Purpose.objects.filter(parent__in=new).values_list("pk", flat=True)) - wanted
        return queryset.filter(purpose__in=wanted)

    def reviewed(self, queryset: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        """By what was decided; naming the outcome too leads to the index of the deviations."""
        if state == Review.CORRECTED:  # may have become permitted by the correction
            return queryset.filter(review=state)
        return queryset.filter(outcome=Outcome.DEVIATION, review=state)


def moment_words(row: Disclosure) -> str:
    """When, on the Amsterdam clock."""
    local = on_the_clock(row.disclosed_at)
    return f"{date_format(local, 'd-m-Y H:i')}{which_of_two(local)}"


class OutcomeColumn(StatusTagColumn):
    """Permitted, or what became of the deviation."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(
            name, accessor=self.words, primary=lambda row: row.outcome == Outcome.DEVIATION, **kwargs
        )

    @staticmethod
    def words(row: Disclosure) -> str:
        label = row.get_outcome_display()
        return f"{label}: {row.get_review_display().lower()}" if row.review else label


class DisclosureIndexView(DossierIndexView):
    """The log, newest first, in pages by key."""

    paginator_class: Any = KeysetPaginator
    results_template_name = "sharing/disclosures/index_results.html"
    default_ordering = NEWEST_FIRST
    is_searchable = False
    list_export = list(EXPORTED)
    export_headings = EXPORTED
    export_filename = "verstrekkingen"

    @cached_property
    def add_item_label(self) -> str:
        return _("Verstrekking vastleggen")

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "moment",
                label=_("Verstrekt op"),
                accessor=moment_words,
                get_url=self.get_inspect_url,
                classname="register-nowrap",
            ),
            Column(
                "recipient",
                label=_("Aan"),
                accessor=lambda row: f"{row.recipient} ({row.get_capacity_display().lower()})",
            ),
            Column("purpose", label=_("Waarvoor")),
            Column("data", label=_("Gegevens"), accessor=self.data_words),
            Column("basis", label=_("Grondslag"), accessor=lambda row: row.get_legal_basis_display()),
            Column(
                "dossier",
                label=_("Dossier"),
                accessor=lambda row: unseal(row.dossier),
                classname="register-nowrap",
            ),
            OutcomeColumn("outcome", label=_("Uitkomst")),
        ]

    @cached_property
    def category_names(self) -> dict[int, str]:
        """What people call the data categories, by key."""
        return dict(rows_at(DataCategory, self.moment).values_list("id", "name"))

    def data_words(self, row: Disclosure) -> str:
        names = (self.category_names.get(key, str(key)) for key in row.data_categories)
        return ", ".join(sorted(names, key=str.casefold))

    def _ordering(self) -> list[str]:
        # The only order that an index serves.
        return list(NEWEST_FIRST)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {
            "export_limit": number_format(EXPORT_LIMIT, force_grouping=True)
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_export:
            # The page around a list would first read all of it.
            return self.as_spreadsheet(self.get_queryset(), request.GET["export"])
        return super().get(request, *args, **kwargs)  # type: ignore[no-any-return]  # of Wagtail

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """The labels of coded fields; looked up once, not for each of many rows."""
        names = ("capacity", "legal_basis", "channel", "outcome", "review")
        fields: Iterator[tuple[str, Any]] = ((name, Disclosure._meta.get_field(name)) for name in names)
        return {name: {code: str(label) for code, label in field.flatchoices} for name, field in fields}

    def to_row_dict(self, row: Disclosure) -> dict[str, Any]:
        labels = self.labels
        cells = (
            row.pk,
            row.disclosed_at,
            row.recorded_at,
            row.recipient.code,
            row.recipient.name,
            labels["capacity"][row.capacity],
            unseal(row.dossier),
            row.subject_category.name,
            row.purpose.code,
            row.purpose.description,
            self.data_words(row),
            labels["legal_basis"][row.legal_basis],
            row.legal_provision,
            row.destination_country.name,
            labels["channel"][row.channel],
            row.description,
            row.source.name,
            row.external_id,
            labels["outcome"][row.outcome],
            ", ".join(finding["code"] for finding in row.findings),
            row.deviation_reason,
            labels["review"].get(row.review, ""),
        )
        return dict(zip(self.list_export, cells, strict=True))

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse:
        return NeutralExportMixin.as_spreadsheet(self, ExportRows(self, queryset), spreadsheet_format)


class ExportRows:
    """The newest rows up to the limit, read page by page: the log is never in memory as a whole."""

    model = Disclosure

    def __init__(self, view: DisclosureIndexView, queryset: QuerySet[Any]) -> None:
        self.view = view
        self.paginator: KeysetPaginator[Disclosure] = KeysetPaginator(queryset, _EXPORT_PAGE)

    def __iter__(self) -> Iterator[Disclosure]:
        left = EXPORT_LIMIT
        page: KeysetPage[Disclosure] | None = self.paginator.page_at(None)
        while page is not None:
            yield from self.view.completed(page.object_list[:left])
            left -= len(page)
            page = self.paginator.get_page(page.older) if page.older and left > 0 else None
