"""The admin's report of conflicts: the version in force and the draft, beside the register."""

from collections.abc import Callable
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from home.conflicts.forms import ConflictFilterForm, shown_of
from home.conflicts.memory import conflicts_as_they_are, facts_until_today
from home.conflicts.queries import conflicts_of_page, day_to_compare
from home.conflicts.screens import ComparingItem, ComparingView
from home.core.clock import today
from home.core.refusals import PublicationRefused
from home.models import StatementPage
from home.versions.models import StatementVersion
from home.versions.queries import version_in_force, versions_to_come
from sharing import public


class ConflictsView(ComparingView):
    """Each text with its conflicts: in force, planned, and the draft when it says something else.

    A text is ``closed`` to who may see what it promises beside the register, but cannot open the text itself.
    """

    template_name = "home/conflicts/report.html"
    page_title = _("Verschillen met het register")
    header_icon = "warning"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = facts_until_today()
        texts = [self._of_version(version) for version in _versions()]
        page = StatementPage.objects.source().first()
        if page and (draft := self._of_draft(page, facts)):
            texts.append(draft)
        form = ConflictFilterForm(
            self.request.GET,
            conflicts=[text["conflicts"] for text in texts],
            mine=public.looked_after(self.request.user.pk or 0) if self.request.GET.get("van") else None,
        )
        for number, text in enumerate(texts, start=1):
            text |= shown_of(text["conflicts"], form, self.request.GET, parameter=f"p{number}")
        return super().get_context_data(**kwargs) | {"texts": texts, "since": facts.since, "form": form}

    def _of_version(self, version: StatementVersion) -> dict[str, Any]:
        on = day_to_compare(version.effective_from)
        return {
            "version": version,
            "closed": version.effective_from > today()
            and not self.request.user.has_perm("home.view_statementversion"),
            "on": on,
            "conflicts": conflicts_as_they_are(version, on=on),
        }

    def _of_draft(self, page: StatementPage, facts: Any) -> dict[str, Any] | None:
        draft = page.get_latest_revision_as_object()
        if not draft.has_unpublished_changes or not page.latest_revision_id:
            return None
        text = {
            "draft": draft,
            "closed": not page.permissions_for_user(self.request.user).can_edit(),
            "on": day_to_compare(draft.effective_from),
            "conflicts": [],
        }
        try:
            return text | {"conflicts": conflicts_of_page(draft, on=text["on"], facts=facts)}
        except PublicationRefused as refusal:
            return text | {"refusal": str(refusal)}


def _versions() -> list[StatementVersion]:
    """The version in force and those that are still to come, in order."""
    now = version_in_force(at := timezone.now())
    return [*([now] if now else []), *versions_to_come(at)]


class ConflictsViewSet(ViewSet):
    name = "conflicts"
    url_prefix = "verschillen"
    icon = "warning"
    menu_label = _("Verschillen")
    menu_item_class = ComparingItem

    @property
    def index_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(ConflictsView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.index_view, name="index")]


conflicts_viewset = ConflictsViewSet()
