"""Reads of reminders: who can be told, what was told, and what is in somebody's calendar."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from sharing.access.queries import people_who_keep_accounts
from sharing.agreements.models import Agreement
from sharing.breaches.models import Breach
from sharing.breaches.queries import moments as moments_of_breaches
from sharing.core.actor import Actor
from sharing.core.admin import may, possible_owners
from sharing.duties.choices import FURTHEST, OF_ALL, MomentKind
from sharing.duties.due import moments_of_roles
from sharing.duties.queries import moments as moments_of_contracts
from sharing.duties.rules import Moment
from sharing.measures.models import SecurityMeasure
from sharing.reminders.models import CalendarFeed, Reminder, ReminderMail
from sharing.reminders.rules import Event
from sharing.rights.due import moments as moments_of_rights
from sharing.rights.models import RightsRequest

# A mail that is under way for longer than this was not finished by who sent it.
UNDER_WAY = timedelta(minutes=15)
CALENDAR_DAYS = 366


def moments(*, on: date, within: int = FURTHEST) -> list[Moment]:
    """Everything that somebody has to do at most ``within`` days after that day, or should have done; by day."""
    asked = (moments_of_contracts, moments_of_rights, moments_of_breaches, moments_of_roles)
    return sorted(one for found in asked for one in found(on=on, within=within))


@dataclass(frozen=True, slots=True)
class Audience:
    """Who can be told: accounts by their key, and per kind of moment the keys of those whose work it is."""

    people: dict[int, Any]
    per_kind: dict[str, frozenset[int]]


def audience() -> Audience:
    """Active accounts of people whose work it is: contracts, measures, what persons ask, breaches, and accounts."""
    contracts = {user.pk: user for user in possible_owners(Agreement, None)}
    rights = {user.pk: user for user in possible_owners(RightsRequest, None)}
    breaches = {user.pk: user for user in possible_owners(Breach, None)}
    measures = {user.pk: user for user in possible_owners(SecurityMeasure, None)}
    accounts = {user.pk: user for user in people_who_keep_accounts()}
    per_kind = dict.fromkeys(MomentKind.values, frozenset(contracts))
    per_kind |= {
        MomentKind.RIGHTS.value: frozenset(rights),
        MomentKind.BREACH.value: frozenset(breaches),
        MomentKind.MEASURE.value: frozenset(measures),
        MomentKind.CONFIDENTIALITY.value: frozenset(measures),
        MomentKind.ROLE_REVIEW.value: frozenset(accounts),
    }
    return Audience(contracts | rights | breaches | measures | accounts, per_kind)


def told_of(found: Iterable[Moment]) -> dict[tuple[int, Event], set[str]]:
    """Who was told of which of these moments, at which stages."""
    told: dict[tuple[int, Event], set[str]] = defaultdict(set)
    records = {moment.record for moment in found}
    rows = Reminder.objects.filter(record__in=records).values_list(
        "person_id", "kind", "record", "day", "stage"
    )
    for person, kind, record, day, stage in rows:
        told[person, Event(kind, record, day)].add(stage)
    return told


def uncertain_mails(*, at: datetime, person: int | None = None) -> QuerySet[ReminderMail]:
    """Mails that may not have arrived: their process ended while it sent them, or the server did not say."""
    found = ReminderMail.objects.filter(sent_at__isnull=True, claimed_at__lt=at - UNDER_WAY).order_by(
        "day", "pk"
    )
    return found if person is None else found.filter(person=person)


def hash_of(secret: str) -> str:
    """What is kept of a secret address."""
    return hashlib.sha256(secret.encode()).hexdigest()


def feed_at(secret: str) -> CalendarFeed | None:
    """Whose calendar is at this address, as long as that is his work."""
    feed = CalendarFeed.objects.filter(secret_hash=hash_of(secret)).select_related("person").first()
    if feed is None or not may_have_calendar(feed.person):
        return None
    return feed


def may_have_calendar(user: Actor) -> bool:
    """Whether this account looks after contracts or measures, or deals with what persons ask or with breaches, now."""
    return bool(user.is_active) and any(
        may(user, "change", model) for model in (Agreement, SecurityMeasure, RightsRequest, Breach)
    )


def moments_of(person: int, *, on: date) -> list[Moment]:
    """What this person looks after and has to be done within a year, or should have been.

    Who deals with what persons ask, with breaches or with accounts also sees what nobody took on yet: its term runs
    all the same.
    """
    per_kind = audience().per_kind
    found = []
    for moment in moments(on=on, within=CALENDAR_DAYS):
        if moment.kind in OF_ALL:
            theirs = person in per_kind[moment.kind] and (person in moment.owners or not moment.owners)
        else:
            theirs = person in moment.owners
        if theirs:
            found.append(moment)
    return found
