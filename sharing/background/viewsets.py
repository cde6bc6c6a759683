"""The screen of one's exports: how far each is, and the file once it is there; and those of everybody, to control."""

from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages

from sharing.background.choices import UNDER_WAY, State
from sharing.background.models import BackgroundWork
from sharing.background.operations import note_download
from sharing.background.queries import exports, may_have
from sharing.background.working import bytes_of
from sharing.core.actor import Actor
from sharing.core.admin import (
    Column,
    DayColumn,
    Link,
    ReadOnlyRegisterPolicy,
    ReadOnlyViewSet,
    RegisterFilterSet,
    RegisterHistoryView,
    RegisterIndexView,
    RegisterInspectView,
    Section,
    Status,
    StatusColumn,
    TitleColumn,
    may,
)
from sharing.core.admin.looking import note_shown
from sharing.core.admin.tables import CLIPPED, NUMBER, short_moment
from sharing.core.downloads import attachment
from sharing.core.exceptions import Refused
from sharing.core.looking.choices import LookAct
from sharing.core.xlsx import KIND

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": KIND,
    "zip": "application/zip",
}
MINE = "mij"
FETCH = "fetch"
# Who sees the contracts themselves may take along what the register holds.
MAY_ORDER = "sharing.view_agreementdocument"


def status_of(work: BackgroundWork) -> Status:
    """Where it stands, and how far it is."""
    label = str(State(work.state).label)
    if work.state == State.RUNNING and work.total:
        label += f" ({min(99, 100 * work.done // work.total)}%)"
    return Status(f"work-{work.state}", label, work.message)


class WorkPolicy(ReadOnlyRegisterPolicy):
    """Who may order work here (``fetch``) sees his own; that of everybody takes the right to view."""

    def user_has_permission(self, user: Actor, action: str) -> bool:
        if action == FETCH:
            return user.has_perm(MAY_ORDER) or super().user_has_permission(user, "view")
        return super().user_has_permission(user, action)


