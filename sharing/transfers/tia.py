"""Transfer impact assessments (C-311/18): dated, and of a party in a country rather than of one mechanism."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sharing.core.dutch import day_in_words
from sharing.reference.law import ASSESSMENT_ASKED


@dataclass(frozen=True, slots=True)
class Tia:
    """A transfer impact assessment: of a party in a country, on a day. ``review_due``: when to look again."""

    party: str
    country: str
    day: date
    positive: bool
    review_due: date | None = None


def tias_of(party: str, country: str, assessments: Iterable[Tia]) -> list[Tia]:
    """The assessments of this party in this country, in the order in which they decide: of one day the negative one
    comes last.
    """
    ours = (one for one in assessments if (one.party, one.country) == (party, country))
    return sorted(ours, key=lambda one: (one.day, not one.positive, one.review_due or date.max))


def latest_tia(tias: Sequence[Tia], day: date) -> Tia | None:
    """The assessment that decides on that day: the latest one at or before it; ``tias`` are sorted.

    One whose ``review_due`` has passed still decides, until it is made anew; the reason says so.
    """
    return next((one for one in reversed(tias) if one.day <= day), None)


def tia_gap(tias: Sequence[Tia], day: date) -> str:
    """Why an art. 46 mechanism does not carry that day, as the rest of a sentence; empty when it does."""
    tia = latest_tia(tias, day)
    if day < ASSESSMENT_ASKED or (tia and tia.positive):
        return ""
    if tia:
        return f"de TIA van {day_in_words(tia.day)} had geen positieve conclusie"
    if tias:
        return f"de TIA is van na die dag ({day_in_words(tias[0].day)})"
    return "een positieve TIA met datum ontbreekt"


def tia_in_words(tia: Tia | None, day: date) -> str:
    """What a sentence about a mechanism that does carry says of its assessment, from its comma on."""
    if tia is None or day < ASSESSMENT_ASKED:
        return ""
    if tia.review_due and tia.review_due < day:
        return f", met een positieve TIA die voor {day_in_words(tia.review_due)} herzien had moeten zijn"
    return ", met een positieve TIA"
