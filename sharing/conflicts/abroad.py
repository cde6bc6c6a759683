"""Conflicts about data that leaves the EEA, in sentences for people: one function per code.

Like the gate's findings these sentences are kept as evidence, with the version they were published beside: plain Dutch,
in the language of the statement, and not translated. They name parties and agreements, and of the log only numbers and
days.
"""

from collections.abc import Sequence
from datetime import date

from sharing.conflicts.case import Case, Destination
from sharing.conflicts.choices import Weight
from sharing.conflicts.facts import Flow
from sharing.conflicts.findings import (
    Conflict,
    Reference,
    about_agreements,
    about_disclosures,
    about_party,
)
from sharing.conflicts.words import NAMED_AT_MOST, NOUNS, held, log_sentence, names_of, told
from sharing.core.dutch import day_in_words, enumerated
from sharing.gate.layers.transfers import ALLOWED_OUTSIDE
from sharing.transfers.rules import Decision


def processor_outside_eea(case: Case, destination: Destination) -> Conflict:
    where = f"een land buiten de EER ({case.country(destination.country)})"
    sentences = [
        f"{destination.party.name} verwerkt voor ons gegevens in {where}, volgens overeenkomst {agreement.reference}, "
        f"{held(agreement)}."
        for agreement in destination.processing
    ]
    sentences += [
        f"{destination.party.name} verwerkt als subverwerker van {by.name} gegevens in {where}: {link.service} "
        f"(overeenkomst {agreement.reference})."
        for link, agreement, by in destination.chain
    ]
    flows = [flow for flow in destination.flows if not flow.obliged]
    return _outside("processor-outside-eea", case, destination, sentences, flows, Weight.CONFLICT)


def own_sub_processor_outside_eea(case: Case, destination: Destination) -> Conflict:
    """We are the processor, and who serves us in that is outside the EEA."""
    where = f"een land buiten de EER ({case.country(destination.country)})"
    sentences = [
        f"{destination.party.name} verwerkt als onze subverwerker gegevens van {client.name} in {where}: "
        f"{link.service} (overeenkomst {agreement.reference})."
        for link, agreement, client in destination.own_chain
    ]
    flows = [flow for flow in destination.flows if flow.on_behalf_of and not flow.obliged]
    return _outside("own-sub-processor-outside-eea", case, destination, sentences, flows, Weight.CONFLICT)


def recipient_outside_eea(case: Case, destination: Destination, flows: Sequence[Flow]) -> Conflict:
    """``flows`` are those without a legal obligation, in a capacity that the party still holds."""
    where = f"een land buiten de EER ({case.country(destination.country)})"
    sentences = [
        f"Met {destination.party.name}, in {where}, is overeenkomst {agreement.reference} {held(agreement)}."
        for agreement in destination.agreed
    ]
    if destination.capacities:
        nouns = enumerated(NOUNS[one] for one in destination.capacities)
        sentences.append(f"{destination.party.name} staat in het register als {nouns}, in {where}.")
    if not sentences:
        sentences = [f"{destination.party.name} heeft gegevens ontvangen in {where}."]
    certain = destination.capacities or any(flow.permitted for flow in flows)
    weight = Weight.CONFLICT if certain else Weight.WARNING
    return _outside("recipient-outside-eea", case, destination, sentences, flows, weight)


def _outside(
    code: str,
    case: Case,
    destination: Destination,
    sentences: list[str],
    flows: Sequence[Flow],
    weight: Weight,
) -> Conflict:
    return Conflict(
        code,
        f"{destination.party.code} {destination.country}",
        weight.value,
        "transfer_policy",
        f"Gegevens gaan {ALLOWED_OUTSIDE[case.promised.transfer_policy]} naar een land buiten de EER.",
        told(*sentences, log_sentence(case, flows, "zonder wettelijke verplichting ")),
        (
            *about_agreements(destination.agreements),
            about_party(destination.party),
            *about_disclosures(destination.party, flows),
        ),
    )


def transfer_without_ground(case: Case, destination: Destination) -> Conflict:
    """Chapter V is not satisfied, or only by an art. 46 mechanism without a positive assessment."""
    code = "transfer-without-tia" if destination.assessment.mechanism_ok else "transfer-without-mechanism"
    reasons = []
    if destination.agreements:
        references = names_of(list(dict.fromkeys(one.reference for one in destination.agreements)))
        reasons.append(f"van kracht: {references}")
    if destination.transfers:
        reasons.append("geregistreerd als doorgifte")
    why = f" ({'; '.join(reasons)})" if reasons else ""
    return Conflict(
        code,
        f"{destination.party.code} {destination.country}",
        Weight.CONFLICT.value,
        "transfer_policy",
        "Gegevens gaan alleen naar een land buiten de EER als de wet dat toestaat (hoofdstuk V AVG).",
        told(
            f"{destination.party.name}{why}: {destination.assessment.reason}",
            log_sentence(case, destination.flows),
        ),
        (
            *(
                [Reference("transfers", destination.party.id, destination.party.name)]
                if destination.transfers
                else ()
            ),
            *about_agreements(destination.agreements),
            about_party(destination.party),
        ),
    )


def derogation_as_habit(case: Case, destination: Destination, flows: Sequence[Flow]) -> Conflict:
    """``flows`` are of so many months that this is no exception any more."""
    months = len({flow.month for flow in flows})
    return Conflict(
        "derogation-as-habit",
        f"{destination.party.code} {destination.country}",
        Weight.CONFLICT.value,
        "transfer_policy",
        "Een afwijking van artikel 49 AVG is voor een enkel geval en niet voor wat telkens terugkomt.",
        told(
            f"De doorgifte aan {destination.party.name} in {case.country(destination.country)} rust op een afwijking "
            f"en komt in {months} maanden voor.",
            log_sentence(case, flows),
            "Zoek een adequaatheidsbesluit of een passende waarborg (artikelen 45 en 46 AVG), of stop.",
        ),
        (
            Reference("transfers", destination.party.id, destination.party.name),
            about_party(destination.party),
            *about_disclosures(destination.party, flows),
        ),
    )


def decision_ends(
    decision: Decision, last: date, destinations: Sequence[Destination], case: Case
) -> Conflict:
    """Something rests on a decision whose ``last`` day comes within a year."""
    what = f"geldt tot en met {day_in_words(last)}"
    return _about_decision("decision-ends", decision, destinations, case, what)


def adequacy_under_review(decision: Decision, destinations: Sequence[Destination], case: Case) -> Conflict:
    return _about_decision("adequacy-under-review", decision, destinations, case, "wordt heroverwogen")


def _about_decision(
    code: str, decision: Decision, destinations: Sequence[Destination], case: Case, what: str
) -> Conflict:
    names = names_of(list(dict.fromkeys(destination.party.name for destination in destinations)))
    return Conflict(
        code,
        f"{decision.country} {decision.reference}",
        Weight.WARNING.value,
        "transfer_policy",
        "Gegevens gaan alleen naar een land buiten de EER als de wet dat toestaat (hoofdstuk V AVG).",
        f"Adequaatheidsbesluit {decision.reference} voor {case.country(decision.country)} {what}. "
        f"Daarop rust de doorgifte aan {names}.",
        tuple(
            map(about_party, dict.fromkeys(destination.party for destination in destinations[:NAMED_AT_MOST]))
        ),
    )
