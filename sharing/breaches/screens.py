"""The one screen of a breach: the next step and its clock, what was sent, and all that is kept."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button, HeaderButton

from sharing.breaches.choices import BreachState
from sharing.breaches.definitions import asked
from sharing.breaches.form import Report, form_of, gaps_of
from sharing.breaches.models import Breach, BreachAnswer, BreachDisclosure
from sharing.breaches.notice_views import ShowsNotices
from sharing.breaches.queries import Standings, next_phases, notifications_of, unregistered
from sharing.breaches.record_views import in_words
from sharing.breaches.report_models import BreachNotification
from sharing.breaches.rules import Standing
from sharing.breaches.words import cited, kept_in_words, left_in_words, rule_in_words
from sharing.core.admin import Link, RegisterInspectView, Section, fingerprint, may
from sharing.core.dutch import instant_in_words
from sharing.core.readable import EMPTY, name_accounts
from sharing.disclosures.models import Disclosure
from sharing.documents.views import ShowsDocuments

FILES = (("form_pdf", "PDF"), ("form_xlsx", "Excel"), ("form_json", "JSON"))
# Per state the label of its step and the address.
_WAYS = {
    BreachState.TELL_CLIENT: "client",
    BreachState.ASSESS: "assess",
    BreachState.CONFIRM: "confirm",
    BreachState.REPORT: "report",
    BreachState.PERSONS: "persons",
    BreachState.COMPLETE: "report",
    BreachState.CLOSE: "close",
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """What has to be done, by when and why then; the way there is for who may do it."""

    text: str
    day: str = ""
    left: str = ""
    rule: str = ""
    label: str = ""
    url: str = ""
    late: bool = False


class BreachInspectView(ShowsNotices, ShowsDocuments, RegisterInspectView):
    """A breach with its next step, its clock, its reports and its documents."""

    template_name = "sharing/breaches/inspect.html"

    @cached_property
    def known(self) -> Standings:
        """Contracts as they stood, read once."""
        return Standings(moment=self.moment)

    @cached_property
    def standing(self) -> Standing:
        """Where the breach that is shown stands."""
        return self.known.of(self.object)

    @property
    def is_asked(self) -> bool:
        """Whether the screen is that of somebody who may do something about the breach as it is now."""
        return self.live is not None and not self.moment and self.user_has_permission("change")

    @cached_property
    def header_buttons(self) -> list[Any]:
        if not self.is_asked or self.standing.state == BreachState.DONE:
            return []
        return [HeaderButton(_("Wijzigen"), url=self.url("edit"), icon_name="edit")]

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if not self.is_asked:
            return buttons
        live, state = self.live, self.standing.state
        own, is_open = live.on_behalf_of_id is None, state != BreachState.DONE
        ways = [
            (_("Vragen van het formulier"), "answers", "form", is_open and own),
            (_("Opnieuw beoordelen"), "assess", "rotate", is_open and bool(live.decision)),
            (_("Betrokkenen informeren of niet"), "persons", "group", is_open and own),
            (
                _("Melding vastleggen"),
                "report",
                "mail",
                is_open and bool(live.reported_at and next_phases(live)),
            ),
            (_("Verstrekkingen toevoegen"), "link", "plus", is_open and unregistered().exists()),
            (_("Heropenen"), "reopen", "rotate", not is_open),
        ]
        return buttons + [
            Button(label, url=self.url(name), icon_name=icon, priority=12)
            for label, name, icon, shown in ways
            if shown
        ]

    def get_fields_context(self) -> list[dict[str, Any]]:
        """What was not filled in yet says nothing; the next step does."""
        self.object.standing = self.standing  # read once for all of the screen
        return [
            field
            for field in super().get_fields_context()
            if getattr(self.object, field["name"], "shown") not in (None, "", False)
        ]

    def get_sections(self) -> list[Section]:
        named = {str(capfirst(model._meta.verbose_name_plural)) for model in (BreachAnswer, BreachDisclosure)}
        own = [one for one in super().get_sections() if one.title not in named]
        return [self._clocks(), *self._reports(), *self._disclosures(), *self._answers(), *self._gaps(), *own]

    def _clocks(self) -> Section:
        rows, breach = [], self.object
        clock, processor = self.standing.clock, self.known.of_processor(breach)
        if clock is not None:
            told = breach.client_told_at if clock.by_contract else breach.reported_at
            kept = kept_in_words(clock, told) if told is not None else ""
            if not kept and self.standing.runs:
                kept = left_in_words(clock, self.at)
            label = _("Aan de opdrachtgever") if clock.by_contract else _("Aan de AP")
            rows.append(
                (label, instant_in_words(clock.until), kept or _("niet van toepassing"), rule_in_words(clock))
            )
        if processor is not None:
            kept = kept_in_words(processor, self.standing.known_since)
            rows.append(
                (_("Door de verwerker"), instant_in_words(processor.until), kept, rule_in_words(processor))
            )
        columns = (_("Wie"), _("Uiterlijk"), _("Stand"), _("Waaruit dat volgt"))
        empty = _("Er is geen termijn in uren bekend. Meld zonder onredelijke vertraging.")
        return Section(_("De klok"), columns, tuple(rows), empty=empty)

    @cached_property
    def at(self) -> Any:
        """The moment that the screen speaks of."""
        return self.moment or timezone.now()

    @cached_property
    def sent(self) -> list[BreachNotification]:
        """What was sent by the moment that the screen speaks of."""
        found = [one for one in notifications_of(self.object) if one.made_at <= self.at]
        name_accounts(found, made_by="made_at")
        return found

    def _reports(self) -> list[Section]:
        if self.object.on_behalf_of_id is not None:
            return []
        fetch = may(self.request.user, "view", BreachNotification)
        rows = []
        for one in self.sent:
            url = reverse("breaches:sent", args=[self.pk, one.pk])
            late = one.delay_reason or EMPTY
            by = one.named["made_by"]  # type: ignore[attr-defined]  # given by name_accounts
            file = Link("PDF", url) if fetch else "PDF"
            row = (
                one.get_phase_display(),
                instant_in_words(one.sent_at),
                one.reference,
                late,
                one.note or EMPTY,
                file,
                by,
                fingerprint(one.sha256),
            )
            rows.append(row)
        columns = (
            *(_("Soort"), _("Gemeld op"), _("Nummer van de AP"), _("Reden van vertraging")),
            *(_("Toelichting"), _("Bestand"), _("Vastgelegd door"), "SHA-256"),
        )
        return [Section(_("Gemeld bij de AP"), columns, tuple(rows), empty=_("Er is niets gemeld."))]

    def _disclosures(self) -> list[Section]:
        links = [one.disclosure for one in self.object.disclosures.all()]
        sees = may(self.request.user, "view", Disclosure)
        rows = []
        for row in links:
            words = in_words(row)
            url = reverse("disclosures:inspect", args=[row.pk])
            aware = instant_in_words(row.aware_at) if row.aware_at else EMPTY
            rows.append((Link(words, url) if sees else words, aware))
        columns = (_("Verstrekking"), _("Bekend geworden volgens het log"))
        return [Section(_("Uit het verstrekkingenlog"), columns, tuple(rows))] if rows else []

    def _answers(self) -> list[Section]:
        if self.object.on_behalf_of_id is not None:
            return []
        known = asked()
        told = {one.code: one for one in self.fields_of_form}
        rows = [(one.label, told[one.code].value) for one in known.values() if told[one.code].value]
        return (
            [Section(_("Vragen van het formulier"), (_("Vraag"), _("Antwoord")), tuple(rows))] if rows else []
        )

    @cached_property
    def fields_of_form(self) -> list[Any]:
        """The form as it would be sent."""
        return form_of(self.object, Report())

    def _gaps(self) -> list[Section]:
        if not self.is_asked or self.object.on_behalf_of_id is not None:
            return []
        rows = tuple(
            (_("%(what)s (art. %(article)s)") % {"what": one.label, "article": cited(one.article)},)
            for one in gaps_of(self.fields_of_form)
        )
        return [Section(_("Nog niet bekend, en wel gevraagd"), ("",), rows)] if rows else []

    def next_step(self) -> NextStep:
        """What comes next, by when, and for who may do it the way there."""
        standing = self.standing
        state, clock = standing.state, standing.clock if standing.runs else None
        if state == BreachState.DONE:
            return NextStep(_("Dit datalek is afgesloten. Het blijft in het register staan."))
        labels = {
            BreachState.TELL_CLIENT: _("Melding aan de opdrachtgever vastleggen"),
            BreachState.ASSESS: _("Beoordelen"),
            BreachState.CONFIRM: _("Bevestigen dat niet wordt gemeld"),
            BreachState.REPORT: _("Melding vastleggen"),
            BreachState.PERSONS: _("Vastleggen of zij zijn geïnformeerd"),
            BreachState.COMPLETE: _("Aanvulling vastleggen"),
            BreachState.CLOSE: _("Afsluiten"),
        }
        by_other = state in (BreachState.CONFIRM, BreachState.CLOSE) and self._is_own()
        goes = self.is_asked and not by_other
        return NextStep(
            text=self._what(state, by_other=by_other),
            day=instant_in_words(clock.until) if clock else _("zo snel mogelijk"),
            left=left_in_words(clock, self.at) if clock else "",
            rule=rule_in_words(clock) if clock else "",
            label=labels[state] if goes else "",
            url=self.url(_WAYS[state]) if goes else "",
            late=standing.is_late(self.at),
        )

    def _is_own(self) -> bool:
        return self.request.user.pk in (self.object.registered_by_id, self.object.assessed_by_id)

    def _what(self, state: BreachState, *, by_other: bool) -> str:
        breach: Breach = self.object
        if state == BreachState.TELL_CLIENT:
            words = _(
                "Meld dit datalek aan %(client)s, voor wie wij verwerker zijn. Hij beslist over de rest."
            )
            return words % {"client": breach.on_behalf_of}
        said = {
            BreachState.ASSESS: _("Beoordeel het risico en besluit of het datalek wordt gemeld bij de AP."),
            BreachState.CONFIRM: _(
                "Voorgesteld is om niet te melden. Dat telt pas als een ander het bevestigt."
            ),
            BreachState.REPORT: _(
                "Meld het datalek met het formulier van de AP, en leg vast wat is verstuurd. Wat nog niet "
                "bekend is, mag later."
            ),
            BreachState.PERSONS: _(
                "Het risico is hoog: informeer de betrokkenen, of leg vast op welke grond dat niet hoeft (art. 34)."
            ),
            BreachState.COMPLETE: _("De melding is nog niet volledig. Vul haar aan zodra meer bekend is."),
            BreachState.CLOSE: (
                _(
                    "Alle stappen zijn gezet, maar er staat nog niet bij wat in dit register hoort (art. 33, lid 5, "
                    "AVG): zie “Nog niet bekend, en wel gevraagd”. Vul dat aan en sluit het datalek dan af met een "
                    "conclusie."
                )
                if self._gaps()
                else _("Alles is gedaan. Sluit het datalek af met een conclusie.")
            ),
        }
        words = said[state]
        other = _("U legde het vast of beoordeelde het; een collega doet dit.")
        return f"{words} {other}" if by_other else words

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.object is None:
            return context
        own = self.live is not None and not self.moment and self.object.on_behalf_of_id is None
        files = [(label, self.url(name)) for name, label in FILES] if own else []
        if own and self.is_asked and self.standing.state == BreachState.PERSONS:
            letter = reverse(self.viewset.get_url_name("make_letter"), args=[self.pk, "breach"])
            context |= {"letter_url": letter}
        return context | {"next_step": self.next_step(), "form_files": files}
