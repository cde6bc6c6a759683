"""The screens of what takes two people, and the menu of who may what."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.widgets.button import Button, HeaderButton

from sharing.access.choices import ProposalKind
from sharing.access.forms import DecisionForm
from sharing.access.models import AccessProposal
from sharing.access.operations import confirm, reject, withdraw
from sharing.access.queries import (
    DECIDE,
    address_moved,
    changed_since,
    deciders_on,
    may_decide,
    open_proposals,
    state_now,
)
from sharing.access.rules import differences
from sharing.access.screens import RoleReviewViewSet
from sharing.access.subjects import subject_of
from sharing.access.words import State, described
from sharing.core.admin import ReadOnlyViewSet, RecordMixin, RegisterInspectView, Section, may
from sharing.core.admin.screens import FormScreen
from sharing.core.dutch import enumerated, instant_in_words
from sharing.core.exceptions import Refused
from sharing.core.readable import EMPTY, AccountNames, account_name, account_name_in
from sharing.core.records import version_of


def state_words(proposal: AccessProposal) -> str:
    """Where the proposal stands."""
    return str(proposal.get_decision_display()) if proposal.decision else _("Wacht op een tweede persoon")


def _state_in_full(proposal: AccessProposal) -> str:
    """Where the proposal stands, and while it waits who may decide: nobody has to guess whom to ask."""
    # Of a proposal as it stood once, who could decide then is not known now.
    able = deciders_on(proposal) if open_proposals().filter(pk=proposal.pk).exists() else set()
    if proposal.decision or not able:
        return state_words(proposal)
    people = AccountNames(able)
    who = enumerated((people.at(pk) for pk in able), _("of"))
    return _("%(state)s: %(who)s") % {"state": state_words(proposal), "who": who}


def comparison(proposal: AccessProposal) -> Section:
    """What is, and what is asked for, field by field; a list tells what comes and what goes.

    While it waits what is may have become something else since; who decides sees both. What is no longer there, or was
    decided about, is told as it was when it was proposed.
    """
    subject = subject_of(proposal.kind)
    asked = {one.field: one for one in differences(proposal.before, proposal.after)}
    now = None if proposal.decision else state_now(proposal)
    rows = tuple(
        (
            str(subject.label(name)),
            _is(proposal, name, now, in_full=name in asked),
            subject.wish(asked[name]) if name in asked else _("ongewijzigd"),
        )
        for name in proposal.before
    )
    if proposal.decision:
        return Section(_("Wat was voorgesteld"), (_("Gegeven"), _("Toen"), _("Voorstel")), rows, empty=EMPTY)
    head = _("Bij het voorstel") if now is None else _("Nu")
    return Section(_("Wat wordt voorgesteld"), (_("Gegeven"), head, _("Wordt")), rows, empty=EMPTY)


def _is(proposal: AccessProposal, name: str, now: State | None, *, in_full: bool) -> str:
    subject, value = subject_of(proposal.kind), proposal.before[name]
    if now is not None and now.get(name) != value:
        told = {"before": subject.words(name, value), "now": subject.words(name, now.get(name))}
        return _("%(now)s (bij het voorstel: %(before)s)") % told
    if proposal.kind == ProposalKind.ROLES and name == "email":
        return _address(proposal, subject.words(name, value))
    return subject.words(name, value) if in_full else subject.same(name, value)


def _address(proposal: AccessProposal, words: str) -> str:
    """Where the mail of an account goes, and since when: somebody may have moved it just before."""
    moved = address_moved(proposal)
    if moved is None:
        return words
    former, state = moved
    said = _("%(address)s (op %(moment)s gewijzigd door %(person)s; daarvoor: %(former)s)")
    person = account_name(state.history_user_id, state.history_date) if state.history_user_id else EMPTY
    moment = instant_in_words(state.history_date)
    return said % {"address": words, "moment": moment, "person": person, "former": former or EMPTY}


class ProposalInspectView(RegisterInspectView):
    """A proposal in full, with what the user may do about it."""

    @cached_property
    def header_buttons(self) -> Any:
        row, user = self.live, self.request.user
        if row is None or self.moment or row.decision:
            return []
        buttons = []
        if may_decide(user, row):
            buttons = [
                HeaderButton(_("Bevestigen"), url=self.url("confirm"), icon_name="check"),
                HeaderButton(_("Afwijzen"), url=self.url("reject"), icon_name="cross"),
            ]
        if row.proposed_by_id == user.pk:
            buttons.append(HeaderButton(_("Intrekken"), url=self.url("withdraw"), icon_name="rotate"))
        return buttons

    @cached_property
    def header_more_buttons(self) -> Any:
        return [Button(_("Hele historie"), url=self.url("history"), icon_name="history", priority=10)]


class _DecisionView(RecordMixin, FormScreen):
    """One decision about the proposal that is on the screen."""

    template_name = "sharing/access/decide.html"
    note_needed = True
    done_message: Any = ""

    def get_form(self, data: Any = None) -> Any:
        if self.live is None:
            raise Http404
        return DecisionForm(data, initial={"seen": self.seen}, note_needed=self.note_needed)

    @property
    def seen(self) -> str:
        """A mark of what this screen shows."""
        return version_of(AccessProposal, self.live.pk)

    def get_page_subtitle(self) -> str:
        return str(self.live)

    def decide(self, note: str) -> None:
        """Call the operation."""
        raise NotImplementedError

    def perform(self, form: Any) -> HttpResponse:
        if form.cleaned_data["seen"] != self.seen:
            raise Refused(_("Dit voorstel is intussen behandeld. Bekijk het opnieuw."))
        self.decide(form.cleaned_data["note"])
        messages.success(self.request, self.done_message)
        return redirect(self.url("inspect"))

    def get_context_data(self, **kwargs: Any) -> Any:
        changed = [] if self.live.decision else changed_since(self.live)
        return super().get_context_data(**kwargs) | {
            "object": self.live,
            "proposer": account_name_in(self.live, "proposed_by"),
            "proposed_at": instant_in_words(self.live.proposed_at),
            "section": comparison(self.live),
            "changed": described(subject_of(self.live.kind), changed) if changed else "",
        }


class _SecondPersonView(_DecisionView):
    """For who may decide at all; the operation judges whether it is about this proposal."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(DECIDE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ConfirmView(_SecondPersonView):
    page_title = gettext_lazy("Voorstel bevestigen")
    submit_label = gettext_lazy("Ik bevestig dit voorstel")
    done_message = gettext_lazy("Het voorstel is bevestigd en uitgevoerd.")
    explanation = gettext_lazy("Bevestig alleen wat u zelf hebt nagegaan. Het wordt meteen uitgevoerd.")
    note_needed = False

    def decide(self, note: Any) -> None:
        confirm(self.live, by=self.request.user, note=note)


