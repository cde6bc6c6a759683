"""Flows that lack a ground or a provision, for who keeps these: counts only, and the way to add what is missing."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from sharing.core.admin import Column, DayColumn, DenseTable, TitleColumn, may
from sharing.core.admin.tables import CLIPPED, NUMBER, WORDS
from sharing.core.dutch import day_in_words
from sharing.gate.snapshot import RegisterSnapshot, load_register
from sharing.grounds.models import SensitiveGround
from sharing.parties.choices import Capacity
from sharing.reference.choices import DataKind, LegalBasis
from sharing.reference.models import LegalProvision
from sharing.reports.flows import lacking_today
from sharing.reports.rules import Lack, Missing

PER_PAGE = 50


class FlowsView(WagtailAdminTemplateMixin, TemplateView):
    """Which recipients get sensitive data without a ground, or by an obligation that is not in the list."""

    page_title = gettext_lazy("Stromen zonder grond")
    template_name = "sharing/reports/flows.html"
    header_icon = "lock-open"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, "view", SensitiveGround):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = load_register()
        until = known.grounds_warn_until
        found = lacking_today(known)
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            **kwargs,
            table=DenseTable(
                self.columns, [self._row(one, known) for one in page.object_list], caption=self.page_title
            ),
            page_obj=page,
            count=len(found),
            until=day_in_words(until) if until else "",
        )

    @property
    def columns(self) -> list[Column]:
        return [
            Column("recipient", label=_("Aan"), classname=WORDS),
            Column("capacity", label=_("Als")),
            Column("purpose", label=_("Waarvoor"), classname=CLIPPED),
            Column("lack", label=_("Wat ontbreekt"), classname=WORDS),
            Column("basis", label=_("Grondslag"), classname=CLIPPED),
            Column("count", label=_("Aantal"), classname=NUMBER),
            DayColumn("last", label=_("Laatste")),
            TitleColumn("add", label=_("Doen"), get_url=lambda row: row["address"]),
        ]

    def _row(self, missing: Missing, known: RegisterSnapshot) -> dict[str, Any]:
        flow = missing.flow
        add, address = self._way_to_add(missing, known)
        return {
            "recipient": known.parties[flow.recipient].facts.name,
            "capacity": Capacity(flow.capacity).label,
            "purpose": known.names.purposes[flow.purpose],
            "lack": self._lack(missing, known),
            "basis": LegalBasis(flow.basis).label,
            "count": flow.count,
            "last": flow.last,
            "add": add,
            "address": address,
        }

    def _lack(self, missing: Missing, known: RegisterSnapshot) -> str:
        flow = missing.flow
        if missing.lack == Lack.GROUND:
            name = known.names.categories[missing.category]
            kind = DataKind(missing.kind).label.lower()
            return _("Grond voor “%(category)s” (%(kind)s)") % {"category": name, "kind": kind}
        if not flow.provision:
            return _("Wettelijke bepaling: er is er geen genoemd")
        return _("“%(provision)s” staat niet in de lijst van bepalingen, of telt vandaag niet") % {
            "provision": flow.provision
        }

    def _way_to_add(self, missing: Missing, known: RegisterSnapshot) -> tuple[str, str]:
        """What may be added, and where; empty when this reader adds nothing."""
        flow = missing.flow
        if missing.lack == Lack.GROUND and may(self.request.user, "add", SensitiveGround):
            asked = {
                "kind": missing.kind,
                "data_category": known.data_categories[missing.category],
                "purpose": known.purposes[flow.purpose].id,
                "recipient": known.parties[flow.recipient].id,
                "capacity": flow.capacity,
            }
            return _("Grond toevoegen"), f"{reverse('grounds:add')}?{urlencode(asked)}"
        if missing.lack == Lack.PROVISION and may(self.request.user, "add", LegalProvision):
            asked = {"citation": flow.provision}
            return _("Bepaling toevoegen"), f"{reverse('bepalingen_modeladmin_create')}?{urlencode(asked)}"
        return "", ""


class FlowsItem(MenuItem):
    """Shown to who may see the grounds."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "view", SensitiveGround)


class FlowsViewSet(ViewSet):
    name = "flows"
    url_prefix = "stromen-zonder-grond"
    icon = "lock-open"
    menu_label = gettext_lazy("Stromen zonder grond")
    menu_item_class = FlowsItem

    @property
    def index_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(FlowsView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.index_view, name="index")]
