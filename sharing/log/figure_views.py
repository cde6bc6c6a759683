"""The figures on a screen, with charts and the tables behind them, and as a file."""

import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from sharing.core import charts
from sharing.core.admin import Column, DenseTable, may
from sharing.core.admin.tables import NUMBER, WORDS
from sharing.core.charts import Bar
from sharing.core.downloads import attachment
from sharing.core.fields import DayField
from sharing.core.periods import amsterdam_day, months_through
from sharing.core.spreadsheets import FORMATS
from sharing.disclosures.models import Disclosure
from sharing.gate.codes import finding_words
from sharing.log.figures import MOST_MONTHS, Figures, Handled, Line, Period, figures

SHOWN = 10  # recipients in the chart; the table has all


class FiguresForm(forms.Form):
    """Which days of disclosure, and as it stood when."""

    van = DayField(label=gettext_lazy("Verstrekt van"))
    tot = DayField(label=gettext_lazy("tot en met"))
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
            self.add_error("tot", _("De laatste dag ligt voor de eerste dag."))
        elif first and last and len(Period(first, last).months) > MOST_MONTHS:
            self.add_error("van", _("Kies een periode van hoogstens tien jaar."))
        if day and day > amsterdam_day(timezone.now()):
            self.add_error("peildatum", _("Deze dag is nog niet geweest. Kies vandaag of een eerdere dag."))
        return data


class FiguresView(WagtailAdminTemplateMixin, TemplateView):
    """Figures for who may see the log."""

    page_title = gettext_lazy("Cijfers")
    template_name = "sharing/disclosures/figures.html"
    header_icon = "order"
    viewset: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, "view", Disclosure):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def form(self) -> FiguresForm:
        """What was asked; without anything the last twelve months, this one included."""
        if {"van", "tot", "peildatum"} & self.request.GET.keys():
            return FiguresForm(self.request.GET)
        today = amsterdam_day(timezone.now())
        first = months_through(today, before=11)[0]
        return FiguresForm({"van": first, "tot": today, "peildatum": ""})

    @cached_property
    def figures(self) -> Figures | None:
        """None when what was asked cannot be understood."""
        if not self.form.is_valid():
            return None
        data = self.form.cleaned_data
        return figures(Period(data["van"], data["tot"], data["peildatum"]))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.GET.get("export", "")
        if asked in FORMATS and self.figures is not None:
            return self._file(self.figures, asked)
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.copy()
        query.pop("export", None)
        found = self.figures
        return super().get_context_data(**kwargs) | {
            "form": self.form,
            "figures": found,
            "parts": list(self._parts(found)) if found else [],
            "count": _number(found.count) if found else "",
            "deviations": _number(found.deviations) if found else "",
            "breaches": [(words, _number(one)) for words, one in breach_lines(found)] if found else [],
            "query": query.urlencode(),
            "media": self.form.media,
        }

    def _parts(self, found: Figures) -> Iterator[dict[str, Any]]:
        """Per part a heading, a chart and its table."""
        months, recipients = _("Per maand"), _("Per ontvanger")
        yield _part(
            months,
            charts.columns(_bars(found.months), title=months),
            _table(months, _("Maand"), found.months),
        )
        yield _part(
            recipients,
            charts.rows(_bars(found.recipients[:SHOWN]), title=recipients),
            _table(recipients, _("Ontvanger"), found.recipients),
            _("De grafiek toont de tien die het meest ontvingen.") if len(found.recipients) > SHOWN else "",
        )
        for title, heading, lines in (
            (_("Per hoedanigheid"), _("Hoedanigheid"), found.capacities),
            (_("Per grondslag"), _("Grondslag"), found.bases),
        ):
            yield _part(title, charts.rows(_bars(lines), title=title), _table(title, heading, lines))
        title = _("Afwijkingen en wat ermee is gedaan")
        yield _part(
            title,
            "",
            _causes_table(title, found.causes),
            _(
                "Een afwijking kan meer oorzaken hebben en telt dan bij elk mee. “Geen” is een afwijking die door een "
                "correctie verdween, of waarvan de toestemming bleek ingetrokken."
            ),
        )

    def _file(self, found: Figures, asked: str) -> HttpResponse:
        kind, out = FORMATS[asked], io.BytesIO()
        headings = (
            *(_("Tabel"), _("Wat"), _("Aantal"), _("Waarvan afwijking"), _("Te beoordelen")),
            *(_("Geaccepteerd"), _("Gecorrigeerd"), _("Datalek")),
        )
        file = kind(out, headings, title=_("Cijfers"))
        for cells in _cells(found):
            file.write(cells)
        file.close()
        name = f"cijfers-verstrekkingen-{found.period.first}-{found.period.last}.{kind.ending}"
        return HttpResponse(out.getvalue(), content_type=kind.kind, headers=attachment(name))


