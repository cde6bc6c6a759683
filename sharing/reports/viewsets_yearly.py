"""The figures per year on a screen, with charts and the tables behind them, and as a file."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from sharing.breaches.models import Breach
from sharing.core import charts
from sharing.core.actor import Actor
from sharing.core.admin import Column, DenseTable, may
from sharing.core.admin.tables import NUMBER, WORDS
from sharing.core.charts import Bar
from sharing.core.downloads import attachment
from sharing.core.dutch import within
from sharing.core.fields import DayField, WholeNumberField
from sharing.core.periods import amsterdam_day
from sharing.core.spreadsheets import FORMATS
from sharing.reports.yearly import Line, Table, Years, tables
from sharing.rights.models import RightsRequest

FIRST_YEAR = 1995
MOST_YEARS = 20


def may_see(user: Actor) -> bool:
    """Whether this account sees requests of persons and breaches."""
    return may(user, "view", RightsRequest) and may(user, "view", Breach)


class YearsForm(forms.Form):
    """Which years, and as it stood when."""

    van = WholeNumberField(label=gettext_lazy("Van jaar"), min_value=FIRST_YEAR, max_value=2100)
    tot = WholeNumberField(label=gettext_lazy("tot en met jaar"), min_value=FIRST_YEAR, max_value=2100)
    peildatum = DayField(
        label=gettext_lazy("Peildatum"),
        required=False,
        help_text=gettext_lazy(
            "Leeg: zoals het nu is. Anders zoals het aan het einde van die dag was vastgelegd."
        ),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last, day = (data.get(name) for name in ("van", "tot", "peildatum"))
        if first and last and last < first:
            self.add_error("tot", _("Het laatste jaar ligt voor het eerste jaar."))
        elif first and last and last - first >= MOST_YEARS:
            self.add_error("van", _("Kies hoogstens twintig jaren."))
        if day and day > amsterdam_day(timezone.now()):
            self.add_error("peildatum", _("Deze dag is nog niet geweest. Kies vandaag of een eerdere dag."))
        if day and day < date(1900, 1, 1):
            self.add_error("peildatum", _("Kies een peildatum tussen 1900 en 9000."))
        return data


class YearlyView(WagtailAdminTemplateMixin, TemplateView):
    """Figures per year for who may see requests and breaches."""

    page_title = gettext_lazy("Cijfers per jaar")
    template_name = "sharing/reports/yearly.html"
    header_icon = "order"
    viewset: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def form(self) -> YearsForm:
        """What was asked; without anything this year and the two before."""
        if {"van", "tot", "peildatum"} & self.request.GET.keys():
            return YearsForm(self.request.GET)
        year = amsterdam_day(timezone.now()).year
        return YearsForm({"van": year - 2, "tot": year, "peildatum": ""})

    @cached_property
    def tables(self) -> list[Table] | None:
        """None when what was asked cannot be understood."""
        if not self.form.is_valid():
            return None
        data = self.form.cleaned_data
        return tables(Years(data["van"], data["tot"], timezone.now(), data["peildatum"]))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.GET.get("export", "")
        if asked in FORMATS and self.tables is not None:
            return self._file(self.tables, asked)
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.copy()
        query.pop("export", None)
        return super().get_context_data(**kwargs) | {
            "form": self.form,
            "day": self.form.cleaned_data.get("peildatum") if self.tables is not None else None,
            "found": self.tables is not None,
            "parts": [_part(table) for table in self.tables or ()],
            "query": query.urlencode(),
            "media": self.form.media,
        }

    def _file(self, found: list[Table], asked: str) -> HttpResponse:
        kind, out = FORMATS[asked], io.BytesIO()
        headings = (_("Tabel"), _("Jaar"), _("Wat"), _("Telling"), _("Aantal"))
        file = kind(out, headings, title=_("Cijfers per jaar"))
        for cells in _cells(found):
            file.write(cells)
        file.close()
        data = self.form.cleaned_data
        name = f"cijfers-per-jaar-{data['van']}-{data['tot']}.{kind.ending}"
        return HttpResponse(out.getvalue(), content_type=kind.kind, headers=attachment(name))


def _part(table: Table) -> dict[str, Any]:
    words = _("%(year)s: %(count)s, waarvan %(part)s %(what)s")
    bars = [
        Bar(
            str(line.year),
            line.numbers[0],
            line.numbers[table.part],
            words
            % {
                "year": line.year,
                "count": line.numbers[0],
                "part": line.numbers[table.part],
                "what": within(table.columns[table.part]),
            },
        )
        for line in table.totals
    ]
    legend = _("De donkere kolom is alles, het gekleurde deel: %(what)s.")
    return {
        "title": table.title,
        "note": table.note,
        "legend": legend % {"what": within(table.columns[table.part])},
        "chart": charts.columns(bars, title=table.title) if any(bar.value for bar in bars) else "",
        "table": _shown(table),
    }


def _shown(table: Table) -> DenseTable:
    def number(place: int) -> Callable[[Line], str]:
        return lambda line: str(line.numbers[place])

    columns = [Column("year", label=_("Jaar"), accessor=lambda line: str(line.year), classname=NUMBER)]
    if table.heading:
        columns.append(Column("label", label=table.heading, classname=WORDS))
    columns += [
        Column(f"column_{place}", label=label, accessor=number(place), classname=NUMBER)
        for place, label in enumerate(table.columns)
    ]
    return DenseTable(columns, table.lines, caption=table.title)


def _cells(found: list[Table]) -> Iterator[tuple[Any, ...]]:
    """The rows of the file: a number a row, so that it can be turned and filtered."""
    for table in found:
        of_kinds = [] if table.lines == table.totals else table.lines
        for line in (*table.totals, *of_kinds):
            for label, number in zip(table.columns, line.numbers, strict=True):
                yield (table.title, line.year, line.label or _("Alles"), label, number)


class YearlyItem(MenuItem):
    """Shown to who may see requests and breaches."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request.user)


class YearlyViewSet(ViewSet):
    name = "yearly"
    url_prefix = "cijfers-per-jaar"
    icon = "order"
    menu_label = gettext_lazy("Cijfers per jaar")
    menu_item_class = YearlyItem

    @property
    def index_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(YearlyView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.index_view, name="index")]
