"""The steps on an authority's request, its documents, and the screen that shows it."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import HeaderButton

from sharing.agreements.screens import documents_section
from sharing.agreements.views import DocumentView
from sharing.consents.choices import RequestState
from sharing.consents.queries import state_of
from sharing.consents.request_forms import AssessmentForm, ConfirmationForm
from sharing.consents.request_models import AuthorityRequest, AuthorityRequestDocument, RequestedDossier
from sharing.consents.requests import assess_request, confirm_request
from sharing.consents.views import StepView
from sharing.core.admin import RegisterInspectView, Section
from sharing.core.readable import ReadableValues, account_name_in, label_of

# What both assessors decide on, in the order in which people tell it.
_DECIDED_ON = (
    *("authority", "legal_provision", "asked", "data_categories", "period_from", "period_until"),
    *("secret", "secrecy_ground", "secret_until", "received_on"),
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

    def get_sections(self) -> list[Section]:
        own = {str(section.title): section for section in super().get_sections()}
        own.pop(str(capfirst(AuthorityRequestDocument._meta.verbose_name_plural)), None)
        title = str(capfirst(RequestedDossier._meta.verbose_name_plural))
        if title in own and not own[title].rows:
            own.pop(title)  # not limited to persons
        return [*own.values(), documents_section(self, AuthorityRequestDocument)]


class RequestDocumentView(DocumentView):
    """Hands out a document of a request to who may view these."""

    documents = AuthorityRequestDocument
    model = AuthorityRequest
