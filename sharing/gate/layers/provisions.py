"""A legal obligation and the provision it rests on (AVG art. 6(3), 48)."""

from collections.abc import Iterator

from sharing.core.dutch import day_in_words
from sharing.gate.facts import Entry, Facts
from sharing.gate.findings import Finding, found
from sharing.parties.choices import Capacity
from sharing.reference.choices import LegalBasis
from sharing.reference.law import AVG_APPLIES
from sharing.reference.rules import OUR_LAW, listed_provisions, provision_in_force


def is_obliged(entry: Entry, facts: Facts) -> bool:
    """Whether the law obliges: that basis, with a listed provision of Union or Dutch law in force that day."""
    return (
        entry.legal_basis == LegalBasis.LEGAL_OBLIGATION
        and provision_in_force(entry.legal_provision, facts.provisions, entry.day) is not None
    )


def obligation(entry: Entry, facts: Facts, *, obliged: bool) -> Iterator[Finding]:
    """An obligation that rests on nothing; of an authority the rule for authorities speaks instead."""
    wanting = entry.legal_basis == LegalBasis.LEGAL_OBLIGATION and not obliged
    if not wanting or entry.capacity == Capacity.AUTHORITY or entry.day < AVG_APPLIES:
        return
    what = f"De grondslag is een wettelijke verplichting, maar {provision_gap(entry, facts)}."
    yield found("obligation-without-provision", what, lenient=facts.lenient)


def provision_gap(entry: Entry, facts: Facts) -> str:
    """Why no provision counts, as the rest of a sentence; says nothing of the wording that was not recognised."""
    if not entry.names_provision:
        return "er is geen wettelijke bepaling genoemd"
    listed = listed_provisions(entry.legal_provision, facts.provisions)
    if not listed:
        return "de genoemde bepaling staat niet in de lijst van wettelijke bepalingen"
    ours = [one for one in listed if one.jurisdiction in OUR_LAW]
    if not ours:
        return f"{listed[0].named} is geen recht van de Europese Unie of van Nederland"
    return f"{ours[0].named} gold niet op {day_in_words(entry.day)}"
