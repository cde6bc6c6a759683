"""In which kinds of file the record of processing activities comes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordFormat(models.TextChoices):
    """By the ending of the file's name."""

    PDF = "pdf", _("PDF, om te lezen en te printen")
    XLSX = "xlsx", _("Excel, om te sorteren en te filteren")
    JSONLD = "jsonld", _("JSON-LD (DPV 2.3), voor andere programma’s")


CONTENT_TYPES = {
    RecordFormat.PDF: "application/pdf",
    RecordFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    RecordFormat.JSONLD: "application/ld+json",
}
