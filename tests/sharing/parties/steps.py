"""Two people who put two records of one organisation together."""

from typing import Any

from django.utils import timezone

from sharing.core.records import version_of
from sharing.models import Party, PartyMerger
from sharing.parties.mergers import confirm_merger, propose_merger
from sharing.parties.merging import KEPT, differing
from sharing.parties.queries import said
from tests import factories as make


def proposed(merged: Party, kept: Party, *, by: Any = None) -> PartyMerger:
    """That the one is the other; what the record that stays says, holds."""
    return propose_merger(
        merged=merged,
        kept=kept,
        choices={one.name: KEPT for one in differing(said(kept), said(merged))},
        seen_merged=version_of(Party, merged.pk),
        seen_kept=version_of(Party, kept.pk),
        by=by or make.UserFactory(),
        at=timezone.now(),
        reason="Dubbel ingevoerd",
    )


def confirmed(merger: PartyMerger, *, by: Any = None) -> PartyMerger:
    """A colleague agrees."""
    seen = version_of(PartyMerger, merger.pk)
    return confirm_merger(merger, seen=seen, by=by or make.UserFactory(), at=timezone.now(), reason="Klopt")


def merge(merged: Party, kept: Party) -> None:
    """Both are read as they are after."""
    confirmed(proposed(merged, kept))
    merged.refresh_from_db()
    kept.refresh_from_db()
