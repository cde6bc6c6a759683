"""Conflicts between what is registered of agreements and what the law asks of them, in sentences for people."""

from collections.abc import Sequence

from sharing.agreements.choices import Article28Item, SubProcessorAuthorisation
from sharing.agreements.rules import AgreementFacts, is_objected_to
from sharing.conflicts.case import Case, Link
from sharing.conflicts.choices import Weight
from sharing.conflicts.facts import Flow, Organisation
from sharing.conflicts.findings import Conflict, about_agreements, about_disclosures, about_party
from sharing.conflicts.words import NOUNS, log_sentence, told
from sharing.core.dutch import day_in_words, enumerated


def agreement_unsigned(
    case: Case, party: Organisation, capacity: str, agreement: AgreementFacts, flows: Sequence[Flow]
) -> Conflict:
    """Something is done on an agreement that nobody signed as far as is recorded."""
    return Conflict(
        "agreement-unsigned",
        agreement.reference,
        Weight.CONFLICT.value,
        "capacities",
        "Gegevens worden gedeeld op grond van een overeenkomst die is ondertekend (artikel 28, lid 9, AVG).",
        told(
            f"Overeenkomst {agreement.reference} met {party.name} zou gelden vanaf "
            f"{day_in_words(agreement.first_day)}, maar heeft geen datum van ondertekening en is dus nog een concept.",
            f"{party.name} staat wel in het register als {NOUNS[capacity]}."
            if case.holds(party, capacity)
            else "",
            log_sentence(case, flows),
        ),
        (*about_agreements([agreement]), about_party(party), *about_disclosures(party, flows)),
    )


def art_28_incomplete(
    party: Organisation, agreement: AgreementFacts, gaps: Sequence[Article28Item]
) -> Conflict:
    items = enumerated(item.value for item in gaps)
    return Conflict(
        "art-28-incomplete",
        agreement.reference,
        Weight.CONFLICT.value,
        "capacities",
        "Een verwerkersovereenkomst regelt alles van artikel 28, lid 3, onder a tot en met h, AVG.",
        f"Van overeenkomst {agreement.reference} met {party.name} staat niet vast dat zij {items} regelt.",
        (*about_agreements([agreement]), about_party(party)),
    )


def sub_processor_not_approved(case: Case, links: Sequence[Link]) -> Conflict:
    """``links`` are of one agreement, each in use without the approval that it needs."""
    _link, agreement, other = links[0]
    parties = [case.facts.organisations[link.party] for link, _agreement, _other in links]
    named = enumerated(
        f"{party.name} ({link.service})" for party, (link, _a, _o) in zip(parties, links, strict=True)
    )
    general = agreement.authorisation == SubProcessorAuthorisation.GENERAL
    asked = "een goedkeuring is niet vastgelegd"
    if any(is_objected_to(link.standing, case.on) for link, _agreement, _other in links):
        asked = "daartegen is binnen de termijn bezwaar gemaakt"
    elif general:
        asked = "de termijn voor bezwaar is nog niet voorbij"
    return Conflict(
        "sub-processor-not-approved",
        agreement.reference,
        Weight.CONFLICT.value,
        "capacities",
        "Een subverwerker wordt pas ingeschakeld als dat is goedgekeurd (artikel 28, leden 2 en 4, AVG).",
        f"Onder overeenkomst {agreement.reference} met {other.name} is ingeschakeld: {named}; {asked}.",
        (*about_agreements([agreement]), *map(about_party, dict.fromkeys(parties))),
    )
