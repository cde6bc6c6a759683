"""Entries that may be one and the same disclosure, recorded twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sharing.core.normalising.queries import seals_of
from sharing.core.periods import amsterdam_day, last_instant_of, parse_instant, start_of_day
from sharing.disclosures.intake.channels import Raw
from sharing.disclosures.models import Disclosure
from sharing.parties.models import Party
from sharing.parties.queries import records_of
from sharing.reference.models import Purpose

AT_ONCE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Meant:
    """What tells one disclosure from another: the dossier as it was typed, and keys of recipient and purpose."""

    dossier: str
    recipient: int
    purpose: int
    disclosed_at: datetime


def are_one(first: datetime, second: datetime, *, same_purpose: bool) -> bool:
    """Whether two disclosures of one person to one recipient may be the same one.

    They may when less than a minute is between them, whatever they were for, and on one Amsterdam day when they were
    for the same purpose: who records afterwards seldom knows the minute.
    """
    if abs(first - second) < AT_ONCE:
        return True
    return same_purpose and amsterdam_day(first) == amsterdam_day(second)


def recorded_before(meant: Meant) -> list[Disclosure]:
    """What the log already has that may be this very disclosure; what is void does not count. Newest first."""
    day, recipients = amsterdam_day(meant.disclosed_at), records_of([meant.recipient])
    near = Disclosure.objects.counting().filter(
        dossier__in=seals_of(meant.dossier),
        disclosed_at__gte=start_of_day(day) - AT_ONCE,
        disclosed_at__lte=last_instant_of(day) + AT_ONCE,
    )
    return [
        row
        for row in near.select_related("recipient", "purpose", "source").order_by("-disclosed_at", "-id")
        if row.recipient_id in recipients
        and are_one(row.disclosed_at, meant.disclosed_at, same_purpose=row.purpose_id == meant.purpose)
    ]


def unconfirmed(found: Sequence[Sequence[Disclosure]], confirmed: frozenset[int]) -> bool:
    """Whether something was found that nobody confirmed to be another disclosure."""
    return any(row.pk not in confirmed for rows in found for row in rows)


def doubles_of(entries: Sequence[Raw], recipient: Party, purpose: Purpose) -> list[list[Disclosure]]:
    """Per entry what the log already has that may be the same disclosure."""
    return [
        recorded_before(Meant(raw.dossier, recipient.pk, purpose.pk, parse_instant(raw.disclosed_at)))
        for raw in entries
    ]
