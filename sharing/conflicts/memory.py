"""What the conflict report is made of, remembered until a register changes: of a large one that takes a while."""

from collections.abc import Hashable
from datetime import date

from sharing.conflicts.facts import RegisterFacts
from sharing.conflicts.queries import register_facts
from sharing.core.stamp import register_stamp

REMEMBERED = 2
_remembered: dict[Hashable, RegisterFacts] = {}


def facts_as_they_are(*, until: date) -> RegisterFacts:
    """``register_facts``, read anew when a register has changed and not before."""
    key = (until, register_stamp())
    facts = _remembered.get(key)
    if facts is None:
        facts = register_facts(until=until)
        for oldest in list(_remembered)[: len(_remembered) - REMEMBERED + 1]:
            _remembered.pop(oldest, None)
        _remembered[key] = facts
    return facts
