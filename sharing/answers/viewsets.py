"""The screens of answers to requests for access, and the list of what is blacked out in them."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from sharing.answers.models import AccessAnswer, BlackOut
from sharing.answers.screens import (
    AnswerFileView,
    AnswersView,
    AnswerView,
    BlackOutView,
    MakeAnswerView,
)
from sharing.core.admin import Column, RegisterViewSet, may, register_policy

register_policy(AccessAnswer)


class AnswersItem(MenuItem):
    """Shown to who may see the answers."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "view", AccessAnswer)


class AnswersViewSet(ViewSet):
    name = "answers"
    url_prefix = "inzageantwoorden"
    icon = "mail"
    menu_label = _("Antwoorden op inzageverzoeken")
    menu_item_class = AnswersItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.construct_view(AnswersView), name="index"),
            path("maken/<str:looking>/", self.construct_view(MakeAnswerView), name="make"),
            path("zwart/<int:pk>/", self.construct_view(BlackOutView), name="black_out"),
            path("<int:pk>/", self.construct_view(AnswerView), name="inspect"),
            path("<int:pk>/bestand/", self.construct_view(AnswerFileView), name="file"),
        ]


class NoItem(MenuItem):
    """Not in the menu: one comes here from an answer or a disclosure."""

    def is_shown(self, request: HttpRequest) -> bool:
        return False


class BlackOutViewSet(RegisterViewSet):
    """What is blacked out; marked on the screen of a disclosure, and shown again by deleting the mark with a reason."""

    model = BlackOut
    name = "black_outs"
    url_prefix = "zwart-gemaakte-teksten"
    icon = "no-view"
    menu_label = _("Zwart gemaakte teksten")
    menu_item_class = NoItem
    list_select_related = ("disclosure",)
    list_display = [
        "__str__",
        Column("disclosure", label=_("Verstrekking")),
        Column("ground", label=_("Grond"), accessor="get_ground_display", sort_key="ground"),
    ]
    list_filter = ["ground"]
    list_export = ["disclosure", "passage", "get_ground_display"]
    export_headings = {"get_ground_display": _("Grond")}
    inspect_view_fields = ["disclosure", "passage", "ground"]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"add_url_name": None, "edit_url_name": None, **kwargs})

    def get_edit_handler(self) -> Any:
        return None

    def get_form_fields(self) -> list[str]:
        return []

    def get_urlpatterns(self) -> list[URLPattern]:
        return [one for one in super().get_urlpatterns() if one.name not in ("add", "edit")]


viewsets = [AnswersViewSet(), BlackOutViewSet()]
