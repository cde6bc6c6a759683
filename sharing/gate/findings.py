"""What the gate can find, in sentences for people: one function per code.

A finding is evidence: it is stored with the disclosure in the language of the statement, so its text is plain
Dutch and not translated. Paragraph numbers are those of the statement's fixed subjects (2 purposes, 3 special
categories, 6 sharing, 8 rights). Findings of the shared layer may name only what all
entries have in common that it is asked for at once: no instant, no wording of a provision, nothing of the person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sharing.agreements.rules import AgreementFacts, last_effective_day, was_terminated
from sharing.commitments.choices import TransferPolicy
from sharing.commitments.rules import Promise
from sharing.consents.rules import ObjectionFacts
from sharing.core.dutch import day_in_words, enumerated, instant_in_words
from sharing.gate.choices import Severity
from sharing.gate.facts import Entry, Facts
from sharing.parties.choices import CAPACITY_WORDS, Capacity
from sharing.reference.choices import LegalBasis
from sharing.transfers.rules import Decision, TransferAssessment

# The order in which findings are shown; the first eighteen block.
CODES = (
    "no-statement-in-force",
    "capacity-not-stated",
    "capacity-not-held",
    "purpose-not-stated",
    "no-agreement",
    "agreement-not-in-force",
    "purpose-outside-agreement",
    "categories-outside-agreement",
    "special-without-explicit-consent",
    "outside-eea",
    "transfer-without-mechanism",
    "transfer-without-tia",
    "authority-without-obligation",
    "authority-not-assessed",
    "no-consent",
    "consent-withdrawn",
    "objection-upheld",
    "processing-restricted",
    "agreement-ends-soon",
    "adequacy-under-review",
)
ORDER = {code: position for position, code in enumerate(CODES)}
WARNINGS = frozenset({"agreement-ends-soon", "adequacy-under-review"})

_CAPACITY: dict[str, str] = {capacity: word.replace("_", " ") for word, capacity in CAPACITY_WORDS.items()}
_NEEDED: dict[str, str] = {
    Capacity.CLIENT: "een opdrachtovereenkomst, een verwerkersovereenkomst waarin wij verwerker zijn of een "
    "gezamenlijke regeling",
    Capacity.PROCESSOR: "een verwerkersovereenkomst waarin zij verwerker zijn",
}
_OBLIGED = "alleen bij een wettelijke verplichting met een genoemde bepaling"
_COVERED = "onder een adequaatheidsbesluit dat deze ontvanger dekt"
# How a sentence about transfers goes on, by what the statement allows.
ALLOWED_OUTSIDE: dict[str, str] = {
    TransferPolicy.LEGAL_OBLIGATION_ONLY: _OBLIGED,
    TransferPolicy.ADEQUATE_COUNTRIES: f"{_OBLIGED} of {_COVERED}",
    TransferPolicy.APPROPRIATE_SAFEGUARDS: (
        f"{_OBLIGED}, {_COVERED} of met een passende waarborg (artikel 46 AVG)"
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One outcome of the gate; all plain strings. ``severity`` is ``block`` or ``warn``."""

    code: str
    severity: str
    message: str
    source: str

    @property
    def blocks(self) -> bool:
        """Whether this finding forbids the disclosure."""
        return self.severity == Severity.BLOCK


def findings_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as they are stored and answered."""
    return [
        {"code": one.code, "severity": one.severity, "message": one.message, "source": one.source}
        for one in findings
    ]


def _finding(code: str, message: str, source: str) -> Finding:
    severity = Severity.WARN if code in WARNINGS else Severity.BLOCK
    return Finding(code, severity.value, message, source)


def _cite(promise: Promise | None, paragraph: int, law: str = "") -> str:
    """The statement's paragraph and the article; without a statement in force only the article."""
    statement = f"Verklaring versie {promise.version}, paragraaf {paragraph}" if promise else ""
    text = "; ".join(part for part in (statement, law) if part) or f"Verklaring, paragraaf {paragraph}"
    return text[0].upper() + text[1:]


def _categories(codes: Iterable[str], facts: Facts) -> str:
    return enumerated(str(facts.names.categories.get(code, code)) for code in codes)


def _purpose(entry: Entry, facts: Facts) -> str:
    return f"‘{facts.names.purposes.get(entry.purpose, entry.purpose)}’"


