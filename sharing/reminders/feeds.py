"""Somebody's moments to act as a calendar, for whatever calendar he uses; read at a secret address."""

from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from sharing.core.dutch import day_in_words
from sharing.core.periods import amsterdam_day
from sharing.duties.links import address_of
from sharing.duties.rules import Moment
from sharing.reminders.icalendar import Event, calendar
from sharing.reminders.queries import feed_at, moments_of

PRODUCT = "-//Verantwoord//Privacyregister//NL"
ALARM_DAYS = (7,)


def calendar_at(secret: str, *, at: datetime) -> str | None:
    """The calendar at this secret address as text/calendar; None where there is none (any more).

    Names of organisations, references of agreements and numbers of requests; nothing about whose data it is.
    """
    feed = feed_at(secret)
    if feed is None:
        return None
    today = amsterdam_day(at)
    with override("nl"):
        events = [_event(moment, today) for moment in moments_of(feed.person_id, on=today)]
        return calendar(events, name=_("Privacyregister: mijn termijnen"), product=PRODUCT, at=at)


def _event(moment: Moment, today: date) -> Event:
    base: str = settings.BASE_URL
    about = f"{moment.party}; " if moment.party not in moment.what else ""
    return Event(
        # Of the moment, not of its day: when it moves, the appointment in the calendar moves along.
        uid=f"{moment.kind}-{moment.record}@{urlsplit(base).hostname}",
        day=moment.day,
        summary=moment.to_do(today),
        description=f"{about}{moment.day_words} {day_in_words(moment.day)}.",
        url=base + address_of(moment),
        alarms=ALARM_DAYS,
    )
