"""The list of what happened at the door, for the auditor and the administrator."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from cms.models import SignInEvent
from sharing.public import account_name, instant_in_words

EMPTY = "–"


class SignInEventIndexView(IndexView):
    """Newest first; an account by the name of that day."""

    any_permission_required = ["view"]
    page_title = _("Aanmeldpogingen")


class SignInEventViewSet(ModelViewSet):
    model = SignInEvent
    name = "sign_in_events"
    url_prefix = "aanmeldpogingen"
    icon = "lock"
    menu_label = _("Aanmeldpogingen")
    menu_order = 30
    index_view_class = SignInEventIndexView
    list_filter = ["kind", "account"]
    list_per_page = 50
    ordering = ["-at", "-id"]
    form_fields = ["kind"]  # Wagtail asks for them, also where nothing is ever written
    add_to_reference_index = False
    list_display = [
        Column("at", label=_("Moment"), accessor=lambda row: instant_in_words(row.at)),
        Column("kind", label=_("Wat"), accessor="get_kind_display"),
        Column(
            "account",
            label=_("Account"),
            accessor=lambda row: account_name(row.account_id, row.at) if row.account_id else EMPTY,
        ),
        Column("address", label=_("Adres"), accessor=lambda row: row.address or EMPTY),
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> Any:
        absent = ("add", "edit", "delete", "history", "usage")
        return super().get_common_view_kwargs(**{**{f"{name}_url_name": None for name in absent}, **kwargs})

    def get_urlpatterns(self) -> Any:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]


sign_in_events = SignInEventViewSet()
