"""The screen that the search field of the menu leads to."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.search import SearchArea
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from sharing.search.outcome import Found
from sharing.search.queries import found_in_registers

SOURCES = "register_search_source"
Source = Callable[[HttpRequest, str], Found | None]
SHORTEST = 2
# A pasted page is no search; the database would compare all of it with everything.
LONGEST = 200


class SearchView(WagtailAdminTemplateMixin, TemplateView):
    """What this person may see, by kind. Numbers of persons are not looked for: what is asked is in the address."""

    template_name = "sharing/search/results.html"
    page_title = _("Zoeken")
    header_icon = "search"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def found(self, text: str) -> list[Found]:
        sources: list[Source] = hooks.get_hooks(SOURCES)
        others = (source(self.request, text) for source in sources)
        return [*found_in_registers(user=self.request.user, text=text), *filter(None, others)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # The database takes no NUL, and nobody types one.
        text = " ".join(self.request.GET.get("q", "").replace("\0", "").split())[:LONGEST]
        asked = len(text) >= SHORTEST
        return super().get_context_data(
            **kwargs, text=text, asked=asked, kinds=self.found(text) if asked else [], shortest=SHORTEST
        )


urls = [path("zoeken/", SearchView.as_view(), name="register_search")]


def search_area() -> SearchArea:
    """The first of the areas is where the menu's search field leads."""
    return SearchArea(
        _("Alles"), reverse("register_search"), name="register_search", icon_name="search", order=0
    )
