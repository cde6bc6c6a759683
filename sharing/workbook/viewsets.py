"""Reading a workbook in the browser: hand in, see what would change, confirm."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from sharing.agreements.models import Agreement
from sharing.core import uploads, xlsx
from sharing.core.actor import Actor
from sharing.core.admin import may
from sharing.core.exceptions import Refused
from sharing.grounds.models import SensitiveGround
from sharing.parties.models import Party
from sharing.workbook.export_views import RegisterExportView, may_export
from sharing.workbook.forms import WorkbookForm
from sharing.workbook.operations import import_workbook
from sharing.workbook.report import Report
from sharing.workbook.sheets import SHEETS
from sharing.workbook.template import explanation_of, template_workbook

PURPOSE = "workbook"
# A screen with more lines helps nobody; the command and its --json show the first thousand.
SHOWN = 500


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


class WorkbookUploadView(ImportMixin, WagtailAdminTemplateMixin, View):
    """Hand in a workbook; shows its errors, or what it would add and change."""

    page_title = gettext_lazy("Werkmap inlezen")
    header_icon = "upload"
    _show_breadcrumbs = True
    template_name = "sharing/workbook/upload.html"
    http_method_names = ["get", "post"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(form=WorkbookForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = WorkbookForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(form=form)
        file = form.cleaned_data["workbook"]
        name = uploads.shown_name(file.name)
        kept = uploads.keep(file, at=timezone.now(), suffix=".xlsx")
        try:
            with uploads.kept(kept) as stream:
                report = import_workbook(stream, name=name, by=request.user, dry_run=True)
        except Refused as refused:
            uploads.forget(kept)
            return self._page(form=form, name=name, errors=refused.errors, total_errors=refused.total)
        if not report.touches:
            uploads.forget(kept)
            return self._page(form=form, name=name, report=report)
        ticket = uploads.ticket(
            kept, name, form.cleaned_data["reason"], report.digest(), purpose=PURPOSE, by=request.user
        )
        return self._page(form=form, name=name, report=report, ticket=ticket)

    def _page(self, **context: Any) -> HttpResponse:
        errors, total = context.get("errors", ()), context.get("total_errors", 0)
        return self.render_to_response(
            self.get_context_data(
                **context | {"errors": errors[:SHOWN], "more_errors": max(0, total - SHOWN)},
                changes=shown_changes(context["report"]) if "report" in context else None,
                may_export=may_export(self.request.user),
                sheets=[(sheet, [(one, explanation_of(one)) for one in sheet.columns]) for sheet in SHEETS],
            )
        )


class WorkbookConfirmView(ImportMixin, View):
    """Store what was shown."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            kept, name, reason, digest = uploads.read_ticket(
                request.POST.get("ticket", ""), purpose=PURPOSE, by=request.user
            )
            with uploads.kept(kept) as stream:
                report = import_workbook(stream, name=name, by=request.user, note=reason, expected=digest)
        except Refused as refused:
            for error in refused.errors[:3]:
                messages.error(request, str(error))
            return redirect("workbook:index")
        uploads.forget(kept)
        added = sum(len(sheet.added) for sheet in report.sheets.values())
        words = {"name": name, "added": added, "changed": report.touches - added}
        messages.success(
            request,
            _("%(name)s is ingelezen: %(added)s toegevoegd, %(changed)s gewijzigd.") % words,
        )
        return redirect("workbook:index")


class WorkbookTemplateView(ImportMixin, View):
    """The empty workbook."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest) -> HttpResponse:
        name = 'attachment; filename="register.xlsx"'
        return HttpResponse(
            template_workbook(), content_type=xlsx.KIND, headers={"Content-Disposition": name}
        )


def shown_changes(report: Report) -> list[dict[str, Any]]:
    """Per sheet the counts, and as many added and changed rows as a screen can hold."""
    return [
        {
            "name": name,
            "report": sheet,
            "added": sheet.added[:SHOWN],
            "changed": sheet.changed[:SHOWN],
            "more": max(0, len(sheet.added) - SHOWN) + max(0, len(sheet.changed) - SHOWN),
        }
        for name, sheet in report.sheets.items()
    ]


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
    menu_order = 94
    menu_item_class = ImportItem

    @cached_property
    def index_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(WorkbookUploadView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("bevestigen/", self.construct_view(WorkbookConfirmView), name="confirm"),
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
    menu_order = 94
    menu_item_class = ExportItem

    @cached_property
    def index_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(RegisterExportView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.index_view, name="index")]


viewsets = [WorkbookViewSet(), RegisterExportViewSet()]
