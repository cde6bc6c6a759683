"""The gate: may this be disclosed? One pure function from facts to findings.

Two layers, because bulk work judges few distinct questions about many persons:

* ``judge_shared`` reads nothing that differs from person to person or within a day;
* ``judge_personal`` adds what depends on the person, the instant and the authority's request.

``judge`` is both. ``judge_without_records`` is the whole judgement of an entry without an authority's request, about a
person without consents, objections or restrictions: ``judge.Judge`` asks it once for all such entries that are alike.

The sources of the rules are named with each finding.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sharing.agreements.choices import AGREEMENT_REQUIRED, KINDS_FOR_CAPACITY
from sharing.agreements.rules import best_cover, ends_soon, last_effective_day, nearest
from sharing.commitments.choices import SpecialCategoriesPolicy
from sharing.commitments.rules import Promise
from sharing.consents.rules import (
    ConsentFacts,
    covers,
    opposes,
    request_gap,
    restricts,
    was_given,
    was_withdrawn,
)
from sharing.core.periods import holds_on
from sharing.gate import findings
from sharing.gate.facts import Entry, Facts
from sharing.gate.findings import ORDER, Finding
from sharing.parties.choices import Capacity
from sharing.reference.choices import LegalBasis
from sharing.transfers.choices import TransferStatus
from sharing.transfers.rules import TransferAssessment, assess, policy_allows

# A legal claim (art. 18(2)) is named in the legal provision, by one of these words.
LEGAL_CLAIM_WORDS = ("rechtsvordering", "juridische claim", "legal claim")


@dataclass(frozen=True, slots=True)
class Judgement:
    """Findings in the order of ``findings.CODES``, each code at most once.

    ``relied_on`` is the id of the agreement compared with; None when none was in force or counts.
    """

    findings: tuple[Finding, ...]
    relied_on: int | None

    @property
    def allowed(self) -> bool:
        """Whether nothing blocks; warnings do not."""
        return not any(finding.blocks for finding in self.findings)


def judge(entry: Entry, facts: Facts) -> Judgement:
    """Everything the gate has to say about one disclosure."""
    return combined(judge_shared(entry, facts), judge_personal(entry, facts))


def judge_without_records(entry: Entry, facts: Facts) -> Judgement:
    """The judgement for a person of whom nothing is recorded and without an authority's request."""
    return judge(replace(entry, authority_request=None), replace(facts, consents=(), objections=()))


def combined(shared: Judgement, personal: tuple[Finding, ...]) -> Judgement:
    """Both layers as one judgement."""
    if not personal:
        return shared
    merged = sorted((*shared.findings, *personal), key=lambda finding: ORDER[finding.code])
    return Judgement(tuple(merged), shared.relied_on)


def judge_shared(entry: Entry, facts: Facts) -> Judgement:
    """What depends on the statement, the recipient and the registers only."""
    about_agreement, relied_on = _agreement(entry, facts)
    found = [*_statement(entry, facts), *about_agreement, *_transfer(entry, facts)]
    held = [one for one in facts.party.capacities if one.capacity == entry.capacity]
    if not any(holds_on(one.first_day, one.last_day, entry.day) for one in held):
        found.append(findings.capacity_not_held(entry, facts))
    if entry.capacity == Capacity.AUTHORITY and not _obliged(entry):
        found.append(findings.authority_without_obligation(entry, facts))
    found.sort(key=lambda finding: ORDER[finding.code])
    return Judgement(tuple(found), relied_on)


def judge_personal(entry: Entry, facts: Facts) -> tuple[Finding, ...]:
    """What depends on the person's records, the instant and the authority's request."""
    return tuple(_personal(entry, facts))


def names_legal_claim(provision: str) -> bool:
    """Whether a legal provision says that the data serve a legal claim (art. 18(2))."""
    text = provision.casefold()
    return any(word in text for word in LEGAL_CLAIM_WORDS)


def _obliged(entry: Entry) -> bool:
    return entry.legal_basis == LegalBasis.LEGAL_OBLIGATION and entry.has_provision


def _statement(entry: Entry, facts: Facts) -> Iterator[Finding]:
    promise = facts.promise
    if promise is None:
        yield findings.no_statement_in_force(entry)
        return
    if entry.capacity not in promise.capacities:
        yield findings.capacity_not_stated(entry, promise)
    if promise.purposes.isdisjoint(entry.purpose_line):
        yield findings.purpose_not_stated(entry, facts)


