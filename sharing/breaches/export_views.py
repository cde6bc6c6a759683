"""The form of a breach as a file, as it would be sent now, and what was sent as it was."""

import io
import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.generic import View

from sharing.breaches.form import Field, Report, as_json, form_of
from sharing.breaches.letter import document_of
from sharing.breaches.models import Breach
from sharing.breaches.report_models import BreachNotification, private_storage
from sharing.breaches.words import cited
from sharing.core.admin import may
from sharing.core.downloads import attachment
from sharing.core.pdf.engine import typeset
from sharing.core.spreadsheets import FORMATS


class FormFileView(View):
    """The form as it would be sent now: PDF to read, JSON or Excel to copy from. A download; nothing is stored."""

    http_method_names = ["get", "head"]
    ending = "pdf"
    model: Any = None
    viewset: Any = None

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not may(request.user, "view", Breach):
            raise PermissionDenied
        breach = get_object_or_404(Breach.objects.select_related("told_by"), pk=pk)
        made_at = timezone.now()
        fields = form_of(breach, Report())
        write, kind = _FILES[self.ending]
        name = f"datalek-{breach.pk}-formulier.{self.ending}"
        return HttpResponse(write(fields, breach, made_at), content_type=kind, headers=attachment(name))


def _pdf(fields: list[Field], breach: Breach, made_at: Any) -> bytes:
    return typeset(document_of(fields, number=breach.pk, made_at=made_at, sent=False), remember=False)


def _json(fields: list[Field], breach: Breach, made_at: Any) -> bytes:
    told = as_json(fields, number=breach.pk, made_at=made_at)
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _xlsx(fields: list[Field], breach: Breach, made_at: Any) -> bytes:
    out = io.BytesIO()
    headings = ("Onderdeel", "Vraag", "Antwoord", "Artikel AVG", "Formulier", "Code")
    file = FORMATS["xlsx"](out, headings, title=f"Datalek {breach.pk}")
    with translation.override("nl"):  # as the form itself
        for one in fields:
            article = cited(one.article)
            file.write((one.part, one.label, one.value, article, ", ".join(one.forms), one.code))
    file.close()
    return out.getvalue()


_FILES: dict[str, tuple[Callable[[list[Field], Breach, Any], bytes], str]] = {
    "pdf": (_pdf, "application/pdf"),
    "json": (_json, "application/json"),
    "xlsx": (_xlsx, FORMATS["xlsx"].kind),
}


class SentView(View):
    """A report as it was sent; always as a download."""

    http_method_names = ["get", "head"]
    model: Any = None
    viewset: Any = None

    def get(self, request: HttpRequest, pk: int, notification: int) -> FileResponse:
        if not may(request.user, "view", BreachNotification):
            raise PermissionDenied
        sent = get_object_or_404(BreachNotification, pk=notification, breach=pk)
        try:
            file = private_storage().open(str(sent.file), "rb")
        except FileNotFoundError:
            raise Http404(_("Het bestand van deze melding ontbreekt op de server.")) from None
        name = f"datalek-{pk}-melding-{sent.pk}.pdf"
        return FileResponse(file, content_type="application/pdf", headers=attachment(name))
