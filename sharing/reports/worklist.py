"""What the lists of what waits for a judgement have in common."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from sharing.core.admin import Column, DenseTable, may
from sharing.disclosures.models import Disclosure
from sharing.disclosures.words import span_in_words

PER_PAGE = 50


class WorklistScreen(WagtailAdminTemplateMixin, TemplateView):
    """One list of what waits, with the way to the others; for who may judge."""

    page_title = gettext_lazy("Te beoordelen afwijkingen")
    template_name = "sharing/reports/worklist.html"
    header_icon = "tasks"
    way = ""
    ways = (
        ("index", gettext_lazy("Per oorzaak")),
        ("single", gettext_lazy("Een voor een")),
        ("breaches", gettext_lazy("Datalekken")),
    )
    since: Mapping[int, datetime] = {}  # when each row of the page began to wait, by the key of a disclosure
    nothing: Any = gettext_lazy("Er zijn geen afwijkingen te beoordelen.")
    explanation: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, "change", Disclosure):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def found(self) -> Any:
        """All that waits, to be counted and sliced."""
        raise NotImplementedError

    def rows(self, page: list[Any]) -> list[Any]:
        """What one page shows of it."""
        return page

    @property
    def columns(self) -> list[Column]:
        raise NotImplementedError

    def age(self, row: Disclosure) -> str:
        """How long it waits."""
        since = self.since.get(row.pk)
        return span_in_words(self.now - since) if since else ""

    @cached_property
    def now(self) -> datetime:
        """The moment that the whole screen speaks of."""
        return timezone.now()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self.found(), PER_PAGE).get_page(self.request.GET.get("p"))
        rows = self.rows(list(page.object_list))
        return super().get_context_data(**kwargs) | {
            "ways": [(reverse(f"worklist:{name}"), label, name == self.way) for name, label in self.ways],
            "table": DenseTable(self.columns, rows, caption=self.page_title) if rows else None,
            "page_obj": page,
            "nothing": self.nothing,
            "explanation": self.explanation,
        }
