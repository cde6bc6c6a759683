"""The one screen of a request of a person: the next step, where days come from, all that is kept."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button, HeaderButton

from sharing.core.admin import Link, RegisterInspectView, Section, fingerprint, link_to, may
from sharing.core.dutch import day_in_words, instant_in_words
from sharing.core.readable import EMPTY
from sharing.documents.views import ShowsDocuments
from sharing.rights.answer_views import may_be_told
from sharing.rights.choices import CLOSED, UNTIL_ANSWERED, RightKind, RightState
from sharing.rights.complaint_views import ShowsComplaints
from sharing.rights.effect_models import RightsEffect
from sharing.rights.erasures import destructions, lists_read
from sharing.rights.letter_views import ShowsLetters
from sharing.rights.models import RightsPause
from sharing.rights.portability_views import ShowsPortability, lacks_file
from sharing.rights.queries import answers_for, meanwhile
from sharing.rights.recipient_models import RecipientNotice
from sharing.rights.recipient_views import ShowsRecipients
from sharing.rights.rules import Rule, may_extend
from sharing.rights.standings import Standing, standing_of
from sharing.rights.step_views import ShowsNextStep
from sharing.rights.words import rule_in_words


class RightsInspectView(
    ShowsNextStep,
    ShowsPortability,
    ShowsComplaints,
    ShowsRecipients,
    ShowsLetters,
    ShowsDocuments,
    RegisterInspectView,
):
    """A request with its next step, its term, its letters and who was told."""

    template_name = "sharing/rights/inspect.html"

    @cached_property
    def standing(self) -> Standing:
        """Where the request that is shown stands on the day that the screen speaks of."""
        return standing_of(self.object, on=self.day, moment=self.moment, at=timezone.now())

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
        if not self.is_asked:
            return buttons
        live, state = self.live, self.standing.state
        if state == RightState.INFORM or (state == RightState.ANSWER and lacks_file(live)):
            # Something goes before the answer, and need not.
            return [*buttons, Button(_("Antwoord vastleggen"), url=self.url("answered"), icon_name="mail")]
        if live.decision or self.standing.for_client:
            return buttons
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
        own = [
            self._effects(one) if one.title == effects else one
            for one in super().get_sections()
            if one.rows or one.title not in (waited, effects, told)
        ]
        if self.moment:
            return [self._days(), *own]
        own = [one for one in own if one.title != told]  # they stand among all that received it
        return [self._days(), *self._answers(), *self.recipient_sections(), *own, *self._lists()]

    def _effects(self, section: Section) -> Section:
        """What was recorded with the request, leading to where it is lifted or withdrawn."""
        if self.moment:
            return section
        rows = [
            (self._led(one, "objection", "objections"), self._led(one, "consent", "consents"))
            for one in self.object.effects.all()
        ]
        return replace(section, rows=tuple(rows))

    def _led(self, effect: RightsEffect, name: str, screens: str) -> Any:
        said, field = self.reader.of(effect, name), RightsEffect._meta.get_field(name)
        key, model = getattr(effect, f"{name}_id"), field.related_model
        if key is None or model is None or not may(self.request.user, "view", model):
            return said
        return Link(said, reverse(f"{screens}:inspect", args=[key]))

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
        if answer not in (request.answer_id, request.answer_data_id) or request.answered_on is None:
            return EMPTY
        return f"{day_in_words(request.answered_on)}, {request.get_answered_way_display().lower()}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.object is None:
            return context
        told = self.is_asked and may_be_told(self.live, self.request.user)
        told = told and self.standing.state in (RightState.DECIDE, RightState.ANSWER)
        return context | {"next_step": self.next_step(), "from_log_url": self.url("from_log") if told else ""}
