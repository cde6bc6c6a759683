"""A document as PDF: PDF/UA-1 for readers with assistive technology, PDF/A-2a to keep (ADR 0012).

Made from the document alone, with the fonts that come with Typst and the document's own moment as its date. What
somebody wrote goes in as data: no word of it is ever read as markup.
"""

import json
import logging
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from sharing.core.pdf.document import Document
from sharing.core.pdf.tagging import with_row_headings

logger = logging.getLogger(__name__)

TEMPLATE = Path(__file__).with_name("document.typ")
STANDARDS = ["a-2a", "ua-1"]
KEPT = 32  # documents in memory per process; one is some 60 kB
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_ROUNDS = 20  # each names the characters it stumbled over; a text does not hold more kinds of them


def typeset(document: Document, *, remember: bool = True) -> bytes:
    """The PDF of a document; remembered, unless it is about one person.

    Characters that no font has are shown by their number, and a logo that cannot be drawn is left out. Raises
    RuntimeError when the engine refuses it for another reason: a fault of ours, not of what somebody wrote.
    """
    return _remembered(document.as_json()) if remember else _compile(document.as_json())


@lru_cache(maxsize=KEPT)
def _remembered(document: str) -> bytes:
    return _compile(document)


def _compile(document: str) -> bytes:
    for _round in range(_ROUNDS):
        try:
            return with_row_headings(_typeset(document), json.loads(document)["blocks"])
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
    return bytes(
        typst.compile(  # type: ignore[call-overload]  # its hints know no standards by name
            TEMPLATE.read_bytes(),
            format="pdf",
            sys_inputs={"document": document},
            font_paths=_fonts(),
            pdf_standards=STANDARDS,
            timestamp=json.loads(document)["timestamp"],
        )
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

    def replaced(value: Any) -> Any:
        if isinstance(value, str):
            return value.translate(table)
        if isinstance(value, list):
            return [replaced(one) for one in value]
        if isinstance(value, dict):
            return {key: replaced(one) for key, one in value.items()}
        return value

    return json.dumps({**replaced(json.loads(document)), "replaced": True}, ensure_ascii=False)
