"""What has to be done about a request of a person, by when and why then: on its screen, in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sharing.core.admin import may
from sharing.core.dutch import day_in_words, instant_in_words
from sharing.core.periods import amsterdam_day, on_the_clock
from sharing.rights.choices import Decision, RightKind, RightState
from sharing.rights.erasures import destructions, waiting_list
from sharing.rights.models import RightsRequest
from sharing.rights.portability_views import lacks_file, may_be_taken_along
from sharing.rights.queries import meanwhile, restriction_of
from sharing.rights.rules import ByContract
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


_View: Any = object  # of the register, to which the mixin is added


class ShowsNextStep(_View):
    """The screen of a request with what comes next, and for who may do it the way there."""

    def next_step(self) -> NextStep:
        """What comes next, by when, and for who may do it the way there."""
        standing, state = self.standing, self.standing.state
        if state == RightState.DONE:
            return self._closed()
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
            RightState.ANSWER: (
                _("Vastleggen wanneer het is doorgestuurd")
                if standing.for_client
                else _("Antwoord vastleggen")
            ),
        }
        if state == RightState.INFORM and not self.moment:
            labels[state], way = self.inform_way()
        if state == RightState.ANSWER and lacks_file(self.object):
            labels[state], way = _("Bestand om mee te nemen maken"), "portable"
        day = standing.next_day
        rule = standing.first.rule if state == RightState.TELL else standing.rule
        return NextStep(
            text=self._what(state),
            day=day_in_words(day) if day else _ASAP,
            left=self._left(day) if day else "",
            rule=rule_in_words(rule) if rule else "",
            label=labels.get(state, "") if self.is_asked else "",
            url=self.url(way) if self.is_asked else "",
            late=standing.is_late(self.day),
        )

    def _left(self, day: date) -> str:
        """How long there still is; a contract names hours, so its last day may be there and its time over."""
        if self.standing.hours_over and day == self.day:
            return _("de afgesproken tijd is voorbij")
        return _left(day, self.day)

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
            if request.kind == RightKind.QUESTION:
                return _("Stuur de betrokkene het antwoord op de vraag, en leg vast wanneer dat gebeurde.")
            if lacks_file(request):
                return _(
                    "Maak het bestand om mee te nemen en draag het over, aan de betrokkene of aan een ander. Leg "
                    "daarna vast wanneer u antwoordde."
                )
            files = request.portable_files.all() if may_be_taken_along(request) else ()
            if files and not any(one.delivered_to for one in files):
                return _(
                    "Het bestand om mee te nemen is gemaakt: draag het over, aan de betrokkene of aan een ander. Leg "
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
            RightState.HANDLER: (
                _("Wijs iemand aan die niet betrokken was bij waar de klacht over gaat.")
                if request.kind == RightKind.COMPLAINT and request.subjects.exists()
                else _(
                    "Leg vast waarover de klacht gaat, en wijs iemand aan die daar niet bij betrokken was."
                )
            ),
            RightState.DECIDE: {
                RightKind.COMPLAINT: _(
                    "Beoordeel de klacht: gegrond, deels gegrond of ongegrond, met de reden."
                ),
                RightKind.QUESTION: _("Beantwoord de vraag: leg vast wat het antwoord is."),
            }.get(RightKind(request.kind), _("Beslis op het verzoek.")),
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

    def _closed(self) -> NextStep:
        """Nothing is left to do; a restriction that was asked holds until the person was told and it is lifted."""
        restriction = restriction_of(self.object)
        if restriction is None:
            return NextStep(self._done())
        words = _(
            "De beperking geldt nog. Vertel de betrokkene dat zij eindigt voordat u haar opheft (art. 18, lid 3, AVG)."
        )
        url = reverse("objections:lift", args=[restriction.pk]) if self.is_asked else ""
        return NextStep(f"{self._done()} {words}", label=_("Beperking opheffen"), url=url)

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
        stays = self.standing.state != RightState.DONE or destroyed is not None
        words = _("Beantwoord op %(day)s.") if stays else _("Afgehandeld op %(day)s.")
        words = words % {"day": day_in_words(request.answered_on)}
        if due is not None:
            words = f"{words} {self._in_time(request.answered_on, due)}"
        if destroyed is not None:
            gone = _("Vernietigd op %(day)s.") % {"day": day_in_words(amsterdam_day(destroyed))}
            return f"{words} {gone}"
        return words

    def _in_time(self, answered_on: date, due: date) -> str:
        rule, moment = self.standing.rule, self.object.answered_at
        if moment is not None and isinstance(rule, ByContract):
            words = (
                _("Dat was te laat: om %(time)s, en afgesproken was voor %(moment)s.")
                if rule.is_over(moment)
                else _("Dat was op tijd: om %(time)s, en afgesproken was voor %(moment)s.")
            )
            return words % {"time": f"{on_the_clock(moment):%H:%M}", "moment": instant_in_words(rule.until)}
        late = (answered_on - due).days
        if late == 0 and isinstance(rule, ByContract):
            # Of the answer only the day is known.
            words = _("Dat was op de laatste dag; afgesproken was: voor %(moment)s.")
            return words % {"moment": instant_in_words(rule.until)}
        if late <= 0:
            return _("Dat was op tijd: uiterlijk %(day)s.") % {"day": day_in_words(due)}
        said = ngettext("Dat was %(count)s dag te laat.", "Dat was %(count)s dagen te laat.", late)
        return said % {"count": late}


def _left(day: date, on: date) -> str:
    """``nog 5 dagen``, ``vandaag``, ``2 dagen te laat``."""
    number = (day - on).days
    if number == 0:
        return _("vandaag")
    if number > 0:
        return ngettext("nog %(count)s dag", "nog %(count)s dagen", number) % {"count": number}
    return ngettext("%(count)s dag te laat", "%(count)s dagen te laat", -number) % {"count": -number}
