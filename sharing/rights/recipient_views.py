"""Who received what a decision is about, on the screen of the request, and the ways to tell them (AVG art. 19)."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from sharing.core.admin import Link, Section, may
from sharing.core.dutch import day_in_words
from sharing.core.periods import amsterdam_day
from sharing.parties.choices import Capacity
from sharing.rights.letter_models import RightsLetter
from sharing.rights.recipient_forms import state_in_words
from sharing.rights.recipients import Received, Recipient, is_heard_of, received_of, unheard_of

_View: Any = object  # of Wagtail, to which the mixin is added


class ShowsRecipients(_View):
    """Everybody who received what the decision is about, with what they know, and what is to be done about it."""

    @cached_property
    def received(self) -> Received:
        """What the log says today of who received it; with the records that its letters went to."""
        if self.live is None:
            return Received([], [], {})
        letters = {one.recipient_id for one in self.live.letters.all()} - {None}
        return received_of(self.live, on=amsterdam_day(timezone.now()), letters=letters)

    @property
    def recipients(self) -> list[Recipient]:
        """As the log has them today."""
        return self.received.recipients

    def recipients_next(self) -> list[tuple[str, str, str]]:
        """What remains to be told: in words, the label of the step and its name."""
        if any(one.waits for one in self.recipients):
            return [(self.to_inform(), *self.inform_way())]
        if unheard_of(self.recipients):
            words = _("Vertel de betrokkene welke ontvangers het besluit weten (art. 19 AVG).")
            return [(words, _("Vastleggen dat het is verteld"), "person_told")]
        return []

    @property
    def _to_write(self) -> bool:
        """Whether a letter is still to be made to one who has to hear it."""
        return any(one.count and one.waits and one.party.pk not in self._written for one in self.recipients)

    def inform_way(self) -> tuple[str, str]:
        """The label and the name of the step that comes next."""
        if self._to_write:
            return _("Brieven maken"), "notices"
        return _("Vastleggen wie het hoorde"), "tell"

    def to_inform(self) -> str:
        """How many are still to be told of how many, and by what."""
        total = len(self.recipients)
        left = len([one for one in self.recipients if one.waits])
        said = _("Ontvangers die dit besluit nog moeten horen: %(left)s van %(total)s (art. 19 AVG).")
        if self._to_write:
            letters = _("Maak voor elk een brief en verstuur die.")
        elif any(self._written[one.party.pk].sent_on is None for one in self.recipients if one.waits):
            letters = _("De brieven zijn gemaakt: verstuur ze en leg bij “Brieven” vast wanneer dat was.")
        else:  # to one without an address for notices
            letters = _("De brieven zijn verstuurd. Leg vast waar zij naartoe gingen.")
        return f"{said % {'left': left, 'total': total}} {letters}"

    def recipient_sections(self) -> list[Section]:
        """The list with its progress and its letters."""
        if not is_heard_of(self.object):
            return []
        rows = [self._row(one) for one in self.recipients]
        known = len([one for one in self.recipients if not one.waits])
        title = _("Ontvangers: %(known)s van %(total)s") % {"known": known, "total": len(rows)}
        columns = (
            *(_("Ontvanger"), _("Kreeg dit als"), _("Verstrekkingen")),
            *(_("Besluit"), _("Betrokkene hoorde dit"), _("Brief")),
        )
        empty = _("Volgens het log kreeg niemand deze gegevens; er is niemand om het te laten weten.")
        found = [Section(title, columns, tuple(rows), empty=empty, anchor="ontvangers")]
        ways = self._ways()
        if ways:
            found.append(Section(_("Ontvangers laten weten"), ("",), tuple((one,) for one in ways)))
        clients = [(name,) for name in self.received.clients]
        if clients:
            words = _("Verstrekt voor een opdrachtgever: die vertelt het zelf")
            found.append(Section(words, ("",), tuple(clients)))
        return found

    def _row(self, one: Recipient) -> tuple[Any, ...]:
        capacities = ", ".join(sorted(str(Capacity(code).label) for code in one.capacities))
        state, heard = state_in_words(one), ""
        if one.notice is not None and one.notice.explanation:
            state = f"{state}. {one.notice.explanation}"
        if not one.count:
            absent = _("staat niet (meer) in het log")
            state = f"{state} ({absent})"
        if one.secret or (one.notice and one.notice.kept_from_person):
            heard = _("niet vertellen: geheim")
        elif one.notice is not None and one.notice.person_told_on is not None:
            heard = day_in_words(one.notice.person_told_on)
        name = Link(one.party.name, reverse("parties:inspect", args=[one.party.pk]))
        return (name, capacities, str(one.count), state, heard, self._letter(one))

    @cached_property
    def _written(self) -> dict[int, RightsLetter]:
        """The last letter to each recipient, by its key."""
        letters = [one for one in self.object.letters.all() if one.recipient_id is not None]
        return {self.received.records[one.recipient_id].organisation.pk: one for one in letters}

    def _letter(self, one: Recipient) -> Any:
        """The letter that was made last for who may fetch it; before that the way to make it."""
        made = self._written.get(one.party.pk)
        if made is not None:
            when = _("van %(day)s") % {"day": day_in_words(amsterdam_day(made.made_at))}
            may_fetch = self.live is not None and may(self.request.user, "view", RightsLetter)
            return (
                Link(when, reverse("rights_requests:letter", args=[self.pk, made.pk])) if may_fetch else when
            )
        if not (one.count and one.waits and self.is_asked):
            return ""
        return Link(_("Maken"), reverse("rights_requests:notice", args=[self.pk, one.party.pk]))

    def _ways(self) -> list[Link]:
        """The steps, for who may take them."""
        if not self.is_asked or not self.recipients:
            return []
        told = [one for one in self.recipients if one.is_told]
        waiting = [one for one in told if one.notice and one.notice.acknowledged_on is None]
        shown = [
            (_("Brieven maken"), "notices", any(one.count and one.waits for one in self.recipients)),
            (_("Vastleggen wie het hoorde"), "tell", len(waiting) + len(self.recipients) > len(told)),
            (_("Vastleggen wie het niet hoeft te horen"), "except", len(self.recipients) > len(told)),
            (_("Bevestiging van een ontvanger vastleggen"), "acknowledge", bool(waiting)),
            (
                _("Vastleggen dat de betrokkene weet wie het hoorde"),
                "person_told",
                bool(unheard_of(self.recipients)),
            ),
            (_("Overzicht voor de betrokkene (PDF)"), "overview", True),
        ]
        ways = [Link(label, self.url(name)) for label, name, is_shown in shown if is_shown]
        return [*ways, Link(_("Overzicht in het Engels (PDF)"), f"{self.url('overview')}?taal=en")]
