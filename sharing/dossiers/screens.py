"""One dossier on one screen, and who looked."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from sharing.answers.models import AccessAnswer
from sharing.answers.screens import answers_table
from sharing.consents.models import Consent, Objection
from sharing.consents.queries import withheld_on
from sharing.core.admin import DenseTable, may
from sharing.core.admin.looking import Looking, begin_look, look_on, looking_at, looking_under
from sharing.core.admin.screens import FormScreen
from sharing.core.dossiers import unseal
from sharing.core.looking.choices import LookAct
from sharing.core.looking.forms import LookForm, ReasonToLookForm
from sharing.core.looking.models import Look
from sharing.core.looking.queries import looks_at, looks_between
from sharing.core.periods import amsterdam_day
from sharing.disclosures.models import Disclosure
from sharing.dossiers.forms import LooksForm
from sharing.dossiers.lanes import timeline_of
from sharing.dossiers.queries import DossierEvents, recipients_of
from sharing.dossiers.tables import events_table, looks_table, recipients_table
from sharing.rights.models import RightsRequest

PER_PAGE, ANSWERS_SHOWN, DAYS_SHOWN = 50, 5, 7
EXPIRED = gettext_lazy("Deze zoekopdracht is verlopen. Zoek het dossier opnieuw.")
# From which records one comes to the dossier, by the word in the address.
RECORDS: dict[str, type[Model]] = {
    "disclosures": Disclosure,
    "consents": Consent,
    "objections": Objection,
    "rights_requests": RightsRequest,
}

_View: Any = object  # of Django, to which the mixin is added


class NeedsRight(_View):
    """Only for who may see these records."""

    needed: type[Model] = Disclosure

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, "view", self.needed):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


class StartView(NeedsRight, FormScreen):
    """Which dossier, and why."""

    page_title = gettext_lazy("Dossier")
    header_icon = "user"
    form_class = LookForm
    submit_label = gettext_lazy("Dossier openen")
    stores = False
    explanation = gettext_lazy(
        "Alles wat van één persoon is vastgelegd, op één scherm. Wie kijkt, wanneer en waarom, blijft bewaard."
    )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        looking = begin_look(
            self.request, form.data["dossier"], act=LookAct.OPENED, reason=data["reason"], note=data["note"]
        )
        return redirect("dossiers:overview", looking.key)


class OfRecordView(NeedsRight, FormScreen):
    """From one record to the whole dossier it is in; asks why, unless this session said so before."""

    model = Disclosure
    page_title = gettext_lazy("Dossier openen")
    header_icon = "user"
    form_class = ReasonToLookForm
    submit_label = gettext_lazy("Dossier openen")
    stores = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        model = RECORDS.get(kwargs["register"])
        if not may(request.user, "view", model or Disclosure):
            raise PermissionDenied
        if model is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def record(self) -> Any:
        """The record that somebody comes from."""
        return get_object_or_404(
            RECORDS[self.kwargs["register"]], pk=self.kwargs["pk"], dossier__isnull=False
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {
            "url": reverse(f"{self.kwargs['register']}:inspect", args=[self.record.pk]),
            "label": str(self.record),
        }
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        looking = looking_at(request, self.record.dossier)
        if looking is not None:
            return redirect("dossiers:overview", looking.key)
        return super().get(request, *args, **kwargs)

    def get_form(self, data: Any = None) -> Any:
        form: Any = super().get_form(data)
        form.number = unseal(self.record.dossier)
        return form

    def perform(self, form: Any) -> HttpResponse:
        data, number = form.cleaned_data, unseal(self.record.dossier)
        looking = begin_look(
            self.request, number, act=LookAct.OPENED, reason=data["reason"], note=data["note"]
        )
        return redirect("dossiers:overview", looking.key)


class LookedAtScreen(NeedsRight, WagtailAdminTemplateMixin, TemplateView):
    """A screen of the dossier that this session looks at; without one, back to where it is asked for."""

    header_icon = "user"
    looking: Looking

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        looking = looking_under(request, kwargs["looking"])
        if looking is None:
            messages.warning(request, EXPIRED)
            return redirect("dossiers:index")
        self.looking = looking
        look_on(request, looking)
        return super().get(request, *args, **kwargs)

    @property
    def name(self) -> str:
        """What the dossier is called on the screen."""
        return _("Dossier %s") % self.looking.number


class OverviewView(LookedAtScreen):
    """The timeline, who received what, and every moment in a table."""

    template_name = "sharing/dossiers/overview.html"

    def get_page_title(self) -> str:
        return self.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("dossiers:index"), "label": StartView.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.name}]

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = []
        if may(self.request.user, "add", AccessAnswer):
            make = reverse("answers:make", args=[self.looking.key])
            buttons.append(HeaderButton(_("Antwoord maken"), url=make, icon_name="mail", priority=5))
        if may(self.request.user, "view", Look):
            who = reverse("dossiers:looks", args=[self.looking.key])
            buttons.append(HeaderButton(_("Wie keek in dit dossier"), url=who, icon_name="view", priority=10))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seals, user, now = self.looking.seals, self.request.user, timezone.now()
        received = recipients_of(seals)
        events: Any = DossierEvents(seals)  # counted and sliced, which is what a paginator asks
        page = Paginator(events, PER_PAGE).get_page(self.request.GET.get("p"))
        answers = AccessAnswer.objects.filter(dossier__in=seals)
        sees_answers = may(user, "view", AccessAnswer)
        return super().get_context_data(**kwargs) | {
            "looking": self.looking,
            "timeline": timeline_of(seals, received, now=timezone.now()),
            "received": recipients_table(received, key=self.looking.key),
            "page_obj": page,
            "events": events_table(list(page.object_list), secret=withheld_on(amsterdam_day(now)), at=now),
            "answers": answers_table(list(answers[:ANSWERS_SHOWN])) if sees_answers else None,
            "own_url": self.request.path,
        }


class LooksView(LookedAtScreen):
    """Who looked at this dossier, when and why."""

    needed = Look
    page_title = gettext_lazy("Wie keek in dit dossier")
    template_name = "sharing/dossiers/looks.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("dossiers:overview", args=[self.looking.key]), "label": self.name}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page, table = _page(looks_at(self.looking.seals), self.request, dossiers=False)
        return super().get_context_data(**kwargs) | {
            "page_obj": page,
            "table": table,
            "number": self.looking.number,
            "own_url": self.request.path,
        }


class AllLooksView(NeedsRight, WagtailAdminTemplateMixin, TemplateView):
    """Who looked at which dossier, in a period."""

    needed = Look
    page_title = gettext_lazy("Wie keek in dossiers")
    template_name = "sharing/dossiers/looks.html"
    header_icon = "view"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def form(self) -> LooksForm:
        """What was asked; without a question the last week."""
        today = amsterdam_day(timezone.now())
        usual = {"first": today - timedelta(days=DAYS_SHOWN), "last": today}
        return LooksForm(self.request.GET if set(self.request.GET) - {"p"} else usual)

    def looks(self) -> QuerySet[Look]:
        """The looks asked for; none when the question is wrong."""
        if not self.form.is_valid():
            return Look.objects.none()
        asked = self.form.cleaned_data
        narrowed = {"looked_by": asked["person"], "act": asked["act"], "reason": asked["reason"]}
        return looks_between(asked["first"], asked["last"]).filter(
            **{name: value for name, value in narrowed.items() if value}
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page, table = _page(self.looks(), self.request, dossiers=True)
        return super().get_context_data(**kwargs) | {
            "form": self.form,
            "page_obj": page,
            "table": table,
            "own_url": self.request.path,
        }


def _page(looks: QuerySet[Look], request: HttpRequest, *, dossiers: bool) -> tuple[Any, DenseTable]:
    page = Paginator(looks, PER_PAGE).get_page(request.GET.get("p"))
    return page, looks_table(list(page.object_list), dossiers=dossiers)