def _consent_wanted(entry: Entry, facts: Facts, categories: Iterable[str]) -> str:
    return f"{facts.party.name} als ontvanger, het doeleinde {_purpose(entry, facts)} en deze gegevens: " + (
        _categories(categories, facts)
    )


def no_statement_in_force(entry: Entry) -> Finding:
    message = f"Op {day_in_words(entry.day)} was geen privacyverklaring van kracht."
    return _finding("no-statement-in-force", message, "Privacyverklaring")


def capacity_not_stated(entry: Entry, promise: Promise) -> Finding:
    stated = (
        enumerated(_CAPACITY.get(code, code) for code in promise.capacities)
        if promise.capacities
        else "niemand"
    )
    message = f"De verklaring noemt geen {_CAPACITY[entry.capacity]} als ontvanger, wel: {stated}."
    return _finding("capacity-not-stated", message, _cite(promise, 6))


def capacity_not_held(entry: Entry, facts: Facts) -> Finding:
    noun, name = _CAPACITY[entry.capacity], facts.party.name
    held = [one for one in facts.party.capacities if one.capacity == entry.capacity]
    ended = [one.last_day for one in held if one.last_day and one.last_day < entry.day]
    day = day_in_words(entry.day)
    if ended:
        why = f"was op {day} geen {noun} meer: dat gold tot en met {day_in_words(max(ended))}."
    elif held:
        first = min(one.first_day for one in held)
        why = f"was op {day} nog geen {noun}: dat geldt vanaf {day_in_words(first)}."
    else:
        why = f"staat niet als {noun} in het register."
    return _finding("capacity-not-held", f"{name} {why}", "Register van partijen")


def purpose_not_stated(entry: Entry, facts: Facts) -> Finding:
    message = (
        f"Het doeleinde {_purpose(entry, facts)} staat niet in de verklaring, en geen doeleinde erboven ook."
    )
    return _finding("purpose-not-stated", message, _cite(facts.promise, 2, "artikel 5, lid 1, onder b, AVG"))


def _cite_agreements(facts: Facts) -> str:
    return _cite(facts.promise, 6, "artikel 28, lid 3, AVG")


def no_agreement(entry: Entry, facts: Facts) -> Finding:
    message = (
        f"Met {facts.party.name} is geen overeenkomst vastgelegd die bij een {_CAPACITY[entry.capacity]} "
        f"hoort. Nodig is {_NEEDED[entry.capacity]}."
    )
    return _finding("no-agreement", message, _cite_agreements(facts))


def agreement_not_in_force(entry: Entry, facts: Facts, agreement: AgreementFacts) -> Finding:
    last, day = last_effective_day(agreement), day_in_words(entry.day)
    if last is not None and last < entry.day:
        how = "is opgezegd per" if was_terminated(agreement) else "liep tot en met"
        why = f"{how} {day_in_words(last)} en gold op {day} niet meer."
    else:
        why = f"gaat pas in op {day_in_words(agreement.first_day)} en gold op {day} nog niet."
    message = f"Overeenkomst {agreement.reference} met {facts.party.name} {why}"
    return _finding("agreement-not-in-force", message, _cite_agreements(facts))


def purpose_outside_agreement(entry: Entry, facts: Facts, agreement: AgreementFacts) -> Finding:
    message = (
        f"Geen overeenkomst met {facts.party.name} die op {day_in_words(entry.day)} gold, dekt het doeleinde "
        f"{_purpose(entry, facts)}, ook overeenkomst {agreement.reference} niet."
    )
    return _finding("purpose-outside-agreement", message, f"Overeenkomst {agreement.reference}")


def categories_outside_agreement(facts: Facts, agreement: AgreementFacts, excess: frozenset[str]) -> Finding:
    message = (
        f"Dit is meer dan overeenkomst {agreement.reference} met {facts.party.name} toestaat. "
        f"Niet overeengekomen: {_categories(excess, facts)}. Laat dit weg of pas de overeenkomst aan."
    )
    source = _cite(facts.promise, 6, "artikel 5, lid 1, onder c, AVG")
    return _finding("categories-outside-agreement", message, source)


def special_without_explicit_consent(entry: Entry, facts: Facts) -> Finding:
    message = (
        "Bijzondere persoonsgegevens worden alleen gedeeld met uitdrukkelijke toestemming, en die was er "
        f"niet voor {_consent_wanted(entry, facts, entry.special_categories)}."
    )
    source = _cite(facts.promise, 3, "artikel 9, lid 2, onder a, AVG")
    return _finding("special-without-explicit-consent", message, source)


