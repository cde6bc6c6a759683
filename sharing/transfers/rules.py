"""Chapter V of the AVG: may data go to this party in this country, and on what ground?

Countries are ISO 3166-1 alpha-2 codes; an international organisation (such as ``XX-EPO``) is treated as a
country. The law is that of the day: ``reference.law`` says which clauses count and when an assessment is asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from sharing.commitments.choices import TransferPolicy
from sharing.core.dutch import day_in_words
from sharing.core.periods import holds_on
from sharing.reference.choices import MembershipKind
from sharing.reference.law import counts_in_law
from sharing.reference.rules import with_doubt
from sharing.transfers.choices import DEROGATIONS, SAFEGUARDS, Mechanism, TransferStatus
from sharing.transfers.tia import Tia, latest_tia, tia_gap, tia_in_words, tias_of
from sharing.transfers.words import mechanism_in_words, why_groundless

# Where a membership counts as inside for every rule; a bridge satisfies the law's rule only.
_INSIDE = frozenset({MembershipKind.MEMBER.value, MembershipKind.TERRITORY.value})


@dataclass(frozen=True, slots=True)
class Membership:
    """A country or territory that belongs to the EEA from its first through its last day (None: open).

    ``kind`` is a code of ``MembershipKind``.
    """

    country: str
    first_day: date | None
    last_day: date | None
    kind: str = MembershipKind.MEMBER.value


@dataclass(frozen=True, slots=True)
class Decision:
    """An adequacy decision (art. 45). An empty ``scope`` covers every recipient in the country.

    ``last_day`` is the last day on which it holds: for an annulled decision the day before the judgment.
    ``excludes`` says in words what it does not cover; ``unchecked``: nobody has made sure of these facts yet.
    """

    country: str
    scope: str
    reference: str
    first_day: date
    last_day: date | None
    under_review: bool = False
    excludes: str = ""
    unchecked: bool = False

    @property
    def named(self) -> str:
        """How a sentence names it."""
        return with_doubt(f"adequaatheidsbesluit {self.reference}", unchecked=self.unchecked)


@dataclass(frozen=True, slots=True)
class RegisteredTransfer:
    """A transfer to a party in a country by a mechanism (codes of ``Mechanism``).

    ``decision`` is the reference of the adequacy decision it names; ``inside_scope``: the recipient falls within
    that decision; ``covers_staff``: so do data of staff. None when not recorded.
    """

    party: str
    country: str
    mechanism: str
    inside_scope: bool | None
    first_day: date
    last_day: date | None
    decision: str | None = None
    covers_staff: bool | None = None


@dataclass(frozen=True, slots=True)
class TransferAssessment:
    """How a party in a country stands towards chapter V on a day.

    ``decision`` and ``transfer`` are what the status rests on; ``safeguards`` all art. 46 mechanisms that count that
    day. ``adequate`` and ``safeguarded`` say whether a decision covers the recipient and whether an art. 46 mechanism
    is in force, also when the status rests on something else: the statement's policy asks for them by name.
    ``tia_ok`` is false only when the status rests on an art. 46 mechanism without a positive assessment.
    ``consent_needed``: only art. 49(1)(a) may carry the transfer, with the person's consent; ``unassessed`` then says
    why an art. 46 mechanism beside it does not. ``bridged``: the law does not see a third country, a promise does.
    ``excluded``: the decision relied on excludes something, and nothing says that the recipient is inside it.
    """

    status: TransferStatus
    reason: str
    decision: Decision | None = None
    transfer: RegisteredTransfer | None = None
    adequate: bool = False
    safeguarded: bool = False
    tia_ok: bool = True
    safeguards: tuple[RegisteredTransfer, ...] = ()
    consent_needed: bool = False
    unassessed: str = ""
    bridged: bool = False
    excluded: bool = False

    @property
    def mechanism_ok(self) -> bool:
        """Whether chapter V is satisfied, apart from the assessment of art. 46 mechanisms."""
        return self.status != TransferStatus.NONE

    @property
    def sound(self) -> bool:
        """Whether chapter V is satisfied, the assessment that an art. 46 mechanism needs included."""
        return self.mechanism_ok and self.tia_ok

    @property
    def label(self) -> str:
        """The status in words, for screen, sheet and letter alike: a safeguard that lacks its TIA says so."""
        if self.bridged:
            return str(_("Overgangsregeling"))
        return str(TransferStatus(self.status).label if self.tia_ok else _("Zonder positieve TIA"))


def is_eea(country: str, day: date, memberships: Iterable[Membership]) -> bool:
    """Whether the country or territory is inside the EEA on that day, for the law and for every promise."""
    return any(
        one.country == country and one.kind in _INSIDE and holds_on(one.first_day, one.last_day, day)
        for one in memberships
    )


def is_bridged(country: str, day: date, memberships: Iterable[Membership]) -> bool:
    """Whether an agreement with the Union keeps the country from being a third country that day."""
    return any(
        one.country == country
        and one.kind == MembershipKind.BRIDGE
        and holds_on(one.first_day, one.last_day, day)
        for one in memberships
    )


def assess(
    country: str,
    party: str,
    day: date,
    memberships: Iterable[Membership],
    decisions: Iterable[Decision],
    transfers: Iterable[RegisteredTransfer],
    assessments: Iterable[Tia] = (),
    *,
    staff: bool = False,
    country_name: str = "",
) -> TransferAssessment:
    """The strongest ground on that day: EEA, bridge, decision, assessed art. 46 mechanism, derogation, art. 46
    without TIA.

    ``transfers`` and ``assessments`` may hold those of other parties and countries; they are ignored. ``staff``: the
    data are about staff. The order of the facts is irrelevant. A registered transfer of mechanism ``adequacy`` gives
    no ground of its own: the decision does. The derogation of art. 49(1)(a) is taken for granted here; whether this
    person consented is asked when ``consent_needed``.
    """
    name, memberships = country_name or country, tuple(memberships)
    if is_eea(country, day, memberships):
        return TransferAssessment(
            TransferStatus.EEA, f"Dit land ({name}) hoorde op {day_in_words(day)} bij de EER."
        )

    registered = sorted(
        (one for one in transfers if one.party == party and one.country == country), key=_registered_order
    )
    held = [
        one
        for one in registered
        if holds_on(one.first_day, one.last_day, day) and counts_in_law(one.mechanism, day)
    ]
    current = sorted(
        (one for one in decisions if one.country == country and holds_on(one.first_day, one.last_day, day)),
        key=lambda one: _decision_order(one, held),
    )
    decision = next((one for one in current if not one.scope or _inside(one, held, staff=staff)), None)
    safeguards = tuple(one for one in held if one.mechanism in SAFEGUARDS)
    if is_bridged(country, day, memberships):
        found = _on_bridge(name, day)
    elif decision:
        found = _on_decision(name, decision, held, staff=staff)
    else:
        derogations = [one for one in held if one.mechanism in DEROGATIONS]
        tias = tias_of(party, country, assessments)
        found = _on_own_ground(safeguards, derogations, tias, day) or TransferAssessment(
            TransferStatus.NONE,
            why_groundless(name, day, _dead_ends(current, held, staff), _usable(registered)),
        )
    return replace(found, adequate=decision is not None, safeguarded=bool(safeguards), safeguards=safeguards)


def _on_bridge(name: str, day: date) -> TransferAssessment:
    reason = (
        f"Doorgifte naar dit land ({name}) gold op {day_in_words(day)} niet als doorgifte naar een derde land: de "
        "overgangsregeling van artikel 782 van de Handels- en Samenwerkingsovereenkomst."
    )
    return TransferAssessment(TransferStatus.ADEQUATE, reason, bridged=True)


def _on_decision(
    name: str, decision: Decision, held: list[RegisteredTransfer], *, staff: bool
) -> TransferAssessment:
    reason = f"Voor dit land ({name}) gold {decision.named}"
    if decision.scope:
        reason += f" en de ontvanger valt binnen de reikwijdte ({decision.scope})"
    return TransferAssessment(
        TransferStatus.ADEQUATE,
        f"{reason}.",
        decision,
        _inside(decision, held, staff=staff) if decision.scope else None,
        excluded=bool(decision.excludes) and _inside(decision, held) is None,
    )


def _on_own_ground(
    safeguards: tuple[RegisteredTransfer, ...],
    derogations: list[RegisteredTransfer],
    tias: list[Tia],
    day: date,
) -> TransferAssessment | None:
    """The status by what is registered itself; None when nothing is."""
    gap, unassessed = tia_gap(tias, day), ""
    if safeguards:
        rests = f"De doorgifte rust op {mechanism_in_words(safeguards[0].mechanism)}"
        if not gap:
            reason = f"{rests}{tia_in_words(latest_tia(tias, day), day)}."
            return TransferAssessment(TransferStatus.SAFEGUARDS, reason, None, safeguards[0])
        unassessed = f"{rests}, maar {gap}."
    if derogations:
        # Consent is asked of the person only when no other derogation carries the transfer.
        relied = min(derogations, key=lambda one: one.mechanism == Mechanism.ART_49_A)
        alone = relied.mechanism == Mechanism.ART_49_A
        return TransferAssessment(
            TransferStatus.DEROGATION,
            f"De doorgifte rust op {mechanism_in_words(relied.mechanism)}.",
            None,
            relied,
            consent_needed=alone,
            unassessed=unassessed if alone else "",
        )
    if safeguards:
        return TransferAssessment(TransferStatus.SAFEGUARDS, unassessed, None, safeguards[0], tia_ok=False)
    return None


def policy_allows(policy: str, assessment: TransferAssessment) -> bool:
    """Whether a statement's policy allows this destination without a legal obligation.

    ``policy`` is a code of ``TransferPolicy``; each policy allows what the stricter ones do.
    """
    if assessment.status == TransferStatus.EEA:
        return True
    if policy == TransferPolicy.ADEQUATE_COUNTRIES:
        return assessment.adequate
    return policy == TransferPolicy.APPROPRIATE_SAFEGUARDS and (assessment.adequate or assessment.safeguarded)


def _inside(
    decision: Decision, held: Iterable[RegisteredTransfer], *, staff: bool = False
) -> RegisteredTransfer | None:
    """The registered transfer that names this decision and says that the recipient is inside it.

    With ``staff`` it must say so of data of staff too: not recorded is not covered.
    """
    return next(
        (
            one
            for one in held
            if one.inside_scope and one.decision == decision.reference and (one.covers_staff or not staff)
        ),
        None,
    )


def _decision_order(decision: Decision, held: list[RegisteredTransfer]) -> tuple[Any, ...]:
    """A decision for every recipient first, then one not under review, then one that excludes nothing."""
    excluded = bool(decision.excludes) and _inside(decision, held) is None
    return bool(decision.scope), decision.under_review, excluded, decision.first_day, decision.reference


def _registered_order(transfer: RegisteredTransfer) -> tuple[Any, ...]:
    return (
        transfer.first_day,
        transfer.last_day or date.max,
        transfer.mechanism,
        transfer.decision or "",
        # What is said comes before what is not recorded, and yes before no.
        *(flag is not True for flag in (transfer.inside_scope, transfer.covers_staff)),
        *(flag is None for flag in (transfer.inside_scope, transfer.covers_staff)),
    )


def _dead_ends(
    current: list[Decision], held: list[RegisteredTransfer], staff: bool
) -> list[tuple[str, str, bool]]:
    """Decisions that hold but do not help: how it is named, scope, and whether only data of staff fall outside."""
    return [(one.named, one.scope, staff and _inside(one, held) is not None) for one in current]


def _usable(registered: list[RegisteredTransfer]) -> list[tuple[str, date, date | None]]:
    """Registered transfers that carry by themselves on other days: mechanism, first and last day."""
    return [
        (one.mechanism, one.first_day, one.last_day)
        for one in registered
        if one.mechanism in SAFEGUARDS | DEROGATIONS
    ]
