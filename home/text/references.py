"""Links from one section to another that say its number: “paragraaf 6”. They follow the number, in either language.

Such a reference is an ordinary link to a fixed address of this text (``#met-wie-wij-delen``) on the word for a section
and a number, so that it needs nothing of its own in what is stored, read in or frozen.
"""

import re
from collections.abc import Iterator, Mapping

from home.core.languages import ENGLISH, SOURCE

WORDS = {SOURCE: "paragraaf", ENGLISH: "section"}
_SAID = re.compile(rf"\s*({'|'.join(WORDS.values())})(?:\s|&nbsp;|\xa0)+\d+\s*", re.IGNORECASE)
_LINK = re.compile(r'<a\b[^>]*?\bhref="#([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)


def is_reference(words: str) -> bool:
    """Whether these words of a link name a section by its number."""
    return _SAID.fullmatch(words) is not None


def renumbered(html: str, numbers: Mapping[str, int | None], language: str) -> str:
    """The HTML in which every reference says the number that its section has now, in the words of ``language``.

    ``numbers`` are those of all sections by their fixed address. A reference to a section that is not there, or that
    has no number, stays as it was written.
    """

    def said(link: re.Match[str]) -> str:
        number = numbers.get(link[1])
        words = _SAID.fullmatch(link[2])
        if number is None or words is None:
            return link[0]
        word = WORDS.get(language, WORDS[SOURCE])
        word = word.capitalize() if words[1][0].isupper() else word
        return f"{link[0][: link.start(2) - link.start()]}{word} {number}</a>"

    return _LINK.sub(said, html) if 'href="#' in html else html


def links_within(html: str) -> Iterator[tuple[str, str]]:
    """The fixed address and the words of every link that leads to a place in the same text."""
    return ((link[1], link[2]) for link in _LINK.finditer(html))
