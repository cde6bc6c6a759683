"""What the gate is told: one disclosure, and what the registers and the statement say about it.

Codes are the registers' own; database ids serve as well for parties, purposes and data categories when all
facts use them. Capacities, legal bases, kinds, mechanisms and countries are always codes. Sets and tuples
carry no order that matters. Names are only used in sentences; a code without a name is shown as the code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sharing.agreements.rules import AgreementFacts
from sharing.commitments.rules import Promise
from sharing.consents.rules import AuthorityRequestFacts, ConsentFacts, ObjectionFacts
from sharing.transfers.rules import Decision, Membership, RegisteredTransfer


@dataclass(frozen=True, slots=True)
class Entry:
    """One disclosure: one person's data to one recipient at one moment.

    ``recipient`` is a party code; ``purpose_line`` holds the purpose and all its ancestors;
    ``special_categories`` are those of ``data_categories`` that art. 9 protects; ``disclosed_at`` is aware
    and ``day`` is its Amsterdam day.
    """

    recipient: str
    capacity: str
    purpose: str
    purpose_line: tuple[str, ...]
    data_categories: frozenset[str]
    special_categories: frozenset[str]
    legal_basis: str
    legal_provision: str
    disclosed_at: datetime
    day: date
    destination_country: str
    authority_request: AuthorityRequestFacts | None = None

    @property
    def has_provision(self) -> bool:
        """Whether a legal provision is named."""
        return bool(self.legal_provision.strip())


@dataclass(frozen=True, slots=True)
class HeldCapacity:
    """A capacity of a party, from its first through its last day (None: open)."""

    capacity: str
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A recipient with everything registered about it, of all days."""

    code: str
    name: str
    capacities: tuple[HeldCapacity, ...] = ()
    agreements: tuple[AgreementFacts, ...] = ()
    transfers: tuple[RegisteredTransfer, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """What people call the codes of purposes, data categories and countries."""

    purposes: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that one judgement rests on.

    ``promise`` is the one in force at the entry's instant (None: no statement was in force); ``party`` is the
    entry's recipient; ``consents`` and ``objections`` are those of the entry's person only, of all times.
    """

    promise: Promise | None
    party: PartyFacts
    memberships: tuple[Membership, ...] = ()
    decisions: tuple[Decision, ...] = ()
    names: Names = field(default_factory=Names)
    consents: tuple[ConsentFacts, ...] = ()
    objections: tuple[ObjectionFacts, ...] = ()
