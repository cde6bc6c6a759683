"""The lists behind the counts of the start page of who looks after contracts: what is counted there, listed here."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from sharing.agreements.models import Agreement
from sharing.agreements.screens import owner_of
from sharing.core.admin import Column, DayColumn, DenseTable, StatusColumn, TitleColumn, link_to, may
from sharing.core.admin.sections import Link
from sharing.core.admin.tables import WORDS
from sharing.core.periods import amsterdam_day
from sharing.core.readable import named
from sharing.duties.choices import STAGES_OF_CONTRACTS, GapKind, Whose
from sharing.duties.gaps import gap_rows
from sharing.duties.links import address_of
from sharing.duties.memory import moments_as_they_are
from sharing.parties.models import Party
from sharing.reference.models import AdequacyDecision
from sharing.reports.contract_work import owned, owners_in_words, standing

PER_PAGE = 50
ALL_STAGES = "termijnen"
RELATED = {Agreement: ("party", "owner"), Party: ("country",), AdequacyDecision: ("country",)}


class ContractWorkView(WagtailAdminTemplateMixin, TemplateView):
    """One kind at a time, of oneself or of everybody; the first column leads to where it is put right."""

    page_title = gettext_lazy("Werk aan partijen en overeenkomsten")
    template_name = "sharing/reports/contract_work.html"
    header_icon = "tasks"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, "view", Agreement):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def kind(self) -> str:
        """A code of ``GapKind`` or ``Stage``, or every moment to act."""
        asked: str = self.request.GET.get("soort", "")
        return asked if asked in {*GapKind.values, *STAGES_OF_CONTRACTS} else ALL_STAGES

    @cached_property
    def whose(self) -> Whose:
        asked = self.request.GET.get("van", "")
        return Whose(asked) if asked in Whose.values else Whose.OURS

    @cached_property
    def on(self) -> date:
        """Today."""
        return amsterdam_day(timezone.now())

    @property
    def person(self) -> int:
        """Who asks."""
        return self.request.user.pk or 0

    @cached_property
    def names(self) -> dict[int, str]:
        """Who look after agreements, by the key of the account."""
        owners = get_user_model().objects.filter(agreements__isnull=False).distinct()
        return {one.pk: named(one) for one in owners}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        gap = self.kind in GapKind.values
        page = Paginator(self.gaps() if gap else self.moments(), PER_PAGE).get_page(self.request.GET.get("p"))
        columns = self.gap_columns if gap else self.moment_columns
        return super().get_context_data(**kwargs) | {
            "table": DenseTable(columns, list(page.object_list), caption=self.page_title),
            "page_obj": page,
            "count": page.paginator.count,
            "kinds": self.kinds(),
            "kind": self.kind,
            "whose": self.whose.value,
            "tabs": Whose.choices,
        }

    def kinds(self) -> list[tuple[str, Any]]:
        """What can be asked for."""
        stages = [(one.value, one.label) for one in STAGES_OF_CONTRACTS]
        return [(ALL_STAGES, _("Alle termijnen")), *stages, *GapKind.choices]

    def moments(self) -> list[Any]:
        """The moments to act that are asked for."""
        found = owned(moments_as_they_are(on=self.on), self.whose, self.person)
        return [one for one in found if self.kind in (ALL_STAGES, one.stage(self.on))]

    def gaps(self) -> Any:
        """The records that are not in order in the way that is asked for."""
        owner = self.person if self.whose == Whose.MINE else None
        rows = gap_rows(self.kind, on=self.on, owner=owner)
        return rows.select_related(*RELATED[rows.model]).order_by(*rows.model._meta.ordering, "pk")

    @property
    def moment_columns(self) -> list[Column]:
        return [
            TitleColumn(
                "to_do",
                label=_("Wat"),
                accessor=lambda one: one.to_do(self.on),
                get_url=address_of,
                classname=WORDS,
            ),
            Column("party", label=_("Partij"), classname=WORDS),
            DayColumn("day", label=_("Uiterlijk")),
            Column("day_words", label=_("Welke dag")),
            StatusColumn("left", label=_("Nog"), accessor=lambda one: standing(one, self.on)),
            Column(
                "owners",
                label=_("Beheerder"),
                accessor=lambda one: owners_in_words(one.owners, self.names),
                classname=WORDS,
            ),
        ]

    @property
    def gap_columns(self) -> list[Column]:
        first = TitleColumn("record", label=_("Wat"), accessor=str, get_url=_address, classname=WORDS)
        if self.kind in (GapKind.NO_AGREEMENT, GapKind.NO_CONTACT):
            missing = [Column("missing", label=_("Wat ontbreekt"), accessor=_missing, classname=WORDS)]
            extra = missing if self.kind == GapKind.NO_CONTACT else []
            return [first, Column("country", label=_("Land")), *extra]
        if self.kind == GapKind.DECISION:
            return [first, Column("country", label=_("Land")), DayColumn("ends", label=_("Eindigt op"))]
        return [
            first,
            Column("party", label=_("Partij"), classname=WORDS),
            Column("kind", label=_("Soort"), accessor="get_kind_display"),
            DayColumn("last_day", label=_("Tot en met"), empty=_("onbepaald")),
            Column("owner", label=_("Beheerder"), accessor=owner_of),
        ]


def _address(record: Any) -> str | None:
    found = link_to(record)
    return found.url if isinstance(found, Link) else None


def _missing(party: Party) -> str:
    """Which of what is asked of a party is not there."""
    parts = []
    if not (party.contact_name or party.email):
        parts.append(_("contactpersoon"))
    if not party.notice_address:
        parts.append(_("meldadres"))
    return capfirst(", ".join(parts))


class ContractWorkItem(MenuItem):
    """Shown to who may see agreements."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "view", Agreement)


class ContractWorkViewSet(ViewSet):
    """The address /beheer/werk/."""

    name = "contract_work"
    url_prefix = "werk"
    icon = "tasks"
    menu_label = gettext_lazy("Werk aan overeenkomsten")
    menu_item_class = ContractWorkItem

    @property
    def index_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(ContractWorkView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.index_view, name="index")]
