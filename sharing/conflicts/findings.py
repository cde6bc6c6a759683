"""What the conflict report can find, in sentences for people: one function per code.

Like the gate's findings these sentences are kept as evidence, with the version they were published beside: plain Dutch,
in the language of the statement, and not translated. They name parties and agreements, and of the log only numbers and
days.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sharing.agreements.rules import AgreementFacts, last_effective_day, was_terminated
from sharing.conflicts.case import Case, Place
from sharing.conflicts.choices import Weight
from sharing.conflicts.facts import Flow, Organisation
from sharing.conflicts.words import (
    NAMED_AT_MOST,
    categories_of,
    held,
    log_sentence,
    names_of,
    plural,
    recipients_of,
    told,
)
from sharing.core.dutch import day_in_words, enumerated
from sharing.gate.findings import ALLOWED_OUTSIDE
from sharing.parties.choices import CAPACITY_WORDS
from sharing.transfers.rules import Decision

# The order in which conflicts are shown.
CODES = (
    "processor-outside-eea",
    "recipient-outside-eea",
    "capacity-not-stated",
    "purpose-not-stated",
    "agreement-ended",
    "agreement-missing",
    "categories-not-agreed",
    "special-data-agreed",
    "response-term-too-long",
    "extension-too-long",
    "transfer-without-mechanism",
    "transfer-without-tia",
    "adequacy-under-review",
)
ORDER = {code: position for position, code in enumerate(CODES)}

_NOUN = {capacity: word.replace("_", " ") for word, capacity in CAPACITY_WORDS.items()}


@dataclass(frozen=True, slots=True)
class Reference:
    """A record that a conflict is about: ``kind`` is party, agreement, transfers or disclosures (the last two: of the
    party with this id).
    """

    kind: str
    id: int
    label: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A promise and a fact that disagree.

    ``commitment`` names the promise in ``Commitments``; ``subject`` tells clashes of one code apart; ``about`` are the
    records concerned, the most telling first.
    """

    code: str
    subject: str
    weight: str
    commitment: str
    promise: str
    fact: str
    about: tuple[Reference, ...] = ()


def processor_outside_eea(case: Case, place: Place) -> Clash:
    where = f"een land buiten de EER ({case.country(place.country)})"
    sentences = [
        f"{place.party.name} verwerkt voor ons gegevens in {where}, volgens overeenkomst {agreement.reference}, "
        f"{held(agreement)}."
        for agreement in place.processing
    ]
    sentences += [
        f"{place.party.name} verwerkt als subverwerker van {by.name} gegevens in {where}: {link.service} "
        f"(overeenkomst {agreement.reference})."
        for link, agreement, by in place.chain
    ]
    flows = [flow for flow in place.flows if not flow.obliged]
    return _outside("processor-outside-eea", case, place, sentences, flows, Weight.CONFLICT)


def recipient_outside_eea(case: Case, place: Place, flows: Sequence[Flow]) -> Clash:
    """``flows`` are those without a legal obligation, in a capacity that the party still holds."""
    where = f"een land buiten de EER ({case.country(place.country)})"
    sentences = [
        f"Met {place.party.name}, in {where}, is overeenkomst {agreement.reference} {held(agreement)}."
        for agreement in place.agreed
    ]
    if not sentences:
        sentences = [f"{place.party.name} heeft gegevens ontvangen in {where}."]
    weight = Weight.CONFLICT if any(flow.permitted for flow in flows) else Weight.WARNING
    return _outside("recipient-outside-eea", case, place, sentences, flows, weight)


def _outside(
    code: str, case: Case, place: Place, sentences: list[str], flows: Sequence[Flow], weight: Weight
) -> Clash:
    return Clash(
        code,
        f"{place.party.code} {place.country}",
        weight.value,
        "transfer_policy",
        f"Gegevens gaan {ALLOWED_OUTSIDE[case.promised.transfer_policy]} naar een land buiten de EER.",
        told(*sentences, log_sentence(case, flows, "zonder wettelijke verplichting ")),
        (*_agreements(place.agreements), _party(place.party), *_disclosures(place.party, flows)),
    )


