"""Fetching a document (the only way to its bytes), adding one later, and the list of them on the record's screen."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from sharing.core.admin import Link, Section, fingerprint, may
from sharing.core.admin.looking import note_shown
from sharing.core.admin.steps import StepScreen
from sharing.core.downloads import PRIVATE
from sharing.core.dutch import instant_in_words
from sharing.core.looking.choices import LookAct
from sharing.documents.forms import LaterDocumentForm
from sharing.documents.models import KeptDocument
from sharing.documents.operations import add_document
from sharing.documents.queries import document_versions, download_name, extension_of, key_to
from sharing.documents.rules import CONTENT_TYPES


class DocumentView(View):
    """Hands out a document to who may view documents of this kind; always as a download."""

    documents: Any = None
    model: Any = None
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int, document: int, version: int | None = None) -> FileResponse:
        """``version`` is one of its ``document_versions``, also of a document that was replaced since."""
        if not may(request.user, "view", self.documents):
            raise PermissionDenied
        kept: Any = self.documents.history if version else self.documents.objects
        chosen = {"history_id": version} if version else {}
        found = get_object_or_404(kept, id=document, **{key_to(self.documents, self.model): pk}, **chosen)
        place = str(found.file)
        kept_at = found.history_date if version else None
        try:
            file = self.documents._meta.get_field("file").storage.open(place, "rb")
        except FileNotFoundError:
            raise Http404(_("Het bestand van dit document ontbreekt op de server.")) from None
        record = get_object_or_404(self.model, pk=pk)
        if request.method == "GET":
            note_shown(request, record, act=LookAct.EXPORTED)
        return FileResponse(
            file,
            as_attachment=True,
            filename=download_name(record, found.title, place, kept_at=kept_at),
            content_type=CONTENT_TYPES.get(extension_of(place), "application/octet-stream"),
            headers=PRIVATE,
        )


class AddDocumentView(StepScreen):
    """A document that comes later; it changes nothing else of the record."""

    documents: Any = None
    page_title = gettext_lazy("Document toevoegen")
    submit_label = gettext_lazy("Document bewaren")
    explanation = gettext_lazy(
        "Wat bewaard is, blijft bewaard: van een nieuwe versie blijft ook de vorige leesbaar."
    )

    def get_form(self, data: Any = None) -> Any:
        files = self.request.FILES if data is not None else None
        return LaterDocumentForm(data, files, record=self.live, documents=self.documents)

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        add_document(
            self.live,
            documents=self.documents,
            title=data["title"],
            file=data["file"],
            replaces=form.replaced(),
            seen=data["version"],
            by=self.request.user,
            reason=data["reason"],
        )
        messages.success(self.request, _("Het document is bewaard."))
        return redirect(self.url("inspect"))


def documents_section(view: Any, documents: type[KeptDocument]) -> Section:
    """Every version of every document of the record that an inspect view shows.

    Who kept it when, the way to its file for who may view documents, and the hash of its bytes.
    """
    fetch = view.live is not None and not view.moment and may(view.request.user, "view", documents)
    address = view.viewset.get_url_name("document_version")
    rows = []
    for one in document_versions(documents, view.model, view.pk, at=view.moment):
        name = one.file.rpartition("/")[2] if documents.keeps_filename else extension_of(one.file).upper()
        url = reverse(address, args=[view.pk, one.document, one.version])
        state = _("Geldend") if one.is_current else _("Vervangen")
        file = Link(name, url) if fetch else name
        rows.append((one.title, state, file, instant_in_words(one.at), one.by, fingerprint(one.sha256)))
    columns = (_("Titel"), _("Versie"), _("Bestand"), _("Bewaard op"), _("Door"), "SHA-256")
    return Section(
        str(_("Documenten")),
        tuple(map(str, columns)),
        tuple(rows),
        empty=str(_("Er zijn geen documenten bewaard.")),
    )


_View: Any = object  # of the register, to which the mixin is added


class ShowsDocuments(_View):
    """The screen of a record with its documents, and the way to add one."""

    @property
    def documents(self) -> Any:
        """The model of the documents."""
        return self.viewset.documents

    def get_sections(self) -> list[Section]:
        own = {str(section.title): section for section in super().get_sections()}
        own.pop(str(capfirst(self.documents._meta.verbose_name_plural)), None)
        return [*own.values(), documents_section(self, self.documents)]

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if self.live is not None and not self.viewpoint.looks_back and self.user_has_permission("change"):
            url = self.url("add_document")
            buttons.append(Button(_("Document toevoegen"), url=url, icon_name="doc-full", priority=15))
        return buttons


_ViewSet: Any = object  # of the register, to which the mixin is added


class DocumentsViewSet(_ViewSet):
    """The addresses of the documents of a register's records; ``documents`` is their model."""

    documents: Any = None

    @property
    def document_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(DocumentView, documents=self.documents)

    @property
    def add_document_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(AddDocumentView, documents=self.documents)

    def get_urlpatterns(self) -> list[URLPattern]:
        document = "<int:pk>/documenten/<int:document>/"
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/documenten/nieuw/", self.add_document_view, name="add_document"),
            path(document, self.document_view, name="document"),
            path(f"{document}versies/<int:version>/", self.document_view, name="document_version"),
        ]
