"""The steps on a request of a person: who asks, waiting, taking longer, deciding, answering."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing.consents.choices import ObjectionDecision
from sharing.consents.models import Objection
from sharing.consents.views import StepView
from sharing.core.dutch import day_in_words
from sharing.core.exceptions import InputError
from sharing.core.periods import amsterdam_day
from sharing.core.readable import ReadableValues, label_of
from sharing.letters.choices import LetterKind
from sharing.rights.choices import (
    TAKES_ANOTHER,
    TOLD_TO_RECIPIENTS,
    Decision,
    PauseGround,
    RightKind,
    RightState,
)
from sharing.rights.forms import DecideForm, ExtendForm, IdentityForm, StopWaitingForm, WaitForm
from sharing.rights.letter import sent_of
from sharing.rights.operations import (
    check_identity,
    decide_request,
    extend_term,
    start_waiting,
    stop_waiting,
)
from sharing.rights.progress import possible_decisions
from sharing.rights.queries import open_consents, progress_of
from sharing.rights.refusals import (
    why_not_answered_by,
    why_not_decided,
    why_not_extended,
    why_not_identified,
    why_not_on,
    why_not_written,
)
from sharing.rights.standings import Standing, standing_of
from sharing.rights.subjects import concerned_in, in_words
from sharing.rights.words import rule_in_words

# What whoever takes a step sees of the request.
_SHOWN = (
    *("kind", "received_at", "received_way", "dossier", "asked", "representative", "on_behalf_of"),
    *("identity_how", "identity_on", "identity_by", "identity_note", "decision", "data_categories"),
    *("decision_provision", "decision_reason", "decision_evidence", "decided_by"),
)


class RightsStep(StepView):
    """A step that shows the whole request with its term; dates begin with today."""

    template_name = "sharing/rights/step.html"
    day_field = ""

    @cached_property
    def standing(self) -> Standing:
        """Where the request stands today."""
        return standing_of(self.live, on=amsterdam_day(timezone.now()))

    def get_initial(self) -> dict[str, Any]:
        return {self.day_field: amsterdam_day(timezone.now())} if self.day_field else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reader, live = ReadableValues(dossiers=True), self.live
        shown = [
            (label_of(live._meta.get_field(name)), reader.of(live, name))
            for name in _SHOWN
            if getattr(live, name) not in (None, "", [])
        ]
        rule = self.standing.rule
        return super().get_context_data(**kwargs) | {
            "shown": shown,
            "documents": [
                (one.title, reverse("rights_requests:document", args=[live.pk, one.pk]))
                for one in live.documents.all()
            ],
            "due": day_in_words(self.standing.due) if self.standing.due else "",
            "rule": rule_in_words(rule) if rule else "",
        }

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        texts = {name: given[name] for name in ("note", "evidence", "address") if name in given}
        return why_not_written(self.live, **texts)

    def said(self, form: Any) -> dict[str, Any]:
        """What every operation is told: what was seen, who, when."""
        return {"seen": form.cleaned_data["version"], "by": self.request.user, "at": timezone.now()}


class BeforeDecision(RightsStep):
    """Only while nothing was decided."""

    def why_not(self) -> str:
        return _("Dit verzoek is al beslist en verandert niet meer.") if self.live.decision else ""


class IdentityView(BeforeDecision):
    page_title = gettext_lazy("Controleren wie dit vraagt")
    form_class = IdentityForm
    submit_label = gettext_lazy("Vastleggen")
    done_message = gettext_lazy("Vastgelegd wie dit vraagt.")
    day_field = "on"
    explanation = gettext_lazy(
        "Vraag niet meer dan nodig is. Tot vaststaat wie dit vraagt, wordt er niets over de inhoud verteld of besloten."
    )

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        how, on, note = (given.get(name) for name in ("how", "on", "note"))
        return super().foresee(given) + why_not_identified(self.live, how, on, note, at=timezone.now())

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        check_identity(self.live, how=data["how"], on=data["on"], note=data["note"], **self.said(form))


class WaitView(BeforeDecision):
    page_title = gettext_lazy("Wachten op de betrokkene")
    form_class = WaitForm
    submit_label = gettext_lazy("Vastleggen")
    done_message = gettext_lazy("Vastgelegd waarop wij wachten.")
    day_field = "since"

    def get_initial(self) -> dict[str, Any]:
        """The day of the letter that asks who this is, when that went out."""
        sent = sent_of(self.live, LetterKind.IDENTITY)
        return {"since": sent[0], "ground": PauseGround.IDENTITY} if sent else super().get_initial()

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        wrong_day = why_not_on(self.live, given.get("since"), "since", at=timezone.now())
        return super().foresee(given) + wrong_day

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        start_waiting(
            self.live, ground=data["ground"], since=data["since"], note=data["note"], **self.said(form)
        )


class StopWaitingView(BeforeDecision):
    page_title = gettext_lazy("Antwoord van de betrokkene")
    form_class = StopWaitingForm
    submit_label = gettext_lazy("Vastleggen")
    done_message = gettext_lazy("Vastgelegd wanneer het antwoord kwam.")
    day_field = "until"

    def why_not(self) -> str:
        if not self.live.pauses.filter(until__isnull=True).exists():
            return _("Wij wachten niet (meer) op de betrokkene.")
        return super().why_not()

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        wrong_day = why_not_answered_by(self.live, given.get("until"), at=timezone.now())
        return super().foresee(given) + wrong_day

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        stop_waiting(self.live, until=data["until"], note=data["note"], **self.said(form))


class ExtendView(BeforeDecision):
    page_title = gettext_lazy("Termijn verlengen")
    form_class = ExtendForm
    submit_label = gettext_lazy("Verlenging vastleggen")

    @property
    def done_message(self) -> str:
        if self.live.extension_told_on or self.request.POST.get("told_on"):
            return _("De termijn is verlengd.")
        return _("Vastgelegd. De verlenging telt pas als de betrokkene het heeft gehoord.")

    @property
    def explanation(self) -> str:
        """Until when the person can be told."""
        last = self.standing.first.due
        words = _("De betrokkene hoort dit binnen de eerste termijn: uiterlijk op %(day)s, met de reden.")
        return words % {"day": day_in_words(last)} if last else ""

    def why_not(self) -> str:
        if self.live.extension_told_on is not None:
            return _("De termijn is al verlengd; een tweede keer kan niet.")
        return super().why_not()

    def get_initial(self) -> dict[str, Any]:
        sent = sent_of(self.live, LetterKind.EXTENSION)
        told = {"told_on": sent[0], "told_way": sent[1]} if sent else {}
        return {"note": self.live.extension_reason} | told

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        wrong_day = why_not_extended(self.live, given.get("told_on"), at=timezone.now())
        return super().foresee(given) + wrong_day

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        extend_term(
            self.live,
            note=data["note"],
            told_on=data["told_on"],
            told_way=data["told_way"],
            **self.said(form),
        )


class DecideView(BeforeDecision):
    """For whoever is asked about a complaint: only when he had no part in what it is about."""

    page_title = gettext_lazy("Beslissen")
    form_class = DecideForm
    submit_label = gettext_lazy("Besluit vastleggen")
    done_message = gettext_lazy(
        "Het besluit is vastgelegd. Stuur het antwoord en leg vast wanneer dat gebeurde."
    )

    def why_not(self) -> str:
        if self.live.kind == RightKind.COMPLAINT and not self.live.decision:
            mine = [one for one in concerned_in(self.live) if one.person == self.request.user.pk]
            for words in in_words(mine).values():
                message = _("Deze klacht beoordeelt een collega die er niet bij betrokken was: %(why)s.")
                return message % {"why": words}
        return super().why_not()

    @property
    def is_own(self) -> bool:
        """Whether who decides registered it, or checked who asks."""
        return self.request.user.pk in (self.live.registered_by_id, self.live.identity_by_id)

    @property
    def decisions(self) -> list[Decision]:
        """What this person can decide now."""
        possible = possible_decisions(progress_of(self.live))
        return [one for one in possible if not (self.is_own and one in TAKES_ANOTHER)]

    @property
    def explanation(self) -> str:
        """Why some decisions are not there."""
        words = []
        if self.standing.state == RightState.IDENTIFY:
            words.append(_("Het staat nog niet vast wie dit vraagt; daarom kunt u nog niet alles besluiten."))
        if self.standing.state == RightState.RECORD:
            words.append(_("Toewijzen kan als bij het verzoek staat waartegen het is gericht (“Opnemen”)."))
        if self.standing.state == RightState.HANDLER:
            words.append(_("Gegrond of ongegrond kan pas als is aangewezen wie de klacht behandelt."))
        if self.is_own and TAKES_ANOTHER & set(possible_decisions(progress_of(self.live))):
            words.append(
                _(
                    "U legde dit verzoek vast of controleerde de identiteit. Niet (geheel) doen wat is gevraagd, of "
                    "sluiten omdat de betrokkene het introk, besluit een collega."
                )
            )
        return " ".join(words)

    def get_form(self, data: Any = None) -> Any:
        decisions, kind = self.decisions, self.live.kind
        known: dict[str, Any] = {}
        if kind == RightKind.WITHDRAWAL and Decision.GRANTED in decisions:
            known["consents"] = open_consents(self.live)
        if Decision.PARTLY in decisions and kind == RightKind.OBJECTION:
            known["objections"] = Objection.objects.filter(
                rights_effect__request=self.live, decision=ObjectionDecision.PENDING
            )
        if Decision.GRANTED in decisions and kind in TOLD_TO_RECIPIENTS - {RightKind.RESTRICTION}:
            known["names_data"] = True  # a restriction is of the whole dossier
        return DecideForm(data, decisions=decisions, **known)

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        names = ("note", "provision", "evidence", "consents", "upheld")
        said = {name: given.get(name) for name in names}
        return super().foresee(given) + why_not_decided(self.live, given.get("decision"), **said)

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        decide_request(
            self.live,
            decision=data["decision"],
            note=data["note"],
            provision=data.get("provision", ""),
            evidence=data.get("evidence", ""),
            consents=data.get("consents") or (),
            upheld=data.get("upheld") or (),
            data_categories=data.get("data_categories") or (),
            **self.said(form),
        )
