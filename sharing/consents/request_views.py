"""The steps on an authority's request: assessing, confirming, and what is decided on its secrecy later."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from sharing.consents.choices import SecrecyKind
from sharing.consents.queries import (
    came_after_assessment,
    proposed_end,
    secrecy_of,
    why_not_ended,
    why_not_kept_secret,
)
from sharing.consents.request_forms import (
    AssessmentForm,
    ConfirmationForm,
    EndingForm,
    SecrecyForm,
    TakeBackForm,
)
from sharing.consents.request_models import SecrecyDecision
from sharing.consents.requests import assess_request, confirm_request
from sharing.consents.views import StepView
from sharing.consents.withholding import confirm_end, decline_end, keep_secret, propose_end
from sharing.core.admin.screens import DecisionScreen
from sharing.core.admin.steps import StepScreen
from sharing.core.dutch import day_in_words
from sharing.core.exceptions import InputError
from sharing.core.periods import amsterdam_day
from sharing.core.readable import ReadableValues, account_name_in, label_of

# What both assessors decide on, in the order in which people tell it.
_DECIDED_ON = (
    *("authority", "legal_provision", "asked", "data_categories", "period_from", "period_until"),
    *("secret", "secrecy_ground", "secret_until", "received_on", "answer_by"),
)


class RequestStep(StepView):
    """A step that shows the whole request: nobody assesses or confirms what he does not see."""

    template_name = "sharing/consents/request_step.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reader, live = ReadableValues(dossiers=True), self.live
        asked = [(label_of(live._meta.get_field(name)), reader.of(live, name)) for name in _DECIDED_ON]
        dossiers = sorted(reader.of(row, "dossier") for row in live.dossiers.all())
        documents = [
            (one.title, reverse("authority_requests:document", args=[live.pk, one.pk]), one.sha256)
            for one in live.documents.all()
        ]
        return super().get_context_data(**kwargs) | {
            "asked": asked,
            "dossiers": dossiers,
            "documents": documents,
            "assessor": account_name_in(live, "assessed_by"),
        }


class AssessRequestView(RequestStep):
    """The first of two persons."""

    page_title = gettext_lazy("Verzoek beoordelen")
    form_class = AssessmentForm
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


class ConfirmRequestView(RequestStep):
    """The second person, never the one who assessed."""

    page_title = gettext_lazy("Beoordeling bevestigen")
    form_class = ConfirmationForm
    submit_label = gettext_lazy("Ik bevestig deze beoordeling")
    done_message = gettext_lazy("De beoordeling is bevestigd.")

    @property
    def explanation(self) -> str:
        """What this means, or why this user cannot."""
        if self.live.assessed_by_id == self.request.user.pk:
            return _("U hebt dit verzoek zelf beoordeeld. Bevestigen doet een ander; vraag een collega.")
        if came_after_assessment(self.live):
            return _(
                "Na de beoordeling kwam er een document bij. Bevestigen kan pas als het verzoek opnieuw is beoordeeld."
            )
        return _(
            "Bent u het niet eens met de beoordeling? Bevestig dan niet, maar beoordeel het verzoek opnieuw."
        )

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        confirm_request(
            self.live,
            seen=data["version"],
            by=self.request.user,
            at=timezone.now(),
            reason=data["reason"],
        )


class SecrecyView(DecisionScreen, StepScreen):
    """Keep a request secret longer, end its secrecy earlier, or decide on a colleague's proposal to end it."""

    page_title = gettext_lazy("Geheimhouding wijzigen")
    template_name = "sharing/consents/secrecy_step.html"
    deciding_form = EndingForm
    taking_back_form = TakeBackForm

    def why_not(self) -> str:
        if self.live.assessed_by_id is not None:
            return ""
        return _("Dit verzoek is nog niet beoordeeld; wijzig de geheimhouding in het verzoek zelf.")

    @cached_property
    def ending(self) -> SecrecyDecision | None:
        """The proposal that waits."""
        return proposed_end(self.live)

    @property
    def proposed_by(self) -> Any:
        return self.ending.decided_by_id if self.ending else None

    @property
    def form_class(self) -> Any:  # type: ignore[override]  # what may be done depends on who looks
        return SecrecyForm if self.ending is None else super().form_class

    @property
    def explanation(self) -> str:
        """What this means for who looks."""
        if self.is_own:
            return _(
                "Een collega bevestigt uw voorstel. Tot dan blijft het verzoek geheim; u kunt het intrekken."
            )
        if self.ending is not None:
            return _(
                "Na uw bevestiging staat wat op dit verzoek is verstrekt weer in een antwoord op een inzageverzoek. "
                "Dat is niet terug te draaien: wie het weet, weet het."
            )
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        secrecy, today = secrecy_of(self.live), amsterdam_day(timezone.now())
        if secrecy is None:
            stands = _("Niet geheim")
        elif secrecy.until is None:
            stands = _("Geheim, zonder einddatum")
        else:
            words = _("Geheim tot en met %s") if secrecy.holds_on(today) else _("Was geheim tot en met %s")
            stands = words % day_in_words(secrecy.until)
        return super().get_context_data(**kwargs) | {
            "stands": stands,
            "secrecy": secrecy,
            "ending": self.ending,
            "proposer": account_name_in(self.ending, "decided_by") if self.ending else "",
        }

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        kind, until, at = given.get("kind"), given.get("last_day"), timezone.now()
        if kind == SecrecyKind.END:
            return why_not_ended(self.live, until, at=at)
        return why_not_kept_secret(self.live, until, at=at) if kind else []

    def perform(self, form: Any) -> HttpResponse:
        data, at = form.cleaned_data, timezone.now()
        said = {"seen": data["version"], "by": self.request.user, "at": at, "reason": data["reason"]}
        if self.ending is None and data["kind"] == SecrecyKind.KEEP:
            keep_secret(self.live, until=data["last_day"], **said)
            done = _("Het verzoek blijft langer geheim.")
        elif self.ending is None:
            propose_end(self.live, until=data["last_day"], **said)
            done = _(
                "Voorgesteld. Een collega bevestigt dat de geheimhouding eerder eindigt; tot dan blijft zij."
            )
        elif not self.is_own and data["decision"] == EndingForm.AGREE:
            confirm_end(self.ending, **said)
            done = _("De geheimhouding eindigt eerder.")
        else:
            decline_end(self.ending, **said)
            done = _("Het voorstel gaat niet door; het verzoek blijft geheim.")
        messages.success(self.request, done)
        return redirect(self.url("inspect"))
