"""Putting a version's commitments in force: the only writer."""

from datetime import date

from sharing.commitments.models import CommitmentSet
from sharing.commitments.rules import Commitments
from sharing.core.actor import Actor, acting


def put_commitments_in_force(
    *, version: int, effective_from: date, commitments: Commitments, by: Actor, reason: str
) -> CommitmentSet:
    """Record what a version promises from its first day; never changed afterwards.

    Raises IntegrityError when that version or that day already has commitments.
    """
    with acting(by=by, reason=reason):
        return CommitmentSet.objects.create(
            version=version, effective_from=effective_from, **commitments.as_json()
        )
