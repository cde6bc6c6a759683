"""The steps of destroying: what is due, a proposal, and the approval of exactly that list by another."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
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

from sharing.consents.views import StepView
from sharing.core.admin import Section, may
from sharing.core.admin.looking import note_dossiers
from sharing.core.admin.screens import DecisionScreen, FormScreen
from sharing.core.dutch import enumerated
from sharing.core.exceptions import InputError
from sharing.core.periods import amsterdam_day
from sharing.core.readable import account_name_in
from sharing.retention.checking import HELD, why_not_written
from sharing.retention.choices import Basis, kinds_in_words
from sharing.retention.forms import (
    ApproveForm,
    ContactForm,
    EarlyForm,
    ProposeForm,
    ReleaseForm,
    TakeBackForm,
)
from sharing.retention.gathering import why_not_forgotten
from sharing.retention.models import Destruction, DestructionItem, RetentionRule
from sharing.retention.operations import (
    MOST_AT_ONCE,
    approve_destruction,
    decline_destruction,
    propose_contact,
    propose_due,
    propose_erasure,
    release_hold,
)
from sharing.retention.queries import (
    due,
    due_per_rule,
    erasures_to_answer,
    erasures_to_propose,
    erasures_to_tell,
    held_of,
    open_destructions,
    term_in_words,
)
from sharing.retention.since import Since, since_proposed
from sharing.retention.tables import list_of, per_dossier, since_section
from sharing.rights.models import RightsRequest


class DueView(WagtailAdminTemplateMixin, TemplateView):
    """What is due and why, what waits for a second person, and what was decided to go before its time."""

    page_title = gettext_lazy("Te vernietigen")
    template_name = "sharing/retention/due.html"
    header_icon = "bin"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, "view", Destruction):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = amsterdam_day(timezone.now())
        requests = list(erasures_to_propose())
        held = held_of(requests)
        return super().get_context_data(**kwargs) | {
            "rules": [(one, term_in_words(one.rule)) for one in due_per_rule(on=today)],
            "waiting": [
                (
                    one,
                    reverse("destructions:decide", args=[one.pk]),
                    one.proposed_by_id == self.request.user.pk,
                )
                for one in open_destructions()
            ],
            "requests": [(one, [str(HELD[code]) for code in held.get(one.pk, ())]) for one in requests],
            "untold": erasures_to_tell(),
            "unanswered": erasures_to_answer(),
            "may_propose": may(self.request.user, "add", Destruction),
            "rule_exists": RetentionRule.objects.exists(),
            "may_rule": may(self.request.user, "add", RetentionRule),
        }


class ProposalScreen(FormScreen):
    """A form that makes a proposal, for who may."""

    header_icon = "bin"
    submit_label = gettext_lazy("Voorstel doen")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, "add", Destruction):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("retention:index"), "label": DueView.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        return why_not_written(reason=given.get("reason", ""))

    def propose(self, data: dict[str, Any]) -> Destruction:
        """Call the operation."""
        raise NotImplementedError

    def perform(self, form: Any) -> HttpResponse:
        made = self.propose(form.cleaned_data)
        messages.success(
            self.request,
            _("Voorgesteld. Een collega bekijkt de lijst en keurt haar goed; tot dan blijft alles staan."),
        )
        return redirect("destructions:inspect", made.pk)

    def said(self, data: dict[str, Any]) -> dict[str, Any]:
        """What every operation is told."""
        return {"by": self.request.user, "at": timezone.now(), "reason": data["reason"]}


class ProposeDueView(ProposalScreen):
    page_title = gettext_lazy("Vernietiging voorstellen")
    form_class = ProposeForm
    template_name = "sharing/retention/propose.html"

    @cached_property
    def rule(self) -> RetentionRule:
        """The rule of which the list is made."""
        return get_object_or_404(RetentionRule, pk=self.kwargs["pk"])

    def propose(self, data: dict[str, Any]) -> Destruction:
        return propose_due(self.rule, **self.said(data))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        number = due(self.rule, on=amsterdam_day(timezone.now())).order_by()[: MOST_AT_ONCE + 1].count()
        return super().get_context_data(**kwargs) | {
            "what": str(self.rule),
            "term": term_in_words(self.rule),
            "number": min(number, MOST_AT_ONCE),
            "more": number > MOST_AT_ONCE,
        }


class ProposeErasureView(ProposalScreen):
    page_title = gettext_lazy("Wissen na een toegewezen verzoek")
    form_class = EarlyForm
    explanation = gettext_lazy(
        "Neem alleen weg wat het besluit noemt. Het verzoek zelf blijft, zonder dossiernummer en zonder wat erin stond."
    )

    @cached_property
    def request_of_person(self) -> RightsRequest:
        """The request that was granted."""
        return get_object_or_404(RightsRequest, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.request_of_person)

    def propose(self, data: dict[str, Any]) -> Destruction:
        return propose_erasure(self.request_of_person, kinds=data["kinds"], **self.said(data))


class ProposeContactView(ProposalScreen):
    page_title = gettext_lazy("Contactpersoon of vertegenwoordiger laten verwijderen")
    form_class = ContactForm
    explanation = gettext_lazy(
        "De naam of het adres gaat overal weg waar het bij een partij of als vertegenwoordiger staat, ook in de "
        "historie. De partij en het verzoek zelf blijven. U doet een voorstel; een collega keurt de lijst goed."
    )

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        return why_not_forgotten(given.get("words"), given.get("reason")) + super().foresee(given)

    def propose(self, data: dict[str, Any]) -> Destruction:
        return propose_contact(words=data["words"], **self.said(data))


class DecideView(DecisionScreen):
    """A colleague approves exactly the list that is shown, or declines; who proposed it may take it back."""

    page_title = gettext_lazy("Beoordelen")
    template_name = "sharing/retention/decide.html"
    deciding_form = ApproveForm
    taking_back_form = TakeBackForm
    header_icon = "bin"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, "change", Destruction):
            raise PermissionDenied
        if self.destruction.approved_at or self.destruction.declined_at:
            messages.warning(request, _("Over dit voorstel is al besloten."))
            return redirect("destructions:inspect", self.destruction.pk)
        response = super().dispatch(request, *args, **kwargs)
        if response.status_code == 200:  # it names dossiers and says what is kept of them
            dossiers = [bytes(one.dossier) for one in self.items if one.dossier is not None]
            # Who looks again within a quarter of an hour looks once: the list may be of a thousand dossiers.
            note_dossiers(request, dossiers, about=str(self.destruction), again=False)
        return response

    @cached_property
    def destruction(self) -> Destruction:
        """The proposal."""
        return get_object_or_404(Destruction, pk=self.kwargs["pk"])

    @property
    def proposed_by(self) -> Any:
        return self.destruction.proposed_by_id

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("retention:index"), "label": DueView.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": str(self.destruction)}]

    def get_page_subtitle(self) -> str:
        return str(self.destruction)

    @property
    def explanation(self) -> Any:
        if self.is_own:
            return _("U hebt dit zelf voorgesteld; goedkeuren doet een ander. U kunt het intrekken.")
        held = {code for one in self.since for code in one.held}
        if held and not any(one.changed for one in self.since):
            message = _(
                "Deze lijst kan nu niet worden vernietigd: %(why)s (zie “Veranderd sinds het voorstel”). Wacht met uw "
                "besluit tot dat niet meer zo is, of laat het voorstel niet doorgaan; daarna kan er een nieuw worden "
                "gedaan, zonder dit dossier."
            )
            return message % {"why": enumerated(str(HELD[code]) for code in HELD if code in held)}
        if held or any(one.changed for one in self.since):
            return _(
                "Deze lijst kan zo niet worden vernietigd: zie “Veranderd sinds het voorstel”. Laat het voorstel niet "
                "doorgaan; daarna kan er een nieuw worden gedaan, zonder dit dossier of met wat er veranderde."
            )
        return _("Bekijk de lijst. Verandert er iets van wat erop staat, dan is een nieuw voorstel nodig.")

    @cached_property
    def since(self) -> list[Since]:
        """What is not as it was when it was proposed."""
        return since_proposed(self.destruction)

    def get_initial(self) -> dict[str, Any]:
        return {"manifest": self.destruction.manifest}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "object": self.destruction,
            "counts": kinds_in_words(self.destruction.counts),
            "proposer": account_name_in(self.destruction, "proposed_by"),
            "sections": self._sections(),
        }

    @cached_property
    def items(self) -> list[DestructionItem]:
        """What goes of dossiers: all of it, since who approves answers for all of it."""
        return list(self.destruction.items.filter(dossier__isnull=False).order_by("kind", "record"))

    def _sections(self) -> list[Section]:
        """Of a list of dossiers what goes of each; one of contact persons shows what each text says now."""
        if self.destruction.basis == Basis.CONTACT:
            return list_of(self.destruction)
        return [since_section(self.since), per_dossier(self.items)]

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        dossiers = {bytes(one.dossier) for one in self.items if one.dossier is not None}
        return why_not_written(*dossiers, reason=given.get("reason", ""))

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        said = {"by": self.request.user, "at": timezone.now(), "reason": data["reason"]}
        if self.is_own or data["decision"] == ApproveForm.DECLINE:
            decline_destruction(self.destruction, **said)
            messages.success(self.request, _("Het voorstel gaat niet door; er is niets vernietigd."))
        else:
            approve_destruction(self.destruction, manifest=data["manifest"], **said)
            messages.success(self.request, _("Vernietigd. Wat er van blijft, staat hieronder."))
        return redirect("destructions:inspect", self.destruction.pk)


class ReleaseView(StepView):
    """The end of a hold."""

    page_title = gettext_lazy("Blokkade opheffen")
    form_class = ReleaseForm
    submit_label = gettext_lazy("Opheffen")
    done_message = gettext_lazy("De blokkade is opgeheven.")
    explanation = gettext_lazy("Wat over zijn termijn is, staat daarna weer op de lijst om te vernietigen.")

    def why_not(self) -> str:
        return _("Deze blokkade is al opgeheven.") if self.live.released_at is not None else ""

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        return why_not_written(bytes(self.live.dossier), reason=given.get("reason", ""))

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        release_hold(
            self.live, seen=data["version"], by=self.request.user, at=timezone.now(), reason=data["reason"]
        )
