"""One question of the conflict report: these promises beside these facts, on this day. Pure, like the rules.

What the rules ask of the facts stands here: who is where, what is in force, how a country stands that day.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias

from sharing.agreements.choices import KINDS_FOR_CAPACITY, AgreementKind
from sharing.agreements.rules import AgreementFacts, is_in_force
from sharing.commitments.rules import Commitments
from sharing.conflicts.facts import Flow, Organisation, RegisterFacts, SubProcessing
from sharing.core.periods import holds_on
from sharing.parties.choices import Capacity
from sharing.transfers.choices import TransferStatus
from sharing.transfers.rules import Decision, Membership, RegisteredTransfer, TransferAssessment, assess

PROCESSING_KINDS = frozenset({AgreementKind.PROCESSING, AgreementKind.PROCESSING_AS_PROCESSOR})
# The capacity that an agreement of a kind gives its party.
CAPACITY_OF_KIND: dict[str, str] = {
    kind: capacity for capacity, kinds in KINDS_FOR_CAPACITY.items() for kind in kinds
}


# A link of a chain, the agreement it belongs to, and the party to that agreement.
Link: TypeAlias = tuple[SubProcessing, AgreementFacts, Organisation]
# Capacities that need no agreement: who holds one is a recipient by that alone.
_FREE = (Capacity.PARTNER, Capacity.OTHER)


@dataclass(slots=True)
class Destination:
    """A party in a country outside the EEA, and why data would go there.

    ``chain``: it serves a processor of ours; ``own_chain``: it serves us where we are the processor. ``capacities`` are
    those in which it may receive without an agreement.
    """

    party: Organisation
    country: str
    assessment: TransferAssessment
    processing: list[AgreementFacts] = field(default_factory=list)
    chain: list[Link] = field(default_factory=list)
    own_chain: list[Link] = field(default_factory=list)
    agreed: list[AgreementFacts] = field(default_factory=list)
    transfers: list[RegisteredTransfer] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    capacities: list[str] = field(default_factory=list)

    @property
    def processors(self) -> bool:
        """Whether data is processed there for us, by a processor or further on in its chain."""
        return bool(self.processing or self.chain)

    @property
    def agreements(self) -> list[AgreementFacts]:
        """Every agreement in force that brings data there."""
        chains = (*self.chain, *self.own_chain)
        return [*self.processing, *(agreement for _link, agreement, _by in chains), *self.agreed]


@dataclass(frozen=True)
class Case:
    """Promises, facts and the day on which both are compared. What the rules ask more than once is looked up once."""

    promised: Commitments
    facts: RegisterFacts
    on: date

    @cached_property
    def in_force(self) -> list[tuple[Organisation, AgreementFacts]]:
        """Agreements in force that day, by party and reference."""
        return [
            (party, agreement)
            for party in self.parties
            for agreement in sorted(party.facts.agreements, key=lambda one: one.reference)
            if is_in_force(agreement, self.on)
        ]

    @cached_property
    def links(self) -> list[Link]:
        """The links that hold that day, under agreements in force between a controller and a processor."""
        by_id = {agreement.id: (party, agreement) for party, agreement in self.in_force}
        return [
            (link, by_id[link.agreement][1], by_id[link.agreement][0])
            for link in self.facts.sub_processing
            if link.agreement in by_id
            and by_id[link.agreement][1].kind in PROCESSING_KINDS
            and holds_on(link.standing.first_day, link.standing.last_day, self.on)
        ]

    @cached_property
    def parties(self) -> list[Organisation]:
        """All parties by name."""
        return sorted(self.facts.organisations.values(), key=lambda one: (one.name.casefold(), one.code))

    def holders(self, capacity: str) -> list[Organisation]:
        """The parties that hold the capacity that day."""
        return self._holders.get(capacity, [])

    @cached_property
    def _holders(self) -> dict[str, list[Organisation]]:
        holders: dict[str, list[Organisation]] = defaultdict(list)
        for party in self.parties:
            for capacity in dict.fromkeys(
                one.capacity
                for one in party.facts.capacities
                if holds_on(one.first_day, one.last_day, self.on)
            ):
                holders[capacity].append(party)
        return dict(holders)

    @cached_property
    def own_flows(self) -> list[Flow]:
        """What was shared for ourselves: for a client his own statement speaks."""
        return [flow for flow in self.facts.flows if not flow.on_behalf_of]

    def flows_to(self, recipient: str, capacity: str) -> list[Flow]:
        """What the log says this party received in this capacity."""
        return self.flows_by_recipient.get((recipient, capacity), [])

    @cached_property
    def flows_by_recipient(self) -> dict[tuple[str, str], list[Flow]]:
        """Per recipient and capacity what the log says."""
        return _grouped(self.facts.flows, lambda flow: (flow.recipient, flow.capacity))

    @cached_property
    def flows_by_agreement(self) -> dict[int | None, list[Flow]]:
        """Per agreement relied on what the log says."""
        return _grouped(self.facts.flows, lambda flow: flow.agreement)

    def holds(self, party: Organisation, capacity: str) -> bool:
        """Whether the party holds the capacity that day."""
        return any(
            one.capacity == capacity and holds_on(one.first_day, one.last_day, self.on)
            for one in party.facts.capacities
        )

    def states(self, purpose: str) -> bool:
        """Whether the promises state the purpose, itself or by one above it."""
        line = self.facts.purpose_lines.get(purpose, (purpose,))
        return not set(self.promised.purposes).isdisjoint(line)

    def assess(self, party: Organisation, country: str) -> TransferAssessment:
        """How the party in that country stands towards chapter V that day."""
        return assess(
            country,
            party.code,
            self.on,
            self._memberships.get(country, ()),
            self._decisions.get(country, ()),
            party.facts.transfers,
            party.facts.assessments,
            country_name=self.country(country),
        )

    @cached_property
    def _memberships(self) -> dict[str, list[Membership]]:
        return _grouped(self.facts.memberships, lambda one: one.country)

    @cached_property
    def _decisions(self) -> dict[str, list[Decision]]:
        return _grouped(self.facts.decisions, lambda one: one.country)

    def country(self, code: str) -> str:
        return self.facts.names.countries.get(code, code)

    def destinations(self) -> list[Destination]:
        """Where data goes outside the EEA: by agreements, chains and transfers in force, and by the log."""
        found: dict[tuple[str, str], Destination] = {}

        def at(party: Organisation, country: str) -> Destination:
            key = party.code, country
            if key not in found:
                found[key] = Destination(party, country, self.assess(party, country))
            return found[key]

        for party, agreement in self.in_force:
            destination = at(party, party.country)
            processing = agreement.kind == AgreementKind.PROCESSING
            (destination.processing if processing else destination.agreed).append(agreement)
        for link, agreement, other in self.links:
            sub = at(self.facts.organisations[link.party], link.country)
            processing = agreement.kind == AgreementKind.PROCESSING
            (sub.chain if processing else sub.own_chain).append((link, agreement, other))
        for capacity in _FREE:
            for party in self.holders(capacity):
                at(party, party.country).capacities.append(capacity)
        for party in self.parties:
            for transfer in party.facts.transfers:
                if holds_on(transfer.first_day, transfer.last_day, self.on):
                    at(party, transfer.country).transfers.append(transfer)
        for flow in self.facts.flows:
            at(self.facts.organisations[flow.recipient], flow.country).flows.append(flow)
        outside = [one for one in found.values() if one.assessment.status != TransferStatus.EEA]
        return sorted(outside, key=lambda one: (one.party.name.casefold(), one.party.code, one.country))


def _grouped(facts: Iterable[Any], key: Callable[[Any], Any]) -> dict[Any, list[Any]]:
    grouped: dict[Any, list[Any]] = defaultdict(list)
    for fact in facts:
        grouped[key(fact)].append(fact)
    return dict(grouped)


def number_of(flows: Iterable[Flow]) -> int:
    """How many disclosures these are."""
    return sum(flow.count for flow in flows)
