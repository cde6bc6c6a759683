"""Read a statement from a file into sections: title first, numbered headings, lists, paragraphs.

Plain text (``.txt``): the title on the first line that is not empty; headings as ``1. Kop``, numbered
without gaps; list items start with ``-`` and are nested by one space per level; an empty line ends a
paragraph. Lines within a paragraph stay separate lines; a line under a list item without ``-`` belongs to
that item.
"""

import re
import unicodedata

from django.utils.translation import gettext as _

from home.reading.model import ItemList, ListItem, Paragraph, ReadSection, ReadStatement, plain
from home.reading.refusing import MAX_HEADING, MAX_TITLE, error_in, refusal
from sharing.public import InputError, RefusedInput

_HEADING = re.compile(r"(\d{1,4})\.\s+(\S.*)", re.ASCII)
_ITEM = re.compile(r"-(?:\s+(.*))?")


def decode(data: bytes) -> str:
    """The text of a file in UTF-8 (BOM or not) or, failing that, Windows-1252. Raises RefusedInput."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refusal(_("Het bestand is in UTF-16 opgeslagen. Sla het op als UTF-8."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError as error:
            wrong = data.count(b"\n", 0, error.start) + 1
            raise refusal(_("Geen leesbare tekst. Sla het bestand op als UTF-8."), line=wrong) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    for number, line in enumerate(text.split("\n"), start=1):
        for character in line:
            if unicodedata.category(character) == "Cc" and character != "\t":
                raise refusal(
                    _("Bevat het onleesbare teken U+%(code)04X. Haal het weg of sla de tekst op als UTF-8.")
                    % {"code": ord(character)},
                    line=number,
                )
    return text


def read_text(text: str) -> ReadStatement:
    """The statement in a text. Raises RefusedInput with every error found."""
    reader = _Reader()
    for number, line in enumerate(text.split("\n"), start=1):
        reader.take(number, line.rstrip())
    return reader.finish()


class _Reader:
    """Goes through the lines once; the words of every line end up in exactly one place."""

    def __init__(self) -> None:
        self.title = ""
        self.sections = [ReadSection(None, "")]
        self.errors: list[InputError] = []
        self.last_number = 0
        self.seen: dict[int, int] = {}  # heading number -> line
        self.after_empty = True
        # The open list as (indent, item, its lines) from the outermost to the innermost; empty without a list.
        self.open_items: list[tuple[int, ListItem, list[str]]] = []
        # Lines become words at the end, in one go: adding them one by one would take quadratic time.
        self.gathered: list[tuple[Paragraph | ListItem, str, list[str]]] = []

    def take(self, number: int, line: str) -> None:
        words = line.strip()
        if not words:
            self.after_empty = True
            return
        if not self.title:
            self._take_title(number, words)
        elif not self._take_heading(number, line):
            item = _ITEM.fullmatch(words)
            if item:
                self._take_item(number, len(line.expandtabs(1)) - len(words), (item[1] or "").strip())
            else:
                self._take_words(words)
        self.after_empty = False

    def _take_title(self, number: int, words: str) -> None:
        self.title = words
        if _HEADING.fullmatch(words) or _ITEM.fullmatch(words):
            self._error(
                _("Hier hoort de titel, maar dit is een kop of een lijstpunt. Zet de titel erboven."), number
            )
        elif len(words) > MAX_TITLE:
            self._error(
                _("De titel is langer dan 255 tekens. Zet op de eerste regel alleen de titel."), number
            )

    def _take_heading(self, number: int, line: str) -> bool:
        match = _HEADING.fullmatch(line)
        if not match:
            return False
        given, expected = int(match[1]), self.last_number + 1
        if given != expected and not self.after_empty:
            return False  # a wrapped line of a paragraph that happens to begin with a number
        if given != expected:
            words = {"given": given, "expected": expected, "first": self.seen.get(given)}
            problem = _("Kopnummer %(given)s staat ook al op regel %(first)s.") if given in self.seen else ""
            remedy = _(
                "Hier wordt kop %(expected)s verwacht, niet %(given)s. Nummer de koppen 1, 2, 3 enz.; een "
                "lijst begint met “-”."
            )
            self._error(f"{problem} {remedy}".strip() % words, number)
        elif len(match[2]) > MAX_HEADING:
            self._error(_("De kop is langer dan 200 tekens. Zet een lege regel tussen kop en tekst."), number)
        self.last_number = given
        self.seen.setdefault(given, number)
        self.sections.append(ReadSection(given, match[2].strip()))
        self.open_items = []
        return True

    def _take_item(self, number: int, indent: int, words: str) -> None:
        if not words:
            self._error(_("Een lijstpunt zonder tekst. Vul het aan of haal het streepje weg."), number)
        item = ListItem(())
        started = bool(self.open_items)
        while self.open_items and self.open_items[-1][0] >= indent:
            self.open_items.pop()
        blocks = self.sections[-1].blocks
        if self.open_items:
            lists = self.open_items[-1][1].lists
            if not lists:
                lists.append(ItemList())
            lists[0].items.append(item)
        elif started and isinstance(blocks[-1], ItemList):
            blocks[-1].items.append(item)
        else:
            blocks.append(ItemList([item]))
        self.open_items.append((indent, item, self._gather(item, " ", words)))

    def _take_words(self, words: str) -> None:
        blocks = self.sections[-1].blocks
        if self.open_items and not self.after_empty:
            self.open_items[-1][2].append(words)
            return
        self.open_items = []
        if self.after_empty or not blocks or isinstance(blocks[-1], ItemList):
            paragraph = Paragraph(())
            blocks.append(paragraph)
            self._gather(paragraph, "\n", words)
        else:
            self.gathered[-1][2].append(words)

    def _gather(self, into: Paragraph | ListItem, between: str, words: str) -> list[str]:
        self.gathered.append((into, between, [words]))
        return self.gathered[-1][2]

    def _error(self, message: str, line: int) -> None:
        self.errors.append(error_in(message, line=line))

    def finish(self) -> ReadStatement:
        opening, *numbered = self.sections
        if not self.title:
            raise refusal(_("Het bestand bevat geen tekst. Zet de titel op de eerste regel."))
        if not numbered and not self.errors:
            self.errors.append(
                error_in(
                    _("Er staan geen genummerde koppen in. Zet boven elke paragraaf een regel als “1. Kop”.")
                )
            )
        if self.errors:
            raise RefusedInput(self.errors)
        for into, between, lines in self.gathered:
            into.content = plain(between.join(lines).strip())
        return ReadStatement(self.title, [opening, *numbered] if opening.blocks else numbered)
