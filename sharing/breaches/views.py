"""The steps on a breach: assessed, confirmed, reported, told, closed; each shows the clock."""

from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing.breaches.choices import BreachState
from sharing.breaches.form import lacking, lacking_in_words, listed_in_words
from sharing.breaches.notices import told_by_letter
from sharing.breaches.operations import (
    assess_breach,
    close_breach,
    confirm_not_reporting,
    decide_on_persons,
    reopen_breach,
    tell_client,
)
from sharing.breaches.queries import disclosures_of, next_phases, standing_of
from sharing.breaches.refusals import (
    why_not_assessed,
    why_not_client_told,
    why_not_informed,
    why_not_reported,
    why_not_written,
)
from sharing.breaches.reporting import report_breach
from sharing.breaches.rules import Standing
from sharing.breaches.step_forms import (
    AssessForm,
    ClientForm,
    CloseForm,
    NoteForm,
    PersonsForm,
    ReopenForm,
    ReportForm,
)
from sharing.breaches.words import left_in_words, rule_in_words
from sharing.consents.views import StepView
from sharing.core.dutch import instant_in_words
from sharing.core.exceptions import InputError
from sharing.core.readable import ReadableValues, label_of

# What whoever takes a step sees of the breach.
_SHOWN = (
    *("title", "aware_at", "nature", "cause", "facts", "consequences", "measures_after", "on_behalf_of"),
    *("risk", "decision", "assess_reason", "assessed_by", "persons_decision", "persons_reason"),
    *("reported_at", "authority_reference"),
)


class BreachStep(StepView):
    """A step that shows the breach with its clock; what is closed is opened again first."""

    template_name = "sharing/breaches/step.html"

    @cached_property
    def standing(self) -> Standing:
        """Where the breach stands now."""
        return standing_of(self.live)

    def why_not(self) -> str:
        if self.live.closed_at is not None:
            return _("Dit datalek is afgesloten en verandert niet meer; heropen het eerst.")
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reader, live, now = ReadableValues(), self.live, timezone.now()
        shown = [
            (label_of(live._meta.get_field(name)), reader.of(live, name))
            for name in _SHOWN
            if getattr(live, name) not in (None, "", [])
        ]
        clock = self.standing.clock if self.standing.runs else None
        return super().get_context_data(**kwargs) | {
            "shown": shown,
            "until": instant_in_words(clock.until) if clock else "",
            "left": left_in_words(clock, now) if clock else "",
            "late": self.standing.is_late(now),
            "rule": rule_in_words(clock) if clock else "",
        }

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        names = ("note", "delay_reason", "missing_reason")
        return why_not_written(
            disclosures_of(self.live), **{one: given[one] for one in names if one in given}
        )

    def said(self, form: Any) -> dict[str, Any]:
        """What every operation is told: what was seen, who, when."""
        return {"seen": form.cleaned_data["version"], "by": self.request.user, "at": timezone.now()}


class OwnBreach(BreachStep):
    """Only of what we are responsible for."""

    def why_not(self) -> str:
        if self.live.on_behalf_of_id is not None:
            return _("Over dit datalek beslist de opdrachtgever; meld het aan hem.")
        return super().why_not()

    def is_own(self) -> bool:
        """Whether who looks registered or assessed it."""
        return self.request.user.pk in (self.live.registered_by_id, self.live.assessed_by_id)


class AssessView(OwnBreach):
    page_title = gettext_lazy("Datalek beoordelen")
    form_class = AssessForm
    submit_label = gettext_lazy("Oordeel vastleggen")
    done_message = gettext_lazy("Het oordeel is vastgelegd.")
    explanation = gettext_lazy(
        "Een datalek wordt gemeld bij de Autoriteit Persoonsgegevens, tenzij een risico voor de betrokkenen "
        "onwaarschijnlijk is (art. 33, lid 1, AVG). Bij een hoog risico horen ook de betrokkenen het (art. 34)."
    )

    def get_initial(self) -> dict[str, Any]:
        live = self.live
        return {"risk": live.risk, "decision": live.decision, "note": live.assess_reason}

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        wrong = why_not_assessed(self.live, given.get("risk"), given.get("decision"))
        return super().foresee(given) + wrong

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        assess_breach(
            self.live, risk=data["risk"], decision=data["decision"], note=data["note"], **self.said(form)
        )


