"""Dossier numbers where they do not belong: in a sentence that is kept in readable form. Pure."""

import re

from sharing.core.dossiers import MAX_LENGTH

_WORD = re.compile(r"[^\s,;|()\[\]“”\"']+")
_MOST_WORDS = 2_000
# At least four digits, with letters before them or not, and signs between them: 2026-0042, D-1234, kl.100.200.
_NUMBER = r"(?:[^\W\d_]{1,8}[-/._]?)?[0-9][0-9./-]{2,}[0-9]"
_LIST = re.compile(rf"(?<![\w]){_NUMBER}(?:\s*(?:[,;|\n&]|\ben\b)\s*{_NUMBER})+", re.IGNORECASE)
# What also looks like that: years, days, and amounts of thousands.
_OTHERWISE = re.compile(
    r"\b(?:(?:19|20)[0-9]{2}|[0-9]{1,2}[-./][0-9]{1,2}[-./](?:19|20)?[0-9]{2}|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"
    r"|[0-9]{1,3}(?:\.[0-9]{3})+)(?![\w-]|[./][0-9])"
)


def may_be_numbers(text: str) -> list[str]:
    """The words of a text that could be a dossier number: every one with a digit in it."""
    words = (word.strip(".:!?") for word in _WORD.findall(text)[:_MOST_WORDS])
    return [word for word in words if len(word) <= MAX_LENGTH and any(map(str.isdigit, word))]


def lists_numbers(text: str) -> bool:
    """Whether a text enumerates what look like dossier numbers: two or more, other than years, days and amounts."""
    return _LIST.search(_OTHERWISE.sub("x", text)) is not None
