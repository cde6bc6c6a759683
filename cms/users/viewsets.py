"""The list of what happened at the door, for the auditor and the administrator."""

from typing import Any

from django.db.models import QuerySet
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from cms.models import SignInEvent
from sharing.public import instant_in_words, name_accounts

EMPTY = "–"


class SignInEventIndexView(IndexView):
    """Newest first; an account by the name of that day."""

    any_permission_required = ["view"]
    page_title = _("Aanmeldpogingen")

    def paginate_queryset(self, queryset: QuerySet[Any], page_size: int) -> tuple[Any, Any, list[Any], bool]:
        paginator, page, rows, more = super().paginate_queryset(queryset, page_size)
        page.object_list = list(rows)
        name_accounts(page.object_list, account="at")
        return paginator, page, page.object_list, more


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
        Column("account", label=_("Account"), accessor="named.account"),
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
