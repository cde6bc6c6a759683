"""The proposals that two records are one organisation, and what was decided about them (ADR 0069)."""

from functools import cached_property
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import HeaderButton

from sharing.core.admin import (
    Column,
    Link,
    ReadOnlyViewSet,
    RegisterInspectView,
    Section,
    Status,
    StatusColumn,
    may,
)
from sharing.core.admin.policies import RegisterPolicy
from sharing.core.admin.tables import short_moment
from sharing.parties.choices import MergerKind
from sharing.parties.merger_models import PartyMerger
from sharing.relations.merger_views import DecideMergerView, is_open, sections_of


def state_of(merger: PartyMerger) -> Status:
    """Where the proposal stands."""
    if is_open(merger):
        return Status("to_confirm", _("Wacht op een tweede persoon"))
    return (
        Status("granted", _("Bevestigd")) if merger.confirmed_by_id else Status("ended", _("Niet doorgegaan"))
    )


class MergerInspectView(RegisterInspectView):
    @cached_property
    def header_buttons(self) -> list[Any]:
        row = self.live
        if (
            row is None
            or self.moment
            or not is_open(row)
            or not may(self.request.user, "change", PartyMerger)
        ):
            return []
        own = row.proposed_by_id == self.request.user.pk
        label = _("Intrekken") if own else _("Beoordelen")
        return [HeaderButton(label, url=self.url("decide"), icon_name="cross" if own else "check")]

    def get_fields_context(self) -> list[dict[str, Any]]:
        fields = super().get_fields_context()
        if self.moment or self.object.kind != MergerKind.PART:
            return fields
        # Neither goes into the other any more: below stands what each becomes.
        return [one for one in fields if one["name"] not in ("merged", "kept")]

    def get_sections(self) -> list[Section]:
        if self.moment:
            return super().get_sections()
        parts = self.object.kind == MergerKind.PART
        labels = (_("Weer een eigen partij"), _("Los van")) if parts else (_("Gaat op"), _("Blijft"))
        parties = (self.object.merged, self.object.kept)
        rows = tuple(
            (str(label), Link(f"{party} ({party.code})", reverse("parties:inspect", args=[party.pk])))
            for label, party in zip(labels, parties, strict=True)
        )
        return [Section(_("De twee partijen"), (_("Wat"), _("Partij")), rows), *sections_of(self.object)]


class MergerViewSet(ReadOnlyViewSet):
    model = PartyMerger
    name = "party_mergers"
    url_prefix = "samenvoegingen"
    icon = "group"
    menu_label = gettext_lazy("Samenvoegingen")
    policy_class = (
        RegisterPolicy  # proposing is adding, and deciding is changing: by the screens of their own
    )
    inspect_view_class = MergerInspectView
    list_select_related = ("merged", "kept")
    list_named = {"proposed_by": "proposed_at"}
    list_filter = ["kind"]
    search_fields = ["merged__name", "kept__name", "merged__code", "kept__code"]
    list_display = [
        "__str__",
        Column("kind", label=gettext_lazy("Soort"), accessor="get_kind_display"),
        Column("by", label=gettext_lazy("Voorgesteld door"), accessor="named.proposed_by"),
        Column("at", label=gettext_lazy("Op"), accessor=lambda row: short_moment(row.proposed_at)),
        StatusColumn("state", label=gettext_lazy("Stand"), accessor=state_of),
    ]
    inspect_view_fields = [
        *("kind", "merged", "kept", "status", "explanation", "proposed_by", "proposed_at"),
        *("confirmed_by", "confirmed_at", "declined_by", "declined_at"),
    ]

    def status_of(self, record: PartyMerger) -> Status:
        return state_of(record)

    def get_urlpatterns(self) -> list[URLPattern]:
        decide = self.construct_view(DecideMergerView)
        return [*super().get_urlpatterns(), path("<int:pk>/beoordelen/", decide, name="decide")]
