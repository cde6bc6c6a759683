"""What leaves the EEA: the promise's layer (the statement) and the law's (chapter V), each by itself."""

from collections.abc import Iterator

from sharing.agreements.choices import AgreementKind
from sharing.agreements.rules import AgreementFacts
from sharing.commitments.choices import TransferPolicy
from sharing.commitments.rules import Promise
from sharing.core.dutch import sentence
from sharing.gate.facts import Entry, Facts
from sharing.gate.findings import Finding, cite, consent_wanted, found, promise_for
from sharing.parties.choices import Capacity
from sharing.reference.law import AVG_APPLIES
from sharing.transfers.choices import SCC_MODULES, TransferStatus
from sharing.transfers.rules import TransferAssessment, assess, is_eea, policy_allows

_OBLIGED = "alleen bij een wettelijke verplichting met een bepaling uit de lijst"
_COVERED = "onder een adequaatheidsbesluit dat deze ontvanger dekt"
# How a sentence about transfers goes on, by what the statement allows.
ALLOWED_OUTSIDE: dict[str, str] = {
    TransferPolicy.LEGAL_OBLIGATION_ONLY: _OBLIGED,
    TransferPolicy.ADEQUATE_COUNTRIES: f"{_OBLIGED} of {_COVERED}",
    TransferPolicy.APPROPRIATE_SAFEGUARDS: (
        f"{_OBLIGED}, {_COVERED} of met een passende waarborg (artikel 46 AVG)"
    ),
}
_ROLES = {
    1: "wij geven door aan een andere verantwoordelijke",
    2: "wij geven door aan een verwerker",
    3: "wij geven als verwerker door aan een subverwerker",
    4: "wij geven als verwerker door aan onze opdrachtgever",
}


def assessed(entry: Entry, facts: Facts) -> TransferAssessment:
    """How the recipient stands towards chapter V that day, in the country where the data go."""
    country = entry.destination_country
    return assess(
        country,
        entry.recipient,
        entry.day,
        facts.memberships,
        facts.decisions,
        facts.party.transfers,
        facts.party.assessments,
        staff=entry.subject_is_staff,
        country_name=_country(country, facts),
    )


def abroad(
    entry: Entry, facts: Facts, relied_on: AgreementFacts | None, *, obliged: bool
) -> tuple[list[Finding], TransferAssessment | None]:
    """What is found without looking at the person, and the assessment when it hangs on that person's consent."""
    assessment = assessed(entry, facts)
    if assessment.status == TransferStatus.EEA:
        return list(_inside(entry, facts)), None
    pending = assessment.consent_needed and entry.day >= AVG_APPLIES
    return list(
        _outside(entry, facts, assessment, relied_on, obliged=obliged)
    ), assessment if pending else None


def consented_to(
    entry: Entry, facts: Facts, pending: TransferAssessment, *, consented: bool
) -> Iterator[Finding]:
    """What is found when only this person's consent may carry the transfer (art. 49(1)(a))."""
    if consented:
        return
    if pending.unassessed:
        yield found("transfer-without-tia", pending.unassessed)
    yield found(
        "derogation-without-consent",
        f"De doorgifte naar dit land ({_country(entry.destination_country, facts)}) rust op toestemming, en van deze "
        f"persoon is er geen uitdrukkelijke toestemming voor {consent_wanted(entry, facts, entry.data_categories)}.",
    )


def _inside(entry: Entry, facts: Facts) -> Iterator[Finding]:
    """Data that stays inside, with a recipient that does not."""
    home = entry.recipient_country
    if home and not is_eea(home, entry.day, facts.memberships):
        yield found(
            "recipient-outside-eea",
            f"De gegevens blijven binnen de Europese Economische Ruimte, maar {facts.party.name} is gevestigd in een "
            f"land daarbuiten ({_country(home, facts)}).",
            cite(promise_for(entry, facts), 6, "hoofdstuk V AVG"),
        )


def _outside(
    entry: Entry,
    facts: Facts,
    assessment: TransferAssessment,
    relied_on: AgreementFacts | None,
    *,
    obliged: bool,
) -> Iterator[Finding]:
    promise = promise_for(entry, facts)
    if promise and not obliged and not policy_allows(promise.transfer_policy, assessment):
        yield _outside_eea(entry, facts, promise)
    if not assessment.mechanism_ok:
        yield found("transfer-without-mechanism", assessment.reason)
    if not assessment.tia_ok:
        yield found("transfer-without-tia", assessment.reason)
    decision = assessment.decision
    if decision and decision.under_review:
        yield found(
            "adequacy-under-review",
            f"{sentence(decision.named)}, waarop deze doorgifte rust, is gemarkeerd voor herbeoordeling.",
            f"Adequaatheidsbesluit {decision.reference}; artikel 45 AVG",
        )
    if decision and assessment.excluded:
        yield found(
            "adequacy-excludes",
            f"{sentence(decision.named)}, waarop deze doorgifte rust, geldt niet voor alles. "
            f"Uitgezonderd: {decision.excludes}.",
            f"Adequaatheidsbesluit {decision.reference}; artikel 45 AVG",
        )
    fitting = _fitting_module(entry, relied_on)
    if assessment.status == TransferStatus.SAFEGUARDS and not _fits(assessment, fitting):
        yield found(
            "module-does-not-fit",
            f"Voor {facts.party.name} is module {_modules(assessment)} van de modelcontractbepalingen vastgelegd, maar "
            f"{_ROLES[fitting]}: daar hoort module {fitting} bij.",
        )


def _outside_eea(entry: Entry, facts: Facts, promise: Promise) -> Finding:
    return found(
        "outside-eea",
        f"De gegevens gaan naar een land buiten de Europese Economische Ruimte "
        f"({_country(entry.destination_country, facts)}). De verklaring staat dat "
        f"{ALLOWED_OUTSIDE[promise.transfer_policy]} toe.",
        cite(promise, 6),
    )


def _fitting_module(entry: Entry, relied_on: AgreementFacts | None) -> int:
    """The module of Decision (EU) 2021/914 that belongs to who we are and who receives."""
    if entry.on_behalf_of:
        return 4 if entry.recipient == entry.on_behalf_of else 3
    if entry.capacity == Capacity.PROCESSOR:
        return 2
    return 4 if relied_on and relied_on.kind == AgreementKind.PROCESSING_AS_PROCESSOR else 1


def _fits(assessment: TransferAssessment, module: int) -> bool:
    """Whether any safeguard that counts fits the roles; one without modules always does."""
    return any(SCC_MODULES.get(one.mechanism, module) == module for one in assessment.safeguards)


def _modules(assessment: TransferAssessment) -> str:
    return " en ".join(
        str(number) for number in sorted({SCC_MODULES[one.mechanism] for one in assessment.safeguards})
    )


def _country(code: str, facts: Facts) -> str:
    return facts.names.countries.get(code, code)
