"""Signed documents: what may be uploaded, and the hash that identifies its bytes."""

import hashlib
import zipfile
from typing import Any, BinaryIO

from django.core.files.base import File
from django.utils.translation import gettext as _

from sharing.core.exceptions import Refused

MAX_MEGABYTES = 25
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "png": "image/png",
    "jpg": "image/jpeg",
}


def _is_word(stream: BinaryIO) -> bool:
    """A Word document without macros; only the names in the archive are read, nothing is unpacked."""
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return {"[Content_Types].xml", "word/document.xml"} <= names and "word/vbaProject.bin" not in names


def kind_of(stream: BinaryIO) -> str | None:
    """The kind of a document by its first bytes (pdf, docx, png, jpg); None for anything else."""
    stream.seek(0)
    head = stream.read(1024)
    stream.seek(0)
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"PK\x03\x04") and _is_word(stream):
        return "docx"
    return None


def check_document(file: "File[Any]") -> str:
    """The kind of an uploaded document; Refused with a Dutch sentence when it may not be kept."""
    if not file.size:
        raise Refused(_("Dit bestand is leeg. Kies het ondertekende document."))
    if file.size > MAX_MEGABYTES * 1024 * 1024:
        raise Refused(
            _(
                "Dit bestand is groter dan %(limit)s MB. Maak het kleiner, bijvoorbeeld door "
                "opnieuw te scannen."
            )
            % {"limit": MAX_MEGABYTES}
        )
    content: Any = file  # reads and seeks as any other
    kind = kind_of(content)
    if kind is None:
        raise Refused(
            _(
                "Dit is geen PDF, Word-document (.docx, zonder macro’s), PNG of JPG. Sla het op als PDF en "
                "probeer opnieuw."
            )
        )
    extension = (file.name or "").rpartition(".")[2].lower().replace("jpeg", "jpg")
    if extension != kind:
        raise Refused(
            _(
                "De naam van dit bestand eindigt op “.%(extension)s”, maar de inhoud is een %(kind)s. "
                "Hernoem het bestand."
            )
            % {"extension": extension, "kind": kind.upper()}
        )
    return kind


def digest(file: "File[Any]") -> str:
    """Hex SHA-256 of the bytes."""
    file.seek(0)
    found = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return found
