"""The form to print: what somebody asks and who he is, to fill in with a pen (PDF/UA)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from home.rights.words import Promises, proof, rights, term, ways
from home.text.sentences import complaint
from sharing.public import ComplaintProcedure, Contact, Document, Letterhead, pdf_blocks, typeset


def form_pdf(
    promises: Promises,
    contact: Contact,
    sender: Letterhead,
    *,
    procedure: ComplaintProcedure | None = None,
    language: str,
    made_at: datetime,
) -> bytes:
    """The form in a language; ``made_at`` is from when it says this. The same one gives the same bytes."""
    with override(language):
        document = _document(promises, contact, sender, procedure, language, made_at)
    return typeset(document)


def _document(
    promises: Promises,
    contact: Contact,
    sender: Letterhead,
    procedure: ComplaintProcedure | None,
    language: str,
    made_at: datetime,
) -> Document:
    title = _("Verzoek over mijn gegevens")
    return Document(
        title=title,
        language=language,
        sender=sender,
        description=title,
        made_at=made_at,
        footer=title,
        blocks=[
            pdf_blocks.paragraph(
                [
                    _(
                        "Vul dit in met een pen en stuur of breng het naar ons. Een brief in eigen woorden mag ook."
                    )
                ]
            ),
            *_listed(ways(contact)),
            _heading(_("Wat wilt u?")),
            _choices(),
            _heading(_("Waar gaat het over?")),
            _to_fill_in([(_("Uw verzoek in eigen woorden"), 6)]),
            _heading(_("Wie bent u?")),
            _to_fill_in(
                [
                    (_("Naam"), 2),
                    (_("Adres"), 2),
                    (_("E-mailadres of telefoonnummer"), 2),
                    (_("Dossiernummer, als u dat weet"), 2),
                    (_("Namens wie u vraagt, als u het voor een ander vraagt"), 2),
                    (_("Datum en handtekening"), 3),
                ]
            ),
            _heading(_("Hoe wij weten dat u het bent")),
            *_listed(proof(promises)),
            _heading(_("Wanneer u antwoord krijgt")),
            *_listed([*term(promises), *complaint(procedure)]),
        ],
    )


def _heading(words: str) -> dict[str, Any]:
    return pdf_blocks.heading([words], level=1)


def _listed(sentences: list[str]) -> list[dict[str, Any]]:
    items = (pdf_blocks.item([pdf_blocks.paragraph([one])]) for one in sentences)
    return [pdf_blocks.listed(items, is_ordered=False)] if sentences else []


def _choices() -> dict[str, Any]:
    """A row per right, with room for a cross."""
    rows = [(_("Zet een kruis"), _("Wat u kunt vragen")), *(("", one.name) for one in rights())]
    return _table(rows, head=1)


def _to_fill_in(lines: list[tuple[str, int]]) -> dict[str, Any]:
    """A row per question, with so many lines of room beside it."""
    cells = [pdf_blocks.cell(_words(_("Vraag")), x=0, y=0, is_header=True)]
    cells.append(pdf_blocks.cell(_words(_("Uw antwoord")), x=1, y=0, is_header=True))
    for row, (question, room) in enumerate(lines, start=1):
        cells.append(pdf_blocks.cell(_words(question), x=0, y=row))
        blank: Any = ["\u00a0", *[pdf_blocks.line_break(), "\u00a0" * 40] * (room - 1)]
        cells.append(pdf_blocks.cell([pdf_blocks.paragraph(blank)], x=1, y=row))
    return pdf_blocks.table(cells, columns=2, head=1)


def _words(text: str) -> list[dict[str, Any]]:
    return [pdf_blocks.paragraph([text])]


def _table(rows: list[tuple[str, str]], *, head: int) -> dict[str, Any]:
    cells = [
        pdf_blocks.cell(_words(text or "\u00a0"), x=x, y=y, is_header=y < head)
        for y, row in enumerate(rows)
        for x, text in enumerate(row)
    ]
    return pdf_blocks.table(cells, columns=2, head=head)