def _part(title: str, chart: Any, table: Any, note: str = "") -> dict[str, Any]:
    return {"title": title, "chart": chart, "table": table, "note": note}


def _number(number: int) -> str:
    return number_format(number, force_grouping=True)


def _bars(lines: Sequence[Line]) -> list[Bar]:
    words = _("%(label)s: %(count)s, waarvan %(deviations)s afwijkend")
    return [
        Bar(
            line.label,
            line.count,
            line.deviations,
            words
            % {"label": line.label, "count": _number(line.count), "deviations": _number(line.deviations)},
        )
        for line in lines
    ]


def _table(caption: str, heading: str, lines: Sequence[Line]) -> DenseTable:
    return DenseTable(
        [
            Column("label", label=heading, classname=WORDS),
            Column(
                "count", label=_("Verstrekkingen"), accessor=lambda one: _number(one.count), classname=NUMBER
            ),
            Column(
                "deviations",
                label=_("Waarvan afwijking"),
                accessor=lambda one: _number(one.deviations),
                classname=NUMBER,
            ),
        ],
        lines,
        caption=caption,
    )


def cause_words(code: str) -> str:
    """What a finding means; ``Geen`` without one."""
    return finding_words(code) if code else _("Geen")


def _causes_table(caption: str, causes: Sequence[Handled]) -> DenseTable:
    def counted(name: str) -> Callable[[Handled], str]:
        return lambda cause: _number(getattr(cause, name))

    outcomes = {
        "count": _("Aantal"),
        "pending": _("Te beoordelen"),
        "accepted": _("Geaccepteerd"),
        "corrected": _("Gecorrigeerd"),
        "breach": _("Datalek"),
    }
    return DenseTable(
        [
            Column("label", label=_("Oorzaak"), accessor=lambda one: cause_words(one.label), classname=WORDS),
            *(
                Column(name, label=label, accessor=counted(name), classname=NUMBER)
                for name, label in outcomes.items()
            ),
        ],
        causes,
        caption=caption,
    )


def _cells(found: Figures) -> Iterator[tuple[Any, ...]]:
    """The rows of the file: everything in one table, so that it can be turned and filtered."""
    for table, lines in (
        (_("Per maand"), found.months),
        (_("Per ontvanger"), found.recipients),
        (_("Per hoedanigheid"), found.capacities),
        (_("Per grondslag"), found.bases),
    ):
        for line in lines:
            yield (table, line.label, line.count, line.deviations, *(None,) * 4)
    for title, causes in ((_("Alle afwijkingen"), [found.handled]), (_("Per oorzaak"), found.causes)):
        for one in causes:
            words = cause_words(one.label) if title != _("Alle afwijkingen") else title
            yield (title, words, one.count, one.count, one.pending, one.accepted, one.corrected, one.breach)
    for words, number in breach_lines(found):
        yield (_("Datalekken"), words, number, *(None,) * 5)


def breach_lines(found: Figures) -> list[tuple[str, int]]:
    """What is known of the breaches, in words."""
    undecided = found.breaches - found.reported - found.not_reported
    return [
        (_("Datalekken"), found.breaches),
        (_("Gemeld bij de AP"), found.reported),
        (_("Niet gemeld bij de AP"), found.not_reported),
        (_("Nog niet besloten of gemeld wordt"), undecided),
        (_("Van een verstrekking die verviel"), found.breaches_void),
    ]


class FiguresItem(MenuItem):
    """Shown to who may see the log."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "view", Disclosure)


class FiguresViewSet(ViewSet):
    name = "figures"
    url_prefix = "cijfers"
    icon = "order"
    menu_label = gettext_lazy("Cijfers")
    menu_item_class = FiguresItem

    @property
    def index_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(FiguresView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.index_view, name="index")]
