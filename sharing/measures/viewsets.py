"""The screens of security measures and declarations of confidentiality."""

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.forms import RadioSelect
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.widgets.button import HeaderButton

from sharing.core.admin import (
    Column,
    DayColumn,
    RecordFilter,
    RegisterFilterSet,
    RegisterInspectView,
    RegisterViewSet,
    Status,
    StatusColumn,
)
from sharing.core.admin.tables import CLIPPED
from sharing.core.models import holding_on
from sharing.core.periods import amsterdam_day
from sharing.measures.choices import Declarer, MeasureKind
from sharing.measures.forms import ConfidentialityForm, SecurityMeasureForm
from sharing.measures.models import Confidentiality, SecurityMeasure
from sharing.measures.rules import SOON, CheckState, state_of
from sharing.measures.views import CheckView, RetireView
from sharing.parties.models import Party

_STATES = {
    CheckState.INSUFFICIENT: ("unsound", _("Schiet tekort")),
    CheckState.OVERDUE: ("conflict", _("Controle te laat")),
    CheckState.DUE: ("warning", _("Controle binnen 30 dagen")),
    CheckState.CHECKED: ("granted", _("Gecontroleerd")),
    CheckState.NEVER: ("pending", _("Nog niet gecontroleerd")),
}


def last_check(record: Any) -> Any:
    """The last check of a listed record; None when there was none."""
    return max(record.checks.all(), key=lambda one: (one.checked_on, one.pk), default=None)


def status_of(record: Any) -> Status:
    """How it stands with checking on the day shown; what holds no more says so."""
    if record.last_day and record.last_day < record.viewed_on:
        return Status("ended", _("Geldt niet meer"))
    if record.first_day > record.viewed_on:
        return Status("planned", _("Geldt nog niet"))
    last = last_check(record)
    return Status(*_STATES[state_of(record.next_check, last.outcome if last else "", on=record.viewed_on)])


def last_checked(record: Any) -> Any:
    """The day of the last check."""
    last = last_check(record)
    return last.checked_on if last else None


class CheckedFilterSet(RegisterFilterSet):
    """What both registers can be narrowed by: how near the next check is."""

    due = django_filters.ChoiceFilter(
        label=_("Controle"),
        choices=[("late", _("Te laat")), ("soon", _("Te laat of binnen 30 dagen"))],
        widget=RadioSelect,
        empty_label=_("Alle"),
        method="by_check",
    )

    def by_check(self, queryset: QuerySet[Any], _name: str, wanted: str) -> QuerySet[Any]:
        """What holds on the day shown, and was to be checked before it or is soon."""
        day = self.day
        near = Q(next_check__lt=day) if wanted == "late" else Q(next_check__lte=day + SOON)
        return queryset.filter(near, holding_on(day))


class MeasureFilterSet(CheckedFilterSet):
    """Measures by kind."""

    kind = django_filters.ChoiceFilter(
        label=_("Soort"), choices=MeasureKind.choices, widget=RadioSelect, empty_label=_("Alle")
    )

    class Meta:
        model = SecurityMeasure
        fields = ["kind", "due", "peildatum"]


class ConfidentialityFilterSet(CheckedFilterSet):
    """Declarations by who made them."""

    declarer = django_filters.ChoiceFilter(
        label=_("Van wie"), choices=Declarer.choices, widget=RadioSelect, empty_label=_("Alle")
    )
    party = RecordFilter(Party, label=_("Verwerker"))

    class Meta:
        model = Confidentiality
        fields = ["declarer", "party", "due", "peildatum"]


