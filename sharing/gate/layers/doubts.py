"""What a judgement rests on in law and nobody has made sure of yet; it counts all the same, and says so.

Part of the shared layer: a sentence names only what all entries have in common that it is asked for at once.
"""

from collections.abc import Iterator

from sharing.gate.facts import Entry, Facts
from sharing.gate.findings import categories_in_words
from sharing.gate.layers import sensitive, transfers
from sharing.reference.choices import DataKind
from sharing.reference.rules import provision_in_force


def of_law(entry: Entry, facts: Facts, *, obliged: bool) -> tuple[str, ...]:
    """Sentences about the provision, the grounds and the adequacy decision relied on."""
    return (
        *_of_provision(entry, facts, obliged=obliged),
        *_of_grounds(entry, facts),
        *_of_decision(entry, facts),
    )


def _of_provision(entry: Entry, facts: Facts, *, obliged: bool) -> Iterator[str]:
    provision = provision_in_force(entry.legal_provision, facts.provisions, entry.day) if obliged else None
    if provision and provision.unchecked:
        yield f"De wettelijke verplichting rust op {provision.citation}; die bepaling is nog te controleren."


def _of_grounds(entry: Entry, facts: Facts) -> Iterator[str]:
    if entry.on_behalf_of:
        return  # the client answers for that
    for kind, categories in (
        (DataKind.SPECIAL, entry.special_categories),
        (DataKind.CRIMINAL, entry.criminal_categories),
        (DataKind.NATIONAL_ID, entry.national_id_categories),
    ):
        for category in sorted(categories):
            ground = sensitive.ground_for(entry, facts, category, kind)
            if ground is None:
                continue
            what = f"Het delen van {categories_in_words([category], facts)} rust op grond {ground.reference}"
            provision = provision_in_force(ground.provision, facts.provisions, entry.day)
            if ground.unchecked:
                yield f"{what}; die grond is nog te controleren."
            elif provision and provision.unchecked:
                yield f"{what} en die op {provision.citation}; die bepaling is nog te controleren."


def _of_decision(entry: Entry, facts: Facts) -> Iterator[str]:
    if not any(one.unchecked and one.country == entry.destination_country for one in facts.decisions):
        return
    decision = transfers.assessed(entry, facts).decision
    if decision and decision.unchecked:
        what = f"De doorgifte rust op adequaatheidsbesluit {decision.reference}"
        yield f"{what}; dat besluit is nog te controleren."
