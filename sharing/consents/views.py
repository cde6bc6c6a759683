"""The steps on what a person decided: withdrawing a consent, deciding on an objection or restriction."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from sharing.consents.choices import ObjectionDecision
from sharing.consents.forms import DecisionForm, WithdrawalForm
from sharing.consents.operations import settle_objection, withdraw_consent
from sharing.core.admin import RegisterInspectView
from sharing.core.admin.steps import StepScreen
from sharing.core.dates import not_before
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


class WithdrawView(StepView):
    """Record that a consent was withdrawn (art. 7(3))."""

    page_title = gettext_lazy("Toestemming intrekken")
    form_class = WithdrawalForm
    submit_label = gettext_lazy("Intrekking vastleggen")
    done_message = gettext_lazy("De intrekking is vastgelegd.")

    def why_not(self) -> str:
        return _("Deze toestemming is geweigerd; er valt niets in te trekken.") if self.live.refused else ""

    def get_initial(self) -> dict[str, Any]:
        return {"withdrawn_at": timezone.now().replace(microsecond=0)}

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        moment = not_before(data["withdrawn_at"], self.live.given_at)
        withdraw_consent(self.live, withdrawn_at=moment, by=self.request.user, reason=data["reason"])


class ConsentInspectView(RegisterInspectView):
    """A consent, with the way to withdraw it."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = super().header_buttons
        if buttons and self.live.withdrawn_at is None and not self.live.refused:
            buttons = [*buttons, HeaderButton(_("Intrekken"), url=self.url("withdraw"), icon_name="cross")]
        return buttons


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
            return ""
        return _("Hierover is al beslist. Klopt dat besluit niet, corrigeer het dan.")

    def get_initial(self) -> dict[str, Any]:
        return {"in_force_from": self.live.in_force_from}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reader, live = ReadableValues(dossiers=True), self.live
        shown = [(label_of(live._meta.get_field(name)), reader.of(live, name)) for name in _DECIDED_ON]
        return super().get_context_data(**kwargs) | {"shown": shown}

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


class ObjectionInspectView(RegisterInspectView):
    """An objection or restriction, with the way to its decision."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = super().header_buttons
        if buttons and self.live.decision == ObjectionDecision.PENDING:
            return [HeaderButton(_("Beslissen"), url=self.url("decide"), icon_name="check"), *buttons]
        return buttons
