"""What the gate is asked about one entry of the log, by the names it has there.

The log's own entries (``sharing.disclosures.intake``) know more; this is all that the gate looks at. So it needs no log
to judge, and the log hands its entries over as they are.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from sharing.consents.rules import AuthorityRequestFacts
from sharing.gate.rows import PartyRow, PurposeRow


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Question:
    """What many entries have in common for the gate, with codes of the registers; one object for all of these entries.

    ``number`` comes from ``RegisterSnapshot.question``: the same one for the same question. ``subject`` is the code of
    the subject category; ``on_behalf_of`` the client when we are the processor; ``restriction_exception`` a code of
    ``RestrictionException`` or "", which only matters of a person with records.
    """

    number: int
    recipient: PartyRow
    capacity: str
    purpose: PurposeRow
    data_categories: frozenset[str]
    special_categories: frozenset[str]
    criminal_categories: frozenset[str] = frozenset()
    national_id_categories: frozenset[str] = frozenset()
    legal_basis: str
    destination_country: str
    subject: str = ""
    subject_is_staff: bool = False
    on_behalf_of: PartyRow | None = None
    restriction_exception: str = ""


class Provided(Protocol):
    """The texts of an entry."""

    @property
    def legal_provision(self) -> str:
        """The legal provision as it was named; empty without one."""


class Asked(Protocol):
    """One entry: about whom the gate is told apart."""

    @property
    def raw(self) -> Provided:
        """What the source wrote."""

    @property
    def disclosed_at(self) -> datetime:
        """The instant, aware."""

    @property
    def day(self) -> date:
        """Its day in Amsterdam."""

    @property
    def shared(self) -> Question:
        """What it has in common with others."""

    @property
    def request(self) -> tuple[int, AuthorityRequestFacts] | None:
        """Key and facts of the authority's request that it names."""
