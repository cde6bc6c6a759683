"""Putting a version's commitments in force, and taking them back before they are: the only writers."""

from datetime import date, datetime

from sharing.commitments.models import CommitmentSet, CommitmentWithdrawal
from sharing.commitments.rules import Commitments
from sharing.core.actor import Actor, acting


def put_commitments_in_force(
    *,
    version: int,
    effective_from: date,
    in_force_from: datetime,
    commitments: Commitments,
    by: Actor,
    reason: str,
) -> CommitmentSet:
    """Record what a version promises from that instant; never changed afterwards.

    Raises IntegrityError when that version already has commitments.
    """
    with acting(by=by, reason=reason):
        return CommitmentSet.objects.create(
            version=version,
            effective_from=effective_from,
            in_force_from=in_force_from,
            **commitments.as_json(),
        )


def withdraw_commitments(*, version: int, by: Actor, reason: str) -> CommitmentWithdrawal:
    """Record that the promises of a version never hold. Raises IntegrityError once they do, or a second time."""
    with acting(by=by, reason=reason):
        return CommitmentWithdrawal.objects.create(commitments=CommitmentSet.objects.get(version=version))
