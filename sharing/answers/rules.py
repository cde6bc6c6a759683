"""What an answer shows of one disclosure, and which words of it are black. Pure: no models, no clock."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

COLLEAGUE = "colleague"


@dataclass(frozen=True, slots=True)
class Black:
    """Words that are not shown, by the code of why (``BlackOutGround``, or ``COLLEAGUE``)."""

    ground: str


Pieces = tuple[str | Black, ...]


@dataclass(frozen=True, slots=True)
class What:
    """All that an answer says of a disclosure but its moment and description; those that agree in it are a series.

    Words are those for readers; ``exceptions`` are per sensitive category its name and what allowed it to go (art.
    9(2), 10 and 87), as far as that is registered; ``provision`` is what somebody typed, in pieces. ``safeguard`` is
    empty inside the EEA, ``version`` None before the first statement.
    """

    purpose: str
    categories: tuple[str, ...]
    legal_basis: str
    provision: Pieces
    country: str
    safeguard: str
    version: int | None
    exceptions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """One disclosure in an answer: to whom (key, name, code of the capacity), what, when, and the description."""

    recipient: int
    name: str
    capacity: str
    what: What
    at: datetime
    description: Pieces = ()

    @property
    def grounds(self) -> list[str]:
        """The grounds of all that is black in it."""
        return grounds_in((*self.what.provision, *self.description))


def pieces_of(
    text: str, passages: Mapping[str, str], colleagues: Sequence[str], alone: Sequence[str] = ()
) -> Pieces:
    """The text in pieces: what is shown, and what is black.

    ``passages`` gives per marked text its ground; it is black wherever it ``stands_in`` the text. ``colleagues`` are
    names of accounts, which are black as whole words; ``alone`` names of one part, which are so only where they are
    written as a name, with the initials before it. Of overlapping ones the longer run is one black piece. However a
    letter with an accent was written, it is one letter.
    """
    text = _composed(text)
    folded = text.casefold()
    runs = sorted(
        (
            *(run for passage, ground in passages.items() for run in _runs(_pattern(passage), text, ground)),
            *(
                run
                for name in map(_composed, colleagues)
                if name.split()[0].casefold() in folded
                for run in _runs(rf"(?<!\w){_pattern(name)}(?!\w)", text, COLLEAGUE)
            ),
            *(
                run
                for name in map(_composed, alone)
                if name.split()[0].casefold() in folded
                for run in _runs(_as_a_name(name), text, COLLEAGUE, 0)
            ),
        ),
        key=lambda run: (run[0], -run[1]),
    )
    pieces: list[str | Black] = []
    shown_until = 0
    for start, end, ground in runs:
        if start < shown_until and pieces and isinstance(pieces[-1], Black):
            shown_until = max(shown_until, end)
            continue
        if start > shown_until:
            pieces.append(text[shown_until:start])
        pieces.append(Black(ground))
        shown_until = end
    if shown_until < len(text):
        pieces.append(text[shown_until:])
    return tuple(pieces)


def passages_in(lines: Iterable[str]) -> list[str]:
    """What is to be black, each once, of lines as they were typed."""
    return list(dict.fromkeys(line.strip() for line in lines if line.strip()))


def stands_in(passage: str, text: str) -> bool:
    """Whether a marked text would be black somewhere in this text: in whatever case, with whatever space between."""
    return re.search(_pattern(passage), _composed(text), re.IGNORECASE) is not None


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _pattern(words: str) -> str:
    return r"\s+".join(map(re.escape, _composed(words).split()))


def _as_a_name(name: str) -> str:
    """``Bakker`` and ``S. Bakker``, no ``bakker``; ``de Vries`` also where a sentence begins with it."""
    written = name.title() if name.islower() else name
    ways = dict.fromkeys((written, written[0].upper() + written[1:], written.upper()))
    return rf"(?<!\w)(?:[A-Z]\.\s*)*(?:{'|'.join(map(_pattern, ways))})(?!\w)"


def _runs(pattern: str, text: str, ground: str, flags: int = re.IGNORECASE) -> Iterable[tuple[int, int, str]]:
    return ((*found.span(), ground) for found in re.finditer(pattern, text, flags) if found[0])


def grounds_in(pieces: Pieces) -> list[str]:
    """The grounds of the black pieces, each once, in their order."""
    return list(dict.fromkeys(piece.ground for piece in pieces if isinstance(piece, Black)))
