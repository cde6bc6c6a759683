"""What the conflict report finds: the codes, and what is told of each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sharing.agreements.rules import AgreementFacts
from sharing.conflicts.facts import Flow, Organisation

# The order in which conflicts are shown.
CODES = (
    "processor-outside-eea",
    "own-sub-processor-outside-eea",
    "recipient-outside-eea",
    "capacity-not-stated",
    "purpose-not-stated",
    "category-not-stated",
    "capacity-ended",
    "agreement-ended",
    "agreement-unsigned",
    "agreement-missing",
    "categories-not-agreed",
    "special-data-agreed",
    "art-28-incomplete",
    "sub-processor-not-approved",
    "response-term-too-long",
    "extension-too-long",
    "transfer-without-mechanism",
    "transfer-without-tia",
    "derogation-as-habit",
    "decision-ends",
    "adequacy-under-review",
)
ORDER = {code: position for position, code in enumerate(CODES)}


@dataclass(frozen=True, slots=True)
class Reference:
    """A record that a conflict is about: ``kind`` is party, agreement, transfers or disclosures (the last two: of the
    party with this id).
    """

    kind: str
    id: int
    label: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A promise and a fact that disagree.

    ``commitment`` names the promise in ``Commitments``; ``subject`` tells conflicts of one code apart; ``about`` are
    the records concerned, the most telling first; ``weight`` is a code of ``Weight``.
    """

    code: str
    subject: str
    weight: str
    commitment: str
    promise: str
    fact: str
    about: tuple[Reference, ...] = ()


def about_party(party: Organisation) -> Reference:
    return Reference("party", party.id, party.name)


def about_agreements(agreements: Iterable[AgreementFacts]) -> list[Reference]:
    return list(dict.fromkeys(Reference("agreement", one.id, one.reference) for one in agreements))


def about_disclosures(party: Organisation, flows: Collection[Flow]) -> list[Reference]:
    return [Reference("disclosures", party.id, party.name)] if flows else []
