"""The workbench of a translation: Dutch and English beside each other, paragraph by paragraph."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button

from home.core.clock import today
from home.core.refusals import PublicationRefused
from home.models import WrittenPage, written_page
from home.text.promises import all_of
from home.text.rendering import Section
from home.translation.aligning import Aligned
from home.translation.forms import WorkbenchForm
from home.translation.operations import follow_version, store_sections, why_locked
from home.translation.queries import departures_of, sections_of, translation_state, version_translated_by
from home.translation.workbench import GONE, Row, rows_of
from home.versions.bases import FrozenEdition
from home.versions.queries import AnyVersion
from sharing.public import Actor

INDEX = "statement_workbench:index"
FOLLOW = "follow"


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with the field in which it is written, when it is worked on here."""

    row: Row
    field: Any


class WorkbenchView(WagtailAdminTemplateMixin, TemplateView):
    """For who may edit the translation. Without ``alles`` only what is to be done can be written in."""

    http_method_names = ["get", "post"]
    page_title = gettext_lazy("Vertaling, paragraaf voor paragraaf")
    header_icon = "globe"
    _show_breadcrumbs = True
    template_name = "home/translation/workbench.html"

    def dispatch(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> HttpResponseBase:
        self.page = written_page(page_id)
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        if not self.page.is_translation:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def draft(self) -> WrittenPage:
        draft: WrittenPage = self.page.get_latest_revision_as_object()
        draft.fill_anchors()
        return draft

    @cached_property
    def version(self) -> AnyVersion | None:
        """The version that the draft translates; None while there is none."""
        try:
            return version_translated_by(self.draft)
        except PublicationRefused:
            return None

    @cached_property
    def edition(self) -> FrozenEdition | None:
        """The last edition: what changed since is what is to be done."""
        return translation_state(self.page).edition

    def _day_to_come(self) -> date | None:
        """From when the version of the last edition holds, while it does not yet."""
        day: date | None = self.edition.version.effective_from if self.edition else None
        return day if day and day > today() else None

    @cached_property
    def rows(self) -> list[Row]:
        if self.version is None:
            return []
        edition = self.edition
        return rows_of(
            _sections(self.version.sections),
            sections_of(self.draft, self.version),
            before=_sections(edition.version.sections) if edition else None,
            edition=_sections(edition.sections) if edition else None,
        )

    def _form(self, data: Any = None) -> WorkbenchForm:
        """With the sections that are to be done, and of a form that was sent those that were in it."""
        if data is not None:
            wanted = set(data.getlist("written"))
        else:
            whole = "alles" in self.request.GET
            wanted = {row.anchor for row in self.rows if whole or not row.done} - {
                row.anchor for row in self.rows if row.status == GONE
            }
        sections = [child for child in self.draft.body if child.value["anchor"] in wanted]
        initial = {"title": self.draft.title, "change_note": self.draft.change_note}
        return WorkbenchForm(data, sections=sections, initial=initial)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._shown(self._form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take over the build of a version, or store what was written; a refusal keeps what was typed."""
        seen = request.POST.get("seen", "")
        if request.POST.get("action") == FOLLOW:
            return self._follow(seen)
        form = self._form(request.POST)
        if not form.is_valid():
            messages.error(
                request, _("De vertaling is niet bewaard. Bij de velden staat wat er anders moet.")
            )
            return self._shown(form)
        try:
            store_sections(
                self.page,
                form.written(),
                title=form.cleaned_data["title"],
                change_note=form.cleaned_data["change_note"],
                by=request.user,
                seen=seen,
            )
        except PublicationRefused as refused:
            messages.error(request, str(refused))
            self.page.refresh_from_db()
            return self._shown(form)
        messages.success(request, _("De vertaling is bewaard. Lezers zien nog niets."))
        whole = "?alles" if "alles" in request.GET else ""
        return redirect(reverse(INDEX, args=[self.page.pk]) + whole)

    def _follow(self, seen: str) -> HttpResponse:
        newest = translation_state(self.page).newest
        if newest is None:
            raise PermissionDenied
        try:
            made = follow_version(self.page, newest, by=self.request.user, seen=seen)
        except PublicationRefused as refused:
            messages.error(self.request, str(refused))
        else:
            messages.success(self.request, _told(made, newest))
        return redirect(INDEX, self.page.pk)

    def _shown(self, form: WorkbenchForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *super().get_breadcrumbs_items(),
            {"url": edit, "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs["form"]
        state = translation_state(self.page)
        departures = departures_of(self.draft) if self.version else []
        to_do = [row for row in self.rows if not row.done]
        newest = state.newest
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "media": form.media,
            "version": self.version,
            "edition": self.edition,
            "holds_from": self._day_to_come(),
            "newest": newest,
            "follows": bool(newest and newest != self.version),
            "misses": any(row.english is None or row.status == GONE for row in self.rows),
            "departures": departures,
            "blocked": [one for one in departures if one.blocks],
            "rows": [Shown(row, form.of(row.anchor)) for row in self.rows],
            "left": len(to_do),
            "seen": self.page.latest_revision_id or "",
            "locked": why_locked(self.page, by=self.request.user),
            "whole": "alles" in self.request.GET,
            "edit_address": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
        }


def _sections(stored: list[dict[str, Any]]) -> list[Section]:
    return [Section(**section) for section in stored]


def _told(made: Aligned, version: AnyVersion) -> str:
    words = [_("De vertaling volgt nu versie %(number)s.") % {"number": version.number}]
    opening = _("de openingstekst")
    if made.added:
        named = all_of([f"“{heading}”" if heading else opening for heading in made.added])
        words.append(_("Toegevoegd, nog in het Nederlands: %(headings)s.") % {"headings": named})
    if made.removed:
        named = all_of([f"“{heading}”" if heading else opening for heading in made.removed])
        words.append(
            _("Weggehaald, want dit staat niet meer in de Nederlandse tekst: %(headings)s.")
            % {"headings": named}
        )
    if made.promises:
        words.append(_("Ook toezeggingen en lijsten uit het register zijn die van deze versie."))
    return " ".join(words)


class StatementWorkbenchViewSet(ViewSet):
    """The address under /beheer/vertaling-bijwerken/."""

    name = "statement_workbench"
    url_prefix = "vertaling-bijwerken"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("<int:page_id>/", self.construct_view(WorkbenchView), name="index")]


statement_workbench = StatementWorkbenchViewSet()


def workbench_button(page: Any, user: Actor, view_name: str, next_url: str | None = None) -> Iterator[Any]:
    """In the menu of the translation, for who may edit it."""
    if not issubclass(page.specific_class, WrittenPage) or not page.permissions_for_user(user).can_edit():
        return
    if page.specific.is_translation:
        address = reverse(INDEX, args=[page.pk])
        yield Button(_("Paragraaf voor paragraaf"), address, icon_name="globe", priority=12)
