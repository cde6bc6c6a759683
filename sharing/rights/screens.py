"""The one screen of a request of a person: the next step and its day, where days come from, all that is kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.widgets.button import Button, HeaderButton

from sharing.core.admin import Link, RegisterInspectView, Section, fingerprint, link_to, may
from sharing.core.dutch import day_in_words, instant_in_words
from sharing.core.periods import amsterdam_day
from sharing.core.readable import EMPTY
from sharing.documents.views import ShowsDocuments
from sharing.rights.answer_views import may_be_told
from sharing.rights.choices import CLOSED, UNTIL_ANSWERED, Decision, RightKind, RightState
from sharing.rights.complaint_views import ShowsComplaints
from sharing.rights.effect_models import RightsEffect
from sharing.rights.erasures import destructions, lists_read, waiting_list
from sharing.rights.letter_views import ShowsLetters
from sharing.rights.models import RightsPause, RightsRequest
from sharing.rights.portability_views import ShowsPortability, may_be_taken_along
from sharing.rights.queries import answers_for, meanwhile
from sharing.rights.recipient_models import RecipientNotice
from sharing.rights.recipient_views import ShowsRecipients
from sharing.rights.rules import Rule, may_extend
from sharing.rights.standings import Standing, standing_of
from sharing.rights.words import rule_in_words


@dataclass(frozen=True, slots=True)
class NextStep:
    """What has to be done, by when and why then; the way there is for who may do it."""

    text: str
    day: Any = ""
    left: str = ""
    rule: str = ""
    label: str = ""
    url: str = ""
    late: bool = False


_ASAP = gettext_lazy("zo snel mogelijk")
# Of a day in the past: how many, and who, the list of today does not say.
_UNTOLD: Any = gettext_lazy("Er waren nog ontvangers die dit besluit moesten horen (art. 19 AVG).")
_UNHEARD: Any = gettext_lazy("De betrokkene wist nog niet welke ontvangers het besluit kenden (art. 19 AVG).")
# Per state the label and the address of its step.
_WAYS = {
    RightState.FORWARD: "decide",
    RightState.IDENTIFY: "identity",
    RightState.WAITING: "stop_waiting",
    RightState.TELL: "extend",
    RightState.RECORD: "record",
    RightState.HANDLER: "handler",
    RightState.DECIDE: "decide",
    RightState.INFORM: "tell",
    RightState.ANSWER: "answered",
}


class RightsInspectView(
    ShowsPortability, ShowsComplaints, ShowsRecipients, ShowsLetters, ShowsDocuments, RegisterInspectView
):
    """A request with its next step, its term, its letters and who was told."""

    template_name = "sharing/rights/inspect.html"

    @cached_property
    def standing(self) -> Standing:
        """Where the request that is shown stands on the day that the screen speaks of."""
        return standing_of(self.object, on=self.day, moment=self.moment)

    @property
    def is_asked(self) -> bool:
        """Whether the screen is that of somebody who may do something about the request as it is now."""
        return self.live is not None and not self.moment and self.user_has_permission("change")

    @cached_property
    def header_buttons(self) -> list[Any]:
        if not self.is_asked or self.standing.state in CLOSED:
            return []
        return [HeaderButton(_("Wijzigen"), url=self.url("edit"), icon_name="edit")]

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if self.is_asked and self.standing.state == RightState.INFORM:
            return [*buttons, Button(_("Antwoord vastleggen"), url=self.url("answered"), icon_name="mail")]
        if not self.is_asked or self.live.decision or self.standing.for_client:
            return buttons
        live, state = self.live, self.standing.state
        ways = [(_("Beslissen"), "decide", "check", state != RightState.DECIDE)]
        is_known = bool(live.identity_how) and live.dossier is not None
        again = live.kind == RightKind.OBJECTION and state == RightState.DECIDE
        ways.append((_("Nog een bezwaar opnemen"), "record", "plus", again))
        restrictable = is_known and live.kind in UNTIL_ANSWERED and meanwhile(live) is None
        ways.append((_("Gebruik beperken tot het antwoord"), "restrict", "no-view", restrictable))
        ways.append((_("Wachten op de betrokkene"), "wait", "time", state != RightState.WAITING))
        extendable = live.extended_on is None and may_extend(
            live.kind, live.received_at, self.standing.promise
        )
        ways.append((_("Termijn verlengen"), "extend", "calendar-alt", extendable))
        ways.append((_("Controleren wie dit vraagt"), "identity", "user", state != RightState.IDENTIFY))
        return buttons + [
            Button(label, url=self.url(name), icon_name=icon, priority=12)
            for label, name, icon, shown in ways
            if shown
        ]

    def get_fields_context(self) -> list[dict[str, Any]]:
        """What was not filled in yet says nothing; the next step does."""
        shown, self.object.standing = [], self.standing  # read once for all of the screen
        for field in super().get_fields_context():
            value = getattr(self.object, field["name"], "shown")
            if value not in (None, "", []):
                shown.append(field)
        return shown

    @property
    def told_apart(self) -> Collection[type[Model]]:  # type: ignore[override]  # whose room stands on this one
        return {*super().told_apart, destructions()}

    def get_sections(self) -> list[Section]:
        waited = str(capfirst(RightsPause._meta.verbose_name_plural))
        effects = str(capfirst(RightsEffect._meta.verbose_name_plural))
        told = str(capfirst(RecipientNotice._meta.verbose_name_plural))
        own = [one for one in super().get_sections() if one.rows or one.title not in (waited, effects, told)]
        if self.moment:
            return [self._days(), *own]
        own = [one for one in own if one.title != told]  # they stand among all that received it
        return [self._days(), *self._answers(), *self.recipient_sections(), *own, *self._lists()]

    def _days(self) -> Section:
        standing, rows = self.standing, []
        rules: list[tuple[str, Rule | None]] = []
        if standing.for_client:
            rules.append((_("Bij de opdrachtgever"), standing.contract))
            rules.append((_("De wet, voor de opdrachtgever"), standing.term.law))
        else:
            rules.append((_("Beloofd"), standing.term.promise))
            rules.append((_("Volgens de wet"), standing.term.law))
            if standing.term is not standing.first:
                rules.append((_("Eerste termijn"), standing.first.rule))
        for label, rule in rules:
            if rule is not None:
                counts = _("%s (telt)") % label if rule is standing.rule else label
                rows.append((counts, day_in_words(rule.day), rule_in_words(rule)))
        told = self.object.extension_told_on
        if told is not None and standing.term is standing.first:
            words = _("Verteld na de eerste termijn. De verlenging telt niet.")
            rows.append((_("Verlenging"), day_in_words(told), words))
        empty = _(
            "Voor dit verzoek noemen de verklaring van toen en de wet geen termijn. Antwoord zo snel mogelijk."
        )
        columns = (_("Termijn"), _("Uiterlijk"), _("Waaruit dat volgt"))
        return Section(_("Termijnen"), columns, tuple(rows), empty=empty)

    def _answers(self) -> list[Section]:
        """What was made from the log for this dossier since the request came in."""
        request = self.object
        if request.kind != RightKind.ACCESS or request.dossier is None:
            return []
        rows = [
            (
                Link(instant_in_words(row.made_at), reverse("answers:inspect", args=[row.pk])),
                row.format.upper(),
                str(row.disclosures),
                self._sent(row.pk),
                fingerprint(row.sha256),
            )
            for row in answers_for(request)[:5]
        ]
        columns = (_("Gemaakt op"), _("Bestand"), _("Verstrekkingen"), _("Verstuurd"), "SHA-256")
        empty = _("Er is nog geen antwoord uit het verstrekkingenlog gemaakt.")
        return [Section(_("Antwoord uit het verstrekkingenlog"), columns, tuple(rows), empty=empty)]

    def _lists(self) -> list[Section]:
        """The lists to destroy what was asked, for who may see them."""
        found, model = lists_read(self.pk), destructions()
        if not found or not may(self.request.user, "view", model):
            return []
        title = _("Gebruikt bij: %s") % model._meta.verbose_name_plural
        return [Section(str(capfirst(title)), ("",), tuple((link_to(one),) for one in found))]

    def _sent(self, answer: int) -> str:
        """When and how the answer from the log was sent; a dash for one that was not."""
        request = self.object
        if request.answer_id != answer or request.answered_on is None:
            return EMPTY
        return f"{day_in_words(request.answered_on)}, {request.get_answered_way_display().lower()}"

    def next_step(self) -> NextStep:
        """What comes next, by when, and for who may do it the way there."""
        standing, state = self.standing, self.standing.state
        if state == RightState.DONE:
            return NextStep(self._done())
        if state == RightState.FOLLOW:
            return self._following()
        if state == RightState.DESTROY:
            return self._destroying()
        way = _WAYS[state]
        labels = {
            RightState.FORWARD: _("Doorsturen vastleggen"),
            RightState.IDENTIFY: _("Controleren wie dit vraagt"),
            RightState.WAITING: _("Antwoord vastleggen"),
            RightState.TELL: _("Vastleggen dat het is verteld"),
            RightState.RECORD: _("Opnemen"),
            RightState.HANDLER: _("Behandelaar aanwijzen"),
            RightState.DECIDE: _("Beslissen"),
            RightState.ANSWER: _("Antwoord vastleggen"),
        }
        if state == RightState.INFORM and not self.moment:
            labels[state], way = self.inform_way()
        day = standing.next_day
        rule = standing.first.rule if state == RightState.TELL else standing.rule
        return NextStep(
            text=self._what(state),
            day=day_in_words(day) if day else _ASAP,
            left=_left(day, self.day) if day else "",
            rule=rule_in_words(rule) if rule else "",
            label=labels.get(state, "") if self.is_asked else "",
            url=self.url(way) if self.is_asked else "",
            late=standing.is_late(self.day),
        )

    def _what(self, state: RightState) -> str:
        request: RightsRequest = self.object
        if state == RightState.FORWARD:
            words = _(
                "Dit verzoek is voor %(client)s, voor wie wij verwerker zijn. Stuur het door; beantwoord het niet zelf."
            )
            return words % {"client": request.on_behalf_of}
        if state == RightState.WAITING:
            pause = next(one for one in request.pauses.all() if one.until is None)
            words = _("Wij wachten sinds %(day)s op de betrokkene. Leg vast wanneer het antwoord kwam.")
            return words % {"day": day_in_words(pause.since)}
        if state == RightState.ANSWER:
            if request.decision == Decision.FORWARDED:
                return _("Leg vast wanneer het verzoek is doorgestuurd, en laat de betrokkene weten aan wie.")
            if may_be_taken_along(request) and not request.portable_files.exists():
                return _(
                    "Maak het bestand om mee te nemen en draag het over, aan de betrokkene of aan een ander. Leg "
                    "daarna vast wanneer u antwoordde."
                )
            return _("Stuur de betrokkene het besluit met het antwoord, en leg vast wanneer dat gebeurde.")
        if state == RightState.INFORM:
            return _UNTOLD if self.moment else self.to_inform()
        said = {
            RightState.IDENTIFY: _(
                "Controleer wie dit vraagt. Tot dat vaststaat, wordt er niets over de inhoud verteld of besloten."
            ),
            RightState.TELL: _(
                "Vertel de betrokkene dat het antwoord langer duurt en waarom. Pas dan telt de verlenging."
            ),
            RightState.RECORD: self._record(),
            RightState.HANDLER: _(
                "Leg vast waarover de klacht gaat, en wijs iemand aan die daar niet bij betrokken was."
            ),
            RightState.DECIDE: (
                _("Beoordeel de klacht: gegrond, deels gegrond of ongegrond, met de reden.")
                if request.kind == RightKind.COMPLAINT
                else _("Beslis op het verzoek.")
            ),
        }
        return said[state]

    def _record(self) -> str:
        if self.object.dossier is None:
            return _(
                "Vul eerst het dossiernummer in (“Wijzigen”). Neem het dan op bij de bezwaren en beperkingen: alleen "
                "wat daar staat en wordt toegewezen, houdt verstrekkingen tegen."
            )
        return _(
            "Neem op bij de bezwaren en beperkingen wat de betrokkene vraagt: alleen wat daar staat en wordt "
            "toegewezen, houdt verstrekkingen tegen."
        )

    def _following(self) -> NextStep:
        """What remains after the answer: who has to know, and the restriction that held until then."""
        if self.moment:  # the list of recipients is that of today
            standing = self.standing
            words = _UNTOLD if standing.untold else _UNHEARD if standing.unheard else ""
            return NextStep(f"{self._done()} {words}", day=_ASAP) if words else self._lifting()
        for words, label, name in self.recipients_next():
            shown = (label, self.url(name)) if self.is_asked else ("", "")
            return NextStep(f"{self._done()} {words}", day=_ASAP, label=shown[0], url=shown[1])
        return self._lifting()

    def _destroying(self) -> NextStep:
        """What was granted to be erased: a list of it is proposed by one and approved by another."""
        if self.moment:
            stood = _("De gegevens waren nog niet vernietigd.")
            return NextStep(f"{self._done()} {stood}", day=_ASAP)
        may_destroy = may(self.request.user, "add", destructions())
        if made := waiting_list(self.live):
            words = _("Voorstel %(number)s om te vernietigen wacht op een tweede persoon.") % {"number": made}
            way = (_("Voorstel bekijken"), reverse("destructions:decide", args=[made]))
        else:
            words = _("De gegevens zijn nog niet vernietigd: doe een voorstel, dat een collega goedkeurt.")
            way = (_("Vernietiging voorstellen"), reverse("retention:erasure", args=[self.pk]))
        label, url = way if may_destroy else ("", "")
        return NextStep(f"{self._done()} {words}", day=_ASAP, label=label, url=url)

    def _lifting(self) -> NextStep:
        """The restriction that held until the answer: the person is told before it ends."""
        restriction = meanwhile(self.object)
        return NextStep(
            text=" ".join(
                (
                    self._done(),
                    _(
                        "Tot het antwoord was het gebruik beperkt. Vertel de betrokkene dat de beperking eindigt, en "
                        "hef haar daarna op (art. 18, lid 3, AVG)."
                    ),
                )
            ),
            day=_ASAP,
            label=_("Beperking opheffen") if self.is_asked and restriction else "",
            url=reverse("objections:lift", args=[restriction.pk]) if self.is_asked and restriction else "",
        )

    def _done(self) -> str:
        request, due = self.object, self.standing.due
        if request.answered_on is None:
            return _("De betrokkene trok dit verzoek in; er valt niets meer te doen.")
        destroyed = self.standing.destroyed_at
        stays = self.standing.state == RightState.DESTROY or destroyed is not None
        words = _("Beantwoord op %(day)s.") if stays else _("Afgehandeld op %(day)s.")
        words = words % {"day": day_in_words(request.answered_on)}
        if due is not None:
            words = f"{words} {self._in_time(request.answered_on, due)}"
        if destroyed is not None:
            gone = _("Vernietigd op %(day)s.") % {"day": day_in_words(amsterdam_day(destroyed))}
            return f"{words} {gone}"
        return words

    @staticmethod
    def _in_time(answered_on: date, due: date) -> str:
        late = (answered_on - due).days
        if late <= 0:
            return _("Dat was op tijd: uiterlijk %(day)s.") % {"day": day_in_words(due)}
        said = ngettext("Dat was %(count)s dag te laat.", "Dat was %(count)s dagen te laat.", late)
        return said % {"count": late}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.object is None:
            return context
        told = self.is_asked and may_be_told(self.live, self.request.user)
        told = told and self.standing.state in (RightState.DECIDE, RightState.ANSWER)
        return context | {"next_step": self.next_step(), "from_log_url": self.url("from_log") if told else ""}


def _left(day: date, on: date) -> str:
    """``nog 5 dagen``, ``vandaag``, ``2 dagen te laat``."""
    number = (day - on).days
    if number == 0:
        return _("vandaag")
    if number > 0:
        return ngettext("nog %(count)s dag", "nog %(count)s dagen", number) % {"count": number}
    return ngettext("%(count)s dag te laat", "%(count)s dagen te laat", -number) % {"count": -number}
