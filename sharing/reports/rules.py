"""Which flows of data lack what the law asks of them, now: a ground, or a provision. Pure; of nobody in particular."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sharing.grounds.rules import GroundFacts, covers
from sharing.reference.choices import DataKind, LegalBasis
from sharing.reference.rules import ProvisionFacts, provision_in_force

# Where a person's own explicit consent may be the ground (art. 9(2)(a)); for an identification number it never is.
_CONSENT_HELPS = frozenset({DataKind.SPECIAL, DataKind.CRIMINAL})


class Lack(StrEnum):
    """What is missing."""

    GROUND = "ground"
    PROVISION = "provision"


@dataclass(frozen=True, slots=True)
class LoggedFlow:
    """What was disclosed to one recipient for one purpose in the same way: codes, how often, and until which day.

    ``provision`` is the text of the disclosures, of a legal obligation only. ``categories`` are sensitive ones.
    """

    recipient: str
    capacity: str
    purpose: str
    categories: frozenset[str]
    basis: str
    provision: str
    count: int
    last: date


@dataclass(frozen=True, slots=True)
class Missing:
    """A flow and what it lacks: a ground for a category of a kind, or a provision in the list."""

    flow: LoggedFlow
    lack: Lack
    kind: str = ""
    category: str = ""


def what_is_missing(
    flow: LoggedFlow,
    *,
    kinds: Mapping[str, str],
    purpose_line: Collection[str],
    grounds: Iterable[GroundFacts],
    provisions: Collection[ProvisionFacts],
    day: date,
) -> list[Missing]:
    """What would be missing if it went on on that day. ``kinds``: of each sensitive category its kind.

    A flow that rests on consent is judged per person, by the gate; here it lacks nothing but a provision for a number.
    """
    found = [
        Missing(flow, Lack.GROUND, kinds[category], category)
        for category in sorted(flow.categories)
        if not (flow.basis == LegalBasis.CONSENT and kinds[category] in _CONSENT_HELPS)
        and not any(
            covers(
                ground,
                category,
                kinds[category],
                purpose_line=purpose_line,
                recipient=flow.recipient,
                capacity=flow.capacity,
                provisions=provisions,
                day=day,
            )
            for ground in grounds
        )
    ]
    obliged = flow.basis == LegalBasis.LEGAL_OBLIGATION
    if obliged and provision_in_force(flow.provision, provisions, day) is None:
        found.append(Missing(flow, Lack.PROVISION))
    return found
