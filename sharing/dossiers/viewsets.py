"""The dossier in the menu, and who looked."""

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from sharing.core.admin import may, register_policy
from sharing.core.looking.models import Look
from sharing.disclosures.models import Disclosure
from sharing.dossiers.screens import AllLooksView, LooksView, OfRecordView, OverviewView, StartView

register_policy(Look)


class DossierItem(MenuItem):
    """Shown to who may see disclosures."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "view", Disclosure)


class DossiersViewSet(ViewSet):
    name = "dossiers"
    url_prefix = "dossiers"
    icon = "user"
    menu_label = _("Dossier")
    menu_item_class = DossierItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.construct_view(StartView), name="index"),
            path("van/<str:register>/<int:pk>/", self.construct_view(OfRecordView), name="of_record"),
            path("<str:looking>/", self.construct_view(OverviewView), name="overview"),
            path("<str:looking>/wie-keek/", self.construct_view(LooksView), name="looks"),
        ]


class LooksItem(MenuItem):
    """Shown to who may see who looked."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "view", Look)


class LooksViewSet(ViewSet):
    name = "looks"
    url_prefix = "wie-keek"
    icon = "view"
    menu_label = _("Wie keek in dossiers")
    menu_item_class = LooksItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.construct_view(AllLooksView), name="index")]


viewsets = [DossiersViewSet(), LooksViewSet()]