def _agreement(entry: Entry, facts: Facts) -> tuple[list[Finding], int | None]:
    kinds = KINDS_FOR_CAPACITY.get(entry.capacity)
    if not kinds:
        return [], None
    agreements = [one for one in facts.party.agreements if one.kind in kinds]
    cover = best_cover(agreements, entry.day, entry.purpose_line, entry.data_categories)
    if cover is None:
        if entry.capacity not in AGREEMENT_REQUIRED:
            return [], None
        if not agreements:
            return [findings.no_agreement(entry, facts)], None
        return [findings.agreement_not_in_force(entry, facts, nearest(agreements, entry.day))], None
    found = []
    if not cover.purpose:
        found.append(findings.purpose_outside_agreement(entry, facts, cover.agreement))
    if cover.excess:
        found.append(findings.categories_outside_agreement(facts, cover.agreement, cover.excess))
    last = last_effective_day(cover.agreement)
    if last is not None and ends_soon(cover.agreement, entry.day):
        found.append(findings.agreement_ends_soon(facts, cover.agreement, last))
    return found, cover.agreement.id


def _transfer(entry: Entry, facts: Facts) -> Iterator[Finding]:
    country = entry.destination_country
    assessment = assess(
        country,
        entry.recipient,
        entry.day,
        facts.memberships,
        facts.decisions,
        facts.party.transfers,
        country_name=facts.names.countries.get(country, country),
    )
    if assessment.status == TransferStatus.EEA:
        return
    if facts.promise and not _promised(entry, facts.promise, assessment):
        yield findings.outside_eea(entry, facts, facts.promise)
    if not assessment.mechanism_ok:
        yield findings.transfer_without_mechanism(assessment)
    if not assessment.tia_ok:
        yield findings.transfer_without_tia(assessment)
    if assessment.decision and assessment.decision.under_review:
        yield findings.adequacy_under_review(assessment.decision)


def _promised(entry: Entry, promise: Promise, assessment: TransferAssessment) -> bool:
    """Whether the statement allows this destination."""
    return _obliged(entry) or policy_allows(promise.transfer_policy, assessment)


def _personal(entry: Entry, facts: Facts) -> Iterator[Finding]:
    promise, instant = facts.promise, entry.disclosed_at
    who, why = entry.recipient, entry.purpose_line
    given = [one for one in facts.consents if was_given(one, instant)]
    valid = [one for one in given if not was_withdrawn(one, instant)]
    explicit = bool(entry.special_categories)

    def covering(consents: list[ConsentFacts], categories: frozenset[str]) -> list[ConsentFacts]:
        return [one for one in consents if covers(one, who, why, categories, explicit=explicit)]

    # Here a consent for the special categories alone is enough: that is what the statement asks it for.
    explicit_only = promise and promise.special_categories == SpecialCategoriesPolicy.EXPLICIT_CONSENT_ONLY
    if explicit_only and entry.special_categories and not covering(valid, entry.special_categories):
        yield findings.special_without_explicit_consent(entry, facts)
    if entry.capacity == Capacity.AUTHORITY:
        gap = request_gap(entry.authority_request, entry.recipient, instant)
        if gap:
            yield findings.authority_not_assessed(facts, gap)
    if _needs_consent(entry, promise) and not covering(valid, entry.data_categories):
        withdrawn = covering(given, entry.data_categories)
        if withdrawn:
            last = max(one.withdrawn_at for one in withdrawn if one.withdrawn_at)
            yield findings.consent_withdrawn(entry, facts, last)
        else:
            yield findings.no_consent(entry, facts)

    objections = [one for one in facts.objections if opposes(one, who, why, instant)]
    if objections:
        first = min(objections, key=lambda one: (one.start, str(one.recipient), str(one.purpose)))
        yield findings.objection_upheld(entry, facts, first)
    restrictions = [one for one in facts.objections if restricts(one, instant)]
    excepted = entry.legal_basis == LegalBasis.CONSENT or names_legal_claim(entry.legal_provision)
    if restrictions and not excepted:
        yield findings.processing_restricted(facts, min(restrictions, key=lambda one: one.start))


def _needs_consent(entry: Entry, promise: Promise | None) -> bool:
    """Basis consent always; another third party unless the statement in force waives it."""
    if entry.legal_basis == LegalBasis.CONSENT:
        return True
    return entry.capacity == Capacity.OTHER and (promise is None or promise.consent_for_all_else)
