"""What a disclosure rests on: the other side of the gate's findings, from the same facts and by the same rules.

The gate says what stands in the way; this says what made the rest of it possible, so that people can look it up.
Pure, like the rules.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sharing.agreements.rules import AgreementFacts
from sharing.commitments.choices import SpecialCategoriesPolicy
from sharing.consents.rules import ConsentFacts
from sharing.gate.facts import Entry, Facts
from sharing.gate.findings import promise_for
from sharing.gate.layers import agreements, persons, sensitive, transfers
from sharing.gate.layers.provisions import is_obliged
from sharing.grounds.rules import GroundFacts
from sharing.reference.choices import DataKind
from sharing.reference.rules import ProvisionFacts, counts_on, listed_provisions
from sharing.transfers.choices import TransferStatus
from sharing.transfers.rules import TransferAssessment


@dataclass(frozen=True, slots=True)
class Reliance:
    """What one disclosure rests on.

    ``agreement`` is the one compared with (the client's for what is done on his behalf); ``provisions`` those of the
    list that were named and held that day; ``grounds`` per sensitive category (its code) the ground that lets it go;
    ``consents`` those of this person that were needed and in force; ``transfer`` how the recipient stood towards
    chapter V, None when the data stayed inside the EEA.
    """

    agreement: AgreementFacts | None
    provisions: tuple[ProvisionFacts, ...]
    grounds: tuple[tuple[str, GroundFacts], ...]
    consents: tuple[ConsentFacts, ...]
    transfer: TransferAssessment | None


def relied_on(entry: Entry, facts: Facts) -> Reliance:
    """What this disclosure rests on; of what is missing there is nothing, and the gate says so."""
    assessment = transfers.assessed(entry, facts)
    return Reliance(
        agreement=agreements.agreed(entry, facts)[1],
        provisions=tuple(
            one
            for one in listed_provisions(entry.legal_provision, facts.provisions)
            if counts_on(one, entry.day)
        ),
        grounds=tuple(_grounds(entry, facts)),
        # A consent that is needed twice is told once.
        consents=tuple({id(one): one for one in _consents(entry, facts, assessment)}.values()),
        transfer=None if assessment.status == TransferStatus.EEA else assessment,
    )


def _grounds(entry: Entry, facts: Facts) -> Iterator[tuple[str, GroundFacts]]:
    if entry.on_behalf_of:
        return  # the client answers for that
    for categories, kind in (
        (entry.special_categories, DataKind.SPECIAL),
        (entry.criminal_categories, DataKind.CRIMINAL),
        (entry.national_id_categories, DataKind.NATIONAL_ID),
    ):
        for category in sorted(categories):
            ground = sensitive.ground_for(entry, facts, category, kind)
            if ground is not None:
                yield category, ground


def _consents(entry: Entry, facts: Facts, assessment: TransferAssessment) -> Iterator[ConsentFacts]:
    known = persons.Consents.of(entry, facts)
    if not entry.on_behalf_of and persons.needs_consent(entry, facts, obliged=is_obliged(entry, facts)):
        yield from known.about_all()
    without = sensitive.ungrounded(entry, facts)
    explicit = without.special | without.criminal
    promise = promise_for(entry, facts)
    if promise and promise.special_categories == SpecialCategoriesPolicy.EXPLICIT_CONSENT_ONLY:
        explicit |= entry.special_categories
    for category in sorted(explicit):
        yield from known.explicit_about(category)
    if assessment.consent_needed:
        yield from known.about_transfer()
