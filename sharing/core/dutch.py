"""Words for sentences that are kept as evidence.

Findings and reasons are stored with what they judged, in the language of the statement. They are therefore
plain Dutch and do not pass through the interface's translation.
"""

from collections.abc import Iterable
from datetime import date, datetime

from sharing.core.periods import on_the_clock

_MONTHS = {
    1: "januari",
    2: "februari",
    3: "maart",
    4: "april",
    5: "mei",
    6: "juni",
    7: "juli",
    8: "augustus",
    9: "september",
    10: "oktober",
    11: "november",
    12: "december",
}


def day_in_words(day: date) -> str:
    """A day as people write it: 31 maart 2026."""
    return f"{day.day} {_MONTHS[day.month]} {day.year}"


def instant_in_words(instant: datetime, *, seconds: bool = False) -> str:
    """An aware instant on the Amsterdam clock: 31 maart 2026 om 14:05, or 14:05:40 with its seconds.

    In the hour that comes twice it says which of the two.
    """
    local = on_the_clock(instant)
    clock = f"{local:%H:%M:%S}" if seconds else f"{local:%H:%M}"
    return f"{day_in_words(local)} om {clock}{which_of_two(local)}"


def which_of_two(local: datetime) -> str:
    """For a moment on the Amsterdam clock that comes twice, in words which of the two it is; else empty."""
    summer, winter = local.replace(fold=0).utcoffset(), local.replace(fold=1).utcoffset()
    if summer is None or winter is None or summer <= winter:
        return ""
    return " (wintertijd)" if local.fold else " (zomertijd)"


def sentence(text: str) -> str:
    """The text as a sentence begins: with a capital."""
    return text[:1].upper() + text[1:]


def within(text: str) -> str:
    """A heading as it stands within a sentence: without its capital; abbreviations keep theirs."""
    return text[:1].lower() + text[1:]


def enumerated(words: Iterable[str], last: str = "en") -> str:
    """Words as a Dutch enumeration in alphabetical order: appels, noten en peren."""
    *head, tail = sorted(words, key=str.casefold)
    return f"{', '.join(head)} {last} {tail}" if head else tail
