"""The screens of one consent, objection or request: where it stands, what comes next, which entries rest on it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.widgets.button import Button, HeaderButton

from sharing.consents.choices import ObjectionDecision, ObjectionKind, RequestState
from sharing.consents.models import Objection
from sharing.consents.queries import (
    asked_in,
    came_after_assessment,
    entries_after_withdrawal,
    entries_on,
    proposed_end,
    secrecy_of,
    state_of,
)
from sharing.consents.request_models import AuthorityRequest, RequestedDossier, SecrecyDecision
from sharing.consents.waiting import age_in_words, is_late
from sharing.core.admin import Link, RegisterInspectView, Section, may
from sharing.core.dossiers import unseal
from sharing.core.dutch import day_in_words
from sharing.core.periods import on_the_clock
from sharing.documents.views import ShowsDocuments

SHOWN_AT_MOST = 10


@dataclass(frozen=True, slots=True)
class NextStep:
    """What somebody has to do now, in a sentence, with the way there; ``late`` when it should have been done."""

    text: str
    label: str = ""
    url: str = ""
    late: bool = False


def exact_moment(instant: Any) -> str:
    """A moment to the second, on the Amsterdam clock."""
    local = on_the_clock(instant)
    return _("%(day)s om %(time)s") % {"day": day_in_words(local), "time": f"{local:%H:%M:%S}"}


def entries_section(
    view: RegisterInspectView, rows: Any, *, title: str, empty: str, all_of: str
) -> Section | None:
    """The newest of these entries of the log, with the way to all of them; None for who may not see the log.

    ``all_of`` is the address of the list of all.
    """
    if not may(view.request.user, "view", rows.model):
        return None
    count = rows.count()
    shown = rows.select_related("recipient", "purpose").order_by("-disclosed_at", "-id")[:SHOWN_AT_MOST]
    cells = [
        (
            Link(exact_moment(row.disclosed_at), reverse("disclosures:inspect", args=[row.pk])),
            str(row.recipient),
            str(row.purpose),
            unseal(row.dossier),
            _("Vervallen") if row.voided_at else row.get_review_display() or row.get_outcome_display(),
        )
        for row in shown
    ]
    if count:
        words = ngettext(
            "%(count)s verstrekking bekijken", "Alle %(count)s verstrekkingen bekijken", count
        ) % {"count": count}
        cells.append((Link(words, all_of), "", "", "", ""))
    columns = (_("Verstrekt op"), _("Aan"), _("Waarvoor"), _("Dossier"), _("Uitkomst"))
    return Section(title, tuple(map(str, columns)), tuple(cells), empty=empty)


class ConsentInspectView(ShowsDocuments, RegisterInspectView):
    """A consent, with the way to withdraw it and what was disclosed after a withdrawal."""

    template_name = "sharing/consents/consent_inspect.html"

    @property
    def may_withdraw(self) -> bool:
        """Whether who looks can withdraw it now."""
        live = self.live
        standing = live is not None and live.withdrawn_at is None and not live.refused
        return standing and not self.moment and self.user_has_permission("change")

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = super().header_buttons
        if buttons and self.may_withdraw:
            label = _("Intrekken op een ander moment")
            buttons = [*buttons, HeaderButton(label, url=self.url("withdraw"), icon_name="cross")]
        return buttons

    def get_sections(self) -> list[Section]:
        sections = super().get_sections()
        if self.moment or self.object is None or self.object.withdrawn_at is None:
            return sections
        found = entries_section(
            self,
            entries_after_withdrawal(self.object),
            title=_("Verstrekt na de intrekking"),
            empty=_("Na de intrekking is er op deze toestemming niets verstrekt."),
            all_of=reverse("relying_consent", args=[self.pk]),
        )
        return [found, *sections] if found else sections

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        withdrawn = self.object.withdrawn_at if self.object is not None else None
        return super().get_context_data(**kwargs) | {
            "withdraw_url": self.url("withdraw") if self.may_withdraw else "",
            "withdrawn": exact_moment(withdrawn) if withdrawn else "",
        }


def is_in_force(objection: Objection) -> bool:
    """Whether it is a restriction that was granted and has no end yet."""
    granted = objection.decision == ObjectionDecision.UPHELD and objection.in_force_until is None
    return granted and objection.kind == ObjectionKind.RESTRICTION


class ObjectionInspectView(ShowsDocuments, RegisterInspectView):
    """An objection or restriction, with the way to its decision and to its end."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = super().header_buttons
        if not buttons:
            return buttons
        if is_in_force(self.live):
            return [*buttons, HeaderButton(_("Opheffen"), url=self.url("lift"), icon_name="cross")]
        if self.live.decision == ObjectionDecision.PENDING and asked_in(self.live) is None:
            return [HeaderButton(_("Beslissen"), url=self.url("decide"), icon_name="check"), *buttons]
        return buttons


