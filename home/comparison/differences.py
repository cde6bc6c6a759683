"""Two pieces of HTML as one, with insertions in ``<ins>`` and deletions in ``<del>``.

Blocks are compared with blocks, and words with words inside a block. The words go through ``lxml.html.diff``, which
leaves out equal words that stand alone amid changes. Its ``htmldiff`` for whole pages is not used: it throws away
the markup of what was deleted, and two paragraphs that became one are no difference to it. Here the result is valid
by construction, and every word of both is in it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import chain, pairwise, repeat, takewhile
from typing import Any

from lxml.html.diff import htmldiff_tokens, token

from home.comparison.markup import (
    DELETED,
    INSERTED,
    KEPT,
    Unit,
    note,
    with_address,
    write_blocks,
    write_tag,
    write_units,
)
from home.comparison.pieces import Piece, Word, read_pieces, read_words

SAME_PIECE = 0.3  # from this share of common words two blocks are one, rewritten
MOST_PAIRS = 10_000  # beyond this many combinations blocks are paired by place
_SAME_PLACE = 0.01  # cells of a row and words of a block belong together, however different

PiecePair = tuple[Piece | None, Piece | None]


def compare_html(old: str, new: str) -> str:
    """Both as one piece of safe HTML; nothing is marked when a reader sees no difference."""
    return _compare_blocks(read_pieces(old), read_pieces(new), in_structure=False)


def compare_words(old: str, new: str) -> str:
    """The same for plain text, such as a heading."""
    return write_units(_compare_words(read_words(old), read_words(new)))


def is_marked(html: str) -> bool:
    """Whether anything in a comparison was inserted or deleted."""
    return "<ins" in html or "<del" in html


def word_pairs(text: str) -> Counter[Any]:
    """How often which two words follow each other: more telling than words alone, which all texts share."""
    words = text.casefold().split()
    return Counter[Any](pairwise(words)) if len(words) > 1 else Counter[Any](words)


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of what both have, 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _share_of_smaller(one: Counter[str], other: Counter[str]) -> float:
    smaller = min(one.total(), other.total())
    return (one & other).total() / smaller if smaller else 0.0


def _compare_blocks(old: Sequence[Piece], new: Sequence[Piece], *, in_structure: bool) -> str:
    parts: list[str] = []
    gone: list[Piece] = []
    come: list[Piece] = []

    def flush() -> None:
        parts.append(write_blocks(gone, DELETED, in_structure=in_structure))
        parts.append(write_blocks(come, INSERTED, in_structure=in_structure))
        gone.clear()
        come.clear()

    for before, after in _pairs(old, new):
        if before and after:
            flush()
            parts.append(_compare_block(before, after))
        elif before:
            gone.append(before)
        elif after:
            come.append(after)
    flush()
    return "".join(parts)


def _compare_block(old: Piece, new: Piece) -> str:
    if old.key == new.key:
        return write_blocks([new], KEPT, in_structure=True)
    if not new.tag:
        return write_units(_compare_words(old.words, new.words))
    inside = _compare_blocks(old.children, new.children, in_structure=old.is_structure or new.is_structure)
    return write_tag(new, inside)


def _pairs(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[PiecePair]:
    """Blocks that belong together, in order; alone where there is no other."""
    matcher = SequenceMatcher(
        None, [block.key for block in old], [block.key for block in new], autojunk=False
    )
    for what, i, to_i, j, to_j in matcher.get_opcodes():
        if what == "equal":
            yield from zip(old[i:to_i], new[j:to_j], strict=True)
        else:
            yield from _alike(old[i:to_i], new[j:to_j])


def _alike(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[PiecePair]:
    """Pairs the blocks that look most alike, keeping the order of both."""
    if len(old) * len(new) > MOST_PAIRS:
        size = max(len(old), len(new))
        for before, after in zip(_filled(old, size), _filled(new, size), strict=True):
            if before and after and not _score(before, after, _bag(before), _bag(after)):
                yield before, None
                yield None, after
            else:
                yield before, after
        return
    left, right = [_bag(block) for block in old], [_bag(block) for block in new]
    scores = [[_score(a, b, left[i], right[j]) for j, b in enumerate(new)] for i, a in enumerate(old)]
    best = [[0.0] * (len(new) + 1) for _row in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            together = scores[i][j] + best[i + 1][j + 1] if scores[i][j] else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(old) and j < len(new):
        if scores[i][j] and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1
    yield from ((block, None) for block in old[i:])
    yield from ((None, block) for block in new[j:])


def _filled(blocks: Sequence[Piece], size: int) -> list[Piece | None]:
    return [*blocks, *[None] * (size - len(blocks))]


def _bag(block: Piece) -> Counter[Any]:
    """The words by which a block is known: an item of a list by its own, not by those of the list under it."""
    own = " ".join(child.text for child in block.children if not child.tag)
    words = (own or block.text).casefold().split()
    return Counter[Any](words) + Counter[Any](pairwise(words))


def _score(old: Piece, new: Piece, left: Counter[str], right: Counter[str]) -> float:
    """How much two blocks are one; 0 when they are not."""
    if old.tag != new.tag:
        return 0.0
    if new.tag in ("", "td", "th"):
        return likeness(left, right) + _SAME_PLACE
    # A list or table that grew is still the same one.
    score = likeness(left, right) if not new.is_structure else _share_of_smaller(left, right)
    return score if score >= SAME_PIECE else 0.0


class _Token(token):
    """A word as ``lxml.html.diff`` compares it; only the order in which they come back matters."""

    def html(self) -> str:
        return "word"


def _compare_words(old: Sequence[Word], new: Sequence[Word]) -> list[Unit]:
    """What became of each word, in reading order; what went stands before what came."""
    start = _common_start(old, new)
    ends = min(_common_start(old[::-1], new[::-1]), len(old) - start, len(new) - start)
    units: list[Unit] = []
    gone: list[Word] = []
    come: list[Word] = []

    def flush() -> None:
        for status, words in ((DELETED, gone), (INSERTED, come)):
            for word in words:
                units.extend(with_address(status, word))
            words.clear()

    before, after = iter(old), iter(new)
    middle = _statuses(old[start : len(old) - ends], new[start : len(new) - ends])
    for status in chain(repeat(KEPT, start), middle, repeat(KEPT, ends)):
        if status == DELETED:
            gone.append(next(before))
        elif status == INSERTED:
            come.append(next(after))
        else:
            flush()
            units += _kept(next(before), next(after))
    flush()
    return units


def _same(pair: tuple[Word, Word]) -> bool:
    return pair[0].text == pair[1].text


def _common_start(old: Sequence[Word], new: Sequence[Word]) -> int:
    return sum(1 for _pair in takewhile(_same, zip(old, new, strict=False)))


def _statuses(old: Sequence[Word], new: Sequence[Word]) -> Iterator[str]:
    """For each word of both in turn whether it was kept, deleted or inserted, from what lxml writes."""
    status = KEPT
    for chunk in htmldiff_tokens([_Token(word.text) for word in old], [_Token(word.text) for word in new]):
        mark = chunk.strip()
        if mark.startswith("</"):
            status = KEPT
        elif mark.startswith("<"):
            status = mark.strip("<>")
        else:
            yield status


def _kept(old: Word, new: Word) -> Iterator[Unit]:
    """A word of both; where its link leads is told when that is another place now."""
    moved = old.address != new.address
    told = moved and (old.ends_link or new.ends_link)
    yield KEPT, replace(new, space=old.space or new.space or told)
    if moved and old.ends_link:
        yield DELETED, note(old)
    if moved and new.ends_link:
        yield INSERTED, note(new)
