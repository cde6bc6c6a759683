"""The comparison while somebody writes: beside the form, as a page of its own, and of two stored drafts."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.revisions import RevisionsCompareView
from wagtail.models import Revision

from home.editor.comparing import Against, against, compare_drafts, compare_with
from home.models import written_page
from home.publication.queries import day_shown
from home.written import WrittenPage

AGAINST = "met"  # the name in the address of what is compared with


class ComparisonSidePanel(BaseSidePanel):
    """What the form changes now, asked for when the panel is open: opening the editor costs nothing."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = gettext_lazy("Vergelijking tonen of verbergen")
        icon_name = "view"
        has_counter = False

    name = "comparison"
    title = gettext_lazy("Wat u wijzigt")
    template_name = "home/editor/comparison_panel.html"
    order = 220

    def get_context_data(self, parent_context: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        if self.object.pk is None:  # autosave fills the panel once it is stored
            return context
        return context | {
            "choices": against(self.object, at=timezone.now()),
            "address": reverse("home_comparison", args=[self.object.pk]),
            "against_name": AGAINST,
        }


_View: Any = object  # of Wagtail, to which the mixin is added


class ComparisonInEditor(_View):
    """Adds the panel to the editor of a text of which versions are made."""

    def get_side_panels(self) -> Any:
        panels = super().get_side_panels()
        return MediaContainer([*panels, ComparisonSidePanel(self.page, self.request)])


class ComparisonScreen(WagtailAdminTemplateMixin, TemplateView):
    """Of the draft as it is stored; sent the editor's form, of what stands in it now. It stores nothing."""

    template_name = "home/editor/comparison.html"
    page_title = gettext_lazy("Wat u wijzigt")
    header_icon = "view"

    def dispatch(self, request: HttpRequest, page_id: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        page = written_page(page_id)
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        self.page: WrittenPage = page.get_latest_revision_as_object()
        return super().dispatch(request, *args, page_id=page_id, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The part that stands in the panel."""
        shown = self._compared() if self._is_filled(request) else {"refused": True}
        return render(request, "home/editor/comparison_part.html", shown)

    def _is_filled(self, request: HttpRequest) -> bool:
        """Whether what the form says could be put on the page, in memory only."""
        form_class = self.page.get_edit_handler().get_form_class()
        parent = self.page.get_parent().specific
        form = form_class(request.POST, instance=self.page, parent_page=parent, for_user=request.user)
        form.defer_required_fields()
        try:
            valid: bool = form.is_valid()
        except MultiValueDictKeyError:  # a block that is sent by half is no form of ours
            return False
        if valid:
            form.save(commit=False)
        return valid

    def _compared(self) -> dict[str, Any]:
        at = timezone.now()
        choices = against(self.page, at=at)
        old = _chosen(choices, self.request.GET.get(AGAINST, ""))
        return {
            "choices": choices,
            "against": old,
            "compared": compare_with(self.page, old, at=at),
            "against_name": AGAINST,
        }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | self._compared() | {"page": self.page}


class WrittenCompareView(RevisionsCompareView):
    """Wagtail's comparison of two stored drafts as people read it, without fields of the machine."""

    template_name = "home/editor/revisions.html"

    def _get_revision_and_heading(self, revision_id: Any) -> tuple[Any, str]:
        """The same texts, each with words that say which one it is."""
        found, heading = super()._get_revision_and_heading(revision_id)
        if revision_id == "live":
            return found, _("de tekst van de laatste publicatie")
        stored: Revision | None = found.latest_revision if revision_id == "latest" else None
        if str(revision_id).isdecimal():
            stored = self.object.revisions.filter(pk=revision_id).first()
        if stored is None:
            return found, heading
        moment = timezone.localtime(stored.created_at)
        return found, _("het concept van %(moment)s") % {"moment": moment.strftime("%d-%m-%Y %H:%M")}

    def _get_comparison(self, revision_a: Any, revision_b: Any) -> Any:
        return compare_drafts(revision_a, revision_b, on=day_shown(revision_b, at=timezone.now()))


def _chosen(choices: list[Against], name: str) -> Against | None:
    """The one of that name, or the first; nothing when nothing was ever published or handed in."""
    return next((one for one in choices if one.name == name), choices[0] if choices else None)
