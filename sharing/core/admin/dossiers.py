"""Finding one person's records without the dossier number ever standing in an address or an access log.

The number is sent by POST; what the session keeps is its sealed form, under a random key, and only that key
stands in the address of the list. Pages, filters and exports carry the key along. It ends with the session.
"""

import base64
import secrets
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from sharing.core.admin.listing import RegisterIndexView
from sharing.core.admin.tables import TitleColumn
from sharing.core.dossiers import unseal
from sharing.core.fields import DossierField
from sharing.core.normalising.queries import seals_of

PARAMETER = "dossier"
_SESSION = "register.dossiers"
_REMEMBERED = 20


def remember(request: HttpRequest, typed: str) -> str:
    """The key under which this session finds the dossier from now on."""
    kept = dict(list(request.session.get(_SESSION, {}).items())[-_REMEMBERED + 1 :])
    key = secrets.token_urlsafe(9)
    request.session[_SESSION] = kept | {key: [base64.b64encode(one).decode() for one in seals_of(typed)]}
    return key


def sealed_under(request: HttpRequest, key: str) -> list[bytes]:
    """The seals of the dossier number, that of its normal form first; none when this session does not know the key (any
    more).
    """
    kept = request.session.get(_SESSION, {}).get(key)
    return [base64.b64decode(one) for one in kept] if isinstance(kept, list) else []


class DossierSearchView(PermissionCheckedMixin, View):
    """Takes the number by POST and leads to the list of that dossier."""

    model: Any = None
    index_url_name: Any = None
    viewset: Any = None
    header_icon: Any = None
    any_permission_required: Any = ["view"]
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        field, typed = DossierField(), request.POST.get(PARAMETER, "")
        try:
            field.clean(typed)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(self.index_url_name)
        return redirect(f"{reverse(self.index_url_name)}?{PARAMETER}={remember(request, typed)}")


class DossierIndexView(RegisterIndexView):
    """A list that can be narrowed to one dossier."""

    template_name = "sharing/core/dossier_index.html"

    @cached_property
    def columns(self) -> list[Any]:
        number = TitleColumn(
            PARAMETER,
            label=_("Dossier"),
            accessor=lambda record: unseal(record.dossier),
            get_url=self.get_inspect_url,
        )
        return [number, *super().columns]

    @cached_property
    def dossier_key(self) -> str:
        """The key in the address; empty when all dossiers are shown."""
        return self.request.GET.get(PARAMETER, "")

    @cached_property
    def dossier(self) -> list[bytes]:
        """The seals of the dossier that is shown, that of its normal form first; none when it is not known."""
        return sealed_under(self.request, self.dossier_key) if self.dossier_key else []

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
            "dossier_number": unseal(self.dossier[0]) if self.dossier else "",
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
