"""The steps on what a person decided: withdrawing a consent, deciding on an objection or restriction."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from sharing.consents.choices import ObjectionDecision
from sharing.consents.forms import DecisionForm, LiftForm, WithdrawalForm
from sharing.consents.models import Consent, Objection
from sharing.consents.operations import lift_restriction, settle_objection, withdraw_consent
from sharing.consents.queries import (
    asked_in,
    entries_after_withdrawal,
    why_not_lifted,
    why_not_settled,
    why_not_withdrawn,
)
from sharing.consents.screens import exact_moment, is_in_force
from sharing.core.admin.steps import StepScreen
from sharing.core.dates import not_before
from sharing.core.dossiers import unseal
from sharing.core.exceptions import InputError, Refused
from sharing.core.readable import ReadableValues, label_of


class StepView(StepScreen):
    """One operation, after which the record is shown with what was done."""

    done_message: Any = ""

    def step(self, form: Any) -> None:
        """Call the operation."""
        raise NotImplementedError

    def perform(self, form: Any) -> HttpResponse:
        self.step(form)
        messages.success(self.request, self.done_message)
        return redirect(self.url("inspect"))


def dossier_number(record: Consent | Objection) -> str:
    """The number of a listed record; only who may view these records sees the list."""
    return unseal(record.dossier)


_View: Any = object  # of Wagtail, to which the mixin is added


class CorrectionMixin(_View):
    """Changing a record of a person is an operation of its own, on the record as the user saw it."""

    operation: Any = None

    def write(self, form: Any) -> Any:
        data = form.cleaned_data
        return self.operation(
            self.object,
            changes=form.corrected(),
            documents=form.changed_documents(),
            by=self.request.user,
            reason=data["reason"],
            seen=data["version"],
        )


NOW = "now"  # the button that withdraws at this very moment


class WithdrawView(StepScreen):
    """Record that a consent was withdrawn (art. 7(3))."""

    page_title = gettext_lazy("Toestemming intrekken")
    form_class = WithdrawalForm
    submit_label = gettext_lazy("Intrekking vastleggen")

    def why_not(self) -> str:
        if self.live.refused:
            return _("Deze toestemming is geweigerd; er valt niets in te trekken.")
        if self.live.withdrawn_at is not None:
            moment = exact_moment(self.live.withdrawn_at)
            return (
                _("Deze toestemming is al ingetrokken, op %s. Klopt dat moment niet, corrigeer het dan.")
                % moment
            )
        return ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if NOW not in request.POST:
            return super().post(request, *args, **kwargs)
        try:
            # The clock of the source that recorded the consent may run ahead of ours.
            moment = max(timezone.now(), self.live.given_at)
            return self._withdraw(moment, _("De betrokkene trekt de toestemming in"))
        except Refused as refused:
            return self.turned_away(" ".join(error.message for error in refused.errors))

    def get_initial(self) -> dict[str, Any]:
        return {"withdrawn_at": timezone.now().replace(microsecond=0)}

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        moment = given.get("withdrawn_at")
        return why_not_withdrawn(self.live, moment and not_before(moment, self.live.given_at))

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        return self._withdraw(not_before(data["withdrawn_at"], self.live.given_at), data["reason"])

    def _withdraw(self, moment: datetime, reason: str) -> HttpResponse:
        consent = withdraw_consent(self.live, withdrawn_at=moment, by=self.request.user, reason=reason)
        messages.success(
            self.request, _("De intrekking is vastgelegd. Zij geldt vanaf %s.") % exact_moment(moment)
        )
        if count := entries_after_withdrawal(consent).counting().count():
            words = ngettext(
                "Na dat moment is er nog %(count)s keer op deze toestemming verstrekt. Die verstrekking staat "
                "hieronder en op de lijst van te beoordelen afwijkingen.",
                "Na dat moment is er nog %(count)s keer op deze toestemming verstrekt. Die verstrekkingen staan "
                "hieronder en op de lijst van te beoordelen afwijkingen.",
                count,
            )
            messages.warning(self.request, words % {"count": count})
        return redirect(self.url("inspect"))


_DECIDED_ON = (
    *("dossier", "kind", "recipient", "purpose", "restriction_ground", "received_at"),
    *("in_force_from", "in_force_until", "explanation"),
)


class DecideView(StepView):
    """Decide on an objection or restriction that was pending."""

    page_title = gettext_lazy("Beslissen")
    form_class = DecisionForm
    template_name = "sharing/consents/objection_step.html"
    submit_label = gettext_lazy("Besluit vastleggen")
    done_message = gettext_lazy("Het besluit is vastgelegd.")
    explanation = gettext_lazy(
        "Uw naam komt bij het besluit te staan. Alleen wat wordt toegewezen, houdt verstrekkingen tegen."
    )

    def why_not(self) -> str:
        if self.live.decision == ObjectionDecision.PENDING:
            asked = asked_in(self.live)
            return _("Hierover wordt beslist bij %(request)s.") % {"request": asked} if asked else ""
        return _("Hierover is al beslist. Klopt dat besluit niet, corrigeer het dan.")

    def get_initial(self) -> dict[str, Any]:
        return {"in_force_from": self.live.in_force_from}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reader, live = ReadableValues(dossiers=True), self.live
        shown = [(label_of(live._meta.get_field(name)), reader.of(live, name)) for name in _DECIDED_ON]
        return super().get_context_data(**kwargs) | {"shown": shown}

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        return why_not_settled(self.live, given.get("in_force_from"))

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        settle_objection(
            self.live,
            decision=data["decision"],
            in_force_from=data["in_force_from"],
            seen=data["version"],
            by=self.request.user,
            reason=data["reason"],
        )


class LiftView(StepView):
    """End a restriction, after the person was told (art. 18(3))."""

    page_title = gettext_lazy("Beperking opheffen")
    form_class = LiftForm
    template_name = "sharing/consents/objection_step.html"
    submit_label = gettext_lazy("Beperking opheffen")
    done_message = gettext_lazy("De beperking is opgeheven.")
    explanation = gettext_lazy(
        "Vertel de betrokkene eerst dat de beperking eindigt (art. 18, lid 3, AVG). Daarna mag er weer worden "
        "verstrekt."
    )

    def why_not(self) -> str:
        if is_in_force(self.live):
            return ""
        return _("Dit is geen beperking die nu geldt; er valt niets op te heffen.")

    def get_initial(self) -> dict[str, Any]:
        return {"until": timezone.now().replace(microsecond=0)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reader, live = ReadableValues(dossiers=True), self.live
        shown = [(label_of(live._meta.get_field(name)), reader.of(live, name)) for name in _DECIDED_ON]
        return super().get_context_data(**kwargs) | {"shown": shown}

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        until = given.get("until")
        moment = until and not_before(until, self.live.in_force_from)
        return why_not_lifted(self.live, moment, given.get("informed_on"))

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        lift_restriction(
            self.live,
            until=not_before(data["until"], self.live.in_force_from),
            informed_on=data["informed_on"],
            seen=data["version"],
            by=self.request.user,
            reason=data["reason"],
        )