def outside_eea(entry: Entry, facts: Facts, promise: Promise) -> Finding:
    country = facts.names.countries.get(entry.destination_country, entry.destination_country)
    message = (
        f"De gegevens gaan naar een land buiten de Europese Economische Ruimte ({country}). "
        f"De verklaring staat dat {ALLOWED_OUTSIDE[promise.transfer_policy]} toe."
    )
    return _finding("outside-eea", message, _cite(promise, 6))


def transfer_without_mechanism(assessment: TransferAssessment) -> Finding:
    return _finding("transfer-without-mechanism", assessment.reason, "Hoofdstuk V AVG")


def transfer_without_tia(assessment: TransferAssessment) -> Finding:
    return _finding(
        "transfer-without-tia", assessment.reason, "Artikel 46 AVG; Hof van Justitie EU, zaak C-311/18"
    )


def authority_without_obligation(entry: Entry, facts: Facts) -> Finding:
    other = entry.legal_basis != LegalBasis.LEGAL_OBLIGATION
    gap = "is een andere grondslag opgegeven" if other else "ontbreekt die bepaling"
    message = (
        "Een autoriteit krijgt alleen gegevens op grond van een wettelijke verplichting, met de wettelijke "
        f"bepaling erbij; hier {gap}."
    )
    source = _cite(facts.promise, 6, "artikel 6, lid 1, onder c, AVG")
    return _finding("authority-without-obligation", message, source)


def authority_not_assessed(facts: Facts, gap: str) -> Finding:
    message = (
        f"{gap} Een autoriteit krijgt pas gegevens als een tweede persoon de beoordeling heeft bevestigd."
    )
    return _finding("authority-not-assessed", message, _cite(facts.promise, 6))


def no_consent(entry: Entry, facts: Facts) -> Finding:
    explicit = "uitdrukkelijke toestemming" if entry.special_categories else "toestemming"
    message = (
        f"Er is geen {explicit} van deze persoon voor {_consent_wanted(entry, facts, entry.data_categories)}."
    )
    return _finding("no-consent", message, _cite(facts.promise, 6, "artikel 6, lid 1, onder a, AVG"))


def consent_withdrawn(entry: Entry, facts: Facts, withdrawn_at: datetime) -> Finding:
    message = (
        f"De toestemming is ingetrokken op {instant_in_words(withdrawn_at)}. Ze gold voor "
        f"{_consent_wanted(entry, facts, entry.data_categories)}."
    )
    return _finding("consent-withdrawn", message, "Artikel 7, lid 3, AVG")


def objection_upheld(entry: Entry, facts: Facts, objection: ObjectionFacts) -> Finding:
    recipient = f"delen met {facts.party.name}" if objection.recipient else "delen"
    code = objection.purpose or ""
    name = facts.names.purposes.get(code, code)
    against = f"{recipient} voor het doeleinde ‘{name}’" if objection.purpose else recipient
    message = f"Het bezwaar van deze persoon tegen {against} is gegrond en geldt sinds " + (
        f"{instant_in_words(objection.start)}."
    )
    return _finding("objection-upheld", message, _cite(facts.promise, 8, "artikel 21 AVG"))


def processing_restricted(facts: Facts, restriction: ObjectionFacts) -> Finding:
    since = instant_in_words(restriction.start)
    message = (
        f"Het gebruik van de gegevens van deze persoon is beperkt sinds {since}. Delen mag dan "
        "alleen met toestemming, of als de wettelijke bepaling een rechtsvordering noemt."
    )
    return _finding("processing-restricted", message, _cite(facts.promise, 8, "artikel 18, lid 2, AVG"))


def agreement_ends_soon(facts: Facts, agreement: AgreementFacts, last: date) -> Finding:
    message = (
        f"Overeenkomst {agreement.reference} met {facts.party.name} loopt af op {day_in_words(last)}, "
        f"binnen de opzegtermijn ({agreement.notice_days} dagen)."
    )
    return _finding("agreement-ends-soon", message, f"Overeenkomst {agreement.reference}")


def adequacy_under_review(decision: Decision) -> Finding:
    name = f"Adequaatheidsbesluit {decision.reference}"
    message = f"{name}, waarop deze doorgifte rust, is gemarkeerd voor herbeoordeling."
    return _finding("adequacy-under-review", message, name)
