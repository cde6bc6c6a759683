"""A breach as tests register it, and what they ask of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sharing.breaches.operations import assess_breach, confirm_not_reporting
from sharing.breaches.queries import standing_of
from sharing.breaches.register import register_breach
from sharing.breaches.reporting import report_breach
from sharing.core.records import version_of
from sharing.models import Breach
from tests import factories as make

AWARE = datetime(2026, 3, 6, 15, 30, tzinfo=UTC)  # a Friday afternoon
AT = datetime(2026, 3, 9, 10, tzinfo=UTC)


def registered(**values: Any) -> Breach:
    """A breach; ``by``, ``at``, ``disclosures`` and ``parts`` are those of the operation, the rest are facts."""
    facts = {
        "title": "Bijlage verkeerd verstuurd",
        "aware_at": AWARE,
        "nature": ["confidentiality"],
        "cause": "misdirected",
        "facts": "Een bijlage ging naar de verkeerde gemeente.",
    }
    own = {"by": make.tester(), "at": AT, "reason": "Gebeld door de ontvanger"}
    own |= {name: values.pop(name) for name in [*own, "disclosures", "parts"] if name in values}
    return register_breach(facts={**facts, **values}, **own)


def said(breach: Breach, **values: Any) -> dict[str, Any]:
    return {"seen": version_of(Breach, breach.pk), "by": make.tester(), "at": AT, **values}


def assessed(breach: Breach, risk: str = "risk", decision: str = "report", **values: Any) -> Breach:
    return assess_breach(breach, risk=risk, decision=decision, note="Afgewogen", **said(breach, **values))


def not_reported(breach: Breach, by: Any) -> Breach:
    assessed(breach, "unlikely", "not_report")
    return confirm_not_reporting(breach, note="Eens", **said(breach, by=by))


def reported(breach: Breach, **values: Any) -> Any:
    usual = {
        "phase": "initial",
        "sent_at": AWARE + timedelta(hours=20),
        "reference": "AP-2026-1",
        "is_complete": True,
        "missing_reason": "Meer wordt niet bekend",
    }
    own = {name: values.pop(name) for name in ("by", "at", "seen") if name in values}
    return report_breach(breach, **{**usual, **values}, **said(breach, **own))


def again(breach: Breach) -> Breach:
    return Breach.objects.get(pk=breach.pk)


def state(breach: Breach) -> str:
    return standing_of(again(breach)).state.value


def fields(refused: Any) -> set[str]:
    return {error.field for error in refused.value.errors}
