"""From loose pieces of text with their format to tidy paragraphs."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from home.reading.model import Inline, Span

BREAK = "\N{LINE SEPARATOR}"  # stands for <br> while white space collapses
_SPACES = re.compile(r"[ \t\r\n\f\v]+")


def paragraphs(pieces: Iterable[Span]) -> list[Inline]:
    """The pieces as paragraphs: white space collapsed, one break is a new line, more are a new paragraph."""
    found: list[list[list[Span]]] = [[]]
    for line in map(_tidy, _lines(pieces)):
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [join(lines) for lines in found if lines]


def join(lines: Iterable[Iterable[Span]], between: str = "\n") -> Inline:
    """Lines as one piece of text; neighbours in the same format are one span."""
    spans: list[Span] = []
    for line in lines:
        if spans:
            spans.append(replace(spans[-1], text=between))
        spans += line
    groups = groupby(spans, key=lambda span: (span.bold, span.italic, span.href))
    return tuple(Span("".join(span.text for span in group), *form) for form, group in groups)


def _lines(pieces: Iterable[Span]) -> Iterable[list[Span]]:
    line: list[Span] = []
    for piece in pieces:
        first, *more = piece.text.split(BREAK)
        line.append(replace(piece, text=first))
        for text in more:
            yield line
            line = [replace(piece, text=text)]
    yield line


def _tidy(line: list[Span]) -> list[Span]:
    """A line without white space at its ends, and single spaces inside; nothing when it holds no words."""
    words = [(number, span) for number, span in enumerate(line) if span.text.strip()]
    if not words:
        return []
    (first, start), (last, _end) = words[0], words[-1]
    tidied: list[Span] = []
    after_space = False
    for span in [replace(start, text=start.text.lstrip()), *line[first + 1 : last + 1]]:
        text = _SPACES.sub(" ", span.text)
        text = text.removeprefix(" ") if after_space else text
        if text:
            after_space = text.endswith(" ")
            tidied += _without_linked_spaces(replace(span, text=text))
    tidied[-1] = replace(tidied[-1], text=tidied[-1].text.rstrip())
    return tidied


def _without_linked_spaces(span: Span) -> list[Span]:
    """A space at an end of a link, as Word likes to put there, belongs to the text around it."""
    words = span.text.strip(" ")
    if not span.href or words == span.text:
        return [span]
    space = replace(span, text=" ", href="")
    before, after = span.text.startswith(" "), span.text.endswith(" ") and bool(words)
    return [*[space] * before, *[replace(span, text=words)] * bool(words), *[space] * after]
