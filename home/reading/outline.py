"""From a row of headings and blocks to a title and numbered sections."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from home.reading.inline import join
from home.reading.model import Block, ItemList, Note, Paragraph, ReadSection, ReadStatement, Span, words_of
from home.reading.numbering import changes_of
from home.reading.parts import Aside, AtEnd, Found, Heading, Label, Remark, Target, texts_of
from home.reading.refusing import MAX_HEADING, MAX_TITLE, error_in, refusal, shortened
from sharing.public import InputError, RefusedInput

PROMOTED = 7  # below the six levels that files have
_NUMBERED = re.compile(r"(\d{1,3})(?:[.)]\s*(?=\D)|\s+)(.*\S)", re.ASCII | re.DOTALL)
_TYPED = re.compile(r"\d{1,3}[.)]\s*[^\d\s].*", re.ASCII)


def statement_of(
    found: Sequence[Found],
    *,
    title: str = "",
    has_title: bool = False,
    notes: Sequence[Note] = (),
    remedy: str,
) -> ReadStatement:
    """The statement in what was found; ``title`` is used when no heading is one, or always with ``has_title``.

    ``remedy`` says how to make headings in this kind of file. Raises RefusedInput with every error.
    """
    if not any(isinstance(one, Paragraph | ItemList | Heading) or hasattr(one, "rows") for one in found):
        raise refusal(_("Het bestand bevat geen tekst. Kies het bestand waar de verklaring in staat."))
    heading: Heading | Paragraph | None
    heading, level = _levels(found, has_title)
    if level is None:
        found = [_promoted(one) for one in found]
        level = next((one.level for one in found if isinstance(one, Heading) and one.level == PROMOTED), None)
    if level is None:
        problem = _("Er staan geen koppen in waaraan de paragrafen te herkennen zijn.")
        raise refusal(f"{problem} {remedy}")
    if heading is None and not title:
        heading = _bold_opening(found)
    builder = _Builder(level, heading, list(notes))
    for one in found:
        builder.take(one)
    return builder.finish(words_of(heading.content).strip() if heading else title)


def _levels(found: Sequence[Found], has_title: bool) -> tuple[Heading | None, int | None]:
    """Which heading is the title, if any, and of which level the headings of sections are."""
    headings = [one for one in found if isinstance(one, Heading)]
    title = next((one for one in headings if one.level == 0), None)
    levels = sorted({one.level for one in headings if one.level})
    if title is None and levels and not has_title:
        highest = [one for one in headings if one.level == levels[0]]
        if len(highest) == 1:
            title, levels = highest[0], levels[1:]
    return title, levels[0] if levels else None


def _promoted(one: Found) -> Found:
    """A bold line with a number is a heading where nobody used the styles for headings.

    Word turns a line that begins with a number into a numbered list of one item by itself.
    """
    if isinstance(one, Paragraph) and _is_bold_line(one) and _TYPED.fullmatch(words_of(one.content)):
        return Heading(PROMOTED, one.content)
    if isinstance(one, ItemList) and one.ordered and len(one.items) == 1 and not one.items[0].lists:
        line = Paragraph(one.items[0].content)
        return Heading(PROMOTED, line.content) if _is_bold_line(line) else one
    return one


def _is_bold_line(one: Paragraph) -> bool:
    words = words_of(one.content)
    bold = all(span.bold for span in one.content if span.text.strip())
    return bool(words) and bold and len(words) <= MAX_HEADING and "\n" not in words


def _bold_opening(found: Sequence[Found]) -> Heading | Paragraph | None:
    """The bold line with which a text without a title begins."""
    first = next((one for one in found if not isinstance(one, Aside)), None)
    return first if isinstance(first, Paragraph) and _is_bold_line(first) else None


class _Builder:
    """Takes what was found one by one; every word ends up in exactly one section or the title."""

    def __init__(self, level: int, title: Heading | Paragraph | None, notes: list[Note]):
        self.level = level
        self.title = title
        self.notes = notes
        self.sections = [ReadSection(None, "")]
        self.at_end: list[Any] = []
        self.targets: set[str] = set()  # places just before what comes next
        self.errors: list[InputError] = []

    @property
    def section(self) -> ReadSection:
        return self.sections[-1]

    def take(self, one: Found) -> None:
        match one:
            case _ if one is self.title:
                pass
            case Heading() if one.level == self.level:
                self._begin(" ".join(words_of(one.content).split()), one.label)
            case Heading():
                self._lower_heading(one)
            case Remark():
                self._note(one.message, lost=one.lost)
            case Target():
                self.targets.add(one.name)
            case AtEnd():
                self.at_end += one.blocks
                words = {"words": shortened(" ".join(map(words_of, texts_of(one.blocks))))}
                if one.in_heading:
                    message = _(
                        "De voetnoot “%(words)s” bij de kop staat als alinea aan het eind van de paragraaf; de kop "
                        "zelf heeft geen nootnummer meer."
                    )
                else:
                    message = _("De voetnoot “%(words)s” staat als alinea aan het eind van de paragraaf.")
                self._note(message % words, lost=False)
            case Label():
                pass  # it stands before something that is no item
            case _:
                self._add(one)

    def _begin(self, heading: str, label: str = "") -> None:
        self._end()
        number = len(self.sections)
        match = _NUMBERED.fullmatch(heading)
        given = int(match[1]) if match else None
        # Without a dot it may be a word of the heading ("3 rechten die u heeft"), unless it is just this number.
        if match and (heading[len(match[1])] in ".)" or given == number):
            heading = match[2].strip()
        else:
            given = None
        self.sections.append(ReadSection(number, heading))
        self._arrive()
        label = label.strip(" .)(:") or str(given or "")
        if label not in ("", str(number)):
            message = _(
                "De kop had nummer %(given)s en krijgt nu nummer %(number)s. Controleer verwijzingen naar deze "
                "paragraaf."
            )
            self._note(message % {"given": label, "number": number}, lost=False)
        if len(heading) > MAX_HEADING:
            message = _(
                "De kop “%(words)s” is langer dan 200 tekens. Kort hem in of maak er gewone tekst van."
            )
            self.errors.append(error_in(message % {"words": shortened(heading)}))

    def _lower_heading(self, one: Heading) -> None:
        content = (Span(f"{one.label} "), *one.content) if one.label else one.content
        words = {"level": one.level, "words": shortened(words_of(content))}
        if one.level > self.level:
            message = _("De kop van niveau %(level)s “%(words)s” is een vette alinea geworden.") % words
        else:
            message = _("De kop “%(words)s” is een vette alinea geworden, want er is al een titel.") % words
        self._note(message, lost=False)
        self._add(Paragraph(join([[replace(span, bold=True) for span in content]])))

    def _add(self, block: Block) -> None:
        if isinstance(block, ItemList):
            for remark in changes_of(block):
                self._note(remark.message, lost=remark.lost)
        self.section.blocks.append(block)
        self._arrive()

    def _arrive(self) -> None:
        """What links lead to just before a heading or a block is that section."""
        self.section.targets |= self.targets
        self.targets = set()

    def _note(self, message: str, *, lost: bool) -> None:
        words = {
            "number": self.section.number,
            "heading": shortened(self.section.heading, 40),
            "part": len(self.section.blocks) + 1,
        }
        if self.section.number is None:
            place = _("openingstekst, onderdeel %(part)s") % words
        else:
            place = _("paragraaf %(number)s “%(heading)s”, onderdeel %(part)s") % words
        self.notes.append(Note(place, message, lost))

    def _end(self) -> None:
        self.section.blocks += self.at_end
        self.at_end = []
        if self.section.number is not None and not self.section.blocks:
            self._note(_("Deze paragraaf heeft geen tekst. Vul haar aan of haal haar weg."), lost=False)

    def finish(self, title: str) -> ReadStatement:
        self._end()
        self._arrive()
        title = " ".join(title.split())
        if len(title) > MAX_TITLE:
            message = _("De titel “%(words)s” is langer dan 255 tekens. Kort hem in.")
            self.errors.append(error_in(message % {"words": shortened(title)}))
        if self.errors:
            raise RefusedInput(self.errors)
        if not title:
            message = _("Het bestand heeft geen titel; de titel van de verklaring blijft zoals hij is.")
            self.notes.insert(0, Note(_("titel"), message, lost=False))
        opening, *numbered = self.sections
        keep_opening = bool(opening.blocks or opening.targets)
        if not opening.blocks and opening.targets and numbered:
            numbered[0].targets |= opening.targets
            keep_opening = False
        notes = list(dict.fromkeys(self.notes))
        return ReadStatement(title, [opening, *numbered] if keep_opening else numbered, notes)