class ConfirmView(OwnBreach):
    page_title = gettext_lazy("Niet melden bevestigen")
    form_class = NoteForm
    submit_label = gettext_lazy("Bevestigen dat niet wordt gemeld")
    done_message = gettext_lazy("Bevestigd: dit datalek wordt niet gemeld. Het blijft in het register staan.")

    @property
    def explanation(self) -> str:
        """The way of who does not agree: there is no button that refuses."""
        asked, told = _("Bent u het er niet mee eens?"), _("Beoordeel het datalek zelf opnieuw")
        return format_html('{} <a href="{}">{}</a>', asked, self.url("assess"), told)

    def why_not(self) -> str:
        if reason := super().why_not():
            return reason
        if self.standing.state != BreachState.CONFIRM:
            return _("Er is geen besluit om niet te melden dat nog bevestigd moet worden.")
        if self.is_own():
            return _(
                "U legde dit datalek vast of beoordeelde het. Dat niet wordt gemeld, bevestigt een collega."
            )
        return ""

    def step(self, form: Any) -> None:
        confirm_not_reporting(self.live, note=form.cleaned_data["note"], **self.said(form))


class ReportView(OwnBreach):
    page_title = gettext_lazy("Melding vastleggen")
    submit_label = gettext_lazy("Melding vastleggen")
    done_message = gettext_lazy("De melding is vastgelegd en bewaard zoals zij is gedaan.")
    explanation = gettext_lazy(
        "Vul eerst het formulier van de AP in; het formulier dat u hier kunt downloaden, heeft dezelfde vragen. Leg "
        "daarna hier vast wat is verstuurd. Die versie blijft bewaard en verandert niet meer."
    )

    def why_not(self) -> str:
        if reason := super().why_not():
            return reason
        if self.standing.state in (BreachState.ASSESS, BreachState.CONFIRM) or self.live.confirmed_by_id:
            return _("Beoordeel het datalek eerst, en besluit dat het wordt gemeld.")
        if not next_phases(self.live):
            return _("De melding is ingetrokken; er volgt niets meer.")
        return ""

    def get_initial(self) -> dict[str, Any]:
        now = timezone.now().replace(second=0, microsecond=0)
        return {"sent_at": now, "reference": self.live.authority_reference}

    def get_form(self, data: Any = None) -> Any:
        missing = listed_in_words(lacking(self.live))
        return ReportForm(data, initial=self.get_initial(), phases=next_phases(self.live), lacking=missing)

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        names = ("phase", "sent_at", "reference", "delay_reason", "missing_reason")
        said: dict[str, Any] = {name: given.get(name) for name in names}
        complete = given.get("is_complete", False)
        wrong = why_not_reported(self.live, is_complete=complete, **said, at=timezone.now())
        return super().foresee(given) + wrong

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        report_breach(
            self.live,
            phase=data["phase"],
            sent_at=data["sent_at"],
            reference=data["reference"],
            is_complete=data["is_complete"],
            delay_reason=data.get("delay_reason", ""),
            missing_reason=data.get("missing_reason", ""),
            note=data["note"],
            **self.said(form),
        )


