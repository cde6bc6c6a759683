"""Words of the conflict report's sentences; plain Dutch, like all evidence."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sharing.agreements.rules import AgreementFacts, last_effective_day
from sharing.conflicts.case import Case, number_of
from sharing.conflicts.facts import Flow, Organisation
from sharing.core.dutch import day_in_words, enumerated
from sharing.parties.choices import CAPACITY_WORDS

NAMED_AT_MOST = 5
NOUNS: dict[str, str] = {capacity: word.replace("_", " ") for word, capacity in CAPACITY_WORDS.items()}


def held(agreement: AgreementFacts) -> str:
    """That an agreement is in force, and how long."""
    last = last_effective_day(agreement)
    return f"van kracht tot en met {day_in_words(last)}" if last else "van kracht zonder einddatum"


def log_sentence(case: Case, flows: Sequence[Flow], what: str = "") -> str:
    """How many disclosures of these flows there were; empty when none."""
    number = number_of(flows)
    if not number:
        return ""
    deviations = number - number_of(flow for flow in flows if flow.permitted)
    since, last = day_in_words(case.facts.since), day_in_words(max(flow.last for flow in flows))
    if number == 1:
        as_deviation = ", als afwijking" if deviations else ""
        return f"Sinds {since} is er 1 verstrekking {what}vastgelegd{as_deviation}, op {last}."
    which = (
        ""
        if not deviations
        else ", alle als afwijking"
        if deviations == number
        else f", waarvan {thousands(deviations)} als afwijking"
    )
    return f"Sinds {since} zijn er {thousands(number)} verstrekkingen {what}vastgelegd{which}; de laatste op {last}."


def thousands(value: int) -> str:
    """A number as people write it: 1.234."""
    return f"{value:,}".replace(",", ".")


def names_of(names: Sequence[str]) -> str:
    """Names as an enumeration, not more than a few: a, b en nog 12 andere."""
    if len(names) <= NAMED_AT_MOST:
        return enumerated(names) if names else ""
    return f"{', '.join(sorted(names, key=str.casefold)[:NAMED_AT_MOST])} en nog {len(names) - NAMED_AT_MOST} andere"


def plural(things: Collection[Any], one: str, more: str) -> str:
    return one if len(things) == 1 else more


def told(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def categories_of(case: Case, codes: Iterable[str]) -> str:
    return enumerated(str(case.facts.names.categories.get(code, code)) for code in codes)


def recipients_of(case: Case, flows: Iterable[Flow]) -> list[Organisation]:
    codes = {flow.recipient for flow in flows}
    return [party for party in case.parties if party.code in codes]
