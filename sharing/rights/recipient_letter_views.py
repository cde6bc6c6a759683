"""Writing recipients of a decision, one or all at once, and the overview for the person (AVG art. 19)."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages

from sharing.core.admin import may
from sharing.core.downloads import attachment
from sharing.core.exceptions import Refused
from sharing.core.pdf.engine import typeset
from sharing.core.periods import amsterdam_day
from sharing.letters.choices import LetterKind
from sharing.letters.letter import Draft
from sharing.letters.views import MakeLetterView
from sharing.rights.models import RightsRequest
from sharing.rights.recipient_forms import NoticesForm
from sharing.rights.recipient_letters import notice_to, overview_of
from sharing.rights.recipient_steps import ToRecipients
from sharing.rights.recipients import Recipient, is_heard_of, received_of, recipients_of
from sharing.rights.sending import make_recipient_letters


class NoticeView(MakeLetterView):
    """The letter to one recipient, with an example first."""

    is_personal = False  # it goes to the address for notices
    kind = LetterKind.RECIPIENT

    @cached_property
    def recipient(self) -> Recipient:
        """Whom it is to, as the log has it today."""
        known = recipients_of(self.live, on=amsterdam_day(timezone.now()))
        found = next((one for one in known if one.party.pk == self.kwargs["recipient"] and one.count), None)
        if found is None:
            raise Http404(_("Deze partij kreeg deze gegevens niet, volgens het log."))
        return found

    def fitting(self) -> tuple[LetterKind, ...]:
        return (self.kind,) if is_heard_of(self.live) else ()

    def get_page_subtitle(self) -> str:
        return f"{self.recipient.party}, {self.live}"

    def values(self, language: str) -> dict[str, str]:
        return {}  # nothing of it can be put otherwise

    def draft(self, given: dict[str, Any]) -> Draft:
        return notice_to(self.live, self.recipient, language=given["language"], at=timezone.now())

    def make(self, draft: Draft, *, seen: str) -> None:
        make_recipient_letters(
            self.live,
            recipients=[self.recipient.party],
            language=draft.language,
            seen=seen,
            by=self.request.user,
            at=timezone.now(),
        )


class NoticesView(ToRecipients):
    """A letter to each of several recipients at once."""

    page_title = gettext_lazy("Brieven aan ontvangers maken")
    form_class = NoticesForm
    submit_label = gettext_lazy("Brieven maken en bewaren")
    done_message = gettext_lazy(
        "De brieven zijn gemaakt en worden bewaard zoals ze zijn. Verstuur ze en leg bij elke brief vast wanneer dat "
        "gebeurde."
    )
    explanation = gettext_lazy(
        "Elke ontvanger krijgt een eigen brief, aan het meldadres van de partij. Wat u bewaart, verandert niet meer."
    )

    def offered(self) -> Collection[Recipient]:
        return [one for one in self.recipients if one.count and not one.is_told]

    def chosen(self) -> Collection[Recipient]:
        written = set(self.live.letters.values_list("recipient", flat=True))
        return [one for one in self.offered() if one.waits and one.party.pk not in written]

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        make_recipient_letters(
            self.live, recipients=data["recipients"], language=data["language"], **self.said(form)
        )


class OverviewView(View):
    """For the person: who knows of the decision, in Dutch or with ``?taal=en``; a download, nothing is stored."""

    http_method_names = ["get", "head"]
    model: Any = None
    viewset: Any = None

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not may(request.user, "view", RightsRequest):
            raise PermissionDenied
        found = get_object_or_404(RightsRequest, pk=pk)
        if not is_heard_of(found):
            raise Http404
        now, language = timezone.now(), "en" if request.GET.get("taal") == "en" else "nl"
        try:
            known = received_of(found, on=amsterdam_day(now))
            document = overview_of(found, known, language=language, made_at=now)
        except Refused as refused:  # of what every letter says something is not known
            messages.warning(request, " ".join(error.message for error in refused.errors))
            return redirect(reverse(self.viewset.get_url_name("inspect"), args=[pk]))
        return HttpResponse(
            typeset(document, remember=False),
            content_type="application/pdf",
            headers=attachment(f"verzoek-{pk}-ontvangers{'-en' if language == 'en' else ''}.pdf"),
        )
