"""Conflicts about what the statement says, in sentences for people: one function per code (see ``abroad``)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sharing.agreements.rules import AgreementFacts, last_effective_day, was_terminated
from sharing.conflicts.case import Case
from sharing.conflicts.choices import Weight
from sharing.conflicts.facts import Flow, Organisation
from sharing.conflicts.findings import Conflict, about_agreements, about_disclosures, about_party
from sharing.conflicts.words import (
    NAMED_AT_MOST,
    NOUNS,
    categories_of,
    log_sentence,
    names_of,
    plural,
    recipients_of,
    told,
)
from sharing.core.dutch import day_in_words, enumerated


def capacity_not_stated(
    case: Case,
    capacity: str,
    holders: Sequence[Organisation],
    agreements: Sequence[tuple[Organisation, AgreementFacts]],
    flows: Sequence[Flow],
) -> Conflict:
    """``agreements`` are those in force of a kind that belongs to the capacity."""
    noun = NOUNS[capacity]
    stated = case.promised.capacities
    promise = (
        f"Gegevens gaan alleen naar deze ontvangers: {enumerated(NOUNS.get(one, one) for one in stated)}."
        if stated
        else "Gegevens gaan naar niemand."
    )
    names = names_of([party.name for party in holders])
    held = f"In het register {'staat' if len(holders) == 1 else 'staan'} als {noun}: {names}."
    references = names_of([f"{agreement.reference} met {party.name}" for party, agreement in agreements])
    agreed = f"Van kracht: {plural(agreements, 'overeenkomst', 'overeenkomsten')} {references}."
    involved = [*holders, *(party for party, _agreement in agreements)]
    unnamed = [one for one in recipients_of(case, flows) if one not in involved]
    shared = f"{names_of([party.name for party in unnamed])} ontving gegevens als {noun}." if unnamed else ""
    certain = holders or agreements or any(flow.permitted for flow in flows)
    return Conflict(
        "capacity-not-stated",
        capacity,
        (Weight.CONFLICT if certain else Weight.WARNING).value,
        "capacities",
        promise,
        told(held if holders else "", agreed if agreements else "", shared, log_sentence(case, flows)),
        tuple(map(about_party, dict.fromkeys([*involved, *unnamed][:NAMED_AT_MOST]))),
    )


def purpose_not_stated(
    case: Case,
    purpose: str,
    agreements: Sequence[tuple[Organisation, AgreementFacts]],
    flows: Sequence[Flow],
) -> Conflict:
    name = case.facts.names.purposes.get(purpose, purpose)
    references = names_of([f"{agreement.reference} met {party.name}" for party, agreement in agreements])
    agreed = f"Dit doeleinde staat in {plural(agreements, 'overeenkomst', 'overeenkomsten')} {references}."
    shared = (
        f"Voor dit doeleinde ontving {names_of([one.name for one in recipients_of(case, flows)])} gegevens."
    )
    certain = agreements or any(flow.permitted for flow in flows)
    return Conflict(
        "purpose-not-stated",
        purpose,
        (Weight.CONFLICT if certain else Weight.WARNING).value,
        "purposes",
        f"De verklaring noemt ‘{name}’ niet als doeleinde, en geen doeleinde waar het onder valt.",
        told(agreed if agreements else "", shared if flows else "", log_sentence(case, flows)),
        (
            *about_agreements([agreement for _party, agreement in agreements][:NAMED_AT_MOST]),
            *map(about_party, recipients_of(case, flows)[:NAMED_AT_MOST]),
        ),
    )


def category_not_stated(
    case: Case,
    capacity: str,
    excess: Iterable[str],
    agreements: Sequence[tuple[Organisation, AgreementFacts]],
    flows: Sequence[Flow],
) -> Conflict:
    """``agreements`` and ``flows`` each hold data that the text does not state for the capacity."""
    noun = NOUNS[capacity]
    references = names_of([f"{agreement.reference} met {party.name}" for party, agreement in agreements])
    agreed = f"Meer staat in {plural(agreements, 'overeenkomst', 'overeenkomsten')} {references}."
    recipients = recipients_of(case, flows)
    shared = f"Meer ontving {names_of([one.name for one in recipients])}." if flows else ""
    certain = agreements or any(flow.permitted for flow in flows)
    return Conflict(
        "category-not-stated",
        capacity,
        (Weight.CONFLICT if certain else Weight.WARNING).value,
        "data_categories",
        f"Een {noun} krijgt alleen: {categories_of(case, (case.promised.data_categories or {})[capacity])}.",
        told(
            f"Niet genoemd: {categories_of(case, sorted(excess))}.",
            agreed if agreements else "",
            shared,
            log_sentence(case, flows, "met zulke gegevens "),
        ),
        (
            *about_agreements([agreement for _party, agreement in agreements][:NAMED_AT_MOST]),
            *map(about_party, recipients[:NAMED_AT_MOST]),
        ),
    )


def capacity_ended(
    case: Case,
    party: Organisation,
    capacity: str,
    last: date,
    agreement: AgreementFacts | None,
    flows: Sequence[Flow],
) -> Conflict:
    """``last`` is the day through which the capacity was held; ``agreement`` the one that ended with it, if any."""
    noun = NOUNS[capacity]
    end = agreement and last_effective_day(agreement)
    too = (
        f"Overeenkomst {agreement.reference} liep tot en met {day_in_words(end)}."
        if agreement and end
        else ""
    )
    return Conflict(
        "capacity-ended",
        f"{party.code} {capacity}",
        Weight.CONFLICT.value,
        "capacities",
        f"Een {noun} ontvangt alleen gegevens zolang die {noun} is.",
        told(
            f"{party.name} was tot en met {day_in_words(last)} {noun} en ontving daarna nog gegevens.",
            too,
            log_sentence(case, flows),
        ),
        (
            *about_agreements([agreement] if agreement else []),
            about_party(party),
            *about_disclosures(party, flows),
        ),
    )


def agreement_ended(
    case: Case, party: Organisation, capacity: str, agreement: AgreementFacts, flows: Sequence[Flow]
) -> Conflict:
    how = "is opgezegd per" if was_terminated(agreement) else "liep tot en met"
    why = (
        f"overeenkomst {agreement.reference} {how} {day_in_words(last_effective_day(agreement) or case.on)}."
    )
    return _unsupported("agreement-ended", case, party, capacity, why, flows, [agreement])


def agreement_missing(
    case: Case,
    party: Organisation,
    capacity: str,
    coming: AgreementFacts | None,
    flows: Sequence[Flow],
) -> Conflict:
    """``coming`` is the agreement that starts later, if there is one."""
    why = (
        f"overeenkomst {coming.reference} gaat pas in op {day_in_words(coming.first_day)}."
        if coming
        else "er is geen overeenkomst vastgelegd die daarbij hoort."
    )
    return _unsupported("agreement-missing", case, party, capacity, why, flows, [coming] if coming else [])


def _unsupported(
    code: str, case: Case, party: Organisation, capacity: str, why: str, flows: Any, agreements: Any
) -> Conflict:
    noun = NOUNS[capacity]
    return Conflict(
        code,
        f"{party.code} {capacity}",
        Weight.CONFLICT.value,
        "capacities",
        f"Een {noun} staat in de verklaring als ontvanger, en ontvangt alleen gegevens op grond van een overeenkomst.",
        told(
            f"{party.name} staat op {day_in_words(case.on)} in het register als {noun}, maar {why}",
            log_sentence(case, flows),
        ),
        (*about_agreements(agreements), about_party(party), *about_disclosures(party, flows)),
    )


def categories_not_agreed(
    case: Case, party: Organisation, capacity: str, excess: Iterable[str], flows: Sequence[Flow]
) -> Conflict:
    certain = any(flow.permitted for flow in flows)
    return Conflict(
        "categories-not-agreed",
        f"{party.code} {capacity}",
        (Weight.CONFLICT if certain else Weight.WARNING).value,
        "capacities",
        "Een ontvanger krijgt niet meer gegevens dan met hem is afgesproken.",
        told(
            f"{party.name} ontving als {NOUNS[capacity]} gegevens die in geen overeenkomst staan: "
            f"{categories_of(case, excess)}.",
            log_sentence(case, flows),
        ),
        (about_party(party), *about_disclosures(party, flows)),
    )


def special_data_agreed(
    case: Case,
    party: Organisation,
    agreement: AgreementFacts,
    categories: Iterable[str],
    flows: Sequence[Flow],
) -> Conflict:
    return Conflict(
        "special-data-agreed",
        agreement.reference,
        Weight.CONFLICT.value,
        "special_categories",
        "Bijzondere persoonsgegevens worden alleen gedeeld met uitdrukkelijke toestemming.",
        told(
            f"Overeenkomst {agreement.reference} met {party.name} gaat ook over bijzondere persoonsgegevens: "
            f"{categories_of(case, categories)}. Delen mag dan alleen met uitdrukkelijke toestemming van elke persoon.",
            log_sentence(case, flows, "met zulke gegevens "),
        ),
        (*about_agreements([agreement]), about_party(party)),
    )


def response_term_too_long(weeks: int) -> Conflict:
    return Conflict(
        "response-term-too-long",
        "",
        Weight.CONFLICT.value,
        "response_weeks",
        f"Een verzoek wordt beantwoord binnen {weeks} weken.",
        f"De wet geeft één maand na ontvangst (artikel 12, lid 3, AVG); {weeks} weken is langer. Vier weken past "
        "altijd.",
    )


def extension_too_long(months: int) -> Conflict:
    return Conflict(
        "extension-too-long",
        "",
        Weight.CONFLICT.value,
        "extension_months",
        f"De termijn voor een antwoord kan met {months} maanden worden verlengd.",
        "De wet staat ten hoogste twee maanden verlenging toe (artikel 12, lid 3, AVG).",
    )
