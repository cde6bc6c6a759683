"""The record as a document to read: who is responsible, what is missing, then each activity."""

from itertools import groupby
from typing import Any

from sharing.article_30 import rules
from sharing.article_30.rules import Field, Record
from sharing.core.dutch import day_in_words, instant_in_words
from sharing.core.pdf import blocks as pdf
from sharing.core.pdf.document import Document, Letterhead

Blocks = list[dict[str, Any]]

NOTHING_MISSING = "Niets: alles waar artikel 30 AVG om vraagt, is vastgelegd."


def document_of(record: Record, *, sender: Letterhead) -> Document:
    """The record as a document; the same record gives the same one."""
    paragraph = "30, eerste lid" if rules.is_controller(record) else "30, tweede lid"
    title = rules.title_of(record)
    own = record.organisation.name
    return Document(
        title=f"{title} van {own}" if own else title,
        language="nl",
        sender=sender,
        description=f"{title} (artikel {paragraph}, AVG) op {day_in_words(record.on)}",
        made_at=record.made_at,
        footer=f"{title}, {day_in_words(record.on)}",
        blocks=[
            pdf.paragraph([f"Artikel {paragraph}, van de AVG. {rules.state_of(record)}"]),
            pdf.paragraph([f"Gemaakt op {instant_in_words(record.made_at)}. {rules.ORGANISATION_NOW}"]),
            pdf.contents("Inhoud"),
            *_section("De organisatie", [pdf.facts(map(_fact, rules.fields_of_record(record)))]),
            *_section("Wat ontbreekt", _missing(record)),
            *_section("De verwerkingen", _activities(record)),
        ],
    )


def _section(title: str, blocks: Blocks) -> Blocks:
    return [pdf.heading([title], level=1, is_listed=True), *blocks]


def _missing(record: Record) -> Blocks:
    gaps = list(rules.gaps_of(record))
    if not gaps:
        return [pdf.paragraph([NOTHING_MISSING])]
    items = []
    for name, of_one in groupby(gaps, key=lambda gap: gap[0]):
        told = [f"onder {letter}: {gap}" if letter else gap for _name, letter, gap in of_one]
        words: pdf.Words = [f"{name or 'Het register als geheel'}: "]
        for number, line in enumerate(told):
            words += [pdf.line_break(), line] if number or len(told) > 1 else [line]
        items.append(pdf.item([pdf.paragraph(words)]))
    return [pdf.listed(items, is_ordered=False)]


def _activities(record: Record) -> Blocks:
    blocks: Blocks = []
    for activity in record.activities:
        blocks.append(pdf.heading([activity.name], level=2))
        blocks.append(pdf.facts(map(_fact, rules.fields_of(activity, record.role))))
    return blocks or [pdf.paragraph(["Op deze dag is er geen verwerkingsactiviteit vastgelegd in deze rol."])]


def _fact(field: Field) -> dict[str, Any]:
    return pdf.fact(field.title, "\n".join(field.told))
