"""Which promises held when."""

from datetime import date

from sharing.commitments.models import CommitmentSet
from sharing.commitments.rules import Commitments, per_capacity
from sharing.core.once import asked_once
from sharing.core.periods import next_day, start_of_day


def _promise(row: CommitmentSet) -> Commitments:
    return Commitments(
        transfer_policy=row.transfer_policy,
        special_categories=row.special_categories,
        capacities=tuple(row.capacities),
        purposes=tuple(row.purposes),
        response_weeks=row.response_weeks,
        extension_months=row.extension_months,
        identity_check=row.identity_check,
        consent_for_all_else=row.consent_for_all_else,
        data_categories=per_capacity(row.data_categories),
    )


def commitments_on(day: date) -> tuple[int, Commitments] | None:
    """Version number and promises in force at the end of that Amsterdam day, or None before the first version."""
    row = CommitmentSet.objects.in_force_before(start_of_day(next_day(day))).first()
    return (row.version, _promise(row)) if row else None


@asked_once
def commitments_of(version: int) -> Commitments:
    """The promises of a version; CommitmentSet.DoesNotExist when there is none."""
    return _promise(CommitmentSet.objects.get(version=version))