class ExportFilterSet(RegisterFilterSet):
    whose = django_filters.ChoiceFilter(
        label=gettext_lazy("Van wie"),
        choices=[(MINE, gettext_lazy("Van mij"))],
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("Van iedereen"),
        method="unchanged",
    )

    class Meta:
        model = BackgroundWork
        fields = ["whose", "state"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.request is None or not may(self.request.user, "view", BackgroundWork):
            del self.filters["whose"]

    def unchanged(self, queryset: QuerySet[Any], _name: str, _value: str) -> QuerySet[Any]:
        """Whose they are was decided before anything was filtered."""
        return queryset


class ExportIndexView(RegisterIndexView):
    """One's own, for who controls this everybody's; the newest first, fetched anew while something is being made."""

    template_name = "sharing/background/index.html"
    results_template_name = "sharing/background/index_results.html"
    is_searchable = False
    default_ordering = "-asked_at"
    any_permission_required = [FETCH]

    @property
    def of_everybody(self) -> bool:
        """Whether those of colleagues are shown too."""
        is_own = self.request.GET.get("whose") == MINE
        return not is_own and may(self.request.user, "view", BackgroundWork)

    def get_base_queryset(self) -> QuerySet[Any]:
        work = super().get_base_queryset().exclude(filename="")
        return work if self.of_everybody else work.filter(asked_by=self.request.user.pk)

    @cached_property
    def columns(self) -> list[Column]:
        person = [Column("by", label=_("Door"), accessor="named.asked_by")] if self.of_everybody else []
        return [
            TitleColumn("title", label=_("Wat"), get_url=self.get_inspect_url),
            DayColumn("asked_at", label=_("Gevraagd op"), sort_key="asked_at"),
            *person,
            Column("words", label=_("Gefilterd op"), accessor=words, classname=CLIPPED),
            StatusColumn("state", label=_("Stand"), accessor=status_of),
            Column("rows", label=_("Rijen"), accessor=counted, classname=NUMBER),
            Column("file", label=_("Bestand"), accessor=self.way_to_file),
        ]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """What leads to all that was removed is for who sees all."""
        return super().header_more_buttons if may(self.request.user, "view", BackgroundWork) else []

    def way_to_file(self, work: BackgroundWork) -> Any:
        """The way to the file for who asked for it; else what is the matter."""
        if work.state == State.FAILED:
            return work.message
        if work.state != State.DONE or work.expires_at is None or work.expires_at <= timezone.now():
            return ""
        until = _("tot %(moment)s") % {"moment": short_moment(work.expires_at)}
        if work.asked_by_id != self.request.user.pk:
            return until
        address = reverse("exports:download", args=[work.pk])
        return format_html('<a href="{}">{}</a> {}', address, _("Download"), until)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        return context | {"busy": any(work.state in UNDER_WAY for work in context["object_list"])}


def words(work: BackgroundWork) -> str:
    """What was filtered on, in a line."""
    found = [f"{label}: {value}" for label, value in work.words]
    if work.dossier is not None:
        found.append(_("Eén dossier"))
    return "; ".join(found) or _("Alles")


def counted(work: BackgroundWork) -> str:
    """How many rows it has, or has so far."""
    number = work.done if work.state == State.RUNNING else work.rows
    return "" if number is None else number_format(number, force_grouping=True)


_View: Any = object  # of Wagtail, to which the mixin is added


class OwnMixin(_View):
    """One's own work, or any for who controls that."""

    any_permission_required = [FETCH]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        mine = exports().filter(pk=kwargs["pk"], asked_by=request.user.pk)
        if not may(request.user, "view", BackgroundWork) and not mine.exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ExportInspectView(OwnMixin, RegisterInspectView):
    pass


class ExportHistoryView(OwnMixin, RegisterHistoryView):
    pass


class DownloadView(View):
    """Hands the file to who asked for it, as long as that person may see what it holds; each time is recorded."""

    model = BackgroundWork
    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        if not may(request.user, FETCH, BackgroundWork):
            raise PermissionDenied
        work = get_object_or_404(exports(), pk=pk)
        if work.asked_by_id != request.user.pk or not may_have(work, request.user):
            raise PermissionDenied
        try:
            parts = bytes_of(work) if work.file else None
            note_download(work, by=request.user, reason=_("Opgehaald"), at=timezone.now())
        except FileNotFoundError:
            return self._gone(request, _("Het bestand ontbreekt op de server. Maak de export opnieuw."))
        except Refused as refused:
            return self._gone(request, str(refused))
        if parts is None:
            return self._gone(request, _("Dit bestand is er niet (meer). Maak de export opnieuw."))
        note_shown(request, work, act=LookAct.EXPORTED)
        kind = KINDS.get(work.filename.rpartition(".")[2], "application/octet-stream")
        answer = StreamingHttpResponse(parts, content_type=kind, headers=attachment(work.filename))
        answer["Content-Length"] = str(work.size)
        return answer

    def _gone(self, request: HttpRequest, sentence: str) -> HttpResponse:
        messages.error(request, sentence)
        return redirect("exports:index")


class ExportViewSet(ReadOnlyViewSet):
    """What was made of register and log to take along: by whom, when, how much, which filters, how often fetched."""

    model = BackgroundWork
    name = "exports"
    url_prefix = "exports"
    icon = "download"
    menu_label = gettext_lazy("Exports")
    policy_class = WorkPolicy
    index_view_class = ExportIndexView
    inspect_view_class = ExportInspectView
    history_view_class = ExportHistoryView
    filterset_class = ExportFilterSet
    list_named = {"asked_by": "asked_at"}
    list_per_page = 25
    inspect_view_fields = [
        *("title", "asked_by", "asked_at", "dossier", "why", "state", "finished_at", "message"),
        *("rows", "filename", "size", "sha256", "expires_at", "downloads", "downloaded_at"),
    ]

    def inspect_sections(self, record: Any, *, user: Any, day: Any) -> list[Section]:
        """What was filtered on, and the way to the file."""
        rows = tuple((label, value) for label, value in record.words)
        found = [
            Section(_("Gefilterd op"), (_("Filter"), _("Waarde")), rows, empty=_("Niets: alles staat erin."))
        ]
        if record.state == State.DONE and record.asked_by_id == user.pk:
            link = Link(record.filename, reverse("exports:download", args=[record.pk]))
            found.append(Section(_("Ophalen"), (_("Bestand"),), ((link,),)))
        return found

    @property
    def download_view(self) -> Callable[..., HttpResponseBase]:
        return DownloadView.as_view()

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("<int:pk>/bestand/", self.download_view, name="download")]


viewsets = [ExportViewSet()]
