"""Conflicts about data that leaves the EEA, in sentences for people: one function per code.

Like the gate's findings these sentences are kept as evidence, with the version they were published beside: plain Dutch,
in the language of the statement, and not translated. They name parties and agreements, and of the log only numbers and
days.
"""

from collections.abc import Sequence

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
from sharing.conflicts.words import NAMED_AT_MOST, held, log_sentence, names_of, told
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


def recipient_outside_eea(case: Case, destination: Destination, flows: Sequence[Flow]) -> Conflict:
    """``flows`` are those without a legal obligation, in a capacity that the party still holds."""
    where = f"een land buiten de EER ({case.country(destination.country)})"
    sentences = [
        f"Met {destination.party.name}, in {where}, is overeenkomst {agreement.reference} {held(agreement)}."
        for agreement in destination.agreed
    ]
    if not sentences:
        sentences = [f"{destination.party.name} heeft gegevens ontvangen in {where}."]
    weight = Weight.CONFLICT if any(flow.permitted for flow in flows) else Weight.WARNING
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


def adequacy_under_review(decision: Decision, destinations: Sequence[Destination], case: Case) -> Conflict:
    names = names_of(list(dict.fromkeys(destination.party.name for destination in destinations)))
    return Conflict(
        "adequacy-under-review",
        f"{decision.country} {decision.reference}",
        Weight.WARNING.value,
        "transfer_policy",
        "Gegevens gaan alleen naar een land buiten de EER als de wet dat toestaat (hoofdstuk V AVG).",
        f"Adequaatheidsbesluit {decision.reference} voor {case.country(decision.country)} wordt heroverwogen. "
        f"Daarop rust de doorgifte aan {names}.",
        tuple(
            map(about_party, dict.fromkeys(destination.party for destination in destinations[:NAMED_AT_MOST]))
        ),
    )