class RejectView(_SecondPersonView):
    page_title = gettext_lazy("Voorstel afwijzen")
    submit_label = gettext_lazy("Afwijzen")
    done_message = gettext_lazy("Het voorstel is afgewezen; er is niets gewijzigd.")

    def decide(self, note: Any) -> None:
        reject(self.live, by=self.request.user, note=note)


class WithdrawView(_DecisionView):
    page_title = gettext_lazy("Voorstel intrekken")
    submit_label = gettext_lazy("Intrekken")
    done_message = gettext_lazy("Het voorstel is ingetrokken; er is niets gewijzigd.")

    def decide(self, note: Any) -> None:
        withdraw(self.live, by=self.request.user, note=note)


class ProposalViewSet(ReadOnlyViewSet):
    model = AccessProposal
    name = "access_proposals"
    url_prefix = "voorstellen"
    icon = "group"
    menu_label = gettext_lazy("Voorstellen voor twee personen")
    menu_order = 10
    inspect_view_class = ProposalInspectView
    search_fields = ["subject_name", "explanation"]
    list_named = {"proposed_by": "proposed_at"}
    list_filter = ["kind", "decision"]
    list_display = [
        "subject_name",
        Column("kind", label=gettext_lazy("Soort"), accessor="get_kind_display"),
        Column("by", label=gettext_lazy("Voorgesteld door"), accessor="named.proposed_by"),
        Column("at", label=gettext_lazy("Op"), accessor=lambda row: instant_in_words(row.proposed_at)),
        StatusTagColumn(
            "state",
            label=gettext_lazy("Stand"),
            accessor=state_words,
            primary=lambda row: not row.decision,
        ),
    ]
    inspect_view_fields = [
        *("kind", "subject_name", "state", "explanation", "proposed_by", "proposed_at"),
        *("decided_by", "decided_at", "decision_note"),
    ]

    def show_state(self, proposal: AccessProposal) -> str:
        return _state_in_full(proposal)

    show_state.short_description = gettext_lazy("Stand")  # type: ignore[attr-defined]  # read by the inspect screen

    def inspect_sections(self, record: Any, *, user: Any, day: Any) -> Any:
        return [comparison(record)]

    def get_urlpatterns(self) -> Any:
        steps = {"bevestigen": ConfirmView, "afwijzen": RejectView, "intrekken": WithdrawView}
        names = {"bevestigen": "confirm", "afwijzen": "reject", "intrekken": "withdraw"}
        return [
            *super().get_urlpatterns(),
            *(
                path(f"<int:pk>/{word}/", self.construct_view(view), name=names[word])
                for word, view in steps.items()
            ),
        ]


class ChangesItem(MenuItem):
    """To the changes of accounts, roles and tokens, for who may read them."""

    def is_shown(self, request: Any) -> Any:
        return may(request.user, "view", AccessProposal)


def changes_item() -> ChangesItem:
    """What happened to accounts, roles and tokens, in the menu of who may what."""
    return ChangesItem(
        gettext_lazy("Wijzigingen van accounts, rollen en tokens"),
        f"{reverse('changes:index')}?register=access",
        name="access_changes",
        icon_name="history",
        order=20,
    )


access_viewsets = [ProposalViewSet(), RoleReviewViewSet()]
