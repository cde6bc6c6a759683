"""The page of a party: who it is, what it holds when, and everything that hangs on it."""

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button, HeaderButton

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.models import Agreement, AgreementDocument
from sharing.core.admin import RegisterIndexView, RegisterInspectView, Section, may
from sharing.core.admin.reading import MOMENTS_SHOWN
from sharing.core.admin.sections import referring_sections
from sharing.core.admin.tables import short_day
from sharing.core.charts import Bar, columns
from sharing.core.readable import EMPTY
from sharing.parties.choices import Capacity
from sharing.parties.merger_models import PartyMerger
from sharing.parties.models import Party, PartyCapacity
from sharing.parties.queries import mergers_about
from sharing.parties.viewsets import PartyViewSet
from sharing.relations.drawing import Period, gist, time_axis
from sharing.relations.merger_views import MergeView, PartView
from sharing.relations.queries import (
    Node,
    agreements_of,
    chains_of,
    disclosures_per_month,
    transfers_of,
)
from sharing.relations.tables import (
    agreement_period,
    agreements_section,
    capacity_periods,
    documents_section,
    merged_section,
    months_section,
    newest_of,
    periods_section,
    transfer_period,
    transfers_section,
)
from sharing.relations.viewsets_chains import ChainsViewSet
from sharing.relations.viewsets_mergers import MergerViewSet
from sharing.transfers.models import ImpactAssessment, Transfer
from sharing.transfers.queries import chapter_five

BARS_AT_MOST = 12
# Told on this page in a table of their own.
TOLD = (Agreement, SubProcessor, Transfer, ImpactAssessment, Party, PartyMerger)
# What nobody may miss of who receives data, and where it is filled in.
WANTED = ("contact_name", "email", "notice_address")


