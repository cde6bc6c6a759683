"""What the conflict report is told: the registers, and what the log says was shared in a period.

Codes are the registers' own; days are days in Amsterdam and last days are inclusive. Nothing here is about a person:
of the log there are only counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sharing.agreements.rules import SubProcessorFacts
from sharing.gate.facts import Names, PartyFacts
from sharing.transfers.rules import Decision, Membership


@dataclass(frozen=True, slots=True)
class Organisation:
    """A party: its database id, its country, and its capacities, agreements and transfers of all days."""

    id: int
    country: str
    facts: PartyFacts

    @property
    def code(self) -> str:
        return self.facts.code

    @property
    def name(self) -> str:
        return self.facts.name


@dataclass(frozen=True, slots=True)
class SubProcessing:
    """A link in a processor's chain: ``party`` renders ``service`` in ``country`` under the agreement with this id.

    ``standing`` says since when, until when and how it was approved; ``parent`` is the ``id`` of the link that engages
    it (None: the processor itself does).
    """

    agreement: int
    party: str
    service: str
    country: str
    standing: SubProcessorFacts
    id: int = 0
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """Disclosures of one month that are alike: how many, and the day of the last.

    ``obliged``: on a legal obligation with a listed provision. ``on_behalf_of``: the client for whom we did it as a
    processor (empty: for ourselves). ``permitted``: the rules of the day allowed them; if not,
    each was recorded as a deviation, with its reason. ``agreement`` is the id of the one relied on. ``month`` is the
    first day of their month.
    """

    recipient: str
    capacity: str
    purpose: str
    data_categories: frozenset[str]
    country: str
    agreement: int | None
    obliged: bool
    permitted: bool
    count: int
    last: date
    month: date
    on_behalf_of: str = ""


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """The registers as they stand, and the log from ``since`` through ``until``.

    ``purpose_lines`` holds for each purpose itself and all its ancestors; ``special`` the categories of art. 9.
    """

    organisations: Mapping[str, Organisation]
    purpose_lines: Mapping[str, tuple[str, ...]]
    special: frozenset[str]
    memberships: tuple[Membership, ...]
    decisions: tuple[Decision, ...]
    sub_processing: tuple[SubProcessing, ...]
    flows: tuple[Flow, ...]
    since: date
    until: date
    names: Names = field(default_factory=Names)
