"""Chapter V of the AVG: may data go to this party in this country, and on what ground?

Countries are ISO 3166-1 alpha-2 codes; an international organisation (such as ``XX-EPO``) is treated as a
country.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from sharing.commitments.choices import TransferPolicy
from sharing.core.dutch import day_in_words
from sharing.core.periods import holds_on
from sharing.transfers.choices import DEROGATIONS, SAFEGUARDS, Mechanism, TransferStatus

_MECHANISM: dict[str, str] = {
    Mechanism.ADEQUACY: "een adequaatheidsbesluit",
    **{
        Mechanism(f"scc_module_{number}"): f"modelcontractbepalingen, module {number} (artikel 46 AVG)"
        for number in range(1, 5)
    },
    **{
        Mechanism(f"scc_{year}"): f"modelcontractbepalingen van {year} (artikel 46 AVG)"
        for year in (2001, 2004, 2010)
    },
    Mechanism.BCR: "bindende bedrijfsvoorschriften (artikel 47 AVG)",
    Mechanism.CODE_OF_CONDUCT: "een gedragscode (artikel 46 AVG)",
    Mechanism.CERTIFICATION: "een certificering (artikel 46 AVG)",
    Mechanism.ART_46_OTHER: "een andere passende waarborg (artikel 46 AVG)",
    **{
        mechanism: f"de afwijking van artikel 49, lid 1, onder {mechanism[-1]}, AVG"
        for mechanism in DEROGATIONS
    },
    Mechanism.ART_49_COMPELLING: "de afwijking van artikel 49, lid 1, tweede alinea, AVG",
}

# Mechanisms that carry a transfer by themselves; an adequacy decision does so without being registered.
_OWN_GROUND = SAFEGUARDS | DEROGATIONS


@dataclass(frozen=True, slots=True)
class Membership:
    """A country that belongs to the EEA from its first through its last day (None: open)."""

    country: str
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Decision:
    """An adequacy decision (art. 45). An empty ``scope`` covers every recipient in the country.

    ``last_day`` is the last day on which it holds: for an annulled decision the day before the judgment.
    """

    country: str
    scope: str
    reference: str
    first_day: date
    last_day: date | None
    under_review: bool = False


@dataclass(frozen=True, slots=True)
class RegisteredTransfer:
    """A transfer to a party in a country by a mechanism (codes of ``Mechanism``).

    ``inside_scope``: the recipient falls within the scope of the country's adequacy decision; None when not
    recorded. ``tia_positive``: conclusion of the transfer impact assessment; None when there is none.
    """

    party: str
    country: str
    mechanism: str
    inside_scope: bool | None
    first_day: date
    last_day: date | None
    tia_date: date | None = None
    tia_positive: bool | None = None


@dataclass(frozen=True, slots=True)
class TransferAssessment:
    """How a party in a country stands towards chapter V on a day.

    ``decision`` and ``transfer`` are what the status rests on. ``adequate`` and ``safeguarded`` say whether a
    decision covers the recipient and whether an art. 46 mechanism is in force, also when the status rests on
    something else: the statement's policy asks for them by name. ``tia_ok`` is false only when the status
    rests on an art. 46 mechanism without a positive assessment.
    """

    status: TransferStatus
    reason: str
    decision: Decision | None = None
    transfer: RegisteredTransfer | None = None
    adequate: bool = False
    safeguarded: bool = False
    tia_ok: bool = True

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
        return str(TransferStatus(self.status).label if self.tia_ok else _("Zonder positieve TIA"))


def is_eea(country: str, day: date, memberships: Iterable[Membership]) -> bool:
    """Whether the country belongs to the EEA on that day."""
    return any(one.country == country and holds_on(one.first_day, one.last_day, day) for one in memberships)


def has_positive_tia(transfer: RegisteredTransfer, day: date) -> bool:
    """Whether a positive transfer impact assessment lay there on that day (C-311/18)."""
    return bool(transfer.tia_positive) and transfer.tia_date is not None and transfer.tia_date <= day


def assess(
    country: str,
    party: str,
    day: date,
    memberships: Iterable[Membership],
    decisions: Iterable[Decision],
    transfers: Iterable[RegisteredTransfer],
    *,
    country_name: str = "",
) -> TransferAssessment:
    """The strongest ground on that day: EEA, decision, assessed art. 46 mechanism, derogation, art. 46
    without TIA.

    ``transfers`` may hold those of other parties and countries; they are ignored. The order of the facts is
    irrelevant. A registered transfer of mechanism ``adequacy`` gives no ground of its own: the decision does.
    """
    name = country_name or country
    if is_eea(country, day, memberships):
        return TransferAssessment(
            TransferStatus.EEA, f"Dit land ({name}) hoorde op {day_in_words(day)} bij de EER."
        )

    registered = sorted(
        (one for one in transfers if one.party == party and one.country == country), key=_registered_order
    )
    held = [one for one in registered if holds_on(one.first_day, one.last_day, day)]
    current = sorted(
        (one for one in decisions if one.country == country and holds_on(one.first_day, one.last_day, day)),
        key=_decision_order,
    )
    inside = next((one for one in held if one.inside_scope), None)
    decision = next((one for one in current if not one.scope or inside), None)
    safeguards = [one for one in held if one.mechanism in SAFEGUARDS]
    assessed = next((one for one in safeguards if has_positive_tia(one, day)), None)
    derogation = next((one for one in held if one.mechanism in DEROGATIONS), None)
    layers = {"adequate": decision is not None, "safeguarded": bool(safeguards)}

    if decision:
        relied = inside if decision.scope else None
        return TransferAssessment(
            TransferStatus.ADEQUATE, _adequate(name, decision), decision, relied, **layers
        )
    if assessed:
        reason = f"De doorgifte rust op {_MECHANISM[assessed.mechanism]}, met een positieve TIA."
        return TransferAssessment(TransferStatus.SAFEGUARDS, reason, None, assessed, **layers)
    if derogation:
        reason = f"De doorgifte rust op {_MECHANISM[derogation.mechanism]}."
        return TransferAssessment(TransferStatus.DEROGATION, reason, None, derogation, **layers)
    if safeguards:
        relied = safeguards[0]
        return TransferAssessment(
            TransferStatus.SAFEGUARDS, _unassessed(relied, day), None, relied, tia_ok=False, **layers
        )
    return TransferAssessment(TransferStatus.NONE, _groundless(name, day, current, registered))


def policy_allows(policy: str, assessment: TransferAssessment) -> bool:
    """Whether a statement's policy allows this destination without a legal obligation.

    ``policy`` is a code of ``TransferPolicy``; each policy allows what the stricter ones do.
    """
    if assessment.status == TransferStatus.EEA:
        return True
    if policy == TransferPolicy.ADEQUATE_COUNTRIES:
        return assessment.adequate
    return policy == TransferPolicy.APPROPRIATE_SAFEGUARDS and (assessment.adequate or assessment.safeguarded)


def _decision_order(decision: Decision) -> tuple[bool, bool, date, str]:
    """A decision for every recipient first, then one that is not under review."""
    return bool(decision.scope), decision.under_review, decision.first_day, decision.reference


def _registered_order(transfer: RegisteredTransfer) -> tuple[Any, ...]:
    return (
        transfer.first_day,
        transfer.last_day or date.max,
        transfer.mechanism,
        transfer.tia_date or date.max,
    )


def _adequate(name: str, decision: Decision) -> str:
    text = f"Voor dit land ({name}) gold adequaatheidsbesluit {decision.reference}"
    return (
        f"{text} en de ontvanger valt binnen de reikwijdte ({decision.scope})."
        if decision.scope
        else f"{text}."
    )


def _unassessed(transfer: RegisteredTransfer, day: date) -> str:
    if transfer.tia_positive is False:
        gap = "de TIA had geen positieve conclusie"
    elif transfer.tia_date and transfer.tia_date > day:
        gap = f"de TIA is van na die dag ({day_in_words(transfer.tia_date)})"
    else:
        gap = "een positieve TIA met datum ontbreekt"
    return f"De doorgifte rust op {_MECHANISM[transfer.mechanism]}, maar {gap}."


def _groundless(name: str, day: date, current: list[Decision], registered: list[RegisteredTransfer]) -> str:
    if current:
        only = current[0]
        return (
            f"Adequaatheidsbesluit {only.reference} dekt in dit land ({name}) alleen ontvangers binnen de "
            f"reikwijdte ({only.scope}) en niet is vastgelegd dat deze ontvanger daarbij hoort."
        )
    text = (
        f"Voor deze ontvanger in dit land ({name}) was op {day_in_words(day)} geen adequaatheidsbesluit, "
        "passende waarborg (artikel 46 AVG) of afwijking (artikel 49 AVG) van kracht."
    )
    usable = [one for one in registered if one.mechanism in _OWN_GROUND]
    ended = [(one.last_day, one.mechanism) for one in usable if one.last_day and one.last_day < day]
    if ended:
        last_day, mechanism = max(ended)
        return f"{text} De doorgifte op grond van {_MECHANISM[mechanism]} gold tot en met {day_in_words(last_day)}."
    if usable:
        ground = _MECHANISM[usable[0].mechanism]
        return f"{text} De doorgifte op grond van {ground} gaat in op {day_in_words(usable[0].first_day)}."
    return text
