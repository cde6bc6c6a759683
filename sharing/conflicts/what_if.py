"""What if …? The same rules on facts or promises that somebody thinks up: nothing is changed, nothing is stored.

Both sides are judged on the same day, so that only the thought itself makes the difference: what ends by then anyway
counts before it as well. The thoughts themselves are in ``thoughts``.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sharing.agreements.rules import AgreementFacts
from sharing.commitments.rules import Commitments
from sharing.conflicts.case import Case
from sharing.conflicts.facts import Flow, Organisation, RegisterFacts
from sharing.conflicts.findings import Conflict
from sharing.conflicts.rules import conflicts_between


@dataclass(frozen=True, slots=True)
class Thought:
    """Promises and facts as they are and as they would be, on the day compared; and what it is about.

    ``parties`` are codes, ``agreements`` ids; ``flows`` the disclosures that would be touched; ``touched`` names the
    commitments and register blocks (``recipients``, ``processors``, ``transfers``) of the text that it is about.
    """

    on: date
    before: tuple[Commitments, RegisterFacts]
    after: tuple[Commitments, RegisterFacts]
    parties: frozenset[str]
    agreements: frozenset[int]
    flows: tuple[Flow, ...]
    touched: frozenset[str]


@dataclass(frozen=True, slots=True)
class Impact:
    """What a thought would touch; ``months`` holds the number of disclosures per month, by its first day."""

    on: date
    parties: tuple[Organisation, ...]
    agreements: tuple[tuple[Organisation, AgreementFacts], ...]
    months: tuple[tuple[date, int], ...]
    touched: frozenset[str]
    new: tuple[Conflict, ...]
    changed: tuple[Conflict, ...]
    gone: tuple[Conflict, ...]


def impact(thought: Thought, months: Iterable[date]) -> Impact:
    """What changes: who and what is touched, disclosures per month, and conflicts that appear, change or disappear."""
    before = {(one.code, one.subject): one for one in conflicts_between(*thought.before, on=thought.on)}
    after = {(one.code, one.subject): one for one in conflicts_between(*thought.after, on=thought.on)}
    new = tuple(one for key, one in after.items() if key not in before)
    changed = tuple(
        one
        for key, one in after.items()
        if key in before and (before[key].fact, before[key].weight) != (one.fact, one.weight)
    )
    per_month: Counter[date] = Counter()
    for flow in thought.flows:
        per_month[flow.month] += flow.count
    case = Case(*thought.before, thought.on)
    return Impact(
        on=thought.on,
        parties=tuple(one for one in case.parties if one.code in thought.parties),
        agreements=tuple(
            (party, one)
            for party in case.parties
            for one in sorted(party.facts.agreements, key=lambda agreement: agreement.reference)
            if one.id in thought.agreements
        ),
        months=tuple((month, per_month[month]) for month in months),
        touched=thought.touched | {one.commitment for one in (*new, *changed)},
        new=new,
        changed=changed,
        gone=tuple(one for key, one in before.items() if key not in after),
    )
