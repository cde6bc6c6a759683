"""Lists of the entries that rest on one record: on an authority's request, or on a consent after its withdrawal."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.views.generic.base import BaseListingView

from sharing.consents.models import Consent
from sharing.consents.queries import entries_after_withdrawal, entries_on
from sharing.consents.request_models import AuthorityRequest
from sharing.core.admin import Column, DenseTable, StatusColumn, TitleColumn, may
from sharing.core.admin.sections import screen_of
from sharing.core.admin.tables import CLIPPED
from sharing.core.dossiers import unseal
from sharing.core.models import Register
from sharing.disclosures.models import Disclosure
from sharing.log.list_columns import moment_words, status_of


class RelyingView(BaseListingView):
    """The entries of the log that rest on one record, the newest first."""

    model = Disclosure
    record_model: type[Register]
    results_template_name = "sharing/disclosures/relying_results.html"
    template_name = "wagtailadmin/generic/listing.html"
    paginate_by = 50
    table_class = DenseTable
    header_icon = "list-ul"
    index_url_name: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not (may(request.user, "view", Disclosure) and may(request.user, "view", self.record_model)):
            raise PermissionDenied
        self.record: Any = get_object_or_404(self.record_model, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def entries(self) -> QuerySet[Disclosure]:
        """Those that rest on the record."""
        raise NotImplementedError

    def get_base_queryset(self) -> QuerySet[Disclosure]:
        return self.entries().order_by("-disclosed_at", "-id").prefetch_related("recipient", "purpose")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        screen = screen_of(self.record_model)
        above = [
            {"url": reverse(screen.get_url_name("index")), "label": screen.menu_label},
            {
                "url": reverse(screen.get_url_name("inspect"), args=[self.record.pk]),
                "label": str(self.record),
            },
        ]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]

    @cached_property
    def columns(self) -> list[Column]:
        def address(row: Disclosure) -> str:
            return reverse("disclosures:inspect", args=[row.pk])

        return [
            TitleColumn("moment", label=_("Verstrekt op"), accessor=moment_words, get_url=address),
            Column("recipient", label=_("Aan"), classname="register-grow"),
            Column("purpose", label=_("Waarvoor"), classname=CLIPPED),
            Column("dossier", label=_("Dossier"), accessor=lambda row: unseal(row.dossier)),
            StatusColumn("outcome", label=_("Uitkomst"), accessor=status_of),
        ]


class OnRequestView(RelyingView):
    record_model = AuthorityRequest

    def entries(self) -> QuerySet[Disclosure]:
        return entries_on(self.record)

    def get_page_title(self) -> str:
        return _("Verstrekt op verzoek %s") % self.record


class AfterWithdrawalView(RelyingView):
    record_model = Consent

    def entries(self) -> QuerySet[Disclosure]:
        return entries_after_withdrawal(self.record)

    def get_page_title(self) -> str:
        return _("Verstrekt na het intrekken van toestemming %s") % self.record.pk


urls = [
    path("verstrekkingen-bij-verzoek/<int:pk>/", OnRequestView.as_view(), name="relying_request"),
    path("verstrekkingen-bij-toestemming/<int:pk>/", AfterWithdrawalView.as_view(), name="relying_consent"),
]
