"""Two records of one organisation: proposed by one, decided by another, undone by two (ADR 0069)."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from sharing.core.admin import RecordMixin, Section, may
from sharing.core.admin.screens import DecisionScreen, FormScreen
from sharing.core.dutch import enumerated, instant_in_words
from sharing.core.keys import key_in
from sharing.core.readable import account_name_in
from sharing.core.records import version_of
from sharing.parties.choices import MergerKind
from sharing.parties.merger_models import PartyMerger
from sharing.parties.mergers import confirm_merger, decline_merger, propose_merger, propose_parting
from sharing.parties.models import Party
from sharing.parties.queries import changed_since_proposed, why_not_joined, why_not_proposed
from sharing.relations.merger_forms import (
    OTHER,
    DecideForm,
    MergeForm,
    OtherRecordForm,
    PartForm,
    TakeBackForm,
)
from sharing.relations.merger_held import fields_section, held_section

WITH, STAYS = "met", "blijft"
MARKS = {"seen_merged", "seen_kept"}


class _ProposalScreen(RecordMixin, FormScreen):
    """A proposal about the party whose page this is, for who may make one."""

    template_name = "sharing/relations/merger.html"
    header_icon = "group"
    any_permission_required: Any = None
    permission_required: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, "add", PartyMerger):
            raise PermissionDenied
        self.pk = self._key()
        if self.live is None:
            raise Http404
        if reason := self.why_not():
            messages.warning(request, reason)
            return redirect(self.url("inspect"))
        return super().dispatch(request, *args, **kwargs)

    def why_not(self) -> str:
        """Why nothing can be proposed, in a sentence."""
        raise NotImplementedError

    def get_page_subtitle(self) -> str:
        return str(self.live)

    @property
    def marks(self) -> dict[str, str]:
        """Which state of both is shown, read before it."""
        raise NotImplementedError

    def get_initial(self) -> dict[str, Any]:
        return self.marks

    def show(self, form: Any) -> HttpResponse:
        """Both as they are now, with what was typed: who was told of a change decides again on this."""
        if form.is_bound and form.fields.keys() >= MARKS:
            form.data = form.data.copy()
            for name, mark in self.marks.items():
                form.data[name] = mark
        return super().show(form)

    def done(self, merger: PartyMerger) -> HttpResponse:
        """The proposal waits for a colleague."""
        messages.success(
            self.request, _("Voorgesteld. Een collega bekijkt en bevestigt het; tot dan verandert er niets.")
        )
        return redirect("party_mergers:inspect", merger.pk)


class MergeView(_ProposalScreen):
    """First the other record is chosen; then both stand side by side."""

    page_title = gettext_lazy("Samenvoegen")

    def why_not(self) -> str:
        if self.live.merged_into is not None:
            words = {"stays": self.live.merged_into}
            return _("Deze partij is al samengevoegd met %(stays)s.") % words
        if self.pair is None:
            return ""
        return why_not_joined(*self.pair) or why_not_proposed(self.pair[0])

    @cached_property
    def pair(self) -> tuple[Party, Party] | None:
        """The record that goes and the one that stays; None while the other is to be chosen."""
        keys = [key_in(self.request.GET.get(name, "")) for name in (WITH, STAYS)]
        other = Party.objects.filter(pk=keys[0] or 0).exclude(pk=self.pk).first()
        if other is None or keys[1] not in (self.pk, other.pk):
            return None
        return (other, self.live) if keys[1] == self.pk else (self.live, other)

    @property
    def submit_label(self) -> Any:  # type: ignore[override]  # of two steps
        return _("Voorstellen") if self.pair else _("Naast elkaar zetten")

    @property
    def explanation(self) -> Any:
        if self.pair:
            return _(
                "Er wordt niets verplaatst of gewist: de partij die opgaat verwijst naar de partij die blijft, en "
                "alles wordt samen getoond. Een collega bevestigt dit voorstel. Ongedaan maken kan, ook met twee "
                "personen."
            )
        return _(
            "Voor een organisatie die twee keer is ingevoerd. Kies de andere partij en welke van beide blijft."
        )

    def get_form(self, data: Any = None) -> Any:
        if self.pair is None:
            return OtherRecordForm(data, party=self.live)
        merged, kept = self.pair
        return MergeForm(data, initial=self.marks, merged=merged, kept=kept)

    @cached_property
    def marks(self) -> dict[str, str]:
        merged, kept = self.pair or (self.live, self.live)
        marks = {"seen_merged": version_of(Party, merged.pk), "seen_kept": version_of(Party, kept.pk)}
        for one in (merged, kept):
            one.refresh_from_db()  # read after its mark
        return marks

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        if self.pair is None:
            other = data["other"]
            stays = other.pk if data["stays"] == OTHER else self.pk
            return redirect(f"{self.url('merge')}?{urlencode({WITH: other.pk, STAYS: stays})}")
        merged, kept = self.pair
        return self.done(
            propose_merger(
                merged=merged,
                kept=kept,
                choices=form.choices,
                seen_merged=data["seen_merged"],
                seen_kept=data["seen_kept"],
                by=self.request.user,
                at=timezone.now(),
                reason=data["reason"],
            )
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sections = [fields_section(*self.pair), held_section(*self.pair)] if self.pair else []
        return super().get_context_data(**kwargs) | {"sections": sections}


class PartView(_ProposalScreen):
    page_title = gettext_lazy("Uit elkaar halen")
    form_class = PartForm
    submit_label = gettext_lazy("Voorstellen")
    explanation = gettext_lazy(
        "Wat bij deze partij is vastgelegd, is bij haar blijven staan en hoort daarna weer bij haar alleen. Wat de "
        "andere partij bij het samenvoegen aan gegevens overnam, blijft daar staan; kijk dat zelf na."
    )

    def why_not(self) -> str:
        if self.live.merged_into is None:
            return _("Deze partij is niet samengevoegd.")
        return why_not_proposed(self.live)

    @property
    def marks(self) -> dict[str, str]:
        kept = self.live.merged_into
        return {"seen_merged": version_of(Party, self.pk), "seen_kept": version_of(Party, kept.pk)}

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        return self.done(
            propose_parting(
                merged=self.live,
                seen_merged=data["seen_merged"],
                seen_kept=data["seen_kept"],
                by=self.request.user,
                at=timezone.now(),
                reason=data["reason"],
            )
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "sections": [held_section(self.live, self.live.merged_into, parts=True)]
        }


def is_open(merger: PartyMerger) -> bool:
    """Whether nobody decided about it yet."""
    return merger.confirmed_by_id is None and merger.declined_by_id is None


def sections_of(merger: PartyMerger) -> list[Section]:
    """What is proposed; the fields of both only as long as it is not carried out."""
    merged, kept = merger.merged, merger.kept
    shows_fields = merger.kind == MergerKind.MERGE and is_open(merger)
    fields = [fields_section(merged, kept, merger.choices)] if shows_fields else []
    return [*fields, held_section(merged, kept, parts=merger.kind == MergerKind.PART)]


class DecideMergerView(RecordMixin, DecisionScreen):
    """A colleague confirms exactly what is shown, or declines; who proposed it may take it back."""

    template_name = "sharing/relations/merger.html"
    deciding_form = DecideForm
    taking_back_form = TakeBackForm
    header_icon = "group"
    any_permission_required: Any = None
    permission_required: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, "change", PartyMerger):
            raise PermissionDenied
        self.pk = self._key()
        if self.live is None:
            raise Http404
        if not is_open(self.live):
            messages.warning(request, _("Over dit voorstel is al beslist."))
            return redirect(self.url("inspect"))
        return super().dispatch(request, *args, **kwargs)

    @property
    def page_title(self) -> Any:
        return _("Voorstel intrekken") if self.is_own else _("Voorstel beoordelen")

    @property
    def proposed_by(self) -> Any:
        return self.live.proposed_by_id

    def get_page_subtitle(self) -> str:
        return str(self.live)

    @property
    def explanation(self) -> Any:
        if changed := changed_since_proposed(self.live):
            told = (
                _(
                    "Sinds u dit voorstelde, is %s gewijzigd: bevestigen kan niet meer. Trek het in en stel het "
                    "opnieuw voor."
                )
                if self.is_own
                else _(
                    "Sinds dit is voorgesteld, is %s gewijzigd: bevestigen kan niet meer. Wijs het af; het kan opnieuw "
                    "worden voorgesteld."
                )
            )
            return told % enumerated(str(one) for one in changed)
        if self.is_own:
            return _("U hebt dit zelf voorgesteld; bevestigen doet een ander. U kunt het intrekken.")
        return _(
            "Bevestig alleen wat u zelf hebt nagegaan. Is een van beide partijen intussen gewijzigd, dan is een nieuw "
            "voorstel nodig."
        )

    def get_initial(self) -> dict[str, Any]:
        return {"version": version_of(PartyMerger, self.pk)}

    def perform(self, form: Any) -> HttpResponse:
        data, merger = form.cleaned_data, self.live
        said: dict[str, Any] = {
            "seen": data["version"],
            "by": self.request.user,
            "at": timezone.now(),
            "reason": data["reason"],
        }
        if self.is_own or data["decision"] == DecideForm.DECLINE:
            decline_merger(merger, **said)
            messages.success(self.request, _("Het voorstel gaat niet door; er is niets veranderd."))
            return redirect(self.url("inspect"))
        confirm_merger(merger, **said)
        if merger.kind == MergerKind.MERGE:
            messages.success(self.request, _("Samengevoegd: alles van beide staat nu op één pagina."))
            return redirect("parties:inspect", merger.kept_id)
        messages.success(self.request, _("Uit elkaar gehaald: beide zijn weer een eigen partij."))
        return redirect("parties:inspect", merger.merged_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "merger": self.live,
            "parts": self.live.kind == MergerKind.PART,
            "proposer": account_name_in(self.live, "proposed_by"),
            "proposed_at": instant_in_words(self.live.proposed_at),
            "sections": sections_of(self.live),
        }
