"""What somebody may think up: a decision or an agreement that ends, a party that leaves, a promise made stricter.

Pure: each takes the promises and facts as they are and gives a ``Thought`` with both sides.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sharing.agreements.choices import AgreementKind
from sharing.agreements.rules import AgreementFacts, is_in_force, last_effective_day
from sharing.commitments.choices import SpecialCategoriesPolicy, TransferPolicy
from sharing.commitments.rules import Commitments
from sharing.conflicts.case import CAPACITY_OF_KIND, Case
from sharing.conflicts.facts import Flow, Organisation, RegisterFacts, SubProcessing
from sharing.conflicts.what_if import Thought
from sharing.core.periods import holds_on, next_day
from sharing.transfers.rules import policy_allows

# The choices of a policy, strictest first.
_STRICTEST_FIRST = {
    "transfer_policy": TransferPolicy.values,
    "special_categories": SpecialCategoriesPolicy.values,
}


class NotStricter(ValueError):
    """What was thought up is no tightening of the promise."""


def decision_ends(
    promised: Commitments, facts: RegisterFacts, *, country: str, reference: str, last_day: date
) -> Thought:
    """An adequacy decision holds through ``last_day`` and no longer; compared on the day after.

    On its own last day the answer is what happens then: that it had gone on is what it is compared with.
    """
    on = next_day(last_day)
    going_on = _with_decision(
        facts, country, reference, lambda last: last if last and last > last_day else None
    )
    resting = [
        destination
        for destination in Case(promised, going_on, on).destinations()
        if destination.country == country
        and destination.assessment.decision
        and destination.assessment.decision.reference == reference
    ]
    return Thought(
        on=on,
        before=(promised, going_on),
        after=(
            promised,
            _with_decision(facts, country, reference, lambda last: _earlier(last, last_day)),
        ),
        parties=frozenset(destination.party.code for destination in resting),
        agreements=frozenset(one.id for destination in resting for one in destination.agreements),
        flows=tuple(flow for destination in resting for flow in destination.flows),
        touched=frozenset({"transfer_policy", "transfers"} if resting else ()),
    )


def agreement_ends(promised: Commitments, facts: RegisterFacts, *, agreement: int, last_day: date) -> Thought:
    """An agreement holds through ``last_day`` and no longer; compared on the day after. Raises KeyError.

    On its own last day the answer is what happens then: that it had gone on is what it is compared with.
    """
    on = next_day(last_day)
    party, found = _agreement(facts, agreement)
    before = facts
    if last_effective_day(found) == last_day:
        before = _with_agreements(facts, {agreement: replace(found, last_day=None, terminated_per=None)})
    touched = {"capacities", "recipients"}
    if found.kind == AgreementKind.PROCESSING:
        touched.add("processors")
    chain = {
        link.party
        for link in facts.sub_processing
        if link.agreement == agreement and holds_on(*_period(link), on)
    }
    return Thought(
        on=on,
        before=(promised, before),
        after=(promised, _ending(facts, {agreement}, last_day)),
        parties=frozenset({party.code, *chain}),
        agreements=frozenset({agreement}),
        flows=tuple(flow for flow in facts.flows if flow.agreement == agreement),
        touched=frozenset(touched),
    )


def party_leaves(promised: Commitments, facts: RegisterFacts, *, code: str, last_day: date) -> Thought:
    """Everything with a party holds through ``last_day`` and no longer: capacities, agreements, transfers, services.

    It takes along what its agreements carry, and what it engages itself: the whole tree below it.
    """
    on = next_day(last_day)
    party = facts.organisations[code]
    own = {one.id for one in party.facts.agreements if is_in_force(one, on)}
    links = [
        link
        for link in facts.sub_processing
        if holds_on(*_period(link), on) and _holds(facts, link.agreement, on)
    ]
    serving = {link.agreement for link in links if link.party == code}
    leaving = _tree_below(links, code, own)
    without = _ending(facts, own, last_day)
    left = without.organisations[code]
    ended = replace(
        left.facts,
        capacities=tuple(
            replace(one, last_day=_earlier(one.last_day, last_day)) for one in left.facts.capacities
        ),
        transfers=tuple(
            replace(one, last_day=_earlier(one.last_day, last_day)) for one in left.facts.transfers
        ),
    )
    after = replace(
        without,
        organisations={**without.organisations, code: replace(left, facts=ended)},
        sub_processing=tuple(link for link in without.sub_processing if link not in leaving),
    )
    touched = {"capacities", "recipients"}
    kinds = {one.kind for one in party.facts.agreements if one.id in own}
    touched |= {"processors"} if serving or AgreementKind.PROCESSING in kinds else set()
    touched |= {"transfers"} if party.facts.transfers else set()
    return Thought(
        on=on,
        before=(promised, facts),
        after=(promised, after),
        parties=frozenset({code, *(link.party for link in leaving)}),
        agreements=frozenset(own | serving),
        flows=tuple(flow for flow in facts.flows if flow.recipient == code or flow.agreement in own),
        touched=frozenset(touched),
    )


def promise_tightened(
    promised: Commitments, facts: RegisterFacts, *, name: str, value: str | int, on: date
) -> Thought:
    """A stricter promise: ``name`` as in ``Commitments``; for capacities and purposes ``value`` is the code dropped.

    Raises NotStricter when that is no tightening.
    """
    change: dict[str, Any] = {name: _tightened(promised, name, value)}
    stricter = replace(promised, **change)
    before, after = Case(promised, facts, on), Case(stricter, facts, on)
    concerned = list(_concerned(before, after, name))
    flows = tuple(_stopped(before, after, name))
    parties = {party.code for party, _agreement in concerned} | {flow.recipient for flow in flows}
    return Thought(
        on=on,
        before=(promised, facts),
        after=(stricter, facts),
        parties=frozenset(parties),
        agreements=frozenset(agreement.id for _party, agreement in concerned if agreement),
        flows=flows,
        touched=frozenset({name}),
    )


def _tightened(promised: Commitments, name: str, value: Any) -> Any:
    now, result = getattr(promised, name), value
    if isinstance(now, tuple):
        stricter, result = value in now, tuple(one for one in now if one != value)
    elif isinstance(now, int):
        stricter = value < now
    else:
        order = _STRICTEST_FIRST[name]
        stricter = order.index(value) < order.index(now)
    if not stricter:
        raise NotStricter
    return result


def _concerned(before: Case, after: Case, name: str) -> Iterator[tuple[Organisation, AgreementFacts | None]]:
    """Parties, each with an agreement in force or None, for which the promise would no longer leave room."""
    if name == "transfer_policy":
        for destination in before.destinations():
            policies = before.promised.transfer_policy, after.promised.transfer_policy
            allowed, still = (policy_allows(policy, destination.assessment) for policy in policies)
            if allowed and not still:
                yield from ((destination.party, agreement) for agreement in destination.agreements)
        return
    dropped = set(before.promised.capacities) - set(after.promised.capacities)
    yield from ((party, None) for capacity in dropped for party in before.holders(capacity))
    for party, agreement in before.in_force:
        if (
            CAPACITY_OF_KIND[agreement.kind] in dropped
            or (name == "special_categories" and agreement.data_categories & before.facts.special)
            or any(before.states(one) and not after.states(one) for one in agreement.purposes)
        ):
            yield party, agreement


def _stopped(before: Case, after: Case, name: str) -> Iterator[Flow]:
    """Disclosures that the promise leaves room for now, and the stricter one would not."""
    known: dict[tuple[Any, ...], bool] = {}
    for flow in before.facts.flows:
        key = flow.recipient, flow.country, flow.obliged, flow.capacity, flow.purpose, flow.data_categories
        if key not in known:
            known[key] = _leaves_room(before, flow, name) and not _leaves_room(after, flow, name)
        if known[key]:
            yield flow


def _leaves_room(case: Case, flow: Flow, name: str) -> bool:
    """Whether this promise allows such disclosures; for special data the consent of each person is not known here."""
    if name == "capacities":
        return flow.capacity in case.promised.capacities
    if name == "purposes":
        return case.states(flow.purpose)
    if name == "special_categories":
        explicit = case.promised.special_categories == SpecialCategoriesPolicy.EXPLICIT_CONSENT_ONLY
        return not (explicit and flow.data_categories & case.facts.special)
    if name == "transfer_policy":
        assessment = case.assess(case.facts.organisations[flow.recipient], flow.country)
        return flow.obliged or policy_allows(case.promised.transfer_policy, assessment)
    return True


def _agreement(facts: RegisterFacts, key: int) -> tuple[Organisation, AgreementFacts]:
    for party in facts.organisations.values():
        for one in party.facts.agreements:
            if one.id == key:
                return party, one
    raise KeyError(key)


def _tree_below(links: Iterable[SubProcessing], code: str, agreements: set[int]) -> set[SubProcessing]:
    """The links that go when a party goes: its own, all under its agreements, and everything that they engage."""
    links = list(links)
    leaving = {link for link in links if link.party == code or link.agreement in agreements}
    while more := {link for link in links if link.parent in {one.id for one in leaving if one.id}} - leaving:
        leaving |= more
    return leaving


def _period(link: SubProcessing) -> tuple[date | None, date | None]:
    return link.standing.first_day, link.standing.last_day


def _with_decision(
    facts: RegisterFacts, country: str, reference: str, end: Callable[[date | None], date | None]
) -> RegisterFacts:
    """The facts with another last day of a decision: what ``end`` makes of its own."""
    return replace(
        facts,
        decisions=tuple(
            replace(one, last_day=end(one.last_day))
            if (one.country, one.reference) == (country, reference)
            else one
            for one in facts.decisions
        ),
    )


def _holds(facts: RegisterFacts, key: int, day: date) -> bool:
    return is_in_force(_agreement(facts, key)[1], day)


def _ending(facts: RegisterFacts, keys: set[int], last_day: date) -> RegisterFacts:
    """The facts with these agreements terminated per that day, if they did not end before."""
    changed = {
        one.id: replace(one, terminated_per=_earlier(one.terminated_per, last_day))
        for party in facts.organisations.values()
        for one in party.facts.agreements
        if one.id in keys and (last_effective_day(one) or date.max) > last_day
    }
    return _with_agreements(facts, changed)


def _with_agreements(facts: RegisterFacts, changed: dict[int, AgreementFacts]) -> RegisterFacts:
    """The facts with other versions of these agreements, by id."""
    organisations = dict(facts.organisations)
    for code, party in facts.organisations.items():
        if any(one.id in changed for one in party.facts.agreements):
            agreements = tuple(changed.get(one.id, one) for one in party.facts.agreements)
            organisations[code] = replace(party, facts=replace(party.facts, agreements=agreements))
    return replace(facts, organisations=organisations)


def _earlier(day: date | None, other: date) -> date:
    return min(day or date.max, other)
