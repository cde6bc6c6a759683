"""A version of the statement as PDF: PDF/UA-1 for readers with assistive technology, PDF/A-2a to keep.

Made from the version alone and the organisation's letterhead, with the fonts that come with Typst and the moment of
publication as its date: the same version gives the same bytes, on every machine.
"""

import json
import logging
import re
from datetime import date
from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home.models import StatementTranslation, StatementVersion
from home.pdf.content import blocks_of
from home.text.rendering import Section, numbered_heading
from sharing import public
from sharing.public import Letterhead

logger = logging.getLogger(__name__)

TEMPLATE = Path(__file__).with_name("statement.typ")
STANDARDS = ["a-2a", "ua-1"]
KEPT = 32  # documents in memory per process; a statement is some 60 kB
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_ROUNDS = 20  # each names the characters it stumbled over; a text does not hold more kinds of them


def statement_pdf(version: StatementVersion | StatementTranslation) -> bytes:
    """The version, or an edition of it in another language, as a PDF with the organisation's letterhead."""
    return render_pdf(version, public.current_letterhead())


def render_pdf(version: StatementVersion | StatementTranslation, sender: Letterhead) -> bytes:
    """The document; remembered, as it never changes."""
    with translation.override(version.language):
        document = _document(version, sender)
    return _compile(json.dumps(document, ensure_ascii=False, sort_keys=True))


def _document(version: StatementVersion | StatementTranslation, sender: Letterhead) -> dict:
    """Everything the template shows, as data."""
    original = getattr(version, "version", version)
    sections = [Section(**section) for section in version.sections]
    anchors = frozenset(section.anchor for section in sections)
    number, day = original.number, _day(original.effective_from)
    published = timezone.localtime(version.published_at)
    return {
        "title": version.title,
        "language": version.language,
        "organisation": sender.organisation,
        "logo": _logo(sender),
        "sha256": version.sha256,
        "description": _("Versie %(number)s, geldt vanaf %(day)s") % {"number": number, "day": day},
        "summary": _("Versie %(number)s, geldt vanaf %(day)s.") % {"number": number, "day": day},
        "footer": _("%(title)s, versie %(number)s") % {"title": version.title, "number": number},
        "published": {"year": published.year, "month": published.month, "day": published.day},
        "timestamp": int(version.published_at.timestamp()),
        "words": {
            "contents": _("Inhoud"),
            "page": _("bladzijde"),
            "of": _("van"),
            "about": _("Over deze versie"),
            "replaced": _(
                "Enkele tekens kan dit bestand niet tonen. Daarvoor in de plaats staat hun nummer, bijvoorbeeld "
                "[U+1F600]. Op het vaste adres staan zij wel."
            ),
        },
        "sections": [
            {
                "anchor": section.anchor,
                "heading": numbered_heading(section),
                "blocks": _levelled(blocks_of(section.html, base_url=settings.BASE_URL, anchors=anchors)),
            }
            for section in sections
        ],
        "facts": _facts(version, original),
        "replaced": False,
    }


def _facts(version, original: StatementVersion) -> list[dict]:
    address = settings.BASE_URL + reverse("home:version", args=[original.number])
    published = date_format(timezone.localtime(version.published_at), "j F Y, H:i")
    facts = [
        (_("Versie"), "text", str(original.number)),
        (_("Geldt vanaf"), "text", _day(original.effective_from)),
        (_("Gepubliceerd op"), "text", published),
        (_("Wat is er veranderd"), "text", version.change_note.strip()),
        (_("Vast adres"), "link", address),
        (_("Controlegetal van de tekst (SHA-256)"), "code", version.sha256),
    ]
    return [
        {"term": term, "kind": kind, "text": text, "lines": text.splitlines()}
        for term, kind, text in facts
        if text
    ]


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _logo(sender: Letterhead) -> dict | None:
    if not sender.logo:
        return None
    return {"data": list(sender.logo), "format": sender.logo_format, "alt": sender.logo_text}


def _levelled(blocks: list[dict]) -> list[dict]:
    """Headings within a section: one level below its own, and never a level skipped."""
    level = 1
    for block in blocks:
        if block["kind"] == "heading":
            level = block["level"] = min(max(block["level"] - 1, 2), level + 1)
    return blocks


@lru_cache(maxsize=KEPT)
def _compile(document: str) -> bytes:
    """The PDF of a document. Characters that no font has are shown by their number."""
    for _round in range(_ROUNDS):
        try:
            return _typeset(document)
        except typst.TypstError as error:
            if unknown := _without_glyph(error.diagnostic):
                document = _by_number(document, unknown)
            elif json.loads(document)["logo"]:
                logger.warning("The logo cannot be shown in a PDF: %s", error.message)
                document = json.dumps({**json.loads(document), "logo": None}, ensure_ascii=False)
            else:
                raise
    raise RuntimeError("no PDF after replacing characters without a glyph")


def _typeset(document: str) -> bytes:
    return typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"document": document},
        font_paths=_fonts(),
        pdf_standards=STANDARDS,
        timestamp=json.loads(document)["timestamp"],
    )


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Only those that come with Typst, so that every machine sets the same letters."""
    return typst.Fonts(include_system_fonts=False)


def _without_glyph(diagnostic: str) -> set[str]:
    """The characters that the engine says it cannot show; it writes unusual ones as ``\\u{1f600}``."""
    shown = "".join(_NO_GLYPH.findall(diagnostic))
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), shown)
    return {one for one in plain if not " " <= one <= "~"}


def _by_number(document: str, characters: set[str]) -> str:
    """The document with ``[U+1F600]`` instead of each of these characters, and a sentence that says so."""
    table = {ord(one): f"[U+{ord(one):04X}]" for one in characters}

    def replaced(value):
        if isinstance(value, str):
            return value.translate(table)
        if isinstance(value, list):
            return [replaced(one) for one in value]
        if isinstance(value, dict):
            return {key: replaced(one) for key, one in value.items()}
        return value

    return json.dumps({**replaced(json.loads(document)), "replaced": True}, ensure_ascii=False)
