"""The addresses of the path: what is under way, a new one, how far one is, and its steps."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from sharing.agreements.choices import AgreementKind
from sharing.agreements.models import Agreement
from sharing.core.admin import link_to, may
from sharing.core.admin.sections import screen_of
from sharing.core.keys import key_in
from sharing.core.models import holding_on
from sharing.parties.models import Party
from sharing.parties.queries import of_organisation
from sharing.registration.choices import Step
from sharing.registration.parts import form_of
from sharing.registration.queries import facts_of_parties, registrations
from sharing.registration.rules import Abroad, Facts, first_open, reachable, standings
from sharing.registration.screens import address_of, bar_of, list_of, may_register, may_see
from sharing.registration.views import (
    AbroadStepView,
    AgreementStepView,
    NewAgreementStepView,
    NewProcessorView,
    PartyStepView,
    today,
)
from sharing.reports.consequences import conflicts_of, missing_of
from sharing.transfers.choices import SAFEGUARDS
from sharing.transfers.models import ImpactAssessment, Transfer

# In the address to which a form is sent: the agreement that it is about, and of what register it is.
AGREEMENT, WHAT = "overeenkomst", "register"


class PathScreen(WagtailAdminTemplateMixin, TemplateView):
    """A screen to read, for who may see parties and agreements."""

    page_title = gettext_lazy("In registratie")
    header_icon = "tasks"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class RegistrationsView(PathScreen):
    """Every processor whose registration is not complete."""

    template_name = "sharing/registration/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = registrations(on=today(), person=self.request.user.pk or 0)
        return super().get_context_data(**kwargs) | list_of(found, self.request)


def party_of(key: int) -> Party:
    """The party that is registered; of several records of an organisation the one that stays."""
    return get_object_or_404(Party.objects.select_related("country"), pk=key, merged_into__isnull=True)


class StandingView(PathScreen):
    """The last step, and for who only reads all of them: how far the registration is, and what it means."""

    template_name = "sharing/registration/standing.html"

    @cached_property
    def party(self) -> Party:
        return party_of(self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": f"{self.party}: {self.page_title}"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts, walks = (
            facts_of_parties([self.party], on=today())[self.party.pk],
            may_register(self.request.user),
        )
        found = standings(facts)
        bar = bar_of(self.party.pk, facts, Step.DONE, walks=walks)
        agreement = Agreement.objects.get(pk=facts.agreed.id) if facts.agreed else None
        missing = missing_of(self.party, on=today()) + (
            missing_of(agreement, on=today()) if agreement else []
        )
        step = first_open(found)
        return super().get_context_data(**kwargs) | {
            "path": bar,
            "about_step": found[Step.DONE].why,
            "go_on": {"label": step.label, "url": address_of(self.party.pk, step)}
            if walks and step != Step.DONE
            else None,
            "abroad": facts.abroad,
            "conflicts": conflicts_of(self.party.pk, agreement.pk if agreement else None, at=timezone.now()),
            "missing": missing,
            "party": link_to(self.party),
            "agreement": link_to(agreement) if agreement else None,
        }


class StepView(View):
    """Leads to the form of the register that the step is about."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_register(request.user):
            raise PermissionDenied
        if "pk" not in kwargs:
            parties = screen_of(Party)
            return parties.construct_view(NewProcessorView, **_made(parties, "add"))(request)
        if kwargs["step"] not in Step.values:
            raise Http404
        party, step = party_of(kwargs["pk"]), Step(kwargs["step"])
        facts = facts_of_parties([party], on=today())[party.pk]
        if step == Step.DONE or not reachable(step, facts):
            return redirect(address_of(party.pk, Step.DONE if step == Step.DONE else Step.AGREEMENT))
        return _form(request, party, step, facts)


def _made(screen: Any, kind: str) -> dict[str, Any]:
    """What a register gives its own view, but for what the path shows around it."""
    given = screen.get_add_view_kwargs() if kind == "add" else screen.get_edit_view_kwargs()
    return {name: value for name, value in given.items() if name != "template_name"}


def _form(request: HttpRequest, party: Party, step: Step, facts: Facts) -> HttpResponseBase:
    along = {"party": party, "step": step, "facts": facts}
    if step == Step.PARTY:
        screen = screen_of(Party)
        view = screen.construct_view(PartyStepView, **_made(screen, "edit"), **along)
        return view(request, pk=str(party.pk))
    if step == Step.TRANSFERS:
        return _abroad(request, party, facts, along)
    screen, handler = screen_of(Agreement), form_of(step)
    own = along | {"panel": handler, "form_class": handler.get_form_class()}
    agreement = _agreement_meant(request, party, step, facts)
    if agreement is None:
        return screen.construct_view(NewAgreementStepView, **_made(screen, "add") | own)(request)
    own["sent_as"] = f"{AGREEMENT}={agreement}"
    view = screen.construct_view(AgreementStepView, **_made(screen, "edit") | own)
    return view(request, pk=str(agreement))


def _agreement_meant(request: HttpRequest, party: Party, step: Step, facts: Facts) -> int | None:
    """The agreement (a key) that is filled in; a form that comes back is about the one that it was opened with."""
    if request.method != "POST":
        return facts.agreed.id if facts.agreed else None
    if asked := key_in(request.GET.get(AGREEMENT, "")):
        own = Agreement.objects.filter(of_organisation("party", party.pk), kind=AgreementKind.PROCESSING)
        return get_object_or_404(own, pk=asked).pk
    return None if step == Step.AGREEMENT or facts.agreed is None else facts.agreed.id


def _abroad(request: HttpRequest, party: Party, facts: Facts, along: dict[str, Any]) -> HttpResponseBase:
    lacking = next((one for one in facts.abroad if not one.sound), None)
    screens = {screen_of(one).name: one for one in (Transfer, ImpactAssessment)}
    model: Any = screens.get(request.GET.get(WHAT, "")) if request.method == "POST" else None
    there: list[Transfer] = []
    if model is None:
        if lacking is None:
            return redirect(address_of(party.pk, Step.DONE))
        there = list(_transfers_of(lacking))
        # With a safeguard of art. 46 only its assessment can be what lacks.
        safe = any(one.mechanism in SAFEGUARDS for one in there)
        model = ImpactAssessment if safe else Transfer
    if not may(request.user, "add", model):
        raise PermissionDenied
    screen = screen_of(model)
    own = along | {
        "lacking": lacking,
        "there": there if model is Transfer else [],
        "sent_as": f"{WHAT}={screen.name}",
    }
    return screen.construct_view(AbroadStepView, **_made(screen, "add") | own)(request)


def _transfers_of(one: Abroad) -> QuerySet[Transfer]:
    """What is registered of its data going to that country today."""
    there = Transfer.objects.filter(of_organisation("party", one.party), holding_on(today()))
    return there.filter(country=one.country).select_related("party", "country")


class RegistrationViewSet(ViewSet):
    """The addresses below /beheer/registratie/; no item in the menu: the start page and the parties lead there."""

    name = "registration"
    url_prefix = "registratie"

    @property
    def index_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(RegistrationsView)

    def get_urlpatterns(self) -> list[URLPattern]:
        step = self.construct_view(StepView)
        return [
            path("", self.index_view, name="index"),
            path("nieuw/", step, name="new"),
            path("<int:pk>/", self.construct_view(StandingView), name="show"),
            path("<int:pk>/<slug:step>/", step, name="step"),
        ]


admin_viewsets = [RegistrationViewSet()]
