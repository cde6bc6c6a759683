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
from sharing.grounds.rules import GroundFacts
from sharing.reference.rules import ProvisionFacts
from sharing.transfers.rules import Decision, Membership, RegisteredTransfer
from sharing.transfers.tia import Tia


@dataclass(frozen=True, slots=True)
class Entry:
    """One disclosure: one person's data to one recipient at one moment.

    ``recipient`` is a party code and ``recipient_country`` where it is established ("" when not known);
    ``purpose_line`` holds the purpose and all its ancestors; ``special_categories``, ``criminal_categories`` and
    ``national_id_categories`` are those of ``data_categories`` that art. 9, 10 and 87 protect; ``disclosed_at`` is
    aware and ``day`` is its Amsterdam day. ``on_behalf_of`` is the code of the client when we are the processor ("":
    we are the controller); ``restriction_exception`` a code of ``RestrictionException`` or ""; ``dossier`` the sealed
    number.
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
    criminal_categories: frozenset[str] = frozenset()
    national_id_categories: frozenset[str] = frozenset()
    subject_category: str = ""
    subject_is_staff: bool = False
    on_behalf_of: str = ""
    restriction_exception: str = ""
    recipient_country: str = ""
    dossier: bytes = b""

    @property
    def names_provision(self) -> bool:
        """Whether a legal provision is named, in whatever words."""
        return bool(self.legal_provision.strip())


@dataclass(frozen=True, slots=True)
class HeldCapacity:
    """A capacity of a party, from its first through its last day (None: open)."""

    capacity: str
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A recipient with everything registered about it, of all days; ``assessments`` are those of its transfers."""

    code: str
    name: str
    capacities: tuple[HeldCapacity, ...] = ()
    agreements: tuple[AgreementFacts, ...] = ()
    transfers: tuple[RegisteredTransfer, ...] = ()
    assessments: tuple[Tia, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """What people call the codes of purposes, data categories, subject categories and countries."""

    purposes: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    subjects: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that one judgement rests on.

    ``promise`` is the one in force at the entry's instant (None: no statement was in force); ``party`` is the
    entry's recipient, ``client`` the one on whose behalf it is done; ``provisions`` and ``grounds`` are the lists, of
    all days; ``consents`` and ``objections`` are those of the entry's person only, of all times. ``lenient``: recorded
    while the rules about grounds and provisions only warn.
    """

    promise: Promise | None
    party: PartyFacts
    memberships: tuple[Membership, ...] = ()
    decisions: tuple[Decision, ...] = ()
    names: Names = field(default_factory=Names)
    consents: tuple[ConsentFacts, ...] = ()
    objections: tuple[ObjectionFacts, ...] = ()
    provisions: tuple[ProvisionFacts, ...] = ()
    grounds: tuple[GroundFacts, ...] = ()
    client: PartyFacts | None = None
    lenient: bool = False
