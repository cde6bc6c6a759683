"""Whether persons can be written about a breach now, and what the letter says of itself (art. 34(2))."""

from sharing.breaches.models import Breach
from sharing.breaches.queries import known_since
from sharing.core.periods import amsterdam_day
from sharing.letters.choices import LetterKind
from sharing.letters.words import day


def fitting(breach: Breach) -> tuple[LetterKind, ...]:
    """The letter to persons; not of a client's breach, nor of one that is closed."""
    own = breach.on_behalf_of_id is None and breach.closed_at is None
    return (LetterKind.BREACH,) if own else ()


def number_of(breach: Breach, language: str) -> str:
    """What the letter is known by at ours."""
    return f"Data breach {breach.pk}" if language == "en" else f"Datalek {breach.pk}"


def values_of(breach: Breach, language: str) -> dict[str, str]:
    """What is known of the fields of the letter; its words are those of the register until somebody puts them
    otherwise.
    """
    return {
        "bekend_op": day(amsterdam_day(known_since(breach)), language),
        "wat_er_gebeurde": breach.facts,
        "gegevens": ", ".join(str(one.category) for one in breach.records.select_related("category")),
        "gevolgen": breach.consequences,
        "maatregelen": "\n".join(filter(None, (breach.measures_after, breach.measures_next))),
    }
