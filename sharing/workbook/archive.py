"""Whether a file is a workbook that can be opened safely: asked before anything in it is read."""

import zipfile
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from sharing.core.exceptions import InputError, RefusedInput
from sharing.core.ooxml import Fault, Limits, fault_of

MAX_FILE = 100 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_ENTRIES = 1_000

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
    limits = Limits(file=MAX_FILE, unpacked=MAX_UNPACKED, xml=MAX_UNPACKED, parts=MAX_ENTRIES)
    fault = fault_of(source, main_type=_SHEET_TYPE, limits=limits)
    if fault:
        return _sentence(fault)
    if _is_strict(source):
        return _("De werkmap is als “Strict Open XML” bewaard. Sla haar op als gewone Excel-werkmap (.xlsx).")
    return None


def _sentence(fault: Fault) -> str:
    too_large = _(
        "De werkmap is uitgepakt veel te groot en wordt niet geopend. Verwijder lege opgemaakte rijen en "
        "afbeeldingen, of verdeel de gegevens over meer werkmappen."
    )
    return {
        Fault.EMPTY: _("Het bestand is leeg."),
        Fault.TOO_LARGE: _("Het bestand is groter dan 100 MB. Verdeel de gegevens over meer werkmappen."),
        Fault.ENCRYPTED: _(
            "De werkmap is met een wachtwoord beveiligd. Haal het wachtwoord eraf en probeer opnieuw."
        ),
        Fault.OLD_FORMAT: _(
            "Dit is een werkmap in een oud formaat (.xls). Sla haar op als Excel-werkmap (.xlsx)."
        ),
        Fault.DAMAGED: _(
            "Dit is geen Excel-werkmap (.xlsx), of het bestand is beschadigd. Sla het opnieuw op als .xlsx."
        ),
        Fault.TOO_MANY_PARTS: _("De werkmap bestaat uit meer dan %(limit)s delen en wordt niet geopend.")
        % {"limit": MAX_ENTRIES},
        Fault.UNPACKS_TOO_LARGE: too_large,
        Fault.TOO_MUCH_XML: too_large,
        Fault.OPEN_DOCUMENT: _("Dit is een LibreOffice-bestand. Sla het op als Excel-werkmap (.xlsx)."),
        Fault.MACROS: _(
            "De werkmap bevat macro's. Sla haar op als gewone Excel-werkmap (.xlsx), zonder macro's."
        ),
        Fault.TEMPLATE: _("Dit is een sjabloon. Sla het in Excel op als Excel-werkmap (.xlsx)."),
        Fault.OTHER_KIND: _("Dit is geen Excel-werkmap (.xlsx), ook al is het een zip-bestand."),
        Fault.XML_DEFINITIONS: _(
            "De werkmap bevat XML-definities die Excel niet maakt en wordt niet geopend."
        ),
    }[fault]


def _is_strict(source: BinaryIO) -> bool:
    try:
        with zipfile.ZipFile(source) as archive:
            return "xl/workbook.xml" in archive.namelist() and _STRICT in archive.read("xl/workbook.xml")
    finally:
        source.seek(0)
