"""The log on the screen; flat however long it grows."""

from collections.abc import Iterator
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.widgets.button import Button

from sharing.core.admin import Column, RecordFilter, RegisterFilterSet, Status, StatusColumn, TitleColumn
from sharing.core.admin.dossiers import DossierIndexView
from sharing.core.admin.tables import CLIPPED, NARROW, short_moment
from sharing.core.asof import rows_at
from sharing.core.dossiers import unseal
from sharing.core.keyset import NEWEST_FIRST, KeysetPaginator
from sharing.disclosures.choices import Outcome, Review
from sharing.disclosures.models import Disclosure
from sharing.disclosures.queries import TO_JUDGE
from sharing.parties.models import Party
from sharing.reference.models import DataCategory, Purpose
from sharing.sources.models import Source

WITHDRAWN = "withdrawn"


class DisclosureFilterSet(RegisterFilterSet):
    """Narrowing the log; the dossier number is searched for separately, by POST."""

    period = django_filters.DateFromToRangeFilter(label=gettext_lazy("Periode"), method="within")
    recipient = RecordFilter(Party, label=gettext_lazy("Ontvanger"))
    on_behalf_of = RecordFilter(Party, label=gettext_lazy("Namens"))
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
    consent = django_filters.ChoiceFilter(
        label=gettext_lazy("Toestemming"),
        choices=[(WITHDRAWN, gettext_lazy("Bleek ingetrokken"))],
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("Alle"),
        method="after_withdrawal",
    )
    source = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Bron"), queryset=Source.objects.order_by("name")
    )

    class Meta:
        model = Disclosure
        fields = [
            *("period", "recipient", "on_behalf_of", "purpose", "outcome", "review", "consent"),
            *("source", "peildatum"),
        ]

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
        if state in (Review.CORRECTED, Review.BREACH):  # may have become permitted by a correction
            return queryset.filter(review=state)
        return queryset.filter(TO_JUDGE, review=state)

    def after_withdrawal(self, queryset: QuerySet[Any], _name: str, _state: str) -> QuerySet[Any]:
        """Made after a withdrawal that was recorded later."""
        return queryset.filter(withdrawn_consent__isnull=False)


def moment_words(row: Disclosure) -> str:
    """When, on the Amsterdam clock."""
    return short_moment(row.disclosed_at)


def status_of(row: Disclosure) -> Status:
    """Permitted, or what became of the deviation; a correction can make a deviation permitted."""
    if row.is_void:
        return Status("void", _("Vervallen"), row.void_reason)
    if not row.review:
        return Status(row.outcome, Outcome(row.outcome).label)
    marked = row.withdrawn_consent_id is not None and row.outcome == Outcome.PERMITTED
    what = _("Toestemming bleek ingetrokken") if marked else Outcome(row.outcome).label
    label = f"{what}: {str(Review(row.review).label).lower()}"
    return Status(row.review, label)


def count_words(paginator: KeysetPaginator[Disclosure]) -> str:
    """How many there are; of a long log only that there are more than were counted."""
    if paginator.is_capped:
        return _("Meer dan 10.000 verstrekkingen")
    count = paginator.count
    return ngettext("%(count)s verstrekking", "%(count)s verstrekkingen", count) % {
        "count": number_format(count, force_grouping=True)
    }


class DisclosureIndexView(DossierIndexView):
    """The log, newest first, in pages by key."""

    paginator_class: Any = KeysetPaginator
    results_template_name = "sharing/disclosures/index_results.html"
    default_ordering = NEWEST_FIRST
    is_searchable = False
    list_export: list[str] = []  # made in the background (sharing.disclosures.exporting)

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """What is shown, as a file: with the same filters, and the key of the dossier."""
        query = self.request.GET.copy()
        query.pop("p", None)
        address = f"{reverse(self.viewset.get_url_name('export'))}?{query.urlencode()}"
        button = Button(_("Exporteren (Excel of CSV)"), url=address, icon_name="download", priority=90)
        return [*super().header_more_buttons, button]

    @cached_property
    def add_item_label(self) -> str:
        return _("Verstrekking vastleggen")

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "moment", label=_("Verstrekt op"), accessor=moment_words, get_url=self.get_inspect_url
            ),
            Column("recipient", label=_("Aan")),
            Column("on_behalf_of", label=_("Namens"), classname=CLIPPED),
            Column(
                "capacity",
                label=_("Als"),
                accessor=lambda row: self.labels["capacity"][row.capacity],
                classname=NARROW,
            ),
            Column("purpose", label=_("Waarvoor"), classname=CLIPPED),
            Column("data", label=_("Gegevens"), accessor=self.data_words, classname=CLIPPED),
            Column(
                "basis",
                label=_("Grondslag"),
                accessor=lambda row: self.labels["legal_basis"][row.legal_basis],
                classname=NARROW,
            ),
            Column("dossier", label=_("Dossier"), accessor=lambda row: unseal(row.dossier)),
            StatusColumn("outcome", label=_("Uitkomst"), accessor=status_of),
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
        context = super().get_context_data(*args, **kwargs)
        return context | {"count_words": count_words(context["paginator"])}

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """The labels of coded fields; looked up once, not for each of many rows."""
        names = ("capacity", "legal_basis")
        fields: Iterator[tuple[str, Any]] = ((name, Disclosure._meta.get_field(name)) for name in names)
        return {name: {code: str(label) for code, label in field.flatchoices} for name, field in fields}
