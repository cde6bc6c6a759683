"""Finding one person's records without the dossier number ever standing in an address or an access log.

The number is sent by POST, with the reason; only a random key stands in the address of the list
(``sharing.core.admin.looking``). Pages, filters and exports carry the key along.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing.core.admin.listing import RegisterIndexView
from sharing.core.admin.looking import PARAMETER, Looking, begin_look, look_on, looking_under, note_act
from sharing.core.admin.screens import FormScreen
from sharing.core.admin.tables import TitleColumn
from sharing.core.dossiers import unseal
from sharing.core.looking.choices import ASKED, LookAct, LookReason
from sharing.core.looking.forms import LookForm
from sharing.core.looking.operations import record_looks


class DossierSearchView(FormScreen):
    """Takes number and reason by POST and leads to the list of that dossier; what is wrong is said at its field."""

    model: Any = None
    index_url_name: Any = None
    viewset: Any = None
    header_icon: Any = None
    any_permission_required: Any = ["view"]
    http_method_names = ["post"]
    form_class = LookForm
    page_title = gettext_lazy("Dossier zoeken")
    submit_label = gettext_lazy("Zoek dossier")
    stores = False

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse(self.index_url_name), "label": self.viewset.menu_label}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        typed = form.data[PARAMETER]  # older numbers are found as they were typed
        looking = begin_look(self.request, typed, reason=data["reason"], note=data["note"])
        return redirect(f"{reverse(self.index_url_name)}?{PARAMETER}={looking.key}")


class DossierIndexView(RegisterIndexView):
    """A list that can be narrowed to one dossier."""

    template_name = "sharing/core/dossier_index.html"

    @cached_property
    def leading(self) -> list[Any]:
        number = TitleColumn(
            PARAMETER,
            label=_("Dossier"),
            accessor=lambda record: unseal(record.dossier),
            get_url=self.get_inspect_url,
        )
        return [number]

    @cached_property
    def dossier_key(self) -> str:
        """The key in the address; empty when all dossiers are shown."""
        return self.request.GET.get(PARAMETER, "")

    @cached_property
    def looking(self) -> Looking | None:
        """The dossier that is shown, and why; None when all are, or when the session does not know the key."""
        return looking_under(self.request, self.dossier_key)

    @cached_property
    def dossier(self) -> tuple[bytes, ...]:
        """The seals of the dossier that is shown, that of its normal form first; none when it is not known."""
        return self.looking.seals if self.looking else ()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.looking and self.is_export:
            note_act(request, self.looking, LookAct.EXPORTED, about=str(self.viewset.menu_label))
        elif self.looking:
            look_on(request, self.looking)
        return super().get(request, *args, **kwargs)

    def as_spreadsheet(self, queryset: QuerySet[Any], spreadsheet_format: str) -> HttpResponse:
        if self.looking is None:
            # The numbers of all these persons leave with it.
            record_looks(
                set(queryset.order_by().values_list(PARAMETER, flat=True)),
                act=LookAct.EXPORTED,
                reason=LookReason.NATURE,
                by=self.request.user,
                about=str(self.viewset.menu_label),
            )
        return super().as_spreadsheet(queryset, spreadsheet_format)

    @cached_property
    def is_filtering(self) -> bool:
        return bool(self.dossier_key) or super().is_filtering

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        queryset = super().filter_queryset(queryset)
        if not self.dossier_key:
            return queryset
        # A search that has ended shows nothing rather than everybody.
        return queryset.filter(dossier__in=self.dossier) if self.dossier else queryset.none()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        rest = self.request.GET.copy()
        for name in (PARAMETER, "p"):
            rest.pop(name, None)
        return super().get_context_data(*args, **kwargs) | {
            "dossier_key": self.dossier_key,
            "dossier_number": self.looking.number if self.looking else "",
            "dossier_reasons": ASKED,
            "dossier_reason": self.looking.reason if self.looking else "",
            "dossier_note": self.looking.note if self.looking else "",
            "all_dossiers_url": f"{self.index_url}?{rest.urlencode()}" if rest else self.index_url,
            "dossier_search_url": reverse(self.viewset.get_url_name("find")),
            "dossier_label": _("Dossiernummer"),
        }


_ViewSet: Any = object  # of the register, to which the mixin is added


class DossierViewSetMixin(_ViewSet):
    """A register viewset whose list can be narrowed to one dossier."""

    index_view_class = DossierIndexView

    @property
    def find_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(DossierSearchView)

    def get_urlpatterns(self) -> list[URLPattern]:
        # At the end: the menu leads to the first one, and this one takes no GET.
        return [*super().get_urlpatterns(), path("zoeken/", self.find_view, name="find")]
