"""Answering a request of a person: the answer from the log is made, and noted when it was sent."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing.answers.choices import AnswerFormat
from sharing.answers.models import AccessAnswer
from sharing.core.admin import may
from sharing.core.admin.looking import begin_look
from sharing.core.admin.screens import BACK
from sharing.core.dossiers import unseal
from sharing.core.exceptions import InputError
from sharing.core.looking.choices import LookAct, LookReason
from sharing.core.periods import amsterdam_day
from sharing.letters.choices import LetterKind
from sharing.rights.choices import AGAINST, CLOSED, RightKind, RightState
from sharing.rights.erasures import is_upheld
from sharing.rights.forms import AnsweredForm
from sharing.rights.letter import sent_of
from sharing.rights.models import RightsRequest
from sharing.rights.operations import answer_request
from sharing.rights.queries import answers_for
from sharing.rights.recipients import recipients_of, unheard_of
from sharing.rights.refusals import why_not_answered
from sharing.rights.rules import ByContract
from sharing.rights.standings import standing_of
from sharing.rights.views import RightsStep


class AnsweredView(RightsStep):
    page_title = gettext_lazy("Antwoord vastleggen")
    form_class = AnsweredForm
    submit_label = gettext_lazy("Vastleggen")
    day_field = "answered_on"

    @property
    def explanation(self) -> str:
        """What belongs to a letter, by what was decided."""
        if self.standing.for_client:
            return _("Leg vast wanneer en hoe het verzoek naar de opdrachtgever ging.")
        added = _("Voeg de verstuurde brief daarna toe met “Document toevoegen”.")
        if self.live.decision not in AGAINST:
            return added
        refused = _(
            "In de brief hoort: de reden, en dat de betrokkene een klacht kan indienen bij de AP of naar de rechter "
            "kan gaan (art. 12, lid 4, AVG)."
        )
        return f"{added} {refused}"

    @property
    def done_message(self) -> str:
        there = self.live.dossier is not None and self.standing.destroyed_at is None
        if is_upheld(self.live) and there:
            return _("Het antwoord is vastgelegd. Wat is toegewezen om te wissen, wordt nog vernietigd.")
        now = standing_of(RightsRequest.objects.get(pk=self.pk), on=amsterdam_day(timezone.now()))
        if now.state != RightState.DONE:
            return _("Het antwoord is vastgelegd. Wat er nog moet gebeuren, staat bij “Volgende stap”.")
        return _("Het verzoek is afgehandeld.")

    def why_not(self) -> str:
        if not self.live.decision:
            return _("Dit verzoek is nog niet beslist; beantwoorden kan daarna.")
        if self.standing.state in CLOSED:
            return _("Dit verzoek is al afgehandeld.")
        return ""

    def get_initial(self) -> dict[str, Any]:
        """What went last: the letter with the outcome, the answer from the log to read, or what was handed over."""
        sent = sent_of(self.live, LetterKind.DECISION, LetterKind.REFUSAL, LetterKind.COMPLAINT)
        if self.in_hours:
            return {"answered_at": timezone.now().replace(second=0, microsecond=0)}
        newest = {one.format: one for one in reversed(answers_for(self.live))}
        letter, data = newest.get(AnswerFormat.PDF), newest.get(AnswerFormat.JSON)
        made = letter or data
        handed = self.live.portable_files.exclude(delivered_to="").order_by("-delivered_on").first()
        # What was made with the letter may have gone with it; whoever writes it down says so.
        known = (
            {"answer": letter.pk}
            if letter is not None
            else {"answer_data": data.pk}
            if data is not None
            else {}
        )
        if sent:
            return known | {"answered_on": sent[0], "way": sent[1]}
        if made is not None:
            return known | {"answered_on": amsterdam_day(made.made_at)}
        return {"answered_on": handed.delivered_on} if handed else super().get_initial()

    def get_form(self, data: Any = None) -> Any:
        today = amsterdam_day(timezone.now())
        named = bool(unheard_of(recipients_of(self.live, on=today)))
        initial = self.get_initial() | {"names_recipients": named}
        return AnsweredForm(
            data,
            initial=initial,
            answers=answers_for(self.live),
            has_recipients=named,
            in_hours=self.in_hours,
        )

    @property
    def in_hours(self) -> bool:
        """Whether the term that counts is one of hours: then the day alone does not say whether it was in time."""
        return isinstance(self.standing.rule, ByContract)

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        made = {name: given.get(name) for name in ("answer", "answer_data")}
        moment, now = given.get("answered_at"), timezone.now()
        day = amsterdam_day(moment) if moment else given.get("answered_on")
        return super().foresee(given) + why_not_answered(self.live, day, moment, made, at=now)

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        answer_request(
            self.live,
            answered_on=data.get("answered_on") or amsterdam_day(data["answered_at"]),
            answered_at=data.get("answered_at"),
            way=data["way"],
            answer=data.get("answer"),
            answer_data=data.get("answer_data"),
            names_recipients=data.get("names_recipients", False),
            note=data["note"],
            **self.said(form),
        )


def may_be_told(request: Any, user: Any) -> bool:
    """Whether the answer from the log can be made: access to a known dossier, by whom we know, not for a client."""
    return bool(
        request.kind == RightKind.ACCESS
        and request.dossier is not None
        and request.identity_how
        and request.on_behalf_of_id is None
        and may(user, "add", AccessAnswer)
    )


class FromLogView(RightsStep):
    """Leads to making the answer from the log, with the reason known; who asks for it has looked at the dossier."""

    http_method_names = ["post"]

    def why_not(self) -> str:
        if may_be_told(self.live, self.request.user):
            return ""
        return _(
            "Een antwoord uit het log kan pas als het dossier bekend is en vaststaat wie om inzage vraagt."
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        looking = begin_look(
            request,
            unseal(self.live.dossier),
            act=LookAct.OPENED,
            reason=LookReason.ACCESS,
            note=_("Verzoek %(number)s") % {"number": self.live.pk},
        )
        back = urlencode({BACK: self.url("inspect")})
        return redirect(f"{reverse('answers:make', args=[looking.key])}?{back}")
