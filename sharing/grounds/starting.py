"""The starting list: provisions and grounds that every employer and re-integration company in the Netherlands needs.

Written in our own words from knowledge of the laws, each still to be checked by who keeps the register.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sharing.grounds.choices import EXCEPTION_WORDS
from sharing.grounds.models import SensitiveGround
from sharing.parties.choices import CAPACITY_WORDS
from sharing.reference.choices import DATA_KIND_WORDS, JURISDICTION_WORDS, Confidence
from sharing.reference.models import DataCategory, LegalProvision
from sharing.reference.shipped import Difference, day, records

DATA = Path(__file__).parent / "data"
# What the list says of a row; how sure it is and where it stands, people improve.
PROVISION_FACTS = ("citation", "jurisdiction", "first_day", "last_day")
GROUND_FACTS = (
    "kind",
    "data_category",
    "purpose",
    "recipient",
    "capacity",
    "exception",
    "provision",
    "first_day",
    "last_day",
)


@dataclass(slots=True)
class Standing:
    """How the register stands towards the list.

    ``different`` are pairs of a row and the fact that it keeps otherwise, ``removed`` facts that somebody took away,
    ``elsewhere`` provisions that are registered by another code, ``unfit`` grounds with the code of the data category
    that the register does not have.
    """

    provisions: list[LegalProvision] = field(default_factory=list)
    grounds: list[SensitiveGround] = field(default_factory=list)
    different: list[tuple[Any, Any]] = field(default_factory=list)
    removed: list[Any] = field(default_factory=list)
    elsewhere: list[tuple[LegalProvision, LegalProvision]] = field(default_factory=list)
    unfit: list[tuple[str, str]] = field(default_factory=list)


def standing() -> Standing:
    """What of the list is missing, and what is there otherwise."""
    found = Standing()
    by_code = _compare_provisions(found)
    categories = {one.code: one for one in DataCategory.objects.all()}
    grounds = SensitiveGround.objects.select_related("data_category", "purpose", "recipient", "provision")
    present = {one.reference: one for one in grounds}
    gone = _gone(SensitiveGround, "reference")
    for row in records(DATA / "gronden.csv"):
        kind = DATA_KIND_WORDS[row["soort"]]
        category = categories.get(row["gegevens"])
        if row["gegevens"] and (category is None or category.kind != kind):
            if row["kenmerk"] not in present:
                found.unfit.append((row["kenmerk"], row["gegevens"]))
            continue
        fact = SensitiveGround(
            reference=row["kenmerk"],
            kind=kind,
            data_category=category,
            capacity=CAPACITY_WORDS[row["hoedanigheid"]] if row["hoedanigheid"] else "",
            exception=EXCEPTION_WORDS[row["uitzondering"]],
            provision=by_code.get(row["bepaling"]),
            first_day=date.fromisoformat(row["vanaf"]),
            confidence=Confidence.TO_CHECK,
            source=row["toelichting"],
        )
        if (stored := present.get(fact.reference)) is not None:
            if _differs(stored, fact, GROUND_FACTS):
                found.different.append((stored, fact))
        elif fact.reference in gone or fact.provision is None:
            found.removed.append(fact)
        else:
            found.grounds.append(fact)
    return found


def _compare_provisions(found: Standing) -> dict[str, LegalProvision]:
    """The provisions that count, by the code that the list has for them: stored ones, and those to be added."""
    stored = list(LegalProvision.objects.all())
    present = {one.code: one for one in stored}
    cited = {_comparable(one.citation): one for one in stored}
    gone = _gone(LegalProvision, "code")
    by_code = {}
    for row in records(DATA / "bepalingen.csv"):
        fact = LegalProvision(
            code=row["code"],
            citation=row["aanhaling"],
            jurisdiction=JURISDICTION_WORDS[row["rechtsgebied"]],
            first_day=day(row["vanaf"]),
            last_day=day(row["tot_en_met"]),
            confidence=Confidence.TO_CHECK,
            source=row["bron"],
        )
        there, same = present.get(fact.code), cited.get(_comparable(fact.citation))
        if there is not None:
            if _differs(there, fact, PROVISION_FACTS):
                found.different.append((there, fact))
        elif same is not None:
            found.elsewhere.append((same, fact))
        elif fact.code in gone:
            found.removed.append(fact)
            continue
        else:
            found.provisions.append(fact)
        by_code[fact.code] = there or same or fact
    return by_code


def differences() -> Iterator[Difference]:
    """Per field what rows of the starting list say otherwise than the list."""
    for stored, fact in standing().different:
        facts = PROVISION_FACTS if isinstance(fact, LegalProvision) else GROUND_FACTS
        for name in facts:
            ours, shipped = getattr(stored, name), getattr(fact, name)
            if ours != shipped:
                yield Difference(stored, str(stored), name, ours, shipped, fact)


def _differs(stored: Any, fact: Any, names: Iterable[str]) -> bool:
    return any(getattr(stored, name) != getattr(fact, name) for name in names)


def _gone(model: Any, code: str) -> set[str]:
    return set(model.history.filter(history_type="-").values_list(code, flat=True))


def _comparable(citation: str) -> str:
    return "".join(citation.split()).casefold()
