"""Writing an agreement, and fetching a signed document: the only way to its bytes."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.generic import View

from sharing.agreements.documents import CONTENT_TYPES
from sharing.agreements.forms import AgreementForm
from sharing.agreements.models import Agreement, AgreementDocument
from sharing.agreements.operations import save_agreement
from sharing.agreements.queries import key_to
from sharing.core.admin import RegisterCreateView, RegisterEditView, may

_View: Any = object  # of Wagtail, to which the mixin is added


class SavingAgreement(_View):
    """An agreement is saved together with the items of article 28."""

    def write(self, form: AgreementForm) -> Agreement:
        data = form.cleaned_data
        return save_agreement(
            form=form,
            items=form.article_28(),
            by=self.request.user,
            reason=data["reason"],
            seen=data.get("version") or None,
        )


class AgreementCreateView(SavingAgreement, RegisterCreateView):
    pass


class AgreementEditView(SavingAgreement, RegisterEditView):
    pass


class DocumentView(View):
    """Hands out a document to who may view documents of agreements; always as a download."""

    documents: Any = AgreementDocument
    model: Any = Agreement
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int, document: int, version: int | None = None) -> FileResponse:
        """``version`` is one of its ``document_versions``, also of a document that was replaced since."""
        if not may(request.user, "view", self.documents):
            raise PermissionDenied
        kept: Any = self.documents.history if version else self.documents.objects
        chosen = {"history_id": version} if version else {}
        found = get_object_or_404(kept, id=document, **{key_to(self.documents, self.model): pk}, **chosen)
        path = str(found.file)
        try:
            file = self.documents._meta.get_field("file").storage.open(path, "rb")
        except FileNotFoundError:
            raise Http404(_("Het bestand van dit document ontbreekt op de server.")) from None
        reference = get_object_or_404(self.model, pk=pk).reference
        extension = path.rpartition(".")[2].lower().replace("jpeg", "jpg")
        name = f"{slugify(f'{reference} {found.title}') or 'document'}.{extension}"
        answer = FileResponse(
            file,
            as_attachment=True,
            filename=name,
            content_type=CONTENT_TYPES.get(extension, "application/octet-stream"),
        )
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
        answer["Cache-Control"] = "private, no-store"
        return answer
