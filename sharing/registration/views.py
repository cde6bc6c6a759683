"""The steps: the forms of the registers themselves, with a bar on top and the next step after saving."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing.agreements.choices import AgreementKind
from sharing.agreements.models import Agreement
from sharing.agreements.views import AgreementCreateView, AgreementEditView
from sharing.core.admin import RegisterCreateView
from sharing.core.admin.screens import BACK
from sharing.core.admin.sections import screen_of
from sharing.core.periods import amsterdam_day
from sharing.parties.choices import Capacity
from sharing.parties.models import Party, PartyCapacity
from sharing.parties.viewsets import PartyEditView
from sharing.registration.choices import State, Step
from sharing.registration.queries import facts_of_parties
from sharing.registration.rules import NOTHING, Abroad, Facts, after, standings
from sharing.registration.screens import address_of, bar_of, bar_of_new
from sharing.transfers.models import Transfer

_View: Any = object  # of a register, to which the mixin is added


def today() -> date:
    return amsterdam_day(timezone.now())


class OnPath(_View):
    """A form of a register as a step: saving it leads to the next one."""

    template_name = "sharing/registration/form.html"
    submit_button_label = gettext_lazy("Bewaren en verder")
    header_more_buttons: list[Any] = []
    step: Step = Step.PARTY
    party: Party | None = None  # None: it is being made
    facts: Facts = NOTHING
    sent_as = (
        ""  # what the form says it is about when it comes back: a colleague may have been there meanwhile
    )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        what = self.party or _("Nieuwe verwerker registreren")
        return [*self.breadcrumbs_items, {"url": "", "label": f"{what}: {self.step.label}"}]

    def get_page_subtitle(self) -> str:
        return str(self.party or _("Nieuwe verwerker registreren"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = self.party.pk if self.party else None
        path = bar_of(own, self.facts, self.step, walks=True) if own else bar_of_new()
        standing = standings(self.facts)[self.step]
        return super().get_context_data(**kwargs) | {
            "path": path,
            "about_step": standing.why if self.party else _("Leg eerst de partij vast, als verwerker."),
            "abroad": self.facts.abroad if self.step == Step.TRANSFERS else (),
            "chain_url": self._chain(),
            "action_url": f"{self.request.path}?{self.sent_as}" if self.sent_as else self.request.path,
        }

    def _chain(self) -> str:
        """The screen with the whole chain, and back from there to this step."""
        agreed = self.facts.agreed
        if self.step != Step.SUB_PROCESSORS or agreed is None or self.party is None:
            return ""
        back = urlencode({BACK: address_of(self.party.pk, self.step)})
        return f"{reverse(screen_of(Agreement).get_url_name('chain'), args=[agreed.id])}?{back}"

    def get_success_url(self) -> str:
        party = self.party or self.object
        found = standings(facts_of_parties([party], on=today())[party.pk])
        stays = self.step in (Step.PARTY, Step.TRANSFERS) and found[self.step].state == State.OPEN
        return address_of(party.pk, self.step if stays else after(self.step, found))


class NewProcessorView(OnPath, RegisterCreateView):
    """A party that starts as a processor today; both can be filled in otherwise."""

    def get_initial_form_instance(self) -> Party | None:
        if self.request.method == "POST":
            return None
        party = Party(country_id="NL")
        party.capacities.add(PartyCapacity(capacity=Capacity.PROCESSOR, first_day=today()))
        return party


class PartyStepView(OnPath, PartyEditView):
    pass


class NewAgreementStepView(OnPath, AgreementCreateView):
    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {
            "kind": AgreementKind.PROCESSING,
            "party": self.party,
            "owner": self.request.user,
        }


class AgreementStepView(OnPath, AgreementEditView):
    pass


class AbroadStepView(OnPath, RegisterCreateView):
    """What the first recipient without a ground lacks: a transfer, or the assessment of the one that is there."""

    lacking: Abroad | None = None
    # What is registered of it and does not do: more likely to be mended than doubled.
    there: Sequence[Transfer] = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"there": [self._mended(one) for one in self.there]}

    def _mended(self, transfer: Transfer) -> dict[str, str]:
        """What leads to its form, and back from there to this step."""
        address = reverse(screen_of(Transfer).get_url_name("edit"), args=[transfer.pk])
        return {"label": str(transfer), "url": f"{address}?{urlencode({BACK: self.request.path})}"}

    def get_initial(self) -> dict[str, Any]:
        found = super().get_initial()
        if self.lacking is None:
            return found
        return found | {"party": self.lacking.party, "country": self.lacking.country}
