"""The screens of the disclosure log."""

from collections.abc import Callable
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import Button, HeaderButton

from sharing.core.admin import RegisterViewSet, may
from sharing.core.admin.dossiers import DossierViewSetMixin
from sharing.core.dutch import instant_in_words
from sharing.core.readable import account_name
from sharing.disclosures.choices import Review
from sharing.disclosures.models import Disclosure
from sharing.disclosures.queries import writers_of
from sharing.disclosures.screens import (
    BreachView,
    ProposalView,
    ReopenView,
    RestoreView,
    ReviewView,
    VoidView,
    deadline_of,
    may_reopen,
)
from sharing.disclosures.views import CorrectView
from sharing.entry.models import EntryTemplate
from sharing.entry.views import AGAIN, RecordView
from sharing.entry.viewsets import FROM
from sharing.entry.while_typing import DefaultsView, LiveCheckView
from sharing.log.export_views import ExportView
from sharing.log.figure_views import FiguresViewSet
from sharing.log.filters import DisclosureFilterSet
from sharing.log.listing import DisclosureIndexView
from sharing.log.one import AccountView
from sharing.log.views import ColumnsView, SavedFiltersView, SaveFilterView


class DisclosureInspectView(AccountView):
    """One disclosure in full, with the way to a correction and to the review."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        if self.live is None or self.moment or not self.user_has_permission("change"):
            return []
        if self.live.proposal is not None:
            buttons = [HeaderButton(_("Voorstel"), url=self.url("proposal"), icon_name="edit")]
        elif self.live.is_void:
            buttons = [HeaderButton(_("Weer laten gelden"), url=self.url("restore"), icon_name="rotate")]
        else:
            buttons = [HeaderButton(_("Corrigeren"), url=self.url("edit"), icon_name="edit")]
        if self.user_has_permission("add"):
            again = f"{reverse('disclosures:add')}?{AGAIN}={self.pk}"
            buttons.append(HeaderButton(_("Herhalen"), url=again, icon_name="copy", priority=10))
        waits = self.live.review == Review.PENDING and not self.live.is_void
        if waits and self.request.user.pk not in writers_of(self.live):
            review = HeaderButton(_("Beoordelen"), url=self.url("review"), icon_name="check", priority=5)
            buttons.insert(0, review)
        return buttons

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons = [Button(_("Hele historie"), url=self.url("history"), icon_name="history", priority=10)]
        if self.live is None or self.moment or not self.user_has_permission("change"):
            return buttons
        if may(self.request.user, "add", EntryTemplate):
            buttons.append(
                Button(
                    _("Bewaren als sjabloon"),
                    url=f"{reverse('entry_templates:add')}?{FROM}={self.pk}",
                    icon_name="copy",
                    priority=30,
                )
            )
        if self.request.user.has_perm("sharing.add_rightsrequest"):
            about = f"{reverse('rights_requests:add')}?kind=complaint&over-verstrekking={self.pk}"
            buttons.append(Button(_("Klacht hierover"), url=about, icon_name="openquote", priority=40))
        if may_reopen(self.live):
            buttons.append(
                Button(_("Oordeel heropenen"), url=self.url("reopen"), icon_name="rotate", priority=20)
            )
        if self.live.review == Review.BREACH:
            buttons.append(
                Button(_("Datalek aanvullen"), url=self.url("breach"), icon_name="edit", priority=20)
            )
        if not self.live.is_void and self.live.proposal is None:
            buttons.append(Button(_("Laten vervallen"), url=self.url("void"), icon_name="bin", priority=30))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        return super().get_context_data(**kwargs) | {
            "deadline": deadline_of(row) if row is not None and not self.moment else "",
            "voided": self._void_in_words(row) if row is not None and row.is_void else "",
        }

    def _void_in_words(self, row: Disclosure) -> str:
        """Who let it become void and when, and who confirmed that."""
        words = {
            "who": account_name(row.voided_by_id or 0, row.voided_at),
            "moment": instant_in_words(row.voided_at) if row.voided_at else "",
        }
        if row.void_confirmed_by_id is None:
            return _("Vervallen op %(moment)s door %(who)s.") % words
        words["other"] = account_name(row.void_confirmed_by_id, row.voided_at)
        return _("Vervallen op %(moment)s op voorstel van %(who)s, bevestigd door %(other)s.") % words


class DisclosureViewSet(DossierViewSetMixin, RegisterViewSet):
    """The log. It is never emptied: there is no screen to delete from it."""

    model = Disclosure
    name = "disclosures"
    url_prefix = "verstrekkingen"
    icon = "list-ul"
    menu_label = gettext_lazy("Verstrekkingen")
    index_view_class = DisclosureIndexView
    inspect_view_class = DisclosureInspectView
    filterset_class = DisclosureFilterSet
    list_per_page = 25
    # Separate look-ups of the few rows that a page names; a join could make the planner read the whole log.
    list_prefetch_related = ("recipient", "on_behalf_of", "purpose")
    inspect_view_fields = [
        *(
            "disclosed_at",
            "recipient",
            "capacity",
            "on_behalf_of",
            "dossier",
            "subject_category",
            "data_categories",
            "purpose",
        ),
        *(
            "legal_basis",
            "legal_provision",
            "authority_request",
            "restriction_exception",
            "channel",
            "destination_country",
            "description",
        ),
        *(
            "outcome",
            "withdrawn_consent",
            "deviation_reason",
            "review",
            "review_note",
            "reviewed_by",
            "reviewed_at",
        ),
        *("review_seen", "aware_at", "breach_report", "breach_reported_at", "breach_report_note"),
        *("proposes", "proposal", "proposal_reason", "proposed_by", "proposed_at"),
        *("voided_at", "voided_by", "void_reason", "void_confirmed_by"),
        *("source", "external_id", "recorded_by", "recorded_at"),
    ]

    def get_form_class(self, for_update: bool = False) -> type[Any] | None:
        return None

    def get_edit_handler(self) -> Any:
        return None

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"delete_url_name": None, **kwargs})

    @property
    def add_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(RecordView)

    @property
    def edit_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(CorrectView)

    @property
    def export_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(ExportView)

    def get_urlpatterns(self) -> list[URLPattern]:
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name != "delete"]
        steps = [
            ("beoordelen", ReviewView, "review"),
            ("heropenen", ReopenView, "reopen"),
            ("datalek", BreachView, "breach"),
            ("voorstel", ProposalView, "proposal"),
            ("vervallen", VoidView, "void"),
            ("herstellen", RestoreView, "restore"),
        ]
        of_the_list = [
            ("filters/", SavedFiltersView, "saved_filters"),
            ("filters/bewaren/", SaveFilterView, "save_filter"),
            ("kolommen/", ColumnsView, "columns"),
        ]
        return [
            *kept,
            path("exporteren/", self.export_view, name="export"),
            path("nieuw/invullen/", self.construct_view(DefaultsView), name="defaults"),
            path("nieuw/mag-dit/", self.construct_view(LiveCheckView), name="live_check"),
            *(path(address, self.construct_view(view), name=name) for address, view, name in of_the_list),
            *(path(f"<int:pk>/{word}/", self.construct_view(view), name=name) for word, view, name in steps),
        ]


viewsets = [DisclosureViewSet(), FiguresViewSet()]
