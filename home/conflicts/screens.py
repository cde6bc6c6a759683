"""What the screens that lay text and register side by side share: who may see them, and their place in the menu."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from sharing import public
from sharing.public import Actor


def may_compare(user: Actor) -> bool:
    """Whether the user works on the text or on the register; which records each may open is another matter."""
    return user.has_perm("home.view_statementversion") or public.may_open(user, "agreement")


class ComparingView(WagtailAdminTemplateMixin, TemplateView):
    """A screen for who works on the text or on the register."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_compare(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class ComparingItem(MenuItem):
    """Shown to who may see the screen."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_compare(request.user)
