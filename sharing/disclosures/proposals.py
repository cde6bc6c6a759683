"""What waits for a second person: a correction, that a disclosure becomes void, or that a void one counts again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.core.actor import Actor
from sharing.core.exceptions import Refused
from sharing.core.seen import check_seen
from sharing.disclosures.choices import Proposal
from sharing.disclosures.models import Disclosure


def propose(
    row: Disclosure,
    kind: Proposal,
    changes: Sequence[dict[str, Any]],
    *,
    by: Actor,
    at: datetime,
    reason: str,
) -> None:
    """Let a locked disclosure wait for a second person; ``changes`` say what would change, each with a ``message``."""
    row.proposes, row.proposal = kind, list(changes)
    row.proposal_reason, row.proposed_by_id, row.proposed_at = reason, by.pk, at


def check_nothing_waits(row: Disclosure) -> None:
    """Raise Refused when something waits already: one proposal at a time."""
    if row.proposal is not None:
        raise Refused(
            _(
                "Er wacht al een voorstel over deze verstrekking. Laat dat eerst bevestigen of afwijzen, of trek het "
                "in."
            )
        )


def locked_proposal(disclosure: Disclosure, seen: str, *, kind: Proposal | None = None) -> Disclosure:
    """The disclosure as it is, locked, with what waits. Raises ChangedMeanwhile, Refused when nothing (else) waits."""
    current = Disclosure.objects.select_for_update().get(pk=disclosure.pk)
    check_seen(current, seen)
    if current.proposal is None or kind not in (None, current.proposes):
        raise Refused(_("Er wacht geen voorstel (meer) op bevestiging; er is niets gewijzigd."))
    return current


def reason_of(disclosure: Disclosure, note: str) -> str:
    """Why what waits is carried out: the reason of who proposed it, and what the second person wrote beside it."""
    reason = disclosure.proposal_reason
    # Kept in the history, and so plain Dutch.
    return f"{reason}\nToelichting bij het bevestigen: {note.strip()}" if note.strip() else reason


def forget_proposal(row: Disclosure) -> None:
    """Nothing waits any more."""
    row.proposal = row.proposed_dossier = row.proposed_by = row.proposed_at = None
    row.proposes = row.proposal_reason = ""
