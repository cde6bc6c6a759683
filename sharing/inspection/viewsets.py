"""The addresses of what is made for the regulator, and their place in the menu."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from sharing.inspection.views import DossierView, RecordView, may_have_dossier, may_have_record


class RecordItem(MenuItem):
    """Shown to who may take the record along."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_have_record(request.user)


class DossierItem(MenuItem):
    """Shown to who may take everything along."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_have_dossier(request.user)


class OneScreenViewSet(ViewSet):
    """One address, with one form."""

    view: Any = None

    @cached_property
    def index_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(self.view)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.index_view, name="index")]


class RecordViewSet(OneScreenViewSet):
    """The address /beheer/verwerkingsregister/."""

    name = "record_of_processing"
    url_prefix = "verwerkingsregister"
    icon = "clipboard-list"
    menu_label = gettext_lazy("Verwerkingsregister")
    menu_item_class = RecordItem
    view = RecordView


class DossierViewSet(OneScreenViewSet):
    """The address /beheer/dossier-toezichthouder/."""

    name = "inspection"
    url_prefix = "dossier-toezichthouder"
    icon = "folder-open-inverse"
    menu_label = gettext_lazy("Dossier toezichthouder")
    menu_item_class = DossierItem
    view = DossierView


viewsets = [RecordViewSet(), DossierViewSet()]