def capacity_not_stated(
    case: Case,
    capacity: str,
    holders: Sequence[Organisation],
    agreements: Sequence[tuple[Organisation, AgreementFacts]],
    flows: Sequence[Flow],
) -> Clash:
    """``agreements`` are those in force of a kind that belongs to the capacity."""
    noun = _NOUN[capacity]
    stated = case.promised.capacities
    promise = (
        f"Gegevens gaan alleen naar deze ontvangers: {enumerated(_NOUN.get(one, one) for one in stated)}."
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
    return Clash(
        "capacity-not-stated",
        capacity,
        (Weight.CONFLICT if certain else Weight.WARNING).value,
        "capacities",
        promise,
        told(held if holders else "", agreed if agreements else "", shared, log_sentence(case, flows)),
        tuple(map(_party, dict.fromkeys([*involved, *unnamed][:NAMED_AT_MOST]))),
    )


def purpose_not_stated(
    case: Case,
    purpose: str,
    agreements: Sequence[tuple[Organisation, AgreementFacts]],
    flows: Sequence[Flow],
) -> Clash:
    name = case.facts.names.purposes.get(purpose, purpose)
    references = names_of([f"{agreement.reference} met {party.name}" for party, agreement in agreements])
    agreed = f"Dit doeleinde staat in {plural(agreements, 'overeenkomst', 'overeenkomsten')} {references}."
    shared = (
        f"Voor dit doeleinde ontving {names_of([one.name for one in recipients_of(case, flows)])} gegevens."
    )
    certain = agreements or any(flow.permitted for flow in flows)
    return Clash(
        "purpose-not-stated",
        purpose,
        (Weight.CONFLICT if certain else Weight.WARNING).value,
        "purposes",
        f"De verklaring noemt ‘{name}’ niet als doeleinde, en geen doeleinde waar het onder valt.",
        told(agreed if agreements else "", shared if flows else "", log_sentence(case, flows)),
        (
            *_agreements([agreement for _party, agreement in agreements][:NAMED_AT_MOST]),
            *map(_party, recipients_of(case, flows)[:NAMED_AT_MOST]),
        ),
    )


def agreement_ended(
    case: Case, party: Organisation, capacity: str, agreement: AgreementFacts, flows: Sequence[Flow]
) -> Clash:
    how = "is opgezegd per" if was_terminated(agreement) else "liep tot en met"
    why = f"overeenkomst {agreement.reference} {how} {day_in_words(last_effective_day(agreement))}."
    return _unsupported("agreement-ended", case, party, capacity, why, flows, [agreement])


def agreement_missing(
    case: Case,
    party: Organisation,
    capacity: str,
    coming: AgreementFacts | None,
    flows: Sequence[Flow],
) -> Clash:
    """``coming`` is the agreement that starts later, if there is one."""
    why = (
        f"overeenkomst {coming.reference} gaat pas in op {day_in_words(coming.first_day)}."
        if coming
        else "er is geen overeenkomst vastgelegd die daarbij hoort."
    )
    return _unsupported("agreement-missing", case, party, capacity, why, flows, [coming] if coming else [])


def _unsupported(
    code: str, case: Case, party: Organisation, capacity: str, why: str, flows, agreements
) -> Clash:
    noun = _NOUN[capacity]
    return Clash(
        code,
        f"{party.code} {capacity}",
        Weight.CONFLICT.value,
        "capacities",
        f"Een {noun} staat in de verklaring als ontvanger, en ontvangt alleen gegevens op grond van een overeenkomst.",
        told(
            f"{party.name} staat op {day_in_words(case.on)} in het register als {noun}, maar {why}",
            log_sentence(case, flows),
        ),
        (*_agreements(agreements), _party(party), *_disclosures(party, flows)),
    )


def categories_not_agreed(
    case: Case, party: Organisation, capacity: str, excess: Iterable[str], flows: Sequence[Flow]
) -> Clash:
    certain = any(flow.permitted for flow in flows)
    return Clash(
        "categories-not-agreed",
        f"{party.code} {capacity}",
        (Weight.CONFLICT if certain else Weight.WARNING).value,
        "capacities",
        "Een ontvanger krijgt niet meer gegevens dan met hem is afgesproken.",
        told(
            f"{party.name} ontving als {_NOUN[capacity]} gegevens die in geen overeenkomst staan: "
            f"{categories_of(case, excess)}.",
            log_sentence(case, flows),
        ),
        (_party(party), *_disclosures(party, flows)),
    )


def special_data_agreed(
    case: Case,
    party: Organisation,
    agreement: AgreementFacts,
    categories: Iterable[str],
    flows: Sequence[Flow],
) -> Clash:
    return Clash(
        "special-data-agreed",
        agreement.reference,
        Weight.WARNING.value,
        "special_categories",
        "Bijzondere persoonsgegevens worden alleen gedeeld met uitdrukkelijke toestemming.",
        told(
            f"Overeenkomst {agreement.reference} met {party.name} gaat ook over bijzondere persoonsgegevens: "
            f"{categories_of(case, categories)}. Delen mag dan alleen met uitdrukkelijke toestemming van elke persoon.",
            log_sentence(case, flows, "met zulke gegevens "),
        ),
        (*_agreements([agreement]), _party(party)),
    )


def response_term_too_long(weeks: int) -> Clash:
    return Clash(
        "response-term-too-long",
        "",
        Weight.CONFLICT.value,
        "response_weeks",
        f"Een verzoek wordt beantwoord binnen {weeks} weken.",
        f"De wet geeft één maand na ontvangst (artikel 12, lid 3, AVG); {weeks} weken is langer. Vier weken past "
        "altijd.",
    )


def extension_too_long(months: int) -> Clash:
    return Clash(
        "extension-too-long",
        "",
        Weight.CONFLICT.value,
        "extension_months",
        f"De termijn voor een antwoord kan met {months} maanden worden verlengd.",
        "De wet staat ten hoogste twee maanden verlenging toe (artikel 12, lid 3, AVG).",
    )


def transfer_without_ground(case: Case, place: Place) -> Clash:
    """Chapter V is not satisfied, or only by an art. 46 mechanism without a positive assessment."""
    code = "transfer-without-tia" if place.assessment.mechanism_ok else "transfer-without-mechanism"
    reasons = []
    if place.agreements:
        references = names_of(list(dict.fromkeys(one.reference for one in place.agreements)))
        reasons.append(f"van kracht: {references}")
    if place.transfers:
        reasons.append("geregistreerd als doorgifte")
    why = f" ({'; '.join(reasons)})" if reasons else ""
    return Clash(
        code,
        f"{place.party.code} {place.country}",
        Weight.CONFLICT.value,
        "transfer_policy",
        "Gegevens gaan alleen naar een land buiten de EER als de wet dat toestaat (hoofdstuk V AVG).",
        told(f"{place.party.name}{why}: {place.assessment.reason}", log_sentence(case, place.flows)),
        (
            *([Reference("transfers", place.party.id, place.party.name)] if place.transfers else ()),
            *_agreements(place.agreements),
            _party(place.party),
        ),
    )


def adequacy_under_review(decision: Decision, places: Sequence[Place], case: Case) -> Clash:
    names = names_of(list(dict.fromkeys(place.party.name for place in places)))
    return Clash(
        "adequacy-under-review",
        f"{decision.country} {decision.reference}",
        Weight.WARNING.value,
        "transfer_policy",
        "Gegevens gaan alleen naar een land buiten de EER als de wet dat toestaat (hoofdstuk V AVG).",
        f"Adequaatheidsbesluit {decision.reference} voor {case.country(decision.country)} wordt heroverwogen. "
        f"Daarop rust de doorgifte aan {names}.",
        tuple(map(_party, dict.fromkeys(place.party for place in places[:NAMED_AT_MOST]))),
    )


def _party(party: Organisation) -> Reference:
    return Reference("party", party.id, party.name)


def _agreements(agreements: Iterable[AgreementFacts]) -> list[Reference]:
    return list(dict.fromkeys(Reference("agreement", one.id, one.reference) for one in agreements))


def _disclosures(party: Organisation, flows: Collection[Flow]) -> list[Reference]:
    return [Reference("disclosures", party.id, party.name)] if flows else []
