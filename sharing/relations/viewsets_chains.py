"""The chains of sub-processors on any day, on a screen and as a file: with countries and safeguards."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from sharing.agreements.models import Agreement
from sharing.core.admin import Column, DayColumn, DenseTable, Status, StatusColumn, TitleColumn, may
from sharing.core.admin.tables import WORDS
from sharing.core.dates import read_day
from sharing.core.dutch import day_in_words
from sharing.core.exceptions import NotUnderstood
from sharing.core.periods import amsterdam_day
from sharing.core.spreadsheets import CsvFile, XlsxFile
from sharing.core.widgets import DayInput
from sharing.relations.chains import ChainRow, Chains
from sharing.transfers.models import Transfer

PER_PAGE = 50
DAY, OF, FORMAT = "op", "overeenkomst", "export"
FORMATS: dict[str, Any] = {"xlsx": XlsxFile, "csv": CsvFile}


class ChainsView(WagtailAdminTemplateMixin, TemplateView):
    """Of all processing agreements in force on the day, or of one."""

    page_title = gettext_lazy("Ketens van subverwerkers")
    template_name = "sharing/relations/chains.html"
    header_icon = "list-ul"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # It tells how transfers stand as well.
        if not (may(request.user, "view", Agreement) and may(request.user, "view", Transfer)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = FORMATS.get(request.GET.get(FORMAT, ""))
        return super().get(request, *args, **kwargs) if made is None or self.error else self.as_file(made)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def asked(self) -> tuple[date, str]:
        """The day that is asked for, today when none is; and what is wrong with what was typed."""
        today, typed = amsterdam_day(timezone.now()), self.request.GET.get(DAY, "").strip()
        try:
            return (read_day(typed), "") if typed else (today, "")
        except NotUnderstood as error:
            return today, str(error)

    @property
    def on(self) -> date:
        return self.asked[0]

    @property
    def error(self) -> str:
        return self.asked[1]

    @cached_property
    def agreement(self) -> Agreement | None:
        """The one agreement that is asked for."""
        key = self.request.GET.get(OF, "")
        if not (key.isascii() and key.isdigit() and len(key) < 10):
            return None
        return Agreement.objects.filter(pk=int(key)).first()

    @cached_property
    def chains(self) -> Chains:
        return Chains(on=self.on, agreement=self.agreement.pk if self.agreement else None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: Any = self.chains  # counted and sliced, which is what a paginator asks
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("p"))
        wrong = {"aria-invalid": "true", "aria-describedby": "id_op_error"} if self.error else {}
        asked = {DAY: self.on.isoformat()} | ({OF: self.agreement.pk} if self.agreement else {})
        return super().get_context_data(**kwargs) | {
            "table": DenseTable(self.columns, list(page.object_list), caption=self.page_title),
            "page_obj": page,
            "count": page.paginator.count,
            "agreement": self.agreement,
            "day": day_in_words(self.on),
            "error": self.error,
            "day_input": DayInput({"id": "id_op"} | wrong).render(
                DAY, self.request.GET.get(DAY, "") or self.on
            ),
            "query": urlencode(asked),
            "files": [(name, f"?{urlencode(asked | {FORMAT: name})}") for name in FORMATS],
        }

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "agreement",
                label=_("Overeenkomst"),
                accessor=lambda row: row.agreement.reference,
                get_url=lambda row: reverse("agreements:inspect", args=[row.agreement.pk]),
            ),
            Column("party", label=_("Partij"), accessor=_indented, classname=WORDS),
            Column("service", label=_("Dienst"), classname=WORDS),
            Column("country", label=_("Land"), accessor=lambda row: row.country.name, classname=WORDS),
            StatusColumn("transfer", label=_("Waarborg"), accessor=_safeguard),
            StatusColumn("approved", label=_("Goedkeuring"), accessor=_approval),
            DayColumn("first_day", label=_("Vanaf"), accessor=lambda row: _of_link(row, "first_day")),
            DayColumn("last_day", label=_("Tot en met"), accessor=lambda row: _of_link(row, "last_day")),
        ]

    def as_file(self, made: Any) -> HttpResponse:
        """All rows, with all that is known of each."""
        stream = io.BytesIO()
        book = made(stream, [str(heading) for heading in HEADINGS], title=str(self.page_title))
        for row in self.chains[:]:
            book.write(_cells(row, self.on))
        book.close()
        answer = HttpResponse(stream.getvalue(), content_type=made.kind)
        answer["Content-Disposition"] = f'attachment; filename="subverwerkers-{self.on}.{made.ending}"'
        return answer


HEADINGS = (
    *(
        gettext_lazy("Peildatum"),
        gettext_lazy("Overeenkomst"),
        gettext_lazy("Diepte"),
        gettext_lazy("Partij"),
    ),
    *(gettext_lazy("Partij (code)"), gettext_lazy("Dienst"), gettext_lazy("Ingeschakeld door")),
    *(gettext_lazy("Landcode"), gettext_lazy("Land"), gettext_lazy("Waarborg"), gettext_lazy("Waarom")),
    *(gettext_lazy("Goedkeuring"), gettext_lazy("Aangekondigd op"), gettext_lazy("Bezwaar tot en met")),
    *(gettext_lazy("Goedgekeurd op"), gettext_lazy("Doorgegeven verplichtingen")),
    *(gettext_lazy("Vanaf"), gettext_lazy("Tot en met")),
)


def _cells(row: ChainRow, on: date) -> Iterator[Any]:
    yield from (
        on,
        row.agreement.reference,
        row.depth,
        row.party.name,
        row.party.code,
        row.service,
        row.engaged_by,
    )
    yield from (
        row.country.pk,
        row.country.name,
        row.transfer.label,
        row.transfer.reason,
        str(_approval(row) or ""),
    )
    for name in ("announced_on", "objection_until", "approved_on", "flow_down", "first_day", "last_day"):
        value = _of_link(row, name)
        yield "" if value is None else value


def _of_link(row: ChainRow, name: str) -> Any:
    return getattr(row.link, name) if row.link else None


def _indented(row: ChainRow) -> str:
    return "\u2003" * row.depth + row.party.name


def _safeguard(row: ChainRow) -> Status:
    found = row.transfer
    return Status(found.status if found.sound else "unsound", found.label, found.reason)


def _approval(row: ChainRow) -> Status | None:
    if row.link is None:
        return None
    if row.link.objected_on:
        made = {"day": day_in_words(row.link.objected_on), "why": row.link.objection_reason}
        outcome = str(row.link.get_objection_outcome_display())
        why = _("Bezwaar van %(day)s: %(why)s.") % made
        return Status(
            "granted" if row.approved else "warning", _("Bezwaar: %s") % outcome, f"{why} {outcome}."
        )
    return Status("granted", _("Mag")) if row.approved else Status("warning", _("Niet goedgekeurd"))


class ChainsItem(MenuItem):
    """Shown to who may see agreements."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "view", Agreement) and may(request.user, "view", Transfer)


class ChainsViewSet(ViewSet):
    name = "chains"
    url_prefix = "ketens"
    icon = "list-ul"
    menu_label = gettext_lazy("Subverwerkers")
    menu_item_class = ChainsItem

    @property
    def index_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(ChainsView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.index_view, name="index")]
