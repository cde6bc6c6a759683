"""After a party, agreement, transfer or assessment was saved: what that means, in a message and on a screen."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from sharing.agreements.models import Agreement
from sharing.core.admin import link_to, may
from sharing.core.periods import amsterdam_day
from sharing.parties.models import Party
from sharing.reports.consequences import (
    Change,
    Standing,
    change_between,
    missing_of,
    next_step_of,
    standing_conflicts,
)
from sharing.transfers.models import ImpactAssessment, Transfer

# What can bring a conflict about or take one away, by its name in an address.
TOLD: dict[str, type[Any]] = {
    "partij": Party,
    "overeenkomst": Agreement,
    "doorgifte": Transfer,
    "beoordeling": ImpactAssessment,
}
KEPT = "consequences"  # in the session: of the record that was saved last
SAID_AT_MOST = 20


def tell_consequences(request: HttpRequest, model: type[Any]) -> Callable[[Any], None]:
    """Look before a record of these is saved; what is given back looks after, and tells."""
    name = next((name for name, told in TOLD.items() if told is model), "")
    if not name:
        return lambda record: None
    before = standing_conflicts(at=timezone.now())
    return lambda record: _tell(request, name, record, before)


def _tell(request: HttpRequest, name: str, record: Any, before: Standing) -> None:
    now = timezone.now()
    change = change_between(before, standing_conflicts(at=now))
    missing = missing_of(record, on=amsterdam_day(now))
    request.session[KEPT] = {
        "of": f"{name} {record.pk}",
        "came": change.came[:SAID_AT_MOST],
        "gone": change.gone[:SAID_AT_MOST],
    }
    said = _counted(change)
    if missing:
        said.append(ngettext("nog %d punt ontbreekt", "nog %d punten ontbreken", len(missing)) % len(missing))
    if said:
        words = _("Wat dit betekent: %(what)s.") % {"what": ", ".join(said)}
        button = messages.button(reverse("consequences:index", args=[name, record.pk]), _("Bekijk het"))
        (messages.warning if change.came else messages.info)(request, words, buttons=[button])


def _counted(change: Change) -> list[str]:
    came, gone = len(change.came), len(change.gone)
    words = []
    if came:
        words.append(
            ngettext("%d nieuw verschil met de verklaring", "%d nieuwe verschillen met de verklaring", came)
            % came
        )
    if gone:
        words.append(ngettext("%d verschil is weg", "%d verschillen zijn weg", gone) % gone)
    return words


class ConsequencesView(WagtailAdminTemplateMixin, TemplateView):
    """Conflicts that came and went with the last change, what is missing still, and the next step."""

    page_title = gettext_lazy("Wat dit betekent")
    template_name = "sharing/reports/consequences.html"
    header_icon = "tasks"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        model = TOLD.get(kwargs["saved"])
        if model is None:
            raise Http404
        if not may(request.user, "view", model):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def record(self) -> Any:
        """What was saved."""
        return get_object_or_404(TOLD[self.kwargs["saved"]], pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept = self.request.session.get(KEPT, {})
        told = kept if kept.get("of") == f"{self.kwargs['saved']} {self.record.pk}" else {}
        today = amsterdam_day(timezone.now())
        missing = missing_of(self.record, on=today)
        return super().get_context_data(**kwargs) | {
            "record": link_to(self.record),
            "told": bool(told),
            "came": told.get("came", []),
            "gone": told.get("gone", []),
            "missing": missing,
            "next": missing[0] if missing else next_step_of(self.record, on=today),
            "may_change": may(self.request.user, "change", type(self.record)),
        }


class ConsequencesViewSet(ViewSet):
    """The addresses /beheer/gevolgen/NAME/KEY/; no item in the menu."""

    name = "consequences"
    url_prefix = "gevolgen"

    @property
    def index_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(ConsequencesView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("<slug:saved>/<int:pk>/", self.index_view, name="index")]
