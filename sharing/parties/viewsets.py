"""The screens of the party register."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column as TableColumn

from sharing.core.admin import (
    Column,
    RegisterChooserViewSet,
    RegisterEditView,
    RegisterFilterSet,
    RegisterViewSet,
    Status,
    StatusColumn,
)
from sharing.core.admin.tables import CLIPPED
from sharing.core.asof import rows_at
from sharing.core.keys import key_in
from sharing.core.models import holding_on
from sharing.core.periods import amsterdam_day, holds_on
from sharing.parties.choices import Capacity
from sharing.parties.forms import PartyForm
from sharing.parties.models import Party, PartyCapacity
from sharing.parties.queries import merged_into, records_of
from sharing.parties.spot_forms import SpotPartyForm
from sharing.reference.models import Country

# What people know of an organisation when they look for it.
SEARCHED = [
    "name",
    "code",
    "kvk_number",
    "foreign_register_number",
    "aliases",
    "email",
    "contact_name",
    "website",
]


def capacities_held(party: Party) -> list[str]:
    """Labels of the capacities that a listed party holds on the day it is shown for, each once."""
    held = (row for row in party.capacities.all() if holds_on(row.first_day, row.last_day, party.viewed_on))
    return list(dict.fromkeys(row.get_capacity_display() for row in held))


def status_of(party: Party) -> Status:
    """Whether the party can still be chosen; what was registered about it stays as it is."""
    if party.merged_into_id is not None:
        return Status("inactive", _("Samengevoegd"))
    return Status("active", _("In gebruik")) if party.active else Status("inactive", _("Niet in gebruik"))


class PartyFilterSet(RegisterFilterSet):
    """Parties by capacity on the day shown, and by country."""

    capacity = django_filters.MultipleChoiceFilter(
        label=_("Hoedanigheid"), choices=Capacity.choices, widget=CheckboxSelectMultiple, method="holding"
    )
    country = django_filters.ModelChoiceFilter(
        label=_("Land"), queryset=lambda request: Country.objects.filter(parties__isnull=False).distinct()
    )

    active = django_filters.ChoiceFilter(
        label=_("Stand"),
        choices=[("True", _("In gebruik")), ("False", _("Niet in gebruik"))],
        widget=RadioSelect,
        empty_label=_("Alle"),
    )

    class Meta:
        model = Party
        fields = ["capacity", "country", "active", "peildatum"]

    def holding(self, queryset: QuerySet[Any], _name: str, wanted: Any) -> QuerySet[Any]:
        """Parties that hold one of these capacities on the day shown."""
        if not wanted:
            return queryset
        held = rows_at(PartyCapacity, self.moment).filter(holding_on(self.day), capacity__in=wanted)
        keys = set(held.order_by().values_list("party_id", flat=True)) if merged_into(self.moment) else ()
        rows = records_of(keys, self.moment) if keys else held.order_by().values("party_id")
        return queryset.filter(id__in=rows)


class PartyEditView(RegisterEditView):
    """A record that went into another takes no changes: the way leads to the one that stays."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        stays = Party.objects.filter(merged__pk=key_in(str(self.kwargs["pk"]))).first()
        if stays is not None and request.user.has_perm("sharing.change_party"):
            message = _("Deze partij is samengevoegd met %(stays)s. Wijzig die partij.")
            messages.warning(request, message % {"stays": f"{stays.name} ({stays.code})"})
            return redirect("parties:inspect", stays.pk)
        return super().dispatch(request, *args, **kwargs)


class PartyViewSet(RegisterViewSet):
    model = Party
    edit_view_class = PartyEditView
    name = "parties"
    url_prefix = "partijen"
    icon = "group"
    menu_label = _("Partijen")
    form_class = PartyForm
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("aliases"),
                FieldRowPanel([FieldPanel("code"), FieldPanel("country")]),
                FieldRowPanel([FieldPanel("kvk_number"), FieldPanel("foreign_register_number")]),
                FieldPanel("another"),
            ],
            heading=_("Organisatie"),
        ),
        InlinePanel(
            "capacities",
            heading=_("Hoedanigheden"),
            label=_("Hoedanigheid"),
            help_text=_(
                "In welke rol deze partij gegevens ontvangt, en wanneer. Een partij kan er meer hebben."
            ),
            panels=[
                FieldPanel("capacity"),
                FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
            ],
        ),
        MultiFieldPanel(
            [
                FieldPanel("contact_name"),
                FieldRowPanel([FieldPanel("email"), FieldPanel("website")]),
                FieldPanel("dpo_contact"),
                FieldPanel("notice_address"),
                FieldPanel("address"),
            ],
            heading=_("Contact"),
        ),
        FieldPanel("active"),
    ]
    list_display = [
        "name",
        "code",
        Column(
            "capacities",
            label=_("Hoedanigheden"),
            accessor=lambda row: ", ".join(capacities_held(row)),
            classname=CLIPPED,
        ),
        Column("country", label=_("Land"), sort_key="country__name"),
        "kvk_number",
        StatusColumn("status", label=_("Stand"), accessor=status_of, sort_key="active"),
    ]
    list_export = [
        "code",
        "name",
        "aliases",
        "capacities",
        "country.code",
        "country.name",
        "kvk_number",
        "foreign_register_number",
        "address",
        "contact_name",
        "email",
        "website",
        "dpo_contact",
        "notice_address",
        "status",
    ]
    export_headings = {
        "status": _("Stand"),
        "capacities": _("Hoedanigheden"),
        "country.code": _("Landcode"),
        "country.name": _("Land"),
    }
    filterset_class = PartyFilterSet
    search_fields = SEARCHED
    list_select_related = ("country",)
    list_prefetch_related = ("capacities",)
    inspect_view_fields = [
        "code",
        "name",
        "aliases",
        "kvk_number",
        "foreign_register_number",
        "country",
        "address",
        "contact_name",
        "email",
        "website",
        "dpo_contact",
        "notice_address",
        "status",
    ]

    def status_of(self, record: Party) -> Status:
        return status_of(record)

    def export_capacities(self, party: Party) -> str:
        """Today's capacities in one cell."""
        return ", ".join(capacities_held(party))


def capacities_today(party: Party) -> str:
    """What an organisation is to us today, for who chooses it."""
    today = amsterdam_day(timezone.now())
    held = (row for row in party.capacities.all() if holds_on(row.first_day, row.last_day, today))
    return ", ".join(dict.fromkeys(row.get_capacity_display() for row in held))


# The screens stand in `sharing.relations`, where everything that hangs on a party is known.
choosers = [
    RegisterChooserViewSet(
        "party_chooser",
        url_prefix="partijen-kiezen",
        model=Party,
        icon="group",
        choose_one_text=_("Een partij kiezen"),
        choose_another_text=_("Een andere partij kiezen"),
        edit_item_text=_("Deze partij wijzigen"),
        search_fields=SEARCHED,
        in_use=Q(active=True),
        alike=records_of,
        offered=Q(merged_into__isnull=True),
        more_columns=[
            TableColumn("code", label=_("Code")),
            TableColumn("capacities", label=_("Hoedanigheid"), accessor=capacities_today),
            TableColumn("country", label=_("Land")),
            TableColumn("kvk_number", label=_("KvK")),
        ],
        prefetched=("capacities", "country"),
        creation_form_class=SpotPartyForm,
        creation_tab_label=_("Een nieuwe partij"),
        create_action_label=_("Toevoegen en kiezen"),
    )
]
