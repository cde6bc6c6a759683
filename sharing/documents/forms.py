"""The documents of a record on its form, and one that comes later."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel

from sharing.core.admin import ReasonField
from sharing.core.admin.parts import RegisterInlinePanel
from sharing.core.bsn import CODE as BSN
from sharing.core.bsn import IN_TEXT, holds_bsn
from sharing.core.exceptions import Refused
from sharing.core.fields import FreeTextField
from sharing.core.models import Register
from sharing.documents.models import KeptDocument
from sharing.documents.queries import documents_of
from sharing.documents.refusals import why_not_replaced
from sharing.documents.rules import check_document, digest

RELATION = "documents"  # by which a record knows its documents
ACCEPTED = ".pdf,.docx,.png,.jpg,.jpeg"


class DocumentInput(forms.FileInput):
    """Choose a file; the present one is named, and fetched only through its own checked address."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = super().render(name, value, attrs, renderer)
        if not getattr(value, "name", ""):
            return chosen
        present = value.name.rpartition("/")[2]
        return format_html("<p>{}: <b>{}</b></p>{}", _("Nu opgeslagen"), present, chosen)


def _checked(file: Any) -> Any:
    if isinstance(file, UploadedFile):
        try:
            check_document(file)
        except Refused as refusal:
            raise ValidationError(str(refusal), code="document") from None
    return file


class DocumentForm(WagtailAdminModelForm):
    """A document; what may not be kept is refused before anything is stored."""

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if holds_bsn(title):
            raise ValidationError(IN_TEXT, code=BSN)
        return title

    def clean_file(self) -> Any:
        return _checked(self.cleaned_data["file"])

    def save(self, commit: bool = True) -> Any:
        if isinstance(self.cleaned_data.get("file"), UploadedFile):
            self.instance.sha256 = digest(self.cleaned_data["file"])
        return super().save(commit)


def documents_panel(heading: Any, help_text: Any) -> RegisterInlinePanel:
    """The documents on the form of their record."""
    return RegisterInlinePanel(
        RELATION,
        heading=heading,
        label=_("Document"),
        help_text=help_text,
        form_class=DocumentForm,
        # Of the form itself Wagtail leaves the widgets out: it makes one for the rows with those of the panels.
        panels=[FieldPanel("title"), FieldPanel("file", widget=DocumentInput(attrs={"accept": ACCEPTED}))],
    )


def _to_remove(data: Any) -> list[int]:
    """The numbers of the rows of stored documents that somebody took away in what is sent."""
    sent = data or {}
    total = sent.get(f"{RELATION}-TOTAL_FORMS", "0")
    rows = range(int(total) if total.isdecimal() else 0)
    return [row for row in rows if sent.get(f"{RELATION}-{row}-DELETE") and sent.get(f"{RELATION}-{row}-id")]


_Form: Any = object  # a RegisterForm, to which the mixin is added


class KeepsDocuments(_Form):
    """The form of a record with documents: a document stays, and a row that was taken away says what to do instead."""

    kept_sentence = ""  # what that is

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        self.kept_documents = _to_remove(data)
        if self.kept_documents:
            data = data.copy()
            for number in self.kept_documents:
                del data[f"{RELATION}-{number}-DELETE"]
        super().__init__(data, *args, **kwargs)

    def is_valid(self) -> bool:
        return all([super().is_valid(), not self._documents_removed()])

    def has_changed_anything(self) -> bool:
        # A row that was taken away comes back with why, and that is all that is said of it.
        return super().has_changed_anything() or bool(self.kept_documents)

    @property
    def document_forms(self) -> list[Any]:
        """The rows of documents; none where the screen shows no documents."""
        return list(self.formsets[RELATION].forms) if RELATION in self.formsets else []

    @property
    def has_documents(self) -> bool:
        """Whether a document is there or chosen, apart from rows that were taken away again."""
        return any(not form.data.get(form.add_prefix("DELETE")) for form in self.document_forms)

    def changed_documents(self) -> list[KeptDocument]:
        """New documents and new versions, not yet stored."""
        return [
            form.save(commit=False)
            for form in self.document_forms
            if form.has_changed() and not form.cleaned_data.get("DELETE")
        ]

    def _documents_removed(self) -> bool:
        rows = self.document_forms
        for number in self.kept_documents:
            if number < len(rows) and not rows[number].has_error("title", "kept"):
                rows[number].add_error("title", ValidationError(self.kept_sentence, code="kept"))
        return bool(self.kept_documents)


class LaterDocumentForm(forms.Form):
    """A document that comes after the record was made: a new one, or a new version of one that is there."""

    document = forms.ChoiceField(label=_("Wat voegt u toe?"), required=False)
    title = FreeTextField(
        label=_("Titel"),
        max_length=200,
        required=False,
        help_text=_(
            "Wat voor stuk het is, zonder namen of dossiernummers. Bij een nieuwe versie mag dit leeg."
        ),
    )
    file = forms.FileField(
        label=_("Bestand"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_("PDF, Word (.docx), PNG of JPG, hoogstens 25 MB."),
        error_messages={"required": _("Kies het bestand.")},
    )
    reason = ReasonField(label=_("Reden van de toevoeging"))
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, record: Register, documents: type[KeptDocument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.present = {str(one.pk): one for one in documents_of(record, documents)}
        choice: Any = self.fields["document"]
        choice.choices = [
            ("", _("Een nieuw document")),
            *((key, _("Een nieuwe versie van: %s") % one) for key, one in self.present.items()),
        ]
        if not self.present:
            del self.fields["document"]

    def clean_file(self) -> Any:
        return _checked(self.cleaned_data["file"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("title") and not cleaned.get("document") and "title" not in self.errors:
            self.add_error("title", _("Geef het document een titel."))
        for error in why_not_replaced(cleaned.get("file"), self.replaced()):
            self.add_error(error.field, error.message)
        return cleaned

    def replaced(self) -> Any:
        """The document of which this is a new version; None when it is a new one."""
        return self.present.get(self.cleaned_data.get("document", ""))
