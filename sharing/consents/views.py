"""The steps on one record: withdrawing a consent, assessing and confirming an authority's request."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from sharing.consents.choices import RequestState
from sharing.consents.forms import AssessmentForm, ConfirmationForm, WithdrawalForm
from sharing.consents.operations import assess_request, confirm_request, withdraw_consent
from sharing.consents.queries import state_of
from sharing.core.admin import RegisterInspectView
from sharing.core.admin.steps import StepScreen
from sharing.core.dates import not_before
from sharing.core.readable import account_name_in


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
        if buttons and self.live.withdrawn_at is None:
            buttons = [*buttons, HeaderButton(_("Intrekken"), url=self.url("withdraw"), icon_name="cross")]
        return buttons


class AssessRequestView(StepView):
    """The first of two persons."""

    page_title = gettext_lazy("Verzoek beoordelen")
    form_class = AssessmentForm
    template_name = "sharing/consents/request_step.html"
    submit_label = gettext_lazy("Beoordeling vastleggen")
    done_message = gettext_lazy("De beoordeling is vastgelegd. Een tweede persoon moet haar nog bevestigen.")
    explanation = gettext_lazy(
        "Een ander dan u bevestigt uw beoordeling. Pas daarna mag er iets worden verstrekt."
    )

    def get_initial(self) -> dict[str, Any]:
        return {"assessment": self.live.assessment, "note": self.live.assessment_note}

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        assess_request(
            self.live,
            assessment=data["assessment"],
            note=data["note"],
            seen=data["version"],
            by=self.request.user,
            at=timezone.now(),
        )


class ConfirmRequestView(StepView):
    """The second person, never the one who assessed."""

    page_title = gettext_lazy("Beoordeling bevestigen")
    form_class = ConfirmationForm
    template_name = "sharing/consents/request_step.html"
    submit_label = gettext_lazy("Ik bevestig deze beoordeling")
    done_message = gettext_lazy("De beoordeling is bevestigd.")

    @property
    def explanation(self) -> str:
        """What this means, or why this user cannot."""
        if self.live.assessed_by_id == self.request.user.pk:
            return _("U hebt dit verzoek zelf beoordeeld. Bevestigen doet een ander; vraag een collega.")
        return _(
            "Bent u het niet eens met de beoordeling? Bevestig dan niet, maar beoordeel het verzoek opnieuw."
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"assessor": account_name_in(self.live, "assessed_by")}

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        confirm_request(
            self.live,
            seen=data["version"],
            by=self.request.user,
            at=timezone.now(),
            reason=data["reason"],
        )


class RequestInspectView(RegisterInspectView):
    """A request, with the way to its next step."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = super().header_buttons
        if not buttons:
            return []
        state = state_of(self.live)
        if state == RequestState.TO_ASSESS:
            return [HeaderButton(_("Beoordelen"), url=self.url("assess"), icon_name="check"), *buttons]
        if state == RequestState.TO_CONFIRM:
            return [
                HeaderButton(_("Bevestigen"), url=self.url("confirm"), icon_name="check"),
                HeaderButton(_("Opnieuw beoordelen"), url=self.url("assess"), icon_name="edit"),
            ]
        return []
