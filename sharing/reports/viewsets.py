"""The worklist of deviations."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.viewsets.base import ViewSet

from sharing.core.admin import Column, DenseTable, TitleColumn, may
from sharing.core.admin.tables import CLIPPED
from sharing.core.readable import name_accounts
from sharing.disclosures.listing import moment_words
from sharing.disclosures.models import Disclosure
from sharing.reports.queries import pending_deviations
from sharing.reports.viewsets_differences import DifferencesViewSet
from sharing.reports.viewsets_flows import FlowsViewSet


class WorklistView(BaseListingView):
    """Deviations to be reviewed, the oldest first."""

    model = Disclosure
    page_title = gettext_lazy("Te beoordelen afwijkingen")
    template_name = "sharing/reports/worklist.html"
    results_template_name = "sharing/reports/worklist_results.html"
    paginate_by = 50
    table_class = DenseTable
    index_url_name: Any = None
    header_icon = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, "change", Disclosure):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def columns(self) -> list[Column]:
        def review_url(row: Disclosure) -> str:
            step = "review" if row.proposal is None else "proposal"
            return reverse(f"disclosures:{step}", args=[row.pk])

        return [
            TitleColumn("moment", label=_("Verstrekt op"), accessor=moment_words, get_url=review_url),
            Column("recipient", label=_("Aan"), classname="register-grow"),
            Column("purpose", label=_("Waarvoor"), classname=CLIPPED),
            Column(
                "findings",
                label=_("Wat de regels ervan zeggen"),
                accessor=first_block,
                classname=CLIPPED,
            ),
            Column(
                "reason",
                label=_("Reden van de afwijking"),
                accessor="deviation_reason",
                classname=CLIPPED,
            ),
            Column("by", label=_("Vastgelegd door"), accessor="named.recorded_by"),
            Column("to_do", label=_("Wat er wacht"), accessor=self.to_do),
        ]

    def get_queryset(self) -> QuerySet[Any]:
        return pending_deviations().prefetch_related("recipient", "purpose", "recorded_by", "proposed_by")

    def paginate_queryset(self, queryset: QuerySet[Any], page_size: int) -> tuple[Any, Any, list[Any], bool]:
        paginator, page, rows, more = super().paginate_queryset(queryset, page_size)
        page.object_list = list(rows)
        name_accounts(page.object_list, recorded_by="recorded_at", proposed_by="proposed_at")
        return paginator, page, page.object_list, more

    def to_do(self, row: Any) -> str:
        """What there is to decide, and that somebody else does when it is one's own."""
        user = self.request.user
        if row.proposed_by is not None:
            if user in (row.proposed_by, row.recorded_by):
                return _("Uw collega bevestigt de correctie")
            return _("Correctie van %(who)s bevestigen") % {"who": row.named["proposed_by"]}
        return _("Uw collega beoordeelt") if row.recorded_by == user else _("Beoordelen")


def first_block(row: Disclosure) -> str:
    """The first finding that blocks, and how many more there are; first of all that the consent was withdrawn."""
    blocks = [finding["message"] for finding in row.findings if finding["severity"] == "block"]
    if row.withdrawn_consent_id is not None:
        blocks.insert(0, _("Toestemming bleek ingetrokken"))
    more = len(blocks) - 1
    return blocks[0] + (_(" (en nog %d)") % more if more > 0 else "") if blocks else ""


class WorklistItem(MenuItem):
    """Shown to who may review."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "change", Disclosure)


class WorklistViewSet(ViewSet):
    name = "worklist"
    url_prefix = "afwijkingen"
    icon = "tasks"
    menu_label = gettext_lazy("Te beoordelen afwijkingen")
    menu_order = 15
    menu_item_class = WorklistItem

    @property
    def index_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(WorklistView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.index_view, name="index")]


viewsets = [WorklistViewSet(), FlowsViewSet(), DifferencesViewSet()]
