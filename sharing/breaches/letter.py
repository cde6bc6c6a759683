"""The form as a document: what was or will be told to the supervisory authority (PDF/UA)."""

from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils import translation

from sharing.breaches.form import Field, gaps_of
from sharing.breaches.words import cited
from sharing.core.dutch import day_in_words, instant_in_words
from sharing.core.pdf import blocks as pdf
from sharing.core.pdf.document import Document
from sharing.core.periods import amsterdam_day
from sharing.organisation.letterhead import current_letterhead

_UNKNOWN = "Nog niet bekend"


def document_of(fields: list[Field], *, number: int, made_at: datetime, sent: bool) -> Document:
    """The form as a document; ``sent`` or not is said, so that nobody takes a draft for a report."""
    title = f"Melding van datalek {number}" if sent else f"Formulier voor de melding van datalek {number}"
    law = "Artikel 33 AVG. Gegevens voor de melding bij de Autoriteit Persoonsgegevens."
    state = "Zo is het gemeld." if sent else f"Nog niet gemeld; zoals bekend op {instant_in_words(made_at)}."
    return Document(
        title=title,
        language="nl",
        sender=current_letterhead(),
        description=title,
        made_at=made_at,
        footer=f"{title}, {day_in_words(amsterdam_day(made_at))}",
        blocks=[
            pdf.paragraph([f"{law} {state}"]),
            *_gaps(gaps_of(fields)),
            *_parts(fields),
        ],
    )


def _gaps(gaps: list[Field]) -> list[dict[str, Any]]:
    if not gaps:
        return []
    with translation.override("nl"):
        asked = [f"{one.label} (art. {cited(one.article)})" for one in gaps]
    items = [pdf.item([pdf.paragraph([words])]) for words in asked]
    return [
        pdf.heading(["Wat nog volgt"], level=1),
        pdf.paragraph(["Dit is nog niet bekend en wordt in een aanvulling gemeld (art. 33, lid 4, AVG):"]),
        pdf.listed(items, is_ordered=False),
    ]


def _parts(fields: list[Field]) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = []
    for part, of_part in groupby(fields, key=lambda one: one.part):
        blocks.append(pdf.heading([part], level=1))
        blocks.append(pdf.facts(pdf.fact(one.label, one.value or _UNKNOWN) for one in of_part))
    return blocks
