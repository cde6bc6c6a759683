"""Special, criminal and national-id data: the promise's layer and the law's (AVG art. 9, 10, 87; UAVG 22-33, 46).

Of several sensitive categories each is judged alone: one may rest on a ground, another on consent.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from sharing.commitments.choices import SpecialCategoriesPolicy
from sharing.gate.facts import Entry, Facts
from sharing.gate.findings import (
    Finding,
    categories_in_words,
    cite,
    consent_wanted,
    found,
    promise_for,
    purpose_in_words,
)
from sharing.grounds.rules import GroundFacts, first_covering
from sharing.reference.choices import DataKind
from sharing.reference.law import AVG_APPLIES


class Ungrounded(NamedTuple):
    """Categories that no registered ground lets go; explicit consent of the person still may."""

    special: frozenset[str] = frozenset()
    criminal: frozenset[str] = frozenset()


def ungrounded(entry: Entry, facts: Facts) -> Ungrounded:
    """Which special and criminal categories rest on no ground that day."""
    return Ungrounded(
        _without_ground(entry, facts, entry.special_categories, DataKind.SPECIAL),
        _without_ground(entry, facts, entry.criminal_categories, DataKind.CRIMINAL),
    )


def national_id(entry: Entry, facts: Facts) -> Iterator[Finding]:
    """An identification number needs a provision of law; consent never helps."""
    missing = _without_ground(entry, facts, entry.national_id_categories, DataKind.NATIONAL_ID)
    if missing:
        yield found(
            "national-id-without-provision",
            f"Voor {_shared_with(entry, facts, missing)} is geen grond met een wettelijke bepaling vastgelegd die toen "
            "gold.",
            lenient=facts.lenient,
        )


def promised(entry: Entry, facts: Facts, consented: Callable[[str], bool]) -> Iterator[Finding]:
    """What the statement promises about special categories; ``consented``: this person explicitly, to a category."""
    promise = promise_for(entry, facts)
    if promise is None or promise.special_categories != SpecialCategoriesPolicy.EXPLICIT_CONSENT_ONLY:
        return
    missing = [code for code in entry.special_categories if not consented(code)]
    if missing:
        yield found(
            "special-without-explicit-consent",
            "Bijzondere persoonsgegevens worden volgens de verklaring alleen gedeeld met uitdrukkelijke toestemming, "
            f"en die was er niet voor {consent_wanted(entry, facts, missing)}.",
            cite(promise, 3, "artikel 9, lid 2, onder a, AVG"),
        )


def lawful(
    entry: Entry, facts: Facts, without: Ungrounded, consented: Callable[[str], bool]
) -> Iterator[Finding]:
    """What the law asks of categories ``without`` a ground: explicit consent, to each of them."""
    for code, categories in (
        ("special-without-ground", without.special),
        ("criminal-without-ground", without.criminal),
    ):
        missing = [one for one in categories if not consented(one)]
        if missing:
            yield found(
                code,
                f"Voor {_shared_with(entry, facts, missing)} is geen wettelijke uitzondering vastgelegd die toen gold, "
                "en uitdrukkelijke toestemming was er niet.",
                lenient=facts.lenient,
            )


def ground_for(entry: Entry, facts: Facts, category: str, kind: str) -> GroundFacts | None:
    """The first ground that lets this category of this kind go that day; None when none does."""
    return first_covering(
        facts.grounds,
        category,
        kind,
        purpose_line=entry.purpose_line,
        recipient=entry.recipient,
        capacity=entry.capacity,
        provisions=facts.provisions,
        day=entry.day,
    )


def _without_ground(entry: Entry, facts: Facts, categories: frozenset[str], kind: str) -> frozenset[str]:
    """Those of the categories that no ground covers; the client answers for what is done for him."""
    if not categories or entry.on_behalf_of or entry.day < AVG_APPLIES:
        return frozenset()
    return frozenset(category for category in categories if ground_for(entry, facts, category, kind) is None)


def _shared_with(entry: Entry, facts: Facts, categories: list[str] | frozenset[str]) -> str:
    return (
        f"het delen van {categories_in_words(categories, facts)} met {facts.party.name} voor het doeleinde "
        f"{purpose_in_words(entry, facts)}"
    )
