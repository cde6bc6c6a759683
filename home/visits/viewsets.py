"""The screen "Bezoek": how often the public pages were read, as a small chart and in tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from home.visits.models import PageVisits, visits_per_day, visits_per_page
from sharing import public

CHART_WIDTH, CHART_HEIGHT, GAP = 600, 120, 2
MONTHS = "maanden"
NAMES = {
    "/": gettext_lazy("Voorpagina"),
    "/privacyverklaring/": gettext_lazy("De geldende verklaring"),
    "/privacyverklaring/versies/": gettext_lazy("Lijst van versies"),
    "/uw-rechten/": gettext_lazy("Uw rechten"),
    "/ontvangers/": gettext_lazy("Ontvangers"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart: its place and size in the drawing, and what it stands for."""

    label: str
    visits: int
    x: float
    y: float
    width: float
    height: float


def months_before(day: date, count: int) -> Iterator[tuple[date, date]]:
    """First and last day of that many months, the last of which holds ``day``; oldest first."""
    for back in range(count - 1, -1, -1):
        year, month = divmod(day.year * 12 + day.month - 1 - back, 12)
        following, next_month = divmod(year * 12 + month + 1, 12)
        yield date(year, month + 1, 1), date(following, next_month + 1, 1) - timedelta(days=1)


def periods(by_month: bool, today: date) -> list[tuple[str, date, date]]:
    """What each bar stands for: a label with its first and last day."""
    if by_month:
        return [(date_format(first, "F Y"), first, last) for first, last in months_before(today, 12)]
    days = [today - timedelta(days=back) for back in range(29, -1, -1)]
    return [(date_format(day, "j F Y"), day, day) for day in days]


def bars(counts: list[tuple[str, int]]) -> list[Bar]:
    """The chart; the highest bar fills its height."""
    highest = max((visits for _label, visits in counts), default=0) or 1
    step = CHART_WIDTH / len(counts)
    return [
        Bar(
            label,
            visits,
            x=round(number * step, 1),
            y=round(CHART_HEIGHT * (1 - visits / highest), 1),
            width=round(step - GAP, 1),
            height=round(CHART_HEIGHT * visits / highest, 1),
        )
        for number, (label, visits) in enumerate(counts)
    ]


def page_name(address: str) -> str:
    """A page in words; its address when it has no name of its own."""
    if address in NAMES:
        return str(NAMES[address])
    if match := re.fullmatch(r"/privacyverklaring/versies/(\d+)/", address):
        return _("Versie %(number)s") % {"number": match[1]}
    if match := re.fullmatch(r"/privacyverklaring/versies/(\d+)/verschil/(\d+)/", address):
        return _("Wat is veranderd van versie %(old)s naar %(new)s") % {"old": match[2], "new": match[1]}
    return address


class VisitsView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    permission_policy = ModelPermissionPolicy(PageVisits)
    permission_required = "view"
    page_title = gettext_lazy("Bezoek aan de openbare pagina's")
    header_icon = "view"
    template_name = "home/visits/report.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        by_month = self.request.GET.get("per") == MONTHS
        spans = periods(by_month, public.amsterdam_day(timezone.now()))
        first, last = spans[0][1], spans[-1][2]
        per_day = visits_per_day(first, last)
        counts = [
            (label, sum(visits for day, visits in per_day.items() if start <= day <= end))
            for label, start, end in spans
        ]
        total = sum(visits for _label, visits in counts)
        words = {"total": total, "first": date_format(first, "j F Y"), "last": date_format(last, "j F Y")}
        return {
            **super().get_context_data(**kwargs),
            "by_month": by_month,
            "bars": bars(counts),
            "width": CHART_WIDTH,
            "height": CHART_HEIGHT,
            "total": total,
            "highest": max(visits for _label, visits in counts),
            "summary": _("%(total)s keer gelezen van %(first)s tot en met %(last)s") % words,
            "pages": [
                (page_name(address), address, visits) for address, visits in visits_per_page(first, last)
            ],
        }


class VisitsItem(MenuItem):
    """Shown to who may see the figures."""

    def is_shown(self, request: HttpRequest) -> bool:
        return VisitsView.permission_policy.user_has_permission(request.user, "view")


class VisitsViewSet(ViewSet):
    name = "visits"
    url_prefix = "bezoek"
    icon = "view"
    menu_label = gettext_lazy("Bezoek")
    menu_item_class = VisitsItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.construct_view(VisitsView), name="index")]


visits_report = VisitsViewSet()
