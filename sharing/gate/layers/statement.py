"""The statement's own rules about capacities, purposes and data; and whether the party holds its capacity."""

from collections.abc import Iterator

from sharing.commitments.rules import Promise
from sharing.core.dutch import day_in_words, enumerated
from sharing.core.periods import holds_on
from sharing.gate.facts import Entry, Facts
from sharing.gate.findings import (
    CAPACITY_NOUNS,
    Finding,
    categories_in_words,
    cite,
    found,
    promise_for,
    purpose_in_words,
)


def stated(entry: Entry, facts: Facts) -> Iterator[Finding]:
    """What the promise in force says; silent about what is done for a client, who has a statement of his own."""
    if entry.on_behalf_of:
        return
    promise = promise_for(entry, facts)
    if promise is None:
        what = f"Op {day_in_words(entry.day)} was geen privacyverklaring van kracht."
        yield found("no-statement-in-force", what)
        return
    if entry.capacity not in promise.capacities:
        yield _capacity_not_stated(entry, promise)
    if promise.purposes.isdisjoint(entry.purpose_line):
        yield found(
            "purpose-not-stated",
            f"Het doeleinde {purpose_in_words(entry, facts)} staat niet in de verklaring, en geen doeleinde erboven "
            "ook.",
            cite(promise, 2, "artikel 5, lid 1, onder b, AVG"),
        )
    allowed = (promise.data_categories or {}).get(entry.capacity)
    if allowed is not None and (excess := entry.data_categories - allowed):
        yield found(
            "category-not-stated",
            f"Dit is meer dan de verklaring noemt voor een {CAPACITY_NOUNS[entry.capacity]}. "
            f"Niet genoemd: {categories_in_words(excess, facts)}.",
            cite(promise, 6, "artikel 5, lid 1, onder c, AVG"),
        )


def capacity_held(entry: Entry, facts: Facts) -> Iterator[Finding]:
    """Whether the party holds the capacity that day."""
    noun, day = CAPACITY_NOUNS[entry.capacity], day_in_words(entry.day)
    held = [one for one in facts.party.capacities if one.capacity == entry.capacity]
    if any(holds_on(one.first_day, one.last_day, entry.day) for one in held):
        return
    ended = [one.last_day for one in held if one.last_day and one.last_day < entry.day]
    if ended:
        why = f"was op {day} geen {noun} meer: dat gold tot en met {day_in_words(max(ended))}."
    elif held:
        first = min(one.first_day for one in held)
        why = f"was op {day} nog geen {noun}: dat geldt vanaf {day_in_words(first)}."
    else:
        why = f"staat niet als {noun} in het register."
    yield found("capacity-not-held", f"{facts.party.name} {why}")


def _capacity_not_stated(entry: Entry, promise: Promise) -> Finding:
    named = (
        enumerated(CAPACITY_NOUNS.get(code, code) for code in promise.capacities)
        if promise.capacities
        else "niemand"
    )
    what = f"De verklaring noemt geen {CAPACITY_NOUNS[entry.capacity]} als ontvanger, wel: {named}."
    return found("capacity-not-stated", what, cite(promise, 6))
