"""Which reader a file needs: by its name, checked against what is in it."""

import io
from pathlib import Path

from django.utils.translation import gettext as _

from home.reading.html import read_html
from home.reading.model import ReadStatement
from home.reading.refusing import MAX_TEXT, MAX_WORD, refusal
from home.reading.text import decode, read_text
from home.reading.word import read_word

WORD, WEB, TEXT = (".docx",), (".html", ".htm"), (".txt",)
SUFFIXES = (*TEXT, *WORD, *WEB)
_ZIP, _OLE, _PDF, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf"


def read_statement(path: Path) -> ReadStatement:
    """Read a file. Raises RefusedInput with every error found, each with what would be right."""
    try:
        # A byte more than is allowed is enough to know that a file is too large.
        with path.open("rb") as file:
            data = file.read(MAX_WORD + 1)
    except OSError as error:
        raise refusal(_("Het bestand is niet te lezen: %(why)s.") % {"why": error.strerror}) from error
    return read_file(data, name=path.name)


def read_file(data: bytes, *, name: str) -> ReadStatement:
    """The statement in a file of that name. Raises RefusedInput with every error found."""
    suffix = Path(name).suffix.lower()
    if suffix in WORD:
        return read_word(io.BytesIO(_really_word(data)))
    if suffix == ".doc":
        raise refusal(_("Dit is een oud Word-bestand (.doc). Sla het in Word op als .docx."))
    if suffix in (".docm", ".dotm", ".dotx"):
        raise refusal(
            _("Een Word-bestand met macro's of een sjabloon wordt niet ingelezen. Sla het op als .docx.")
        )
    if suffix not in SUFFIXES:
        raise refusal(
            _(
                "Een verklaring wordt gelezen uit een Word-bestand (.docx), een webpagina (.html) of platte "
                "tekst (.txt), niet uit “%(name)s”."
            )
            % {"name": name}
        )
    if len(data) > MAX_TEXT:
        raise refusal(_("Het bestand is groter dan 5 MB. Lees alleen de tekst van de verklaring in."))
    if kind := _other_kind(data):
        raise refusal(
            _("Dit is een %(kind)s met een andere naam. Geef het bestand zijn eigen naam terug.")
            % {"kind": kind}
        )
    if suffix in WEB:
        return read_html(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise refusal(
            _("Dit is een webpagina, geen platte tekst. Geef het bestand een naam die eindigt op .html.")
        )
    return read_text(decode(data))


def _other_kind(data: bytes) -> str:
    """What a file that should be text really is; empty for text."""
    kinds = {
        _ZIP: _("Word- of zipbestand"),
        _PDF: _("PDF-bestand"),
        _OLE: _("oud Office-bestand"),
        _RTF: _("RTF-bestand"),
    }
    return next((kind for magic, kind in kinds.items() if data.startswith(magic)), "")


def _really_word(data: bytes) -> bytes:
    """The data, unless it is clearly something else that only has the name of a Word file."""
    if data.startswith((_PDF, _RTF)):
        raise refusal(
            _("Dit is een %(kind)s met een andere naam. Open het in Word en sla het op als .docx.")
            % {"kind": _other_kind(data)}
        )
    if data.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise refusal(
            _("Dit is een webpagina, geen Word-bestand. Geef het bestand een naam die eindigt op .html.")
        )
    return data
