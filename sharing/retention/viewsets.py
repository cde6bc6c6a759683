"""The screens of retention: rules, holds, what is due, and what was destroyed."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton

from sharing.consents.checking import sealed
from sharing.consents.request_viewset import WithoutDeleting
from sharing.core.actor import Actor
from sharing.core.admin import (
    Column,
    DayColumn,
    RegisterCreateView,
    RegisterInspectView,
    RegisterViewSet,
    Section,
    Status,
    StatusColumn,
    may,
)
from sharing.core.dutch import instant_in_words
from sharing.core.exceptions import InputError
from sharing.core.readable import name_accounts
from sharing.retention.archive_views import ProposeArchiveView
from sharing.retention.checking import why_not_written
from sharing.retention.choices import counted_in_words
from sharing.retention.forms import RetentionHoldForm, RetentionRuleForm
from sharing.retention.models import Destruction, RetentionHold, RetentionRule
from sharing.retention.operations import place_hold
from sharing.retention.tables import list_of
from sharing.retention.views import (
    DecideView,
    DueView,
    ProposeContactView,
    ProposeDueView,
    ProposeErasureView,
    ReleaseView,
)


class RetentionRuleViewSet(RegisterViewSet):
    model = RetentionRule
    name = "retention_rules"
    url_prefix = "bewaarregels"
    icon = "calendar"
    menu_label = _("Bewaarregels")
    form_class = RetentionRuleForm
    panels = [
        FieldPanel("term"),
        FieldPanel("record_kind"),
        FieldPanel("counted_from"),
        FieldPanel("first_day"),
        FieldPanel("last_day"),
    ]
    list_select_related = ("term",)
    list_display = [
        Column(
            "record_kind", label=_("Geldt voor"), accessor="get_record_kind_display", sort_key="record_kind"
        ),
        Column("term", label=_("Bewaartermijn"), sort_key="term__description", classname="register-grow"),
        Column("in_words", label=_("Termijn"), accessor="term.in_words"),
        DayColumn("first_day", label=_("Vanaf"), sort_key="first_day"),
        DayColumn("last_day", label=_("Tot en met"), sort_key="last_day"),
    ]
    list_export = ["get_record_kind_display", "term", "get_counted_from_display", "first_day", "last_day"]
    export_headings = {
        "get_record_kind_display": _("Geldt voor"),
        "get_counted_from_display": _("Geteld vanaf"),
    }


def hold_status(hold: RetentionHold) -> Status:
    """Whether it holds."""
    if hold.released_at is None:
        return Status("pending", _("Van kracht"))
    return Status("ended", _("Opgeheven"))


class HoldCreateView(RegisterCreateView):
    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        number = given.get("dossier_number")
        own = [sealed(number)] if number else []
        return why_not_written(*own, explanation=given.get("explanation", ""))

    def write(self, form: Any) -> RetentionHold:
        data = form.cleaned_data
        return place_hold(
            dossier=data["dossier_number"],
            ground=data["ground"],
            explanation=data["explanation"],
            by=self.request.user,
            at=timezone.now(),
            reason=data["reason"],
        )


class HoldInspectView(RegisterInspectView):
    @cached_property
    def header_buttons(self) -> list[Any]:
        may_release = self.user_has_permission("change")
        if self.live is None or self.moment or self.live.released_at is not None or not may_release:
            return []
        return [HeaderButton(_("Opheffen"), url=self.url("release"), icon_name="check")]


class RetentionHoldViewSet(WithoutDeleting, RegisterViewSet):
    model = RetentionHold
    name = "retention_holds"
    url_prefix = "blokkades"
    icon = "lock"
    menu_label = _("Blokkades")
    form_class = RetentionHoldForm
    add_view_class = HoldCreateView
    inspect_view_class = HoldInspectView
    panels = [
        FieldPanel("dossier_number"),
        FieldPanel("unknown"),
        FieldPanel("ground"),
        FieldPanel("explanation"),
    ]
    list_display = [
        "__str__",
        DayColumn("placed_at", label=_("Geplaatst op"), sort_key="placed_at"),
        DayColumn("released_at", label=_("Opgeheven op"), sort_key="released_at"),
        StatusColumn("status", label=_("Stand"), accessor=hold_status),
    ]
    list_export = ["id", "get_ground_display", "placed_at", "released_at"]
    export_headings = {"id": _("Nummer"), "get_ground_display": _("Grond")}
    inspect_view_fields = [
        *("dossier", "ground", "explanation", "placed_by", "placed_at", "released_by", "released_at"),
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"edit_url_name": None, **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        shown = [one for one in super().get_urlpatterns() if one.name != "edit"]
        return [*shown, path("<int:pk>/opheffen/", self.release_view, name="release")]

    @property
    def release_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(ReleaseView)


def destruction_status(destruction: Destruction) -> Status:
    """Where it stands."""
    if destruction.carried_out_at is not None:
        return Status("granted", _("Vernietigd"))
    if destruction.declined_at is not None:
        return Status("ended", _("Niet doorgegaan"))
    return Status("pending", _("Wacht op een tweede persoon"))


class DestructionInspectView(RegisterInspectView):
    @cached_property
    def header_buttons(self) -> list[Any]:
        open_now = self.live is not None and not (self.live.approved_at or self.live.declined_at)
        if self.moment or not open_now or not self.user_has_permission("change"):
            return []
        return [HeaderButton(_("Voorstel bekijken"), url=self.url("decide"), icon_name="check")]


class DestructionViewSet(RegisterViewSet):
    """What was destroyed, and what is proposed; nothing is added or changed but by the steps."""

    model = Destruction
    name = "destructions"
    url_prefix = "vernietigingen"
    icon = "bin"
    menu_label = _("Vernietigingen")
    inspect_view_class = DestructionInspectView
    list_display = [
        "__str__",
        Column("total", label=_("Aantal"), sort_key="total"),
        DayColumn("proposed_at", label=_("Voorgesteld op"), sort_key="proposed_at"),
        DayColumn("carried_out_at", label=_("Vernietigd op"), sort_key="carried_out_at"),
        StatusColumn("status", label=_("Stand"), accessor=destruction_status),
    ]
    list_export = [
        *(
            "id",
            "get_basis_display",
            "term",
            "total",
            "proposed_at",
            "approved_at",
            "carried_out_at",
            "manifest",
        ),
    ]
    export_headings = {"id": _("Nummer"), "get_basis_display": _("Waarom")}
    inspect_view_fields = [
        *("status", "basis", "rule", "term", "request", "explanation", "how_many", "manifest"),
        *("proposed_by", "proposed_at", "approved_by", "approved_at", "declined_by", "declined_at"),
        "carried_out_at",
    ]

    _absent = frozenset({"add", "edit", "delete"})

    def status_of(self, record: Destruction) -> Status:
        return destruction_status(record)

    def show_how_many(self, record: Destruction) -> str:
        return counted_in_words(record.counts)

    show_how_many.short_description = _("Aantallen")  # type: ignore[attr-defined]  # read by the inspect screen

    def inspect_sections(self, record: Any, *, user: Actor, day: Any) -> list[Section]:
        refusals = list(record.refusals.all())
        name_accounts(refusals, asked_by="refused_at")
        rows = tuple((instant_in_words(one.refused_at), one.named["asked_by"], one.why) for one in refusals)
        columns = (str(_("Wanneer")), str(_("Wie")), str(_("Waarom niet")))
        return [*list_of(record), *([Section(str(_("Geweigerd")), columns, rows)] if rows else [])]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        absent = {f"{name}_url_name": None for name in self._absent}
        return super().get_common_view_kwargs(**{**absent, **kwargs})

    def get_edit_handler(self) -> Any:
        return None

    def get_form_fields(self) -> list[str]:
        return []

    def get_urlpatterns(self) -> list[URLPattern]:
        shown = [one for one in super().get_urlpatterns() if one.name not in self._absent]
        return [*shown, path("<int:pk>/beoordelen/", self.decide_view, name="decide")]

    @property
    def decide_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(DecideView)


class DueItem(MenuItem):
    """Shown to who may see what was destroyed."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "view", Destruction)


class RetentionViewSet(ViewSet):
    """The address /beheer/te-vernietigen/."""

    name = "retention"
    url_prefix = "te-vernietigen"
    icon = "bin"
    menu_label = _("Te vernietigen")
    menu_item_class = DueItem

    @property
    def due_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(DueView)

    @property
    def propose_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(ProposeDueView)

    @property
    def erasure_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(ProposeErasureView)

    @property
    def archive_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(ProposeArchiveView)

    @property
    def contact_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(ProposeContactView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.due_view, name="index"),
            path("regel/<int:pk>/", self.propose_view, name="propose"),
            path("verzoek/<int:pk>/", self.erasure_view, name="erasure"),
            path("archief/", self.archive_view, name="archive"),
            path("contact/", self.contact_view, name="contact"),
        ]


viewsets = [RetentionViewSet(), RetentionRuleViewSet(), RetentionHoldViewSet(), DestructionViewSet()]
