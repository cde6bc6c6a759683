"""Where a statement's promises and the register disagree: one pure function from promises and facts to conflicts.

Two kinds of rules stand beside each other, as in the gate: what the text promises, and what the law asks whatever the
text says (chapter V, art. 12(3)). Judgements about countries are the gate's own (``sharing.transfers.rules``).

How they weigh: most are something that holds, or that happened with permission, while the text says otherwise.
A *warning* may be right: a disclosure that was recorded as a deviation has been explained already, and special data in
an agreement may be shared with each person's explicit consent. A warning asks for no reason at
publication.

What is not a conflict: a promise to check identity or not (art. 12(6) asks for it only in doubt), a promise about
consent for other third parties (another basis may be lawful), a capacity or purpose that is stated and not used. Of a
capacity for which the text states no data categories, what counts as not covered is what no agreement with the
recipient names.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from sharing.agreements.choices import AGREEMENT_REQUIRED, KINDS_FOR_CAPACITY
from sharing.agreements.rules import (
    AgreementFacts,
    is_approved,
    is_in_force,
    last_effective_day,
    nearest,
    unmet_items,
)
from sharing.commitments.choices import SpecialCategoriesPolicy
from sharing.commitments.rules import Commitments
from sharing.conflicts import abroad, law, stated
from sharing.conflicts.case import CAPACITY_OF_KIND, PROCESSING_KINDS, Case, Destination, Link
from sharing.conflicts.facts import Flow, Organisation, RegisterFacts
from sharing.conflicts.findings import ORDER, Conflict
from sharing.core.periods import holds_on
from sharing.parties.choices import Capacity
from sharing.transfers.choices import TransferStatus
from sharing.transfers.rules import Decision, policy_allows

# AVG art. 12(3): within one month, and two more when that is needed. The shortest month has four weeks.
LAWFUL_WEEKS, LAWFUL_EXTENSION = 4, 2
# What rests on a derogation in so many months of the log is no exception any more.
HABIT = 3
A_YEAR = timedelta(days=365)


def conflicts_between(promised: Commitments, facts: RegisterFacts, *, on: date) -> list[Conflict]:
    """Everything about which promises and facts disagree on that day, in the order of ``findings.CODES``."""
    case = Case(promised, facts, on)
    rules = (
        *(
            _destinations,
            _capacities,
            _ended_capacities,
            _purposes,
            _stated_categories,
            _agreements,
            _unsigned,
        ),
        *(_categories, _special, _processing, _terms),
    )
    found = [conflict for rule in rules for conflict in rule(case)]
    return sorted(found, key=lambda conflict: ORDER[conflict.code])


def _destinations(case: Case) -> Iterator[Conflict]:
    resting: dict[Decision, list[Destination]] = defaultdict(list)
    for destination in case.destinations():
        yield from _promised_destination(case, destination)
        if not _current(case, destination):
            continue
        if not destination.assessment.sound:
            yield abroad.transfer_without_ground(case, destination)
        if destination.assessment.status == TransferStatus.DEROGATION:
            habit = [flow for flow in destination.flows if flow.permitted]
            if len({flow.month for flow in habit}) >= HABIT:
                yield abroad.derogation_as_habit(case, destination, habit)
        if decision := destination.assessment.decision:
            resting[decision].append(destination)
    for decision, destinations in resting.items():
        if decision.under_review:
            yield abroad.adequacy_under_review(decision, destinations, case)
        if decision.last_day and decision.last_day <= case.on + A_YEAR:
            yield abroad.decision_ends(decision, decision.last_day, destinations, case)


def _promised_destination(case: Case, destination: Destination) -> Iterator[Conflict]:
    if policy_allows(case.promised.transfer_policy, destination.assessment):
        return
    if destination.processors:
        yield abroad.processor_outside_eea(case, destination)
    if destination.own_chain:
        yield abroad.own_sub_processor_outside_eea(case, destination)
    if destination.processors or destination.own_chain:
        return
    free = [
        flow
        for flow in destination.flows
        if not flow.obliged and case.holds(destination.party, flow.capacity)
    ]
    if destination.agreed or destination.capacities or free:
        yield abroad.recipient_outside_eea(case, destination, free)


def _current(case: Case, destination: Destination) -> bool:
    """Whether data still goes there: what was shared once with an authority rested on the ground of that day."""
    ongoing = (
        flow.permitted and not flow.obliged and case.holds(destination.party, flow.capacity)
        for flow in destination.flows
    )
    return bool(destination.agreements or destination.transfers) or any(ongoing)


def _capacities(case: Case) -> Iterator[Conflict]:
    flows: dict[str, list[Flow]] = defaultdict(list)
    agreements: dict[str, list[tuple[Organisation, AgreementFacts]]] = defaultdict(list)
    for flow in case.own_flows:
        flows[flow.capacity].append(flow)
    for party, agreement in case.in_force:
        agreements[CAPACITY_OF_KIND[agreement.kind]].append((party, agreement))
    for capacity in Capacity.values:
        holders = case.holders(capacity)
        used = holders or agreements[capacity] or flows[capacity]
        if used and capacity not in case.promised.capacities:
            yield stated.capacity_not_stated(case, capacity, holders, agreements[capacity], flows[capacity])


def _ended_capacities(case: Case) -> Iterator[Conflict]:
    """Data that goes on to a party that is no longer what it was, whether or not its agreement ended too."""
    for (code, capacity), flows in sorted(case.flows_by_recipient.items()):
        party = case.facts.organisations[code]
        if case.holds(party, capacity):
            continue
        held = [one.last_day for one in party.facts.capacities if one.capacity == capacity and one.last_day]
        last = max((day for day in held if day < case.on), default=None)
        later = [flow for flow in flows if last and flow.last > last]
        if last and later:
            kinds = KINDS_FOR_CAPACITY.get(capacity, frozenset())
            agreed = [one for one in party.facts.agreements if one.kind in kinds and one.signed_on]
            closest = nearest(agreed, case.on) if agreed else None
            ended = closest and (last_effective_day(closest) or date.max) < case.on
            yield stated.capacity_ended(case, party, capacity, last, closest if ended else None, later)


def _purposes(case: Case) -> Iterator[Conflict]:
    flows: dict[str, list[Flow]] = defaultdict(list)
    agreements: dict[str, list[tuple[Organisation, AgreementFacts]]] = defaultdict(list)
    for flow in case.own_flows:
        flows[flow.purpose].append(flow)
    for party, agreement in case.in_force:
        for purpose in agreement.purposes:
            agreements[purpose].append((party, agreement))
    for purpose in sorted(flows.keys() | agreements.keys()):
        if not case.states(purpose):
            yield stated.purpose_not_stated(case, purpose, agreements[purpose], flows[purpose])


def _stated_categories(case: Case) -> Iterator[Conflict]:
    """Per capacity for which the text says which data it may receive: what was agreed or shared beyond that."""
    for capacity, codes in (case.promised.data_categories or {}).items():
        allowed = frozenset(codes)
        agreements = [
            (party, agreement)
            for party, agreement in case.in_force
            if CAPACITY_OF_KIND[agreement.kind] == capacity and agreement.data_categories - allowed
        ]
        flows = [
            flow for flow in case.own_flows if flow.capacity == capacity and flow.data_categories - allowed
        ]
        if agreements or flows:
            used = [agreement.data_categories for _party, agreement in agreements]
            used += [flow.data_categories for flow in flows]
            excess = frozenset[str]().union(*used) - allowed
            yield stated.category_not_stated(case, capacity, excess, agreements, flows)


def _agreements(case: Case) -> Iterator[Conflict]:
    """A party in a stated capacity that needs an agreement, and has none in force.

    Who serves a processor of ours needs none with us: art. 28(4) asks for one with that processor.
    """
    serving = {link.party for link, _agreement, _other in case.links}
    for capacity in (one for one in Capacity if one in AGREEMENT_REQUIRED):
        if capacity not in case.promised.capacities:
            continue
        for party in case.holders(capacity):
            fitting = [one for one in party.facts.agreements if one.kind in KINDS_FOR_CAPACITY[capacity]]
            if any(is_in_force(one, case.on) for one in fitting):
                continue
            if capacity == Capacity.PROCESSOR and party.code in serving:
                continue
            flows = case.flows_to(party.code, capacity)
            closest = nearest(fitting, case.on) if fitting else None
            if closest and _is_draft_for(closest, case.on):
                continue  # told of as such
            if closest and closest.first_day <= case.on:
                yield stated.agreement_ended(case, party, capacity, closest, flows)
            else:
                yield stated.agreement_missing(case, party, capacity, closest, flows)


def _is_draft_for(agreement: AgreementFacts, day: date) -> bool:
    """Whether the agreement would hold that day, had somebody signed it."""
    return agreement.signed_on is None and holds_on(agreement.first_day, last_effective_day(agreement), day)


def _unsigned(case: Case) -> Iterator[Conflict]:
    """Agreements that nobody signed and that are used all the same: relied on, or the only one there is."""
    for party in case.parties:
        for agreement in sorted(party.facts.agreements, key=lambda one: one.reference):
            if not _is_draft_for(agreement, case.on):
                continue
            capacity = CAPACITY_OF_KIND[agreement.kind]
            kinds = KINDS_FOR_CAPACITY[capacity]
            alone = not any(one.kind in kinds and is_in_force(one, case.on) for one in party.facts.agreements)
            flows = case.flows_by_agreement.get(agreement.id, [])
            if alone and not flows:
                flows = [
                    flow for flow in case.flows_to(party.code, capacity) if flow.last >= agreement.first_day
                ]
            needed = alone and capacity in AGREEMENT_REQUIRED and case.holds(party, capacity)
            if flows or (needed and capacity in case.promised.capacities):
                yield law.agreement_unsigned(case, party, capacity, agreement, flows)


def _processing(case: Case) -> Iterator[Conflict]:
    """What art. 28 asks of agreements between a controller and a processor, and of who is engaged under them."""
    for party, agreement in case.in_force:
        gaps = unmet_items(agreement) if agreement.kind in PROCESSING_KINDS else []
        if gaps:
            yield law.art_28_incomplete(party, agreement, gaps)
    unapproved: dict[int, list[Link]] = defaultdict(list)
    for link, agreement, other in case.links:
        if not is_approved(agreement, link.standing, case.on):
            unapproved[agreement.id].append((link, agreement, other))
    for links in unapproved.values():
        yield law.sub_processor_not_approved(case, links)


def _categories(case: Case) -> Iterator[Conflict]:
    """Data that was shared though no agreement of the period names it; who has no agreement is told of elsewhere."""
    for (code, capacity), flows in sorted(case.flows_by_recipient.items()):
        party = case.facts.organisations[code]
        flows = [flow for flow in flows if not flow.on_behalf_of]
        kinds = KINDS_FOR_CAPACITY.get(capacity, frozenset())
        agreed = [one for one in party.facts.agreements if one.kind in kinds and _in_period(case, one)]
        if not agreed:
            continue
        covered = frozenset().union(*(one.data_categories for one in agreed))
        beyond = [flow for flow in flows if flow.data_categories - covered]
        if beyond:
            excess = frozenset().union(*(flow.data_categories for flow in beyond)) - covered
            yield stated.categories_not_agreed(case, party, capacity, excess, beyond)


def _in_period(case: Case, agreement: AgreementFacts) -> bool:
    """Whether the agreement held at some time since the log's first day, or holds on the day compared."""
    last = last_effective_day(agreement)
    return agreement.first_day <= max(case.facts.until, case.on) and (
        last is None or last >= case.facts.since
    )


def _special(case: Case) -> Iterator[Conflict]:
    if case.promised.special_categories != SpecialCategoriesPolicy.EXPLICIT_CONSENT_ONLY:
        return
    for party, agreement in case.in_force:
        special = agreement.data_categories & case.facts.special
        if special:
            flows = [
                flow
                for flow in case.flows_by_agreement.get(agreement.id, ())
                if flow.data_categories & special
            ]
            yield stated.special_data_agreed(case, party, agreement, special, flows)


def _terms(case: Case) -> Iterator[Conflict]:
    if case.promised.response_weeks > LAWFUL_WEEKS:
        yield stated.response_term_too_long(case.promised.response_weeks)
    if case.promised.extension_months > LAWFUL_EXTENSION:
        yield stated.extension_too_long(case.promised.extension_months)
