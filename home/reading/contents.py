"""A contents list, whatever made it: lines that are the headings of the text once more, before the text itself."""

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from home.reading.model import Inline, ItemList, Paragraph, Table, words_of
from home.reading.parts import Aside, Found, Heading, Remark, texts_of

FEWEST = 3  # so many headings in a row are a contents list; fewer may be a sentence
EARLY = 1  # headings before it: the title, perhaps
_TITLES = {"inhoud", "inhoudsopgave", "contents", "table of contents", "op deze pagina", "in deze verklaring"}
# A number in front, and dots or a tab with the number of a page behind.
_IN_FRONT = re.compile(
    r"^\s*(?:(?:artikel|hoofdstuk|paragraaf)\s+)?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)(?:[.):]+\s*|\s+)",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"(?:\s*\.{2,}\s*|\s*…+\s*|\t\s*|\s+)\d{1,4}\s*$")


def without_contents(found: Sequence[Found]) -> tuple[list[Found], list[str]]:
    """What was found without a contents list, a remark in its place; and the words of that list."""
    headings = {_bare(words_of(one.content)) for one in found if isinstance(one, Heading)} - {""}
    left: list[Found] = list(found)
    dropped: list[str] = []
    for start, end in reversed(list(_runs(left, headings))):
        remark = Remark(_("De inhoudsopgave is weggelaten; de site maakt er zelf een."), lost=False)
        asides = [one for one in left[start:end] if isinstance(one, Aside)]
        dropped += map(words_of, texts_of(left[start:end]))
        left[start:end] = [remark, *asides]
    return left, dropped


def _runs(found: Sequence[Found], headings: set[str]) -> Iterator[tuple[int, int]]:
    """Where lines that are headings follow one another, with the line above that calls them contents."""
    start, lines = None, set[str]()
    for position, one in enumerate([*found, None]):
        if start is not None and isinstance(one, Aside):
            continue
        of_one = _lines(one, headings)
        if of_one:
            start = position if start is None else start
            lines |= of_one
            continue
        if start is not None:
            first = _with_title(found, start)
            early = sum(isinstance(one, Heading) for one in found[:first]) <= EARLY
            # Further on, a list may name the parts it is about.
            if first < start or (early and len(lines) >= FEWEST):
                yield first, position
        start, lines = None, set()


def _with_title(found: Sequence[Found], start: int) -> int:
    before = start - 1
    while before >= 0 and isinstance(found[before], Aside):
        before -= 1
    one = found[before] if before >= 0 else None
    if isinstance(one, Heading | Paragraph) and _plain(words_of(one.content)).rstrip(":") in _TITLES:
        return before
    return start


def _lines(one: Found | None, headings: set[str]) -> set[str]:
    """The headings that a block is made of; nothing when it has other words too."""
    if not isinstance(one, Paragraph | ItemList | Table):
        return set()
    lines = [line for text in texts_of([one]) for line in _split(text)]
    known = {_known(line, headings) for line in lines}
    return known if known and "" not in known else set()


def _split(text: Inline) -> list[str]:
    return [line for line in words_of(text).replace(" | ", "\n").split("\n") if line.strip()]


def _known(line: str, headings: set[str]) -> str:
    """The heading that a line is, with or without a number and a page; empty when it is none."""
    for words in (_bare(line), _bare(_BEHIND.sub("", line))):
        if words in headings:
            return words
    return ""


def _bare(words: str) -> str:
    words = words.strip().removeprefix("- ")
    return _plain(_IN_FRONT.sub("", words, count=1) or words)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
