"""The screens of the record of processing activities."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from sharing.activities.choices import ProcessingRole
from sharing.activities.forms import ProcessingActivityForm
from sharing.activities.models import ProcessingActivity
from sharing.core.admin import (
    Column,
    DayColumn,
    RecordFilter,
    RegisterCreateView,
    RegisterFilterSet,
    RegisterViewSet,
    Status,
    StatusColumn,
)
from sharing.core.admin.tables import CLIPPED, WORDS
from sharing.core.asof import rows_at
from sharing.core.periods import holds_on
from sharing.parties.models import Party
from sharing.reference.choices import LegalBasis
from sharing.reference.models import Purpose


def status_of(activity: ProcessingActivity) -> Status:
    """Whether the activity goes on, on the day shown."""
    if holds_on(activity.first_day, activity.last_day, activity.viewed_on):
        return Status("in_force", _("Loopt"))
    if activity.first_day > activity.viewed_on:
        return Status("planned", _("Nog niet begonnen"))
    return Status("ended", _("Gestopt"))


def purposes_of(activity: ProcessingActivity) -> str:
    """The purposes of a listed activity, in one line."""
    return ", ".join(sorted(one.description for one in activity.purposes.all()))


def bases_of(activity: ProcessingActivity) -> str:
    """The legal bases of a listed activity, in one line."""
    return ", ".join(str(LegalBasis(one).label) for one in activity.legal_bases)


class ActivityFilterSet(RegisterFilterSet):
    """Activities by role, purpose, recipient, owner and whether they go on."""

    role = django_filters.ChoiceFilter(
        label=_("Wij zijn"), choices=ProcessingRole.choices, widget=RadioSelect, empty_label=_("Alle")
    )
    purpose = django_filters.ModelChoiceFilter(
        label=_("Doeleinde"), queryset=Purpose.objects.order_by("code"), method="by_purpose"
    )
    recipient = RecordFilter(Party, label=_("Opdrachtgever"), field_name="client")
    running = django_filters.ChoiceFilter(
        label=_("Stand"),
        choices=[("yes", _("Loopt")), ("no", _("Loopt niet"))],
        widget=RadioSelect,
        empty_label=_("Alle"),
        method="by_day",
    )

    class Meta:
        model = ProcessingActivity
        fields = ["role", "purpose", "recipient", "running", "peildatum"]

    def by_purpose(self, queryset: QuerySet[Any], _name: str, purpose: Purpose) -> QuerySet[Any]:
        """Activities that name this purpose."""
        named = rows_at(ProcessingActivity.purposes.through, self.moment).filter(purpose_id=purpose.pk)
        return queryset.filter(id__in=named.order_by().values("activity_id"))


class ActivityCreateView(RegisterCreateView):
    prefilled = ("role", "client", "first_day")


class ProcessingActivityViewSet(RegisterViewSet):
    model = ProcessingActivity
    name = "activities"
    url_prefix = "verwerkingen"
    icon = "clipboard-list"
    menu_label = _("Verwerkings­activiteiten")  # a soft hyphen, for the menu
    form_class = ProcessingActivityForm
    add_view_class = ActivityCreateView
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
                FieldPanel("name_en"),
                FieldRowPanel([FieldPanel("role"), FieldPanel("client")]),
                FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
                FieldPanel("owner"),
            ],
            heading=_("Wat u doet"),
            help_text=_(
                "Wat uw organisatie met persoonsgegevens doet: als verwerkingsverantwoordelijke (artikel 30, lid 1, "
                "AVG) of als verwerker voor een opdrachtgever (artikel 30, lid 2)."
            ),
        ),
        MultiFieldPanel(
            [
                FieldPanel("purposes"),
                FieldPanel("legal_bases"),
                FieldPanel("provision"),
                FieldPanel("legitimate_interest"),
            ],
            heading=_("Waarvoor, en waarom het mag"),
        ),
        MultiFieldPanel(
            [FieldPanel("subject_categories"), FieldPanel("data_categories"), FieldPanel("origin")],
            heading=_("Van wie, en welke gegevens"),
        ),
        MultiFieldPanel(
            [FieldPanel("recipients")],
            heading=_("Aan wie"),
            help_text=_("Gaan gegevens naar buiten de EER? Leg dat vast bij “Doorgiften”."),
        ),
        MultiFieldPanel([FieldPanel("retention_terms")], heading=_("Hoe lang")),
        MultiFieldPanel(
            [FieldPanel("security"), FieldPanel("automated_decisions"), FieldPanel("dpia")],
            heading=_("Hoe beschermd"),
        ),
    ]
    list_title = WORDS
    list_display = [
        "name",
        Column("role", label=_("Wij zijn"), accessor="get_role_display", sort_key="role"),
        Column("client", label=_("Opdrachtgever"), sort_key="client__name", classname=CLIPPED),
        Column("purposes", label=_("Doeleinden"), accessor=purposes_of, classname=CLIPPED),
        Column("bases", label=_("Grondslagen"), accessor=bases_of, classname=CLIPPED),
        DayColumn("first_day", label=_("Vanaf"), sort_key="first_day"),
        DayColumn("last_day", label=_("Tot en met"), sort_key="last_day", empty=_("onbepaald")),
        StatusColumn("status", label=_("Stand"), accessor=status_of),
    ]
    list_export = [
        "code",
        "name",
        "name_en",
        "get_role_display",
        "client.name",
        "purposes",
        "legal_bases",
        "provision.citation",
        "legitimate_interest",
        "subject_categories",
        "data_categories",
        "recipients",
        "retention_terms",
        "security",
        "origin",
        "automated_decisions",
        "dpia",
        "owner",
        "first_day",
        "last_day",
    ]
    export_headings = {
        "get_role_display": _("Wij zijn"),
        "client.name": _("Opdrachtgever"),
        "purposes": _("Doeleinden"),
        "legal_bases": _("Grondslagen"),
        "provision.citation": _("Wettelijke bepaling"),
        "subject_categories": _("Categorieën betrokkenen"),
        "data_categories": _("Gegevenscategorieën"),
        "recipients": _("Ontvangers"),
        "retention_terms": _("Bewaartermijnen"),
    }
    filterset_class = ActivityFilterSet
    search_fields = ["name", "code", "client__name", "legitimate_interest", "security"]
    list_select_related = ("client", "provision", "owner")
    list_prefetch_related = ("purposes",)
    export_related = ("subject_categories", "data_categories", "recipients", "retention_terms")

    def status_of(self, record: ProcessingActivity) -> Status:
        return status_of(record)

    def export_owner(self, activity: ProcessingActivity) -> str:
        return activity.owner.get_username() if activity.owner else ""

    def export_legal_bases(self, activity: ProcessingActivity) -> str:
        return bases_of(activity)

    def show_legal_bases(self, activity: ProcessingActivity) -> str:
        return bases_of(activity)


viewsets = [ProcessingActivityViewSet()]
