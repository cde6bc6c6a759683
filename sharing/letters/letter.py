"""A letter as a document: what the typesetter is given to set (PDF/UA)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.core.exceptions import InputError, Refused, RefusedInput
from sharing.core.pdf import blocks as pdf
from sharing.core.pdf.document import Document
from sharing.core.pdf.engine import typeset
from sharing.core.periods import amsterdam_day
from sharing.letters.choices import LetterKind
from sharing.letters.definitions import COMMON, fields_of
from sharing.letters.queries import template_for
from sharing.letters.rules import filled, parts_of, without_value
from sharing.letters.words import LABELS, common_values, example_values
from sharing.organisation.letterhead import current_letterhead


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be written: a kind (of ``LetterKind``) in a language, the values of its own fields, to whom.

    ``addressee`` stands in the file only. ``number`` is what the letter is known by at ours.
    """

    kind: str
    language: str
    number: str
    values: Mapping[str, str] = field(default_factory=dict)
    addressee: str = ""


def document_of(draft: Draft, *, title: str, body: str, at: datetime) -> Document:
    """The letter. Raises RefusedInput, at each field, when the text names what there is nothing to fill in for."""
    day = amsterdam_day(at)
    values = {**draft.values, **common_values(draft.language, on=day, number=draft.number)}
    if errors := _unknown_of(draft.kind, {"title": title, "body": body}, values):
        raise RefusedInput(errors)
    return _document(draft, title, body, values, at)


def why_not_drafted(draft: Draft, *, at: datetime) -> list[InputError]:
    """Of what is to be written, by the text that counts, what there is nothing to fill in for."""
    template = template_for(draft.kind, draft.language)
    common = common_values(draft.language, on=amsterdam_day(at), number=draft.number)
    texts = {"title": template.title, "body": template.body}
    return _unknown_of(draft.kind, texts, {**draft.values, **common})


def pdf_of(draft: Draft, *, title: str, body: str, at: datetime) -> bytes:
    """The letter as a file; raises as `document_of`."""
    return typeset(document_of(draft, title=title, body=body, at=at), remember=False)


def _unknown_of(kind: str, texts: Mapping[str, str], values: Mapping[str, str]) -> list[InputError]:
    return [_unknown(kind, name) for name in without_value(texts, values)]


def _unknown(kind: str, name: str) -> InputError:
    """That there is nothing to fill in, and for what every letter says where that comes from."""
    message = _("Voor deze brief is nog niet bekend: %(what)s.") % {"what": fields_of(kind)[name].label}
    if name in {one.name for one in COMMON}:
        remedy = _("Een beheerder vult dat in bij Instellingen, “Organisatie en huisstijl”.")
        message = f"{message} {remedy}"
    return InputError(message, name, "required")


def draft_document(draft: Draft, *, at: datetime) -> Document:
    """What would be written now, by the text that counts; nothing is stored."""
    template = template_for(draft.kind, draft.language)
    return document_of(draft, title=template.title, body=template.body, at=at)


def draft_pdf(draft: Draft, *, at: datetime) -> bytes:
    """The same as a file."""
    return typeset(draft_document(draft, at=at), remember=False)


def example_of(kind: str, language: str, *, title: str, body: str, at: datetime) -> bytes:
    """The letter with examples in place of its fields, marked as one."""
    values = example_values(kind, language)
    draft = Draft(kind, language, values["kenmerk"])
    return typeset(_document(draft, title, body, values, at), remember=False)


def _document(draft: Draft, title: str, body: str, values: Mapping[str, str], at: datetime) -> Document:
    labels, said = LABELS[draft.language], filled(title, values)
    head = [
        pdf.term([labels["date"]], [pdf.paragraph([values["datum"]])]),
        pdf.term([labels["number"]], [pdf.paragraph([draft.number])]),
    ]
    address = [pdf.paragraph(_in_lines(draft.addressee.splitlines()))] if draft.addressee.strip() else []
    return Document(
        title=said,
        language=draft.language,
        sender=current_letterhead(),
        description=said,
        made_at=at,
        footer=f"{said}, {draft.number}",
        blocks=[*address, pdf.terms(head), *_blocks(body, values)],
    )


def _blocks(body: str, values: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for part in parts_of(body, values):
        if part.kind == "heading":
            yield pdf.heading([part.lines[0]], level=1)
        elif part.kind == "list":
            # What is filled in may be several lines: each is a point of its own.
            points = (point for line in part.lines for point in line.splitlines())
            items = (pdf.item([pdf.paragraph([point])]) for point in points)
            yield pdf.listed(items, is_ordered=False)
        else:
            yield pdf.paragraph(_in_lines([one for line in part.lines for one in line.splitlines()]))


def _in_lines(lines: list[str]) -> pdf.Words:
    words: pdf.Words = []
    for line in lines:
        words += [pdf.line_break(), line] if words else [line]
    return words


def refuse_unfitting(kind: str, fitting: tuple[LetterKind, ...]) -> None:
    """Raise Refused for a letter that does not fit where its record stands."""
    if kind not in fitting:
        raise Refused(_("Deze brief past nu niet bij hoe het ervoor staat."))
