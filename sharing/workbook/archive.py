"""Whether a file is a workbook that can be opened safely: asked before anything in it is read.

An .xlsx file is a zip archive of XML. A hostile one of some kilobytes can unpack to many gigabytes.
"""

import zipfile
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from sharing.core.exceptions import InputError, RefusedInput

MAX_FILE = 100 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_ENTRIES = 1_000
MAX_RATIO = 200
# Small parts may compress well without being a danger.
RATIO_MATTERS_FROM = 10 * 1024 * 1024

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_SHEET_TYPE = b"spreadsheetml.sheet.main+xml"
_STRICT = b"purl.oclc.org/ooxml"


def check_archive(source: Path | BinaryIO) -> None:
    """Raises RefusedInput when the file is no workbook, or one that must not be opened."""
    if message := _problem(source):
        raise RefusedInput([InputError(message, code="not-a-workbook")])


def _problem(source: Path | BinaryIO) -> str | None:
    if isinstance(source, Path):
        with source.open("rb") as file:
            return _problem(file)
    size = source.seek(0, 2)
    source.seek(0)
    start = source.read(8)
    if not size:
        return _("Het bestand is leeg.")
    if size > MAX_FILE:
        return _("Het bestand is groter dan 100 MB. Verdeel de gegevens over meer werkmappen.")
    if start == _OLE:
        return _problem_of_ole(source)
    source.seek(0)
    try:
        with zipfile.ZipFile(source) as archive:
            return _problem_of_zip(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return _(
            "Dit is geen Excel-werkmap (.xlsx), of het bestand is beschadigd. Sla het opnieuw op als .xlsx."
        )
    finally:
        source.seek(0)


def _problem_of_ole(source: BinaryIO) -> str:
    """The old container holds workbooks of before 2007, and new ones that are protected with a password."""
    source.seek(0)
    while block := source.read(1 << 20):
        if "EncryptedPackage".encode("utf-16-le") in block:
            return _(
                "De werkmap is met een wachtwoord beveiligd. Haal het wachtwoord eraf en probeer opnieuw."
            )
    return _("Dit is een werkmap in een oud formaat (.xls). Sla haar op als Excel-werkmap (.xlsx).")


def _problem_of_zip(archive: zipfile.ZipFile) -> str | None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        return _("De werkmap bestaat uit meer dan %(limit)s delen en wordt niet geopend.") % {
            "limit": MAX_ENTRIES
        }
    if any(entry.flag_bits & 1 for entry in entries):
        return _("De werkmap is met een wachtwoord beveiligd. Haal het wachtwoord eraf en probeer opnieuw.")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED or any(_is_suspicious(entry) for entry in entries):
        return _(
            "De werkmap is uitgepakt veel te groot en wordt niet geopend. Verwijder lege opgemaakte rijen en "
            "afbeeldingen, of verdeel de gegevens over meer werkmappen."
        )
    names = {entry.filename for entry in entries}
    if "mimetype" in names and archive.read("mimetype")[:60].startswith(b"application/vnd.oasis"):
        return _("Dit is een LibreOffice-bestand. Sla het op als Excel-werkmap (.xlsx).")
    types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if b"macroEnabled" in types or any(name.endswith("vbaProject.bin") for name in names):
        return _("De werkmap bevat macro's. Sla haar op als gewone Excel-werkmap (.xlsx), zonder macro's.")
    if _SHEET_TYPE not in types:
        return _("Dit is geen Excel-werkmap (.xlsx), ook al is het een zip-bestand.")
    if "xl/workbook.xml" in names and _STRICT in archive.read("xl/workbook.xml"):
        return _("De werkmap is als “Strict Open XML” bewaard. Sla haar op als gewone Excel-werkmap (.xlsx).")
    if any(_has_document_type(archive, name) for name in names if name.endswith((".xml", ".rels"))):
        return _("De werkmap bevat XML-definities die Excel niet maakt en wordt niet geopend.")
    return None


def _is_suspicious(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > RATIO_MATTERS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)


def _has_document_type(archive: zipfile.ZipFile, name: str) -> bool:
    """A DTD defines entities, which may multiply themselves; it stands before the first element."""
    with archive.open(name) as part:
        return b"<!DOCTYPE" in part.read(4096).replace(b"\0", b"")
