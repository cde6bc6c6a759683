"""What the conflict report is made of, remembered until a register changes: of a large one that takes a while."""

from datetime import date

from sharing.conflicts.facts import RegisterFacts
from sharing.conflicts.queries import register_facts
from sharing.core.remembered import UntilChanged

_facts = UntilChanged[RegisterFacts](2)


def facts_as_they_are(*, until: date) -> RegisterFacts:
    """``register_facts``, read anew when a register has changed and not before."""
    return _facts.get(until, lambda: register_facts(until=until))
