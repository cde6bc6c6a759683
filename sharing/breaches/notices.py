"""Whether persons can be written about a breach now, and what the letter says of itself (art. 34(2))."""

from typing import Any

from sharing.breaches.choices import PersonsDecision, ToldHow
from sharing.breaches.models import Breach
from sharing.breaches.queries import known_since
from sharing.core.periods import amsterdam_day
from sharing.letters.choices import LetterKind, LetterWay
from sharing.letters.words import day

_AS_HOW = {
    LetterWay.POST: ToldHow.LETTER,
    LetterWay.EMAIL: ToldHow.EMAIL,
    LetterWay.HANDED: ToldHow.IN_PERSON,
}


def fitting(breach: Breach) -> tuple[LetterKind, ...]:
    """The letter to persons; not of a client's breach, nor of one that is closed."""
    own = breach.on_behalf_of_id is None and breach.closed_at is None
    return (LetterKind.BREACH,) if own else ()


def number_of(breach: Breach, language: str) -> str:
    """What the letter is known by at ours."""
    return f"Data breach {breach.pk}" if language == "en" else f"Datalek {breach.pk}"


def told_by_letter(breach: Breach) -> dict[str, Any]:
    """That persons were told, on the day and in the way that the last letter to them went out; nothing before that."""
    sent = breach.letters.filter(sent_on__isnull=False).order_by("-sent_on", "-pk").first()
    if sent is None:
        return {}
    how = _AS_HOW[LetterWay(sent.sent_way)]
    return {"decision": PersonsDecision.INFORMED, "on": sent.sent_on, "how": how}


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
