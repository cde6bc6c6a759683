"""The screens of the handbook, and the ways to them."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import DismissibleMenuItem, MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.handbook.places import INDEX, PAGES
from cms.handbook.text import page


class HandbookView(WagtailAdminTemplateMixin, TemplateView):
    """A page of the handbook, for everybody who may sign in."""

    template_name = "cms/handbook/page.html"
    header_icon = "help"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("handbook"), "label": _("Handboek")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.get_page_title()}]

    def get_page_title(self) -> str:
        return page(self.kwargs["name"]).title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name = self.kwargs["name"]
        try:
            shown = page(name)
        except KeyError:
            raise Http404 from None
        others = [(other, page(other).title) for other in PAGES if other != name]
        return super().get_context_data(**kwargs, shown=shown, others=others)


urls = [
    path("handboek/", HandbookView.as_view(), {"name": INDEX}, name="handbook"),
    path("handboek/<slug:name>/", HandbookView.as_view(), name="handbook"),
]


def menu_item() -> MenuItem:
    """The handbook in the menu "Help"."""
    return MenuItem(_("Handboek"), reverse("handbook"), icon_name="help", name="handbook", order=100)


def ours_only(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's own news and guide lead to foreign sites in English, and speak of a system without a register."""
    items[:] = [item for item in items if not isinstance(item, DismissibleMenuItem)]
