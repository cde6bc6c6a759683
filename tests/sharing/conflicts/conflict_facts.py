"""Plain facts for the tests of the conflict report: a register that agrees with the text, to change one at a time."""

from datetime import date

from sharing.agreements.choices import Article28Item
from sharing.agreements.rules import AgreementFacts, SubProcessorFacts
from sharing.commitments.rules import Commitments
from sharing.conflicts.facts import Flow, Organisation, RegisterFacts, SubProcessing
from sharing.conflicts.rules import conflicts_between
from sharing.gate.facts import HeldCapacity, PartyFacts
from tests.sharing import facts as plain
from tests.sharing.facts import DAY, MEMBERSHIPS, NAMES

SINCE = date(2025, 3, 1)
CAPACITIES = ("client", "partner", "processor", "authority", "other")


def commitments(**changes) -> Commitments:
    values = {
        "transfer_policy": "legal_obligation_only",
        "special_categories": "explicit_consent_only",
        "capacities": CAPACITIES,
        "purposes": ("reintegratie",),
    }
    return Commitments(**values | changes)


def agreement(**changes) -> AgreementFacts:
    """One that arranges all of art. 28(3)."""
    return plain.agreement(**{"clauses": {item.value: "met" for item in Article28Item}} | changes)


def organisation(code: str = "gemeente", **changes) -> Organisation:
    """A client in the Netherlands with an agreement; ``holds`` gives other capacities since 2020."""
    holds = changes.pop("holds", ("client",))
    values = {
        "code": code,
        "name": changes.pop("name", code.title()),
        "capacities": tuple(HeldCapacity(one, date(2020, 1, 1), None) for one in holds),
        "agreements": (agreement(),),
        "transfers": (),
        "assessments": (),
    }
    key, country = changes.pop("id", sum(map(ord, code))), changes.pop("country", "NL")
    return Organisation(key, country, PartyFacts(**values | changes))


def processor(code: str = "bureau", *, country: str = "US", **changes) -> Organisation:
    """A processor, in the United States, with an agreement since 2024."""
    own = agreement(id=2, reference="VW-1", kind="processing_agreement")
    return organisation(
        code, **{"country": country, "holds": ("processor",), "agreements": (own,), **changes}
    )


def link(**changes) -> SubProcessing:
    """An approved sub-processor of the processor, in India; ``standing`` takes its days and its approval."""
    values = {"agreement": 2, "party": "hulp", "service": "Opslag", "country": "IN"} | changes
    standing = {"approved_on": date(2024, 1, 1)} | values.pop("standing", {})
    return SubProcessing(**values, standing=SubProcessorFacts(values["party"], **standing))


def flow(**changes) -> Flow:
    """Three permitted disclosures to the client for what is stated and agreed."""
    values = {
        "recipient": "gemeente",
        "capacity": "client",
        "purpose": "plaatsing",
        "data_categories": frozenset({"naam"}),
        "country": "NL",
        "agreement": 1,
        "obliged": False,
        "permitted": True,
        "count": 3,
        "last": date(2026, 3, 2),
        "month": date(2026, 3, 1),
    }
    return Flow(**values | changes)


def register(*organisations: Organisation, **changes) -> RegisterFacts:
    """The client's register, or that of the organisations given."""
    values = {
        "organisations": {one.code: one for one in organisations or (organisation(),)},
        "purpose_lines": {
            "reintegratie": ("reintegratie",),
            "plaatsing": ("plaatsing", "reintegratie"),
            "hr": ("hr",),
        },
        "special": frozenset({"gezondheid"}),
        "memberships": MEMBERSHIPS,
        "decisions": (),
        "sub_processing": (),
        "flows": (),
        "since": SINCE,
        "until": DAY,
        "names": NAMES,
    }
    return RegisterFacts(**values | changes)


def found(facts: RegisterFacts, *, on: date = DAY, **promised) -> list[tuple[str, str]]:
    """Codes and weights of the conflicts."""
    return [(one.code, one.weight) for one in conflicts_between(commitments(**promised), facts, on=on)]


def codes(facts: RegisterFacts, *, on: date = DAY, **promised) -> list[str]:
    return [code for code, _weight in found(facts, on=on, **promised)]
