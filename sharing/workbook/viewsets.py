"""Reading a workbook in the browser: hand in, see what would change, confirm."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from sharing.agreements.models import Agreement
from sharing.background.choices import UNDER_WAY, State
from sharing.background.models import BackgroundWork
from sharing.background.viewsets import status_of
from sharing.core import uploads, xlsx
from sharing.core.actor import Actor
from sharing.core.admin import may
from sharing.core.admin.screens import ask_files_again
from sharing.core.exceptions import Refused
from sharing.grounds.models import SensitiveGround
from sharing.parties.models import Party
from sharing.workbook.export_views import RegisterExportView, may_export
from sharing.workbook.forms import WorkbookForm
from sharing.workbook.handing_in import confirm, hand_in
from sharing.workbook.sheets import SHEETS
from sharing.workbook.shown import STORE, handed_in, outcome_of, shown_errors
from sharing.workbook.template import explanation_of, template_workbook

RECENT = 5  # workbooks of one's own below the form


def may_import(user: Actor) -> bool:
    """Whether a workbook makes sense for this person; each sheet is checked by itself."""
    return (may(user, "add", Party) and may(user, "add", Agreement)) or may(user, "add", SensitiveGround)


_View: Any = object  # of Wagtail, to which the mixin is added


class ImportMixin(_View):
    """Only for those who may import."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class WorkbookScreen(ImportMixin, WagtailAdminTemplateMixin, View):
    """The form to hand in a workbook, below what became of one."""

    page_title = gettext_lazy("Werkmap inlezen")
    header_icon = "upload"
    _show_breadcrumbs = True
    template_name = "sharing/workbook/upload.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def shown(self, **context: Any) -> HttpResponse:
        """The page with ``context`` about one workbook: ``errors``, ``changes``, ``busy`` or ``failed``."""
        return self.render_to_response(
            self.get_context_data(
                **{"form": WorkbookForm()} | context,
                may_export=may_export(self.request.user),
                recent=[(one, standing_of(one)) for one in handed_in(self.request.user)[:RECENT]],
                sheets=[(sheet, [(one, explanation_of(one)) for one in sheet.columns]) for sheet in SHEETS],
            )
        )


class WorkbookUploadView(WorkbookScreen):
    """Hand in a workbook; what it would change, or its errors, is shown on the next page."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.shown()

    def post(self, request: HttpRequest) -> HttpResponse:
        form = WorkbookForm(request.POST, request.FILES)
        if not form.is_valid():
            ask_files_again(form)
            return self.shown(form=form)
        file, reason = form.cleaned_data["workbook"], form.cleaned_data["reason"]
        name = uploads.shown_name(file.name)
        try:
            work = hand_in(file, name=name, by=request.user, reason=reason, at=timezone.now())
        except Refused as refused:
            errors = {"errors": shown_errors(refused), "total_errors": refused.total}
            return self.shown(form=form, name=name, **errors)
        return redirect("workbook:outcome", work.pk)


class WorkbookOutcomeView(WorkbookScreen):
    """How far it is, and then what the workbook would change or what is wrong in it; or that it is stored."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        work = get_object_or_404(handed_in(request.user), pk=pk)
        context = {"work": work, "name": work.parameters["name"], "stored": work.task == STORE}
        if work.state in UNDER_WAY:
            return self.shown(**context, busy=True, far=how_far(work))
        if work.state == State.FAILED:
            return self.shown(**context, failed=work.message)
        try:
            found = outcome_of(work) if work.file else None
        except FileNotFoundError:
            found = None
        if found is None:
            return self.shown(
                **context, failed=_("Deze uitkomst is er niet meer. Lever de werkmap opnieuw in.")
            )
        if "errors" in found:
            context["form"] = WorkbookForm(initial={"reason": work.why})
            found["more_errors"] = found["total_errors"] - len(found["errors"])
        ask = not context["stored"] and found.get("touches")
        confirmed = handed_in(request.user).filter(task=STORE, parameters__check=work.pk).first()
        return self.shown(**context, **found, ask=ask and confirmed is None, confirmed=confirmed)


class WorkbookProgressView(ImportMixin, View):
    """How far it is, to put in the page; nothing (204) when there is an outcome to load."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        work = get_object_or_404(handed_in(request.user), pk=pk)
        if work.state not in UNDER_WAY:
            return HttpResponse(status=204)
        return HttpResponse(how_far(work), content_type="text/plain; charset=utf-8")


class WorkbookConfirmView(ImportMixin, View):
    """Store what was shown."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        check = get_object_or_404(handed_in(request.user), pk=pk)
        try:
            work = confirm(check, by=request.user, reason=check.why)
        except (Refused, FileNotFoundError) as refused:
            gone = _("Deze uitkomst is er niet meer. Lever de werkmap opnieuw in.")
            messages.error(request, str(refused) if isinstance(refused, Refused) else gone)
            return redirect("workbook:index")
        return redirect("workbook:outcome", work.pk)


class WorkbookTemplateView(ImportMixin, View):
    """The empty workbook."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest) -> HttpResponse:
        name = 'attachment; filename="register.xlsx"'
        return HttpResponse(
            template_workbook(), content_type=xlsx.KIND, headers={"Content-Disposition": name}
        )


def standing_of(work: BackgroundWork) -> str:
    """What became of a workbook, in a few words."""
    if work.state != State.DONE:
        return status_of(work).label
    if work.task == STORE:
        return _("Opgeslagen")
    try:
        # What changes something may be long, and what is wrong in a workbook never is.
        errors = 0 if work.rows or not work.file else outcome_of(work).get("total_errors", 0)
    except FileNotFoundError:
        errors = 0
    return ngettext("%d fout", "%d fouten", errors) % errors if errors else _("Bekeken")


def how_far(work: BackgroundWork) -> str:
    """Where the queue is with it, in a sentence."""
    if work.state == State.WAITING:
        return _("Wacht tot er een ander klaar is.")
    number = number_format(work.done, force_grouping=True)
    if not work.total:
        return _("%(number)s rijen gelezen.") % {"number": number}
    return _("Bezig: %(part)d%% gedaan.") % {"part": min(99, 100 * work.done // work.total)}


class ImportItem(MenuItem):
    """Shown to who may import."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_import(request.user)


class WorkbookViewSet(ViewSet):
    """The addresses under /beheer/werkmap/."""

    name = "workbook"
    url_prefix = "werkmap"
    icon = "upload"
    menu_label = gettext_lazy("Werkmap inlezen")
    menu_item_class = ImportItem

    @cached_property
    def index_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(WorkbookUploadView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("<int:pk>/", self.construct_view(WorkbookOutcomeView), name="outcome"),
            path("<int:pk>/voortgang/", self.construct_view(WorkbookProgressView), name="progress"),
            path("<int:pk>/bevestigen/", self.construct_view(WorkbookConfirmView), name="confirm"),
            path("sjabloon/", self.construct_view(WorkbookTemplateView), name="template"),
        ]


class ExportItem(MenuItem):
    """Shown to who may take the register along."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_export(request.user)


class RegisterExportViewSet(ViewSet):
    """The address /beheer/register-exporteren/."""

    name = "register_export"
    url_prefix = "register-exporteren"
    icon = "download"
    menu_label = gettext_lazy("Register exporteren")
    menu_item_class = ExportItem

    @cached_property
    def index_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(RegisterExportView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.index_view, name="index")]


viewsets = [WorkbookViewSet(), RegisterExportViewSet()]