class PartyIndexView(RegisterIndexView):
    """The list, from which a new processor is registered along its path, and those under way are found."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons: list[Any] = list(super().header_more_buttons)
        if all(may(self.request.user, "add", one) for one in (Party, Agreement)):
            new, words = reverse("registration:new"), _("Nieuwe verwerker registreren")
            buttons.append(Button(words, url=new, icon_name="plus", priority=5))
        if may(self.request.user, "view", Agreement):
            under_way = reverse("registration:index")
            buttons.append(Button(_("In registratie"), url=under_way, icon_name="tasks", priority=6))
        return buttons


class PartyPageView(RegisterInspectView):
    """As the register stood it is the record alone; what held on a day is told with all that hangs on it."""

    template_name = "sharing/relations/party.html"

    @cached_property
    def records(self) -> list[int]:
        """The keys of all records of the organisation; of a record that went into another its own."""
        return [self.pk, *(one.pk for one in self.gone)]

    @cached_property
    def mergers(self) -> tuple[list[Party], list[PartyMerger]]:
        """The records that went into this one, and proposals about it that nobody decided on yet."""
        return mergers_about(self.pk)

    @property
    def gone(self) -> list[Party]:
        return self.mergers[0]

    @property
    def waiting(self) -> list[PartyMerger]:
        return self.mergers[1] if may(self.request.user, "view", PartyMerger) else []

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons: list[Any] = list(super().header_more_buttons)
        if (
            self.live is not None
            and self.object is not None
            and self.live.merged_into_id is None
            and may(self.request.user, "view", Agreement)
            and any(one.capacity == Capacity.PROCESSOR for one in self.capacities)
        ):
            url = reverse("registration:show", args=[self.pk])
            buttons.append(Button(_("Registratie"), url=url, icon_name="tasks", priority=12))
        if (
            self.live is not None
            and not self.viewpoint.looks_back
            and may(self.request.user, "add", PartyMerger)
        ):
            apart = self.live.merged_into_id is not None
            label, url = (_("Uit elkaar halen…"), "part") if apart else (_("Samenvoegen…"), "merge")
            buttons.append(Button(label, url=self.url(url), icon_name="group", priority=15))
        return buttons

    @cached_property
    def header_buttons(self) -> list[Any]:
        if self.live is not None and self.live.merged_into_id is not None:
            return []
        buttons: list[Any] = list(super().header_buttons)
        if buttons and may(self.request.user, "add", Agreement):
            url = f"{reverse('agreements:add')}?{urlencode({'party': self.pk})}"
            buttons.append(HeaderButton(_("Overeenkomst"), url=url, icon_name="plus"))
        return buttons

    def get_fields_context(self) -> list[dict[str, Any]]:
        fields = super().get_fields_context()
        gone = self.object.merged_into_id is not None
        if gone or self.viewpoint.looks_back or not self.user_has_permission("change"):
            return fields
        for one in fields:
            if one["name"] in WANTED and one["value"] == EMPTY:
                one["value"] = format_html(
                    '<span class="register-status register-status--warning">{}</span> <a href="{}">{}</a>',
                    *(_("Ontbreekt"), self.url("edit"), _("toevoegen")),
                )
        return fields

    def get_sections(self) -> list[Section]:
        if self.moment:
            return super().get_sections()
        user = self.request.user
        found = [self.agreements_section, self.transfers_section, self.documents_section]
        referring = referring_sections(self.object, user=user, without=TOLD)
        for gone in self.gone:
            for one in referring_sections(gone, user=user, without=TOLD):
                words = {"what": one.title, "name": gone.name, "code": gone.code}
                referring.append(replace(one, title=_("%(what)s, als %(name)s (%(code)s)") % words))
        merged = [merged_section(self.gone)] if self.gone else []
        return [*merged, *(one for one in found if one is not None), *referring]

    @cached_property
    def capacities(self) -> list[PartyCapacity]:
        """What the organisation was, and when."""
        if not self.gone:
            return list(self.object.capacities.all())
        return list(PartyCapacity.objects.filter(party__in=self.records).order_by("capacity", "first_day"))

    @cached_property
    def agreements(self) -> list[Agreement]:
        """The agreements with the party, where the user may see them."""
        if not may(self.request.user, "view", Agreement):
            return []
        found = list(agreements_of(self.records))
        for one in found:
            one.viewed_on = self.day
        return found

    @cached_property
    def transfers(self) -> list[Transfer]:
        """The transfers to the party with how they stand, where the user may see them."""
        if not may(self.request.user, "view", Transfer):
            return []
        found = list(transfers_of(self.records))
        registered = chapter_five(
            countries={one.country_id for one in found},
            parties=self.records,
            codes={one.pk: one.code for one in (self.object, *self.gone)},
            transfers=found,
        )
        for one in found:
            one.viewed_on = self.day
            one.assessment = registered.assess(one.party, one.country, on=self.day)
        return found

    @property
    def agreements_section(self) -> Section | None:
        return (
            agreements_section(self.agreements, self.pk)
            if may(self.request.user, "view", Agreement)
            else None
        )

    @property
    def transfers_section(self) -> Section | None:
        return (
            transfers_section(self.transfers, self.pk) if may(self.request.user, "view", Transfer) else None
        )

    @property
    def documents_section(self) -> Section | None:
        if not may(self.request.user, "view", AgreementDocument):
            return None
        return documents_section(self.agreements)

    @cached_property
    def chains(self) -> tuple[list[Node], list[Node]]:
        """Whom the party engages, and by whom it is engaged."""
        if not may(self.request.user, "view", Agreement):
            return [], []
        return chains_of(self.records, on=self.day)

    @cached_property
    def months(self) -> list[tuple[date, int]]:
        """Disclosures per month; of nobody in particular."""
        return disclosures_per_month(self.records, on=self.day)

    def periods(self) -> list[Period]:
        """The bars of the drawing: capacities, then the newest agreements and transfers."""
        return [
            *capacity_periods(self.capacities),
            *(agreement_period(one) for one in self.agreements[:BARS_AT_MOST]),
            *(transfer_period(one) for one in self.transfers[:BARS_AT_MOST]),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.object is None or self.moment:
            return context
        periods, months = self.periods(), self.months
        title = _("Tijdas van %s") % self.object
        engages, engaged = self.chains
        received = sum(number for _month, number in months)
        return context | {
            "after_fields": "sharing/relations/_axis.html",
            "after_sections": "sharing/relations/_chains.html",
            "drawing": self._drawing(periods, f"{title}: {gist(periods)}") if periods else "",
            "drawn": periods_section(periods),
            "engages": engages,
            "engaged": engaged,
            "received": received,
            "months_drawing": self._months_drawing(months) if received else "",
            "months": months_section(months),
            "consequences": self._consequences(),
            "jumps": self._jumps(received),
            "stays": self.object.merged_into,
            "waiting": self.waiting,
            "moments": newest_of(context["moments"], self.gone, at_most=MOMENTS_SHOWN),
        }

    def _consequences(self) -> str:
        return (
            reverse("consequences:index", args=["partij", self.pk])
            if self.user_has_permission("change") and not self.viewpoint.looks_back
            else ""
        )

    def _drawing(self, periods: list[Period], title: str) -> Any:
        at = short_day(self.day) if self.viewpoint.looks_back else ""
        return time_axis(periods, today=self.day, title=title, today_in_words=at)

    def _months_drawing(self, months: list[tuple[date, int]]) -> Any:
        bars = [Bar(f"{month:%m-%Y}", number, 0, f"{month:%m-%Y}: {number}") for month, number in months]
        return columns(bars, title=_("Verstrekkingen per maand"))

    def _jumps(self, received: int) -> list[tuple[str, str, int]]:
        engages, engaged = self.chains
        found = [("overeenkomsten", _("Overeenkomsten"), len(self.agreements))]
        found.append(("doorgiften", _("Doorgiften"), len(self.transfers)))
        found.append(("subverwerkers", _("Subverwerkers"), len(engages) + len(engaged)))
        found.append(("verstrekkingen", _("Verstrekkingen"), received))
        return found


class PartyPageViewSet(PartyViewSet):
    index_view_class = PartyIndexView
    inspect_view_class = PartyPageView

    def show_country(self, party: Party) -> str:
        return str(party.country)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/samenvoegen/", self.construct_view(MergeView), name="merge"),
            path("<int:pk>/uit-elkaar/", self.construct_view(PartView), name="part"),
        ]


viewsets = [PartyPageViewSet(), MergerViewSet(), ChainsViewSet()]
