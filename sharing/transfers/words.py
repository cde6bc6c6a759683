"""How a stand towards chapter V is said in Dutch; kept as evidence, so not translated."""

from datetime import date

from sharing.core.dutch import day_in_words, sentence
from sharing.reference.law import MECHANISM_COUNTS
from sharing.transfers.choices import DEROGATIONS, Mechanism

_MECHANISM: dict[str, str] = {
    Mechanism.ADEQUACY: "een adequaatheidsbesluit",
    **{
        Mechanism(f"scc_{year}"): f"de modelcontractbepalingen van {year} (artikel 46 AVG)"
        for year in (2001, 2004, 2010)
    },
    **{
        Mechanism(f"scc_module_{number}"): f"modelcontractbepalingen, module {number} (artikel 46 AVG)"
        for number in range(1, 5)
    },
    Mechanism.BCR: "bindende bedrijfsvoorschriften (artikel 47 AVG)",
    Mechanism.CODE_OF_CONDUCT: "een gedragscode (artikel 46 AVG)",
    Mechanism.CERTIFICATION: "een certificering (artikel 46 AVG)",
    Mechanism.ART_46_OTHER: "een andere passende waarborg (artikel 46 AVG)",
    **{
        mechanism: f"de afwijking van artikel 49, lid 1, onder {mechanism[-1]}, AVG"
        for mechanism in DEROGATIONS
    },
    Mechanism.ART_49_COMPELLING: "de afwijking van artikel 49, lid 1, tweede alinea, AVG",
}


def mechanism_in_words(mechanism: str) -> str:
    """What a transfer rests on, inside a sentence; ``mechanism`` is a code of ``Mechanism``."""
    return _MECHANISM[mechanism]


def why_groundless(
    name: str,
    day: date,
    dead_ends: list[tuple[str, str, bool]],
    usable: list[tuple[str, date, date | None]],
) -> str:
    """Why nothing carries a transfer to the country called ``name`` that day.

    ``dead_ends``: decisions that hold but do not cover this (how named, scope, only staff data outside);
    ``usable``: what is registered for other days (mechanism, first and last day).
    """
    return f"{_why_no_ground(name, day, dead_ends)}{_when_registered(day, usable)}"


def _why_no_ground(name: str, day: date, dead_ends: list[tuple[str, str, bool]]) -> str:
    if not dead_ends:
        return (
            f"Voor deze ontvanger in dit land ({name}) was op {day_in_words(day)} geen adequaatheidsbesluit, "
            "passende waarborg (artikel 46 AVG) of afwijking (artikel 49 AVG) van kracht."
        )
    decision, scope, staff = dead_ends[0]
    if staff:
        return (
            f"{sentence(decision)} dekt deze ontvanger in dit land ({name}), maar niet is vastgelegd "
            "dat het ook gegevens van personeel dekt."
        )
    return (
        f"{sentence(decision)} dekt in dit land ({name}) alleen ontvangers binnen de "
        f"reikwijdte ({scope}) en niet is vastgelegd dat deze ontvanger daarbij hoort."
    )


def _when_registered(day: date, usable: list[tuple[str, date, date | None]]) -> str:
    """The registered transfer that ended last before this day, or else the one that begins first after it."""
    days = [_counting(*one) for one in usable]
    ended = [(last, mechanism, first) for mechanism, first, last in days if last and last < day]
    if ended:
        last_day, mechanism, first_day = max(ended)
        ground = _MECHANISM[mechanism]
        if first_day > last_day:  # agreed when the law no longer knew it
            return f" {sentence(ground)} droegen een doorgifte tot en met {day_in_words(last_day)}."
        return f" De doorgifte op grond van {ground} gold tot en met {day_in_words(last_day)}."
    if days:
        mechanism, first_day, _last = min(days, key=lambda one: (one[1], one[0]))
        return f" De doorgifte op grond van {_MECHANISM[mechanism]} gaat in op {day_in_words(first_day)}."
    return ""


def _counting(mechanism: str, first: date, last: date | None) -> tuple[str, date, date | None]:
    """A registered transfer with the days on which it counts, in law as well."""
    law = MECHANISM_COUNTS.get(mechanism)
    if law is None:
        return mechanism, first, last
    return (
        mechanism,
        max(first, law.first_day) if law.first_day else first,
        min((day for day in (last, law.last_day) if day), default=None),
    )
