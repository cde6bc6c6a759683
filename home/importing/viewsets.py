"""Reading a statement in the browser: hand in a file, see what it would become, confirm."""

from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Revision

from home.importing.operations import DraftChanged, check_replaceable, replace_draft
from home.importing.preview import preview_of
from home.models import StatementPage
from home.reading import ReadStatement, read_file
from home.reading.files import SUFFIXES
from home.reading.refusing import MAX_WORD
from sharing import public
from sharing.public import Actor

PURPOSE = "statement"
INDEX = "statement_import:index"


class UploadForm(forms.Form):
    """A file. Whether it can be read is asked when it is read."""

    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        allow_empty_file=True,
        help_text=gettext_lazy(
            "Een Word-bestand (.docx, hoogstens 20 MB), een webpagina (.html) of platte tekst (.txt), hoogstens 5 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        error_messages={"required": gettext_lazy("Kies een bestand.")},
    )


class ImportScreen(WagtailAdminTemplateMixin, View):
    """For who may edit this statement; anybody else is sent away."""

    page_title = gettext_lazy("Verklaring inlezen")
    header_icon = "upload"
    _show_breadcrumbs = True
    template_name = "home/admin/import.html"

    def dispatch(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(StatementPage, pk=page_id)
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": self._edit_address(), "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    def _edit_address(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def _page(self, **context: Any) -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(page=self.page, edit_address=self._edit_address(), **context)
        )

    def _preview(self, text: ReadStatement, *, name: str, kept: str, **context: Any) -> HttpResponse:
        """What would become of the draft as it is now, with a ticket to confirm exactly that."""
        draft = self.page.get_latest_revision_as_object()
        ticket = public.uploads.ticket(
            kept, name, self.page.pk, self.page.latest_revision_id, purpose=PURPOSE, by=self.request.user
        )
        return self._page(name=name, preview=preview_of(draft, text), ticket=ticket, **context)


class UploadView(ImportScreen):
    """Hand in a file; shows why it cannot be read, or what it would become."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        public.uploads.remove_expired(at=timezone.now())
        return self._page(form=UploadForm(), refused=self._refusal())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        refused = self._refusal()
        if refused or not form.is_valid():
            return self._page(form=form, refused=refused)
        file = form.cleaned_data["file"]
        name = public.uploads.shown_name(file.name)
        data = file.read(MAX_WORD + 1)
        try:
            text = read_file(data, name=name)
        except public.RefusedInput as refusal:
            return self._page(form=form, name=name, errors=refusal.errors)
        kept = public.uploads.keep(cast(BinaryIO, ContentFile(data)), at=timezone.now())
        return self._preview(text, name=name, kept=kept)

    def _refusal(self) -> str:
        """Why the draft may not be replaced now; empty when it may."""
        try:
            check_replaceable(self.page, by=self.request.user)
        except public.Refused as refused:
            return str(refused)
        return ""


class ConfirmView(ImportScreen):
    """Replace the draft by the text that was shown."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            kept, name, page_id, replaces = public.uploads.read_ticket(
                request.POST.get("ticket", ""), purpose=PURPOSE, by=request.user
            )
            if page_id != self.page.pk:
                raise Http404
            with public.uploads.kept(kept) as file:
                text = read_file(file.read(), name=name)
        except public.uploads.SomebodyElses as refused:
            raise Http404(str(refused)) from refused
        except public.Refused as refused:
            messages.error(request, str(refused))
            return redirect(INDEX, self.page.pk)
        keep, recognised = bool(request.POST.get("keep")), request.POST.getlist("recognised")
        try:
            revision = replace_draft(
                page=self.page,
                text=text,
                by=request.user,
                keep=keep,
                replaces=replaces,
                recognised=recognised,
            )
        except DraftChanged as changed:
            self.page.refresh_from_db()
            return self._preview(
                text, name=name, kept=kept, changed=str(changed), keep=keep, chosen=recognised
            )
        except public.Refused as refused:
            messages.error(request, str(refused))
            return redirect(INDEX, self.page.pk)
        public.uploads.forget(kept)
        self._tell(request, name, replaces, revision)
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def _tell(self, request: HttpRequest, name: str, replaces: int | None, revision: Revision) -> None:
        history = reverse("wagtailadmin_pages:history", args=[self.page.pk])
        buttons = [messages.button(history, _("Geschiedenis"))]
        if replaces:
            both = [self.page.pk, replaces, revision.pk]
            compare = reverse("wagtailadmin_pages:revisions_compare", args=both)
            buttons.insert(0, messages.button(compare, _("Vergelijk met het vorige concept")))
        message = _(
            "De tekst van %(name)s staat in het concept. Het vorige concept blijft in de geschiedenis; daar kunt u "
            "het terugzetten."
        )
        messages.success(request, message % {"name": name}, buttons=buttons)


class StatementImportViewSet(ViewSet):
    """The addresses under /beheer/verklaring-inlezen/."""

    name = "statement_import"
    url_prefix = "verklaring-inlezen"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("<int:page_id>/", self.construct_view(UploadView), name="index"),
            path("<int:page_id>/bevestigen/", self.construct_view(ConfirmView), name="confirm"),
        ]


statement_import = StatementImportViewSet()


def import_button(page: Any, user: Actor, view_name: str, next_url: str | None = None) -> Iterator[Any]:
    """In the menu of the statement, for who may edit it."""
    if page.specific_class is StatementPage and page.permissions_for_user(user).can_edit():
        address = reverse(INDEX, args=[page.pk])
        yield Button(_("Verklaring inlezen"), address, icon_name="upload", priority=12)
