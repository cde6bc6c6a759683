"""The screens of the grounds for sensitive data."""

from collections.abc import Callable
from typing import Any

import django_filters
from django.forms import RadioSelect
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.viewsets.base import ViewSet

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
from sharing.core.admin.listing import RegisterIndexView
from sharing.core.admin.tables import CLIPPED
from sharing.core.periods import holds_on
from sharing.grounds.choices import EXCEPTIONS_OF_KIND, SensitiveException
from sharing.grounds.forms import SensitiveGroundForm
from sharing.grounds.models import SensitiveGround
from sharing.grounds.views import StartingListView
from sharing.grounds.viewsets_introduction import IntroductionViewSet
from sharing.parties.models import Party
from sharing.reference.choices import Confidence, DataKind
from sharing.reference.viewsets_law import confidence_of, starting_list_button


def covers(ground: SensitiveGround) -> str:
    """What data it is about: one category, or all of its kind."""
    if ground.data_category is not None:
        return str(ground.data_category)
    return str(_("Alle (%(kind)s)") % {"kind": ground.get_kind_display().lower()})


def allowed_to(ground: SensitiveGround) -> str:
    """To whom: a party, a capacity, or everybody."""
    return ", ".join(filter(None, [str(ground.recipient or ""), ground.get_capacity_display()]))


def status_of(ground: SensitiveGround) -> Status:
    """Whether the ground holds on the day shown; what still has to be checked says so first."""
    if not holds_on(ground.first_day, ground.last_day, ground.viewed_on):
        started = ground.first_day <= ground.viewed_on
        return Status("ended", _("Afgelopen")) if started else Status("planned", _("Nog niet ingegaan"))
    if ground.confidence == Confidence.TO_CHECK:
        return confidence_of(ground)
    return Status("in_force", _("Van kracht"))


class SensitiveGroundFilterSet(RegisterFilterSet):
    """Grounds by kind of data, exception, recipient, how sure they are and whether they hold on the day shown."""

    kind = django_filters.ChoiceFilter(
        label=_("Soort gegevens"),
        choices=[(one.value, one.label) for one in DataKind if one in EXCEPTIONS_OF_KIND],
        widget=RadioSelect,
        empty_label=_("Alle"),
    )
    exception = django_filters.ChoiceFilter(label=_("Uitzondering"), choices=SensitiveException.choices)
    recipient = RecordFilter(Party, label=_("Ontvanger"))
    holding = django_filters.ChoiceFilter(
        label=_("Stand"),
        choices=[("yes", _("Van kracht")), ("no", _("Niet van kracht"))],
        widget=RadioSelect,
        empty_label=_("Alle"),
        method="by_day",
    )

    class Meta:
        model = SensitiveGround
        fields = ["kind", "exception", "recipient", "confidence", "holding", "peildatum"]


class SensitiveGroundIndexView(RegisterIndexView):
    """The list, with the way to the starting list."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return [*super().header_more_buttons, *starting_list_button(self.request.user)]


class SensitiveGroundCreateView(RegisterCreateView):
    prefilled = ("kind", "data_category", "purpose", "recipient", "capacity", "first_day")


class SensitiveGroundViewSet(RegisterViewSet):
    model = SensitiveGround
    name = "grounds"
    url_prefix = "gronden"
    icon = "lock"
    menu_label = _("Gronden voor gevoelige gegevens")
    form_class = SensitiveGroundForm
    add_view_class = SensitiveGroundCreateView
    index_view_class = SensitiveGroundIndexView
    panels = [
        MultiFieldPanel(
            [FieldPanel("reference"), FieldRowPanel([FieldPanel("kind"), FieldPanel("data_category")])],
            heading=_("Welke gegevens"),
            help_text=_(
                "Bijzondere persoonsgegevens, strafrechtelijke gegevens en het BSN mogen alleen worden verstrekt als "
                "de wet dat toestaat. Hier legt u vast waarom het mag."
            ),
        ),
        MultiFieldPanel(
            [
                FieldPanel("purpose"),
                FieldRowPanel([FieldPanel("recipient"), FieldPanel("capacity")]),
            ],
            heading=_("Waarvoor en aan wie"),
            help_text=_("Wat u leeg laat, beperkt de grond niet."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("exception"),
                FieldPanel("provision"),
                FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
            ],
            heading=_("Waarom het mag"),
        ),
        MultiFieldPanel([FieldPanel("confidence"), FieldPanel("source")], heading=_("Hoe zeker dit is")),
    ]
    list_display = [
        "reference",
        Column("covers", label=_("Gegevens"), accessor=covers, sort_key="kind", classname=CLIPPED),
        Column("purpose", label=_("Doeleinde"), sort_key="purpose__code", classname=CLIPPED),
        Column("to", label=_("Aan"), accessor=allowed_to, sort_key="recipient__name", classname=CLIPPED),
        Column(
            "exception",
            label=_("Uitzondering"),
            accessor="get_exception_display",
            sort_key="exception",
            classname=CLIPPED,
        ),
        Column("provision", label=_("Bepaling"), sort_key="provision__citation", classname=CLIPPED),
        DayColumn("first_day", label=_("Vanaf"), sort_key="first_day"),
        DayColumn("last_day", label=_("Tot en met"), sort_key="last_day", empty=_("onbepaald")),
        StatusColumn("status", label=_("Stand"), accessor=status_of, sort_key="confidence"),
    ]
    list_export = [
        "reference",
        "get_kind_display",
        "data_category.code",
        "purpose.code",
        "recipient.code",
        "get_capacity_display",
        "get_exception_display",
        "provision.code",
        "first_day",
        "last_day",
        "get_confidence_display",
        "source",
        "status",
    ]
    export_headings = {
        "get_kind_display": _("Soort gegevens"),
        "data_category.code": _("Gegevenscategorie"),
        "purpose.code": _("Doeleinde"),
        "recipient.code": _("Ontvanger"),
        "get_capacity_display": _("Hoedanigheid"),
        "get_exception_display": _("Uitzondering"),
        "provision.code": _("Wettelijke bepaling"),
        "get_confidence_display": _("Zekerheid"),
        "status": _("Stand"),
    }
    filterset_class = SensitiveGroundFilterSet
    search_fields = [
        "reference",
        "source",
        "data_category__name",
        "recipient__name",
        "purpose__description",
        "provision__citation",
    ]
    list_select_related = ("data_category", "purpose", "recipient", "provision")

    def status_of(self, record: SensitiveGround) -> Status:
        return status_of(record)

    def show_confidence(self, record: SensitiveGround) -> str:
        return confidence_of(record).tag()


class NoItem(MenuItem):
    """Reached by a button on the lists of provisions and grounds."""

    def is_shown(self, request: HttpRequest) -> bool:
        return False


class StartingListViewSet(ViewSet):
    """The address /beheer/startlijst/."""

    name = "starting_list"
    url_prefix = "startlijst"
    icon = "download"
    menu_label = _("Startlijst laden")
    menu_item_class = NoItem

    @property
    def index_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(StartingListView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.index_view, name="index")]


viewsets = [SensitiveGroundViewSet(), IntroductionViewSet(), StartingListViewSet()]
