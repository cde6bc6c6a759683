"""Read a statement from a file into sections: title first, numbered headings, lists, paragraphs.

Plain text (``.txt``): the title on the first line that is not empty; headings as ``1. Kop``, numbered
without gaps; list items start with ``-`` and are nested by one space per level; an empty line ends a
paragraph. Lines within a paragraph stay separate lines; a line under a list item without ``-`` belongs to
that item.
"""

import html
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from sharing.public import InputError, RefusedInput

MAX_BYTES = 5 * 1024 * 1024
MAX_TITLE = 255
MAX_HEADING = 200
LATER = {".docx", ".html", ".htm"}
_HEADING = re.compile(r"(\d{1,4})\.\s+(\S.*)", re.ASCII)
_ITEM = re.compile(r"-(?:\s+(.*))?")
_NOT_TEXT = {
    b"PK\x03\x04": "Word- of zipbestand",
    b"%PDF": "PDF-bestand",
    b"\xd0\xcf\x11\xe0": "oud Office-bestand",
}


@dataclass
class ListItem:
    """One item with its sub-items."""

    text: str
    items: list["ListItem"] = field(default_factory=list)


@dataclass
class ReadSection:
    """A section as read; ``number`` is None for the opening text. Blocks in reading order."""

    number: int | None
    heading: str
    blocks: list[list[str] | list[ListItem]] = field(default_factory=list)


@dataclass
class ReadStatement:
    """What a file holds."""

    title: str
    sections: list[ReadSection]

    def as_stream(self, anchors: dict[str, str] | None = None) -> list[dict]:
        """The raw value of ``StatementPage.body``; ``anchors`` keeps those of headings that exist."""
        return [
            {
                "type": "section",
                "value": {
                    "heading": section.heading,
                    "anchor": (anchors or {}).get(section.heading, ""),
                    "body": [_stream_block(block) for block in section.blocks],
                },
            }
            for section in self.sections
        ]


def read_statement(path: Path) -> ReadStatement:
    """Read a file. Raises RefusedInput with every error found, each with its line and what would be right."""
    if path.suffix.lower() in LATER:
        raise _refused(
            _("%(suffix)s kan nog niet worden ingelezen. Sla de tekst op als .txt (platte tekst, UTF-8).")
            % {"suffix": path.suffix}
        )
    if path.suffix.lower() != ".txt":
        raise _refused(
            _("Een verklaring wordt gelezen uit een .txt-bestand, niet uit “%(name)s”.") % {"name": path.name}
        )
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _refused(_("Het bestand is groter dan 5 MB. Lees alleen de tekst van de verklaring in."))
        data = path.read_bytes()
    except OSError as error:
        raise _refused(_("Het bestand is niet te lezen: %(why)s.") % {"why": error.strerror}) from error
    return read_text(decode(data))


def decode(data: bytes) -> str:
    """The text of a file in UTF-8 (BOM or not) or, failing that, Windows-1252. Raises RefusedInput."""
    for magic, kind in _NOT_TEXT.items():
        if data.startswith(magic):
            raise _refused(
                _("Dit is een %(kind)s, geen platte tekst. Sla de tekst op als .txt.") % {"kind": kind}
            )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused(_("Het bestand is in UTF-16 opgeslagen. Sla het op als UTF-8."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise _refused(_("Geen leesbare tekst. Sla het bestand op als UTF-8."), line=line) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    for number, line in enumerate(text.split("\n"), start=1):
        for character in line:
            if unicodedata.category(character) == "Cc" and character != "\t":
                raise _refused(
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

    def __init__(self):
        self.title = ""
        self.sections = [ReadSection(None, "")]
        self.errors: list[InputError] = []
        self.last_number = 0
        self.seen: dict[int, int] = {}  # heading number -> line
        self.after_empty = True
        # The open list as (indent, item) from the outermost to the innermost; empty when no list is open.
        self.open_items: list[tuple[int, ListItem]] = []

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
        item = ListItem(words)
        started = bool(self.open_items)
        while self.open_items and self.open_items[-1][0] >= indent:
            self.open_items.pop()
        blocks = self.sections[-1].blocks
        if self.open_items:
            self.open_items[-1][1].items.append(item)
        elif started:
            blocks[-1].append(item)
        else:
            blocks.append([item])
        self.open_items.append((indent, item))

    def _take_words(self, words: str) -> None:
        blocks = self.sections[-1].blocks
        if self.open_items and not self.after_empty:
            item = self.open_items[-1][1]
            item.text = f"{item.text} {words}".strip()
            return
        self.open_items = []
        if self.after_empty or not blocks or isinstance(blocks[-1][0], ListItem):
            blocks.append([])
        blocks[-1].append(words)

    def _error(self, message: str, line: int) -> None:
        self.errors.append(_error(message, line=line))

    def finish(self) -> ReadStatement:
        opening, *numbered = self.sections
        if not self.title:
            raise _refused(_("Het bestand bevat geen tekst. Zet de titel op de eerste regel."))
        if not numbered and not self.errors:
            self.errors.append(
                _error(
                    _("Er staan geen genummerde koppen in. Zet boven elke paragraaf een regel als “1. Kop”.")
                )
            )
        if self.errors:
            raise RefusedInput(self.errors)
        return ReadStatement(self.title, [opening, *numbered] if opening.blocks else numbered)


def _stream_block(block: list[str] | list[ListItem]) -> dict:
    if isinstance(block[0], ListItem):
        return {"type": "list", "value": _list_html(block)}
    return {
        "type": "paragraph",
        "value": f"<p>{'<br/>'.join(html.escape(line, quote=False) for line in block)}</p>",
    }


def _list_html(items: list[ListItem]) -> str:
    parts = (
        f"<li>{html.escape(item.text, quote=False)}{_list_html(item.items) if item.items else ''}</li>"
        for item in items
    )
    return f"<ul>{''.join(parts)}</ul>"


def _error(message: str, *, line: int | None = None) -> InputError:
    return InputError(message, place=_("regel %(line)s") % {"line": line} if line else "")


def _refused(message: str, *, line: int | None = None) -> RefusedInput:
    return RefusedInput([_error(message, line=line)])
