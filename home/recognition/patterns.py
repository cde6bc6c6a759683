"""The table of patterns: which words read as which part of a statement. People can add rows; each has its example.

``patterns.csv`` beside this file has a row per pattern. A pattern is written as words: ``/`` between words that will
all do, ``*`` at the end of a word for any ending, ``…`` for at most so many other words, and ``{weken}`` or
``{maanden}`` for a number. ``niet`` names words that must not stand in the same sentence.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("patterns.csv")
COLUMNS = ["onderdeel", "waarde", "waar", "patroon", "niet", "voorbeeld"]
BETWEEN = 25  # so many words may stand where a pattern has dots
NUMBERS = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
    "tien": 10, "elf": 11, "twaalf": 12,
}  # fmt: skip
_NUMBER = rf"(?:[0-9]{{1,3}}|{'|'.join(NUMBERS)})"
_WORD = re.compile(r"[\w\u00c0-\u024f]+\*?(?:/[\w\u00c0-\u024f]+\*?)*")
_SENTENCES = re.compile(r"(?<=[.!?;:])\s+|\n+")
_NO_WORD = re.compile(r"[^\w\s]")


class Where(StrEnum):
    """What a pattern is looked for in."""

    SENTENCE = "zin"
    HEADING = "kop"
    ITEM = "punt"  # each item of a list


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of the table."""

    row: int
    part: str
    value: str
    where: Where
    words: re.Pattern[str]
    without: re.Pattern[str] | None
    example: str

    def found_in(self, sentence: str) -> dict[str, int] | None:
        """The numbers in a sentence that reads so (by ``weken`` and ``maanden``); None for another sentence."""
        words = plain_words(sentence)
        match = self.words.search(words)
        if match is None or (self.without and self.without.search(words)):
            return None
        return {name: number_of(text) for name, text in match.groupdict().items()}


def sentences_of(text: str) -> list[str]:
    """The sentences and lines of a text."""
    return [one.strip() for one in _SENTENCES.split(text) if one.strip()]


def plain_words(sentence: str) -> str:
    """The words of a sentence in lower case, each with a space behind."""
    return "".join(f"{word} " for word in _NO_WORD.sub("", sentence.casefold()).split())


def number_of(word: str) -> int:
    """A number in digits or in a word."""
    return NUMBERS[word] if word in NUMBERS else int(word)


@cache
def patterns() -> tuple[Pattern, ...]:
    """The rows of the table that comes with the product. Raises ValueError that names the row that is wrong."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(read(file))


def read(lines: Iterable[str]) -> Iterator[Pattern]:
    """The rows of a table. Raises ValueError that names the row that is wrong."""
    reader = csv.DictReader(lines, delimiter=";", strict=True)
    if reader.fieldnames != COLUMNS:
        raise ValueError(f"patterns.csv: the columns are {';'.join(COLUMNS)}")
    for number, row in enumerate(reader, start=2):
        try:
            pattern = Pattern(
                number,
                row["onderdeel"],
                row["waarde"],
                Where(row["waar"]),
                re.compile(r"(?:^|(?<= ))" + "".join(map(_token, row["patroon"].split()))),
                _any_of(row["niet"].split()),
                row["voorbeeld"],
            )
        except (ValueError, KeyError) as error:
            raise ValueError(f"patterns.csv, row {number}: {error}") from error
        if not any(pattern.found_in(one) is not None for one in sentences_of(pattern.example)):
            raise ValueError(f"patterns.csv, row {number}: the example does not read so")
        yield pattern


def _token(part: str) -> str:
    """One part of a pattern as a regular expression on plain words."""
    if part == "…":
        return rf"(?:\S+ ){{0,{BETWEEN}}}?"
    if part in ("{weken}", "{maanden}"):
        return rf"(?P<{part[1:-1]}>{_NUMBER}) "
    if not _WORD.fullmatch(part):
        raise ValueError(f"“{part}” is no word, …, {{weken}} or {{maanden}}")
    words = "|".join(rf"{one[:-1]}\S*" if one.endswith("*") else one for one in part.casefold().split("/"))
    return rf"(?:{words}) "


def _any_of(words: list[str]) -> re.Pattern[str] | None:
    if not words:
        return None
    return re.compile(rf"(?:^|(?<= ))(?:{'|'.join(map(_token, words))})")