class CheckedInspectView(RegisterInspectView):
    """The record, with the way to a check."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = super().header_buttons
        if not buttons:
            return []
        check = HeaderButton(_("Controle vastleggen"), url=self.url("check"), icon_name="check")
        retire = HeaderButton(_("Beëindigen"), url=self.url("retire"), icon_name="cross")
        last = self.live.last_day
        running = last is None or last >= amsterdam_day(timezone.now())
        return [*([check] if running else []), *buttons, *([] if last else [retire])]


_ViewSet: Any = object  # of the register, to which the mixin is added


class CheckedViewSet(_ViewSet):
    """What both registers have: a state of checking, and the step."""

    inspect_view_class = CheckedInspectView

    def status_of(self, record: Any) -> Status:
        return status_of(record)

    @property
    def check_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(CheckView)

    @property
    def retire_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(RetireView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/controleren/", self.check_view, name="check"),
            path("<int:pk>/beeindigen/", self.retire_view, name="retire"),
        ]


class SecurityMeasureViewSet(CheckedViewSet, RegisterViewSet):
    model = SecurityMeasure
    name = "measures"
    url_prefix = "maatregelen"
    icon = "lock"
    menu_label = _("Beveiligings­maatregelen")  # a soft hyphen, for the menu
    form_class = SecurityMeasureForm
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
                FieldPanel("kind"),
                FieldPanel("description"),
                FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
            ],
            heading=_("Wat u doet"),
            help_text=_("Technische en organisatorische maatregelen (artikel 32 AVG)."),
        ),
        MultiFieldPanel(
            [FieldPanel("protects_all"), FieldPanel("data_categories"), FieldPanel("activities")],
            heading=_("Wat het beschermt"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("owner"), FieldPanel("next_check")])], heading=_("Controle")
        ),
    ]
    list_display = [
        "name",
        Column("kind", label=_("Soort"), accessor="get_kind_display", sort_key="kind"),
        DayColumn("checked_on", label=_("Laatste controle"), accessor=last_checked, empty="–"),
        DayColumn("next_check", label=_("Volgende controle"), sort_key="next_check"),
        StatusColumn("status", label=_("Stand"), accessor=status_of),
    ]
    list_export = [
        *("code", "name", "get_kind_display", "description", "protects_all"),
        *("data_categories", "activities", "next_check", "first_day", "last_day"),
    ]
    export_headings = {
        "get_kind_display": _("Soort"),
        "data_categories": _("Gegevenscategorieën"),
        "activities": _("Verwerkingsactiviteiten"),
    }
    export_related = ("data_categories", "activities")
    filterset_class = MeasureFilterSet
    search_fields = ["name", "code", "description"]
    list_select_related = ("owner",)
    list_prefetch_related = ("checks",)


class ConfidentialityViewSet(CheckedViewSet, RegisterViewSet):
    model = Confidentiality
    name = "confidentiality"
    url_prefix = "geheimhouding"
    icon = "key"
    menu_label = _("Geheimhouding")
    form_class = ConfidentialityForm
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("declarer"),
                FieldPanel("group"),
                FieldRowPanel([FieldPanel("people"), FieldPanel("signed")]),
                FieldPanel("party"),
                FieldPanel("kept_where"),
                FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
            ],
            heading=_("Wie geheimhouding heeft verklaard"),
            help_text=_("Van eigen medewerkers alleen aantallen per groep, nooit namen."),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("owner"), FieldPanel("next_check")])], heading=_("Controle")
        ),
    ]
    list_display = [
        "__str__",
        Column("declarer", label=_("Van wie"), accessor="get_declarer_display", sort_key="declarer"),
        Column("signed", label=_("Getekend"), classname=CLIPPED),
        DayColumn("checked_on", label=_("Laatste controle"), accessor=last_checked, empty="–"),
        DayColumn("next_check", label=_("Volgende controle"), sort_key="next_check"),
        StatusColumn("status", label=_("Stand"), accessor=status_of),
    ]
    list_export = [
        "get_declarer_display",
        "group",
        "people",
        "signed",
        "party.name",
        "kept_where",
        "next_check",
    ]
    export_headings = {"get_declarer_display": _("Van wie"), "party.name": _("Verwerker")}
    filterset_class = ConfidentialityFilterSet
    search_fields = ["group", "party__name"]
    list_select_related = ("party", "owner")
    list_prefetch_related = ("checks",)


viewsets = [SecurityMeasureViewSet(), ConfidentialityViewSet()]
