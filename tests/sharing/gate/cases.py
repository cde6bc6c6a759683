"""What the truth tables of the gate start from."""

from datetime import timedelta

from sharing.gate.rules import judge
from tests.sharing.facts import (
    DAY,
    decision,
    request,
    tia,
    transfer,
)

ONE, TICK = timedelta(days=1), timedelta(microseconds=1)
NAME_AND_HEALTH = {
    "data_categories": frozenset({"naam", "gezondheid"}),
    "special_categories": frozenset({"gezondheid"}),
}
OBLIGED = {"legal_basis": "legal_obligation", "legal_provision": "artikel 64 Participatiewet"}
AUTHORITY = {"capacity": "authority", **OBLIGED, "authority_request": request()}
OTHER = {"capacity": "other", "legal_basis": "legitimate_interests"}
ABROAD = {"destination_country": "US"}
ASSESSED = {"transfers": (transfer(mechanism="scc_module_1"),), "assessments": (tia(day=DAY),)}
SCOPED = decision(scope="data privacy framework participants")
INSIDE = transfer(mechanism="adequacy", inside_scope=True, decision=SCOPED.reference)


def codes(one, known) -> list[str]:
    return [finding.code for finding in judge(one, known).findings]


def finding(one, known):
    """The single finding of this judgement."""
    (only,) = judge(one, known).findings
    return only