class RequestInspectView(ShowsDocuments, RegisterInspectView):
    """A request: its next step, whom it is about, what was disclosed on it, and its documents."""

    template_name = "sharing/consents/request_inspect.html"

    @cached_property
    def state(self) -> RequestState:
        """Where the live request stands."""
        return state_of(self.live)

    @property
    def is_asked(self) -> bool:
        """Whether the screen is that of somebody who may do something about the request as it is now."""
        return self.live is not None and not self.moment and self.user_has_permission("change")

    @cached_property
    def header_buttons(self) -> list[Any]:
        if not self.is_asked:
            return []
        if self.state == RequestState.TO_ASSESS:
            return super().header_buttons
        if self.state == RequestState.TO_CONFIRM:
            return [HeaderButton(_("Opnieuw beoordelen"), url=self.url("assess"), icon_name="edit")]
        return []

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = super().header_more_buttons
        if self.is_asked and self.state != RequestState.TO_ASSESS:
            label = _("Geheimhouding wijzigen")
            buttons.append(Button(label, url=self.url("secrecy"), icon_name="no-view", priority=16))
        return buttons

    def next_step(self) -> NextStep | None:
        """What there is to do about the request; None for who can do nothing, or when it is done."""
        if not self.is_asked:
            return None
        live = self.live
        if self.state in (RequestState.TO_ASSESS, RequestState.TO_CONFIRM):
            return self._judging(live)
        if self.state == RequestState.REFUSED:
            text = _("Het verzoek is afgewezen. Bewaar hier ook het antwoord aan de autoriteit.")
            return NextStep(text, _("Document toevoegen"), self.url("add_document"))
        if live.period_until is not None and live.period_until < self.day:
            text = _("Op dit verzoek mocht tot en met %s worden verstrekt; er valt niets meer te doen.")
            return NextStep(text % day_in_words(live.period_until))
        if not may(self.request.user, "add", entries_on(live).model):
            return None
        if self.dossiers:
            return NextStep(
                _("Leg hieronder per dossier vast wat er is verstrekt; alles is dan al ingevuld.")
            )
        text = _("Aan het verzoek wordt voldaan. Leg vast wat er is verstrekt; alles is dan al ingevuld.")
        return NextStep(text, _("Verstrekking vastleggen"), start_url(live))

    def _judging(self, live: AuthorityRequest) -> NextStep:
        age = age_in_words(live.received_on, live.answer_by, self.day)
        late = is_late(live.answer_by, self.day)
        if self.state == RequestState.TO_ASSESS:
            text = _("Dit verzoek is nog niet beoordeeld (wacht %s).") % age
            return NextStep(text, _("Beoordelen"), self.url("assess"), late)
        if came_after_assessment(live):
            text = _(
                "Na de beoordeling kwam er een document bij: het verzoek moet opnieuw worden beoordeeld (%s)."
            )
            return NextStep(text % age, _("Opnieuw beoordelen"), self.url("assess"), late)
        if live.assessed_by_id == self.request.user.pk:
            return NextStep(
                _("Uw beoordeling wacht op een collega, die haar bevestigt (%s).") % age, late=late
            )
        text = _("De beoordeling wacht op een tweede persoon (%s).") % age
        return NextStep(text, _("Bevestigen"), self.url("confirm"), late)

    @cached_property
    def dossiers(self) -> list[RequestedDossier]:
        """Whom the request is about; none when it is not limited to persons."""
        return list(self.object.dossiers.all()) if self.object is not None else []

    def get_sections(self) -> list[Section]:
        own = {str(section.title): section for section in super().get_sections()}
        for part in (RequestedDossier, SecrecyDecision):
            title = str(capfirst(part._meta.verbose_name_plural))
            if title in own and (part is RequestedDossier or not own[title].rows):
                own.pop(title)
        about = [self._dossiers()] if self.dossiers else []
        return [*about, *self._entries(), *own.values()]

    def _entries(self) -> list[Section]:
        if self.moment:
            return []  # what rests on the request is known for now only
        found = entries_section(
            self,
            entries_on(self.object),
            title=_("Verstrekt op dit verzoek"),
            empty=_("Op dit verzoek is nog niets verstrekt."),
            all_of=reverse("relying_request", args=[self.pk]),
        )
        return [found] if found else []

    def _dossiers(self) -> Section:
        """Whom it is about; per dossier how often something was disclosed on this request, and the way to do it.

        What was disclosed is known for now only.
        """
        numbers = sorted(self.dossiers, key=lambda one: unseal(one.dossier))
        if self.moment:
            return Section(_("Over wie het gaat"), ("",), tuple((unseal(row.dossier),) for row in numbers))
        entries = entries_on(self.object).counting()
        may_record = (
            self.is_asked
            and self.state == RequestState.GRANTED
            and may(self.request.user, "add", entries.model)
        )
        rows = []
        for row in numbers:
            told = entries.filter(dossier=bytes(row.dossier)).count()
            words = (
                ngettext("%(count)s keer", "%(count)s keer", told) % {"count": told}
                if told
                else _("nog niet")
            )
            start: Any = Link(_("Verstrekking vastleggen"), start_url(self.object, row)) if may_record else ""
            rows.append((unseal(row.dossier), words, start))
        columns = (_("Dossier"), _("Verstrekt"), _("Wat u kunt doen"))
        return Section(_("Over wie het gaat"), tuple(map(str, columns)), tuple(rows))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        secrecy, waits = None, None
        if self.live is not None and not self.moment:
            secrecy, waits = secrecy_of(self.live), proposed_end(self.live)
        return super().get_context_data(**kwargs) | {
            "next_step": self.next_step() if self.object is not None else None,
            "secrecy": secrecy,
            "is_secret": secrecy is not None and secrecy.holds_on(self.day),
            "ending": waits,
            "secrecy_url": self.url("secrecy") if self.is_asked else "",
        }


def start_url(request: AuthorityRequest, dossier: RequestedDossier | None = None) -> str:
    """Where an entry begins that answers this request; the address holds keys, never a dossier number."""
    person = f"&persoon={dossier.pk}" if dossier is not None else ""
    return f"{reverse('disclosures:add')}?verzoek={request.pk}{person}"
