"""The worklist: what waits by cause, one by one, and the breaches with their deadline."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from sharing.core.admin import Column, DenseTable, TitleColumn, may
from sharing.core.admin.tables import CLIPPED, NUMBER, WORDS, short_moment
from sharing.core.dossiers import unseal
from sharing.core.readable import name_accounts
from sharing.disclosures.causes import Waiting, by_cause, waiting_of
from sharing.disclosures.choices import Proposal
from sharing.disclosures.models import Disclosure
from sharing.disclosures.queries import own_among, waiting_since
from sharing.gate.codes import RULE_OF
from sharing.log.list_columns import moment_words
from sharing.reports.queries import pending_deviations, proposals_to_decide
from sharing.reports.screens import BreachTogetherView, ReviewTogetherView, blocks_of, cause_query
from sharing.reports.viewsets_breaches import BreachesView
from sharing.reports.worklist import PER_PAGE, WorklistScreen


def proposal_words(row: Any, *, own: bool) -> str:
    """What a second person does about a proposal; what one proposed oneself, a colleague does."""
    if own:
        return _("Uw collega beslist over: %(what)s") % {"what": Proposal(row.proposes).label.lower()}
    return _("%(what)s, voorgesteld door %(who)s") % {
        "what": Proposal(row.proposes).label,
        "who": row.named["proposed_by"],
    }


class CausesView(WorklistScreen):
    """What waits by cause: one question about one recipient and purpose, to be decided on at once; proposals first."""

    way = "index"
    explanation = gettext_lazy(
        "Wat dezelfde bevinding, ontvanger en hetzelfde doeleinde heeft, staat bij elkaar: daarover kunt u in één keer "
        "beslissen."
    )

    def found(self) -> Any:
        return by_cause()

    def rows(self, page: list[Any]) -> list[Waiting]:
        waiting = waiting_of(page)
        self.since = waiting_since([one.example for one in waiting])
        self.own = own_among([one.example for one in waiting if one.count == 1], by=self.request.user)
        return waiting

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "first", label=_("Oudste"), accessor=lambda row: short_moment(row.first), get_url=cause_url
            ),
            Column("age", label=_("Wacht"), accessor=lambda row: self.age(row.example), classname=NUMBER),
            Column(
                "finding",
                label=_("Wat de regels ervan zeggen"),
                accessor=cause_in_words,
                classname=WORDS,
            ),
            Column("recipient", label=_("Aan"), accessor=lambda row: row.example.recipient, classname=WORDS),
            Column(
                "purpose", label=_("Waarvoor"), accessor=lambda row: row.example.purpose, classname=CLIPPED
            ),
            Column("dossier", label=_("Dossier"), accessor=dossiers_of),
            Column("to_do", label=_("Wat er wacht"), accessor=self.to_do),
        ]

    def to_do(self, row: Waiting) -> str:
        """What there is to decide; of what is one's own, a colleague does."""
        if row.count > 1:
            return _("Samen beoordelen")
        return _("Uw collega beoordeelt") if row.example.pk in self.own else _("Beoordelen")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        proposals = list(proposals_to_decide()[:PER_PAGE])
        name_accounts(proposals, proposed_by="proposed_at")
        own = own_among(proposals, by=self.request.user)
        columns = [
            TitleColumn("moment", label=_("Verstrekt op"), accessor=moment_words, get_url=proposal_url),
            Column(
                "what",
                label=_("Voorstel"),
                accessor=lambda row: proposal_words(row, own=row.pk in own),
                classname=WORDS,
            ),
            Column("recipient", label=_("Aan"), classname=WORDS),
            Column("dossier", label=_("Dossier"), accessor=lambda row: unseal(row.dossier)),
            Column("reason", label=_("Reden"), accessor="proposal_reason", classname=CLIPPED),
        ]
        return super().get_context_data(**kwargs) | {
            "proposals": DenseTable(columns, proposals, caption=_("Voorstellen")) if proposals else None
        }


def cause_url(row: Waiting) -> str:
    """Of one disclosure to its review, of several to one decision about all."""
    if row.count == 1:
        return reverse("disclosures:review", args=[row.example.pk])
    return f"{reverse('worklist:together')}?{cause_query(row.cause)}"


def cause_in_words(row: Waiting) -> str:
    """What they have in common: the first rule that blocks, in the order of the rules, and how many more there are."""
    codes = row.cause.codes.split()
    if row.cause.withdrawn or not codes:
        return first_block(row.example)
    return _and_more(RULE_OF[min(codes, key=list(RULE_OF).index)].when, len(codes) - 1)


def dossiers_of(row: Waiting) -> str:
    """The dossier of one; of several how many they are."""
    if row.count == 1:
        return unseal(row.example.dossier)
    return ngettext("%d verstrekking", "%d verstrekkingen", row.count) % row.count


def proposal_url(row: Disclosure) -> str:
    return reverse("disclosures:proposal", args=[row.pk])


def first_block(row: Disclosure) -> str:
    """The first finding that blocks, and how many more there are; first of all that the consent was withdrawn."""
    blocks = blocks_of(row)
    return _and_more(blocks[0], len(blocks) - 1) if blocks else ""


def _and_more(sentence: str, more: int) -> str:
    return sentence + (_(" (en nog %d)") % more if more > 0 else "")


class SingleView(WorklistScreen):
    """What waits, one by one, the oldest first."""

    way = "single"

    def found(self) -> Any:
        return pending_deviations().prefetch_related("recipient", "proposed_by")

    def rows(self, page: list[Any]) -> list[Any]:
        name_accounts(page, proposed_by="proposed_at")
        self.since = waiting_since(page)
        self.own = own_among(page, by=self.request.user)
        return page

    @property
    def columns(self) -> list[Column]:
        def step_url(row: Disclosure) -> str:
            step = "review" if row.proposal is None else "proposal"
            return reverse(f"disclosures:{step}", args=[row.pk])

        return [
            TitleColumn("moment", label=_("Verstrekt op"), accessor=moment_words, get_url=step_url),
            Column("age", label=_("Wacht"), accessor=self.age, classname=NUMBER),
            Column(
                "findings", label=_("Wat de regels ervan zeggen"), accessor=first_block, classname=CLIPPED
            ),
            Column("recipient", label=_("Aan"), classname=WORDS),
            Column("dossier", label=_("Dossier"), accessor=lambda row: unseal(row.dossier)),
            Column("reason", label=_("Reden"), accessor="deviation_reason", classname=CLIPPED),
            Column("to_do", label=_("Wat er wacht"), accessor=self.to_do, classname=WORDS),
        ]

    def to_do(self, row: Any) -> str:
        """What there is to decide, and that somebody else does when it is one's own."""
        own = row.pk in self.own
        if row.proposed_by is not None:
            return proposal_words(row, own=own)
        return _("Uw collega beoordeelt") if own else _("Beoordelen")


class WorklistItem(MenuItem):
    """Shown to who may review."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "change", Disclosure)


class WorklistViewSet(ViewSet):
    name = "worklist"
    url_prefix = "afwijkingen"
    icon = "tasks"
    menu_label = gettext_lazy("Te beoordelen afwijkingen")
    menu_item_class = WorklistItem

    @property
    def index_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(CausesView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("een-voor-een/", self.construct_view(SingleView), name="single"),
            path("datalekken/", self.construct_view(BreachesView), name="breaches"),
            path("samen/", self.construct_view(ReviewTogetherView), name="together"),
            path("datalekken/<int:pk>/", self.construct_view(BreachTogetherView), name="breach"),
        ]
