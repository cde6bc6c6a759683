"""Reads of reminders: who can be told, what was told, and what is in somebody's calendar."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from sharing.agreements.models import Agreement
from sharing.core.actor import Actor
from sharing.core.admin import may, possible_owners
from sharing.duties.queries import moments
from sharing.duties.rules import Moment
from sharing.reminders.models import CalendarFeed, Reminder, ReminderMail
from sharing.reminders.rules import Event

# A mail that is under way for longer than this was not finished by who sent it.
UNDER_WAY = timedelta(minutes=15)
CALENDAR_DAYS = 366


def contract_managers() -> dict[int, Any]:
    """Active accounts of people who may change agreements, by their key."""
    return {user.pk: user for user in possible_owners(Agreement, None)}


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
    """Whose calendar is at this address, as long as he looks after contracts."""
    feed = CalendarFeed.objects.filter(secret_hash=hash_of(secret)).select_related("person").first()
    if feed is None or not may_have_calendar(feed.person):
        return None
    return feed


def may_have_calendar(user: Actor) -> bool:
    """Whether this account looks after contracts now."""
    return bool(user.is_active) and may(user, "change", Agreement)


def moments_of(person: int, *, on: date) -> list[Moment]:
    """What this person looks after and has to be done within a year, or should have been."""
    return [moment for moment in moments(on=on, within=CALENDAR_DAYS) if person in moment.owners]