class ClientView(BreachStep):
    page_title = gettext_lazy("Melding aan de opdrachtgever vastleggen")
    form_class = ClientForm
    submit_label = gettext_lazy("Vastleggen")
    done_message = gettext_lazy("Vastgelegd wanneer de opdrachtgever het hoorde.")
    explanation = gettext_lazy(
        "Als verwerker melden wij een datalek zonder onredelijke vertraging aan de opdrachtgever (art. 33, lid "
        "2, AVG), en "
        "binnen de uren van zijn overeenkomst. Hij beslist over de rest."
    )

    def why_not(self) -> str:
        if self.live.on_behalf_of_id is None:
            return _("Dit datalek is van onszelf; er is geen opdrachtgever om het aan te melden.")
        if self.live.client_told_at is not None:
            return _("Dit datalek is al aan de opdrachtgever gemeld.")
        return super().why_not()

    def get_initial(self) -> dict[str, Any]:
        return {"told_at": timezone.now().replace(second=0, microsecond=0)}

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        told_at, note = given.get("told_at"), given.get("note")
        return super().foresee(given) + why_not_client_told(self.live, told_at, note, at=timezone.now())

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        tell_client(self.live, told_at=data["told_at"], how=data["how"], note=data["note"], **self.said(form))


class PersonsView(OwnBreach):
    page_title = gettext_lazy("Betrokkenen informeren of niet")
    form_class = PersonsForm
    submit_label = gettext_lazy("Vastleggen")
    done_message = gettext_lazy("Vastgelegd of de betrokkenen zijn geïnformeerd.")
    explanation = gettext_lazy(
        "In duidelijke taal: wat er is gebeurd, waar zij terechtkunnen, wat de gevolgen kunnen zijn en wat wij "
        "doen (art. 34, "
        "lid 2, AVG)."
    )

    def get_initial(self) -> dict[str, Any]:
        live = self.live
        if not live.persons_decision and (told := told_by_letter(live)):
            return told
        return {
            "decision": live.persons_decision,
            "on": live.persons_on,
            "how": live.persons_how,
            "number": live.persons_number,
            "ground": live.persons_ground,
            "note": live.persons_reason,
        }

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        said = {name: given.get(name) for name in ("on", "how", "number", "ground")}
        wrong = why_not_informed(self.live, given.get("decision"), **said, at=timezone.now())
        return super().foresee(given) + wrong

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        decide_on_persons(
            self.live,
            decision=data["decision"],
            on=data["on"],
            how=data["how"],
            number=data["number"],
            ground=data["ground"],
            note=data["note"],
            **self.said(form),
        )


class CloseView(BreachStep):
    page_title = gettext_lazy("Datalek afsluiten")
    form_class = CloseForm
    submit_label = gettext_lazy("Afsluiten")
    done_message = gettext_lazy("Het datalek is afgesloten. Het blijft in het register staan.")

    @property
    def explanation(self) -> str:
        """What is asked, and what the register lacks: after this it is added by who opens the breach again."""
        asked = _("Schrijf op wat de uitkomst is. Heropenen kan als er nog iets bekend wordt.")
        return f"{asked} {lacking_in_words(self.live)}".strip()

    def why_not(self) -> str:
        if reason := super().why_not():
            return reason
        state = self.standing.state
        if state != BreachState.CLOSE:
            message = _("Dit datalek kan nog niet worden afgesloten: %(step)s.")
            return message % {"step": str(state.label).lower()}
        if self.request.user.pk in (self.live.registered_by_id, self.live.assessed_by_id):
            return _("U legde dit datalek vast of beoordeelde het. Een collega sluit het af.")
        return ""

    def step(self, form: Any) -> None:
        close_breach(self.live, note=form.cleaned_data["note"], **self.said(form))


class ReopenView(BreachStep):
    page_title = gettext_lazy("Datalek heropenen")
    form_class = ReopenForm
    submit_label = gettext_lazy("Heropenen")
    done_message = gettext_lazy("Het datalek is heropend.")

    def why_not(self) -> str:
        return "" if self.live.closed_at is not None else _("Dit datalek is niet afgesloten.")

    def step(self, form: Any) -> None:
        reopen_breach(self.live, note=form.cleaned_data["note"], **self.said(form))
