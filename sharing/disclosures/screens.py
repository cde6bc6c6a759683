"""Judging a disclosure in the browser: the review of a deviation, what follows on it, and another's correction."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from sharing.core.admin.steps import StepScreen
from sharing.core.exceptions import InputError
from sharing.core.readable import account_name
from sharing.disclosures.choices import Proposal, Review
from sharing.disclosures.corrections import confirm_correction, drop_proposal
from sharing.disclosures.models import Disclosure
from sharing.disclosures.queries import corrected_away, is_judged, takes_two, writers_of
from sharing.disclosures.refusals import FIELD, why_not_aware
from sharing.disclosures.review import ReviewedBefore, add_to_breach, reopen_review, review_disclosure
from sharing.disclosures.review_forms import (
    BreachForm,
    ProposalForm,
    ReopenForm,
    RestoreForm,
    ReviewForm,
    VoidForm,
    WithdrawForm,
)
from sharing.disclosures.voiding import (
    confirm_restored,
    confirm_void,
    restore_disclosure,
    void_disclosure,
)
from sharing.disclosures.words import deadline_in_words


class JudgementScreen(StepScreen):
    """One step on one disclosure."""

    template_name = "sharing/disclosures/judgement.html"

    @cached_property
    def own_work(self) -> bool:
        """Whether who looks recorded or corrected it, or is proposing a correction."""
        return self.request.user.pk in writers_of(self.live)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        live = self.live
        return super().get_context_data(**kwargs) | {
            "findings": live.findings,
            "recorder": account_name(live.recorded_by_id, live.recorded_at),
            "proposer": account_name(live.proposed_by_id, live.proposed_at) if live.proposed_by_id else "",
            "reviewer": account_name(live.reviewed_by_id, live.reviewed_at) if live.reviewed_by_id else "",
            "deadline": deadline_of(live),
        }


class ReviewView(JudgementScreen):
    """Decide on a deviation. Who comes second is told what the first decided."""

    page_title = gettext_lazy("Afwijking beoordelen")
    form_class = ReviewForm
    submit_label = gettext_lazy("Oordeel vastleggen")
    explanation = gettext_lazy(
        "Klopt de verstrekking zelf niet zoals zij is vastgelegd? Corrigeer haar dan; de regels kijken er opnieuw naar."
    )

    def why_not(self) -> str:
        row = self.live
        if row.is_void:
            return _("Deze verstrekking is vervallen; er valt niets te beoordelen.")
        if row.review != Review.PENDING or not is_judged(row):
            return self.already_settled(row)
        if self.own_work:
            return _("U legde deze verstrekking zelf vast of corrigeerde haar. Een collega beoordeelt haar.")
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "other_ways": self.live.proposal is None,
            "gone": corrected_away([self.live]).get(self.live.pk),
        }

    def already_settled(self, row: Disclosure) -> str:
        """What was decided, and by whom."""
        if not row.review:
            return _("Deze verstrekking is geen afwijking; er valt niets te beoordelen.")
        words = {
            "who": account_name(row.reviewed_by_id or 0, row.reviewed_at),
            "how": row.get_review_display().lower(),
        }
        return _("%(who)s heeft deze afwijking al beoordeeld: %(how)s. Er is niets gewijzigd.") % words

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        return why_not_aware(self.live, given.get(FIELD), at=timezone.now())

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        try:
            review_disclosure(
                self.live,
                decision=data["decision"],
                note=data["note"],
                aware_at=data["aware_at"],
                by=self.request.user,
                at=timezone.now(),
                seen=data["version"],
            )
        except ReviewedBefore as before:
            return self.turned_away(self.already_settled(before.disclosure))
        messages.success(self.request, _("Het oordeel is vastgelegd."))
        return redirect("worklist:index")


class ReopenView(JudgementScreen):
    """Put what was decided back on the list, with a reason."""

    page_title = gettext_lazy("Oordeel heropenen")
    form_class = ReopenForm
    submit_label = gettext_lazy("Heropenen")
    explanation = gettext_lazy(
        "De afwijking komt weer op de lijst van te beoordelen afwijkingen. Het oordeel van toen blijft in de historie."
    )

    def why_not(self) -> str:
        if may_reopen(self.live):
            return ""
        return _("Over deze verstrekking is geen oordeel gegeven dat kan worden heropend.")

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        reopen_review(self.live, by=self.request.user, reason=data["reason"], seen=data["version"])
        messages.success(self.request, _("Het oordeel is heropend; de afwijking staat weer op de lijst."))
        return redirect(self.url("inspect"))


class BreachView(JudgementScreen):
    """Add to what is kept of a breach."""

    page_title = gettext_lazy("Datalek aanvullen")
    form_class = BreachForm
    submit_label = gettext_lazy("Aanvullen")
    explanation = gettext_lazy("Wat over een datalek is vastgelegd, wordt aangevuld en nooit teruggenomen.")

    def why_not(self) -> str:
        if self.live.review == Review.BREACH:
            return ""
        return _("Deze verstrekking is niet als datalek beoordeeld; er valt niets aan te vullen.")

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        return why_not_aware(self.live, given.get(FIELD), at=timezone.now())

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        add_to_breach(
            self.live,
            note=data["note"],
            aware_at=data["aware_at"],
            by=self.request.user,
            at=timezone.now(),
            seen=data["version"],
        )
        messages.success(self.request, _("De aanvulling is vastgelegd."))
        return redirect(self.url("inspect"))


class VoidView(JudgementScreen):
    """Let a disclosure become void; when a finding would disappear, that waits for a second person."""

    page_title = gettext_lazy("Verstrekking laten vervallen")
    form_class = VoidForm
    submit_label = gettext_lazy("Laten vervallen")

    @property
    def explanation(self) -> Any:  # whether a colleague confirms it depends on the record
        what = _(
            "Een vervallen verstrekking blijft te zien, maar telt niet mee in antwoorden, cijfers en lijsten. Doe dit "
            "alleen als er niet is verstrekt, bijvoorbeeld bij een dubbele vastlegging. Een datalek blijft een datalek."
        )
        by_two = _("Een collega bevestigt dit: er was iets te beoordelen.")
        return f"{what} {by_two}" if takes_two(self.live) else what

    def why_not(self) -> str:
        if self.live.proposal is not None:
            return _("Er wacht al een voorstel over deze verstrekking; besluit daar eerst over.")
        return _("Deze verstrekking is al vervallen.") if self.live.is_void else ""

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        row = void_disclosure(
            self.live, by=self.request.user, at=timezone.now(), reason=data["reason"], seen=data["version"]
        )
        if row.is_void:
            messages.success(self.request, _("De verstrekking is vervallen; zij blijft hier te zien."))
        else:
            text = _(
                "Voorgesteld. De verstrekking vervalt als een collega dat bevestigt; tot dan telt zij mee."
            )
            messages.warning(self.request, text)
        return redirect(self.url("inspect"))


class RestoreView(JudgementScreen):
    """Propose that a void disclosure counts again."""

    page_title = gettext_lazy("Verstrekking weer laten gelden")
    form_class = RestoreForm
    submit_label = gettext_lazy("Voorstellen")
    explanation = gettext_lazy(
        "Een collega bevestigt dit. De verstrekking geldt daarna zoals zij was; een afwijking wordt opnieuw beoordeeld."
    )

    def why_not(self) -> str:
        if self.live.proposal is not None:
            return _("Er wacht al een voorstel over deze verstrekking; besluit daar eerst over.")
        return "" if self.live.is_void else _("Deze verstrekking is niet vervallen.")

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        restore_disclosure(
            self.live, by=self.request.user, at=timezone.now(), reason=data["reason"], seen=data["version"]
        )
        messages.warning(
            self.request, _("Voorgesteld. De verstrekking geldt weer als een collega dat bevestigt.")
        )
        return redirect(self.url("inspect"))


class ProposalView(JudgementScreen):
    """Confirm or refuse what somebody proposes; who proposed it can take it back."""

    page_title = gettext_lazy("Voorstel")
    template_name = "sharing/disclosures/proposal.html"
    confirmations = {
        Proposal.CORRECTION: (
            confirm_correction,
            gettext_lazy("De correctie is bevestigd; de oude stand staat in de historie."),
        ),
        Proposal.VOID: (
            confirm_void,
            gettext_lazy("Bevestigd: de verstrekking is vervallen; zij blijft hier te zien."),
        ),
        Proposal.RESTORE: (confirm_restored, gettext_lazy("Bevestigd: de verstrekking geldt weer.")),
    }

    @property
    def form_class(self) -> Any:  # type: ignore[override]  # what may be done depends on who looks
        return WithdrawForm if self.own_work else ProposalForm

    @property
    def submit_label(self) -> Any:  # type: ignore[override]
        return _("Voorstel intrekken") if self.own_work else _("Besluit vastleggen")

    def why_not(self) -> str:
        return "" if self.live.proposal is not None else _("Er wacht geen voorstel over deze verstrekking.")

    def perform(self, form: Any) -> HttpResponse:
        data, user = form.cleaned_data, self.request.user
        if data["decision"] == ProposalForm.CONFIRM:
            confirm, told = self.confirmations[Proposal(self.live.proposes)]
            confirm(self.live, by=user, at=timezone.now(), seen=data["version"], note=data["reason"])
            messages.success(self.request, told)
        else:
            drop_proposal(self.live, by=user, reason=data["reason"], seen=data["version"])
            messages.success(
                self.request, _("Het voorstel gaat niet door; de verstrekking blijft zoals zij is.")
            )
        return redirect(self.url("inspect"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "own_work": self.own_work,
            "question": QUESTIONS[Proposal(self.live.proposes)],
        }


QUESTIONS = {
    Proposal.CORRECTION: gettext_lazy(
        "Volgens de regels is dit daarna geen afwijking meer. Klopt het dat dit is wat er is gebeurd?"
    ),
    Proposal.VOID: gettext_lazy(
        "Zij telt daarna niet meer mee en er valt niets meer te beoordelen. Klopt het dat dit geen verstrekking was?"
    ),
    Proposal.RESTORE: gettext_lazy(
        "Zij telt daarna weer mee zoals zij was vastgelegd. Klopt het dat dit toch een verstrekking was?"
    ),
}


def deadline_of(row: Disclosure) -> str:
    """Until when a breach is to be reported and what is left, in a sentence; empty of what is no breach."""
    if row.review != Review.BREACH:
        return ""
    return deadline_in_words(
        row.aware_at, report=row.breach_report, reported_at=row.breach_reported_at, at=timezone.now()
    )


def may_reopen(row: Disclosure) -> bool:
    """Whether a deviation was decided on in a way that can be looked at again."""
    return is_judged(row) and not row.is_void and row.review in (Review.ACCEPTED, Review.CORRECTED)
